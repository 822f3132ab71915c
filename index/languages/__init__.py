"""In which language an article is: what is stated, what its text says, and what follows for its names."""
