"""Saved feeds: an article an entry, the same one when the feed is saved again; nothing is fetched, nothing raises."""

from __future__ import annotations

import socket
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.pipeline import build
from index.corrections import Corrections
from index.errors import ReadError
from index.library import Library
from index.model import Article, BlockKind, Origin, StyleKind
from index.readers import Remark, articles_in, read
from tests.index.test_readers import LINES, RELAXED, articles, contents, holds_together, reads_again

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Morning News</title><author><name>Desk</name></author>
{}</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><title>Morning News</title></channel>{}</rdf:RDF>"""


def item(number: int, **fields: str) -> str:
    said = {"guid": f"g{number}", "title": f"Title {number}", "description": f"It happened {number} times."} | fields
    return "<item>" + "".join(f"<{name}>{words}</{name}>" for name, words in said.items() if words) + "</item>"


def rss(*items: str, head: str = "<title>Morning News</title><language>en-gb</language>") -> str:
    return f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>{head}{"".join(items)}</channel></rss>"""


def saved(folder: Path, feed: str | bytes, name: str = "news.rss") -> Path:
    path = folder / name
    path.write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    return path


def only(folder: Path, feed: str | bytes, name: str = "news.rss") -> Article:
    (article,) = articles(saved(folder, feed, name))
    assert isinstance(article, Article), article
    holds_together(article)
    return article


def refused(folder: Path, feed: str | bytes, name: str = "news.xml") -> ReadError:
    (error,) = articles(saved(folder, feed, name))
    assert isinstance(error, ReadError)
    assert error.remedy
    return error


@pytest.mark.parametrize("name", ["news.rss", "news.xml", "NEWS.XML", "news.atom"])
def test_an_entry_states_its_fields(tmp_path: Path, name: str) -> None:
    full = {
        "title": "Troops take town",
        "link": "https://example.org/1",
        "pubDate": "Mon, 06 Jan 2020 23:30:00 -0800",
        "dc:creator": "Ann Lee, Jr.",
        "content:encoded": escape(
            "<p>The army <em>said</em> so on <a href='/2'>Monday</a>.</p><blockquote>Yes.</blockquote>"
        ),
    }
    article = only(tmp_path, rss(item(1, **full)), name)
    assert article.text == "Troops take town\n\nThe army said so on Monday.\n\nYes."
    assert (article.title_origin, article.source, article.source_origin) == (
        Origin.STATED,
        "Morning News",
        Origin.STATED,
    )
    assert (str(article.published), article.published_origin) == ("2020-01-06", Origin.STATED)
    assert (article.authors, article.url, article.language) == (("Ann Lee, Jr.",), "https://example.org/1", "en-GB")
    assert contents(article, BlockKind.QUOTE) == ["Yes."]
    links = [style.target for block in article.blocks for style in block.styles if style.kind is StyleKind.LINK]
    assert links == ["https://example.org/2"]


def test_atom_with_markup_in_titles_and_the_author_of_the_feed(tmp_path: Path) -> None:
    entry = """<entry><id>tag:x,1</id><title type="html">AT&amp;amp;T &lt;b&gt;rises&lt;/b&gt;</title>
    <updated>2020-01-07T00:10:00+02:00</updated><summary>Short.</summary>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It rose by far.</p></div></content></entry>"""
    article = only(tmp_path, ATOM.format(entry), "a.atom")
    assert article.text == "AT&T rises\n\nIt rose by far."
    assert (str(article.published), article.authors, article.language) == ("2020-01-07", ("Desk",), "en")


def test_rdf(tmp_path: Path) -> None:
    entry = """<item rdf:about="http://example.org/1"><title>One</title><link>http://example.org/1</link>
    <description>Body here.</description><dc:date>2020-01-06</dc:date></item>"""
    article = only(tmp_path, RDF.format(entry), "a.xml")
    assert (article.text, str(article.published), article.url) == (
        "One\n\nBody here.",
        "2020-01-06",
        "http://example.org/1",
    )


def test_the_source_of_a_gathered_entry_is_where_it_comes_from(tmp_path: Path) -> None:
    assert only(tmp_path, rss(item(1, source="Evening Post"))).source == "Evening Post"


def test_text_without_a_tag_keeps_its_paragraphs(tmp_path: Path) -> None:
    article = only(tmp_path, rss(item(1, description="One &amp;amp; two.\n\nThree.")))
    assert article.text == "Title 1\n\nOne & two.\n\nThree."


