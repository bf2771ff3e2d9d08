"""The desk's pages of a programme."""
