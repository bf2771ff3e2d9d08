"""Reading vocabulary files, and saying exactly what is wrong with one."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from . import cldr
from .lexicon import DAYS, Vocabulary
from .phrases import Phrases, key, keys_of

# Sections of a file that map a meaning to its words, and the meanings that are allowed.
_ANY: frozenset[str] = frozenset()
_SECTIONS: Mapping[str, frozenset[str]] = {
    "headings": _ANY,
    "roles": frozenset({"mentor", "mentee", "both"}),
    "gender": frozenset({"f", "m", "x", "untold"}),
    "weekdays": frozenset({*DAYS, "mon-fri", "sat-sun", "all"}),
    "parts": frozenset({"am", "pm", "eve", "all"}),
    "joining": frozenset({"and", "to", "from_hour", "to_hour", "except"}),
    "answers": frozenset({"yes", "no", "nothing", "requested", "since", "ago"}),
    "language_levels": frozenset({"native", "vague", "absent"}),
    "languages": _ANY,
    "countries": _ANY,
    "months": frozenset(str(n) for n in range(1, 13)),
    "topics": frozenset({"work", "housing", "finance", "all"}),
    "gender_preference": frozenset({"same", "none"}),
    "colours": _ANY,
    "place": frozenset({"around"}),
}
_LISTS = ("sensitive", "totals", "legend")
_CLDR: Mapping[str, Callable[[str], cldr.Names]] = {
    "countries": cldr.countries,
    "months": cldr.months,
    "weekdays": cldr.weekdays,
}
_SHARED = "shared.yaml"  # nicknames written alike in many languages, beside this module
# Answers that only stand beside a year: never an answer of their own.
_BESIDE = frozenset({"since", "ago"})

Source = str | Path | Mapping[str, Mapping[str, object]]


class VocabularyError(ValueError):
    """A vocabulary file is not as it must be; the text names the file and the key."""


def load_vocabulary(source: Source, *, names: Iterable[str] = cldr.DISPLAY_LANGUAGES) -> Vocabulary:
    """Merge all `<language>.yaml` of a folder (or parsed trees by language) with CLDR's names.

    `names`: languages whose names for languages, countries, months and weekdays are known
    besides those of the files. A folder is read once and kept until one of its files changes.
    """
    if isinstance(source, Mapping):
        return _merge(
            {language: (language, tree) for language, tree in source.items()}, tuple(names)
        )
    folder = Path(source)
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise VocabularyError(f"{folder}: no vocabulary file (<language>.yaml) is here")
    stamp = tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files)
    return _load(stamp, tuple(names))


@lru_cache(maxsize=4)
def _load(stamp: tuple[tuple[str, int, int], ...], names: tuple[str, ...]) -> Vocabulary:
    trees: dict[str, tuple[str, Mapping[str, object]]] = {}
    with _nothing_to_collect():
        for path, _, _ in stamp:
            file = Path(path)
            trees[file.stem] = (file.name, _parse(file))
        return _merge(trees, names)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """All words stay: looking for garbage among them takes a quarter of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _content(node: yaml.Node | None) -> object:
    """Text, lists and mappings: `no` stays a word, and nothing else can come out of a file."""
    if isinstance(node, yaml.SequenceNode):
        return [_content(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): _content(item) for name, item in node.value}
    return None if node is None else str(node.value)


