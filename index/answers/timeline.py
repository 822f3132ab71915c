"""Mentions over time: counted by day, month or year, whichever the dates have room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from index.model import PartialDate
from index.profiles import Period, Step, Timeline

MOST_PERIODS = 62
"""Periods of a timeline by day or month: two months, or five years, which a line of 80 cells can draw."""

_PRECISE = 0.9
"""The part of the dated articles that a step must be able to place, so that a few days do not hide many months."""

Counts = Mapping[PartialDate, tuple[int, int]]
"""Date of articles → how often they name the actor, and how many they are."""


def timeline(counts: Counts) -> Timeline:
    """By the finest step that places nearly all and needs no more than MOST_PERIODS; else by year, however many.

    A date that is less precise than the step stands in no period.
    """
    step = next((step for step in (Step.DAY, Step.MONTH) if _fits(counts, step)), Step.YEAR)
    mentions, articles = Counter[PartialDate](), Counter[PartialDate]()
    imprecise = 0
    for day, (named, number) in counts.items():
        period = _period(day, step)
        if period is None:
            imprecise += number
        else:
            mentions[period] += named
            articles[period] += number
    periods = tuple(Period(one, mentions[one], articles[one]) for one in _run(list(articles), step))
    return Timeline(step, periods, imprecise)


def _period(day: PartialDate, step: Step) -> PartialDate | None:
    """The period that a date falls into; None where it is not precise enough to say."""
    if step is Step.YEAR:
        return PartialDate(day.year)
    if day.month is None:
        return None
    if step is Step.MONTH:
        return PartialDate(day.year, day.month)
    return day if day.day is not None else None


def _fits(counts: Counts, step: Step) -> bool:
    placed = [(period, number) for day, (_, number) in counts.items() if (period := _period(day, step)) is not None]
    total = sum(number for _, number in counts.values())
    if not placed or sum(number for _, number in placed) < _PRECISE * total:
        return False
    numbers = [_number(period, step) for period, _ in placed]
    return max(numbers) - min(numbers) < MOST_PERIODS


def _number(period: PartialDate, step: Step) -> int:
    """Rises by one from a period to the next."""
    if step is Step.YEAR:
        return period.year
    if step is Step.MONTH:
        return period.year * 12 + (period.month or 1) - 1
    return period.first_day().toordinal()


def _run(periods: list[PartialDate], step: Step) -> Iterator[PartialDate]:
    """Every period from the first to the last."""
    numbers = [_number(period, step) for period in periods]
    for number in range(min(numbers), max(numbers) + 1) if numbers else ():
        if step is Step.YEAR:
            yield PartialDate(number)
        elif step is Step.MONTH:
            yield PartialDate(number // 12, number % 12 + 1)
        else:
            day = date.min + timedelta(days=number - 1)
            yield PartialDate(day.year, day.month, day.day)
