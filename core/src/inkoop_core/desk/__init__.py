"""The desk: carries actions out and answers views. Reaches storage and files through ports."""
