"""The definitions that come with us: some with their words, some without (their licence)."""

from functools import cache
from importlib.resources import files

from amir.core.yaml_files import read_yaml

from .definition import Definition, parse

WITH_TEXT, WITHOUT_TEXT = "shipped", "without_text"


@cache
def shipped() -> dict[str, Definition]:
    """Key -> the newest version of what can be asked at once."""
    found = [parse(read_yaml(content)) for content in _contents(WITH_TEXT).values()]
    ordered = sorted(found, key=lambda definition: definition.version)
    return {definition.key: definition for definition in ordered}


@cache
def all_versions() -> dict[tuple[str, int], Definition]:
    """Every version that was ever shipped: what was asked in it is still read with it."""
    found = [parse(read_yaml(content)) for content in _contents(WITH_TEXT).values()]
    return {(definition.key, definition.version): definition for definition in found}


@cache
def without_text() -> dict[str, Definition]:
    """Key -> what a programme may use when it has the words and the right to use them."""
    found = _contents(WITHOUT_TEXT).values()
    definitions = [parse(read_yaml(content), needs_texts=False) for content in found]
    return {definition.key: definition for definition in definitions}


def file_of(key: str) -> bytes | None:
    """The newest YAML of a key as it is shipped, to be filled in, translated or read."""
    found = {**_contents(WITHOUT_TEXT), **_contents(WITH_TEXT)}
    names = sorted(name for name in found if name.rpartition("-")[0] == key)
    return found[names[-1]] if names else None


@cache
def _contents(folder: str) -> dict[str, bytes]:
    """File name without its ending ("gse-1") -> content."""
    held = files("amir.instruments").joinpath(folder)
    return {
        entry.name.removesuffix(".yaml"): entry.read_bytes()
        for entry in held.iterdir()
        if entry.name.endswith(".yaml")
    }
