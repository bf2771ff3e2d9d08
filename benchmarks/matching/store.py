"""Finished rows in a file, so that a long run can be continued, on another day, too.

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
    """A file of rows, one a line, each under the name of what was measured.

    `machine`: the kind of machine; what another kind measured is measured again.
    """

    file: Path
    machine: str = ""

    def held(self) -> dict[str, Row]:
        """Name -> row."""
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def days(self) -> list[str]:
        """The days on which the rows were measured, as YYYY-MM-DD."""
        return sorted({row["day"] for row in self.held().values()})

    def row(self, name: str, of: str, measure: Callable[[], Row]) -> Row:
        """The stored row if its fingerprint is `of`; measured, stored and told of otherwise."""
        if (found := self.held().get(name)) and (found["of"], found["on"]) == (of, self.machine):
            return found
        now = datetime.now(UTC)
        measured = {**measure(), "of": of, "on": self.machine, "day": f"{now:%Y-%m-%d}"}
        row: Row = json.loads(json.dumps(measured))
        if str(row.get("trouble", "")).startswith(FAILED):
            return row  # a fault to be mended, not a result
        self._write({**self.held(), name: row})
        print(f"{datetime.now(UTC):%H:%M:%S} {name}", file=sys.stderr)
        return row

    def _write(self, rows: dict[str, Row]) -> None:
        lines = [f"{json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(rows.items())]
        self.file.parent.mkdir(parents=True, exist_ok=True)
        new = self.file.with_suffix(".new")
        new.write_text("{\n" + ",\n".join(lines) + "\n}\n")
        new.replace(self.file)
