"""What is written for people to work with outside the desk: bytes from values, nothing is stored here."""
