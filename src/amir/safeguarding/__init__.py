"""Concerns: a file of their own, an access of their own, a key of their own."""
