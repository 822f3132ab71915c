"""What a PDF states of itself, as far as a person can have meant it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.model import Origin
from tests.index.test_readers_pdf import NEWS, of, xmp
from tests.pdf_files import column


def test_title_and_authors_are_taken_as_stated_and_the_making_is_no_date(tmp_path: Path) -> None:
    info = {"Title": "Über die Stadt", "Author": "Ann Example; Bob Sample", "CreationDate": "D:20200106120000Z"}
    article = of(tmp_path, column(NEWS), info=info, more="/Lang (en-GB)")
    assert (article.title, article.title_origin) == ("Über die Stadt", Origin.STATED)
    assert article.authors == ("Ann Example", "Bob Sample")
    assert (article.published, article.published_origin) == (None, Origin.UNKNOWN)
    assert article.language == "en-GB"


@pytest.mark.parametrize(
    "title",
    [
        "untitled",
        "Untitled-1",
        "Microsoft Word - report final.docx",
        "final_v2",
        "print.indd",
        "a",
        "Document1",
        "12",
        " ",
    ],
)
def test_what_a_program_puts_for_a_title_is_none(tmp_path: Path, title: str) -> None:
    article = of(tmp_path, column(NEWS), info={"Title": title, "Author": "Administrator"})
    assert article.title_origin is Origin.DERIVED
    assert article.authors == ()


def test_what_word_puts_before_a_title_is_taken_off(tmp_path: Path) -> None:
    assert of(tmp_path, column(NEWS), info={"Title": "Microsoft Word - The town"}).title == "The town"


def test_xmp_states_date_source_and_address(tmp_path: Path) -> None:
    said = xmp(
        'prism:publicationDate="2020-01-06" prism:url="https://example.org/a"'
        "><prism:publicationName>The Daily Example</prism:publicationName>"
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">The town</rdf:li></rdf:Alt></dc:title>'
        "<dc:creator><rdf:Seq><rdf:li>Ann Example</rdf:li><rdf:li>Bob Sample</rdf:li></rdf:Seq></dc:creator>"
    )
    article = of(tmp_path, column(NEWS), xmp=said)
    assert (article.title, article.source, str(article.published)) == ("The town", "The Daily Example", "2020-01-06")
    assert (article.published_origin, article.source_origin) == (Origin.STATED, Origin.STATED)
    assert (article.authors, article.url) == (("Ann Example", "Bob Sample"), "https://example.org/a")


@pytest.mark.parametrize(("made", "day"), [("2020-01-06T09:00:00Z", None), ("2020-01-08T09:00:00Z", "2020-01-06")])
def test_a_date_in_xmp_that_is_only_the_making_is_unknown(tmp_path: Path, made: str, day: str | None) -> None:
    said = xmp(f'xmp:CreateDate="{made}"><dc:date><rdf:Seq><rdf:li>2020-01-06T10:00:00Z</rdf:li></rdf:Seq></dc:date>')
    article = of(tmp_path, column(NEWS), xmp=said)
    assert (str(article.published) if article.published else None) == day


@pytest.mark.parametrize("damaged", ["<x", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a/>"])
def test_damaged_xmp_costs_only_itself(tmp_path: Path, damaged: str) -> None:
    assert of(tmp_path, column(NEWS), info={"Title": "The town"}, xmp=damaged).title == "The town"
