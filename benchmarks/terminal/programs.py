"""What is measured, and the peers that it stands beside."""

from __future__ import annotations

import os
import sys
from collections import deque
from dataclasses import replace
from pathlib import Path

ENTRIES = 2_000
PROJECT = Path(__file__).parents[2]


def python_app(name: str, rows: int = ENTRIES) -> list[str]:
    """One of the apps here as a program."""
    program = (
        f"import sys; sys.path.insert(0, {str(PROJECT)!r}); "
        f"from benchmarks.terminal.programs import run; run({name!r}, {rows})"
    )
    return [sys.executable, "-c", program]


def run(name: str, rows: int) -> None:
    """Runs it in this process."""
    {"empty": _empty, "list": _option_list, "static": _static, "markdown": _markdown, "dateline": _dateline}[name](rows)


def title(number: int) -> str:
    """An entry's title, as long as a headline."""
    return f"{number:05} harbour board puts off rebuilding"


def paragraphs() -> list[str]:
    """The body of an article: lines that are unlike those above and below them."""
    return [
        " ".join(
            f"Paragraph {number} of the Harbour Board and of Varga, sentence {number * 7 + one}." for one in range(6)
        )
        for number in range(30)
    ]


def _empty(_: int) -> None:
    from textual.app import App

    App[None]().run()


def _option_list(rows: int) -> None:
    from textual.app import App, ComposeResult
    from textual.widgets import OptionList

    class Stock(App[None]):
        def compose(self) -> ComposeResult:
            yield OptionList(*(title(number) for number in range(rows)))

    Stock().run()


def _static(_: int) -> None:
    from textual.app import App, ComposeResult
    from textual.containers import VerticalScroll
    from textual.widgets import Static

    class Stock(App[None]):
        def compose(self) -> ComposeResult:
            with VerticalScroll():
                yield Static("\n\n".join(paragraphs()))

    Stock().run()


def _markdown(_: int) -> None:
    from textual.app import App, ComposeResult
    from textual.widgets import MarkdownViewer

    class Stock(App[None]):
        def compose(self) -> ComposeResult:
            yield MarkdownViewer("\n\n".join(paragraphs()), show_table_of_contents=False)

        def on_mount(self) -> None:
            self.query_one(MarkdownViewer).focus()

    Stock().run()


def _dateline(rows: int) -> None:
    from tui.app import DatelineApp

    def library() -> object:
        from tests.tui.newsroom import Newsroom, made, row_of
        from tests.tui.stories import LEXICON
        from tui.values import Actor, Article, ArticleRow, NameKind

        pattern = made("pattern", title(0), paragraphs())

        class Quiet(Newsroom):
            """Makes an article when it is read, and does not count who stands with whom: neither is measured here."""

            def rows(self) -> tuple[ArticleRow, ...]:
                row = row_of(0, pattern)
                return tuple(
                    replace(row, key=number, id=f"{number:06}", title=title(number), label=f"{number:05}")
                    for number in range(rows)
                )

            def _article(self, name: str) -> Article:
                return made(name, title(int(name)), paragraphs())

            def cross_references(self, *_: object, **__: object) -> tuple[()]:
                return ()

            def actor(self, name: str) -> Actor:
                return Actor(name, name, NameKind.PERSON)

        return Quiet([pattern], LEXICON, asked=deque(maxlen=1))  # type: ignore[arg-type]

    DatelineApp(library).run()  # type: ignore[arg-type]


def less_on_text(folder: Path) -> list[str]:
    """less over lines as long as those of a page."""
    text = folder / "entries.txt"
    text.write_text("\n".join(line[at : at + 76] for line in paragraphs() for at in range(0, len(line), 76)))
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
