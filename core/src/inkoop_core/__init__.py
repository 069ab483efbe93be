"""The core of inkoop: a procurement desk whose tenders come as plugins."""
