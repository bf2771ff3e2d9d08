"""Bringing a list of people: from the file to records, and back again for thirty days."""
