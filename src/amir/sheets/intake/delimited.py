"""Text files with one record per line: CSV, TSV, semicolons, pipes, pasted text."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..grid import Book
from ..sayings import N_
from . import limits
from .draft import Budget, Draft
from .encodings import encoding_of
from .refusing import RefusedFile, refused, too_much

_DELIMITERS = "\t;,|"  # in this order when two explain the file equally well
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 200_000
_TOLD = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)  # a first line that Excel understands
_END = "\x00end of text\x00"


def read_delimited(data: bytes, name: str) -> Book:
    """The one sheet of a text file in any encoding."""
    encoding = encoding_of(data, name)
    # Excel writes a delimiter for every empty cell that has a format: cheap to drop as bytes.
    wide = encoding.startswith(("utf-16", "utf-32"))
    source = io.BytesIO(data if wide else data.rstrip(b",;|\t\r\n \0"))
    errors = "amir_odd_bytes" if encoding.startswith("utf-8") else "replace"
    return _read(io.TextIOWrapper(source, encoding, errors, newline=""), name, encoding)


def read_text(text: str, name: str) -> Book:
    """The one sheet of text that was pasted."""
    return _read(io.StringIO(text.lstrip("\ufeff"), newline=""), name, None)


def _read(stream: io.TextIOBase, name: str, encoding: str | None) -> Book:
    lines = _lines(stream, name)
    sample = _sample(lines)
    told = _TOLD.fullmatch(sample[0]) if sample else None
    if told:
        sample = sample[1:]
    delimiter, spaced = (told[1], False) if told else _delimiter_of(sample)
    records = _Records(
        _chain(sample, lines), name, delimiter or ",", spaced=spaced, before=1 if told else 0
    )
    budget = Budget(name)
    draft = Draft(budget, None)
    # The line that tells the delimiter is a record of the file like any other: rows count it.
    for row, record in enumerate(records, start=1 if told else 0):
        if row > limits.LAST_ROW:
            raise too_much(name)
        for column, text in enumerate(record):
            cell = budget.text(text) if text else None
            if cell is not None:
                draft.put(row, column, cell)
    return Book(name, (draft.finish(delimiter=delimiter, encoding=encoding),))


def _lines(stream: io.TextIOBase, name: str) -> Iterator[str]:
    number = 0
    while line := stream.readline(limits.MAX_LINE_CHARACTERS + 1):
        number += 1
        if len(line) > limits.MAX_LINE_CHARACTERS:
            raise _long_line(name, number)
        # Some programs leave NUL bytes in text; nobody ever typed one.
        yield line.replace("\x00", "") if "\x00" in line else line


def _sample(lines: Iterator[str]) -> list[str]:
    sample: list[str] = []
    size = 0
    for line in lines:
        sample.append(line)
        size += len(line)
        if len(sample) >= _SAMPLE_LINES or size > _SAMPLE_CHARACTERS:
            break
    return sample


def _chain(first: Iterable[str], rest: Iterable[str]) -> Iterator[str]:
    yield from first
    yield from rest


def _delimiter_of(sample: list[str]) -> tuple[str | None, bool]:
    """The delimiter that cuts the sample into the most even columns; whether a space follows it."""
    best: tuple[float, str | None, bool] = (0.0, None, False)
    for delimiter in _DELIMITERS:
        for spaced in (False, True):
            if spaced and not any(f'{delimiter} "' in line for line in sample):
                continue
            score = _evenness(sample, delimiter, spaced)
            if score > best[0] + 1e-9:
                best = (score, delimiter, spaced)
    return best[1], best[2]


def _evenness(sample: list[str], delimiter: str, spaced: bool) -> float:
    widths: list[int] = []
    broken = 0
    feed = _Feed(iter(sample))
    reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=spaced, strict=True)
    while True:
        feed.taken.clear()
        try:
            widths.append(len(next(reader)))
        except StopIteration:
            break
        except csv.Error:
            if feed.ended:  # a long cell may be cut by the end of the sample
                broken += len(sample) < _SAMPLE_LINES
                break
            broken += 1
            reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=spaced, strict=True)
    filled = [width for width in widths if width]
    several = Counter(width for width in filled if width > 1)
    if not several:
        return 0.0
    usual, hits = max(several.items(), key=lambda item: item[1] * math.log2(item[0]))
    share = hits / (len(filled) + broken)
    whole = 1 - broken / (len(filled) + broken)
    heading = 1.5 if filled[0] == usual else 1.0
    return share * math.log2(usual) * whole * whole * heading


class _Feed:
    """Lines on their way to the reader; knows which of them went into the current record."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self.taken) > limits.MAX_RECORD_LINES:
            self.ended = True
            raise StopIteration
        line = next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line


class _Records:
    """The records of a text, in order; a quote that never closes is refused, not swallowed."""

    def __init__(
        self, lines: Iterator[str], name: str, delimiter: str, *, spaced: bool, before: int
    ) -> None:
        self._feed = _Feed(lines)
        self._name = name
        self._delimiter = delimiter
        self._spaced = spaced
        self._line = before
        self._widths: Counter[int] = Counter()

    def __iter__(self) -> Iterator[list[str]]:
        feed = self._feed
        reader = self._reader(feed, strict=True)
        while True:
            self._line += len(feed.taken)
            feed.taken.clear()
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                record = self._mended(feed.taken)
                reader = self._reader(feed, strict=True)
            if len(feed.taken) > 1 and self._swallowed(record, feed.taken):
                raise self._unclosed()
            self._widths[len(record)] += 1
            yield record

    def _reader(self, lines: Iterable[str], *, strict: bool) -> Iterator[list[str]]:
        return csv.reader(
            lines, delimiter=self._delimiter, skipinitialspace=self._spaced, strict=strict
        )

    def _mended(self, taken: list[str]) -> list[str]:
        """A record with text after a closing quote, if it is plain where the record ends."""
        if self._feed.ended:
            raise self._unclosed()
        try:
            records = list(self._reader([*taken, _END], strict=False))
        except csv.Error as error:
            if len(taken) > 1:
                raise self._unclosed() from error
            raise _long_line(self._name, self._line + 1) from error
        if len(records) != 2 or records[1] != [_END]:
            raise self._unclosed()
        if len(taken) > 1 and self._is_usual(taken[0]):
            raise self._unclosed()
        return records[0]

    def _swallowed(self, record: list[str], taken: list[str]) -> bool:
        """Whether a quote took in records that follow: then the first line alone is a usual one."""
        return self._is_usual(taken[0]) and len(record) != self._usual_width()

    def _is_usual(self, line: str) -> bool:
        """Whether the line is a record as wide as most, its quotation marks being plain signs."""
        alone = csv.reader([line], delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        return len(next(alone)) == self._usual_width() > 1

    def _usual_width(self) -> int:
        return self._widths.most_common(1)[0][0] if self._widths else 0

    def _unclosed(self) -> RefusedFile:
        return refused(
            N_(
                'In line {line} of {file} a quotation mark (") opens and is not closed where the '
                "cell ends. Delete it, or close it, and upload the file again."
            ),
            file=self._name,
            line=self._line + 1,
        )


def _long_line(name: str, number: int) -> RefusedFile:
    return refused(
        N_(
            "Line {line} of {file} is longer than any row of a list. Is it the right file? "
            "Shorten that line and upload the file again."
        ),
        file=name,
        line=number,
    )
