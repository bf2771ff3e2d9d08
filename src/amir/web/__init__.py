"""The home page of each person, search and what has no other room; owns no rules."""
