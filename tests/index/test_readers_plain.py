"""Plain text: paragraphs, wrapped lines, titles; nothing in it is markup."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.model import BlockKind, Origin
from index.readers.article.titles import cut_suffix, derive, is_title
from index.readers.text.plain import groups_of_lines, paragraphs
from index.text import clean
from tests.index.test_readers import one, write

SPEECH = (
    "The army of the east said on Monday that it had taken the town, which lies on the coast, after a week of "
    "fighting in which more than forty people were killed. A spokesman for the government, who asked not to be named, "
    "denied this and said that its troops still held the harbour and the road that leads to it from the capital."
)
MARKUP = (
    "# a\n\n> b\n\n* c\n- d\n\n1. e\n\n    f\n\n[g](h)\n[i]: j\n\n<b>k</b>\n\n```\nl\n```\n\nm\n===\n\n"
    "***\n\n| n |\n\n&amp; \\* `o`"
)


@given(st.text("ab# >*-1.[]()<>|`=~\n \u00a0\u3000", max_size=80) | st.text(max_size=80))
def test_lines_are_grouped_as_markdown_it_groups_them_with_every_other_rule_off(raw: str) -> None:
    oracle = MarkdownIt("zero").disable(["normalize"])
    stripped = "\n".join(map(str.strip, clean(raw).split("\n")))
    expected = [token.content.split("\n") for token in oracle.parse(stripped) if token.type == "inline"]
    assert [list(map(str.strip, group)) for group in groups_of_lines(clean(raw))] == expected


def test_nothing_in_plain_text_is_markup(tmp_path: Path) -> None:
    article = one(write(tmp_path, MARKUP))
    assert {block.kind for block in article.blocks} <= {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TITLE}
    assert not any(block.styles for block in article.blocks)
    assert article.text.replace("\n", "").replace(" ", "") == MARKUP.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("width", [45, 60, 72, 80, 98])
@pytest.mark.parametrize("indent", ["", "    "])
def test_wrapped_lines_are_joined(width: int, indent: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(indent + SPEECH, width) for _ in range(3))
    assert paragraphs(wrapped) == [SPEECH] * 3


def test_in_wrapped_text_an_indented_line_begins_a_paragraph() -> None:
    wrapped = "\n".join(textwrap.fill("    " + SPEECH, 70) for _ in range(3))
    assert paragraphs(wrapped) == [SPEECH] * 3


def test_a_title_above_wrapped_lines_is_not_joined_to_them() -> None:
    assert paragraphs("Army takes town\n" + textwrap.fill(SPEECH, 70)) == ["Army takes town", SPEECH]


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert paragraphs(f"{SPEECH}\n{SPEECH} \n \n{SPEECH}") == [SPEECH] * 3
    assert paragraphs("Please enter your comment!\nPlease enter your name here") == [
        "Please enter your comment!",
        "Please enter your name here",
    ]


def test_a_line_broken_in_mid_sentence_is_joined_even_where_nothing_else_is_wrapped() -> None:
    broken = SPEECH.replace("government, who", "government,\nwho")
    assert paragraphs(f"{broken}\n\n{SPEECH}") == [SPEECH] * 2
    assert paragraphs("a treaty that the United Nations and the UN-\nbacked government had signed in the autumn") == [
        "a treaty that the United Nations and the UN-backed government had signed in the autumn"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "East Libya forces push Tripoli offensive",
        "Is this the end of the war?",
        "“We will not go”",
        "Trump to leave the U.S.",
        "We Republicans Lost On Gay Rights. That’s A Good Thing.",
    ],
)
def test_a_first_line_that_is_a_title(line: str, tmp_path: Path) -> None:
    assert is_title(line)
    article = one(write(tmp_path, f"{line}\n\n{SPEECH}"))
    assert (article.title, article.title_origin) == (line, Origin.STATED)
    assert article.text == f"{line}\n\n{SPEECH}"


@pytest.mark.parametrize(
    "line",
    [
        "Libyan warlord Khalifa Haftar has rejected a call for a ceasefire.",
        "TRIPOLI (Reuters) - Forces loyal to the government took the town",
        "He said the following:",
        "—",
        SPEECH,
    ],
)
def test_a_first_line_that_is_none(line: str, tmp_path: Path) -> None:
    assert not is_title(line)
    article = one(write(tmp_path, f"{line}\n\n{SPEECH}"))
    assert article.title_origin is Origin.DERIVED
    assert article.blocks[0].kind is BlockKind.PARAGRAPH
    assert len(article.title) <= 91


def test_a_derived_title_is_the_first_sentence_cut_at_a_word() -> None:
    assert derive("TRIPOLI (Reuters) - Troops left. More.") == "Troops left."
    assert derive(SPEECH) == "The army of the east said on Monday that it had taken the town, which lies on the coast…"
    assert len(derive("x" * 10_000)) == 91


@pytest.mark.parametrize(
    ("title", "source", "expected"),
    [
        (
            "Libyan GNA forces advance after truce offer fails | New",
            None,
            ("Libyan GNA forces advance after truce offer fails", None),
        ),
        ("Troops take the town | World news | The Guardian", None, ("Troops take the town", "The Guardian")),
        ("Troops take town - BBC News", None, ("Troops take town", "BBC News")),
        ("Troops take town – Libya Herald", None, ("Troops take town", "Libya Herald")),
        ("Troops take town - Desert Post", "The Desert Post", ("Troops take town", None)),
        ("Troops take town - again", None, ("Troops take town - again", None)),
        ("Haftar - the man and the war", None, ("Haftar - the man and the war", None)),
        ("Live | Troops take the town on the coast", None, ("Live | Troops take the town on the coast", None)),
        ("War | Peace", None, ("War | Peace", None)),
        ("BBC News", None, ("BBC News", None)),
        ("Reuters | Reuters", None, ("Reuters", "Reuters")),
    ],
)
def test_what_a_site_added_to_a_title_is_cut(title: str, source: str | None, expected: tuple[str, str | None]) -> None:
    assert cut_suffix(title, source) == expected
    assert cut_suffix(expected[0], source)[0] == expected[0]


def test_an_outlet_in_the_title_is_a_source_by_rule(tmp_path: Path) -> None:
    article = one(write(tmp_path, f"Troops take town - BBC News\n\n{SPEECH}"))
    assert (article.source, article.source_origin, article.label) == ("BBC News", Origin.RULE, "BBC News")


def test_a_title_said_twice_stands_once(tmp_path: Path) -> None:
    article = one(write(tmp_path, f"Troops take town | Reuters\n\nTROOPS TAKE TOWN\n\nTroops take town\n\n{SPEECH}"))
    assert article.text == f"Troops take town\n\n{SPEECH}"


def test_a_line_with_the_day_and_one_with_the_authors(tmp_path: Path) -> None:
    article = one(
        write(tmp_path, f"Troops take town\n\nBy Ann Lee and Bob de Vries\n\nFriday, January 4, 2019\n\n{SPEECH}")
    )
    assert (str(article.published), article.published_origin) == ("2019-01-04", Origin.RULE)
    assert (article.authors, article.authors_origin) == (("Ann Lee", "Bob de Vries"), Origin.RULE)


@pytest.mark.parametrize("line", ["Friday", "January 9", "On January 9, 2020 the army came.", "9 January", "2020"])
def test_a_day_without_a_year_or_inside_a_sentence_is_no_date(line: str, tmp_path: Path) -> None:
    assert one(write(tmp_path, f"Troops take town\n\n{line}\n\n{SPEECH}")).published is None


def test_a_file_of_one_line_has_text_and_a_derived_title(tmp_path: Path) -> None:
    article = one(write(tmp_path, "Just a line"))
    assert (article.text, article.title, article.title_origin) == ("Just a line", "Just a line", Origin.DERIVED)
    assert article.words == 3


@pytest.mark.parametrize("piece", ["a\n", "\n ", "aaaa the\n", "-\n", "a | b - ", "(", " \u00a0", "By A B, ", ". “"])
def test_a_long_file_of_the_worst_takes_linear_time(piece: str, tmp_path: Path) -> None:
    text = piece * (300_000 // len(piece))
    article = one(write(tmp_path, f"x{text}y"))
    assert article.blocks
