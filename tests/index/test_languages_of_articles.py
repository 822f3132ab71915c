"""The language of each article of a library: read, found, corrected, asked for, and what it means for names."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.actors import RULES_VERSION
from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.corrections import Corrections
from index.errors import DatelineError
from index.library import Library
from index.model import Origin
from index.store import Store
from index.store.schema import VERSION, version_of
from tests.conftest import PROJECT
from tests.index.older_store import made_older

ARTICLE_1: dict[str, str] = json.loads((PROJECT / "tests/data/article1.json").read_text("utf-8"))
GERMAN = f"{ARTICLE_1['de']} Angela Merkel sprach in Berlin mit Emmanuel Macron über die Vereinten Nationen."
ENGLISH = f"{ARTICLE_1['en']} Angela Merkel spoke to Emmanuel Macron about the United Nations in Berlin."


def page(language: str, text: str) -> str:
    return f'<html lang="{language}"><title>Report</title><article><h1>Report</h1><p>{text}</p></article></html>'


FILES = {
    "english.txt": ENGLISH,
    "german.txt": GERMAN,
    "short.txt": "Reuters",
    "stated.html": page("de-AT", GERMAN),
    "template.html": page("en-US", GERMAN),
    "declared.txt": GERMAN,
    "declared.txt.json": '{"language": "English", "url": "https://example.org/1"}',
    "ruled/sources.toml": "[[source]]\nlanguage = 'en'\n",
    "ruled/page.html": page("de", ENGLISH),
    "ruled/text.txt": GERMAN,
}


class Shelf:
    """A folder of files, and a library of it."""

    def __init__(self, base: Path) -> None:
        self.news, self.folder = base / "news", base / "library"
        self.corrections = Corrections(base / "corrections.jsonl")

    def write(self, **files: str) -> None:
        for name, text in files.items():
            path = self.news / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    def build(self) -> list[FileReport]:
        reports: list[FileReport] = []
        build(self.folder, [self.news], corrections=self.corrections, report=reports.append)
        return reports

    def open(self) -> Library:
        return Library.open(self.folder, corrections=self.corrections)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path)
    made.write(**FILES)
    made.build()
    return made


@pytest.fixture
def library(shelf: Shelf) -> Iterator[Library]:
    opened = shelf.open()
    yield opened
    opened.close()


def known(library: Library) -> dict[str, tuple[str | None, Origin]]:
    """Path → language and origin."""
    articles = [library.article(row.id) for row in library.rows()]
    return {article.path: (article.language, article.language_origin) for article in articles}


def paths(library: Library, query: str) -> set[str]:
    return {hit.article.path for hit in library.search(query).hits}


def named(library: Library) -> set[str]:
    """The articles in which names were found."""
    return {row.path for row in library.rows() if library.mentions(row.id)}


def test_each_article_has_the_language_that_is_stated_found_or_declared(library: Library) -> None:
    assert known(library) == {
        "english.txt": ("en", Origin.INFERRED),
        "german.txt": ("de", Origin.INFERRED),
        "short.txt": (None, Origin.UNKNOWN),
        "stated.html": ("de-AT", Origin.STATED),
        "template.html": ("de", Origin.INFERRED),
        "declared.txt": ("en", Origin.SIDECAR),
        "ruled/page.html": ("en", Origin.INFERRED),
        "ruled/text.txt": ("en", Origin.RULE),
    }


def test_a_text_that_speaks_against_what_is_said_is_pointed_out(library: Library) -> None:
    warned = {row.path: library.article(row.id).warnings for row in library.rows()}
    assert {path for path, said in warned.items() if any("German" in one and "English" in one for one in said)} == {
        "template.html",
        "declared.txt",
        "ruled/text.txt",
        "ruled/page.html",
    }
    assert warned["stated.html"] == warned["german.txt"] == ()


def test_an_address_says_where_it_comes_from(library: Library) -> None:
    article = library.article("declared.txt")
    assert (article.url, article.url_origin) == ("https://example.org/1", Origin.SIDECAR)
    assert library.article("german.txt").url_origin is Origin.UNKNOWN


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lang:de", {"german.txt", "stated.html", "template.html"}),
        ("lang:German", {"german.txt", "stated.html", "template.html"}),
        ("lang:deutsch", {"german.txt", "stated.html", "template.html"}),
        ("lang:de-at", {"stated.html"}),
        ("lang:english", {"english.txt", "declared.txt", "ruled/page.html", "ruled/text.txt"}),
        ("lang:unknown", {"short.txt"}),
        ("lang:d", set()),
        ("merkel -lang:en", {"german.txt", "stated.html", "template.html"}),
    ],
)
def test_articles_are_found_by_code_name_or_want_of_a_language(library: Library, query: str, found: set[str]) -> None:
    assert paths(library, query) == found


def test_every_facet_of_languages_is_what_its_query_finds(library: Library) -> None:
    counts = library.facets().languages
    assert sum(counts.values()) == len(library.rows())
    for language, count in counts.items():
        wider = sum(n for other, n in counts.items() if other.startswith(f"{language}-"))
        assert len(paths(library, f"lang:{language}")) == count + wider


def test_names_are_found_in_english_and_where_nobody_knows(library: Library) -> None:
    assert named(library) == {"english.txt", "short.txt", "declared.txt", "ruled/page.html", "ruled/text.txt"}


def test_a_set_language_counts_at_once_and_for_names_with_the_next_build(shelf: Shelf, library: Library) -> None:
    assert "names" in library.set("german.txt", {"language": "English"})
    library.set("english.txt", {"language": "de", "url": "https://example.org/2"})
    library.set("short.txt", {"language": "fr"})
    library.set("stated.html", {"language": ""})
    assert known(library)["german.txt"] == ("en", Origin.USER)
    assert known(library)["stated.html"] == (None, Origin.USER)
    assert library.article("english.txt").url_origin is Origin.USER
    assert paths(library, "lang:de") == {"english.txt", "template.html"}
    assert paths(library, "lang:unknown") == {"stated.html"}
    assert library.facets().languages == {"de": 2, "en": 4, "fr": 1, "unknown": 1}
    assert "english.txt" in named(library)
    assert {report.status for report in shelf.build()} <= {FileStatus.UNCHANGED, FileStatus.SKIPPED}
    library.reload()
    assert named(library) == {"german.txt", "stated.html", "declared.txt", "ruled/page.html", "ruled/text.txt"}
    for _ in range(4):
        library.undo()
    shelf.build()
    library.reload()
    assert known(library)["german.txt"] == ("de", Origin.INFERRED)
    assert named(library) == {"english.txt", "short.txt", "declared.txt", "ruled/page.html", "ruled/text.txt"}


@pytest.mark.parametrize("language", ["klingon", "xx", "de oder so"])
def test_what_is_no_language_is_not_set(library: Library, language: str) -> None:
    with pytest.raises(DatelineError, match="not known"):
        library.set("german.txt", {"language": language})


def test_a_set_language_counts_in_a_library_that_is_built_anew(shelf: Shelf, tmp_path: Path) -> None:
    with_settings = shelf.open()
    with_settings.set("german.txt", {"language": "en"})
    with_settings.close()
    shelf.folder = tmp_path / "another"
    shelf.build()
    again = shelf.open()
    assert known(again)["german.txt"] == ("en", Origin.USER)
    assert "german.txt" in named(again)
    again.close()


def test_names_follow_what_is_declared_and_stated(shelf: Shelf, library: Library) -> None:
    shelf.write(**{"declared.txt.json": '{"language": "de"}', "ruled/sources.toml": "[[source]]\nlanguage = 'fr'\n"})
    shelf.write(**{"german.txt.json": '{"language": "en"}'})
    shelf.build()
    library.reload()
    assert known(library)["ruled/text.txt"] == ("fr", Origin.RULE)
    assert named(library) == {"english.txt", "short.txt", "german.txt", "ruled/page.html"}


def test_what_was_found_stays_when_nothing_changed(shelf: Shelf) -> None:
    def written() -> list[tuple[object, ...]]:
        store = Store.open(shelf.folder)
        rows = [tuple(row) for row in store.connection.execute("SELECT key, revision, fingerprint FROM articles")]
        store.close()
        return rows

    before = written()
    for path in shelf.news.rglob("*.txt"):
        os.utime(path, (0, 0))
    shelf.build()
    assert written() == before


def as_version_4(folder: Path) -> None:
    """The store as it was before there were origins of languages, with what was found by the rules of then."""
    made_older(folder, 4)
    store = Store(folder, read_only=False)
    store.connection.execute("UPDATE articles SET language = 'English' WHERE language = 'en'")
    store.connection.execute("UPDATE analyses SET rules_version = ?", (RULES_VERSION - 1,))
    store.connection.execute("PRAGMA journal_mode = DELETE")
    store.close()


def test_an_older_library_learns_its_languages_without_reading_a_file_again(shelf: Shelf) -> None:
    as_version_4(shelf.folder)
    older = shelf.open()
    assert known(older)["german.txt"] == (None, Origin.UNKNOWN)
    assert known(older)["template.html"] == ("en-US", Origin.STATED)
    assert paths(older, "lang:en") == {"template.html", "declared.txt", "ruled/text.txt"}
    older.close()
    assert {report.status for report in shelf.build()} <= {FileStatus.UNCHANGED, FileStatus.SKIPPED}
    again = shelf.open()
    assert known(again)["german.txt"] == ("de", Origin.INFERRED)
    assert known(again)["template.html"] == ("de", Origin.INFERRED)
    assert named(again) >= {"english.txt", "ruled/page.html"}
    again.close()


def test_an_older_library_that_cannot_be_written_is_read(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    as_version_4(shelf.folder)
    monkeypatch.setattr(os, "access", lambda *_: False)
    older = shelf.open()
    assert known(older)["german.txt"] == (None, Origin.UNKNOWN)
    assert known(older)["stated.html"] == ("de-AT", Origin.STATED)
    assert paths(older, "lang:de") == {"stated.html", "ruled/page.html"}
    assert older.article("declared.txt").url_origin is Origin.STATED
    older.close()
    monkeypatch.undo()
    store = Store(shelf.folder, read_only=True)
    assert version_of(store.connection) == 4 < VERSION
    store.close()


def test_languages_are_read_without_going_through_the_texts(shelf: Shelf) -> None:
    store = Store.open(shelf.folder)
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)
    assert len(dict(store.languages())) == 7
    store.connection.set_trace_callback(None)
    plans = [store.connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchone()[3] for query in asked]
    store.close()
    assert len(plans) == 2 and all("USING COVERING INDEX" in plan for plan in plans)
