"""One hand-in from what was read to points and reasons."""