def test_an_impossible_date_is_a_warning_and_a_short_year_is_none(tmp_path: Path) -> None:
    wrong, short = articles(
        saved(tmp_path, rss(item(1, pubDate="Mon, 31 Feb 2020 10:00:00 GMT"), item(2, pubDate="06 Jan 20 10:00 GMT")))
    )
    assert isinstance(wrong, Article)
    assert (wrong.published, "in no calendar" in wrong.warnings[0]) == (None, True)
    assert isinstance(short, Article)
    assert str(short.published) == "2020-01-06"


NAMES = [{}, {"guid": "", "link": "https://example.org/{}"}, {"guid": ""}, {"guid": "", "title": ""}, {"guid": "same"}]


@pytest.mark.parametrize("fields", NAMES)
def test_ids_stay_when_the_feed_is_saved_again(tmp_path: Path, fields: dict[str, str]) -> None:
    def ids(*numbers: int) -> dict[str, str]:
        items = (item(number, **{name: said.format(number) for name, said in fields.items()}) for number in numbers)
        found = [one for one in articles(saved(tmp_path, rss(*items))) if isinstance(one, Article)]
        return {article.text: article.id for article in found}

    before, after = ids(3, 2, 1), ids(5, 4, 3, 2, 1)
    assert len(set(after.values())) == 5
    assert before.items() <= after.items()
    if fields.get("guid") != "same":  # what drops out at the end moves only those that can't be told apart
        assert dict(list(after.items())[:4]).items() == ids(5, 4, 3, 2).items()


def test_a_feed_saved_again_adds_what_is_new_and_rewrites_nothing(tmp_path: Path) -> None:
    folder, library = tmp_path / "news", tmp_path / "library"
    folder.mkdir()
    saved(folder, rss(item(2), item(1)))
    corrections = Corrections(tmp_path / "corrections.jsonl")

    def keys() -> dict[str, int]:
        build(library, [folder], corrections=corrections)
        opened = Library.open(library, corrections=corrections)
        try:
            return {row.id: row.key for row in opened.rows()}
        finally:
            opened.close()

    before = keys()
    saved(folder, rss(item(3), item(2), item(1)))
    after = keys()
    assert len(after) == 3
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        ("<?xml version='1.0'?><urlset/>", "this XML is no feed"),
        ("<!DOCTYPE html><html><body>x", "web page"),
        ("<?xml version='1.0'?><!-- a --><opml version='1.0'/>", "list of feeds"),
        ("words", "no XML"),
        ("<?xml version='1.0'?>", "no XML"),
        (rss(), "no entries"),
        (b"\x00\x01\x02" * 50, "binary"),
        ('<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>' + rss(item(1)), "entities"),
        ('<!DOCTYPE rss [<!ENTITY % a "x">%a;<!ENTITY b "%a;">]>' + rss(item(1)), "entities"),
        ("<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + rss(item(1)), "entities"),
        ('<!DOCTYPE rss [<!ENTITY a "' + "x" * 1000 + '">]>' + rss(item(1)), "entities"),
    ],
)
def test_what_is_no_feed_or_a_trap_is_named(tmp_path: Path, feed: str | bytes, said: str) -> None:
    assert said in str(refused(tmp_path, feed))


def test_a_list_of_feeds_holds_no_articles(tmp_path: Path) -> None:
    assert "holds no articles" in str(refused(tmp_path, "<opml/>", "feeds.opml"))


def test_harmless_entities_are_words(tmp_path: Path) -> None:
    declared = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>' + rss(item(1, title="a&nbsp;b")).partition("?>")[2]
    assert articles(saved(tmp_path, declared))[0].title == "a b"  # type: ignore[union-attr]


def test_an_entry_that_can_not_be_read_costs_only_itself(tmp_path: Path) -> None:
    first, error, last = articles(saved(tmp_path, rss(item(1), item(2, description=""), item(3))))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, ReadError)
    assert (error.place, error.message) == ("news.rss, entry 2", "there is a title but no text")


def test_damaged_xml_is_read_as_far_as_it_goes_and_a_word_is_said(tmp_path: Path) -> None:
    path = saved(tmp_path, rss(item(1, title="A & B"), item(2))[:-40])
    first, *_, remark = read(path, path.name)
    assert isinstance(first, Article)
    assert first.title == "A & B"
    assert isinstance(remark, Remark)


@pytest.mark.parametrize(
    "hostile",
    [
        "\x01\x02a&#1;&#0;&#xD800;&#x110000;b",
        "word " * 300_000,
        escape("<div>" * 30_000) + "deep",
        "<a>" * 3_000 + "deep" + "</a>" * 3_000,
        "\u202eevil\u2066",
    ],
)
def test_hostile_words_are_read_and_cost_nobody_else(tmp_path: Path, hostile: str) -> None:
    feed = rss(item(1, title=hostile), item(2, description=f"{hostile} said."), item(3))
    found = articles(saved(tmp_path, feed))
    assert len(found) == 3
    assert isinstance(found[2], Article)
    for article in found:
        if isinstance(article, Article):
            holds_together(article)
            assert "\u202e" not in article.text