def _parse(file: Path) -> Mapping[str, object]:
    try:
        tree = _content(yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise VocabularyError(f"{file.name}: {error}") from error
    if not isinstance(tree, dict):
        raise VocabularyError(f"{file.name}: must hold sections of words")
    told = tree.get("language", file.stem)
    if told != file.stem:
        raise VocabularyError(f"{file.name}: language must be {file.stem}, not {told}")
    return tree


def _merge(
    trees: Mapping[str, tuple[str, Mapping[str, object]]], names: tuple[str, ...]
) -> Vocabulary:
    vocabulary = Vocabulary(languages=tuple(trees))
    for language, (file, tree) in trees.items():
        _Reader(vocabulary, language, file).read(tree)
    shared = Path(__file__).with_name(_SHARED)
    _Reader(vocabulary, "shared", _SHARED).read(_parse(shared))
    for language in dict.fromkeys((*trees, *names)):
        _add_cldr(vocabulary, language)
    return vocabulary


def _add_cldr(vocabulary: Vocabulary, language: str) -> None:
    pairs: list[tuple[str, str, str]] = []  # section, name, meaning
    for locale in cldr.locales_of(language):
        for section, names in _CLDR.items():
            pairs += [(section, name, meaning) for name, meaning in names(locale)]
        every = language in vocabulary.languages
        found = cldr.languages(locale, every=every)
        pairs += [("languages", name, tag) for name, tag in found]
    pairs = list(dict.fromkeys(pairs))
    folded = keys_of([name for _, name, _ in pairs])
    for (section, _, meaning), phrase in zip(pairs, folded, strict=True):
        vocabulary.phrases(section).add_folded(phrase, meaning, language)
        if section == "weekdays" and phrase and language in vocabulary.languages:
            vocabulary.said.setdefault(phrase, set()).add(language)


class _Reader:
    """Puts one file into the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, language: str, file: str) -> None:
        self.vocabulary, self.language, self.file = vocabulary, language, file
        self.found: list[tuple[Phrases, str, str]] = []  # where to, phrase, meaning

    def read(self, tree: Mapping[str, object]) -> None:
        for section, content in tree.items():
            if section == "language":
                continue
            if section == "codes":
                self._codes(content)
            elif section in ("ambiguous_countries", "regions"):
                self._ambiguous(section, content)
            elif section in _LISTS:
                for phrase in self._list(section, content):
                    self._add(section, phrase, section)
            elif section in _SECTIONS:
                self._section(section, content)
            else:
                self._wrong(section, "is no section of a vocabulary")
        self._store()

    def _section(self, section: str, content: object) -> None:
        allowed = _SECTIONS[section]
        for meaning, phrases in self._mapping(section, content).items():
            if allowed and meaning not in allowed:
                self._wrong(f"{section}.{meaning}", f"must be one of {', '.join(sorted(allowed))}")
            for phrase in self._list(f"{section}.{meaning}", phrases):
                self._add(section, phrase, meaning)

    def _add(self, section: str, phrase: str, meaning: str) -> None:
        vocabulary = self.vocabulary
        if section == "headings":
            target = vocabulary.heading_phrases
            if phrase.endswith("..."):
                vocabulary.only_whole.add(key(phrase))
        elif section == "sensitive":
            target = vocabulary.sensitive
        elif section == "answers" and meaning in _BESIDE:
            target = vocabulary.phrases(f"answers.{meaning}")
        else:
            target = vocabulary.phrases(section)
        self.found.append((target, phrase, meaning))

    def _store(self) -> None:
        """Put everything that was found where it belongs."""
        folded = keys_of([phrase for _, phrase, _ in self.found])
        said = self.vocabulary.said
        for (target, _, meaning), phrase in zip(self.found, folded, strict=True):
            target.add_folded(phrase, meaning, self.language)
            if phrase and self.language != "shared":
                said.setdefault(phrase, set()).add(self.language)

    def _codes(self, content: object) -> None:
        for kind, sets in self._mapping("codes", content).items():
            name = f"codes.{kind}"
            if not isinstance(sets, list):
                self._wrong(name, "must be a list of sets of letters")
            for letters in cast("list[object]", sets):
                known: dict[str, str] = {}
                for meaning, written in self._mapping(name, letters).items():
                    for letter in written if isinstance(written, list) else [written]:
                        known[key(str(letter))] = meaning
                self.vocabulary.letter_codes.setdefault(kind, []).append((self.language, known))

    def _ambiguous(self, section: str, content: object) -> None:
        for phrase, codes in self._mapping(section, content).items():
            for code in self._list(f"{section}.{phrase}", codes):
                self._add(section, phrase, code)

    def _mapping(self, name: str, content: object) -> Mapping[str, object]:
        if content in ("", None):
            return {}
        if not isinstance(content, dict):
            self._wrong(name, "must be a set of `key: words`")
        return cast("Mapping[str, object]", content)

    def _list(self, name: str, content: object) -> list[str]:
        if content in ("", None):
            return []
        if not isinstance(content, list) or not all(isinstance(word, str) for word in content):
            self._wrong(name, "must be a list of words")
        return cast("list[str]", content)

    def _wrong(self, name: str, what: str) -> None:
        raise VocabularyError(f"{self.file}: {name} {what}")
