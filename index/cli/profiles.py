"""How an actor's descriptions and its mentions over time look."""

from __future__ import annotations

import sys
import textwrap

from index.cli.printing import MEASURE, Json, emit, evidence_json
from index.counting import counted
from index.profiles import Called, Description, Period, Profile, Timeline
from index.sparkline import BLOCKS, HEIGHTS, bars

_CALLED = 20
"""Descriptions that a profile prints; --json has all."""
_INDENT = "        "


def called_json(called: Called) -> list[Json]:
    """`{text, count, sources, evidence}` for each description."""
    return [
        {
            "text": one.text,
            "count": one.count,
            "sources": dict(one.sources),
            "evidence": evidence_json(one.evidence),
        }
        for one in called.descriptions
    ]


def timeline_json(timeline: Timeline) -> list[Json]:
    """`{period, mentions, articles}` for each period from the first to the last."""
    return [{"period": str(one.date), "mentions": one.mentions, "articles": one.articles} for one in timeline.periods]


def print_called(called: Called) -> None:
    """What sources call it, a line each: how often, the words, by whom."""
    if not called.descriptions:
        return
    emit("\ncalled")
    for one in called.descriptions[:_CALLED]:
        _print_description(one)
    if len(called.descriptions) > _CALLED:
        emit(f"{_INDENT}{_CALLED} of {len(called.descriptions):,} shown; --json names all")


def _print_description(one: Description) -> None:
    words = " ".join(one.text.split())
    by_source = " · ".join(f"{label} {count:,}" for label, count in one.sources.items())
    emit(textwrap.fill(f"{one.count:>6,}  {words}: {by_source}", MEASURE, subsequent_indent=_INDENT + "  "))


def print_timeline(profile: Profile) -> None:
    """Mentions over time, drawn, with the first and the last period; the step and the peak in words."""
    timeline = profile.timeline
    if not timeline.periods:
        return
    first, last = timeline.periods[0], timeline.periods[-1]
    peak = max(timeline.periods, key=lambda one: one.mentions)
    emit(f"\nover time, by {timeline.step}")
    if len(timeline.periods) > 1:
        room = MEASURE - len(f"{_INDENT}{first.date}  {last.date}")
        heights, together = bars([one.mentions for one in timeline.periods], room)
        several = f", {counted(together, timeline.step)} a bar" if together > 1 else ""
        emit(f"{_INDENT}{first.date} {_drawn(heights)} {last.date}{several}")
    emit(f"{_INDENT}{'most in ' if len(timeline.periods) > 1 else ''}{said(peak)}")
    if timeline.imprecise:
        emit(f"{_INDENT}{counted(timeline.imprecise, 'article')} with a date less precise than a {timeline.step}")


def said(period: Period) -> str:
    """`2020-01: 12 times in 4 articles`."""
    return f"{period.date}: {counted(period.mentions, 'time')} in {counted(period.articles, 'article')}"


def _drawn(heights: tuple[int, ...]) -> str:
    """A sign for each height; figures from 1 to 8 where the encoding of the output has no blocks."""
    signs = BLOCKS
    try:
        BLOCKS.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        signs = " " + "".join(str(height) for height in range(1, HEIGHTS + 1))
    return "".join(signs[height] for height in heights)
