"""Encodings of short lists, by their letters alone."""

import pytest

from amir.sheets.intake.encodings import encoding_of

LISTS = [
    ("cp1252", "Name;Città\nNicolò;Forlì\n"),
    ("cp1252", "Nom;Ville\nHÉLÈNE;Orléans\nFrançois;Nîmes\n"),
    ("cp1252", "Nombre;Ciudad\nMuñoz;A Coruña\n"),
    ("cp1252", "Nome;Cidade\nJoão Camões;São Paulo\n"),
    ("cp1252", "Namn;Ort\nÅsa;Malmö\n"),
    ("cp1252", "Nafn;Bær\nÞór Guðmundsson;Reykjavík\nSigríður;Höfn\n"),
    ("cp1252", "Nimi;Linn\nTõnu;Pärnu\nJüri;Võru\n"),
    ("cp1252", "Ora;Prezzo\nl’arrivo;5 € – “circa”\n"),
    ("cp1252", "a;b\nè;x\n"),
    ("cp1250", "Imię;Miasto\nŁukasz;Łódź\n"),
    ("cp1250", "Jméno;Město\nŽaneta Dvořáková;Plzeň\n"),
    ("cp1250", "Név;Város\nErdős Győző;Győr\n"),
    ("cp1250", "Nume;Oraş\nŞtefan;Timişoara\nIonuţ;Bucureşti\n"),
    ("cp1250", "Ime;Grad\nĐorđe Kovačić;Šibenik\n"),
    ("cp1251", "Имя;Город\nОлена;Київ\n"),
    ("cp1251", "ИМЯ;ГОРОД\nИВАН;МОСКВА\n"),
    ("cp1253", "Όνομα;Πόλη\nΕλένη;Λευκωσία\n"),
    ("cp1253", "ΟΝΟΜΑ;ΠΟΛΗ\nΕΛΕΝΗ;ΑΘΗΝΑ\n"),
    ("cp1254", "Ad;Şehir\nIşık;Muğla\n"),
    ("cp1256", "الاسم;المدينة\nأمينة;دمشق\nيوسف;حلب\n"),
    ("cp1257", "Vardas;Miestas\nJūratė;Šiauliai\nŽydrūnas;Kėdainiai\n"),
    ("cp1255", "שם;עיר\nמשה;חיפה\n"),
    ("iso8859-2", "Imię;Miasto\nMichał Wąs;Kraków\nŚwiątek;Żary\n"),
    ("iso8859-7", "Όνομα;Πόλη\nΆννα;Αθήνα\nΆρης;Πάτρα\n"),
    ("mac_roman", "Nom;Ville\nHélène;Orléans\nFrançois;Nîmes\n"),
    ("cp850", "Nom;Ville\nHélène;Orléans\nFrançois;Nîmes\n"),
    ("koi8-u", "Имя;Город\nОлена;Київ\nІван;Львів\n"),
    ("utf-8", "Name;City\nŁukasz;دمشق\n"),
    ("utf-8-sig", "Name;City\nAmina;Paris\n"),
    ("utf-16", "Name;City\nAmina;Paris\n"),
    ("utf-16-le", "Name;City\nAmina;Paris\n"),
    ("utf-16-be", "Name;City\nAmina;Paris\n"),
]


@pytest.mark.parametrize(("encoding", "text"), LISTS)
def test_encoding_of_a_short_list_is_found(encoding: str, text: str) -> None:
    assert encoding_of(text.encode(encoding), "list.csv") == encoding


def test_encoding_survives_a_few_odd_bytes_in_utf8() -> None:
    data = "Città;Forlì;è\n".encode() * 20 + b"caf\xe9\n"

    assert encoding_of(data, "list.csv") == "utf-8"
