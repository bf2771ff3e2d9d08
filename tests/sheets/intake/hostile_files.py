"""Makes the files of `test_hostile.py`: each tries to cost far more than it seems to."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ONE_CELL = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Amina</t></is></c></row></sheetData>'
)
Content = str | Iterator[bytes]


def zipped(*parts: tuple[str, Content]) -> bytes:
    """A zip file of these parts; long ones are written as a stream."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts:
            with archive.open(name, "w", force_zip64=True) as part:
                for piece in [content.encode()] if isinstance(content, str) else content:
                    part.write(piece)
    return whole.getvalue()


def xlsx(
    sheet: Content, *, before: str = "", shared: Content | None = None, **more: Content
) -> bytes:
    """A workbook of one sheet; `before` stands before its first element."""
    related = {
        "sheet": ("worksheet", "worksheets/sheet1.xml"),
        "texts": ("sharedStrings", "texts.xml"),
    }
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{sort}" Target="{target}"/>'
        for key, (sort, target) in related.items()
    )
    if isinstance(sheet, str):
        sheet = f'{before}<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Uno" sheetId="1" r:id="sheet"/></sheets></workbook>'
    )
    parts: list[tuple[str, Content]] = [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>"),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/texts.xml", shared or "<sst/>"),
    ]
    return zipped(*parts, *more.items())


def ods(table: Content, *, before: str = "") -> bytes:
    """An ODS workbook of one sheet."""
    head = (
        f"{before}<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'>"
        "<office:body><office:spreadsheet><table:table table:name='Uno'>"
    )
    tail = "</table:table></office:spreadsheet></office:body></office:document-content>"

    def whole() -> Iterator[bytes]:
        yield head.encode()
        yield from [table.encode()] if isinstance(table, str) else table
        yield tail.encode()

    return zipped(
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", whole())
    )


def many(head: str, piece: bytes, times: int, tail: str) -> Iterator[bytes]:
    """A long stream of one piece again and again."""
    yield head.encode()
    block = piece * 1000
    for _ in range(times // 1000):
        yield block
    yield tail.encode()


def rows(count: int, inside: str = "") -> Iterator[bytes]:
    """That many numbered rows of a worksheet."""
    yield f'<worksheet xmlns="{MAIN}"><dimension ref="A1"/><sheetData>'.encode()
    for first in range(1, count + 1, 1000):
        yield "".join(
            f'<row r="{row}" s="1" customFormat="1">{inside.replace("?", str(row))}</row>'
            for row in range(first, first + 1000)
        ).encode()
    yield b"</sheetData></worksheet>"


_TENFOLD = (
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{"".join(_TENFOLD)}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
BLOWN = f'<!DOCTYPE x [<!ENTITY i "{"x" * 100_000}">]>'
ENTITY_CELL = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData>'
)
ODS_CELL = (
    "<table:table-row><table:table-cell office:value-type='string'{0}>"
    "<text:p>{1}</text:p></table:table-cell></table:table-row>"
)
SST = f'<sst xmlns="{MAIN}">'
S_CELL = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
XML_2003 = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>{}'
    "</Table></Worksheet></Workbook>"
)


def lying_zip() -> bytes:
    """A part that says it unpacks to 100 bytes and unpacks to 300 MB."""
    data = bytearray(
        xlsx(many(f'<worksheet xmlns="{MAIN}">', b"<a/>" * 75, 1_000_000, "</worksheet>"))
    )
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        size, extra = struct.unpack_from("<I", data, at + 24)[0], 0
        if size > 1_000_000 or size == 0xFFFFFFFF:
            struct.pack_into("<I", data, at + 24, 100 + extra)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def password_zip() -> bytes:
    """A zip file whose parts all carry the mark of encryption."""
    data = bytearray(xlsx(ONE_CELL))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def twice() -> bytes:
    """A zip file with two different parts of one name."""
    whole = io.BytesIO(xlsx(ONE_CELL))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{ONE_CELL}</worksheet>")
    return whole.getvalue()


def merged(count: int) -> str:
    """A worksheet that merges its whole sheet, and many areas more."""
    areas = "".join(f'<mergeCell ref="A{row}:XFD{row + 9}"/>' for row in range(1, count))
    return f'{ONE_CELL}<mergeCells><mergeCell ref="A1:XFD1048576"/>{areas}</mergeCells>'


