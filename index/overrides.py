"""What the user says of an article's metadata, in place of what the source says.

The store keeps what was read; these values are laid over it wherever an article is shown or searched, so that taking
one back needs no second reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from index.errors import DatelineError
from index.languages.codes import code_of
from index.model import Article, ArticleRow, Origin, PartialDate
from index.store import Store
from index.store.rows import parse_date
from index.store.writing import analyse_again, touch_article
from index.text import clean

FIELDS = ("title", "source", "date", "authors", "url", "language")
Fields = Mapping[str, str]
"""Field → value; an empty one makes it unknown. Dates are `2020`, `2020-01` or `2020-01-09`; `;` parts authors."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One correction of one article. A renamed file's article is found again by its text."""

    article: str
    text_sha256: str
    fields: Fields


def checked(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are kept. Raises DatelineError for an unknown field or an impossible value."""
    kept = {}
    for name, value in fields.items():
        field = {"published": "date", "author": "authors"}.get(name, name)
        if field not in FIELDS:
            raise DatelineError(f"no field is called {name!r}", remedy="Fields that can be set: " + ", ".join(FIELDS))
        kept[field] = " ".join(clean(value).split())
    if kept.get("title") == "":
        raise DatelineError("a title can't be empty")
    if kept.get("date"):
        kept["date"] = str(_date(kept["date"]))
    if kept.get("language"):
        kept["language"] = _language(kept["language"])
    return kept


def _language(written: str) -> str:
    code = code_of(written)
    if code is None:
        remedy = "Write a code as de or pt-BR, or a name as German"
        raise DatelineError(f"the language {written!r} is not known", remedy=remedy)
    return code


def _date(written: str) -> PartialDate:
    from index.readers.article.dates import NoDateError, parse

    try:
        return parse(written)
    except NoDateError as error:
        remedy = "Write a day as 2020-01-09, a month as 2020-01, a year as 2020"
        raise DatelineError(f"the date {written!r} {error}", remedy=remedy) from None


class Overrides:
    """The settings that stand, by article id."""

    def __init__(self, fields: Mapping[str, Fields]) -> None:
        self.fields = MappingProxyType(dict(fields))

    @classmethod
    def of(cls, store: Store, settings: Iterable[Setting]) -> Overrides:
        """Settings in the order that they were made, each for the article that it fits here; later ones win."""
        found: dict[str, dict[str, str]] = {}
        for setting in settings:
            article = store.find_article(setting.article, setting.text_sha256)
            if article is not None:
                found.setdefault(article[1], {}).update(setting.fields)
        return cls(found)

    @classmethod
    def entered(cls, store: Store) -> Overrides:
        """Those that the full text was told of."""
        return cls(json.loads(store.meta("overrides", "{}")))

    def row(self, row: ArticleRow) -> ArticleRow:
        """A row as the user wants it read."""
        fields = self.fields.get(row.id)
        return replace(row, **_values_of_row(fields, row.path)) if fields else row

    def article(self, article: Article) -> Article:
        """An article as the user wants it read; its text stays as it is."""
        fields = self.fields.get(article.id)
        return replace(article, **_values(fields, article.path)) if fields else article

    def languages(self) -> Mapping[str, str]:
        """Article id → the code of the language that was set; empty where it was set to be unknown."""
        return {article: fields["language"] for article, fields in self.fields.items() if "language" in fields}

    def is_entered(self, store: Store) -> bool:
        """Whether the full text was told of exactly these settings."""
        return store.meta("overrides", "{}") == json.dumps(self._plain(), sort_keys=True)

    def _plain(self) -> dict[str, dict[str, str]]:
        return {article: dict(fields) for article, fields in self.fields.items()}

    def enter(self, store: Store) -> None:
        """Give every article whose settings changed a new revision; belongs inside a transaction of the writer.

        Where its language did, its names are due again.
        """
        before: dict[str, Fields] = json.loads(store.meta("overrides", "{}"))
        now = self._plain()
        changed = [article for article in before.keys() | now.keys() if before.get(article) != now.get(article)]
        for article in sorted(changed):
            row = store.connection.execute("SELECT key FROM articles WHERE id = ?", (article,)).fetchone()
            if row is None:
                continue
            touch_article(store.connection, row[0])
            if before.get(article, {}).get("language") != now.get(article, {}).get("language"):
                analyse_again(store.connection, row[0])
        if changed:
            store.set_meta("overrides", json.dumps(now, sort_keys=True))


def _values_of_row(fields: Fields, path: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "title" in fields:
        values |= {"title": fields["title"], "title_origin": Origin.USER}
    if "source" in fields:
        source = fields["source"] or None
        values |= {"source": source, "source_origin": Origin.USER, "label": source or PurePosixPath(path).stem}
    if "date" in fields:
        values |= {"published": parse_date(fields["date"]), "published_origin": Origin.USER}
    return values


def _values(fields: Fields, path: str) -> dict[str, Any]:
    values = _values_of_row(fields, path)
    if "authors" in fields:
        authors = tuple(name for part in fields["authors"].split(";") if (name := part.strip()))
        values |= {"authors": authors, "authors_origin": Origin.USER}
    if "url" in fields:
        values |= {"url": fields["url"] or None, "url_origin": Origin.USER}
    if "language" in fields:
        values |= {"language": fields["language"] or None, "language_origin": Origin.USER}
    return values
