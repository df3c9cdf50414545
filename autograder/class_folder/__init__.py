"""One class: its folder, who is in it, and what its assignments are scored by."""
