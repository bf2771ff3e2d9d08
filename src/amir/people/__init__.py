"""Persons and their accounts: how they are called, who they are, how they get in."""
