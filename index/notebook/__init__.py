"""What the user makes while reading: read marks, stars, tags, notes, saved searches and the place in each article."""
