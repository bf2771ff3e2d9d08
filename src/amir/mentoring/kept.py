"""A proven plan that stands while people come and go: its people and prices, kept with the plan.

Up to `SMALL` mentees the best plan for now is worked out anew in a moment, and nothing is kept.
Above, the arrays, the pairs and the prices of a run are kept in one piece, so that somebody who
comes is placed by a few shortest paths (`peermatch.standing`). A person is known by the id of
their record as a participant; the piece goes when a newer plan takes the place of its own.
"""

import io
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from amir.participants.roster import Place
from peermatch import Certificate, Instance, Options, Rules, plan_of
from peermatch import Plan as Found
from peermatch.pairs import Pairs

from .crowd import Array
from .instance import Codes

SMALL = 3_000  # mentees
_BYTES = 16  # of an id
_QUICK = 1  # how hard to compress


@dataclass(frozen=True, slots=True)
class Run:
    """A proven plan with its people: their ids in the order of the instance."""

    mentees: Sequence[str]
    mentors: Sequence[str]
    codes: Codes
    instance: Instance
    plan: Found


def pack(run: Run) -> bytes:
    """A run as bytes."""
    options = run.plan.options
    codes = {"languages": list(run.codes.languages), "places": [_told(p) for p in run.codes.places]}
    arrays: dict[str, Any] = {
        **run.instance.to_mapping(),
        "mate": run.plan.mate,
        "points": run.plan.points,
        "price": run.plan.certificate.price,
        "bound": np.array([run.plan.certificate.bound]),
        "locked": np.array(options.locked, np.int32).reshape(-1, 2),
        "forbidden": np.array(options.forbidden, np.int32).reshape(-1, 2),
        "mentees": _ids(run.mentees),
        "mentors": _ids(run.mentors),
        "codes": np.frombuffer(json.dumps(codes).encode(), np.uint8),
    }
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return zlib.compress(buffer.getbuffer(), _QUICK)


def unpack(content: bytes, rules: Rules) -> Run:
    """What `pack` made; `rules` are those of the plan."""
    with np.load(io.BytesIO(zlib.decompress(content)), allow_pickle=False) as archive:
        held = {name: archive[name] for name in archive.files}
    own = ("mate", "points", "price", "bound", "locked", "forbidden", "mentees", "mentors", "codes")
    taken = {name: held.pop(name) for name in own}
    instance = Instance.from_mapping(held)
    codes = json.loads(taken["codes"].tobytes())
    mate, points = taken["mate"], taken["points"]
    made = np.flatnonzero(mate >= 0)
    plan = plan_of(
        instance,
        rules,
        mate,
        Certificate(taken["price"], int(taken["bound"][0])),
        options=Options(locked=_pairs(taken["locked"]), forbidden=_pairs(taken["forbidden"])),
        pairs=Pairs(made, mate[made], points[made]),
    )
    return Run(
        _codes(taken["mentees"]),
        _codes(taken["mentors"]),
        Codes(tuple(codes["languages"]), tuple(Place(*place) for place in codes["places"])),
        instance,
        plan,
    )


def _told(place: Place) -> list[Any]:
    return [place.name, place.latitude, place.longitude, place.country]


def _pairs(array: Array) -> tuple[tuple[int, int], ...]:
    return tuple((mentee, mentor) for mentee, mentor in array.tolist())


def _ids(codes: Iterable[str]) -> Array:
    raw = b"".join(UUID(code).bytes for code in codes)
    return np.frombuffer(raw, np.uint8).reshape(-1, _BYTES)


def _codes(ids: Array) -> tuple[str, ...]:
    return tuple(str(UUID(bytes=row.tobytes())) for row in ids)
