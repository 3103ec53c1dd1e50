"""The only place with PySide6: window, pages, widgets."""
