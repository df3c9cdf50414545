"""A whole class without people."""
