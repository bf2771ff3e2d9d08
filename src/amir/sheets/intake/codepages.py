"""Weighs the code pages of Windows and older systems by the letters that each would give.

A byte above 127 is another letter in every code page. The right one gives words of one script,
with letters of one language, no signs inside words and no capitals after small letters.
"""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice

import charset_normalizer

_WORDS = 4_000  # different words with high bytes that are weighed
_MATCHES = 200_000  # words with high bytes that are looked at, repeated ones too
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
    "et": "äöõüÕ",
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

_POOR = 0.3  # below this it is only taken for Windows text when high bytes are few
_FEW = 40  # with fewer high bytes no statistics of whole languages help
_HIGH = bytes(range(128, 256))

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
# Letters that make up most of any text: they tell scripts apart that lie on the same bytes.
_COMMON = {
    "cyrillic": frozenset("оеаинтсрвлкі"),
    "greek": frozenset("αοιετσνηυρςάέίόή"),
    "eastern": frozenset("יוהלאמרבתנשاليمونرتبةهدع"),
}
# Icelandic and Estonian only; on the same bytes stand frequent Turkish and Hungarian letters.
_RARE_WESTERN = frozenset("þðýÕ")
_FINALS = frozenset("ςךםןףץ")  # never before another letter
_RUN = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_MARKS = "€‚„…‘’“”•–—«»°§·ºª¿¡،؛؟\u00a0"  # signs that stand between or beside words
_INSIDE_WORDS = "’–—…«»“”·،؛؟\u00a0"
_ARABIC_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"


def likeliest(data: bytes) -> str | None:
    """The code page that makes most sense of all high bytes; None when none makes any."""
    words = Counter[bytes]()
    for match in islice(_RUN.finditer(data), _MATCHES):
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
    high = len(data) - len(data.translate(None, _HIGH))
    guess = charset_normalizer.from_bytes(data[:200_000]).best() if high > _FEW else None
    if guess is not None and guess.encoding not in {"ascii", "utf_8"}:
        return guess.encoding
    if score > _POOR:
        return page
    return _PAGES[0][0] if high * 4 < len(data) else None


def _score(words: Counter[bytes], page: str, tongues: Mapping[str, str]) -> float:
    """The share of high bytes that are plausible, for the language that explains most."""
    letters = Counter[str]()
    total = fitting = 0
    for word, times in words.items():
        times = min(times, 20)
        total += sum(byte > 127 for byte in word) * times
        try:
            text = word.decode(page)
        except UnicodeDecodeError:
            continue
        weighed = _weigh(text)
        if weighed is not None:
            found, signs = weighed
            fitting += signs * times
            for letter in found:
                letters[letter] += times
    if not total:
        return 0.0
    best = max(_explained(letters, frozenset(alphabet)) for alphabet in tongues.values())
    return (fitting + best) / total


def _explained(letters: Counter[str], alphabet: frozenset[str]) -> float:
    """How many of the letters one language explains; less where they are rare in it."""
    explained = 0.0
    for letter, times in letters.items():
        common = _COMMON.get(_script(letter[0]))
        if letter not in alphabet:
            explained += 0.35 * times
        elif letter in _RARE_WESTERN or (common is not None and letter not in common):
            explained += 0.8 * times
        else:
            explained += times
    return explained


def _weigh(text: str) -> tuple[list[str], int] | None:
    """The high letters of a word in lower case, and its usual signs; None: no word is like this."""
    found: list[str] = []
    signs = run = 0
    scripts = set()
    last = ""
    for at, char in enumerate(text):
        if char.isalpha() or char in _ARABIC_MARKS:
            odd = char.isupper() and last.islower() and not (char.isascii() and last.isascii())
            if odd or last in _FINALS:
                return None
            if char.isalpha():
                scripts.add(_script(char))
            run = 0 if char.isascii() else run + 1
            if run > 3 and scripts == {"latin"}:
                return None
            if not char.isascii():
                found.append(_small(char, text[at + 1 : at + 2]))
        elif char in _MARKS:
            if 0 < at < len(text) - 1 and char not in _INSIDE_WORDS:
                return None
            signs += 1
        elif not char.isascii():
            return None
        last = char
    return (found, signs) if len(scripts) < 2 else None


def _small(char: str, following: str) -> str:
    """The letter in lower case. Only Portuguese writes õ before e: elsewhere it stays a capital."""
    if char in "õÕ":
        return "õ" if following in ("e", "E") else "Õ"
    return "i" if char == "İ" else char.lower()


def _script(char: str) -> str:
    """Latin, Greek, Cyrillic or an eastern script, by the block of the letter."""
    code = ord(char)
    if code < 0x370 or 0x1E00 <= code < 0x1F00:
        return "latin"
    if code < 0x400 or 0x1F00 <= code < 0x2000:
        return "greek"
    return "cyrillic" if code < 0x530 else "eastern"
