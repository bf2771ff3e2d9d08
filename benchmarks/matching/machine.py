"""The kind of machine a run was on: nothing that names it."""

import os
import platform
import re
from pathlib import Path

from benchmarks.matching.contest import installed

PACKAGES = ("numpy", "numba", "ortools", "scipy", "highspy", "distributed")


def kind() -> str:
    """Processor, cores, memory, system, Python."""
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{found.group(1).strip() if found else platform.machine()}, {os.cpu_count()} cores, "
        f"{gigabytes:.0f} GB, {platform.system()}, {platform.python_implementation()} "
        f"{platform.python_version()}"
    )


def versions() -> str:
    """The packages that the figures belong to."""
    return ", ".join(f"{name} {version}" for name, version in installed(PACKAGES).items())


def load() -> float:
    """How many processes wait for a core: above the number of cores, wall times mean little."""
    return os.getloadavg()[0]
