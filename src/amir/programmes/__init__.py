"""Programmes: partners, themes, cohorts, calendar, deliverables, the funder's statement."""
