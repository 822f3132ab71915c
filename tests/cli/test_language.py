"""What the commands say of languages, and of names that are not looked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Dateline
from tests.conftest import PROJECT

ARTICLE_1: dict[str, str] = json.loads((PROJECT / "tests/data/article1.json").read_text("utf-8"))


@pytest.fixture
def german(dateline: Dateline, tmp_path: Path) -> Dateline:
    """A library of one article in German, whose page says that it is in English."""
    news = tmp_path / "news"
    news.mkdir()
    page = f'<html lang="en"><title>Bericht</title><article><h1>Bericht</h1><p>{ARTICLE_1["de"]}</p></article></html>'
    (news / "page.html").write_text(page, encoding="utf-8")
    assert dateline("index", str(news)).code == 0
    return dateline


def test_show_says_language_address_and_why_there_are_no_names(german: Dateline) -> None:
    shown = german("show", "page.html")
    assert "language German (inferred)" in shown.out
    assert "names are found in English; this article is in German" in shown.out
    assert "stated to be in English, but its text is in German" in shown.out
    (line,) = german("show", "page.html", "--json").json
    assert (line["language"], line["language_origin"], line["url"], line["url_origin"]) == (
        "de",
        "inferred",
        None,
        "unknown",
    )
    assert line["mentions"] == []


def test_actors_says_how_many_articles_have_no_names_for_their_language(german: Dateline) -> None:
    for arguments in ((), ("Merkel",)):
        found = german("actors", *arguments)
        assert (found.code, found.out) == (1, "")
        assert "names are found in English, and 1 article is in another language" in found.err


def test_set_takes_names_and_codes_of_languages_and_refuses_others(german: Dateline) -> None:
    assert "names follow" in german("set", "page.html", "language=French", "url=https://example.org/1").out
    assert "language French (user) · https://example.org/1 (user)" in german("show", "page.html").out
    assert german("search", "lang:fr").code == 0
    refused = german("set", "page.html", "language=klingon")
    assert refused.code == 2 and "de or pt-BR" in refused.err
