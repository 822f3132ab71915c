"""Saved web pages: the text of the article and its shape, what the page states, encodings, and pages made to break."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.html import score, words_of
from index.errors import ReadError
from index.model import Article, BlockKind, Origin, StyleKind
from index.readers import read
from index.readers.html.page_encoding import decode_page
from index.text import word_table
from tests.index.test_readers import RELAXED, holds_together, one, reads_again, write

SENTENCE = "The army of the east said on Monday that it had taken the town of {} while people left for the south."
PLACES = ("Sirte", "Tarhuna", "Gharyan", "Zintan", "Misrata", "Benghazi")
PROSE = "".join(f"<p>{SENTENCE.format(place)} Nobody else said so, and nobody asked them.</p>" for place in PLACES)
NAVIGATION = "<nav><ul><li><a href=/>Home</a><li><a href=/world>World news</a></ul></nav>"
FOOTER = "<footer><p>Copyright of the Example Post, all rights reserved.</p></footer>"


def page(*, head: str = "", body: str = PROSE, top: str = "<h1>Army takes town</h1>", lang: str = "en") -> str:
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>Army takes town - Example Post</title>{head}</head>"
        f"<body>{NAVIGATION}<main><article>{top}{body}</article></main>{FOOTER}</body></html>"
    )


def article(folder: Path, text: str | bytes, name: str = "a.html") -> Article:
    found = one(write(folder, text, name))
    holds_together(found)
    return found


def blocks(found: Article, kind: BlockKind) -> list[str]:
    return [found.text[block.start : block.end] for block in found.blocks if block.kind is kind]


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_the_article_is_read_without_the_site_around_it(name: str, tmp_path: Path) -> None:
    found = article(tmp_path, page(), name)
    assert (found.title, found.title_origin) == ("Army takes town", Origin.STATED)
    assert len(blocks(found, BlockKind.PARAGRAPH)) == len(PLACES)
    assert "World news" not in found.text
    assert "Copyright" not in found.text
    assert found.warnings == ()
    reads_again(found, tmp_path)


def test_the_article_keeps_the_shape_that_the_page_gives_it(tmp_path: Path) -> None:
    body = (
        f"{PROSE}<h3>What was <em>said</em></h3><p>It was <a href='https://example.org/a'>the <b>army</b></a> that said"
        f" this to the reporters of the town on Monday.</p><blockquote><p>We left when they came, and took nothing with"
        f" us.</p></blockquote><ol><li>They came at night, from the east.</li><li>They left at noon.</li></ol>{PROSE}"
    )
    found = article(tmp_path, page(body=body))
    shaped = {found.text[block.start : block.end]: block for block in found.blocks}
    assert shaped["What was said"].kind is BlockKind.HEADING
    assert shaped["What was said"].level == 3
    assert shaped["We left when they came, and took nothing with us."].kind is BlockKind.QUOTE
    assert shaped["They left at noon."].lead == "2. "
    said = shaped["It was the army that said this to the reporters of the town on Monday."]
    styles = [(style.kind, found.text[style.start : style.end], style.target) for style in said.styles]
    assert styles == [(StyleKind.LINK, "the army", "https://example.org/a"), (StyleKind.STRONG, "army", "")]
    reads_again(found, tmp_path)


def test_a_link_leads_where_it_did_on_the_site(tmp_path: Path) -> None:
    links = (
        f"<p>{SENTENCE} It was said <a href=/b>here</a>, <a href='http://[x'>nowhere</a> and"
        f" <a href=mailto:a@b.c>by letter</a>, but nobody who was in the town at that time remembers it.</p>"
    )
    found = article(tmp_path, page(body=PROSE + links, head="<link rel=canonical href=https://example.org/a/army>"))
    targets = [style.target for block in found.blocks for style in block.styles]
    assert targets == ["https://example.org/b", "http://[x", "mailto:a@b.c"]


def test_tags_that_are_no_names_break_nothing(tmp_path: Path) -> None:
    found = article(tmp_path, page(body=f'<bo"+"dy>{PROSE}</bo"+"dy><p><a:b:c>{SENTENCE}</a:b:c><1>2</1></p>'))
    assert all(place in found.text for place in PLACES)


def test_json_ld_states_who_wrote_it_when_and_where(tmp_path: Path) -> None:
    head = linked(
        headline="Army takes town",
        datePublished="2019-11-20T23:30:00-05:00",
        author=[{"@type": "Person", "name": "Ann Lee"}, {"name": "https://example.org/bob"}, {"name": "Bob May"}],
        publisher={"@type": "Organization", "name": "Example Post"},
    )
    head += "<link rel=canonical href='https://www.example.org/2019/army'><meta property=og:url content=/no>"
    found = article(tmp_path, page(head=head, lang="en-GB"))
    assert (str(found.published), found.published_origin) == ("2019-11-20", Origin.STATED)
    assert (found.authors, found.authors_origin) == (("Ann Lee", "Bob May"), Origin.STATED)
    assert (found.source, found.source_origin) == ("Example Post", Origin.STATED)
    assert (found.url, found.language) == ("https://www.example.org/2019/army", "en-GB")


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2019-11-20T08:00:00Z'>",
        "<meta itemprop=datePublished content=2019-11-20>",
        "<meta name=DC.date.issued content='Nov 20, 2019'>",
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-11-20","x":["a",]}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2019-11-20"}]}</script>',
    ],
)
def test_a_page_states_its_day_in_many_ways(head: str, tmp_path: Path) -> None:
    found = article(tmp_path, page(head=head))
    assert (str(found.published), found.published_origin) == ("2019-11-20", Origin.STATED)


def test_the_only_time_that_is_shown_is_a_rule(tmp_path: Path) -> None:
    found = article(tmp_path, page(body="<p><time datetime=2019-11-20>today</time></p>" + PROSE))
    assert (str(found.published), found.published_origin) == ("2019-11-20", Origin.RULE)


def test_a_day_in_the_address_is_a_rule(tmp_path: Path) -> None:
    found = article(tmp_path, page(head="<link rel=canonical href='https://example.org/2019/11/20/army.html'>"))
    assert (str(found.published), found.published_origin) == ("2019-11-20", Origin.RULE)
    assert (found.source, found.source_origin) == ("example.org", Origin.RULE)


@pytest.mark.parametrize("day", ["2999-01-01", "1970-01-01", "0001-01-01T00:00:00Z", "03/04/2019", "yesterday"])
def test_a_day_that_can_not_be_is_unknown_and_said(day: str, tmp_path: Path) -> None:
    found = article(tmp_path, page(head=f"<meta property='article:published_time' content='{day}'>"))
    assert (found.published, found.published_origin) == (None, Origin.UNKNOWN)
    assert len(found.warnings) == 1
    assert day in found.warnings[0]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<p>Updated on March 3, 2018 by the editors of the Example Post in the town.</p>",
        "<meta property=article:modified_time content=2018-03-03>",
        "<time datetime=2018-03-03>then</time><time datetime=2018-03-04>later</time>",
        "<aside><time datetime=2018-03-03>then</time></aside>",
        "<div class=comments><time datetime=2018-03-03>then</time></div>",
        "<time itemprop=dateModified datetime=2018-03-03>then</time>",
    ],
)
def test_no_day_is_guessed_from_what_is_not_stated_of_the_article(elsewhere: str, tmp_path: Path) -> None:
    assert article(tmp_path, page(body=PROSE + elsewhere)).published is None


def test_the_headline_that_is_shown_is_the_title_and_a_logo_is_not(tmp_path: Path) -> None:
    head = "<meta property=og:title content='Army takes town, people leave | Example Post'>"
    top = "<h1>Example Post</h1><h1>Army takes town, people leave</h1>"
    assert article(tmp_path, page(head=head, top=top)).title == "Army takes town, people leave"
    assert article(tmp_path, page(top="")).title.startswith("Army takes town")
    site = "<meta property=og:site_name content='Example Post'>"
    assert article(tmp_path, page(head=site, top="")).title == "Army takes town"


def test_the_article_of_json_ld_is_the_one_that_is_shown(tmp_path: Path) -> None:
    other = linked(headline="Team wins cup", datePublished="2018-01-01", author="Ann Lee")
    own = linked(headline="Army takes town", datePublished="2019-11-20", author="Bob May")
    found = article(tmp_path, page(head=other + own))
    assert (str(found.published), found.authors) == ("2019-11-20", ("Bob May",))


@pytest.mark.parametrize("stated", ["[" * 100_000, "{}", "null", '{"@type": 3, "author": [[1]]}', "<!-- {} -->", ""])
def test_json_ld_of_any_kind_breaks_nothing(stated: str, tmp_path: Path) -> None:
    assert article(tmp_path, page(head=f'<script type="application/ld+json">{stated}</script>')).published is None


def test_where_the_article_can_not_be_told_all_words_stay_and_it_is_said(tmp_path: Path) -> None:
    found = article(tmp_path, "<frameset><frame src=a.html><noframes>This page has frames.</noframes></frameset>")
    assert found.text == "This page has frames."
    assert "could not be told" in found.warnings[0]


def test_a_page_nested_too_deeply_keeps_its_words(tmp_path: Path) -> None:
    found = article(tmp_path, "<div>" * 100_000 + PROSE)
    assert all(place in found.text for place in PLACES)
    assert "nested" in found.warnings[0]


@pytest.mark.parametrize("nothing", ["<html></html>", "<script>var x</script>", "<title>T</title>", "<!-- a -->", " "])
def test_a_page_without_words_can_not_be_read(nothing: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no text"):
        list(read(write(tmp_path, nothing, "a.html"), "a.html"))


def test_no_control_code_survives(tmp_path: Path) -> None:
    dirty = PROSE.replace("army", "ar\0my&#27;[31m&#x1B;\x1b[0m&#x202e;&#xFFFF;")
    found = article(tmp_path, page(body=dirty, head="<meta name=author content='Ann&#27;[1m Lee'>"))
    assert "army[31m[0m of the east" in found.text
    assert found.text.replace("\n", "").isprintable()
    assert found.authors == ("Ann[1m Lee",)
    assert found.warnings == ()


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("a page was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    away = (
        '<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://example.org/x.dtd" [<!ENTITY x SYSTEM "http://example.org">]>'
        "<base href=http://example.org><link rel=stylesheet href=http://example.org/a.css><img src=http://example.org/a>"
    )
    found = article(tmp_path, away + page(body=f"{PROSE}<p>&x; here the last words of the article stand.</p>"))
    assert all(place in found.text for place in PLACES)


def test_nothing_is_written_to_the_terminal(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    article(tmp_path, "<p>Hello there.")
    assert capfd.readouterr() == ("", "")


CYRILLIC = page().replace("army", "армия")


@pytest.mark.parametrize("stated", ["windows-1251", "koi8-r", "iso-8859-5", "utf-8"])
def test_the_encoding_that_a_page_states_is_taken(stated: str) -> None:
    for declaration in (f"<meta charset={stated}>", f'<meta http-equiv=a content="text/html; charset={stated}">'):
        found = decode_page((declaration + CYRILLIC).encode(stated), "a.html")
        assert found.text.endswith(CYRILLIC)
        assert not found.guessed


def test_the_declaration_of_xml_states_the_encoding() -> None:
    found = decode_page(('<?xml version="1.0" encoding="koi8-r"?>' + CYRILLIC).encode("koi8-r"), "a.xhtml")
    assert (found.encoding, found.guessed) == ("koi8-r", False)
    assert found.text.endswith(CYRILLIC)


def test_an_encoding_that_is_not_true_is_a_guess_and_said() -> None:
    for content in (CYRILLIC.encode(), CYRILLIC.encode("cp1251")):
        found = decode_page(b"<meta charset=euc-jp>" + content, "a.html")
        assert found.guessed
        assert "euc-jp" in found.warnings[0]
    assert decode_page(b"<meta charset=euc-jp>" + CYRILLIC.encode(), "a.html").text.endswith(CYRILLIC)


@pytest.mark.parametrize("stated", ["rot13", "hex", "no-such", "x" * 400, "utf-16"])
def test_an_encoding_that_is_none_is_passed_over(stated: str) -> None:
    assert decode_page(f"<meta charset={stated}>{CYRILLIC}".encode(), "a.html").text.endswith(CYRILLIC)


_TAGS = sorted(
    word_table("p div b a code pre ul li blockquote table tr td h1 h3 br hr article nav form script time head")
)
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
    st.sampled_from([PROSE, "<title>", "<meta name=author content=x>", "&#27;", "&#x301;", "<!--", "-->", "<", "\0"]),
    st.text(max_size=6),
)


@RELAXED
@given(st.lists(_PIECES, min_size=1, max_size=30).map("".join))
def test_any_markup_gives_an_article_that_reads_again_or_an_error(tmp_path: Path, text: str) -> None:
    try:
        found = list(read(write(tmp_path, text, "a.html"), "a.html"))
    except ReadError:
        return
    assert len(found) == 1
    assert isinstance(found[0], Article)
    holds_together(found[0])
    reads_again(found[0], tmp_path)


def test_pages_of_the_web_are_read_as_well_as_their_readers_marked(shared_data: Path) -> None:
    folder = shared_data / "html"
    if not folder.is_dir():
        pytest.skip("the folder of marked web pages is not on this machine")
    stored = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {}
    for name in stored:
        path = folder / "pages" / f"{name}.html.gz"
        found = one(path)
        holds_together(found)
        assert found.title_origin in {Origin.STATED, Origin.RULE}
        texts[name] = words_of(found, (BlockKind.TITLE, BlockKind.CHROME))
    f1, _, _ = score(texts, {name: page["articleBody"] for name, page in stored.items()})
    assert f1 >= 0.9755  # what the extraction alone reaches on the same pages
