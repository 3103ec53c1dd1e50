"""Dialogs: short questions with a clear yes and no."""