def test_nothing_is_fetched_and_no_script_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr(socket, "create_connection", never)
    shown = '<script>evil()</script><img src="http://example.org/a.png"><p>Words.</p><a href="javascript:x">Link</a>'
    external = '<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "http://example.org/rss.dtd">'
    article = only(tmp_path, external + rss(item(1, description=escape(shown))).partition("?>")[2])
    assert article.text == "Title 1\n\nWords.\n\nLink"
    assert not any(style.target.startswith("javascript") for block in article.blocks for style in block.styles)
    for feed in ("http://example.org/feed", "/etc/hostname", "news.xml"):
        assert "no XML" in str(refused(tmp_path, feed))


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "koi8-r"])
def test_the_encoding_is_the_one_that_is_stated(tmp_path: Path, encoding: str) -> None:
    words = "Привет" if encoding == "koi8-r" else "Café"
    feed = rss(item(1, title=words)).replace('"1.0"', f'"1.0" encoding="{encoding}"', 1)
    article = only(tmp_path, feed.encode(encoding))
    assert (article.title, article.encoding_guessed) == (words, False)


def test_a_wrong_encoding_is_a_guess_with_a_warning(tmp_path: Path) -> None:
    feed = rss(item(1, title="Café")).replace('"1.0"', '"1.0" encoding="x-none"', 1)
    article = only(tmp_path, feed.encode())
    assert (article.title, article.encoding_guessed, "x-none" in article.warnings[0]) == ("Café", True, True)


def test_a_feed_with_signs_of_html_and_prefixes_that_it_does_not_declare_is_whole(tmp_path: Path) -> None:
    feed = f"<rss><channel>{item(1, title='Caf&eacute; &amp; town', **{'itunes:season': '1'})}{item(2)}</channel></rss>"
    first, second = articles(saved(tmp_path, feed))
    assert isinstance(first, Article)
    assert first.title == "Café & town"
    assert isinstance(second, Article)


@pytest.mark.parametrize("attribute", ['a{}="x"', "a{}='x'", "a{}=x"])
def test_an_element_with_attributes_without_end_is_refused(tmp_path: Path, attribute: str) -> None:
    many = " ".join(attribute.format(number) for number in range(100_000))
    assert (
        "attributes" in refused(tmp_path, f"<rss><channel><item {many}><title>a</title></item></channel></rss>").message
    )


def test_entries_are_counted_for_progress(tmp_path: Path) -> None:
    assert articles_in(saved(tmp_path, rss(item(1), item(2), item(3)))) == 3


@RELAXED
@given(LINES.map("\n".join) | st.text("<>/&;ab p.\n", max_size=80), st.text(max_size=40) | LINES.map(" ".join))
def test_canonical_text_of_feeds_is_a_fixed_point(tmp_path: Path, body: str, title: str) -> None:
    for article in articles(
        saved(tmp_path, rss(item(1, title=escape(title), description=escape(body))).encode("utf-8", "replace"))
    ):
        if isinstance(article, Article):
            holds_together(article)
            reads_again(article, tmp_path)


@RELAXED
@given(
    st.binary(max_size=200)
    | st.lists(st.sampled_from(rss(item(1), item(2)).replace(">", ">\0").split("\0")), max_size=30).map(
        lambda pieces: "".join(pieces).encode()
    )
    | st.text("<![CDATA[]]>&;#x?-\"'= abrs:\n", max_size=80).map(lambda said: rss(item(1, description=said)).encode())
)
def test_no_bytes_raise_anything_but_a_read_error(tmp_path: Path, content: bytes) -> None:
    for content_now in (content, b"<rss>" + content, b"<feed><entry>" + content):
        for article in articles(saved(tmp_path, content_now)):
            if isinstance(article, Article):
                holds_together(article)


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({}, None),
        ({"guid": "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"}, None),
        ({"guid": "https://example.org/1"}, "https://example.org/1"),
        ({"link": "https://example.org/2"}, "https://example.org/2"),
    ],
)
def test_an_id_that_leads_nowhere_is_no_address(tmp_path: Path, fields: dict[str, str], url: str | None) -> None:
    assert only(tmp_path, rss(item(1, **fields))).url == url
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>{}</id><title>One</title>{}
              <content>Words of it.</content></entry></feed>"""
    link = f'<link href="{fields["link"]}"/>' if "link" in fields else ""
    assert only(tmp_path, atom.format(fields.get("guid", "tag:a.example,2020:1"), link), "a.atom").url == url
