"""One function a question; each starts programs of its own and returns figures."""

from __future__ import annotations

import re
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.terminal.programs import less_on_text, newsboat_on_feed, python_app
from benchmarks.terminal.session import Sent, Terminal
from tests.tui.emulator import Emulator

START = 3.0
"""Seconds without output that a program gets to come to rest before keys are pressed."""
FULL = 10
"""Lines with words from which a screen is more than its frame."""
PATIENCE = 30.0
"""Seconds after which one takes it that a program has nothing to show."""
DOWN, PAGE_DOWN = "\x1b[B", "\x1b[6~"


def rest(terminal: Terminal) -> None:
    """Waits until a program shows a screenful, or has nothing to show, and is at rest."""
    end = time.perf_counter() + PATIENCE
    while sum(any(map(str.isalpha, line)) for line in terminal.screen.lines) < FULL and time.perf_counter() < end:
        terminal.read(0.5)
    terminal.settle(START)


def painted(words: str = "") -> Callable[[Emulator], bool]:
    """Whether the whole screen has been drawn, and words among it. A corner in a colour is the last that is drawn."""
    return lambda screen: bool(screen.rows[-1][-1][1].background) and any(words in line for line in screen.lines)


def first_paints(programs: dict[str, tuple[Sequence[str], str]], runs: int) -> dict[str, tuple[float, float]]:
    """Best and median milliseconds of each until it shows its words, in turns so that a busy moment meets all alike."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, (argv, words) in programs.items():
            with Terminal(argv) as terminal:
                taken[name].append(terminal.wait(painted(words)))
    return {name: (min(times), statistics.median(times)) for name, times in taken.items()}


@dataclass(frozen=True)
class Case:
    """A key whose bytes are counted."""

    name: str
    argv: Sequence[str]
    before: Sequence[str]
    """Keys that lead to where it is measured."""
    key: str
    environment: tuple[tuple[str, str], ...] = ()


def cases(app: Sequence[str], folder: Path) -> tuple[list[Case], list[Case]]:
    """Keys that don't scroll, and keys that do."""
    stock, static, markdown = python_app("list"), python_app("static"), python_app("markdown")
    still = [
        Case("dateline, list", app, [], "j"),
        Case("dateline, list, 256 colours", app, [], "j", (("COLORTERM", ""),)),
        Case("dateline, list, 16 colours", app, [], "j", (("TERM", "linux"), ("COLORTERM", ""))),
        Case("Textual's OptionList", stock, [], DOWN),
    ]
    scrolling = [
        Case("dateline, list, a line", app, ["G", "g", " "], "j"),
        Case("dateline, list, a page", app, [], " "),
        Case("dateline, article, a line", app, ["\r"], "j"),
        Case("dateline, article, a page", app, ["\r"], " "),
        Case("dateline, list alone, a line", app, ["z", " "], "j"),
        Case("dateline, article alone, a line", app, ["\r", "z"], "j"),
        Case("dateline, article alone, a page", app, ["\r", "z"], " "),
        Case("Textual's OptionList, a line", stock, [PAGE_DOWN, PAGE_DOWN], DOWN),
        Case("Textual's OptionList, a page", stock, [], PAGE_DOWN),
        Case("Textual's Static, a line", static, [], DOWN),
        Case("Textual's Static, a page", static, [], PAGE_DOWN),
        Case("Textual's MarkdownViewer, a line", markdown, [], DOWN),
        Case("Textual's MarkdownViewer, a page", markdown, [], PAGE_DOWN),
    ]
    if shutil.which("less"):
        less = less_on_text(folder)
        scrolling += [Case("less, a line", less, [], "j"), Case("less, a page", less, [], " ")]
    if shutil.which("newsboat"):
        newsboat = newsboat_on_feed(folder)
        still.append(Case("newsboat, list", newsboat, ["\r"], "\x1bOB"))
        scrolling.append(Case("newsboat, list, a line", newsboat, ["\r", *["\x1b[6~"] * 2], "\x1bOB"))
    return still, scrolling


def key_sent(case: Case, presses: int = 5) -> list[Sent]:
    """What some presses of a key send, each after the one before it has been drawn."""
    with Terminal(case.argv, dict(case.environment)) as terminal:
        rest(terminal)
        for one in case.before:
            terminal.press(one)
        return [terminal.press(case.key) for _ in range(presses)]


def held(argv: Sequence[str], before: Sequence[str], key: str, seconds: float) -> tuple[float, int, float]:
    """Backlog in ms after a key held at 30 a second, bytes sent, and the part of a processor that it took."""
    with Terminal(argv) as terminal:
        rest(terminal)
        for one in before:
            terminal.press(one)
        used = terminal.processor_seconds
        backlog, sent = terminal.hold(key, seconds)
        return backlog, sent, (terminal.processor_seconds - used) / seconds


def idle(argv: Sequence[str], seconds: float) -> tuple[float, int]:
    """The part of a processor that a program takes while nothing happens, and the bytes that it sends."""
    with Terminal(argv) as terminal:
        rest(terminal)
        used, end, sent = terminal.processor_seconds, time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            sent += terminal.read(left)
        return (terminal.processor_seconds - used) / seconds, sent


def memory(argv: Sequence[str], after: Sequence[int]) -> list[float]:
    """MB after so many keys that move, scroll, open and go back."""
    keys = ["j"] * 12 + ["\r"] + ["j"] * 10 + [" ", "b", "]", "]", "k"] + ["h"] + ["k"] * 2
    found, pressed = [], 0
    with Terminal(argv) as terminal:
        rest(terminal)
        terminal.screen = _Blind(1, 1)
        for wanted in after:
            while pressed < wanted:
                terminal.write(keys[pressed % len(keys)])
                terminal.read(0.02)
                pressed += 1
            terminal.settle()
            found.append(terminal.resident_mb)
    return found


PAUSE = "\x0f"
"""The key that pauses the pipeline, and lets it go on."""
AT_WORK = re.compile(r"names \d+ % · ")
"""What the header shows from the first batch on."""


@dataclass
class Answers:
    """Milliseconds from a key until its answer is drawn, with the pipeline paused and at work."""

    idle: list[float]
    busy: list[float]


def beside_the_pipeline(argv: Sequence[str], keys: dict[str, Sequence[str]], rounds: int) -> dict[str, Answers]:
    """By name of a case, whose keys are pressed in turn. Both states take turns, so that a busy moment meets both.

    Ends early where the pipeline has looked at everything.
    """
    found = {name: Answers([], []) for name in keys}
    with Terminal(argv) as terminal:
        terminal.wait(lambda screen: _names(screen) is not None)
        for _ in range(rounds):
            terminal.write(PAUSE)
            while terminal.children:
                terminal.read(0.1)
            terminal.settle(START)
            for name, some in keys.items():
                found[name].idle += _answers(terminal, some)
            terminal.write(PAUSE)
            terminal.settle(START)  # by then there is a process again
            while _names(terminal.screen) is None:
                terminal.read(0.1)
                if not terminal.children:
                    return found
            for name, some in keys.items():
                found[name].busy += _answers(terminal, some)
    return found


def _names(screen: Emulator) -> re.Match[str] | None:
    return AT_WORK.search(screen.lines[0])


def _answers(terminal: Terminal, keys: Sequence[str], presses: int = 20) -> list[float]:
    return [terminal.answer(keys[number % len(keys)]) for number in range(presses)]


class _Blind(Emulator):
    """Draws nothing, so that ten thousand keys take the program's time and not the benchmark's."""

    def feed(self, sent: str) -> None:
        pass
