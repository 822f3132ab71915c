"""What the user declares of files: `sources.toml` as it is read, and what it and a file beside it say of each file."""
