"""XLS, ODS, web pages and XML tables are read; everything else is refused by its name."""

import base64
import zlib
from datetime import date, time

import pytest

from amir.sheets.grid import Cell, Refused, Sheet
from amir.sheets.intake import read_bytes
from tests.sheets.intake.hostile_files import ods, zipped

# A workbook of Excel 97 with two sheets, packed: no library for writing them is needed.
XLS = (
    "c-rk)T}V_x6#nMkyT7Ts>KbSvi;<NH7QOVM+nVJ|D;7Z+L9Okr7Iimv*9V2lvV94HsHdVA!Gd0_UizWv@2Q8ts2~"
    "UeEqdxHD(FGIojLce>1N=98Or^ZIWu$S%$YMYXU@#tSEHq4LwBmik%uOzm@+(Y&fp13o?OKbYBvm7%;j!MhK(f!k"
    "DE5q>A=I{moB-7a=*u+;I{URDDaWeL7YHaGNA_-5zTBvR7e{dg+{)o;2Nb8RI*)VOph=vXL^feA2Hp=oC{1FNp?&"
    "ez-XwgZmZ?T`;{7QD<LXykNdo5&Sq5Lh4kao7lkS7KsXhTb}##eYOM&vASY<m6M9P4eYg%U(9+Tni8OQ&sx>cekU"
    "Ta?j3GeoGK?Qa5cr;p3r~YKe{uN&#Q!;)@A?bhozK_KGv7m7Jr`f@cfOv>iUth8I4tDh$-;*xnrv|)q9-!Cp3b5e"
    "Yh0#l?TV)}=?U!Ni$f+7ZHxBklr<+)3G$`(;}lvb?1Yb{bUjA=?eR<>@xwjwM3nfA9lhz^qr}*o%tX5>5`@J!#Lz"
    "FiQX_{i|E%y;%!j&&XpC%=<x)P{ewzKn&9AQ`o$aAR%o*S-OByP$R?Z3r&d44`C#k<ize_88eC<Ig;oQOUlGd??j"
    "ZDw-D66<!#WX-Nl-IUbScRQ~EOU-qYiZmqj5ncmGs^3!oc*%<es%U!Xaki;TF3hXBkw{(sG+rsv7G{gs2BC(>J^C"
    "xp<FJkkobXV<saeEt@y1O7}jm>!zAsm<drhRtjX09(>29fJF})zO`Wc3RMRZY${d=_FfG^Wl;Y*tm*csjKviVeRj"
    "3Vk8y{XBY<4Jas;fM*S(du%gw!m@Q!ULwOS8&0J1xyB$p_HsF)fi6DS4J?EH548F|Dd*&GEA}3ynRXNh!l!X);|N"
    "zp;=$hCCmWK9y@R=~DD5)Arfx4PI|KZ(dc*wW>C3*sx*4hK>IQ!Otb|lS;FmwoZP`o8NUNDNWg*NtP}4AW6Rr{l("
    "jX1m!98734oF;Sf1pVxE0+-wP%7(da33p_A?CD%gMNfhuOsXWkwC3wMMH9e=72JOA<czW{=xD=h"
)


def cells(sheet: Sheet) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in sheet.rows]


def test_xls_gives_values_and_furniture() -> None:
    book = read_bytes(zlib.decompress(base64.b85decode(XLS)), "list.xls")
    read, hidden = book.sheets

    assert cells(read) == [
        [],
        ["Name", "Born", "Phone", "Agreed", "City"],
        ["Amina", "1990-03-12", "34600006890", "TRUE", "#N/A"],
        ["=Yusuf", "", "00600"],
        ["Total"],
    ]
    assert read.cell(2, 1) == Cell("1990-03-12", date(1990, 3, 12))
    assert (read.hidden_rows, read.hidden_columns, read.row_colours, read.merges) == (
        frozenset({3}),
        frozenset({4}),
        {2: "FF0000"},
        ((4, 0, 4, 1),),
    )
    assert (hidden.name, hidden.visible, cells(hidden)) == ("Lists", False, [["Łódź"]])


