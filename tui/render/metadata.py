"""What is known of an article, in words, and how it is known."""

from __future__ import annotations

from tui.settings import in_force
from tui.values import Article, ArticleRow, BlockKind, Origin, PartialDate, counted, name_of, why_no_names

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

HOW = {
    Origin.STATED: "",
    Origin.SIDECAR: "from the file beside it",
    Origin.RULE: "by a rule",
    Origin.FILENAME: "from the file name",
    Origin.DERIVED: "derived",
    Origin.INFERRED: "a guess",
    Origin.USER: "set by you",
    Origin.UNKNOWN: "",
}

USUAL = ("en", Origin.INFERRED)
"""A language and how it is known, of which the line under each title would else tell what one sees."""


def day(published: PartialDate | None) -> str:
    """`9 Jan 2020` or the form that is set, `Jan 2020`, `2020`, or `no date`."""
    if published is None:
        return "no date"
    if published.month is None:
        return str(published.year)
    dates = in_force().dates
    if dates == "2020-01-09":
        return str(published)
    month = MONTHS[published.month - 1]
    if published.day is None:
        return f"{month} {published.year}"
    if dates == "Jan 9, 2020":
        return f"{month} {published.day}, {published.year}"
    return f"{published.day} {month} {published.year}"


def about_row(row: ArticleRow, label: str, *, length: bool = True) -> str:
    """The second line of a list's entry, with or without its length."""
    known = f"{label} · {day(row.published)}"
    return f"{known} · {counted(row.words, 'word')}" if length else known


def about_title(article: Article) -> str:
    """How the title is known, to stand before what else is; empty where the article states it."""
    if article.title_origin is Origin.DERIVED:
        titled = any(block.kind is BlockKind.TITLE for block in article.blocks)
        return "" if titled else "no title of its own · "
    how = HOW[article.title_origin]
    return f"title {how} · " if how else ""


def about(article: Article, label: str) -> str:
    """The line beneath the title: source or file, date, authors, length, language and address.

    Each with how it is known unless stated. English that only the text tells is the usual case, and left unsaid.
    """
    source = _known(article.source, article.source_origin) if article.source else label
    parts = [source]
    if article.source is None:
        parts.append("no source")
    date = day(article.published)
    parts.append(_known(date, article.published_origin) if article.published else "no date")
    if article.authors:
        parts.append(_known(", ".join(article.authors), article.authors_origin))
    parts.append(counted(article.words, "word"))
    if article.language and (article.language, article.language_origin) != USUAL:
        parts.append(_known(name_of(article.language), article.language_origin))
    if article.url:
        parts.append(_known(article.url, article.url_origin))
    return " · ".join(parts)


def no_names(article: Article | None) -> str:
    """Why none can be chosen in an article that has none."""
    return why_no_names(article.language if article else None) or "no name is known in this article"


def oddities(article: Article) -> tuple[str, ...]:
    """What a reader should know about how the text came to be, a line each."""
    said = list(article.warnings)
    if article.encoding_guessed:
        said.insert(0, f"read as {article.encoding}, which is a guess")
    return tuple(said)


def _known(value: str, origin: Origin) -> str:
    how = HOW[origin]
    return f"{value} ({how})" if how else value
