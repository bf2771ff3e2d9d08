"""`amir serve` and `amir demo`: web, worker and database under one supervisor.

This process loads no Django: it starts others, watches them, and costs little memory.
"""

import argparse
import os
import shutil
import signal
import sys
import time
import webbrowser
from contextlib import ExitStack

from amir.config.database import NAME, is_embedded
from amir.config.installation import (
    DEMO,
    REAL,
    child_environment,
    has_static_files,
    is_prepared,
    kind_of,
    mark_kind,
    mark_prepared,
    mark_static_files,
)
from amir.config.ports import free_port, is_answering
from amir.launcher import Cluster, Home, LauncherError, amir_home, ensure_database
from amir.launcher.locks import taken
from amir.launcher.supervisor import Part, Supervisor

from . import Subparsers

LOOPBACK = "127.0.0.1"
AMIR = (sys.executable, "-m", "amir.config.command")
# Half a minute of computing the first time, nothing later; it gives way to everything else.
PLACES = ("nice", "-n", "19", sys.executable, "-m", "amir.places", "build")
WORKERS = 2
LONGEST_START = 60.0
MOST_DEATHS = 2
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def add_to(commands: Subparsers) -> None:
    """Register the commands."""
    serve = commands.add_parser("serve", help="start the platform: web, worker, database")
    serve.add_argument(
        "--bind", default=os.environ.get("AMIR_BIND", LOOPBACK), metavar="ADDRESS",
        help=f"where to listen; {LOOPBACK}: this machine only",
    )  # fmt: skip
    serve.set_defaults(run=run, kind=REAL, open=False, fresh=False)
    demo = commands.add_parser("demo", help="start a demo world and show it in the browser")
    demo.add_argument("--no-open", dest="open", action="store_false", help="open no browser")
    demo.add_argument("--fresh", action="store_true", help="throw the demo away and begin anew")
    demo.set_defaults(run=run, kind=DEMO, bind=LOOPBACK)
    for command in (serve, demo):
        command.add_argument("--port", type=int, metavar="N", help="default: 8000, or the next")


def run(options: argparse.Namespace) -> int:
    """Hold the home for ourselves, then serve until stopped."""
    for number in STOPPING:
        signal.signal(number, signal.default_int_handler)
    home = Home(amir_home())
    _refuse_mixing(home, options)
    home.create()
    with (home.run / "serving").open("a+") as held:
        if not taken(held):
            held.seek(0)
            where = held.read().strip()
            raise LauncherError(f"amir already runs in {home.path}, at {where}.")
        port = free_port(options.bind, options.port)
        address = f"http://{options.bind}:{port}/"
        held.truncate(0)
        held.write(address)
        held.flush()
        if options.fresh and kind_of(home) == DEMO:
            _begin_anew(home)
        mark_kind(home, options.kind)
        _serve(home, options, port, address)
    return 0


def _serve(home: Home, options: argparse.Namespace, port: int, address: str) -> None:
    """Start everything, say where it is, and keep it running until stopped."""
    environment = child_environment(
        home,
        AMIR_BIND=options.bind,
        AMIR_DEMO="1" if options.kind == DEMO else "",
        AMIR_SITE_URL=os.environ.get("AMIR_SITE_URL", address.rstrip("/")),
    )
    cluster = Cluster(home.path) if is_embedded() else None
    # On the way out the parts end first, then the database.
    with ExitStack() as database, Supervisor(home.path, environment, cluster) as supervisor:
        try:
            _prepare(home, supervisor, cluster, database)
            web = supervisor.add("web", _web(options.bind, port))
            _await_first_page(supervisor, web, address)
            # Not before: on a small machine both would start at half the speed.
            supervisor.add("worker", [*AMIR, "work"])
            supervisor.begin("index of places", PLACES)
            _say(f"{address} is ready; Ctrl-C stops it.")
            if options.open:
                webbrowser.open(address)
            while True:
                supervisor.keep()
        except KeyboardInterrupt:
            for number in STOPPING:
                signal.signal(number, signal.SIG_IGN)
            _say("stopping ...")


def _prepare(
    home: Home, supervisor: Supervisor, cluster: Cluster | None, database: ExitStack
) -> None:
    """Start the database; side by side collect static files and migrate, unless this was done."""
    static = None
    if not has_static_files(home):
        _say("collecting the static files ...")
        static = supervisor.begin("static files", [*AMIR, "static"])
    if cluster:
        ensure_database(database.enter_context(cluster.using()), NAME)
    if not is_prepared(home):
        _say("preparing the database ...")
        if supervisor.end(supervisor.begin("migration", [*AMIR, "migrate"])):
            raise LauncherError("The database was not brought up to date: see the lines above.")
        mark_prepared(home)
    if static:
        if supervisor.end(static):
            raise LauncherError("The static files were not collected: see the lines above.")
        mark_static_files(home)


def _web(bind: str, port: int) -> list[str]:
    """Two processes with one thread each: measured to be the fastest and steadiest."""
    return [
        sys.executable, "-m", "granian", "amir.config.wsgi:application", "--interface", "wsgi",
        "--host", bind, "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "1",
        "--respawn-failed-workers", "--respawn-interval", "0.5", "--no-ws",
        "--workers-kill-timeout", "5", "--log-level", "warning",
    ]  # fmt: skip


def _refuse_mixing(home: Home, options: argparse.Namespace) -> None:
    """A demo may throw its data away, so it never starts in a home with other data."""
    if options.kind == DEMO and kind_of(home) == REAL:
        raise LauncherError(
            f"{home.path} holds a real installation; set AMIR_HOME to another folder for the demo."
        )
    if options.kind == DEMO and not is_embedded():
        raise LauncherError("The demo makes its own database; start it without DATABASE_URL.")


def _begin_anew(home: Home) -> None:
    """Throw away the data of a demo; the lock on the home stays."""
    Cluster(home.path).destroy()
    for folder in (home.media, home.mail, home.static, home.keys):
        shutil.rmtree(folder, ignore_errors=True)
    for stamp in ("prepared", "static"):
        (home.run / stamp).unlink(missing_ok=True)
    home.create()


def _await_first_page(supervisor: Supervisor, web: Part, address: str) -> None:
    """Keep everything running until the first page is there; give up if it does not come."""
    deadline = time.monotonic() + LONGEST_START
    while not is_answering(address):
        if web.deaths >= MOST_DEATHS or time.monotonic() > deadline:
            raise LauncherError("The first page does not come: see the lines above.")
        supervisor.keep()


def _say(sentence: str) -> None:
    print(f"amir: {sentence}", file=sys.stderr, flush=True)
