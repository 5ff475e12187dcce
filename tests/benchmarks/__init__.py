"""How fast things are: `python3 dev.py bench`. Nothing here passes or fails by time."""
