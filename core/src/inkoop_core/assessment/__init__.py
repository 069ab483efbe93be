"""Pure: from facts, definition and moment to findings, steps and what can be decided."""
