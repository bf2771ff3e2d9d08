"""The same person twice, and families who share a phone or an address."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ...core.text import fold
from ..sayings import N_, Saying
from ..targets import Target, Targets
from .results import Pair, Person

_MOST = 12  # rows that share one contact: beyond it is the office's own phone, not a family's
_WHOLE_DATE = len("1990-03-12")


def find_duplicates(
    people: Sequence[Person], targets: Targets
) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Pairs of rows that are one person; pairs of people who share a contact and are not.

    One person: the same name (order, capitals, spelling variants and a missing second surname
    apart) together with the same phone, e-mail or birth.
    """
    names = [_name_words(person.values, targets) for person in people]
    contacts = [t for t in targets if t.part == "contact"]
    born = [t for t in targets if t.part == "born"]
    same: dict[tuple[int, int], list[Target]] = defaultdict(list)
    for target in (*contacts, *born):
        for group in _groups(people, target, names):
            for first, second in combinations(group, 2):
                same[first, second].append(target)
    twice: list[Pair] = []
    shared: list[Pair] = []
    for (first, second), fields in sorted(same.items()):
        one, other = people[first], people[second]
        if _same_name(names[first], names[second]) and not _contradict(one, other, born):
            twice.append(Pair(one.at, other.at, _why_same(fields, names[first], names[second])))
        elif together := [t for t in fields if t.part == "contact"]:
            shared.append(Pair(one.at, other.at, _why_shared(together)))
    return tuple(twice), tuple(shared)


def _groups(
    people: Sequence[Person], target: Target, names: Sequence[frozenset[str]]
) -> Iterable[list[int]]:
    """Rows with the same value. Of a birth only a whole date counts, with a word of the name."""
    found: dict[object, list[int]] = defaultdict(list)
    for i, person in enumerate(people):
        value = person.values.get(target.field)
        if not value or not names[i]:
            continue
        if target.part == "contact":
            found[fold_contact(str(value))].append(i)
        elif len(str(value)) == _WHOLE_DATE:
            for word in names[i]:
                found[str(value), word].append(i)
    seen: set[tuple[int, ...]] = set()
    for rows in found.values():
        if 2 <= len(rows) <= _MOST and tuple(rows) not in seen:
            seen.add(tuple(rows))
            yield rows


def fold_contact(value: str) -> str:
    """A phone or an address in the form in which equal ones are equal."""
    return value.strip().casefold()


def _name_words(values: Mapping[str, object], targets: Targets) -> frozenset[str]:
    parts = {t.part: str(values.get(t.field) or "") for t in targets if "name" in t.part}
    written = f"{parts.get('given_name', '')} {parts.get('family_name', '')}"
    return frozenset(fold(written if written.strip() else parts.get("full_name", "")).split())


def _same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Equal words in any order, or all of one name's words (two at least) in the other."""
    if one == other:
        return True
    few, many = sorted((one, other), key=len)
    return len(few) >= 2 and few <= many


def _contradict(one: Person, other: Person, born: Sequence[Target]) -> bool:
    """Whether two births differ (a year alone does not differ from a day of that year)."""
    for target in born:
        first, second = (str(p.values.get(target.field) or "") for p in (one, other))
        if first and second and not (first.startswith(second) or second.startswith(first)):
            return True
    return False


def _why_same(fields: Sequence[Target], one: frozenset[str], other: frozenset[str]) -> Saying:
    values = {"fields": _labels(fields)}
    if one == other:
        return Saying(N_("The same name and the same: {fields}."), values)
    return Saying(N_("The same: {fields}; and one name is a part of the other."), values)


def _why_shared(fields: Sequence[Target]) -> Saying:
    values = {"fields": _labels(fields)}
    return Saying(N_("Two people with different names share: {fields}."), values)


def _labels(fields: Sequence[Target]) -> tuple[Saying, ...]:
    """What the fields are called, each once."""
    return tuple({target.field: target.label for target in fields}.values())
