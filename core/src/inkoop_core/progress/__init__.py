"""What follows from the facts after a decision: clocks, gates, verification, coverage. Pure, like the assessment."""
