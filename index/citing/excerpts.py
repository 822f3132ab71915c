"""What is taken out of a library: words with all that is needed to find and to check them again.

The renderers are pure. What comes from outside never becomes markup; the user's own note is Markdown as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from index.notebook.values import Standing


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A range of an article, or all of it, with the note on it where there is one."""

    article: str
    """Id of the article."""
    path: str
    title: str
    source: str | None
    published: str | None
    """`2020-01-09`, `2020-01` or `2020`; None where no one stated it."""
    quote: str
    """The words; empty for a note on the whole article."""
    before: str
    """Up to 48 code points before the words, and as many after them."""
    after: str
    start: int
    """Half-open range in code points of the text of that hash; both 0 for the whole article."""
    end: int
    line: int | None
    """The line on which the words begin in the file, from 1; in a file of an article a line, that line. None where it
    can't be told: the file is gone or has changed, or markup stands between the words."""
    text_sha256: str
    file_sha256: str | None
    """Of the file's bytes as they are now; None where it can't be read."""
    id: str | None = None
    """The note's; None for words that are only taken along."""
    note: str = ""
    tags: tuple[str, ...] = ()
    standing: Standing = Standing.PLACED
    """Of a lost note, the words, range and hash are those of the day on which it was written."""
    created: str | None = None
    changed: str | None = None


def as_json(excerpt: Excerpt) -> Mapping[str, Any]:
    """The fields of a line of `export`."""
    return {
        "id": excerpt.id,
        "article": excerpt.article,
        "path": excerpt.path,
        "title": excerpt.title,
        "source": excerpt.source,
        "published": excerpt.published,
        "quote": excerpt.quote,
        "before": excerpt.before,
        "after": excerpt.after,
        "start": excerpt.start,
        "end": excerpt.end,
        "line": excerpt.line,
        "text_sha256": excerpt.text_sha256,
        "file_sha256": excerpt.file_sha256,
        "note": excerpt.note,
        "tags": list(excerpt.tags),
        "standing": excerpt.standing,
        "created": excerpt.created,
        "changed": excerpt.changed,
    }


def as_json_lines(excerpts: Iterable[Excerpt]) -> str:
    """One object a line, each line ended."""
    return "".join(json.dumps(as_json(one), ensure_ascii=False) + "\n" for one in excerpts)


def as_markdown(excerpts: Iterable[Excerpt]) -> str:
    """A block quote, its citation and the note for each, with a rule between two of them."""
    return "\n---\n\n".join(_markdown(one) for one in excerpts)


def _markdown(excerpt: Excerpt) -> str:
    parts = []
    if excerpt.quote:
        parts.append("\n".join(f"> {line}".rstrip() for line in _escaped(excerpt.quote).split("\n")))
    parts.append(_citation(excerpt))
    if excerpt.standing is Standing.LOST:
        parts.append("*These words were not found in the article any more.*")
    if excerpt.note:
        parts.append(excerpt.note)
    if excerpt.tags:
        parts.append("Tags: " + _escaped(", ".join(excerpt.tags)))
    return "\n\n".join(parts) + "\n"


def _citation(excerpt: Excerpt) -> str:
    title = _escaped(" ".join(excerpt.title.split()))
    said = [f"*{title}*" if title else "", *map(_escaped, filter(None, (excerpt.source, excerpt.published)))]
    said += [_code(excerpt.path), f"line {excerpt.line:,}" if excerpt.line is not None else ""]
    return "— " + ", ".join(part for part in said if part)


_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$]")
_BEGINS = re.compile(r"^([ ]*)([#+=-]|\d+(?=[.)]))", re.MULTILINE)
_INDENT = re.compile(r"^[ \u00a0]+", re.MULTILINE)


def _escaped(text: str) -> str:
    """Text of which Markdown makes itself again."""
    text = _MARKUP.sub(r"\\\g<0>", _INDENT.sub("", text))
    return _BEGINS.sub(_begin_escaped, text)


def _begin_escaped(match: re.Match[str]) -> str:
    begun = match[2]
    return match[1] + (f"{begun[:-1]}{begun[-1]}\\" if begun.isdigit() else f"\\{begun}")


def _code(text: str) -> str:
    """A span of code around text with however many backticks."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"
