"""Every sentence of the code stands in every catalogue, with its places intact."""

import re

import pytest
from babel.messages.pofile import read_po

from amir.config.command.messages import KEYWORDS, PACKAGE, catalogues, template

PLACE = re.compile(r"\{(\w+)\}")


def texts(value: object) -> list[str]:
    """The forms of a message or translation."""
    return [value] if isinstance(value, str) else [str(text) for text in value or ()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", sorted(catalogues()))
def test_catalogue_translates_every_sentence(language: str) -> None:
    with catalogues()[language].open("rb") as stream:
        held = read_po(stream, locale=language)
    missing = [
        message.id
        for message in template()
        if message.id
        and not all(texts(getattr(held.get(message.id, message.context), "string", "")) or [""])
    ]
    assert missing == []


@pytest.mark.parametrize("language", sorted(catalogues()))
def test_catalogue_keeps_the_places_of_a_sentence(language: str) -> None:
    with catalogues()[language].open("rb") as stream:
        held = read_po(stream, locale=language)
    broken = [
        message.id
        for message in held
        if message.id
        # A form for one or two may say the number as a word.
        and any(
            set(PLACE.findall(text)) - {"count"}
            != set(PLACE.findall(texts(message.id)[-1])) - {"count"}
            for text in texts(message.string)
            if text
        )
    ]
    assert broken == []


def test_every_name_of_gettext_is_one_that_is_looked_for() -> None:
    names = re.compile(r"import n?p?gettext(?:_lazy)? as (\w+)")
    used = {name for file in PACKAGE.rglob("*.py") for name in names.findall(file.read_text())}
    assert used - {"_"} <= KEYWORDS.keys()
