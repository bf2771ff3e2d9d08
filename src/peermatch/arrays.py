"""Which arrays an instance has, and what each may hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from peermatch.errors import InstanceError

Array = npt.NDArray[Any]

SLOTS = 21
LANGUAGES = 64
_WORD = 2**64 - 1


@dataclass(frozen=True, slots=True)
class Field:
    """What one array may hold: for whom, of which kind, between which bounds."""

    owner: str  # "loc", "e", "r" or "pair"
    dtype: type[np.generic]
    low: int = 0
    high: int = 1
    default: int | None = None

    @property
    def required(self) -> bool:
        return self.default is None


def _both(name: str, *field: Any) -> dict[str, Field]:
    return {f"e_{name}": Field("e", *field), f"r_{name}": Field("r", *field)}


# Defaults named -2 are made from other arrays, in `_derived`.
_DERIVED = -2
FIELDS: dict[str, Field] = {
    "loc_country": Field("loc", np.int16, 0, 32767),
    "loc_x": Field("loc", np.float32),
    "loc_y": Field("loc", np.float32),
    **_both("loc", np.int32, -1, 2**31 - 1),
    **_both("b1", np.uint64, 0, _WORD),
    **_both("slots", np.uint32, 0, 2**SLOTS - 1),
    "r_ready": Field("r", np.uint8, 0, 1),
    "r_cap": Field("r", np.int16, 0, 32767),
    "r_load": Field("r", np.int16, 0, 32767, 0),
    "e_radius": Field("e", np.int8, -1, 15, 0),
    **_both("remote", np.uint8, 0, 1, 0),
    "r_serve": Field("r", np.int32, -1, 2**31 - 1, _DERIVED),
    **_both("a2", np.uint64, 0, _WORD, _DERIVED),
    **_both("b2", np.uint64, 0, _WORD, 0),
    **_both("c1", np.uint64, 0, _WORD, 0),
    "e_interpreter": Field("e", np.uint64, 0, _WORD, 0),
    **_both("gender", np.int8, -1, 2, -1),
    **_both("same", np.uint8, 0, 1, 0),
    **_both("wish", np.int8, -1, 2, -1),
    **{f"e_need{k}": Field("e", np.uint64, 0, _WORD, 0) for k in (1, 2, 3)},
    "e_first": Field("e", np.uint64, 0, _WORD, _DERIVED),
    "r_topics": Field("r", np.uint64, 0, _WORD, 0),
    **_both("origin", np.int16, -1, 32767, -1),
    "e_wishes_origin": Field("e", np.uint8, 0, 1, 0),
    **_both("sector", np.int16, 0, 32767, 0),
    **_both("age", np.int8, -1, 127, -1),
    **_both("arrival", np.int16, -1, 9999, -1),
    "e_wait": Field("e", np.int16, 0, 32767, 0),
    "e_tier": Field("e", np.int8, 0, 7, 0),
    "e_urgency": Field("e", np.int8, 0, 7, 0),
    "excl": Field("pair", np.int32, 0, 2**31 - 1, _DERIVED),
    "conflict": Field("pair", np.int32, 0, 2**31 - 1, _DERIVED),
}


def read_arrays(given: Mapping[str, Any]) -> dict[str, Array]:
    """Every array of an instance, checked, of its own kind, and closed to writing."""
    read = {name: _values(name, FIELDS[name], value) for name, value in given.items()}
    sizes = {"loc": len(read["loc_country"]), "e": len(read["e_loc"]), "r": len(read["r_loc"])}
    for name, field in FIELDS.items():
        if name not in read and field.default not in (None, _DERIVED):
            read[name] = np.full(sizes[field.owner], field.default, field.dtype)
    _derive(read, sizes)
    for name, array in read.items():
        _check_shape(name, array, sizes)
    _check_links(read, sizes)
    for name, array in read.items():
        read[name] = array.view()
        read[name].setflags(write=False)
    return {name: read[name] for name in FIELDS}


def _values(name: str, field: Field, value: Any) -> Array:
    array = np.asarray(value)
    if array.ndim == 0:
        raise InstanceError("'{name}' must be a list.", name=name)
    if array.size == 0:
        return array.astype(field.dtype)
    if field.dtype is np.float32:
        if array.dtype.kind not in "fiu" or not np.isfinite(array).all():
            raise InstanceError("'{name}' must hold numbers, none of them missing.", name=name)
        return np.ascontiguousarray(array, np.float32)
    if array.dtype.kind not in "biu":
        raise InstanceError("'{name}' must hold whole numbers.", name=name)
    low, high = int(array.min()), int(array.max())
    if low < field.low or high > field.high:
        raise InstanceError(
            "'{name}' holds {value}; allowed is {low} to {high}.",
            name=name, value=low if low < field.low else high, low=field.low, high=field.high,
        )  # fmt: skip
    return np.ascontiguousarray(array, field.dtype)


def _derive(read: dict[str, Array], sizes: Mapping[str, int]) -> None:
    """Fill the arrays whose default follows from others."""
    for side in "er":
        read.setdefault(f"{side}_a2", read[f"{side}_b1"])
    read.setdefault("r_serve", read["r_loc"].reshape(-1, 1))
    if read["r_serve"].size == 0:
        read["r_serve"] = np.full((sizes["r"], 1), -1, np.int32)
    if "e_first" not in read:
        one, two, three = (read[f"e_need{k}"] for k in (1, 2, 3))
        if one.shape == two.shape == three.shape:
            read["e_first"] = np.where(three != 0, three, np.where(two != 0, two, one))
        else:
            read["e_first"] = np.zeros(sizes["e"], np.uint64)
    for name in ("excl", "conflict"):
        pairs = read.get(name, np.zeros((0, 2), np.int32))
        pairs = pairs.reshape(0, 2) if pairs.size == 0 else pairs
        read[name] = np.unique(pairs, axis=0) if pairs.ndim == 2 else pairs


def _check_shape(name: str, array: Array, sizes: Mapping[str, int]) -> None:
    owner = FIELDS[name].owner
    if owner == "pair":
        if array.ndim != 2 or array.shape[1] != 2:
            raise InstanceError("'{name}' must hold pairs (mentee, mentor).", name=name)
        return
    if array.ndim != (2 if name == "r_serve" else 1) or len(array) != sizes[owner]:
        raise InstanceError(
            "'{name}' has the shape {shape}; it needs {size} entries.",
            name=name, shape=array.shape, size=sizes[owner],
        )  # fmt: skip


def _check_links(read: Mapping[str, Array], sizes: Mapping[str, int]) -> None:
    """Municipalities, people and places that arrays point at must exist."""
    for name in ("e_loc", "r_loc", "r_serve"):
        if read[name].size and int(read[name].max()) >= sizes["loc"]:
            raise InstanceError(
                "'{name}' points at municipality {value}; there are {size}.",
                name=name, value=int(read[name].max()), size=sizes["loc"],
            )  # fmt: skip
    for name in ("excl", "conflict"):
        for column, (owner, who) in enumerate((("e", "mentee"), ("r", "mentor"))):
            if read[name].size and int(read[name][:, column].max()) >= sizes[owner]:
                raise InstanceError(
                    "'{name}' points at {who} {value}; there are {size}.", name=name, who=who,
                    value=int(read[name][:, column].max()), size=sizes[owner],
                )  # fmt: skip
    over = np.flatnonzero(read["r_load"] > read["r_cap"])
    if len(over):
        raise InstanceError(
            "Mentor {mentor} has more running pairs than places.", mentor=int(over[0])
        )
