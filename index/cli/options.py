"""Options, choices and exit codes that several commands have."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

import click

from index.cli.printing import complain
from index.errors import QueryError
from index.model import NameKind

NOTHING_FOUND = 1

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")

kind_choice = click.Choice([kind.value for kind in NameKind if kind is not NameKind.NATIONALITY])
"""What an actor can be."""


def exit_with(code: int) -> None:
    """End the command with an exit code."""
    click.get_current_context().exit(code)


@contextlib.contextmanager
def query_explained(query: str) -> Iterator[None]:
    """Ends the command where the query can't be read, with what is wrong shown under its place."""
    try:
        yield
    except QueryError as error:
        exit_with(complain(error, query))


def refuse_options(words: Sequence[str]) -> None:
    """Words of a query may begin with one hyphen, not with two: that is a slip of the pen. Raises click.UsageError."""
    option = next((word for word in words if word.startswith("--")), None)
    if option:
        raise click.UsageError(f"no such option: {option} (after `--` it is a word of the query)")
