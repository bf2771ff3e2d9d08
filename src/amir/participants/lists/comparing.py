"""Whether people of a list are known already: by phone, e-mail, birth, name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from amir.core.text import fold
from amir.participants.roster import name_of
from amir.participants.sheet import PARTICIPANT_TARGETS
from amir.people.models import Contact, Identity
from amir.sheets.sayings import N_, Saying
from amir.sheets.tables.duplicates import find_duplicates, fold_contact
from amir.sheets.tables.results import Pair, Person

_KNOWN = "person:"
_SAME_YEAR = Saying(N_("The same name and the same year of birth."))


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody whom the organisation knows already.

    `is_same`: what we take it for by itself; `is_sure`: nobody needs to look at the two.
    """

    person_id: UUID
    why: Saying
    is_same: bool
    is_sure: bool = False


def known_people(organisation_id: UUID, people: Sequence[Person]) -> dict[str, Match]:
    """Row -> the known person that it seems to be (or that shares a contact with it).

    Two queries. The machine compares; who is shown to somebody is read, and written down, later.
    """
    known = list(_candidates(organisation_id, people))
    if not known:
        return {}
    twice, shared = find_duplicates([*people, *known], PARTICIPANT_TARGETS)
    found: dict[str, Match] = {}
    names = {person.at: _name_words(person.values) for person in (*people, *known)}
    for pair in twice:
        _add(found, pair, is_same=True, is_sure=names[pair.first] == names[pair.second])
    for first, second in _same_name_and_year(people, known):
        _add(found, Pair(first, second, _SAME_YEAR), is_same=True)
    for pair in shared:
        _add(found, pair, is_same=False)
    return found


def _add(found: dict[str, Match], pair: Pair, *, is_same: bool, is_sure: bool = False) -> None:
    at, other = sorted(pair[:2], key=lambda side: side.startswith(_KNOWN))
    if other.startswith(_KNOWN) and not at.startswith(_KNOWN):
        match = Match(UUID(other.removeprefix(_KNOWN)), pair.why, is_same, is_sure)
        found.setdefault(at, match)


def _candidates(organisation_id: UUID, people: Iterable[Person]) -> Iterable[Person]:
    """People of the organisation who have a phone, an e-mail or a year in common with the list."""
    phones, emails, years = _keys(people)
    contacts = {
        person_id: {"phone": phone, "email": email}
        for person_id, phone, email in Contact.objects.filter(
            Q(phone__in=phones) | Q(email__in=emails), organisation_id=organisation_id
        ).values_list("person_id", "phone", "email")
    }
    identities = Identity.objects.filter(
        Q(birth_year__in=years) | Q(person_id__in=contacts), organisation_id=organisation_id
    ).values_list("person_id", "full_name", "birth_year", "born_on")
    for person_id, name, year, day in identities:
        birth = day.isoformat() if day else str(year or "")
        values = {"full_name": name, "birth": birth, **contacts.get(person_id, {})}
        yield Person(f"{_KNOWN}{person_id}", values)


def _keys(people: Iterable[Person]) -> tuple[set[str], set[str], set[int]]:
    phones: set[str] = set()
    emails: set[str] = set()
    years: set[int] = set()
    for person in people:
        phone, email, birth = (str(person.values.get(n) or "") for n in ("phone", "email", "birth"))
        phones |= {phone} - {""}
        emails |= {fold_contact(email)} - {""}
        years |= {int(birth[:4])} if birth else set()
    return phones, emails, years


def _same_name_and_year(
    people: Iterable[Person], known: Iterable[Person]
) -> Iterable[tuple[str, str]]:
    """Rows and known people with the same name and year, unless two whole dates differ."""
    by_name: dict[tuple[Any, str], list[Person]] = defaultdict(list)
    for person in known:
        if sign := _name_and_year(person.values):
            by_name[sign].append(person)
    for person in people:
        for other in by_name.get(_name_and_year(person.values) or (None, ""), ()):
            one, two = str(person.values["birth"]), str(other.values["birth"])
            if one.startswith(two) or two.startswith(one):
                yield person.at, other.at


def _name_words(values: Mapping[str, object]) -> frozenset[str]:
    return frozenset(fold(name_of(values)).split())


def _name_and_year(values: Mapping[str, object]) -> tuple[Any, str] | None:
    words = _name_words(values)
    birth = str(values.get("birth") or "")
    return (words, birth[:4]) if words and birth else None
