"""Finding a port that nobody uses."""

import socket
from collections.abc import Iterator

import pytest

from amir.config.ports import free_port, is_answering
from amir.launcher import LauncherError


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody listens and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def test_port_that_is_taken_is_refused(taken_port: int) -> None:
    with pytest.raises(LauncherError, match=f"Port {taken_port} is taken; choose another one"):
        free_port("127.0.0.1", taken_port)


def test_port_is_the_next_free_one(monkeypatch: pytest.MonkeyPatch, taken_port: int) -> None:
    monkeypatch.setattr("amir.config.ports.USUAL", taken_port)
    found = free_port("127.0.0.1", None)
    assert taken_port < found < taken_port + 50


def test_nobody_answers_on_a_free_port(taken_port: int) -> None:
    assert not is_answering(f"http://127.0.0.1:{free_port('127.0.0.1', None)}/")
