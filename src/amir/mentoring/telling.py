"""Sentences as data: stored with a plan, told in whatever language somebody reads it.

A saying's values may be `Words`: codes with their kind, named only when told. People are codes
too, so that a stored plan holds no name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from amir.participants.readiness import Evidence
from amir.sheets.sayings import Saying

from .wording import gender_name, language_name, listed, slots_said, topic_name


@dataclass(frozen=True, slots=True)
class Words:
    """Codes of one kind: languages, topics, slots, evidence, gender, person."""

    kind: str
    codes: tuple[Any, ...]


# Code of a person -> how they are called.
Names = Mapping[str, str]


def tell(sayings: Iterable[Saying], names: Names) -> str:
    """The sentences side by side, in the language that is switched on."""
    return " ".join(told for told in (told_one(saying, names) for saying in sayings) if told)


def told_one(saying: Saying, names: Names) -> str:
    """One sentence."""
    if saying.plural:
        template = ngettext(saying.template, saying.plural, saying.count)
    else:
        template = gettext(saying.template)
    values = {name: in_words(value, names) for name, value in saying.values.items()}
    return template.format(count=saying.count, **values)


def in_words(value: object, names: Names) -> object:
    """A value as it stands in a sentence."""
    if not isinstance(value, Words):
        return value
    if value.kind == "slots":
        return slots_said(value.codes)
    return listed(_NAMED[value.kind](code, names) for code in value.codes)


def evidence_name(kind: str) -> str:
    """What must be there before a match, in a sentence."""
    return {
        Evidence.SCREENING: pgettext("evidence", "the police check"),
        Evidence.TRAINING: pgettext("evidence", "the training"),
        Evidence.CONSENT: pgettext("evidence", "the consent"),
    }[Evidence(kind)]


_NAMED: Mapping[str, Callable[[Any, Names], str]] = {
    "languages": lambda code, names: language_name(code),
    "topics": lambda code, names: topic_name(code),
    "evidence": lambda code, names: evidence_name(code),
    "gender": lambda code, names: gender_name(code),
    "person": lambda code, names: names.get(code) or gettext("somebody"),
}


def people_in(sayings: Iterable[Saying]) -> set[str]:
    """The codes of everybody whom the sentences name."""
    values = (value for saying in sayings for value in saying.values.values())
    return {
        str(code)
        for value in values
        if isinstance(value, Words) and value.kind == "person"
        for code in value.codes
    }


def stored(sayings: Iterable[Saying]) -> list[dict[str, Any]]:
    """Sayings as JSON."""
    return [
        {
            "template": saying.template,
            "plural": saying.plural,
            "count": saying.count,
            "values": {
                name: {"kind": value.kind, "codes": list(value.codes)}
                if isinstance(value, Words)
                else value
                for name, value in saying.values.items()
            },
        }
        for saying in sayings
    ]


def read(found: Sequence[Mapping[str, Any]]) -> list[Saying]:
    """What `stored` made."""
    return [
        Saying(
            each["template"],
            {
                name: Words(value["kind"], tuple(value["codes"]))
                if isinstance(value, dict)
                else value
                for name, value in each["values"].items()
            },
            plural=each["plural"],
            count=each["count"],
        )
        for each in found
    ]
