"""The steps from one schema to the next; a step is never changed once it has been shipped."""
