"""What each record says, from the facts of one moment: pure content, before it is a PDF."""
