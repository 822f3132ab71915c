"""Front matter: the block of YAML between two lines of dashes that may open a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

_BLOCK = re.compile(r"---[ ]*\n")
_LONGEST = 64_000
"""Code points of front matter that is read; a longer stretch between rules is text."""


def split(text: str) -> tuple[Mapping[object, object], str, str | None]:
    """The fields, the text after them, and a warning when they can't be read (the article is then read without them).

    A text that opens with a rule of dashes but closes no block, or whose block is prose and no YAML mapping, has no
    front matter.
    """
    opening = _BLOCK.match(text)
    if not opening:
        return {}, text, None
    closing = _closing(text, opening.end())
    if closing is None:
        return {}, text, None
    written, rest = text[opening.end() : closing[0]], text[closing[1] :]
    return _fields(written, text, rest)


def _closing(text: str, begin: int) -> tuple[int, int] | None:
    """The range of the line that closes the block."""
    at = begin
    while at <= min(len(text), begin + _LONGEST):
        end = text.find("\n", at)
        line_end = len(text) if end < 0 else end
        if text[at:line_end].rstrip() in {"---", "..."}:
            return at, min(line_end + 1, len(text))
        if end < 0:
            return None
        at = end + 1
    return None


@cache
def _loader() -> type[yaml.SafeLoader]:
    """Reads what it can: a date of no calendar stays text, and takes nothing else down with it."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    def timestamp(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> object:
        try:
            return loader.construct_yaml_timestamp(node)
        except (ValueError, OverflowError):
            return node.value

    Loader.add_constructor("tag:yaml.org,2002:timestamp", timestamp)
    return Loader


def _fields(written: str, text: str, rest: str) -> tuple[Mapping[object, object], str, str | None]:
    import yaml

    try:
        fields = yaml.load(written, Loader=_loader())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        return {}, rest, f"The front matter can't be read{where}, so nothing in it is used."
    if fields is None:
        return {}, rest, None
    if not isinstance(fields, dict):
        if "\n\n" in written or ":" not in written:
            return {}, text, None
        return {}, rest, "The front matter holds no fields, so nothing in it is used."
    return fields, rest, None
