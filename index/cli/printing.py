"""How answers look: JSON lines for programs, aligned columns for people. Nothing here reaches a terminal unescaped."""

from __future__ import annotations

import json
import os
import select
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click

from index.errors import DatelineError, QueryError
from index.model import ActorRef, Article, ArticleRow, Block, Evidence, Facets, Gap, Hit, Origin, Page, PartialDate
from index.notebook.values import Note
from index.places import printable

Json = dict[str, Any]

MEASURE = 76
"""Characters in a line of running text: the upper end of what book typography recommends."""


class OutputClosed(Exception):
    """Whoever read our output has left, as `head` does; click would make an error of it."""


def emit(line: str | bytes = "") -> None:
    """A line of data, on stdout. Raises OutputClosed."""
    try:
        click.echo(line)
    except BrokenPipeError as error:
        raise OutputClosed from error


def print_json(value: Mapping[str, Any]) -> None:
    """One object on a line. Written as bytes: JSON is UTF-8 whatever the locale says."""
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    emit(line.encode("utf-8", "backslashreplace"))


def is_unheard() -> bool:
    """Whether whoever read our output has left, which is known here without writing a line."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # it is no file
        return False
    asked = select.poll()
    asked.register(descriptor, 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in asked.poll(0))


def say(text: str) -> None:
    """A line for a person, on stderr."""
    click.echo(text, err=True)


def styled(text: str, **style: Any) -> str:
    """Text with colour and weight on a terminal that wants them, plain everywhere else."""
    return click.style(text, **style) if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text


def complain(error: DatelineError, query: str | None = None) -> int:
    """Say an error on stderr with its place and remedy; returns the exit code."""
    if isinstance(error, QueryError) and query is not None:
        say(f"dateline: {error.message}")
        before, wrong, after = query[: error.start], query[error.start : error.end], query[error.end :]
        shown = [printable(part) for part in (before[-_AROUND:], wrong[:_AROUND], after[:_AROUND])]
        say("  " + "".join(shown))
        say("  " + " " * len(shown[0]) + "^" * max(1, len(shown[1])))
        if error.remedy:
            say(f"  {error.remedy}")
    else:
        say(f"dateline: {error}")
    return error.exit_code


_AROUND = 60
"""Characters of a query shown on each side of what is wrong in it."""


def width() -> int | None:
    """Columns of the terminal; None where there is none, so that nothing is cut that a program wants whole."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None


def shortened(text: str, characters: int) -> str:
    """At most so many characters, an ellipsis for the rest."""
    return text if len(text) <= characters else text[: max(0, characters - 1)].rstrip() + "…"


def date_json(published: PartialDate | None) -> str | None:
    """`2020-01-09`, `2020-01`, `2020` or None."""
    return None if published is None else str(published)


def row_json(row: ArticleRow) -> Json:
    """The fields of `list`."""
    return {
        "id": row.id,
        "path": row.path,
        "label": row.label,
        "title": row.title,
        "title_origin": row.title_origin,
        "source": row.source,
        "source_origin": row.source_origin,
        "published": date_json(row.published),
        "published_origin": row.published_origin,
        "words": row.words,
        **marks_json(row),
    }


def marks_json(row: ArticleRow) -> Json:
    """What the user made of an article; each is null while the notebook can't be read."""
    if not row.marks_known:
        return dict.fromkeys(("read", "starred", "tags", "notes"))
    return {"read": row.read, "starred": row.starred, "tags": list(row.tags), "notes": row.notes}


def note_json(note: Note) -> Json:
    """The fields of `note`."""
    return {
        "id": note.id,
        "article": note.article,
        "path": note.path,
        "text": note.text,
        "start": note.start,
        "end": note.end,
        "quote": note.quote,
        "standing": note.standing,
        "created": note.created,
        "changed": note.changed,
    }


def article_json(row: ArticleRow, article: Article, mentions: Sequence[Json]) -> Json:
    """The fields of `show`."""
    return row_json(row) | {
        "authors": list(article.authors),
        "authors_origin": article.authors_origin,
        "url": article.url,
        "url_origin": article.url_origin,
        "language": article.language,
        "language_origin": article.language_origin,
        "encoding": article.encoding,
        "encoding_guessed": article.encoding_guessed,
        "warnings": list(article.warnings),
        "text_sha256": article.text_sha256,
        "text": article.text,
        "blocks": [_block_json(block) for block in article.blocks],
        "mentions": list(mentions),
    }


def _block_json(block: Block) -> Json:
    plain: Json = {"kind": block.kind, "level": block.level, "start": block.start, "end": block.end}
    if block.read_as is not None:
        plain |= {"read_as": block.read_as}
    if block.lead:
        plain |= {"lead": block.lead}
    if block.gap is not Gap.LINE:
        plain |= {"gap": block.gap.name.lower()}
    if not block.styles:
        return plain
    styles = [{"kind": s.kind, "start": s.start, "end": s.end, "target": s.target or None} for s in block.styles]
    return plain | {"styles": styles}


def hit_json(hit: Hit) -> Json:
    """The fields of a line of `search`."""
    row = hit.article
    return {
        "id": row.id,
        "path": row.path,
        "label": row.label,
        "title": row.title,
        "source": row.source,
        "published": date_json(row.published),
        "score": round(hit.score, 4),
        "snippet": {"start": hit.snippet.start, "end": hit.snippet.end, "text": hit.snippet.text},
        "matches": [list(match) for match in hit.matches],
    }


def summary_json(page: Page) -> Json:
    """The last line of `search`."""
    facets: Json = {}
    if page.facets is not None:
        named = [actor_json(actor) | {"count": count} for actor, count in page.facets.actors]
        plain = facets_by_name(page.facets).items()
        facets = {name: None if counts is None else dict(counts) for name, counts in plain} | {"actor": named}
    return {"type": "summary", "total": page.total, "facets": facets, "reading": page.reading, "undated": page.undated}


def facets_by_name(facets: Facets) -> Mapping[str, Mapping[str, int] | None]:
    """All facets but the actors, as they are called; None for one that is not known."""
    return {
        "source": facets.sources,
        "year": facets.years,
        "language": facets.languages,
        "tag": facets.tags,
        "mark": facets.marks,
    }


def actor_json(actor: ActorRef) -> Json:
    """`{id, name, kind}`."""
    return {"id": actor.id, "name": actor.name, "kind": actor.kind}


def evidence_json(evidence: Evidence) -> Json:
    """A range."""
    return {
        "article": evidence.article,
        "path": evidence.path,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
    }


def known(value: object, origin: Origin) -> str:
    """A value with where it comes from, unless the source states it."""
    if value is None:
        return "unknown"
    return str(value) if origin is Origin.STATED else f"{value} ({origin})"
