"""Item models and delegates: records as tables, edited in place."""
