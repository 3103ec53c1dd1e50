"""The page for use in the meeting: full screen, big type, figures hidden until a key is held."""
