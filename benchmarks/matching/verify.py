"""Let peermatch's checker, which shares nothing with its solver, judge a stored plan.

`python -m benchmarks.matching.verify FOLDER` writes `verdict.json`: what the plan counts, what
the certificate allows, the CPU seconds this took, and a digest by which plans are compared.
"""

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.matching.peers.ours import PLAN, PROOF, read
from peermatch import YARDSTICK, Certificate, check
from peermatch.arrays import Array


def digest(mate: Array, price: Array) -> str:
    """One word for a plan and its proof, byte for byte."""
    return hashlib.sha256(mate.tobytes() + price.tobytes()).hexdigest()


def verify(folder: Path) -> dict[str, Any]:
    """The verdict; `Refused` if the plan is not proven."""
    people, proof = read(folder), Certificate.from_npz(folder / PROOF)
    with np.load(folder / PLAN) as held:
        claims = dict(held)
    begun = time.process_time()
    verdict = check(people, YARDSTICK, claims, proof)
    seconds = time.process_time() - begun
    return {
        "cpu": seconds, "objective": verdict.objective, "gap": proof.bound - verdict.objective,
        "matched": verdict.matched, "digest": digest(claims["mate"], proof.price),
    }  # fmt: skip


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / "verdict.json").write_text(json.dumps(verify(place)))
