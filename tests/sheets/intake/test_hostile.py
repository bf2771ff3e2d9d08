"""Files made to harm: each is read or refused with a clear text, in bounded time and memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sheets.intake.hostile_files import HOSTILE

SECONDS, MEGABYTES = 2.0, 200.0
SLACK = 3.0  # for a busy machine: a guard that fails misses the ceiling many times over


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float | str]]:
    """What came of every hostile file, measured in a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, build in HOSTILE.items():
        (folder / name).write_bytes(build())
    measuring = Path(__file__).with_name("measured_reading.py")
    done = subprocess.run(
        [sys.executable, measuring, folder], capture_output=True, check=True, timeout=300
    )
    for file in folder.iterdir():
        file.unlink()
    answer: dict[str, dict[str, float | str]] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_stays_within_bounds(
    outcomes: dict[str, dict[str, float | str]], name: str
) -> None:
    outcome = outcomes[name]

    assert not str(outcome["said"]).startswith("CRASH"), outcome
    assert float(outcome["seconds"]) < SECONDS * SLACK, outcome
    assert float(outcome["megabytes"]) < MEGABYTES, outcome
