"""Documents read by others: what poppler and LibreOffice find in our files."""

import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn

Figures = set[tuple[str, str]]  # (as written, id of its record)
MARKED = re.compile(r"(\S+)\s?\[(\d+)\]")
ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
LINE = re.compile(rf"\[(\d+)\] (?:.*: )?({ID}(?: {ID})*)")
FOOTER = re.compile(r"\n\d+ / \d+(?=\n|$)")
OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
POPPLER = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="no poppler here")


class _Cited(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Figures = set()
        self.numbers: dict[str, set[str]] = {}
        self.held = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "data":
            self.held = told["data-source"] or ""
            self.found.add((told["value"] or "", self.held))
        elif tag == "a" and self.held and (told.get("href") or "").startswith("#source-"):
            self.numbers.setdefault(self.held, set()).add((told["href"] or "")[len("#source-") :])


def figures_of_html(text: str) -> Figures:
    """What the page marks as resting on a record."""
    reader = _Cited()
    reader.feed(text)
    assert all(len(numbers) == 1 for numbers in reader.numbers.values())
    return reader.found


def figures_of_docx(content: bytes) -> Figures:
    """Runs before a raised number, with the id that the list of sources gives to the number."""
    file = open_docx(io.BytesIO(content))
    said, ids = [], {}
    for paragraph in file.element.body.iter(qn("w:p")):
        text = "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        names = [each.get(qn("w:name")) or "" for each in paragraph.iter(qn("w:bookmarkStart"))]
        if any(name.startswith("source-") for name in names):
            found = LINE.match(text)
            assert found, text
            ids[found[1]] = found[2]
            continue
        for link in paragraph.iter(qn("w:hyperlink")):
            anchor = link.get(qn("w:anchor")) or ""
            if anchor.startswith("source-"):
                before = "".join(each.text or "" for each in link.getprevious().iter(qn("w:t")))
                said.append((before, anchor[len("source-") :]))
    return {(text, ids[number]) for text, number in said}


def structure_of_pdf(content: bytes, folder: Path) -> list[tuple[str, str]]:
    """(kind, words) of each tagged part of a PDF, in reading order."""
    file = folder / "made.pdf"
    file.write_bytes(content)
    command = ["pdfinfo", "-struct-text", str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, errors="replace")
    parts: list[tuple[str, str]] = []
    for line in told.stdout.splitlines():
        said = line.strip()
        if said.startswith('"'):
            kind, words = parts[-1]
            parts[-1] = kind, words + said[1:].removesuffix('"')
        elif said and not said.startswith(("/", "Object", "Syntax")):
            kind = re.split(r"[ (:<]", said)[0]
            if kind not in ("Span", "Link", "Reference", "Lbl", "LBody"):
                parts.append((kind, ""))
    return [(kind, words.strip().replace("\xa0", " ")) for kind, words in parts]


def figures_of_pdf(content: bytes, folder: Path) -> Figures:
    """The word before each number in brackets, with the id that the list of sources gives it."""
    file = folder / "made.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-raw", str(file), "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told = FOOTER.sub("", told.replace("\xa0", " ").replace("\f", "\n"))
    text, _title, sources = told.rpartition("\nSources\n")
    # An id may be broken after its dash, a list of ids between them.
    lines = re.split(r"\n+(?=\[\d+\] )", "\n" + sources.strip())
    joined = (line.strip().replace("-\n", "-").replace("\n", " ") for line in lines)
    ids = {found[1]: found[2] for line in joined if (found := LINE.match(line))}
    return {(said, ids[number]) for said, number in MARKED.findall(text)}


def opened_in_office(content: bytes, folder: Path) -> bytes:
    """A DOCX that LibreOffice has read and written again."""
    file, out = folder / "made.docx", folder / "out"
    file.write_bytes(content)
    home = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", "--headless", home, "--convert-to", "docx", "--outdir", str(out)]
    subprocess.run([*command, str(file)], capture_output=True, check=True, timeout=120)
    return (out / "made.docx").read_bytes()


def outline_of_docx(content: bytes) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """The headings with their levels, and the rows of all tables."""
    file = open_docx(io.BytesIO(content))
    names = {p.style.style_id: p.style.name for p in file.paragraphs if p.style is not None}
    headings = [
        (names[p.style.style_id], p.text)
        for p in file.paragraphs
        if p.style is not None and (p.style.name or "").startswith("Heading")
    ]
    rows = [
        ["".join(t.text or "" for t in cell._tc.iter(qn("w:t"))) for cell in row.cells]
        for table in file.tables
        for row in table.rows
    ]
    return headings, rows
