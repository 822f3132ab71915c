"""The names of one article, as the store keeps them: a function of the article alone, so that it can run anywhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.actors import Name, find_names, group_article
from index.languages.identify import identify
from index.languages.settled import has_names, settled
from index.located import Located
from index.model import Block, Origin
from index.store.mentions import COLUMNS, KINDS, MentionArray
from index.store.rows import StoredForm


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one article."""

    mentions: MentionArray
    forms: tuple[StoredForm, ...]
    actors: str
    """The article's own groups of names, as JSON."""
    language: str | None = None
    """Code of the language that its words are in; None where they do not tell, or were not asked."""
    named: bool = True
    """Whether names were looked for."""


def analyse(text: str, blocks: Sequence[Block], stated: str | None = None, origin: Origin = Origin.UNKNOWN) -> Analysis:
    """The language of an article, and its names where the rules know that language.

    `stated` is the language that is stated or declared, and `origin` where.
    """
    language = identify(text, blocks, doubting=stated is not None)
    named = has_names(settled(stated, origin, language)[0])
    return replace(_placed(text, blocks, find_names(text, blocks) if named else ()), language=language, named=named)


def analyse_names(text: str, blocks: Sequence[Block], witnesses: Sequence[Name] = ()) -> Analysis:
    """The names alone; `witnesses` as in `find_names`."""
    return _placed(text, blocks, find_names(text, blocks, witnesses))


def _placed(text: str, blocks: Sequence[Block], names: Sequence[Name]) -> Analysis:
    """Names with the sentence and block of each, and the article's own groups."""
    grouped = group_article(text, blocks, names)
    located = Located(text, blocks)
    numbers: dict[tuple[str, str, int], int] = {}
    counts: list[int] = []
    found: list[list[int]] = []
    for name, group in zip(names, grouped.of, strict=True):
        sentence_start, sentence_end, block = located.of(name.start, name.end)
        form = numbers.setdefault((text[name.start : name.end], name.kind, group), len(numbers))
        if form == len(counts):
            counts.append(0)
        counts[form] += block >= 0
        found.append([name.start, name.end, KINDS.index(name.kind), form, -1, sentence_start, sentence_end, block])
    forms = [StoredForm(form, KINDS[KINDS.index(kind)], group, counts[n]) for (form, kind, group), n in numbers.items()]
    mentions = np.array(found, dtype=np.int32).reshape(-1, COLUMNS)
    actors = json.dumps([actor.to_json() for actor in grouped.actors], separators=(",", ":"))
    return Analysis(mentions, tuple(forms), actors)
