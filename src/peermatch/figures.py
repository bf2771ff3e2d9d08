"""The numbers that a plan and its certificate claim, taken apart with care."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import Refused
from peermatch.options import Options

Claims = Mapping[str, Any]


def parts(plan: Any, certificate: Any, options: Options | None) -> tuple[Claims, Claims, Options]:
    """The claims of the plan, those of the certificate, and the options of the run."""
    claims = _claims(plan)
    proof = claims.get("certificate") if certificate is None else certificate
    if proof is None:
        raise Refused("There is no certificate: without it nothing is proven.")
    held = claims.get("options")
    return claims, _claims(proof), options or (held if isinstance(held, Options) else Options())


def _claims(thing: Any) -> Claims:
    if is_dataclass(thing):
        return {field.name: getattr(thing, field.name) for field in fields(thing)}
    return thing if isinstance(thing, Mapping) else {"mate": thing}


def whole(name: str, value: Any, size: int, low: int, high: int) -> Array:
    """`value` as whole numbers, one per person, each between `low` and `high`."""
    array = np.asarray(value)
    if value is None or array.shape != (size,):
        raise Refused("'{name}' must hold {size} numbers.", name=name, size=size)
    if size == 0:
        return np.zeros(0, np.int64)
    if array.dtype.kind not in "iu":
        raise Refused("'{name}' must hold whole numbers.", name=name)
    if int(array.min()) < low or int(array.max()) > high:
        raise Refused(
            "'{name}' holds a number outside {low} to {high}.", name=name, low=low, high=high
        )
    return array.astype(np.int64)


def agree(claims: Claims, found: Mapping[str, Any]) -> None:
    """Refuse if a figure is claimed that is not so."""
    for name, value in found.items():
        claim = claims.get(name)
        if claim is not None and not np.array_equal(np.asarray(claim).squeeze(), np.squeeze(value)):
            raise Refused("The figure '{name}' is not right.", name=name)
