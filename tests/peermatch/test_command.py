"""The command line: 0 accepted, 1 refused, 2 unreadable, never a traceback."""

import json
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import peermatch.__main__
from peermatch.__main__ import main

from .crowd import crowd


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with people, their plan and its proof."""
    crowd(9, mentees=10, mentors=8).to_npz(tmp_path / "people.npz")
    assert main(solving(tmp_path)) == 0
    return tmp_path


def solving(folder: Path, *more: str) -> list[str]:
    return ["solve", str(folder / "people.npz"), "--out", str(folder / "plan.npz"),
            "--certificate", str(folder / "proof.npz"), *more]  # fmt: skip


def checking(folder: Path, *more: str) -> list[str]:
    names = ("people.npz", "plan.npz", "proof.npz")
    return ["check", *(str(folder / name) for name in names), *more]


def test_command_solves_and_checks(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(checking(files)) == 0
    assert capsys.readouterr().out.startswith("accepted: matched ")
    assert main(solving(files)) == 0
    assert capsys.readouterr().out.startswith("matched ")


def test_command_takes_names_instead_of_places(files: Path) -> None:
    named = ["--plan", str(files / "plan.npz"), "--certificate", str(files / "proof.npz")]
    assert main(["check", str(files / "people.npz"), *named]) == 0


def test_command_accepts_a_plan_with_mate_alone(files: Path) -> None:
    with np.load(files / "plan.npz") as plan:
        np.savez(files / "plan.npz", mate=plan["mate"])
    assert main(checking(files)) == 0


def test_command_refuses_in_one_sentence(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with np.load(files / "plan.npz") as plan:
        np.savez(files / "plan.npz", mate=np.full_like(plan["mate"], -1))
    capsys.readouterr()
    assert main(checking(files)) == 1
    assert capsys.readouterr().out.startswith("refused: The plan counts 0, but the certificate")


def test_command_takes_rules_from_a_file(files: Path) -> None:
    rules = files / "rules.json"
    rules.write_text(json.dumps({"base": "programme", "hard": {"theme": False}}))
    assert main(solving(files, "--rules", str(rules))) == 0
    assert main(checking(files, "--rules", str(rules))) == 0
    assert main(checking(files, "--rules", "yardstick")) == 1


@pytest.mark.parametrize("text", ["no json", "[1]", '{"hard": {"religion": true}}', "[" * 100_000])
def test_command_cannot_read_these_rules(files: Path, text: str) -> None:
    (files / "rules.json").write_text(text)
    assert main(solving(files, "--rules", str(files / "rules.json"))) == 2


@pytest.mark.parametrize("name", ["people.npz", "plan.npz", "proof.npz"])
@pytest.mark.parametrize("held", [b"", b"PK\x03\x04 half an archive", None])
def test_command_cannot_read_broken_files(files: Path, name: str, held: bytes | None) -> None:
    whole = (files / name).read_bytes()
    (files / name).write_bytes(whole[: len(whole) // 2] if held is None else held)
    assert main(checking(files)) == 2


def test_command_cannot_read_what_is_not_there(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(checking(files, "--rules", "nowhere.json")) == 2
    assert capsys.readouterr().err == "peermatch: No such file or directory: nowhere.json\n"
    assert main(["check", str(files / "people.npz")]) == 2
    assert capsys.readouterr().err == "peermatch: check needs a plan and a certificate.\n"


def test_command_says_when_memory_is_short(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def too_many(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("peermatch.__main__.check", too_many)
    assert main(checking(files)) == 2
    assert capsys.readouterr().err == "peermatch: there is not enough memory for so many people.\n"


def test_command_ends_with_its_status(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["peermatch", *checking(files)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(peermatch.__main__.__file__, run_name="__main__")
    assert ended.value.code == 0


def test_command_answers_in_a_fresh_process(files: Path) -> None:
    command = [sys.executable, "-m", "peermatch", *solving(files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("matched ")
