"""HTML as a tree → drafts: shapes, styles, tables that are tables, and what is made to break a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import BlockKind, Gap, StyleKind
from index.readers.article.blocks import Draft
from index.readers.html import markup
from index.text import clean, word_table


def drafts(page: str) -> list[Draft]:
    found = markup.drafts(markup.tree(page))
    for draft in found:
        assert draft.text
        assert draft.text == draft.text.strip() == clean(draft.text)
        assert "\n" not in draft.text
        assert all(0 <= style.start < style.end <= len(draft.text) for style in draft.styles)
    return found


def shapes(page: str) -> list[tuple[BlockKind, int, str, str]]:
    return [(draft.kind, draft.level, draft.lead, draft.text) for draft in drafts(page)]


def styled(draft: Draft) -> list[tuple[StyleKind, str, str]]:
    return [(style.kind, draft.text[style.start : style.end], style.target) for style in draft.styles]


def test_blocks_keep_their_kind_and_what_they_stand_in() -> None:
    page = """<h2>Head</h2>Loose <p>One
      two.</p><ol start=9><li>nine<li>ten<ul><li>deep</ul></ol><blockquote>q<blockquote><p>qq</blockquote></blockquote>
      <pre>\ndef f():\n\n    y\n</pre><h6>Last</h6>"""
    assert shapes(page) == [
        (BlockKind.HEADING, 2, "", "Head"),
        (BlockKind.PARAGRAPH, 0, "", "Loose"),
        (BlockKind.PARAGRAPH, 0, "", "One two."),
        (BlockKind.LIST, 1, " 9. ", "nine"),
        (BlockKind.LIST, 1, "10. ", "ten"),
        (BlockKind.LIST, 2, "    - ", "deep"),
        (BlockKind.QUOTE, 1, "> ", "q"),
        (BlockKind.QUOTE, 2, "> > ", "qq"),
        (BlockKind.CODE, 0, "", "def f():"),
        (BlockKind.CODE, 0, "    ", "y"),
        (BlockKind.HEADING, 6, "", "Last"),
    ]


def test_items_without_paragraphs_follow_each_other_without_a_blank_line() -> None:
    tight = drafts("<ul><li>a<li>b<ol><li>c</ol></ul><p>d")
    assert [draft.gap for draft in tight] == [Gap.LINE, Gap.NONE, Gap.NONE, Gap.LINE]
    loose = drafts("<ul><li><p>a</p><p>b</p><li><p>c</ul><hr>d")
    assert [draft.gap for draft in loose] == [Gap.LINE, Gap.LINE, Gap.LINE, Gap.RULE]


def test_styles_lie_over_their_words_and_go_on_in_the_next_block() -> None:
    page = "<b> The <i>army</i><div>of</div></b> <a href=' /x\ny '> the </a><code>ls</code><a name=x>end</a>"
    first, second, third = drafts(page)
    assert styled(first) == [(StyleKind.STRONG, "The army", ""), (StyleKind.EMPHASIS, "army", "")]
    assert styled(second) == [(StyleKind.STRONG, "of", "")]
    assert third.text == "the lsend"
    assert styled(third) == [(StyleKind.LINK, "the", "/x y"), (StyleKind.CODE, "ls", "")]


def test_an_address_that_runs_a_script_is_none() -> None:
    assert [styled(draft) for draft in drafts("<a href='JavaScript:x()'>a</a><p><a href='data:text/html,x'>b</a>")] == [
        [],
        [],
    ]


def test_a_line_break_is_a_blank_and_two_end_a_paragraph() -> None:
    assert [draft.text for draft in drafts("one<br>two<br/> <br>three")] == ["one two", "three"]


def test_a_table_gives_a_row_a_block() -> None:
    found = drafts("<table><caption>C</caption><tr><th>a<th>b<tr><td><td><b>d</b></table>after")
    assert [(draft.kind, draft.level, draft.text) for draft in found] == [
        (BlockKind.PARAGRAPH, 0, "C"),
        (BlockKind.TABLE, 1, "a · b"),
        (BlockKind.TABLE, 0, "· d"),
        (BlockKind.PARAGRAPH, 0, "after"),
    ]
    assert styled(found[2]) == [(StyleKind.STRONG, "d", "")]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td><p>One.<p>Two.<td>Three.</table>",
        "<table><tr><td>One.<tr><td>Two.<tr><td>Three.</table>",
        "<table><tr><td>One.<td><table><tr><td>Two.</table>Three.</table>",
        "<table role=presentation><tr><td>One.<td>Two.<td>Three.</table>",
    ],
)
def test_a_table_that_lays_out_a_page_is_read_cell_after_cell(page: str) -> None:
    assert shapes(page) == [(BlockKind.PARAGRAPH, 0, "", words) for words in ("One.", "Two.", "Three.")]


def test_what_nobody_reads_is_dropped_and_what_follows_it_stays() -> None:
    page = "<title>T</title><p>a<script>x</script>b<style>y</style>c<svg><title>s</title></svg>d<!-- e -->f"
    assert [draft.text for draft in drafts(page)] == ["abcdf"]


def test_no_control_code_comes_back() -> None:
    assert [draft.text for draft in drafts("a\0b&#27;[31m&#x202e;c\x1b e<b>&#x301;</b>")] == ["ab[31mc é"]


@pytest.mark.parametrize("nothing", ["", b"", "  ", "<!-- a -->", "<script>x</script>", "<html></html>", "\0"])
def test_nothing_gives_nothing(nothing: str | bytes) -> None:
    assert markup.drafts(markup.tree(nothing)) == []


@pytest.mark.parametrize("around", ["<div>", "<b>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<pre>"])
def test_a_page_of_any_depth_keeps_its_words(around: str) -> None:
    for times in (3, 50, 100_000):
        root = markup.tree(around * times + "deep" + "<p>below")
        assert markup.is_flat(root) is (times == 100_000)
        assert " ".join(draft.text for draft in markup.drafts(root)).split() == ["deep", "below"]


def test_entities_of_a_document_are_not_expanded() -> None:
    bomb = "<!DOCTYPE html [<!ENTITY a 'bbbb'><!ENTITY c '&a;&a;&a;'>]><p>&c; x"
    assert "bbbb" not in drafts(bomb)[-1].text


def test_bytes_are_read_as_they_say() -> None:
    latin = "<meta charset=iso-8859-1><p>Zürich".encode("latin-1")
    assert markup.drafts(markup.tree(latin))[0].text == "Zürich"
    assert markup.drafts(markup.tree("<p>Київ".encode("koi8-u"), "koi8-u"))[0].text == "Київ"


_TAGS = sorted(word_table("p div b i a code pre ul ol li blockquote table tr td th h1 h3 br hr q script span"))
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
    st.sampled_from(["<a href=/x>", " ", "\n", "&#27;", "&nbsp;", "&#x301;", "<!--", "-->", "<", "\u200b"]),
    st.text(max_size=6),
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_markup_gives_drafts_that_hold_together(page: str) -> None:
    drafts(page)
