"""The guard: a small process that outlives the supervisor, to end what it would leave behind.

    python -m amir.launcher.guard HOME

Its input is a pipe from the supervisor with lines `+GROUP` and `-GROUP`. The pipe closes when the
supervisor ends, however it ends: then the guard ends the groups, and stops the database if nobody
else uses it.
"""

import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from .cluster import Cluster
from .groups import end_groups

# Sent to the whole terminal or service; the guard goes when the supervisor has gone.
UNHEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def watch(lines: Iterable[str]) -> set[int]:
    """Follow the lines to the end; the groups that are left."""
    groups: set[int] = set()
    for line in lines:
        group = int(line[1:])
        if line.startswith("+"):
            groups.add(group)
        else:
            groups.discard(group)
    return groups


def main(home: Path) -> None:
    """Wait for the end of the supervisor, then clean up."""
    for number in UNHEARD:
        signal.signal(number, signal.SIG_IGN)
    end_groups(watch(sys.stdin))
    Cluster(home).stop_if_unused()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
