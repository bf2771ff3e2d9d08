"""Practices from a spreadsheet: read, ask, look, bring in, take back."""
