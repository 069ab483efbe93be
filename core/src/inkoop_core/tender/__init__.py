"""From the text of a `tender.toml` to a tender definition, with amendments."""
