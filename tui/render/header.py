"""The line at the top: what is open, how much of it, and how far a build has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.render.cells import drawable, fit, width
from tui.render.roles import Line, length
from tui.values import counted, duration

NAME = "dateline"

NEEDED = 3
"""Parts that the hints give way to: the library, the stage of a build with its amount, and the time that is left."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A build as the header shows it."""

    stage: str
    done: int
    total: int | None
    rate: float | None
    """Articles a second; None while it is too early to say."""
    left: float | None
    """Seconds."""
    failed: int


def progress_words(progress: Progress) -> list[str]:
    """Parts in the order of what matters; the last ones may be left out."""
    amount = f"{progress.done:,} of {progress.total:,}" if progress.total else f"{progress.done:,}"
    parts = [f"{progress.stage} {amount}".strip() if progress.done or progress.total else progress.stage]
    if progress.left is not None and progress.left >= 1:
        parts.append(f"{duration(progress.left)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if progress.rate is not None:
        parts.append(f"{progress.rate:,.0f} a second")
    return parts


def header(
    name: str,
    articles: int | None,
    unread: int | None,
    progress: Progress | None,
    cells: int,
    hints: str,
    further: Sequence[str] = (),
) -> Line:
    """Exactly one line; the hints at the right give way only to the parts that matter.

    `further` parts stand behind all others, and give way to a build.
    """
    line: Line = [(" ", ()), (NAME, ("accent-strong",))]
    parts = [drawable(name)] if name else []
    if progress is not None:
        parts += progress_words(progress)
    elif articles is not None:
        parts.append(counted(articles, "article"))
        if articles and unread is not None:
            parts.append(f"{unread:,} unread" if unread else "all read")
        parts += further
    else:
        parts.append("opening")
    room = cells - length(line) - 1
    beside = room - width(hints) - 2
    if width("".join(f" · {part}" for part in parts[:NEEDED])) <= beside:
        room = beside
    said = ""
    for part in parts:
        longer = f"{said} · {part}"
        if width(longer) > room:
            break
        said = longer
    line.append((said or fit(f" · {parts[0]}", room), ("faint",)))
    blank = cells - sum(width(text) for text, _ in line) - width(hints) - 1
    if blank >= 2:
        line += [(" " * blank, ()), (hints, ("faint",))]
    return line
