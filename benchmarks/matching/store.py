"""Finished rows as files, so that a long run can be continued.

A row counts only as long as what it depends on is unchanged: its fingerprint covers the code
that was measured and the code that measured.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.matching.people import ROOT

HERE = Path(__file__).parent
LIBRARY = sorted((ROOT / "src" / "peermatch").rglob("*.py"))
Row = dict[str, Any]
FAILED = "failed"  # how the trouble of a child begins that ended by itself


def fingerprint(paths: Iterable[Path], *facts: object) -> str:
    """One word for the content of some files, and for the facts of the run."""
    hashed = hashlib.sha256(repr(facts).encode())
    for path in paths:
        hashed.update(path.read_bytes())
    return hashed.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of rows, each under the name of what was measured."""

    folder: Path

    def row(self, name: str, of: str, measure: Callable[[], Row]) -> Row:
        """The stored row if its fingerprint is `of`; measured, stored and told of otherwise."""
        path = self.folder / f"{name}.json"
        if path.exists():
            held: Row = json.loads(path.read_text())
            if held["of"] == of:
                return held
        measured = {**measure(), "of": of}
        text = json.dumps(measured, indent=1)
        if str(measured.get("trouble", "")).startswith(FAILED):
            return json.loads(text)  # a fault to be mended, not a result
        self.folder.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".new").write_text(text)
        path.with_suffix(".new").replace(path)
        print(f"{datetime.now(UTC):%H:%M:%S} {name}", file=sys.stderr)
        row: Row = json.loads(text)
        return row
