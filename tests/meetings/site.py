"""A site that a browser reaches, can be out of reach, and is looked at from outside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64
    is_down = False

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Each thread ends its connections to the database."""
        super().process_request_thread(request, client_address)
        connections.close_all()


class _Handler(WSGIRequestHandler):
    def handle(self) -> None:
        """Without network: the connection ends without a word."""
        if not self.server.is_down:  # type: ignore[attr-defined]
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Site:
    """`address` of the site. A name, not a number: scripts seal only on secure pages."""

    address: str
    server: _Server

    def go_away(self) -> None:
        """No network from now on."""
        self.server.is_down = True

    def come_back(self) -> None:
        """Network again."""
        self.server.is_down = False


@contextmanager
def running_site() -> Iterator[Site]:
    """The site on a port of its own, on the database of this test."""
    application = StaticFilesHandler(WSGIHandler())
    server = make_server("localhost", 0, application, _Server, _Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(f"http://localhost:{server.server_port}", server)  # type: ignore[arg-type]
    server.shutdown()
    thread.join()
    server.server_close()
