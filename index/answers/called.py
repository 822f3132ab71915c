"""What sources call an actor: the descriptions in the sentences that name it, by their words."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.actors.descriptions import descriptions, in_quotation
from index.actors.values import Name
from index.errors import Cancelled
from index.model import Block, BlockKind, Evidence, NameKind
from index.profiles import Called, Description
from index.register.names import name_key, shown_kind
from index.state import State
from index.store import Store
from index.store.mentions import BLOCK, END, KIND, KINDS, NAME, SENTENCE_END, SENTENCE_START, START, MentionArray

_BATCH = 100
"""Articles whose texts are held at a time; after each it is asked whether anybody still waits."""
_SILENT = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CODE)
"""Headlines have another grammar, and a shout of capitals."""
_ARTICLE = re.compile(r"(?:a|an|the) ")
_SHORT = {
    "pres": "president",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "sgt": "sergeant",
    "adm": "admiral",
    "prof": "professor",
}
"""Shortened titles → what they stand for."""


def description_key(words: str) -> str:
    """The form in which descriptions are compared: as names are, without an article, shortened titles in full."""
    key = _ARTICLE.sub("", name_key(words.replace("U.S.", "US").replace("U.N.", "UN")), count=1)
    return " ".join(_SHORT.get(word, word) for word in key.split(" "))


@dataclass(frozen=True, slots=True)
class _Place:
    """A description as it stands in an article."""

    key: int
    start: int
    end: int
    text: str


def called(
    store: Store,
    state: State,
    actor: int,
    *,
    limit: int | None = None,
    further: Called | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Called:
    """What is said of an actor in its articles, in the order of the list: at most `limit` beyond those of `further`.

    Quoted words of others, headlines and boilerplate are left out. Raises Cancelled.
    """
    keys = [key for key, _ in state.in_list_order(state.register.articles(actor))]
    begin = 0 if further is None else further.read
    wanted = keys[begin:] if limit is None else keys[begin : begin + limit]
    found = {description_key(one.text): one for one in further.descriptions} if further else {}
    counts = {key: Counter(one.sources) for key, one in found.items()}
    for place in _places(store, state, actor, wanted, cancelled):
        row = state.by_key[place.key]
        key = description_key(place.text)
        if key not in found:
            evidence = Evidence(row.id, row.path, place.start, place.end, place.text)
            found[key] = Description(place.text, 0, {}, evidence)
        counts.setdefault(key, Counter())[row.label] += 1
    said = [_counted(one, counts[key]) for key, one in found.items()]
    ranked = sorted(said, key=lambda one: (-one.count, -len(one.sources), -len(one.text), one.text))
    return Called(tuple(ranked), begin + len(wanted), len(keys))


def _counted(description: Description, counts: Counter[str]) -> Description:
    sources = dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    return replace(description, count=sum(counts.values()), sources=sources)


def _places(
    store: Store, state: State, actor: int, keys: Sequence[int], cancelled: Callable[[], bool]
) -> Iterator[_Place]:
    """Every description in these articles, in their order and that of the text."""
    kind = state.register.actors[actor].kind
    for begin in range(0, len(keys), _BATCH):
        if cancelled():
            raise Cancelled
        batch = keys[begin : begin + _BATCH]
        mentions = dict(state.register.namings.mentions_of(batch))
        texts = {key: (text, blocks) for key, text, blocks in store.texts(batch)}
        for key in batch:
            if key in mentions and key in texts:
                actors = state.register.overlay.of_mentions(key, mentions[key][:, NAME])
                named = [int(at) for at in (actors == actor).nonzero()[0]]
                yield from _in_article(key, *texts[key], mentions[key], named, kind)


def _in_article(
    key: int, text: str, blocks: Sequence[Block], mentions: MentionArray, named: Sequence[int], kind: NameKind
) -> Iterator[_Place]:
    """`named` are the rows of the actor's mentions, `kind` is the actor's, which a correction may have changed."""
    rows = mentions.tolist()
    told = [at for at in named if rows[at][BLOCK] >= 0 and blocks[rows[at][BLOCK]].kind not in _SILENT]
    if not told:
        return
    names = [Name(row[START], row[END], KINDS[row[KIND]]) for row in rows]
    for at in told:
        names[at] = replace(names[at], kind=shown_kind(names[at].kind, kind))
    seen: set[tuple[int, int]] = set()
    for block, group in itertools.groupby(told, key=lambda at: rows[at][BLOCK]):
        within = list(group)
        quoted = in_quotation(text, blocks[block].start, (rows[at][START] for at in within))
        for at, is_quoted in zip(within, quoted, strict=True):
            sentence = rows[at][SENTENCE_START], rows[at][SENTENCE_END]
            for start, end in () if is_quoted else descriptions(text, sentence, names, at):
                if (start, end) not in seen:
                    seen.add((start, end))
                    yield _Place(key, start, end, text[start:end])
