"""Weighs the code pages of Windows and older systems by the letters that each would give.

A byte above 127 is another letter in every code page. The right one gives words of one script,
with letters of one language, no signs inside words and no capitals after small letters.
"""

import re
from collections import Counter
from collections.abc import Mapping

import charset_normalizer

_WORDS = 4_000  # different words with high bytes that are weighed
_GOOD = 0.6  # below this share of plausible letters no page of the list is believed

_WESTERN = {
    "it": "àèéìíòóùú",
    "fr": "àâçéèêëîïôùûüÿœæ",
    "es": "áéíñóúüïçàèò",
    "pt": "áâãàçéêíóôõúü",
    "de": "äöüßé",
    "nordic": "åäöæøéü",
    "nl": "ëïéèüöáó",
    "is": "áéíóúýþæöð",
    "gd": "àèìòùáéíóú",
    "sq": "çë",
}
_CENTRAL = {
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţ",
    "hr": "čćđšž",
    "sq": "çë",
    "de": "äöüß",
}
_GREEK = {"el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
_CYRILLIC = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
}
_ARABIC = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچژگ،؛؟ًٌٍَُِّْـ"}
_TURKISH = {"tr": "çğıiöşüâîû"}
_BALTIC = {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äöõüšž"}
_HEBREW = {"he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת"}

# In order of likelihood: of two pages that explain the file equally well the first is taken.
_PAGES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("cp1252", _WESTERN),
    ("cp1250", _CENTRAL),
    ("cp1251", _CYRILLIC),
    ("cp1253", _GREEK),
    ("cp1254", _TURKISH),
    ("cp1256", _ARABIC),
    ("cp1257", _BALTIC),
    ("cp1255", _HEBREW),
    ("iso8859-2", _CENTRAL),
    ("iso8859-7", _GREEK),
    ("iso8859-5", _CYRILLIC),
    ("iso8859-6", _ARABIC),
    ("mac_roman", _WESTERN),
    ("mac_latin2", _CENTRAL),
    ("mac_cyrillic", _CYRILLIC),
    ("koi8-u", _CYRILLIC),
    ("cp866", _CYRILLIC),
    ("cp850", _WESTERN),
    ("cp852", _CENTRAL),
    ("cp737", _GREEK),
)
_RUN = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MARKS = "€‚„…‘’“”•–—«»°§·ºª¿¡\u00a0"  # signs that stand between or beside words
_RIGHT_OF_WORD = "’”»…,ºª°"


def likeliest(data: bytes) -> str | None:
    """The code page that makes most sense of all high bytes; None when none makes any."""
    words = Counter[bytes]()
    for match in _RUN.finditer(data):
        words[match[0][:60]] += 1
        if len(words) >= _WORDS:
            break
    scored = [(_score(words, page, tongues), page) for page, tongues in _PAGES]
    # The margin keeps a rare page from winning by a single odd word.
    score, page = max(
        ((score - 0.01 * rank, page) for rank, (score, page) in enumerate(scored)),
    )
    if score >= _GOOD:
        return page
    guess = charset_normalizer.from_bytes(data[:200_000]).best()
    if guess is not None and guess.encoding not in {"ascii", "utf_8"}:
        return guess.encoding
    return page if score > 0.3 else None


def _score(words: Counter[bytes], page: str, tongues: Mapping[str, str]) -> float:
    """The share of high bytes that are plausible, for the language that explains most."""
    letters = Counter[str]()
    total = fitting = 0
    for word, times in words.items():
        times = min(times, 20)
        high = sum(byte > 127 for byte in word) * times
        total += high
        try:
            text = word.decode(page)
        except UnicodeDecodeError:
            continue
        spoiled, found, signs = _weigh(text)
        if spoiled:
            continue
        fitting += signs * times
        for letter in found:
            letters[letter] += times
    if not total:
        return 0.0
    best = max(
        sum(times for letter, times in letters.items() if letter in alphabet)
        + 0.35 * sum(times for letter, times in letters.items() if letter not in alphabet)
        for alphabet in map(frozenset, tongues.values())
    )
    return (fitting + best) / total


def _weigh(text: str) -> tuple[bool, list[str], int]:
    """Whether the word is impossible, its high letters in lower case, and its usual signs."""
    found: list[str] = []
    signs = 0
    scripts = set()
    last = ""
    for at, char in enumerate(text):
        if char.isalpha() or "\u064b" <= char <= "\u0652" or char == "ـ":
            if char.isupper() and last.islower():
                return True, [], 0
            if char.isalpha():
                scripts.add(_script(char))
            if not char.isascii():
                found.append("i" if char == "İ" else char.lower())
        elif char in _MARKS or char in "،؛؟":
            between = 0 < at < len(text) - 1 and char not in "’–—…«»“”\u00a0،؛؟·"
            if between:
                return True, [], 0
            signs += 1
        elif not char.isascii():
            return True, [], 0
        last = char
    return len(scripts) > 1, found, signs


def _script(char: str) -> str:
    """Latin, Greek, Cyrillic or an eastern script, by the block of the letter."""
    code = ord(char)
    if code < 0x370 or 0x1E00 <= code < 0x1F00:
        return "latin"
    if code < 0x400 or 0x1F00 <= code < 0x2000:
        return "greek"
    return "cyrillic" if code < 0x530 else "eastern"
