"""How well a report of the sheet engine agrees with what a list is known to say.

Usage: python benchmarks/sheets/compare.py FOLDER... [--verbose]
Each folder holds lists and an expected.json (its shape: README.md of the public packs).
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from amir.participants.sheet import PARTICIPANT_TARGETS, participant_vocabulary
from amir.places import open_gazetteer
from amir.sheets.intake import read_book
from amir.sheets.tables.answers import answers_from
from amir.sheets.understanding import understand

Tree = Mapping[str, Any]
NOT_FIELDS = frozenset({"at", "raw", "extra", "hidden"})


@dataclass(slots=True)
class Scores:
    """Counts, with the differences in words."""

    columns_right: int = 0
    columns: int = 0
    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    silent: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    questions_missing: list[str] = field(default_factory=list)
    questions_unexpected: list[str] = field(default_factory=list)
    problems_missing: list[str] = field(default_factory=list)
    problems_unexpected: list[str] = field(default_factory=list)
    duplicates_missing: list[str] = field(default_factory=list)
    duplicates_unexpected: list[str] = field(default_factory=list)

    @property
    def cells_right(self) -> float:
        """Share of expected and given values that agree."""
        right = sum(c["right"] for c in self.fields.values())
        every = sum(sum(c.values()) for c in self.fields.values())
        return right / every if every else 1.0

    def precision(self, name: str) -> float:
        """Share of the given values of a field that are right."""
        count = self.fields[name]
        given = count["right"] + count["wrong"] + count["invented"]
        return count["right"] / given if given else 1.0

    def recall(self, name: str) -> float:
        """Share of the expected values of a field that were found."""
        count = self.fields[name]
        wanted = count["right"] + count["wrong"] + count["missed"]
        return count["right"] / wanted if wanted else 1.0


def compare(report: Tree, expected: Tree) -> Scores:
    """Compare a report with an expected.json."""
    scores = Scores()
    _columns(report, expected, scores)
    _questions(report, expected, scores)
    if expected.get("columns_only"):
        return scores
    _rows(report, expected, scores)
    _silent(report, expected, scores)
    _problems(report, expected, scores)
    ours = {frozenset(pair[:2]) for pair in report["duplicates"]}
    theirs = {frozenset(pair[:2]) for pair in expected["duplicates"]}
    scores.duplicates_missing = [" = ".join(sorted(p)) for p in sorted(theirs - ours, key=sorted)]
    scores.duplicates_unexpected = [
        " = ".join(sorted(p)) for p in sorted(ours - theirs, key=sorted)
    ]
    return scores


def _columns(report: Tree, expected: Tree, scores: Scores) -> None:
    for table in expected["tables"]:
        ours = report["columns"].get(table["table"], {})
        for header, wanted in table["columns"].items():
            given = ours.get(header, "(no such column)")
            scores.columns += 1
            scores.columns_right += given == wanted
            if given != wanted:
                scores.differences.append(f"column {header}: {given}, not {wanted}")
        for header in ours.keys() - table["columns"].keys():
            if ours[header] != "extra":
                scores.differences.append(f"column {header}: invented as {ours[header]}")


def _questions(report: Tree, expected: Tree, scores: Scores) -> None:
    def signs(questions: Iterable[Tree]) -> Counter[str]:
        return Counter(f"{q['kind']} {q['table']} {q['column']}" for q in questions)

    ours, theirs = signs(report["questions"]), signs(expected["questions"])
    scores.questions_missing = list((theirs - ours).elements())
    scores.questions_unexpected = list((ours - theirs).elements())


def _rows(report: Tree, expected: Tree, scores: Scores) -> None:
    ours = {row["at"]: row for row in report["rows"]}
    theirs = {row["at"]: row for row in expected["rows"]}
    for at, wanted in theirs.items():
        given = ours.get(at, {})
        for name in (wanted.keys() | given.keys()) - NOT_FIELDS:
            verdict = _verdict(name, given.get(name), wanted.get(name))
            scores.fields[name][verdict] += 1
            if verdict != "right":
                what = f"{at} {name}: {given.get(name)!r}, not {wanted.get(name)!r}"
                scores.differences.append(what)
    scores.differences += [f"{at}: no such row" for at in ours.keys() - theirs.keys()]


def _verdict(name: str, given: Any, wanted: Any) -> str:
    if wanted is None:
        return "invented"
    if given is None:
        return "missed"
    if name == "place":
        return "right" if _same_place(given, wanted) else "wrong"
    return "right" if comparable(name, given) == comparable(name, wanted) else "wrong"


def _same_place(given: Tree, wanted: Tree) -> bool:
    """Whether two places share a region and one of their names."""
    names = [
        {str(n).casefold() for n in (place.get("name"), *place.get("also", ())) if n}
        for place in (given, wanted)
    ]
    same_name = bool(names[0] & names[1]) or not any(names)
    return same_name and given.get("nuts3") == wanted.get("nuts3")


def comparable(name: str, value: Any) -> Any:
    """A value without what may differ between two right answers."""
    if name == "languages":
        return frozenset((entry["tag"], entry["level"]) for entry in value)
    if isinstance(value, list):
        return frozenset(" ".join(str(entry).casefold().split()) for entry in value)
    if name == "birth" and str(value).endswith("-01-01"):
        return str(value)[:4]
    return " ".join(value.split()) if isinstance(value, str) else value


def _silent(report: Tree, expected: Tree, scores: Scores) -> None:
    rows = {row["at"]: row for row in report["rows"]}
    told = {(p["at"], p["column"]) for p in report["problems"]}
    told |= {(s["at"], s.get("column")) for s in report["skipped"]}
    asked: dict[tuple[str, str | None], set[str]] = {}
    for question in report["questions"]:
        asked.setdefault((question["table"], question["column"]), set()).update(
            question["cells"] or ["*"]
        )
    for row in expected["rows"]:
        at = row["at"]
        table = at.rsplit("!", 1)[0]
        ours = rows.get(at, {})
        for header in row.get("raw", {}):
            name = report["columns"].get(table, {}).get(header, "extra")
            cells = asked.get((table, header), set())
            traced = name in ours or header in ours.get("extra", {}) or (at, header) in told
            if not (traced or (at, None) in told or "*" in cells or at in cells):
                scores.silent.append(f"{at} {header}: {row['raw'][header]!r}")


def _problems(report: Tree, expected: Tree, scores: Scores) -> None:
    def signs(problems: Iterable[Tree]) -> Counter[str]:
        return Counter(f"{p['at']} {p['column']} {p['level']}" for p in problems)

    ours, theirs = signs(report["problems"]), signs(expected["problems"])
    messages = {f"{p['at']} {p['column']} {p['level']}": p["message"] for p in report["problems"]}
    scores.problems_missing = list((theirs - ours).elements())
    scores.problems_unexpected = [f"{s}: {messages[s]}" for s in (ours - theirs).elements()]


def lines(scores: Scores, *, verbose: bool) -> list[str]:
    """The scores in words."""
    parts = [
        f"columns {scores.columns_right}/{scores.columns}",
        f"cells {scores.cells_right:.2%}",
        f"silent losses {len(scores.silent)}",
        f"questions -{len(scores.questions_missing)} +{len(scores.questions_unexpected)}",
        f"problems -{len(scores.problems_missing)} +{len(scores.problems_unexpected)}",
        f"duplicates -{len(scores.duplicates_missing)} +{len(scores.duplicates_unexpected)}",
    ]
    said = ["  ".join(parts)]
    weak = [n for n in sorted(scores.fields) if min(scores.precision(n), scores.recall(n)) < 1]
    said += [
        f"  {n}: precision {scores.precision(n):.2%} recall {scores.recall(n):.2%}" for n in weak
    ]
    if verbose:
        for label in ("differences", "silent", "questions_missing", "questions_unexpected",
                      "problems_missing", "problems_unexpected", "duplicates_missing",
                      "duplicates_unexpected"):  # fmt: skip
            said += [f"    {label}: {text}" for text in getattr(scores, label)]
    return said


def run(folder: Path) -> tuple[Tree, Tree, float]:
    """Read a folder's lists, answering as its expected.json says: report, expected, seconds."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    files = sorted({table["file"] for table in expected["tables"]})
    vocabulary, gazetteer = participant_vocabulary(), open_gazetteer()
    begun = time.perf_counter()
    understood = understand(
        [read_book(folder / file) for file in files],
        PARTICIPANT_TARGETS,
        vocabulary,
        as_of=date.fromisoformat(expected["as_of"]),
        gazetteer=gazetteer,
        answers=answers_from(expected),
    )
    report = understood.report()
    return report, expected, time.perf_counter() - begun


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare every folder and print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args(arguments)
    for folder in options.folders:
        report, expected, seconds = run(folder)
        said = lines(compare(report, expected), verbose=options.verbose)
        print(f"{folder.name}: {seconds:.1f} s", *said, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
