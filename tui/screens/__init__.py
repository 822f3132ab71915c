"""What fills the terminal: the reading screen, the key page, and the page for trouble."""
