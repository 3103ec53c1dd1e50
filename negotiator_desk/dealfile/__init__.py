"""The deal file: write, read, validate, refuse."""
