"""`python -m amir.config.command`, which the launcher calls."""

import sys

from . import main

sys.exit(main())
