"""Use cases: what a user can do to a deal; the only writers."""
