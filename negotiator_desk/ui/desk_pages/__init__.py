"""Pages about the desk as a whole, outside the tabs of a deal; they never write but by services."""
