"""The same work done by this and by its peers, in one run, as ratios."""
