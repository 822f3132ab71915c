"""Files that hold files: packed ones, archives, and crawls of the web."""
