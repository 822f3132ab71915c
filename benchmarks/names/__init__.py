"""How well names and actors are found, and how fast."""
