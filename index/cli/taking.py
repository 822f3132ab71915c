"""The commands that take words out of the library, and check them later: export and verify."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from index.cli.notebook import parsed_range
from index.cli.options import NOTHING_FOUND, exit_with, json_option
from index.cli.printing import emit, print_json, say, shortened, styled
from index.cli.session import Session
from index.cli.upkeep import SOME_FAILED
from index.counting import counted
from index.errors import DatelineError
from index.places import printable

if TYPE_CHECKING:
    from index.citing.verifying import Outcome, Verified


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@click.option("--format", "format_", type=click.Choice(["markdown", "jsonl"]), help="Else by the name of --output.")
@click.option("--tag", metavar="TAG", help="Only of articles with this tag.")
@click.option("--range", "ranges", multiple=True, metavar="ARTICLE:START:END", help="This range, be it noted or not.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file, which is written as a whole.")
@json_option
@click.pass_obj
def export(
    session: Session,
    articles: tuple[str, ...],
    format_: str | None,
    tag: str | None,
    ranges: tuple[str, ...],
    output: Path | None,
    as_json: bool,
) -> None:
    """Export notes and the words that they are on, with what is needed to find and check them again.

    Markdown, or JSON lines that `dateline verify` reads. There `start` and `end` are code points of the text whose
    hash is text_sha256, and `line` counts lines of the file from 1; null where it can't be told.

    \b
    Examples:
      dateline export > notes.md
      dateline export 001 003 --tag libya --output evidence.jsonl
      dateline export --range 001:120:180 --json
    """
    from index.citing.excerpts import as_json_lines, as_markdown

    library = session.library
    excerpts = [library.citation(name, *parsed_range(where)) for name, where in map(_parted, ranges)]
    if articles or tag is not None or not ranges:
        excerpts += library.exported(articles, tag=tag)
    if as_json or format_ == "jsonl" or (format_ is None and output is not None and output.suffix == ".jsonl"):
        content = as_json_lines(excerpts)
    else:
        content = as_markdown(excerpts)
    if not excerpts:
        say("there are no notes to export")
    elif output is None:
        emit(content.encode("utf-8", "backslashreplace").removesuffix(b"\n"))
    else:
        write_whole(output, content.encode("utf-8", "backslashreplace"))
        say(f"{counted(len(excerpts), 'excerpt')} in {output}")
    exit_with(0 if excerpts else NOTHING_FOUND)


def _parted(written: str) -> tuple[str, str]:
    article, colon, end = written.rpartition(":")
    name, other, start = article.rpartition(":")
    if not (colon and other and name):
        raise click.UsageError(f"{written!r} is no ARTICLE:START:END; write for example 001:120:180")
    return name, f"{start}:{end}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or as it was: beside it, synced, then renamed.

    What is no ordinary file (a pipe, a terminal) is written to. Raises OSError.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    mode = target.stat().st_mode & 0o777 if target.exists() else None
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@click.command()
@click.argument("file", metavar="FILE")
@json_option
@click.pass_obj
def verify(session: Session, file: str, as_json: bool) -> None:
    """Check an export in JSON lines against the articles and files of today; FILE of - is standard input.

    A line for each excerpt: same, moved (the words stand at other offsets), changed (the file is not what it was, the
    words are still there), missing, or broken (no line of an export). Exit codes: 0 all same or moved, 4 some
    changed, missing or broken, 1 nothing to check, 2 the file can't be read.

    \b
    Examples:
      dateline verify evidence.jsonl
      dateline export --json | dateline verify -
    """
    from index.citing.verifying import Outcome

    counts: Counter[Outcome] = Counter()
    with _opened(file) as lines:
        for one in session.library.verified(lines):
            counts[one.outcome] += 1
            if as_json:
                print_json(_verified_json(one))
            else:
                _print_verified(one)
    say(", ".join(f"{counts[outcome]:,} {outcome}" for outcome in Outcome if counts[outcome]) or "nothing to check")
    if counts and counts[Outcome.BROKEN] == counts.total():
        say("this is no export in JSON lines; `dateline export --json` writes what can be checked")
    failed = counts[Outcome.CHANGED] + counts[Outcome.MISSING] + counts[Outcome.BROKEN]
    exit_with(SOME_FAILED if failed else 0 if counts else NOTHING_FOUND)


@contextlib.contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    """Raises DatelineError for a file that can't be read."""
    if name == "-":
        if sys.stdin is None:
            raise DatelineError("there is no standard input to read")
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below; only opening it may fail so
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DatelineError(f"the export can't be read ({reason})", place=printable(name)) from error
    with file:
        yield file


_COLOURS = {"same": "green", "moved": "cyan", "changed": "yellow"}


def _print_verified(one: Verified) -> None:
    quote = f"  “{shortened(' '.join(one.quote.split()), 40)}”" if one.quote else ""
    reason = f"  {one.reason}" if one.reason else ""
    path = printable(one.path) if one.article is None else one.path
    place = path or f"line {one.line}"
    outcome = styled(f"{one.outcome:<8}", fg=_COLOURS.get(one.outcome, "red"))
    said = f"{outcome} {one.line:>5}  {place}{_shown(quote)}{reason}"
    emit(said)


def _shown(quote: str) -> str:
    """A quote that comes from outside, without anything that a terminal obeys."""
    return "".join(sign if sign.isprintable() else "�" for sign in quote)


def _verified_json(one: Verified) -> dict[str, object]:
    return {
        "line": one.line,
        "status": one.outcome,
        "reason": one.reason,
        "id": one.id,
        "article": one.article,
        "path": one.path,
        "start": one.start,
        "end": one.end,
    }


COMMANDS: tuple[click.Command, ...] = (export, verify)
