"""Numpy archives, read with care and written the same every time."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.errors import PeermatchError


def read_npz(path: str | Path) -> dict[str, Array]:
    """All arrays of an archive; nothing in it is ever executed."""
    try:
        with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except Exception as error:
        raise PeermatchError("'{path}' is not a readable .npz file.", path=path) from error


def npz_bytes(arrays: Mapping[str, Any]) -> bytes:
    """An archive as bytes; numpy writes no clock into it."""
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def write_npz(path: str | Path, arrays: Mapping[str, Any]) -> None:
    """Write an archive, under exactly this name."""
    Path(path).write_bytes(npz_bytes(arrays))
