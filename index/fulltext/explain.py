"""Which words of the index a stemmed word finds, so that a person sees what stemming did."""

from __future__ import annotations

from index.fulltext.analyzer import stem
from index.fulltext.prefilter import STEM_END
from index.fulltext.query import Area, Word
from index.fulltext.snapshot import Snapshot

_SHORT = 3
"""Letters; words that begin with fewer are too many to look through for a line of explanation."""


def forms_of(snapshot: Snapshot, word: Word) -> tuple[str, ...]:
    """Normal forms in the index with the word's stem, sorted; none are looked for under a very short stem."""
    if word.stem is None or word.area not in (Area.TEXT, Area.TITLE):
        return ()
    begins = word.stem[: max(_SHORT, len(word.stem) - STEM_END)]
    if len(begins) < _SHORT:
        return ()
    forms = snapshot.forms.get(word.stem)
    if forms is None:
        forms = tuple(term for term in snapshot.terms("exact", begins) if stem(term) == word.stem)
        forms = tuple(snapshot.by_frequency("exact", forms))
        snapshot.forms[word.stem] = forms
    return forms
