"""Prints the table: `python -m benchmarks.terminal [--library DIR | --rows N | --command "dateline read seeds"]`."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.terminal import __doc__ as purpose
from benchmarks.terminal.measures import (
    DOWN,
    beside_the_pipeline,
    cases,
    first_paints,
    held,
    idle,
    key_sent,
    memory,
)
from benchmarks.terminal.programs import ENTRIES, python_app, title
from benchmarks.terminal.session import COLUMNS, ROWS
from index.nlp.pipelines import DEFAULT, installed

PARTS = ("paint", "keys", "scroll", "held", "idle", "memory", "pipeline")


def main() -> None:
    parser = argparse.ArgumentParser(description=purpose, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "parts", nargs="*", choices=[[], *PARTS], metavar="PART", help=f"of {', '.join(PARTS)}; else all"
    )
    parser.add_argument("--command", help="the program to measure, in place of the app over a library in memory")
    parser.add_argument("--library", type=Path, help="a library to open; a copy of it is opened")
    parser.add_argument("--rows", type=int, default=ENTRIES, help="articles of the library in memory")
    parser.add_argument("--words", help="words of the first title that its list shows")
    parser.add_argument("--runs", type=int, default=7, help="starts of each program")
    parser.add_argument("--idle", type=float, default=60.0, help="seconds that nothing is done")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _settings(folder, pipeline="")  # the reader's own are not measured, and a pipeline only where it is the part
        app = _program(options, folder)
        words = options.words or (" words" if options.library else title(0)[:20])
        for part in options.parts or PARTS:
            {
                "paint": lambda: _paint(app, words, options.runs),
                "keys": lambda: _keys(app, folder),
                "scroll": lambda: _scroll(app, folder),
                "held": lambda: _held(app),
                "idle": lambda: _idle(app, options.idle),
                "memory": lambda: _memory(app),
                "pipeline": lambda: _pipeline(app, options, folder),
            }[part]()


def _program(options: argparse.Namespace, folder: Path) -> list[str]:
    if options.command:
        return shlex.split(options.command)
    if options.library:
        shutil.copytree(options.library, folder / "library")
        os.environ["DATELINE_LIBRARY"] = str(folder / "library")
        return [sys.executable, "-m", "tui", "read"]
    return python_app("dateline", options.rows)


def _settings(folder: Path, pipeline: str) -> None:
    (folder / "dateline").mkdir(exist_ok=True)
    (folder / "dateline" / "config.toml").write_text(f'pipeline = "{pipeline}"\n')
    os.environ["XDG_CONFIG_HOME"] = str(folder)


def _pipeline(app: Sequence[str], options: argparse.Namespace, folder: Path, rounds: int = 5) -> None:
    print("\nfrom a key to its answer, with the pipeline at work and paused: medians, and the slowest tenth from")
    if not options.library or installed() is None:
        print("  left out: it takes a --library of some thousand articles, and the extra dateline[nlp]")
        return
    _settings(folder, DEFAULT)
    keys = {"a key in the list": ["j", "j", "k"], "the next article": ["J"], "a page of the list": [" ", "b"]}
    for name, answers in beside_the_pipeline(app, keys, rounds).items():
        if answers.busy:
            idle, busy = (_median_and_tail(one) for one in (answers.idle[: len(answers.busy)], answers.busy))
            ratio = busy[0] / idle[0], busy[1] / idle[1]
            print(f"  {name:22}{busy[0]:6.1f} and {idle[0]:6.1f} ms{ratio[0]:6.2f} times", end="")
            print(f"{busy[1]:8.1f} and {idle[1]:6.1f} ms{ratio[1]:6.2f} times   of {len(answers.busy)}")


def _median_and_tail(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=10)[-1]


def _paint(app: Sequence[str], words: str, runs: int) -> None:
    empty = "an empty Textual app"
    programs = {
        empty: (python_app("empty"), ""),
        "dateline, its frame": (app, "dateline"),
        "dateline, its list": (app, words),
    }
    print(f"\nfirst paint, best and median of {runs}")
    paints = first_paints(programs, runs)
    for name, (best, median) in paints.items():
        ratio = best / paints[empty][0], median / paints[empty][1]
        print(f"  {name:36}{best:7.0f} ms{median:7.0f} ms{ratio[0]:7.2f} times{ratio[1]:7.2f} times")


def _keys(app: Sequence[str], folder: Path) -> None:
    print(f"\nbytes of a cursor key that does not scroll, {COLUMNS}×{ROWS}, median of five")
    for case in cases(app, folder)[0]:
        print(f"  {case.name:36}{statistics.median(one.bytes for one in key_sent(case)):7.0f}")


def _scroll(app: Sequence[str], folder: Path) -> None:
    print(f"\nbytes of a key that scrolls, {COLUMNS}×{ROWS}, medians of five; the budget is 1.1 × cells + 40 × rows")
    print(f"  {'':36}{'bytes':>7}{'cells':>7}{'rows':>6}{'budget':>8}{'worst part of it':>18}")
    for case in cases(app, folder)[1]:
        sent = key_sent(case)
        medians = [
            statistics.median(one) for one in zip(*((s.bytes, s.cells, s.rows, s.budget) for s in sent), strict=True)
        ]
        worst = max((one.bytes / one.budget for one in sent if one.budget), default=0.0)
        print(f"  {case.name:36}{medians[0]:7.0f}{medians[1]:7.0f}{medians[2]:6.0f}{medians[3]:8.0f}{worst:18.2f}")


def _held(app: Sequence[str], seconds: float = 5.0) -> None:
    print(f"\na key held at 30 a second for {seconds:.0f} s: backlog after the last, bytes, processor")
    for name, argv, before, key in (
        ("dateline, list", app, [], "j"),
        ("dateline, article", app, ["\r"], "j"),
        ("Textual's OptionList", python_app("list"), [], DOWN),
        ("Textual's Static", python_app("static"), [], DOWN),
    ):
        backlog, sent, processor = held(argv, before, key, seconds)
        print(f"  {name:36}{backlog:7.0f} ms{sent:9} bytes{100 * processor:6.0f} %")


def _idle(app: Sequence[str], seconds: float) -> None:
    print(f"\nidle for {seconds:.0f} s: processor, bytes")
    for name, argv in (("dateline", app), ("an empty Textual app", python_app("empty"))):
        processor, sent = idle(argv, seconds)
        print(f"  {name:36}{100 * processor:7.2f} %{sent:9} bytes")


def _memory(app: Sequence[str]) -> None:
    counts = (0, 1_000, 5_000, 10_000)
    print("\nmemory without mapped files")
    for count, megabytes in zip(counts, memory(app, counts), strict=True):
        print(f"  after {count:6,} keys{megabytes:31.1f} MB")


if __name__ == "__main__":
    main()
