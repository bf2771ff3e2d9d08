"""Call one function of a `probes_*` module: `python -m benchmarks.matching.probe NAME FOLDER ...`.

NAME is "people.steady" for `steady` of `probes_people`. The folder holds `people.npz`, with
instances to warm up on beside it; the function's row is written to `row.json` there.
"""

import importlib
import json
import sys
from pathlib import Path

if __name__ == "__main__":
    module, name = sys.argv[1].split(".")
    function = getattr(importlib.import_module(f"benchmarks.matching.probes_{module}"), name)
    place = Path(sys.argv[2])
    (place / "row.json").write_text(json.dumps(function(place, *sys.argv[3:])))
