"""Consultations: rounds about a strategy, what people say, and what was done with it."""