def test_ods_gives_values_and_furniture() -> None:
    table = """
    <table:table-column/><table:table-column table:visibility="collapse"/>
    <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
    <table:table-row>
      <table:table-cell office:value-type="string"><office:annotation><text:p>call</text:p>
        </office:annotation><text:p>Amina<text:s text:c="2"/>B</text:p><text:p>C</text:p>
      </table:table-cell>
      <table:table-cell office:value-type="date" office:date-value="1990-03-12">
        <text:p>12/03/90</text:p></table:table-cell>
      <table:table-cell office:value-type="float" office:value="600"><text:p>00600</text:p>
      </table:table-cell>
      <table:table-cell office:value-type="boolean" office:boolean-value="true"/>
      <table:table-cell office:value-type="time" office:time-value="PT14H30M00S"/>
      <table:table-cell table:formula="of:=A1"/>
      <table:table-cell table:formula="of:=NA()" office:value-type="string">
        <text:p>#N/A</text:p></table:table-cell>
    </table:table-row>
    <table:table-row table:visibility="filter" table:number-rows-repeated="2">
      <table:table-cell office:value-type="float" office:value="34600006890"
        table:number-columns-repeated="2"/></table:table-row>
    <table:table-row table:number-rows-repeated="1048571"><table:table-cell
      table:number-columns-repeated="16384"/></table:table-row>"""
    read = read_bytes(ods(table), "list.ods").sheets[0]

    assert [list(row) for row in read.rows] == [
        [],
        [],
        [
            Cell("Amina  B\nC", "Amina  B\nC"),
            Cell("1990-03-12", date(1990, 3, 12)),
            Cell("00600", 600),
            Cell("TRUE", True),
            Cell("14:30", time(14, 30)),
            Cell("=A1", "=A1", "no value"),
            Cell("#N/A", "#N/A", "#N/A"),
        ],
        [Cell("34600006890", 34600006890)] * 2,
        [Cell("34600006890", 34600006890)] * 2,
    ]
    assert (read.hidden_rows, read.hidden_columns, read.comments) == (
        frozenset({3, 4}),
        frozenset({1}),
        {(2, 0): "call"},
    )
    assert read.formulas_without_value == frozenset({(2, 5)})


def test_web_page_that_is_called_xls_is_read() -> None:
    page = (
        "<html><head><meta charset=windows-1252><style>td{}</style></head><body><table>"
        "<tr bgcolor=#FFCC00><th>Name<th colspan=2>Città"
        '<tr style="display:none"><td rowspan=2>Amina &amp; <b>B</b></td><td>1<br>2</td><td>x'
        "<tr><td>5 < 6</td></tr></table>"
    )
    read = read_bytes(page.encode("cp1252"), "list.xls").sheets[0]

    assert cells(read) == [["Name", "Città"], ["Amina & B", "1\n2", "x"], ["", "5 < 6"]]
    assert (read.hidden_rows, read.row_colours, read.merges) == (
        frozenset({1}),
        {0: "FFCC00"},
        ((0, 1, 0, 2), (1, 0, 2, 0)),
    )


def test_xml_table_of_2003_is_read() -> None:
    page = """<?xml version="1.0"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
      xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Styles><Style ss:ID="r"><Interior ss:Color="#FF0000" ss:Pattern="Solid"/></Style></Styles>
    <Worksheet ss:Name="Mentees"><Table><Column ss:Index="2" ss:Hidden="1"/>
    <Row ss:Index="2"><Cell ss:StyleID="r"><Data ss:Type="String">Amina</Data>
      <Comment><ss:Data><B>call</B> her</ss:Data></Comment></Cell>
      <Cell ss:Index="3"><Data ss:Type="Number">34600006890</Data></Cell></Row>
    <Row ss:Hidden="1"><Cell><Data ss:Type="DateTime">1990-03-12T00:00:00.000</Data></Cell>
      <Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=A1"/></Row>
    </Table></Worksheet></Workbook>"""
    read = read_bytes(page.encode(), "list.xls").sheets[0]

    assert cells(read) == [[], ["Amina", "", "34600006890"], ["1990-03-12", "#N/A", "=A1"]]
    assert (read.name, read.hidden_rows, read.hidden_columns, read.row_colours) == (
        "Mentees",
        frozenset({2}),
        frozenset({1}),
        {1: "FF0000"},
    )
    assert (read.comments, read.formulas_without_value) == (
        {(1, 0): "call her"},
        frozenset({(2, 2)}),
    )


def test_text_that_is_called_xlsx_is_read() -> None:
    assert cells(read_bytes(b"Name,City\nAmina,Paris\n", "list.xlsx").sheets[0]) == [
        ["Name", "City"],
        ["Amina", "Paris"],
    ]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ENCRYPTED = OLE + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le")
LOCKED_ODS = (
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ("content.xml", "noise"),
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n;;\r\n", "is empty"),
        (b"%PDF-1.7", "is a PDF document, not a list"),
        (b"\x89PNG\r\n", "is a picture, not a list"),
        (b"\xff\xd8\xff\xe0", "is a picture, not a list"),
        (b'{"name": "Amina"}', "is a data file for programs (JSON), not a list"),
        (b"<?xml version='1.0'?><people/>", "is a data file for programs (XML), not a list"),
        (b"<html><p>Log in first</p></html>", "is a web page without a table"),
        (zipped(("word/document.xml", "")), "is a text document, not a list"),
        (zipped(("Index/Tables/x.iwa", "")), "is a Numbers document"),
        (zipped(("a.csv", ""), ("b.csv", "")), "is a packed folder"),
        (zipped(("xl/workbook.bin", "")), "is a binary workbook"),
        (zipped(*LOCKED_ODS), "is protected by a password"),
        (ENCRYPTED, "is protected by a password"),
        (OLE, "is damaged or was not copied completely"),
        (b"PK\x03\x04 and nothing more", "is damaged or was not copied completely"),
        (bytes(range(256)) * 9, "is neither a spreadsheet nor a text that can be read"),
    ],
)
def test_refusal_names_what_the_file_is(data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_bytes(data, "list.xlsx")

    assert str(refusal.value).removeprefix("list.xlsx ").startswith(said)
