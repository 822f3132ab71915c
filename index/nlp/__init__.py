"""Names by a trained pipeline: an optional witness beside the rules, which needs the extra `dateline[nlp]`."""
