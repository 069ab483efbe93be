"""What people can do, one module per topic; `desk/core_actions.py` lists them all."""
