"""Mentions over time: a line of bars from the first period to the last, and in words what the highest is."""

from __future__ import annotations

from tui.filters import written
from tui.render.cells import width
from tui.render.glyphs import glyphs
from tui.render.metadata import day
from tui.render.option import Option
from tui.render.roles import Line
from tui.render.wrap import wrap_words
from tui.values import Period, Timeline, bars, counted

LEAST_BARS = 12
"""Bars that must have room between the first period and the last on one line; else those two stand in the words."""
WIDEST = 3
"""Cells of a bar where there is room for all."""


def timeline_lines(timeline: Timeline, cells: int) -> list[Line]:
    """The bars, and beneath them the step and the peak; no line where there are not two periods."""
    if len(timeline.periods) < 2:
        return []
    first, last = day(timeline.periods[0].date), day(timeline.periods[-1].date)
    room = cells - width(first) - width(last) - 2
    beside = room >= min(LEAST_BARS, len(timeline.periods))
    room = room if beside else cells
    heights, together = bars([one.mentions for one in timeline.periods], room)
    signs = glyphs().heights
    lines: list[Line] = []
    if signs:
        wide = max(1, min(WIDEST, room // len(heights)))
        drawn: Line = [("".join(signs[height] * wide for height in heights), ("bar",))]
        if beside:
            drawn = [(f"{first} ", ("faint",)), *drawn, (f" {last}", ("faint",))]
        lines.append(drawn)
    said = _said(timeline, together if signs else 1)
    if not (beside and signs):
        said = f"{first} to {last}, {said}"
    words: list[Line] = [[(line, ("faint",))] for line in wrap_words(said, cells)]
    return [*lines, *words]


def _said(timeline: Timeline, together: int) -> str:
    step = timeline.step.value
    by = f"by {step}" if together == 1 else f"each bar {counted(together, step)}"
    peak = max(timeline.periods, key=lambda one: one.mentions)
    said = f"{by}, most in {day(peak.date)}: {_often(peak)}"
    if timeline.imprecise:
        said += f"; {counted(timeline.imprecise, 'article')} with a less precise date left out"
    return said.replace("most in ", "most on ") if step == "day" else said


def _often(period: Period) -> str:
    return f"{counted(period.mentions, 'time')} in {counted(period.articles, 'article')}"


def period_options(timeline: Timeline) -> tuple[Option, ...]:
    """The periods that have a mention, newest first; each stands for its filter, as a query has it."""
    named = [one for one in reversed(timeline.periods) if one.articles]
    return tuple(Option(day(one.date), _often(one), written("date", str(one.date))) for one in named)
