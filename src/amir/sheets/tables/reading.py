"""Reads the rows of one mapped table, cell by cell, so that none is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...core.text import tidy
from ..kinds import KINDS
from ..kinds.base import Column, Context, Reader
from ..sayings import N_, Complaint, Saying
from ..targets import Target, Targets, by_field
from .asking import Asking
from .beside import JOINED
from .cells import error_of
from .layout import Layout
from .mapping import Mapped
from .results import EXTRA
from .roles import RoleOfTable
from .rows import Row

_STAMP = "timestamp"  # what the vocabulary calls the day on which a form was sent
_COUNTED = "year"  # the kind that counts from that day
_DAYS = "evidence_date"  # the kind that reads it


@dataclass(slots=True)
class Reading:
    """One table on its way: its layout, columns, readers and rows."""

    layout: Layout
    mapped: tuple[Mapped, ...]
    role: RoleOfTable
    readers: dict[int, Reader] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)


def ask(table: Reading, targets: Targets, context: Context, asking: Asking) -> None:
    """Make the readers of all columns and collect what they must ask."""
    fields = by_field(targets)
    table.mapped = tuple(_with_days(m, table, fields, context) for m in table.mapped)
    for mapped in table.mapped:
        if mapped.field != EXTRA and JOINED not in mapped.column.told:
            reader = KINDS[fields[mapped.field].kind].reader(mapped.column, context, {})
            table.readers[mapped.index] = reader
            asking.add_all(reader.questions, mapped.field)
    for question in table.role.questions:
        asking.add(question)


def _with_days(
    mapped: Mapped, table: Reading, fields: Mapping[str, Target], context: Context
) -> Mapped:
    """Tell a column of years on which day each row was written: then "2 years ago" is a year."""
    if mapped.field == EXTRA or fields[mapped.field].kind != _COUNTED:
        return mapped
    stamps = next((m.column for m in table.mapped if m.known == _STAMP), None)
    if stamps is None:
        return mapped
    reader = KINDS[_DAYS].reader(stamps, context, {})
    days = {at: reader.read(at, cell).value for at, cell in stamps.cells if not cell.error}
    told = {at: str(day) for at, day in days.items() if day}
    return replace(mapped, column=replace(mapped.column, told={**mapped.column.told, **told}))


def read(
    table: Reading,
    targets: Targets,
    context: Context,
    asking: Asking,
    include_sensitive: frozenset[str],
) -> None:
    """Read every cell of the table into its row."""
    sheet, fields = table.layout.sheet, by_field(targets)
    table.rows = {sheet.at(r): Row(sheet.at(r), r) for r in table.layout.rows}
    for mapped in table.mapped:
        if mapped.sensitive and mapped.column.header not in include_sensitive:
            _keep_out(table, mapped)
        elif mapped.field == EXTRA:
            _keep(table, mapped)
        elif JOINED in mapped.column.told:
            _set_aside(table, mapped)
        else:
            reader = table.readers[mapped.index]
            if reader.questions:
                answers = asking.add_all(reader.questions, mapped.field)
                if answers:
                    kind = KINDS[fields[mapped.field].kind]
                    reader = kind.reader(mapped.column, context, answers)
            _read_column(table.rows, mapped.column, fields[mapped.field], reader)
    for row in table.rows.values():
        row.join_weeks()
    _formulas(table)
    _comments(table)


def _keep_out(table: Reading, mapped: Mapped) -> None:
    for at, _ in mapped.column.cells:
        row = table.rows[at]
        row.filled += 1
        row.kept_out.append(mapped.column.header)


def _keep(table: Reading, mapped: Mapped) -> None:
    for at, cell in mapped.column.cells:
        if tidy(cell.text) or cell.error:
            row = table.rows[at]
            row.filled += 1
            row.extra[mapped.column.header] = cell.text.strip() or cell.error


def _set_aside(table: Reading, mapped: Mapped) -> None:
    """The cells stand in the column beside already; where nothing came of it they are kept."""
    for at, cell in mapped.column.cells:
        row = table.rows[at]
        row.filled += 1
        row.unsaid[mapped.column.header] = (mapped.field, cell.text.strip() or cell.error)


def _read_column(rows: Mapping[str, Row], column: Column, target: Target, reader: Reader) -> None:
    header = column.header
    for at, cell in column.cells:
        row = rows[at]
        if error := error_of(cell):
            row.filled += 1
            row.complaints.append((header, _failed(error, target)))
        elif cell.text.strip():
            row.filled += 1
            row.take(target, header, cell, reader.read(at, cell))


def _failed(error: str, target: Target) -> Complaint:
    values = {"error": error, "field": target.label}
    template = N_(
        "The cell holds the error {error}: nothing was read for '{field}'. Type the value."
    )
    return Complaint("cell_error", "warning", Saying(template, values))


def _formulas(table: Reading) -> None:
    """Formulas whose value the file does not hold are no empty cells."""
    sheet = table.layout.sheet
    if not sheet.formulas_without_value:
        return
    headers = {table.layout.headings[m.index].column: m for m in table.mapped}
    for row, column in sorted(sheet.formulas_without_value):
        mapped = headers.get(column)
        there = table.rows.get(sheet.at(row))
        if mapped is not None and there is not None and mapped.field != EXTRA:
            template = N_(
                "The formula of this cell has no saved value: open the file in a spreadsheet, "
                "save it and import it again, or type the value."
            )
            said = Complaint("cell_error", "warning", Saying(template))
            there.complaints.append((mapped.column.header, said))


def _comments(table: Reading) -> None:
    sheet = table.layout.sheet
    headers = {table.layout.headings[m.index].column: m for m in table.mapped}
    for (row, column), text in sheet.comments.items():
        there, mapped = table.rows.get(sheet.at(row)), headers.get(column)
        if there is not None and mapped is not None and not mapped.sensitive:
            there.extra[f"comment on {mapped.column.header}"] = tidy(text)


def in_order(
    complaints: Sequence[tuple[str, Complaint]], mapped: Sequence[Mapped]
) -> list[tuple[str, Complaint]]:
    """Complaints of one row in the order of its columns."""
    places = {m.column.header: m.index for m in mapped}
    return sorted(complaints, key=lambda pair: places.get(pair[0], -1))
