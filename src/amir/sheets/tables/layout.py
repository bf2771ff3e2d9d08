"""Finds the tables of a sheet: where the header stands, which rows may be people, which not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from ...core.text import tidy
from ..grid import Cell, Sheet
from ..sayings import N_, Saying
from .cells import filled, is_data, is_note
from .header_rows import Header, header_at, header_by_looks
from .headings import Heading, headings_of
from .small_words import without_count
from .words import Words

_SEARCHED = 200  # filled rows in which the first header is looked for
REPEATED = Saying(N_("The headings are repeated here: no person."))
ADDS_UP = Saying(N_("This row only adds up: no person."))


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of a sheet. Row numbers count from 0.

    `lone`: rows in which a single cell is filled (perhaps a note, perhaps a poor row).
    `sections`: row -> the section heading above it (once heard: the role that it gives).
    `carried`: cells that a merge over several rows fills.
    """

    sheet: Sheet
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    above: tuple[str, ...] = ()
    sections: Mapping[int, str] = field(default_factory=dict)
    skipped: tuple[tuple[int, Saying], ...] = ()
    lone: frozenset[int] = frozenset()
    carried: Mapping[tuple[int, int], Cell] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell of a row, also where a merge fills it."""
        found = self.sheet.cell(row, column)
        if found is None and self.carried:
            return self.carried.get((row, column))
        return found


@dataclass(slots=True)
class _Block:
    """A table while it is being walked through."""

    header: Header
    above: tuple[str, ...]
    rows: list[int] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    skipped: list[tuple[int, Saying]] = field(default_factory=list)
    lone: set[int] = field(default_factory=set)
    section: str = ""
    header_texts: tuple[frozenset[tuple[int, str]], ...] = ()

    @property
    def skipped_last(self) -> int:
        """The row that was skipped last (-1 if none was)."""
        return self.skipped[-1][0] if self.skipped else -1

    def skip(self, row: int, why: Saying) -> None:
        """Note that a row is no person."""
        self.skipped.append((row, why))


def layouts(sheet: Sheet, words: Words) -> list[Layout]:
    """The tables of a sheet, top to bottom (empty if nothing stands in it)."""
    rows = {r: cells for r, row in enumerate(sheet.rows) if (cells := dict(filled(row)))}
    if not rows:
        return []
    header = _first_header(sheet, list(rows), words)
    blocks = list(_walk(sheet, rows, header, words))
    return [_finished(sheet, block) for block in blocks if block.rows]


def _first_header(sheet: Sheet, there: Sequence[int], words: Words) -> Header:
    for row in there[:_SEARCHED]:
        header = header_at(sheet, row, words)
        if header is not None:
            return header
    return header_by_looks(sheet) or _no_header(sheet, there)


def _no_header(sheet: Sheet, there: Sequence[int]) -> Header:
    """A table without headings begins at the first row that is as wide as most."""
    widths = {r: sum(1 for _ in filled(sheet.rows[r])) for r in there}
    usual = median(widths.values())
    return Header((), next(r for r in there if widths[r] >= usual * 0.6))


def _walk(
    sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]], header: Header, words: Words
) -> Iterator[_Block]:
    start = header.rows[0] if header.rows else header.below
    block = _begun(sheet, header, _texts(sheet, [r for r in rows if r < start]))
    previous = header.below - 1
    for row, cells in rows.items():
        if row < block.header.below:
            continue
        apart = row - previous > 1 or previous in block.lone or previous == block.skipped_last
        previous = row
        if _repeats(cells, block):
            block.skip(row, REPEATED)
            continue
        following = header_at(sheet, row, words) if apart and len(block.rows) > 0 else None
        if following is not None:
            above = _taken_back(sheet, block)
            yield block
            block = _begun(sheet, following, above)
            previous = following.below - 1
            continue
        _place(row, cells, block, words)
    yield block


def _begun(sheet: Sheet, header: Header, above: tuple[str, ...]) -> _Block:
    texts = tuple(
        frozenset((c, tidy(cell.text)) for c, cell in filled(sheet.rows[r])) for r in header.rows
    )
    return _Block(header, above, header_texts=texts)


def _texts(sheet: Sheet, rows: Sequence[int]) -> tuple[str, ...]:
    return tuple(tidy(cell.text) for r in rows for _, cell in filled(sheet.rows[r]))


def _repeats(cells: Mapping[int, Cell], block: _Block) -> bool:
    """Whether the row says the headings again (after a page break, or above a section)."""
    for texts in block.header_texts:
        first = next(((c, tidy(cell.text)) for c, cell in cells.items()), None)
        if first not in texts and len(cells) > 3:
            continue
        same = sum((c, tidy(cell.text)) in texts for c, cell in cells.items())
        if len(cells) > 1 and same >= max(2, 0.6 * len(cells)):
            return True
    return False


def _taken_back(sheet: Sheet, block: _Block) -> tuple[str, ...]:
    """Lines at the end of a block that are the title of the next table."""
    last = max((r for r in block.rows if r not in block.lone), default=-1)
    titles = [r for r in block.rows if r > last] + [r for r, _ in block.skipped if r > last]
    block.rows = [r for r in block.rows if r <= last]
    return _texts(sheet, sorted(titles))


def _place(row: int, cells: Mapping[int, Cell], block: _Block, words: Words) -> None:
    """Say what a row below the header is."""
    first = tidy(next(iter(cells.values())).text)
    one_text = len({cell.text for cell in cells.values()}) == 1
    if _adds_up(cells, first, words):
        block.skip(row, ADDS_UP)
        return
    wide = len(block.header_texts[0]) > 2 if block.header_texts else True
    if wide and _heads_section(cells, first, words):
        block.section = first
        block.skip(row, Saying(N_("'{text}' heads the rows below: no person."), {"text": first}))
        return
    if one_text and wide:
        block.lone.add(row)
    if block.section:
        block.sections[row] = block.section
    block.rows.append(row)


def _heads_section(cells: Mapping[int, Cell], first: str, words: Words) -> bool:
    """Whether the row only names a role ("MENTEES", "Mentees (23)", "Mentees" and a count)."""
    name = without_count(first)
    if len({cell.text for cell in cells.values()}) == 1:
        return not is_note(name) and bool(words.section_role(name))
    others = list(cells.values())[1:]
    return len(others) == 1 and others[0].text.isdigit() and bool(words.is_role(name))


def heard_sections(sections: Mapping[int, str], words: Words) -> Mapping[int, str]:
    """Row -> role by the section heading above it, as the languages of the headings have it."""
    roles = {
        text: words.section_role(text) or words.speaking(()).section_role(text)
        for text in set(sections.values())
    }
    return {row: roles[text] for row, text in sections.items()}


def _adds_up(cells: Mapping[int, Cell], first: str, words: Words) -> bool:
    others = list(cells.values())[1:]
    if words.is_total(first):
        return all(is_data(cell) for cell in others) or first.endswith(":")
    return False


def _finished(sheet: Sheet, block: _Block) -> Layout:
    _drop_notes(sheet, block)
    columns = {c for r in block.rows for c, _ in filled(sheet.rows[r])}
    columns |= {c for r in block.header.rows for c, _ in filled(sheet.rows[r])}
    if len(block.header.rows) == 2:
        columns |= {m[1] for m in sheet.merges if m[0] in block.header.rows} & columns
    return Layout(
        sheet,
        block.header.rows,
        headings_of(sheet, block.header.rows, sorted(columns)),
        tuple(block.rows),
        block.above,
        block.sections,
        tuple(sorted(block.skipped, key=lambda s: s[0])),
        frozenset(block.lone & set(block.rows)),
        _carried(sheet, block.header.below),
    )


def _drop_notes(sheet: Sheet, block: _Block) -> None:
    """Take out the notes and legends that stand below the people, after an empty row."""
    fill = {r: sum(1 for _ in filled(sheet.rows[r])) for r in block.rows}
    usual = median(fill.values()) if fill else 0
    known = set(block.rows)
    gap_before = [r for r in block.rows if r - 1 not in known]
    tail = next((r for r in gap_before if r != block.rows[0] and _all_poor(fill, r, usual)), None)
    for row in [r for r in block.rows if tail is not None and r >= tail]:
        text = _texts(sheet, [row])[0]
        block.rows.remove(row)
        block.skip(row, Saying(N_("A note below the people: '{text}'."), {"text": text}))


def _all_poor(fill: Mapping[int, int], start: int, usual: float) -> bool:
    most = max(1, min(2, usual * 0.3)) if usual > 2 else 0
    return all(count <= most for row, count in fill.items() if row >= start)


def _carried(sheet: Sheet, below: int) -> Mapping[tuple[int, int], Cell]:
    carried: dict[tuple[int, int], Cell] = {}
    for first_row, first, last_row, last in sheet.merges:
        cell = sheet.cell(first_row, first)
        if first_row >= below and last_row > first_row and first == last and cell is not None:
            last_row = min(last_row, len(sheet.rows) - 1)
            carried |= {(r, first): cell for r in range(first_row + 1, last_row + 1)}
    return carried
