"""Kernels run as plain Python here, so that their coverage is measured and nobody waits."""

import os

os.environ.setdefault("NUMBA_DISABLE_JIT", "1")
