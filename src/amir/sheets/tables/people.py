"""Rows become people: their role, the checks over several cells, and rows that are no person."""

from dataclasses import dataclass, field

from ...core.text import tidy
from ..kinds.base import Context
from ..sayings import N_, Complaint, Saying
from ..targets import Target, Targets
from .cells import is_note
from .reading import Reading
from .results import EXTRA
from .roles import BY_COLUMN, BY_SECTION
from .rows import Row

_ROLE_MISSING = N_("Nothing says whether this person is a mentor or a mentee: type one of the two.")
_ROLE_BOTH = N_("This person signed up as mentor and as mentee: choose one, or make two rows.")
_NO_GIVEN = N_("'{name}' is a family name, and no given name stands beside it: type it.")
_NO_NAME = N_("No name stands in this row: type it.")
_NO_PERSON = N_("Only '{text}' stands in this row: no person.")
_ALMOST_EMPTY = N_("Neither a name nor a phone or e-mail stands in this row: no person.")


@dataclass(slots=True)
class Checker:
    """Finishes the rows of one table."""

    table: Reading
    targets: Targets
    context: Context
    _by_part: dict[str, Target] = field(default_factory=dict)
    _headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_part = {t.part: t for t in self.targets if t.part and t.part != "contact"}
        for mapped in self.table.mapped:
            if mapped.field != EXTRA:
                self._headers.setdefault(mapped.field, mapped.column.header)

    def no_person(self, row: Row) -> Saying | None:
        """Why the row is no person, or None if it is one."""
        names = [self._value(row, part) for part in ("full_name", "given_name", "family_name")]
        contacts = [row.values.get(t.field) for t in self.targets if t.part == "contact"]
        if row.number in self.table.layout.lone:
            text = self._only_text(row)
            if not any(names) or is_note(text):
                return Saying(_NO_PERSON, {"text": text})
            return None
        if any(names) or any(contacts):
            said = "".join(str(name) for name in names if name)
            only_note = not any(contacts) and is_note(said) and self._says_little(row)
            return Saying(_NO_PERSON, {"text": said[:80]}) if only_note else None
        return Saying(_ALMOST_EMPTY) if self._says_little(row) else None

    def _only_text(self, row: Row) -> str:
        sheet = self.table.layout.sheet
        cells = [cell for cell in sheet.rows[row.number] if cell is not None]
        return tidy(cells[0].text)[:80] if cells else ""

    def _says_little(self, row: Row) -> bool:
        """Whether besides a number, crosses for "no" and one more word nothing stands there."""
        parts = ("id", "role", "full_name", "given_name", "family_name")
        told = [f for f in row.values if f not in {self._field(part) for part in parts}]
        told = [f for f in told if row.values[f] is not False]
        spoken = [
            text
            for text in row.extra.values()
            if self.context.vocabulary.answer(text, self.context.languages) not in ("no", "nothing")
        ]
        bad = [c for _, c in row.complaints if c.kind != "cell_error"]
        return len(told) + len(spoken) + len(row.waiting) + len(bad) <= 1

    def check(self, row: Row) -> None:
        """Give the row its role and complain about what is missing."""
        self._role(row)
        self._name(row)
        row.finish()

    def _role(self, row: Row) -> None:
        target = self._by_part.get("role")
        if target is None:
            return
        role = self.table.role
        header = self._headers.get(target.field, "")
        if role.signs:
            self._signed(row, target, header)
        given = row.values.get(target.field)
        complained = any(c.kind.startswith("role") for _, c in row.complaints)
        if given or complained or target.field in row.waiting:
            return
        if role.name == BY_SECTION:
            told = self.table.layout.sections.get(row.number, role.role)
        else:
            told = role.groups.get(row.number, role.role)
        if told:
            row.values[target.field] = told
        elif role.name in (BY_COLUMN, BY_SECTION):
            header = header or self.table.layout.headings[0].text
            row.complaints.append((header, _error("role_missing", _ROLE_MISSING)))

    def _signed(self, row: Row, target: Target, header: str) -> None:
        """The role by columns such as "as a mentor?" and "as a mentee?"."""
        vocabulary, languages = self.context.vocabulary, self.context.languages
        said: set[str] = set()
        for index, role in self.table.role.signs.items():
            column = self.table.layout.headings[index].column
            cell = self.table.layout.cell(row.number, column)
            if cell is not None and vocabulary.answer(cell.text, languages) == "yes":
                said.add(role)
        row.values.pop(target.field, None)
        if len(said) == 1:
            row.values[target.field] = said.pop()
        elif len(said) > 1:
            row.complaints.append((header, _error("role_both", _ROLE_BOTH)))

    def _name(self, row: Row) -> None:
        full, given, family = (
            self._value(row, part) for part in ("full_name", "given_name", "family_name")
        )
        complained = {header for header, _ in row.complaints}
        given_header = self._header("given_name")
        if full or given or not (given_header or self._header("full_name")):
            return
        if family and given_header and given_header not in complained:
            row.complaints.append((given_header, _error("name_missing", _NO_GIVEN, name=family)))
        elif not family:
            header = given_header or self._header("full_name")
            if header not in complained:
                row.complaints.append((header, _error("name_missing", _NO_NAME)))

    def _field(self, part: str) -> str:
        target = self._by_part.get(part)
        return target.field if target is not None else ""

    def _value(self, row: Row, part: str) -> object:
        return row.values.get(self._field(part))

    def _header(self, part: str) -> str:
        return self._headers.get(self._field(part), "")


def _error(kind: str, template: str, **values: object) -> Complaint:
    return Complaint(kind, "error", Saying(template, values))
