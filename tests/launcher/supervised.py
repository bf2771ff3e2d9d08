"""A supervisor to be killed: two parts and a database. Prints one line when all of it runs.

python supervised.py HOME
"""

import os
import signal
import sys
from pathlib import Path

from amir.launcher import Cluster
from amir.launcher.supervisor import Supervisor

# Parts with a child of their own. The words tell them apart.
WEB, WORKER = (f"sleep 1000 & wait; echo {name}" for name in ("web", "worker"))


def main(home: Path) -> None:
    """Supervise until told to stop."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    cluster = Cluster(home)
    with cluster.using(), Supervisor(home, os.environ, cluster) as supervisor:
        supervisor.add("web", ["sh", "-c", WEB])
        supervisor.add("worker", ["sh", "-c", WORKER])
        print("ready", flush=True)  # noqa: T201
        try:
            while True:
                supervisor.keep()
        except KeyboardInterrupt:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
