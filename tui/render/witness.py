"""What is said of a trained pipeline that looks at the names beside the rules: in the header, and in the report."""

from __future__ import annotations

from dataclasses import dataclass

from tui.render.cells import drawable, fit, width
from tui.render.roles import Line
from tui.values import DatelineError, duration

LABEL = "names  "


@dataclass(frozen=True, slots=True)
class Witness:
    """How far a pipeline is with the names of all articles."""

    pipeline: str = ""
    """Its name and version; empty where none looks, or it has not been asked for yet."""
    missing: DatelineError | None = None
    """Why there is none, with what adds it."""
    done: int = 0
    """Articles that it has looked at, before this run, too."""
    total: int = 0
    left: float | None = None
    """Seconds, at the present rate; None before there is a rate."""
    at_work: bool = False
    paused: bool = False
    """It waits until the reader lets it go on."""
    trouble: str = ""
    """Why it came to nothing."""

    @property
    def share(self) -> str:
        """In whole percent; empty while it is not known."""
        return f"{100 * self.done // self.total} %" if self.total else ""


def header_words(witness: Witness) -> list[str]:
    """Parts of the line at the top, in the order of what matters; none while there is nothing to wait for."""
    if witness.paused:
        return [f"names paused at {witness.share}" if witness.share else "names paused"]
    if not witness.at_work:
        return []
    left = [f"{duration(witness.left)} left"] if witness.left is not None else []
    return [f"names {witness.share}", *left]


def report_line(witness: Witness, pause_key: str, cells: int) -> Line:
    """Who has looked at the names, and how far that is, for the report; empty where there is nothing to say."""
    ways = [drawable(words) for words in _ways(witness, pause_key)]
    room = cells - len(LABEL) - 2
    if not ways:
        return []
    words = next((words for words in ways if width(words) <= room), ways[-1])
    return [(f" {LABEL}", ("faint",)), (fit(words, room), ("error" if witness.trouble else "text",))]


def _ways(witness: Witness, pause_key: str) -> list[str]:
    if witness.missing is not None:
        remedy = witness.missing.remedy
        return [f"by the rules alone: {witness.missing}", f"no pipeline is there. {remedy}", remedy]
    if witness.trouble:
        return [witness.trouble]
    if not witness.pipeline:
        return []
    looked = f"{witness.done:,} of {witness.total:,} articles" if witness.total else "no article yet"
    if witness.paused:
        goes_on = f"{pause_key} lets it go on"
        return [f"{witness.pipeline} is paused: {looked}; {goes_on}", f"paused: {looked}; {goes_on}"]
    if witness.at_work:
        said = " · ".join([looked, *header_words(witness)[1:], f"{pause_key} pauses it"])
        return [f"{witness.pipeline} looks at them: {said}", said]
    return [f"by the rules, and {witness.pipeline} has looked at {looked}", f"{witness.pipeline}: {looked}"]
