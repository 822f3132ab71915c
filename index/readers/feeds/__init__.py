"""RSS, Atom, and lists of feeds."""
