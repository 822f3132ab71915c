"""One actor at length: who writes its name how, which sentences name it first and last, and how often when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from index.answers.timeline import timeline
from index.model import Evidence, PartialDate
from index.profiles import FormCount, Profile, Timeline
from index.state import State
from index.store import Store
from index.store.mentions import BLOCK, NAME, SENTENCE_END, SENTENCE_START


def profile(store: Store, state: State, actor: int) -> Profile:
    """All that is known of an actor of the state's register; boilerplate left out."""
    register = state.register
    by_form: dict[str, Counter[str]] = defaultdict(Counter)
    for key, form, count in register.places(actor):
        if key in state.by_key:
            by_form[form][state.by_key[key].label] += count
    forms = [FormCount(form, sum(counts.values()), _ranked(counts)) for form, counts in by_form.items()]
    articles = register.articles(actor)
    dated = sorted(_dated(state, articles), key=lambda one: one[0])
    return Profile(
        state.actor(actor, articles),
        tuple(sorted(forms, key=lambda form: (-form.count, form.form))),
        first=_sentence(store, state, actor, dated[0][1], at=0) if dated else None,
        last=_sentence(store, state, actor, dated[-1][1], at=-1) if dated else None,
        undated=sum(1 for key in articles if key in state.by_key and state.by_key[key].published is None),
        timeline=_timeline(state, articles),
    )


def _timeline(state: State, articles: Mapping[int, int]) -> Timeline:
    counts: dict[PartialDate, tuple[int, int]] = {}
    for key, count in articles.items():
        day = state.by_key[key].published if key in state.by_key else None
        if day is not None:
            mentions, number = counts.get(day, (0, 0))
            counts[day] = mentions + count, number + 1
    return timeline(counts)


def _ranked(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _dated(state: State, articles: Iterable[int]) -> Iterator[tuple[tuple[int, str, int], int]]:
    """((day, path, key), key) of each article that has a date; a month or year stands where its first day does."""
    for key in articles:
        row = state.by_key.get(key)
        if row is not None and row.published is not None:
            yield (row.published.first_day().toordinal(), row.path, key), key


def _sentence(store: Store, state: State, actor: int, key: int, *, at: int) -> Evidence | None:
    """The sentence of the first (0) or last (−1) mention in an article; None where it holds none."""
    mentions = state.register.namings.mentions(key)
    actors = state.register.overlay.of_mentions(key, mentions[:, NAME])
    named = mentions[(actors == actor) & (mentions[:, BLOCK] >= 0)]
    if not len(named):
        return None
    start, end = int(named[at][SENTENCE_START]), int(named[at][SENTENCE_END])
    row = state.by_key[key]
    return Evidence(row.id, row.path, start, end, store.article(key).text[start:end])
