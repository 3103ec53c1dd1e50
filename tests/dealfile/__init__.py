"""The deal file: read, written, refused."""