def notes(count: int) -> dict[str, str]:
    """Parts with that many comments for the first sheet."""
    relation = '<Relationship Id="a" Type="x/comments" Target="/xl/notes.xml"/>'
    each = '<comment ref="A1"><text><t>x</t></text></comment>'
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{relation}</Relationships>",
        "xl/notes.xml": f"<comments><commentList>{each * count}</commentList></comments>",
    }


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.xlsx": lambda: xlsx(
        many(f'<worksheet xmlns="{MAIN}">', b"<a/>" * 75, 1_000_000, "</worksheet>")
    ),
    "lying_bomb.xlsx": lying_zip,
    "shared_strings_300_mb.xlsx": lambda: xlsx(
        S_CELL, shared=many(SST, b"<si><t>" + b"x" * 280 + b"</t></si>", 1_000_000, "</sst>")
    ),
    "shared_strings_short.xlsx": lambda: xlsx(
        S_CELL, shared=many(SST, b"<si><t>x</t></si>", 3_000_000, "</sst>")
    ),
    "one_text_of_100_mb.xlsx": lambda: xlsx(
        S_CELL, shared=many(f"{SST}<si><t>", b"x" * 100, 1_000_000, "</t></si></sst>")
    ),
    "one_attribute_of_50_mb.xlsx": lambda: xlsx(
        many('<worksheet a="', b"x" * 50, 1_000_000, '"/>')
    ),
    "a_million_empty_rows.xlsx": lambda: xlsx(rows(1_048_000)),
    "a_million_empty_cells.xlsx": lambda: xlsx(rows(500_000, '<c r="A?" s="1"/><c r="B?" s="1"/>')),
    "a_million_filled_rows.xlsx": lambda: xlsx(rows(1_048_000, '<c r="A?"><v>1</v></c>')),
    "rows_to_the_limit.xlsx": lambda: xlsx(
        rows(
            50_000,
            "".join(f'<c r="{c}?"><v>?.{n}</v></c>' for n, c in enumerate("ABCDEFGHIJKLMNOPQRS")),
        )
    ),
    "20000_columns.xlsx": lambda: xlsx(
        '<sheetData><row r="1">' + "<c><v>1</v></c>" * 20_000 + "</row></sheetData>"
    ),
    "last_cell.xlsx": lambda: xlsx(
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "comments.xlsx": lambda: xlsx(ONE_CELL, **notes(200_000)),
    "merges.xlsx": lambda: xlsx(merged(300_000)),
    "laughs.xlsx": lambda: xlsx(ENTITY_CELL, before=LAUGHS),
    "outside.xlsx": lambda: xlsx(ENTITY_CELL, before=OUTSIDE),
    "quadratic.xlsx": lambda: xlsx(ENTITY_CELL.replace("&i;", "&i;" * 30_000), before=BLOWN),
    "nested.xlsx": lambda: xlsx(many("", b"<a>" * 5, 1_000_000, "")),
    "truncated.xlsx": lambda: xlsx(ONE_CELL)[:-400],
    "truncated_part.xlsx": lambda: xlsx(ONE_CELL + "<rowBreaks><brk"),
    "twice.xlsx": twice,
    "paths.xlsx": lambda: zipped(("../../etc/passwd", "x"), ("/abs", "y")),
    "password.xlsx": password_zip,
    "many_parts.xlsx": lambda: zipped(*((f"xl/{number}", "") for number in range(20_000))),
    "repeated_cells.ods": lambda: ods(
        ODS_CELL.format(" table:number-columns-repeated='2000000000'", "x")
    ),
    "repeated_empty.ods": lambda: ods(
        "<table:table-row table:number-rows-repeated='900000000'>"
        "<table:table-cell table:number-columns-repeated='900000000'/></table:table-row>"
        * 1_000
        + ODS_CELL.format("", "late")
    ),
    "repeated_rows.ods": lambda: ods(
        ODS_CELL.format("", "x").replace("-row>", "-row table:number-rows-repeated='1048576'>", 1)
    ),
    "laughs.ods": lambda: ods(ODS_CELL.format("", "&i;"), before=LAUGHS),
    "outside.ods": lambda: ods(ODS_CELL.format("", "&i;"), before=OUTSIDE),
    "spaces.ods": lambda: ods(ODS_CELL.format("", "<text:s text:c='999999999'/>" * 10_000)),
    "bomb.ods": lambda: ods(many("", b" " * 300, 1_000_000, "")),
    "laughs.xml": lambda: (
        LAUGHS + XML_2003.format("<Row><Cell><Data>&i;</Data></Cell></Row>")
    ).encode(),
    "outside.xls": lambda: (
        OUTSIDE + XML_2003.format("<Row><Cell><Data>&i;</Data></Cell></Row>")
    ).encode(),
    "far.xls": lambda: XML_2003.format(
        "<Row Index='9999999'><Cell Index='9999999'><Data>x</Data></Cell></Row>"
    ).encode(),
    "laughs.html": lambda: (LAUGHS + "<html><table><tr><td>&i;</td></tr></table></html>").encode(),
    "open_tags.html": lambda: b"<html><table>" + b"<td a=" * 1_500_000,
    "open_comments.html": lambda: b"<html><table>" + b"<!--" * 2_000_000,
    "scripts.html": lambda: b"<html><table>" + b"<script>" * 1_000_000,
    "spans.html": lambda: b"<html><table>" + b"<tr><td colspan=1000 rowspan=1000>x" * 300_000,
    "open_quote.csv": lambda: b'name,city\n"Amina,Paris\n' + b"Yusuf,Rome\n" * 500_000,
    "quotes.csv": lambda: b"name,city\n" + b'"a"b,"c\n' * 1_000_000,
    "one_mb_cell.csv": lambda: b"name,city\nAmina," + b"x" * 1_000_000 + b"\n",
    "one_line.csv": lambda: b"x" * 29_000_000,
    "delimiters.csv": lambda: b"name;city\n" + b";" * 28_000_000 + b"\nx",
    "line_ends.csv": lambda: b"name;city\n" + b"\n" * 28_000_000 + b"x",
    "100_mb.csv": lambda: b"Amina,Paris\n" * 9_000_000,
    "a_million_lines.csv": lambda: b"Amina,Paris\n" * 1_000_000,
    "20000_columns.csv": lambda: b"a," * 20_000 + b"b\n",
    "nul_bytes.csv": lambda: b"name,city\n" + b"Amina\0,Paris\n" * 100,
    "noise.csv": lambda: zlib.compress(bytes(range(256)) * 20) * 40_000,
    "high_bytes.csv": lambda: b"\xe9\x81\xff" * 9_000_000,
    "emoji.csv": lambda: b"name,city\n" + "\N{GRINNING FACE}a,b\n".encode() * 1_000_000,
    "truncated.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "noise.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20_000,
    "bare.xls": lambda: (
        b"\x09\x08\x10\x00" + b"\x00\x06\x05\x00" + b"\0" * 12 + bytes(range(1, 250)) * 8_000
    ),
}
