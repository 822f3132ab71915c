"""What the user makes while reading: read marks, stars, tags, notes, saved searches and the place in each article.

```
library ──▶ Notebook ──▶ Database      the file: one connection, short transactions
               │
               ├──▶ Marked             in memory: which of the library's articles are which of the notebook's
               │       └── sightings      (id and text, else text, else place), and their marks
               └──▶ Writer             one transaction of changes
                       notes ── quotes    where a note stands in the text of today
                       searches           which hits were seen
```

What is written is on disk when the call returns; a file that can't be read is never written to.
"""
