"""Pages of the ways in."""
