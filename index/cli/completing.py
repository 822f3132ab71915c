"""Completes the words of a command line: articles by id, actors by any form, fields of a query and of a correction."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from index import places

Words = list[CompletionItem[str]]

_FIELDS = ("title=", "source=", "date=", "authors=", "url=", "language=")
"""What `set` corrects."""


class Known(click.types.StringParamType):
    """A text of which the library knows some that one may mean."""

    def __init__(self, known: Callable[[Path, str], Words]) -> None:
        self._known = known

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Words:  # noqa: ARG002
        """What begins as what was typed; nothing where there is no library to ask."""
        return self._known(_library(ctx), incomplete)


def learn(group: click.Group) -> None:
    """Gives the arguments of all commands that name something their type, by what they are called."""
    for command in group.commands.values():
        for parameter in command.params:
            known = _KNOWN.get(parameter.name or "")
            if isinstance(parameter, click.Argument | click.Option) and known and parameter.type is click.STRING:
                parameter.type = Known(known)


def _library(ctx: click.Context) -> Path:
    named = ctx.find_root().params.get("library") or os.environ.get("DATELINE_LIBRARY")
    return Path(named).absolute() if named else places.default_library()


def _articles(folder: Path, letters: str) -> Words:
    from index.store.beginnings import articles

    return [CompletionItem(id_, help=title) for id_, title in articles(folder, letters.casefold())]


def _actors(folder: Path, letters: str) -> Words:
    from index.store.beginnings import actors

    return [CompletionItem(form, help=kind) for form, kind in actors(folder, letters)] if letters else []


def _query(folder: Path, letters: str) -> Words:
    from index.fulltext.lexer import FIELDS

    field, colon, rest = letters.partition(":")
    if not colon:
        return [CompletionItem(f"{one}:") for one in FIELDS if letters and one.startswith(letters)]
    if field in ("actor", "person", "org", "country", "place"):
        begun = rest.lstrip('"')
        return [
            CompletionItem(f'{field}:"{one.value}"' if " " in one.value else f"{field}:{one.value}", help=one.help)
            for one in _actors(folder, begun)
        ]
    return [
        CompletionItem(f"is:{mark}")
        for mark in ("unread", "read", "starred")
        if field == "is" and mark.startswith(rest)
    ]


def _corrections(folder: Path, letters: str) -> Words:  # noqa: ARG001  every word is asked in the same way
    return [CompletionItem(field) for field in _FIELDS if field.startswith(letters)]


_KNOWN: dict[str, Callable[[Path, str], Words]] = {
    "article": _articles,
    "articles": _articles,
    "actor": _actors,
    "other": _actors,
    "others": _actors,
    "forms": _actors,
    "name": _actors,
    "query": _query,
    "fields": _corrections,
}
"""By the name of the parameter, which says what it names in every command alike."""
