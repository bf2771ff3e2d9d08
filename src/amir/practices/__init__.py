"""Practices: written down, assessed by two people, labelled, adopted, published, found again."""
