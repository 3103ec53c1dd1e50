"""Documents in the window: chosen, seen as they will be, saved, printed."""
