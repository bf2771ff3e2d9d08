"""One import from beginning to end: lay out, map, ask, read, check, compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..grid import Book, Sheet
from ..kinds.base import Context, Gazetteer
from ..sayings import N_, Saying
from ..targets import Targets, by_field
from ..vocabulary import Vocabulary
from .answers import Answers
from .asking import Asking
from .beside import with_codes, with_levels, with_particles
from .chosen import as_chosen
from .colours import answered_colours, ask_colours, legend_of, meaningful_colours
from .duplicates import find_duplicates
from .hidden import ask_hidden, hidden_rows, wants_hidden
from .inference import country_of, heading_texts
from .layout import Layout, heard_sections, layouts
from .leftovers import Leftovers
from .mapping import map_columns
from .name_columns import settle_names
from .people import Checker
from .reading import Reading, ask, in_order, read
from .results import EXTRA, MappedColumn, Person, Problem, Skipped, Table, Understanding
from .roles import role_of_table, with_answers
from .rows import Row
from .shapes import unreadable_shape
from .words import Words

_KEPT_OUT = N_("Left out, because '{column}' holds special categories of personal data.")
_HIDDEN = Saying(N_("The row is hidden, and hidden rows are to stay out."))


@dataclass(slots=True)
class Import:
    """The work on one set of books; `run` does it."""

    targets: Targets
    vocabulary: Vocabulary
    as_of: date
    country: str | None
    gazetteer: Gazetteer | None
    answers: Answers
    include_sensitive: frozenset[str]
    _people: list[Person] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)
    _skipped: list[Skipped] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)

    def run(self, books: Sequence[Book], refused: dict[str, Saying | str]) -> Understanding:
        """Understand the books."""
        sheets = [sheet for book in books for sheet in book.sheets]
        words = Words(self.vocabulary)
        laid = [(sheet, layouts(sheet, words)) for sheet in sheets]
        words, context = self._context([la for _, found in laid for la in found], words)
        tables: list[Reading] = []
        passed: list[str] = []
        for sheet, found in laid:
            why = unreadable_shape(sheet, found, words, self.targets)
            if why is not None:
                refused[sheet.table] = why
                continue
            mapped = [self._mapped(layout, words, context) for layout in found]
            with_people = [table for table in mapped if self._has_people(sheet, table, words)]
            tables += with_people
            if found and not with_people:
                passed.append(sheet.table)
        asking = self._read_all(tables, sheets, words, context)
        present = [person for person in self._people if not person.left_out]
        twice, shared = find_duplicates(present, self.targets)
        return Understanding(
            country=context.country,
            languages=context.languages,
            as_of=self.as_of,
            tables=tuple(self._tables),
            people=tuple(self._people),
            questions=asking.open,
            answered=asking.answered,
            problems=tuple(self._problems),
            duplicates=twice,
            shared=shared,
            skipped=tuple(self._skipped),
            passed_over=tuple(passed),
            refused=refused,
        )

    def _read_all(
        self, tables: Sequence[Reading], sheets: Sequence[Sheet], words: Words, context: Context
    ) -> Asking:
        """Read all tables, once everything has been asked that they leave open."""
        asking = Asking(self.answers)
        legend = legend_of(sheets, words)
        for table in tables:
            ask(table, self.targets, context, asking)
        for table in tables:
            table.role = with_answers(table.role, asking, words)
            self._read(table, context, asking, legend)
        return asking

    def _context(self, found: Sequence[Layout], words: Words) -> tuple[Words, Context]:
        languages = tuple(words.languages_of(heading_texts(found)))
        words = words.speaking(languages)
        place = next((t.field for t in self.targets if t.kind == "place"), "")
        country = self.country or country_of(found, words, self.gazetteer, place)
        return words, Context(self.vocabulary, country, languages, self.as_of, self.gazetteer)

    def _mapped(self, layout: Layout, words: Words, context: Context) -> Reading:
        layout = replace(layout, sections=heard_sections(layout.sections, words))
        chosen, fields = self.answers.fields.get(layout.sheet.table, {}), by_field(self.targets)
        mapped = as_chosen(map_columns(layout, self.targets, words, context), chosen, fields)
        mapped = Leftovers(self.targets, context).settle(mapped)
        mapped = with_codes(settle_names(mapped, self.targets), self.targets)
        mapped = with_particles(with_levels(mapped, self.targets, context), self.targets)
        mapped = as_chosen(mapped, chosen, fields)
        role, mapped = role_of_table(layout, mapped, self.targets, words, context)
        return Reading(layout, mapped, role)

    def _has_people(self, sheet: Sheet, table: Reading, words: Words) -> bool:
        """A list of people has names, or contacts and something else about them."""
        parts = {t.field: t.part for t in self.targets}
        fields = {m.field for m in table.mapped if m.field != EXTRA and m.column.cells}
        named = {f for f in fields if parts[f].endswith("_name")}
        reached = {f for f in fields if parts[f] == "contact"}
        others = fields - named - reached
        if sheet.name is not None and words.is_legend(sheet.name):
            return bool(named and reached) or len(fields) >= 5
        if not reached and _only_pairs(table, words):
            return False
        if not table.layout.header_rows:
            return bool(reached) or (bool(named) and len(others) >= 2)
        headed = {m.field for m in table.mapped} - {EXTRA}
        if named and (others or reached or len(headed) >= 3 or len(table.mapped) <= 3):
            return True
        return bool(reached) and bool(others)

    def _read(
        self, table: Reading, context: Context, asking: Asking, legend: Mapping[str, str]
    ) -> None:
        layout = table.layout
        read(table, self.targets, context, asking, self.include_sensitive)
        hidden, left_out = self._hidden(layout, asking)
        coloured = self._coloured(layout, asking, legend)
        self._skipped += [Skipped(layout.sheet.at(r), why) for r, why in layout.skipped]
        checker = Checker(table, self.targets, context)
        taken: list[int] = []
        for row in table.rows.values():
            why = checker.no_person(row)
            if why is not None:
                self._skipped.append(Skipped(row.at, why))
                continue
            taken.append(row.number)
            checker.check(row)
            if row.number in coloured:
                row.extra["colour of the row"] = coloured[row.number]
            self._take(table, row, hidden=row.number in hidden, left_out=row.number in left_out)
        if taken:
            self._tables.append(_table(table, taken, hidden))

    def _hidden(self, layout: Layout, asking: Asking) -> tuple[frozenset[int], frozenset[int]]:
        """The hidden rows, and those of them that stay out."""
        hidden = hidden_rows(layout)
        if not hidden:
            return hidden, hidden
        answer = asking.add(ask_hidden(layout, hidden))
        stay_out = answer is not None and not wants_hidden(answer, self.vocabulary)
        return hidden, hidden if stay_out else frozenset()

    def _coloured(
        self, layout: Layout, asking: Asking, legend: Mapping[str, str]
    ) -> Mapping[int, str]:
        coloured = meaningful_colours(layout, legend)
        if not coloured:
            return {}
        answer = asking.add(ask_colours(layout, coloured, legend))
        return answered_colours(coloured, answer, self.vocabulary)

    def _take(self, table: Reading, row: Row, *, hidden: bool, left_out: bool) -> None:
        colour = row.extra.get("colour of the row", "").split(":")[0]
        person = Person(row.at, row.values, row.extra, hidden, left_out, colour)
        self._people.append(person)
        for header in row.kept_out:
            said = Saying(_KEPT_OUT, {"column": header})
            self._skipped.append(Skipped(row.at, said, header))
        if left_out:
            self._skipped.append(Skipped(row.at, _HIDDEN))
            return
        for header, complaint in in_order(row.complaints, table.mapped):
            self._problems.append(Problem(row.at, header, complaint))


def _only_pairs(table: Reading, words: Words) -> bool:
    """Whether a sheet says only who meets whom: a column of mentors beside one of mentees."""
    return len({words.is_role(h.own) for h in table.layout.headings} - {""}) > 1


def _table(table: Reading, taken: Sequence[int], hidden: frozenset[int]) -> Table:
    sheet = table.layout.sheet
    columns = tuple(
        MappedColumn(
            m.column.header,
            m.field,
            m.confidence,
            m.why,
            m.sensitive,
            table.layout.headings[m.index].column,
        )
        for m in table.mapped
    )
    return Table(
        name=sheet.table,
        file=sheet.file,
        sheet=sheet.name,
        role=table.role.name,
        header_rows=tuple(r + 1 for r in table.layout.header_rows),
        first_row=min(taken) + 1,
        last_row=max(taken) + 1,
        columns=columns,
        hidden_rows=tuple(r + 1 for r in sorted(hidden & set(taken))),
        delimiter=sheet.delimiter,
        encoding=sheet.encoding,
    )
