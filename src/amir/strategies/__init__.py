"""Strategies: a programme's template with versions, what a place makes of it, and the chain."""
