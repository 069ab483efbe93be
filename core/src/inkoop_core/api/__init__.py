"""Everything that crosses the border between core and plugins. Imports the domain alone."""

API_VERSION = 1
"""The version of the contract in this package. A plugin states the one it is written for."""
