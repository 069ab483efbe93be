"""What the desk talks about: values and facts. Knows nothing of storage, screens, plugins or a clock."""
