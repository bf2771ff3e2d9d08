"""Finding a free port, and looking whether pages come from it."""

import http.client
import socket
from urllib.parse import urlsplit

from amir.launcher import LauncherError

USUAL = 8000
TRIES = 50
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


def is_answering(address: str) -> bool:
    """Whether a page comes from an address, without a server error."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("GET", parts.path)
        return connection.getresponse().status < SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


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
