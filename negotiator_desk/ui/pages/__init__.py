"""The six tabs: each lists and edits its record kinds, and none imports another."""
