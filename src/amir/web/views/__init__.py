"""Pages that no other room has."""
