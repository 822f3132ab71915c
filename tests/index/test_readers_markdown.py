"""Markdown: blocks, inline styles, front matter, and HTML that turns into words."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ReadError
from index.model import Article, Block, BlockKind, Gap, Origin, StyleKind
from index.readers import read
from index.readers.html.tags import without_tags
from index.store.rows import pack_blocks, unpack_blocks
from tests.index.test_readers import articles, holds_together, one, write

PAGE = """# Troops *take* town

The **army** of the [east](https://example.org/a "t") said
`ls -l` so; an ![empty street](x.png) shows it.

## What happened

> They left,
> he said.

* one
* two
  1. deeper

```
code here

more code
```

| a | b |
|---|---|
| c | d |

<div><p>In tags &amp; more</p><script>var x;</script></div>

last<br>line <i>here</i> ~~gone~~
"""


def blocks(article: Article) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, article.text[block.start : block.end]) for block in article.blocks]


def test_blocks_of_markdown(tmp_path: Path) -> None:
    article = one(write(tmp_path, PAGE, "a.md"))
    holds_together(article)
    assert (article.title, article.title_origin) == ("Troops take town", Origin.STATED)
    assert blocks(article) == [
        (BlockKind.TITLE, 0, "Troops take town"),
        (BlockKind.PARAGRAPH, 0, "The army of the east said ls -l so; an empty street shows it."),
        (BlockKind.HEADING, 2, "What happened"),
        (BlockKind.QUOTE, 1, "They left, he said."),
        (BlockKind.LIST, 1, "one"),
        (BlockKind.LIST, 1, "two"),
        (BlockKind.LIST, 2, "deeper"),
        (BlockKind.CODE, 0, "code here"),
        (BlockKind.CODE, 0, "more code"),
        (BlockKind.TABLE, 1, "a · b"),
        (BlockKind.TABLE, 0, "c · d"),
        (BlockKind.PARAGRAPH, 0, "In tags & more"),
        (BlockKind.PARAGRAPH, 0, "last line here gone"),
    ]


SHAPED = """# Shapes

> quoted
>
> - an item
> - another
>
>   goes on
>
>       code in it

1. one
2. two
   - deeper
10. ten

***

```
def f():
    if x:

        y()
```

After it.

| *a* | b |
|-----|---|
|     | **d** |
"""


def test_a_block_says_what_the_source_has_before_it(tmp_path: Path) -> None:
    article = one(write(tmp_path, SHAPED, "a.md"))
    holds_together(article)
    shapes = [(block.lead, article.text[block.start : block.end], block.gap) for block in article.blocks]
    assert shapes == [
        ("", "Shapes", Gap.LINE),
        ("> ", "quoted", Gap.LINE),
        ("> - ", "an item", Gap.LINE),
        ("> - ", "another", Gap.LINE),
        (">   ", "goes on", Gap.LINE),
        (">   ", "code in it", Gap.LINE),
        ("1. ", "one", Gap.LINE),
        ("2. ", "two", Gap.NONE),
        ("   - ", "deeper", Gap.NONE),
        ("3. ", "ten", Gap.NONE),
        ("", "def f():", Gap.RULE),
        ("    ", "if x:", Gap.NONE),
        ("        ", "y()", Gap.LINE),
        ("", "After it.", Gap.LINE),
        ("", "a · b", Gap.LINE),
        ("", "· d", Gap.NONE),
    ]


def test_styles_in_a_table_lie_over_their_words(tmp_path: Path) -> None:
    article = one(write(tmp_path, SHAPED, "a.md"))
    styled = [(style.kind, article.text[style.start : style.end]) for b in article.blocks for style in b.styles]
    assert styled == [(StyleKind.EMPHASIS, "a"), (StyleKind.STRONG, "d")]


def test_the_numbers_of_a_list_end_in_one_column(tmp_path: Path) -> None:
    article = one(write(tmp_path, "# A list\n\n" + "".join(f"{number}. item\n" for number in range(8, 13)), "a.md"))
    assert [block.lead for block in article.blocks[1:]] == [" 8. ", " 9. ", "10. ", "11. ", "12. "]


def test_styles_give_back_their_words(tmp_path: Path) -> None:
    article = one(write(tmp_path, PAGE, "a.md"))
    styled = [(style.kind, article.text[style.start : style.end], style.target) for style in article.blocks[1].styles]
    assert styled == [
        (StyleKind.STRONG, "army", ""),
        (StyleKind.LINK, "east", "https://example.org/a"),
        (StyleKind.CODE, "ls -l", ""),
    ]


def test_front_matter_states_what_is_known(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Troops take town\nsource: Example Post\ndate: 2020-01-09\nauthors: [Ann Lee, {name: Bob May}]\n"
        "url: https://example.org\nlanguage: en\n---\n\n# Troops take town\n\nThe army said so.\n"
    )
    article = one(write(tmp_path, text, "a.md"))
    assert article.text == "Troops take town\n\nThe army said so."
    assert (article.source, article.source_origin, article.label) == ("Example Post", Origin.STATED, "Example Post")
    assert (str(article.published), article.published_origin) == ("2020-01-09", Origin.STATED)
    assert (article.authors, article.url, article.language) == (("Ann Lee", "Bob May"), "https://example.org", "en")


@pytest.mark.parametrize(
    "front",
    [
        "title: [unclosed",
        "title: 'x",
        "a: b: c",
        "- just\n- a list: x",
        "!!python/object:os.system x: 1",
        "&a [*a, *b]: 1",
    ],
)
def test_front_matter_that_is_broken_is_said_and_the_article_read(front: str, tmp_path: Path) -> None:
    article = one(write(tmp_path, f"---\n{front}\n---\n\nThe army said so.\n", "a.md"))
    assert article.text == "The army said so."
    assert len(article.warnings) == 1
    assert "front matter" in article.warnings[0]


def test_a_rule_of_dashes_is_no_front_matter(tmp_path: Path) -> None:
    article = one(write(tmp_path, "---\n\nThe army said so.\n\nIt left.\n", "a.md"))
    assert article.text == "The army said so.\n\nIt left."
    prose = one(write(tmp_path, "---\nThe army left\n\nIt said so\n\n---\n\nThe end.\n", "a.md"))
    assert "The army left" in prose.text


def test_a_first_heading_that_does_not_open_the_text_is_no_title(tmp_path: Path) -> None:
    article = one(write(tmp_path, "The army said so, and it left the town.\n\n# Heading\n\nMore of it here.\n", "a.md"))
    assert article.title_origin is Origin.DERIVED
    assert (BlockKind.HEADING, 1, "Heading") in blocks(article)


def test_a_title_without_text_can_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no text"):
        list(read(write(tmp_path, "# Only a title\n", "a.md"), "a.md"))


def test_entities_can_not_bring_control_codes_back(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a&#27;[31m&#x202e;b&Tab;c&NewLine;d e&#x301;\n", "a.md"))
    assert article.text == "a\ufffd[31mb c d é"


def test_tags_go_and_words_stay() -> None:
    assert without_tags("<p>one</p><!-- two --><p>3 < 4 <b>five").split() == ["one", "3", "<", "4", "five"]
    assert without_tags("<style>a{}</style>x<script>1<2</script>y") == "xy"
    assert without_tags("<!-- never closed").strip() == "never closed"
    assert without_tags("<script>never closed and <b").split() == ["never", "closed", "and", "b"]


@pytest.mark.parametrize(
    "piece", ["[", "![", "*a ", "**", "> ", "`", "<!--", "<a ", "&#", "- ", "| a ", "_a_*b*", "[a](", "~~", "\\"]
)
def test_the_worst_markdown_takes_linear_time(piece: str, tmp_path: Path) -> None:
    text = piece * (60_000 // len(piece))
    assert len(articles(write(tmp_path, f"x {text} y", "a.md"))) == 1
    assert len(articles(write(tmp_path, f"{text}\ny", "a.md"))) == 1


@pytest.mark.parametrize("piece", ["<!--", "<", "<a", "<script>", "<!-- --", "</", "&"])
def test_the_worst_html_takes_linear_time(piece: str) -> None:
    without_tags(piece * (1_000_000 // len(piece)))


def test_blocks_come_back_from_the_store_as_they_went_in(tmp_path: Path) -> None:
    for text in (PAGE, SHAPED):
        kept = one(write(tmp_path, text, "a.md")).blocks
        assert unpack_blocks(pack_blocks(kept)) == kept
    assert unpack_blocks('[["quote",0,4,1,[]]]') == (Block(BlockKind.QUOTE, 0, 4, 1),), (
        "as written before there were leads"
    )


def test_a_date_of_no_calendar_takes_nothing_else_of_the_front_matter_down(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Harbour\nsource: Courier\ndate: 2020-02-30\n---\n\nWords of it.\n")
    article = one(path)
    assert (article.title, article.source, article.published) == ("Harbour", "Courier", None)
    assert any("2020-02-30" in warning for warning in article.warnings)
