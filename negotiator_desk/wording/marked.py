"""What a computed cell or sentence says, with the colour that goes with it."""

Marked = tuple[str, str]
"""A text and the colour token that goes with what it says; empty for the plain one."""
