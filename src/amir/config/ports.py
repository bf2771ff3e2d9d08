"""Finding a free port, and waiting for the first page on it."""

import http.client
import socket
import time
from urllib.parse import urlsplit

from amir.launcher import LauncherError

USUAL = 8000
TRIES = 50
PAUSE = 0.1
SERVER_ERROR = 500


def free_port(bind: str, wanted: int | None) -> int:
    """The wanted port, or the first free one from 8000 on. Raises LauncherError if it is taken."""
    if wanted is not None:
        if not _is_free(bind, wanted):
            raise LauncherError(f"Port {wanted} is taken; choose another one with --port.")
        return wanted
    for port in range(USUAL, USUAL + TRIES):
        if _is_free(bind, port):
            return port
    raise LauncherError(f"No port from {USUAL} on is free; choose one with --port.")


def wait_for_page(address: str, seconds: float) -> bool:
    """Whether the page at an address comes within some seconds, without a server error."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if _answers(address):
            return True
        time.sleep(PAUSE)
    return False


def _is_free(bind: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as trial:
        # As servers do: a port with nothing but closing connections is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((bind, port))
        except OSError:
            return False
    return True


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().status < SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
