"""Questionnaires with their scoring: what people answer about themselves, shown for groups only."""
