"""What the app costs a terminal, beside its peers, in one run: `python benchmarks/terminal.py`.

Everything runs in a pseudo-terminal of 120×40 and is measured from outside: the time until the first whole frame has
been sent, and the bytes that a key sends. Printed are the figures and their ratios; nothing is asserted.

    --command "dateline read seeds"   measures that program in place of the reading screen over a library in memory
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shlex
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path

COLUMNS, ROWS = 120, 40
QUIET = 0.4
"""Seconds without output after which a program is taken to have drawn all it will."""
ENTRIES = 2_000
PROJECT = Path(__file__).parent.parent

_ESCAPES = re.compile(rb"\x1b(?:\[[0-9;?<>=$ ]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_=>])")


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, argv: Sequence[str], environment: dict[str, str] | None = None) -> None:
        self._began = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
            env.pop("NO_COLOR", None)
            os.environ.update({"LINES": str(ROWS), "COLUMNS": str(COLUMNS)})
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(argv[0], list(argv), env)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._fd, 1 << 16)
        except OSError:
            return b""

    def first_paint(self, words: str = "", most: float = 15.0) -> float:
        """Milliseconds from the start until as many cells were sent as the terminal has, and `words` among them."""
        sent = b""
        while time.perf_counter() - self._began < most:
            sent += self._read(0.5)
            cells = _ESCAPES.sub(b"", sent).decode("utf-8", "ignore")
            if len(cells) >= COLUMNS * ROWS and words in cells:
                return 1000 * (time.perf_counter() - self._began)
        raise TimeoutError("the program did not draw a whole frame")

    def settle(self, quiet: float = QUIET) -> int:
        """Reads until nothing has come for a while; how many bytes came."""
        count = 0
        while received := self._read(quiet):
            count += len(received)
        return count

    def press(self, key: str) -> int:
        """The bytes that a key makes the program send."""
        os.write(self._fd, key.encode())
        return self.settle()


def python_app(name: str) -> list[str]:
    """This file as the program to measure."""
    return [sys.executable, __file__, "--run", name]


def run_app(name: str) -> None:
    """One of the Textual apps that are compared."""
    if name == "empty":
        from textual.app import App

        App[None]().run()
    elif name == "option-list":
        _option_list()
    else:
        _reading_screen()


def _option_list() -> None:
    from textual.app import App, ComposeResult
    from textual.widgets import OptionList

    class Stock(App[None]):
        def compose(self) -> ComposeResult:
            yield OptionList(*(title(number) for number in range(ENTRIES)))

    Stock().run()


def title(number: int) -> str:
    """An entry's title, as long as a headline."""
    return f"{number:05} harbour board puts off rebuilding"


def _reading_screen() -> None:
    sys.path.insert(0, str(PROJECT))
    from tui.app import DatelineApp

    def library() -> object:
        from tests.tui.newsroom import Newsroom, made
        from tests.tui.stories import LEXICON
        from tui.values import Actor, NameKind

        class Quiet(Newsroom):
            """Without the time that a library in memory takes to count who stands with whom."""

            def cross_references(self, *_: object, **__: object) -> tuple[()]:
                return ()

            def actor(self, name: str) -> Actor:
                return Actor(name, name, NameKind.PERSON)

        body = [f"Paragraph {number} of the Harbour Board and of Varga. " * 6 for number in range(30)]
        return Quiet([made(f"{number:05}", title(number), body) for number in range(ENTRIES)], LEXICON)

    DatelineApp(library).run()  # type: ignore[arg-type]


def first_paints(programs: dict[str, tuple[Sequence[str], str]], runs: int) -> dict[str, float]:
    """The best of several runs of each until it shows its words, in turns so that a busy moment meets all alike."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(runs):
        for name, (argv, words) in programs.items():
            with Terminal(argv) as terminal:
                taken[name].append(terminal.first_paint(words))
    return {name: min(times) for name, times in taken.items()}


def key_bytes(argv: Sequence[str], before: Sequence[str], key: str, environment: dict[str, str] | None = None) -> float:
    """The median bytes of five presses, after some keys that lead to where it is measured."""
    with Terminal(argv, environment) as terminal:
        terminal.settle(2.0)
        for one in before:
            terminal.press(one)
        return statistics.median(terminal.press(key) for _ in range(5))


def less_on_text(folder: Path) -> list[str]:
    """less over lines as long as entries."""
    text = folder / "entries.txt"
    text.write_text("\n".join(map(title, range(ENTRIES))))
    return ["less", str(text)]


def newsboat_on_feed(folder: Path) -> list[str]:
    """newsboat over a feed of its own, offline."""
    items = "".join(f"<item><title>{title(number)}</title><guid>{number}</guid></item>" for number in range(200))
    feed = folder / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>entries</title>{items}</channel></rss>')
    (folder / "urls").write_text(f"file://{feed}\n")
    (folder / "config").write_text("auto-reload no\n")
    base = ["newsboat", "-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", str(folder / "config")]
    os.spawnvp(os.P_WAIT, base[0], [*base, "-x", "reload"])
    return base


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", help="the program to measure")
    parser.add_argument("--words", default=title(0)[:20], help="words of the first title that its list shows")
    parser.add_argument("--runs", type=int, default=7, help="starts of each program")
    parser.add_argument("--run", choices=["empty", "option-list", "dateline"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        run_app(arguments.run)
        return
    app = shlex.split(arguments.command) if arguments.command else python_app("dateline")
    paints = first_paints(
        {
            "an empty Textual app": (python_app("empty"), ""),
            "dateline, its frame": (app, "dateline"),
            "dateline, its list": (app, arguments.words),
        },
        arguments.runs,
    )
    print(f"first paint, best of {arguments.runs}")
    empty = paints["an empty Textual app"]
    for name, taken in paints.items():
        print(f"  {name:24}{taken:7.0f} ms{taken / empty:7.2f} times")
    print(f"\nbytes a cursor key sends, {COLUMNS}×{ROWS}, median of five")
    with tempfile.TemporaryDirectory() as name:
        for said, sent in _compared(app, Path(name)):
            print(f"  {said:44}{sent:7.0f}")


def _compared(app: Sequence[str], folder: Path) -> list[tuple[str, float]]:
    rows = [
        ("dateline, list, not scrolling", key_bytes(app, [], "j")),
        ("dateline, list, not scrolling, 256 colours", key_bytes(app, [], "j", {"COLORTERM": ""})),
        ("dateline, list, scrolling", key_bytes(app, ["G", "g", " "], "j")),
        ("dateline, article, scrolling a line", key_bytes(app, ["\r"], "j")),
        ("Textual's OptionList, not scrolling", key_bytes(python_app("option-list"), [], "\x1b[B")),
    ]
    if shutil.which("less"):
        rows.append(("less, scrolling a line", key_bytes(less_on_text(folder), [], "j")))
    if shutil.which("newsboat"):
        rows.append(("newsboat, list, not scrolling", key_bytes(newsboat_on_feed(folder), ["\r"], "\x1bOB")))
    return rows


if __name__ == "__main__":
    main()
