"""`amir match`, from files to the workbook."""

from pathlib import Path

import openpyxl
import pytest

from amir.config.command import main
from amir.sheets.writing import FORMULA_STARTS

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LISTS = [str(SAMPLES / "mentees.csv"), str(SAMPLES / "mentors.csv")]
TOLD = ["--answers", str(SAMPLES / "answers.yaml"), "--as-of", "2025-06-02"]


def pages(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Title -> rows of a workbook, without empty rows."""
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_match_writes_a_workbook_for_the_sample(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    assert main(["match", *LISTS, *TOLD, "-o", str(out)]) == 0
    book = pages(out)
    assert list(book) == ["Pairs", "Without a match", "Whom to look for", "To repair", "Counts"]
    assert [(row[0], row[2], row[-4]) for row in book["Pairs"][2:]] == [
        ("Yusuf Warsame", "Amina Abdullahi", 746),
        ("Hodan Farah", "Amina Abdullahi", 780),
        ("Mariam Diallo", "Joao Teixeira", 730),
        ("Olena Shevchuk", "Iryna Bondar", 763),
        ("Kofi Mensah", "Akosua Owusu", 713),
        ("Nadia Benali", "Latifa Mansouri", 763),
        ("Ahmad Karimi", "Farid Noori", 780),
        ("Ana Ribeiro", "Tarek Aziz", 636),
    ]
    assert [row[:3:2] for row in book["Without a match"][2:]] == [
        ("Bilal Hussain", "mentee"),
        ("Rahel Tesfaye", "mentee"),
        ("Samir Haddad", "mentee"),
        ("Imran Malik", "mentor"),
    ]


def test_match_points_of_a_pair_add_up(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    main(["match", *LISTS, *TOLD, "-o", str(out)])
    heading, *rows = pages(out)["Pairs"][1:]
    columns = [k for k, title in enumerate(heading) if str(title).startswith("Points: ")]
    total = heading.index("Points together")
    assert [sum(int(str(row[k])) for k in columns) for row in rows] == [row[total] for row in rows]


def test_match_counts_add_up(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    main(["match", *LISTS, *TOLD, "-o", str(out)])
    rows = pages(out)["Counts"][2:]
    assert [row for row in rows if row[2]] == [
        ("Rows with people", 20, "yes"),
        ("Mentees considered", 11, "yes"),
        ("Mentors considered", 8, "yes"),
        ("Places of mentors with evidence", 10, "yes"),
    ]


def test_match_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    one, two = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    main(["match", *LISTS, *TOLD, "-o", str(one)])
    main(["match", *LISTS, *TOLD, "-o", str(two)])
    assert one.read_bytes() == two.read_bytes()


def test_match_in_arabic_runs_from_right_to_left(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    assert main(["match", *LISTS, *TOLD, "-o", str(out), "--language", "ar"]) == 0
    book = openpyxl.load_workbook(out)
    assert [sheet.sheet_view.rightToLeft for sheet in book] == [True] * 5
    assert all(sheet.title.isascii() is False for sheet in book)


def test_match_attest_names_who_vouches(tmp_path: Path) -> None:
    out = tmp_path / "plan.xlsx"
    main(["match", *LISTS, *TOLD, "-o", str(out), "--attest", "Elena Rossi"])
    heading, *rows = pages(out)["Pairs"][1:]
    vouched = heading.index("Vouched for")
    assert [(row[0], row[vouched]) for row in rows if row[vouched]] == [
        ("Samir Haddad", "Elena Rossi, 2025-06-02")
    ]


def test_match_keeps_formulas_harmless(tmp_path: Path) -> None:
    evil = tmp_path / "list.csv"
    text = (SAMPLES / "mentees.csv").read_text().replace("1,Yusuf,", "=1+2,@Yusuf,")
    evil.write_text(text)
    out = tmp_path / "plan.xlsx"
    assert main(["match", str(evil), LISTS[1], *TOLD, "-o", str(out)]) == 0
    for sheet in openpyxl.load_workbook(out):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS):
                assert cell.quotePrefix


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no-such-list.csv"], "There is no file no-such-list.csv."),
        ([*LISTS, "--answers", "no-such-file.yaml"], "no-such-file.yaml"),
        ([*LISTS, "--programme-rules", "no-such-rules.yaml"], "no-such-rules.yaml"),
    ],
)
def test_match_refuses_with_a_sentence(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "plan.xlsx"
    assert main(["match", *arguments, "-o", str(out)]) == 1
    assert sentence in capsys.readouterr().err
    assert not out.exists()


def test_match_says_where_it_cannot_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "plan.xlsx"
    assert main(["match", *LISTS, *TOLD, "-o", str(out)]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"amir: {out} cannot be written: No such file or directory"


def test_match_names_the_question_that_stays_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.xlsx"
    assert main(["match", *LISTS, "--as-of", "2025-06-02", "-o", str(out)]) == 0
    still_open = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Still")]
    assert len(still_open) == 1
    assert pages(out)["To repair"][2][4] == "A question that is still open"
