"""Persons and their accounts: what a person is called, who they are, how to reach them, what they told."""
