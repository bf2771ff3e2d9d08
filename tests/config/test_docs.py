"""The pages of docs/ that come from the code, and the tables that stand beside it."""

import re
from pathlib import Path

import pytest

from amir.config.command import COMMANDS, docs
from amir.core.slots import all_entries
from amir.organisations.roles import ROLES

ROOT = Path(__file__).resolve().parents[2]
# Variables that are read by the code or by the programs that it starts.
READ = re.compile(r'(?:environ\.get\(|environ\[|getenv\(|_URL": )\s*"([A-Z_]+)"')
READ_LATER = re.compile(r'^\s+"(?:default|aside|owner|figures)": "([A-Z_]+_URL)"', re.MULTILINE)
OF_OTHERS = {"AMIR_DEMO", "UV_PYTHON_DOWNLOADS", "UV_PROJECT_ENVIRONMENT"}


@pytest.mark.parametrize("name", docs.PAGES)
def test_pages_from_the_code_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == docs.pages()[name], "run `./amir docs`"


def test_pages_know_every_area_that_a_role_opens() -> None:
    assert {area for role in ROLES.values() for area in role.areas} == docs.AREAS.keys()


def test_operations_names_every_command() -> None:
    told = (ROOT / "docs" / "operations.md").read_text("utf-8")
    cells = [line.split("|")[1] for line in told.splitlines() if line.startswith("| `")]
    named = {name for cell in cells for name in re.findall(r"`(?:\./amir )?([a-z-]+)", cell)}
    assert COMMANDS.keys() - named == set()


def test_operations_names_every_variable() -> None:
    files = [*(ROOT / "src" / "amir").rglob("*.py"), ROOT / "amir"]
    read = {
        name
        for file in files
        for pattern in (READ, READ_LATER)
        for name in pattern.findall(file.read_text("utf-8"))
    }
    told = set(re.findall(r"`([A-Z_]{4,})`", (ROOT / "docs" / "operations.md").read_text("utf-8")))
    assert read - OF_OTHERS - told == set()


def test_architecture_names_every_slot_and_event() -> None:
    sources = [f.read_text("utf-8") for f in (ROOT / "src" / "amir").rglob("*.py")]
    templates = [f.read_text("utf-8") for f in (ROOT / "src" / "amir").rglob("*.html")]
    wanted = set(all_entries())
    wanted |= {name for text in templates for name in re.findall(r'{% slot "(\w+)"', text)}
    wanted |= {name for text in sources for name in re.findall(r'happened\(\s*"([\w.]+)"', text)}
    told = re.findall(r"`([\w.]+)`", (ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert wanted - set(told) == set()


def test_links_between_pages_lead_to_files() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []
