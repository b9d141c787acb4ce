"""How fast, measured against what."""
