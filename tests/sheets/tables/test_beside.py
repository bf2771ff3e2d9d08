from amir.sheets.grid import Value
from amir.sheets.tables.beside import code_of

from .lists import fields, sheet, understood


def test_code_of_is_a_dialling_code_that_exists() -> None:
    assert [code_of(t) for t in ("+49", "0049", "(+44)", "351", "Cork", "")] == [
        "49",
        "49",
        "44",
        "351",
        "",
        "",
    ]


def test_dialling_codes_stand_before_the_phones_beside_them() -> None:
    rows: list[list[Value | None]] = [
        ["Name", "Prefix", "Phone", "Languages"],
        ["Amina Hassan", "+353", "85 000 0001", "Arabic"],
        ["Yusuf Omar", "44", "7700 900123", "Somali"],
        ["Elena Rossi", "+353", "+39 340 000 0001", "Italian"],
    ]
    found = understood(sheet(rows, file="mentors.csv"))
    assert dict(fields(found)) == {
        "Name": "full_name",
        "Prefix": "phone",
        "Phone": "phone",
        "Languages": "languages",
    }
    phones = [p.values["phone"] for p in found.people]
    assert phones == ["+353850000001", "+447700900123", "+393400000001"]
    assert found.questions == ()


def test_ages_beside_phones_are_no_dialling_codes() -> None:
    rows: list[list[Value | None]] = [
        ["Name", "Years", "Phone"],
        ["Amina Hassan", 34, "085 000 0001"],
        ["Yusuf Omar", 49, "085 000 0002"],
    ]
    assert fields(understood(sheet(rows, file="mentors.csv")))["Years"] == "extra"


def test_levels_belong_to_the_language_before_them() -> None:
    rows: list[list[Value | None]] = [
        ["Nome e cognome", "Cellulare", "Lingua 1", "Livello 1", "Lingua 2", "Livello 2"],
        ["Amina Hassan", "340 000 0001", "arabo", "madrelingua", "italiano", "B1"],
        ["Yusuf Omar", "340 000 0002", "somalo", "madrelingua", None, None],
    ]
    found = understood(sheet(rows, file="mentori.csv"), country="IT")
    assert [p.values["languages"] for p in found.people] == [
        [{"tag": "ar", "level": "native"}, {"tag": "it", "level": "B1"}],
        [{"tag": "so", "level": "native"}],
    ]
    assert found.questions == ()


def test_particles_stand_before_the_family_names_beside_them() -> None:
    rows: list[list[Value | None]] = [
        ["Voornaam", "Tussenvoegsel", "Achternaam", "Mobiel"],
        ["Amina", None, "Hassan", "06 00000001"],
        ["Joost", "van den", "Akker", "06 00000002"],
    ]
    found = understood(sheet(rows, file="mentoren.csv"), country="NL")
    assert [p.values["family_name"] for p in found.people] == ["Hassan", "van den Akker"]
