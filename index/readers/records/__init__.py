"""Articles as records with fields: JSON, JSON lines, tables, and the file of JSON beside an article."""
