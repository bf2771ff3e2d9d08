"""The sets that come with us."""

from functools import cache
from importlib.resources import files

from amir.core.yaml_files import read_yaml

from .definition import Definition, parse

FOLDER = "shipped"


@cache
def shipped() -> dict[str, Definition]:
    """Key -> the newest version of our own."""
    ordered = sorted(all_versions().values(), key=lambda definition: definition.version)
    return {definition.key: definition for definition in ordered}


@cache
def all_versions() -> dict[tuple[str, int], Definition]:
    """Every version that was ever shipped: what was answered in it is still read with it."""
    found = [parse(read_yaml(content)) for content in _contents().values()]
    return {(definition.key, definition.version): definition for definition in found}


def file_of(key: str) -> bytes | None:
    """The newest YAML of a key as it is shipped."""
    names = sorted(name for name in _contents() if name.rpartition("-")[0] == key)
    return _contents()[names[-1]] if names else None


def json_schema() -> bytes:
    """What a set of questions looks like, as JSON Schema."""
    return files("amir.benchmarks").joinpath("schema.json").read_bytes()


@cache
def _contents() -> dict[str, bytes]:
    """File name without its ending ("practice-1") -> content."""
    return {
        entry.name.removesuffix(".yaml"): entry.read_bytes()
        for entry in files("amir.benchmarks").joinpath(FOLDER).iterdir()
        if entry.name.endswith(".yaml")
    }
