"""Rules that any tender can name in its `tender.toml`; a plugin like any other."""
