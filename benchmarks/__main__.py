"""`./amir bench NAME [arguments]`: run one benchmark in the environment that holds its peers."""

import runpy
import sys

BENCHMARKS = ("matching", "product", "search", "sheets")

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in BENCHMARKS:
        sys.exit(f"usage: ./amir bench {{{','.join(BENCHMARKS)}}} [arguments]")
    name = sys.argv.pop(1)
    runpy.run_module(f"benchmarks.{name}", run_name="__main__", alter_sys=True)
