"""The index on disk: made once, made again when old or broken, safe for two makers."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from amir.places import build_index, cache_folder, open_gazetteer
from amir.places.names import article_first, is_latin, short_keys, titled
from amir.places.postal import CodeRegions
from amir.places.reading import find_code


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("places")
    build_index(made, ["CY"])
    return made


def test_build_makes_only_what_is_missing(folder: Path) -> None:
    assert build_index(folder, ["CY"]) == []
    assert [file.name for file in folder.iterdir()] == ["CY.sqlite"]


def test_a_broken_or_old_index_is_made_again(folder: Path) -> None:
    (folder / "CY.sqlite").write_bytes(b"not a database")
    found = open_gazetteer(folder).municipality("Limassol", "CY")
    assert found is not None
    assert found.name == "Lemesos"
    with sqlite3.connect(folder / "CY.sqlite") as connection:
        connection.execute("UPDATE stamp SET version = 'old'")
    connection.close()
    assert build_index(folder, ["CY"]) == [folder / "CY.sqlite"]


def test_two_makers_do_not_disturb_each_other(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from amir.places import build_index; "
    code += "build_index(Path(sys.argv[1]), ['CY', 'LU'])"
    makers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(2)]
    assert [maker.wait() for maker in makers] == [0, 0]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["CY.sqlite", "LU.sqlite"]


def test_cache_folder_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AMIR_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path / "places"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Casalecchio di Reno", ["casalecchio"]),
        ("Santa Coloma de Gramenet", ["santa coloma"]),
        ("Frankfurt am Main", ["frankfurt"]),
        ("San Giovanni", []),
        ("Imola", []),
    ],
)
def test_short_names_are_those_that_tell_a_place(name: str, short: list[str]) -> None:
    assert list(short_keys(name)) == short


def test_names_of_lists_are_written_as_people_do() -> None:
    assert article_first("Hospitalet de Llobregat, L'") == "L'Hospitalet de Llobregat"
    assert article_first("Coruña, A") == "A Coruña"
    assert titled("BOURG EN BRESSE") == "Bourg en Bresse"
    assert [is_latin("Łódź"), is_latin("Αθήνα")] == [True, False]


@pytest.mark.parametrize(
    ("country", "written", "code", "rest"),
    [
        ("IT", "20146 Milano", "20146", "Milano"),
        ("SE", "111 20 Stockholm", "11120", "Stockholm"),
        ("IE", "D15", "D15", ""),
        ("NL", "1012 AB Amsterdam", "1012", "Amsterdam"),
        ("AT", "A-1100 Wien", "1100", "Wien"),
        ("LV", "LV-1010 Rīga", "1010", "Rīga"),
        ("HU", "Budapest 8", "", "Budapest 8"),
    ],
)
def test_postal_codes_are_found_in_text(country: str, written: str, code: str, rest: str) -> None:
    assert find_code(written, country) == (code, rest)


def test_regions_of_codes_are_of_2021_and_follow_neighbouring_codes() -> None:
    regions = CodeRegions({"11001": "PT1A0", "11002": "PT1A0", "5000": "ITC11"}, "PT")
    assert [regions("11001"), regions("11009"), regions("9")] == ["PT170", "PT170", ""]
