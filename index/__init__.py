"""The engine: articles, their words and their names."""
