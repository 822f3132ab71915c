"""Evidence that leaves the library: words with all that is needed to find them, and to check them again later.

```
notes, ranges ──▶ Citing ──▶ Excerpt ──▶ Markdown, JSON lines ──(years)──▶ Verifier ──▶ same, moved, changed, missing
                    │                                                        │
                    └────────────────▶ Originals ◀───────────────────────────┘    files as they are now: hash, line
```
"""
