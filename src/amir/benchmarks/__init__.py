"""Benchmarks and sets of criteria as versioned data, what was answered with them, scores."""
