"""Rules that any tender can name in its `tender.toml`; a plugin like any other."""

from inkoop_core.standard.plugin import plugin

__all__ = ["plugin"]
