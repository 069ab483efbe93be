"""The invented submissions of the Dalfsen demo, and what writes them as real files."""
