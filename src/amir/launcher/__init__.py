"""The embedded PostgreSQL of one amir folder, and the processes that run beside it.

Standard library only: it imports nothing of ours, and of PostgreSQL it assumes a bin directory.
"""

from .cluster import Cluster
from .errors import LauncherError
from .home import Home, amir_home
from .roles import ensure_database
from .server import Server

__all__ = ["Cluster", "Home", "LauncherError", "Server", "amir_home", "ensure_database"]
