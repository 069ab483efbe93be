"""Terminal screens."""
