"""Who the people of a table are: mentors or mentees, and from what that is known."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from ...core.text import fold
from ..kinds.base import Context
from ..sayings import N_, Option, Question, Saying
from ..targets import Target, Targets
from .asking import Asking
from .layout import Layout
from .mapping import Mapped
from .results import EXTRA
from .weighing import are_answers, sampled
from .words import Words

BY_COLUMN, BY_SECTION = "by column", "by section"
ROLES = ("mentor", "mentee")
_SURE = 2
_PROGRAMME = (ROLES[0], "mentoring")
_TITLE = 6  # words; a longer line is a sentence about the list
# Fields that only one side of a list usually has.
_HINTS = {"capacity": "mentor", "police_check_on": "mentor", "trained": "mentor"}


@dataclass(frozen=True, slots=True)
class RoleOfTable:
    """`role`: for every row that says no other. `signs`: sign-up columns (index -> role)."""

    name: str  # as the report shows it
    role: str = ""
    signs: Mapping[int, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    groups: Mapping[int, str] = field(default_factory=dict)  # row -> role written once per group


def role_of_table(
    layout: Layout, mapped: Sequence[Mapped], targets: Targets, words: Words, context: Context
) -> tuple[RoleOfTable, tuple[Mapped, ...]]:
    """The role of the rows, and the columns, some of which the role made clearer."""
    target = next((t for t in targets if t.part == "role"), None)
    if target is None:
        return RoleOfTable(""), tuple(mapped)
    columns = list(mapped)
    signs = _signs(columns, layout, target, words, context)
    both = _both_columns(columns, layout, target, words, context)
    columns = [_settled(c, signs, both, target) for c in columns]
    told = _told(layout, columns, words)
    if signs or any(c.field == target.field and c.column.cells for c in columns):
        role = RoleOfTable(BY_COLUMN, _told(layout, (), words), signs)
        return replace(role, groups=_groups(columns, layout, target, words)), tuple(columns)
    if layout.sections:
        return RoleOfTable(BY_SECTION, told), tuple(columns)
    questions = [_ask_both(layout, columns[i]) for i in both]
    if not told:
        questions.insert(0, _ask_role(layout))
    return RoleOfTable(told, told, questions=tuple(questions)), tuple(columns)


def with_answers(role: RoleOfTable, asking: Asking, words: Words) -> RoleOfTable:
    """The role of a table once the coordinator has told it."""
    for question in role.questions:
        answer = asking.add(question)
        told = words.section_role(answer) if answer and question.column is None else ""
        if told:
            return replace(role, name=told, role=told)
    return role


def _signs(
    columns: Sequence[Mapped], layout: Layout, target: Target, words: Words, context: Context
) -> dict[int, str]:
    """Columns such as "Sign up as a mentor?" and "... as a mentee?", answered yes or no."""
    found: dict[int, str] = {}
    for mapped in columns:
        if mapped.field in (target.field, EXTRA) and not mapped.sensitive:
            role = words.section_role(layout.headings[mapped.index].text)
            if role and mapped.column.cells and are_answers(sampled(mapped.column), context):
                found[mapped.index] = role
    alone = len(set(found.values())) < 2
    if alone:
        found = {i: r for i, r in found.items() if columns[i].field == target.field}
    return found


def _groups(
    columns: Sequence[Mapped], layout: Layout, target: Target, words: Words
) -> dict[int, str]:
    """Row -> role, where a role stands only in the first row of each group of people."""
    column = next(c for c in columns if c.field == target.field)
    cells = dict(column.column.cells)
    told = [words.section_role(cell.text) for cell in cells.values()]
    few = len(cells) * 3 <= len(layout.rows) and len(set(told)) == len(told)
    if not (few and all(told) and layout.sheet.at(layout.rows[0]) in cells):
        return {}
    groups: dict[int, str] = {}
    role = ""
    for row in layout.rows:
        cell = cells.get(layout.sheet.at(row))
        role = words.section_role(cell.text) if cell is not None else role
        groups[row] = role
    return groups


def _both_columns(
    columns: Sequence[Mapped], layout: Layout, target: Target, words: Words, context: Context
) -> list[int]:
    """Columns such as "both mentor and mentee", answered yes or no."""
    found: list[int] = []
    for mapped in columns:
        if mapped.field in (target.field, EXTRA) and not mapped.sensitive and mapped.column.cells:
            roles = words.vocabulary.roles_of(layout.headings[mapped.index].text, words.languages)
            if (len(roles) > 1 or "both" in roles) and are_answers(sampled(mapped.column), context):
                found.append(mapped.index)
    return found


def _settled(
    mapped: Mapped, signs: Mapping[int, str], both: Sequence[int], target: Target
) -> Mapped:
    if mapped.index in signs:
        column = replace(mapped.column, told={"words": target.words, "role": signs[mapped.index]})
        return replace(mapped, field=target.field, column=column, confidence=0.9)
    if mapped.index in both:
        return replace(mapped, field=EXTRA)
    return mapped


def _told(layout: Layout, columns: Sequence[Mapped], words: Words) -> str:
    """The role that titles, names of tab and file and the headings tell ("" if not surely one).

    What stands nearest to the people decides.
    """
    votes: Counter[str] = Counter()
    for text, weight in _names(layout, columns, words):
        spans = words.vocabulary.phrases("roles").spans(fold(text).split(), words.languages)
        roles = {span.meaning for span in spans} & set(ROLES)
        if len(roles) != 1 or any(span.meaning == "both" for span in spans):
            continue
        # "Mentor programme 2025" speaks of the programme; "Mentors 2025" of the people.
        bare = all(span.phrase in _PROGRAMME for span in spans) and fold(text) != ROLES[0]
        role = roles.pop()
        if not bare and weight >= _SURE:
            return role
        votes[role] += 1
    most_rows = 0.8 * len(layout.rows)  # in a list of both roles such columns have gaps
    hints = Counter(
        _HINTS[c.field] for c in columns if c.field in _HINTS and len(c.column.cells) >= most_rows
    )
    votes.update({role: min(2, count) for role, count in hints.items()})
    if not votes:
        return ""
    (best, most), *others = votes.most_common(2)
    return best if most - (others[0][1] if others else 0) >= _SURE else ""


def _names(layout: Layout, columns: Sequence[Mapped], words: Words) -> Iterable[tuple[str, int]]:
    for mapped in columns:
        own = layout.headings[mapped.index].own
        if mapped.field != EXTRA and words.is_role(own):
            yield own, 2  # a column of names that is headed "Mentors"
    yield from ((text, 2) for text in reversed(layout.above) if words.is_role(text))
    if layout.sheet.name is not None:
        yield layout.sheet.name, 2
    yield PurePath(layout.sheet.file).stem, 2
    yield from ((text, 2 if len(text.split()) <= _TITLE else 1) for text in layout.above)


def _ask_role(layout: Layout) -> Question:
    ask = Saying(
        N_("Who are the people of '{table}': mentors or mentees?"), {"table": layout.sheet.table}
    )
    options = (Option("mentor", Saying(N_("Mentors"))), Option("mentee", Saying(N_("Mentees"))))
    return Question("role", layout.sheet.table, None, ask, options)


def _ask_both(layout: Layout, mapped: Mapped) -> Question:
    header = mapped.column.header
    ask = Saying(
        N_("The column '{column}' says yes for some people: make them mentor and mentee?"),
        {"column": header},
    )
    options = (Option("yes", Saying(N_("Yes"))), Option("no", Saying(N_("No"))))
    key = f"both:{fold(header)}"
    return Question("role", layout.sheet.table, header, ask, options, key=key)
