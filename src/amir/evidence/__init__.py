"""What people say in focus groups: planned, held, written down, coded, and shared as quotes."""
