"""Homes for servers: short, and open for the account under which root runs a server."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from amir.launcher import Cluster


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home. pytest's own folders are closed for `nobody`, and their paths are long."""
    with tempfile.TemporaryDirectory(prefix="amir-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder, "home")
        Cluster(Path(folder, "home")).destroy()
