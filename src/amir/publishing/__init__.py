"""Public pages of what was published: reports, strategies, answers of consultations."""
