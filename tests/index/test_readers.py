"""Files → articles, whatever the file: laws first, then plain text, then what can't be read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article, BlockKind, Origin, article_id
from index.readers import READABLE, is_readable, read
from index.readers.suffixes import KNOWN

LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "\u00a0",
            "Haftar rejects ceasefire call | Reuters | New",
            "Haftar rejects ceasefire call",
            "The army seized the town on Monday. It left again.",
            "a line that goes on and on until it is broken by the edge of the",
            "page and goes on after it, as wrapped text does wherever it",
            "    indented words",
            "# no heading",
            "1. no list",
            "> no quote",
            "You might also like",
            "Moscow meeting",
            "Russia recruits Syrians to fight in Libya",
            "cease-",
            "fire held",
            "—",
        ]
    ),
    max_size=12,
)
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)


def articles(path: Path) -> list[Article | ReadError]:
    try:
        return list(read(path, path.name))
    except ReadError as error:
        return [error]


def one(path: Path) -> Article:
    (article,) = read(path, path.name)
    assert isinstance(article, Article)
    return article


def write(folder: Path, text: str, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def holds_together(article: Article) -> None:
    """What every part of the program builds on."""
    text = article.text
    assert "\n\n".join(text[block.start : block.end] for block in article.blocks) == text
    for block in article.blocks:
        words = text[block.start : block.end]
        assert words
        assert words == words.strip()
        assert "\n" not in words
        for style in block.styles:
            assert block.start <= style.start < style.end <= block.end
    assert [block.kind for block in article.blocks].count(BlockKind.TITLE) <= 1
    assert article.title.strip()
    assert "\n" not in article.title
    if article.blocks[0].kind is BlockKind.TITLE:
        assert article.title == text[: article.blocks[0].end]
    article.text.encode("utf-8")


def reads_again(article: Article, folder: Path) -> None:
    """The canonical text, read as plain text, is itself."""
    again = one(write(folder, article.text, "again.txt"))
    holds_together(again)
    assert again.text == article.text


def contents(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks if block.kind is kind]


@RELAXED
@given(LINES.map("\n".join) | st.text(max_size=300))
def test_canonical_text_of_plain_text_is_a_fixed_point(tmp_path: Path, raw: str) -> None:
    for article in articles(write(tmp_path, raw)):
        if isinstance(article, Article):
            holds_together(article)
            reads_again(article, tmp_path)


@RELAXED
@given(LINES.map("\n".join) | st.text(max_size=200), st.none() | st.text(max_size=60) | LINES.map(" ".join))
def test_canonical_text_of_json_lines_is_a_fixed_point(tmp_path: Path, body: str, title: str | None) -> None:
    for article in articles(
        write(tmp_path, json.dumps({"title": title, "body": body, "source": "Reuters"}), "a.jsonl")
    ):
        if isinstance(article, Article):
            holds_together(article)
            reads_again(article, tmp_path)


@RELAXED
@given(LINES.map("\n".join) | st.text("#*_`[]()<>!|-~ab.\n &;1\\é\u0301", max_size=120))
def test_canonical_text_of_markdown_is_a_fixed_point(tmp_path: Path, raw: str) -> None:
    for article in articles(write(tmp_path, raw, "a.md")):
        if isinstance(article, Article):
            holds_together(article)
            reads_again(article, tmp_path)


def test_naughty_strings_as_texts_and_titles(tmp_path: Path, shared_data: Path) -> None:
    naughty = json.loads((shared_data / "naughty-strings.json").read_text(encoding="utf-8"))
    for words in naughty:
        rows = [{"title": words, "body": "A body."}, {"title": "A title", "body": words}, {"body": words}]
        lines = "\n".join(map(json.dumps, rows))
        found = articles(write(tmp_path, lines, "a.jsonl"))
        assert isinstance(found[0], Article)
        for suffix in (".txt", ".md"):
            found += articles(write(tmp_path, words, f"a{suffix}"))
        for article in found:
            if isinstance(article, Article):
                holds_together(article)
                reads_again(article, tmp_path)


def test_the_samples_hold_together_and_read_again(seeds: Path, tmp_path: Path) -> None:
    for path in seeds.glob("*.txt"):
        article = one(path)
        holds_together(article)
        reads_again(article, tmp_path)
        assert article.source is None
        assert article.published is None
        assert (article.encoding, article.encoding_guessed, article.warnings) == ("utf-8", False, ())
        assert article.label == path.stem


def test_real_articles_hold_together_and_read_again(tmp_path: Path, shared_data: Path) -> None:
    found = list(read(shared_data / "wikinews.jsonl.xz", "wikinews.jsonl.xz"))
    assert len(found) == 295
    for row, article in enumerate(found):
        assert isinstance(article, Article)
        assert (article.row, article.id) == (row, article_id("wikinews.jsonl.xz", row))
        assert article.published is not None
        assert article.source == article.label == "Wikinews"
        holds_together(article)
        reads_again(article, tmp_path)


def test_the_samples_have_the_titles_that_a_reader_sees(seeds: Path) -> None:
    found = {path.name[:3]: one(path) for path in seeds.glob("*.txt")}
    assert found["002"].title == "Libyan GNA forces advance after Egypt’s truce offer fails"
    assert found["002"].title_origin is Origin.RULE
    assert found["003"].title_origin is Origin.DERIVED
    assert found["003"].blocks[0].kind is BlockKind.PARAGRAPH
    assert found["003"].title.startswith("Libyan warlord Khalifa Haftar has rejected a call from Turkey and Russia")
    assert len(found["003"].blocks) == 9
    assert found["004"].title == "Turkey and Russia push for Libya ceasefire"
    assert found["004"].title_origin is Origin.STATED


def test_the_samples_keep_apart_what_is_no_part_of_the_article(seeds: Path) -> None:
    found = {path.name[:3]: one(path) for path in seeds.glob("*.txt")}
    assert contents(found["001"], BlockKind.CHROME) == [
        "EU condemns Turkey’s planned military deployment to Libya",
        "You might also like",
    ]
    assert contents(found["002"], BlockKind.CHROME) == [
        "Haftar proposed ceasefire in Libya",
        "[Alia Chughtai/Al Jazeera]",
        "Russia recruits Syrians to fight in Libya in May: Reuters",
        "Libyans celebrate after government takes over key city near Tripoli",
        "Please enter your comment!",
        "Please enter your name here",
    ]
    assert contents(found["002"], BlockKind.HEADING) == [
        "“Significant gains”",
        "Moscow meeting",
        "“Reckless Adventurism”",
    ]
    for plain in ("000", "003", "004"):
        assert not contents(found[plain], BlockKind.CHROME)


def test_words_leave_out_title_and_boilerplate(tmp_path: Path) -> None:
    article = one(
        write(tmp_path, "A title here\n\nThe first two – words count.\n\nAnd so they do.\n\nYou might also like")
    )
    assert article.words == 9


def test_a_file_name_states_a_day_but_the_clock_of_the_disk_does_not(tmp_path: Path) -> None:
    dated = write(tmp_path, "Words of an article.", "2020-01-09-haftar.txt")
    undated = write(tmp_path, "Words of an article.", "000_10ab38e55e6a2ff9.txt")
    os.utime(undated, (1_000_000_000, 1_000_000_000))
    assert str(one(dated).published) == "2020-01-09"
    assert one(dated).published_origin is Origin.FILENAME
    assert one(undated).published is None


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("a.txt", True),
        ("A.TXT", True),
        ("a.md", True),
        ("a.jsonl.xz", True),
        ("a.xz", False),
        ("a.html", True),
        (".txt", False),
    ],
)
def test_the_suffix_says_what_can_be_read(name: str, readable: bool) -> None:
    assert is_readable(Path(name)) is readable


def test_every_suffix_has_a_reader(tmp_path: Path) -> None:
    assert set(READABLE) == set(KNOWN)
    with pytest.raises(ReadError, match="no reader"):
        list(read(write(tmp_path, "x", "a.odd"), "a.odd"))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\n \xc2\xa0", "no text|empty|no JSON"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00" * 40, "binary"),
        (bytes(range(1, 32)) * 20, "binary|no JSON"),
    ],
)
def test_what_is_no_text_is_named_with_a_remedy(tmp_path: Path, suffix: str, content: bytes, said: str) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_bytes(content)
    found = articles(path)
    if suffix == ".jsonl" and content and not content.strip(b"\x00 \n\xc2\xa0"):
        return
    (error,) = found[:1]
    assert isinstance(error, ReadError)
    assert error.place.startswith(f"broken{suffix}")
    assert error.remedy


def test_a_file_that_vanished_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="gone"):
        list(read(tmp_path / "no.txt", "no.txt"))
    with pytest.raises(ReadError, match="gone"):
        list(read(tmp_path / "no.jsonl", "no.jsonl"))
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError, match="folder"):
        list(read(tmp_path / "folder.txt", "folder.txt"))
