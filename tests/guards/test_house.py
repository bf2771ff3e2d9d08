"""The house keeps its shape: sizes, rooms, words, and nothing that does not belong in it."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "amir"
SIZES = {"src": 400, "benchmarks": 400, "tests": 500, "amir": 400}
FUNCTION = 60
TEMPLATE = 200
NO_ROOMS = {"utils", "util", "helpers", "helper", "common", "misc", "services_layer"}
LOCK_HOSTS = {"pypi.org", "files.pythonhosted.org"}


@cache
def tracked() -> list[Path]:
    """Files that git tracks or would track."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / line for line in listed.splitlines()]
    return [file for file in files if file.is_file()]


def python_files() -> list[Path]:
    written = [f for f in tracked() if f.suffix == ".py" or f == ROOT / "amir"]
    # Migrations are written by a command.
    return [f for f in written if f.parent.name != "migrations"]


def test_sizes_files_stay_short() -> None:
    too_long = {}
    for file in python_files():
        lines = len(file.read_text().splitlines())
        limit = SIZES[file.relative_to(ROOT).parts[0]]
        if lines > limit:
            too_long[str(file.relative_to(ROOT))] = lines
    assert too_long == {}


def test_sizes_functions_stay_short() -> None:
    too_long = {}
    for file in python_files():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION:
                    too_long[f"{file.relative_to(ROOT)}:{node.name}"] = lines
    assert too_long == {}


def test_sizes_templates_stay_short() -> None:
    templates = [f for f in tracked() if f.suffix == ".html" and "templates" in f.parts]
    lengths = {str(f): len(f.read_text().splitlines()) for f in templates}
    assert {name: lines for name, lines in lengths.items() if lines > TEMPLATE} == {}


def test_rooms_have_names_of_their_own() -> None:
    parts = {part.removesuffix(".py") for f in python_files() for part in f.parts}
    assert parts & NO_ROOMS == set()


def test_day_of_a_moment_is_asked_of_the_clock() -> None:
    """`moment.date()` is the day in UTC: between two midnights it is not the day of the place."""
    sheet_cells = {"sheets/kinds/dates/columns.py", "sheets/intake/numbers.py"}  # without a zone
    asked = set()
    for file in python_files():
        if file.is_relative_to(PACKAGE) and file.name != "clock.py":
            for node in ast.walk(ast.parse(file.read_text())):
                match node:
                    case ast.Call(func=ast.Attribute(attr="date" | "localdate"), args=[]):
                        asked.add(str(file.relative_to(PACKAGE)))
    assert asked == sheet_cells | {"mentoring/views/arranging.py"}  # has its local time in hand


def test_floors_name_every_room() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    floors = next(c for c in contracts["contracts"] if c["name"] == "floors")
    named = {room.strip("() ") for row in floors["layers"] for room in row.split("|")}
    rooms = {p.parent.name for p in (ROOT / "src" / "amir").glob("*/__init__.py")}
    assert named == rooms


def test_lock_knows_only_the_public_index() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text()))
    assert hosts <= LOCK_HOSTS


def test_repository_holds_no_compiled_or_binary_leftovers() -> None:
    leftovers = {".pyc", ".mo", ".sqlite3", ".log", ".orig", ".rej"}
    assert [str(f) for f in tracked() if f.suffix in leftovers] == []
