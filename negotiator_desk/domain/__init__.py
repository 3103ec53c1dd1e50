"""Pure rules on records: the control model and what is computed beside it."""
