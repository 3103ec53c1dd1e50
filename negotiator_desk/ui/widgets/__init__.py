"""Widgets of our own: editors of fields, the form of a record, lists of records."""
