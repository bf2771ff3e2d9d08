"""The few words that a document says of itself, in its own language.

The interface has a catalogue for few languages, documents are written in many: a Greek report
must not have English words between its own.
"""

from typing import Literal

Fixed = Literal["contents", "sources", "table", "figure"]

# contents, sources, table, figure
_WORDS = {
    "ar": ("المحتويات", "المصادر", "جدول", "شكل"),
    "bg": ("Съдържание", "Източници", "Таблица", "Фигура"),
    "ca": ("Contingut", "Fonts", "Taula", "Figura"),
    "cs": ("Obsah", "Zdroje", "Tabulka", "Obrázek"),
    "da": ("Indhold", "Kilder", "Tabel", "Figur"),
    "de": ("Inhalt", "Quellen", "Tabelle", "Abbildung"),
    "el": ("Περιεχόμενα", "Πηγές", "Πίνακας", "Σχήμα"),
    "en": ("Contents", "Sources", "Table", "Figure"),
    "es": ("Índice", "Fuentes", "Tabla", "Figura"),
    "et": ("Sisukord", "Allikad", "Tabel", "Joonis"),
    "fa": ("فهرست", "منابع", "جدول", "شکل"),
    "fi": ("Sisällys", "Lähteet", "Taulukko", "Kuvio"),
    "fr": ("Sommaire", "Sources", "Tableau", "Figure"),
    "ga": ("Clár", "Foinsí", "Tábla", "Fíor"),
    "hr": ("Sadržaj", "Izvori", "Tablica", "Slika"),
    "hu": ("Tartalom", "Források", "Táblázat", "Ábra"),
    "it": ("Indice", "Fonti", "Tabella", "Figura"),
    "lt": ("Turinys", "Šaltiniai", "Lentelė", "Paveikslas"),
    "lv": ("Saturs", "Avoti", "Tabula", "Attēls"),
    "mt": ("Werrej", "Sorsi", "Tabella", "Figura"),
    "nb": ("Innhold", "Kilder", "Tabell", "Figur"),
    "nl": ("Inhoud", "Bronnen", "Tabel", "Figuur"),
    "pl": ("Spis treści", "Źródła", "Tabela", "Rysunek"),
    "pt": ("Índice", "Fontes", "Tabela", "Figura"),
    "ro": ("Cuprins", "Surse", "Tabel", "Figura"),
    "ru": ("Содержание", "Источники", "Таблица", "Рисунок"),
    "sk": ("Obsah", "Zdroje", "Tabuľka", "Obrázok"),
    "sl": ("Vsebina", "Viri", "Tabela", "Slika"),
    "sq": ("Përmbajtja", "Burimet", "Tabela", "Figura"),
    "sr": ("Садржај", "Извори", "Табела", "Слика"),
    "sv": ("Innehåll", "Källor", "Tabell", "Figur"),
    "tr": ("İçindekiler", "Kaynaklar", "Tablo", "Şekil"),
    "uk": ("Зміст", "Джерела", "Таблиця", "Рисунок"),
    "ur": ("فہرست", "ماخذ", "جدول", "شکل"),
}
_PLACES: dict[Fixed, int] = {"contents": 0, "sources": 1, "table": 2, "figure": 3}


def word(name: Fixed, language: str) -> str:
    """The word in a language, of its region or not; English if we do not know it."""
    known = _WORDS.get(language.partition("-")[0], _WORDS["en"])
    return known[_PLACES[name]]
