"""What would be broken: an excerpt that can't be checked, a check that passes a change, text that becomes markup."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from index.citing.excerpts import Excerpt, as_json_lines, as_markdown
from index.citing.verifying import Outcome, Verified
from index.errors import NotebookError
from index.library import Library
from index.notebook.values import Standing
from tests.index.notebook_world import World

HOSTILE = (
    "Astral 😀𝔸 and combining e\u0301 a\u0323\u0302\r\n\r\n"
    "First paragraph: “Ṩomething” happened in the 中文 quarter.\r\nIt goes on 😀😀 here.\r\n\r\n"
    "Same words.\r\n\r\nSame words.\r\n\r\nThe last 𝔸 paragraph.\r\n"
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    (made.news / "crlf.txt").write_bytes(HOSTILE.encode())
    made.write(
        "plain.md",
        "---\ntitle: A *title*\nsource: Wire\ndate: 2020-01-09\n---\n\nSome **bold** words and [a link](http://x).\n",
    )
    made.write(
        "feed.jsonl", '{"title": "One", "body": "The first body."}\n\n{"title": "Two", "body": "The second body 😀."}\n'
    )
    made.build()
    return made


@pytest.fixture
def library(world: World) -> Iterator[Library]:
    with world.opened() as opened:
        yield opened


def check(library: Library, exported: str) -> list[Verified]:
    return list(library.verified(io.BytesIO(exported.encode())))


def outcomes(library: Library, exported: str) -> list[Outcome]:
    return [one.outcome for one in check(library, exported)]


def test_every_range_of_every_article_goes_out_and_is_the_same_when_checked(library: Library) -> None:
    for row in library.rows():
        text = library.article(row.id).text
        excerpts = [library.citation(row.id, at, min(len(text), at + 7)) for at in range(len(text))]
        assert [one.quote for one in excerpts] == [text[at : at + 7] for at in range(len(text))]
        exported = as_json_lines(excerpts)
        assert set(outcomes(library, exported)) == {Outcome.SAME}
        assert [(one.start, one.end) for one in check(library, exported)] == [(e.start, e.end) for e in excerpts]


def test_lines_count_in_the_file(world: World, library: Library) -> None:
    text = library.article("crlf.txt").text
    lines = HOSTILE.split("\r\n")
    for words in ("Astral", "combining", "“Ṩomething”", "It goes on", "😀😀 here", "The last 𝔸"):
        at = text.index(words)
        line = library.citation("crlf.txt", at, at + len(words)).line
        assert line is not None
        assert words in lines[line - 1]
    second = text.rindex("Same words")
    assert library.citation("crlf.txt", second, second + 10).line == lines.index("Same words.") + 3
    for row in library.rows():
        if row.path == "feed.jsonl":
            assert library.citation(row.id, 0, 3).line == {"One": 1, "Two": 3}[row.title]


def test_notes_are_exported_with_all_that_is_known(library: Library) -> None:
    text = library.article("plain.md").text
    at = text.index("words and")
    library.add_note("plain.md", "see\nalso", start=at, end=at + 9)
    library.tag(["plain.md"], add=["eu"])
    (one,) = library.exported()
    assert (one.title, one.source, one.published) == ("A *title*", "Wire", "2020-01-09")
    assert (one.note, one.tags, one.quote, one.standing) == ("see\nalso", ("eu",), "words and", Standing.PLACED)
    assert text == one.before + one.quote + one.after
    assert library.exported(tag="EU") == library.exported(["plain.md"]) == (one,)
    assert library.exported(tag="other") == library.exported(["crlf.txt"]) == ()
    assert json.loads(as_json_lines([one]))["file_sha256"] == one.file_sha256
    assert outcomes(library, as_json_lines([one])) == [Outcome.SAME]


def test_an_edit_changes_a_removed_word_is_missing_and_a_rename_nothing(world: World, library: Library) -> None:
    names = {"crlf.txt": "Same words", "plain.md": "words and"}
    starts = {name: library.article(name).text.index(words) for name, words in names.items()}
    exported = as_json_lines(library.citation(name, starts[name], starts[name] + len(names[name])) for name in names)
    (world.news / "crlf.txt").rename(world.news / "other.txt")
    world.build()
    library.reload()
    assert outcomes(library, exported) == [Outcome.SAME, Outcome.SAME]
    world.write("plain.md", "---\ntitle: New\n---\n\nSome more bold words and [a link](http://x).\n")
    assert outcomes(library, exported) == [Outcome.SAME, Outcome.CHANGED], "the file tells before it is read again"
    world.build()
    library.reload()
    changed = check(library, exported)[1]
    assert changed.outcome is Outcome.CHANGED
    assert library.article("plain.md").text[changed.start : changed.end] == "words and"
    world.write("plain.md", "---\ntitle: New\n---\n\nNothing is left.\n")
    (world.news / "other.txt").unlink()
    world.build()
    library.reload()
    assert outcomes(library, exported) == [Outcome.MISSING, Outcome.MISSING]


def test_other_offsets_of_the_same_words_are_moved_and_say_where(library: Library) -> None:
    text = library.article("crlf.txt").text
    at = text.index("The last")
    one = library.citation("crlf.txt", at, at + 8)
    (moved,) = check(library, as_json_lines([replace(one, start=3, end=11)]))
    assert (moved.outcome, moved.start, moved.end) == (Outcome.MOVED, at, at + 8)
    forged = replace(one, quote="The first")
    assert outcomes(library, as_json_lines([forged])) == [Outcome.MISSING]
    elsewhere = replace(one, article="aaaaaaaaaa", text_sha256="0" * 64)
    assert outcomes(library, as_json_lines([elsewhere])) == [Outcome.MISSING]


def test_lost_words_are_exported_as_they_were(world: World, library: Library) -> None:
    library.add_note("plain.md", "", start=0, end=9)
    (before,) = library.exported()
    world.write("plain.md", "Nothing\n\nof it.\n")
    world.build()
    library.reload()
    (after,) = library.exported()
    assert after.standing is Standing.LOST
    assert (after.quote, after.start, after.end, after.text_sha256) == (
        before.quote,
        before.start,
        before.end,
        before.text_sha256,
    )
    assert "not found" in as_markdown([after])
    assert outcomes(library, as_json_lines([after])) == [Outcome.MISSING]


def test_no_words_are_no_citation(library: Library) -> None:
    for start, end in ((0, 0), (3, 3), (5, 2), (0, 10**6)):
        with pytest.raises(NotebookError):
            library.citation("plain.md", start, end)


GOOD = {"article": "x", "path": "p", "quote": "q", "start": 0, "end": 1, "text_sha256": "0"}


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a": ' * 50_000,
        b"{}",
        *(
            json.dumps(GOOD | wrong).encode()
            for wrong in ({"start": -1}, {"start": True}, {"start": 1.5}, {"end": "1"})
        ),
        json.dumps(GOOD | {"start": 5}).encode(),
        json.dumps(GOOD | {"end": 10**30}).encode(),
        json.dumps(GOOD | {"quote": None}).encode(),
        json.dumps(GOOD | {"file_sha256": 5}).encode(),
        b'{"start": NaN}',
        b"9" * 5000,
    ],
)
def test_a_broken_line_is_named_by_its_number_and_the_others_are_checked(library: Library, line: bytes) -> None:
    good = as_json_lines([library.citation("plain.md", 0, 4)]).encode()
    said = list(library.verified(io.BytesIO(good + b"\n" + line + b"\n" + good)))
    assert [(one.line, one.outcome) for one in said] == [(1, Outcome.SAME), (3, Outcome.BROKEN), (4, Outcome.SAME)]
    assert said[1].reason


def test_whoever_stops_halfway_keeps_nobody_waiting(library: Library) -> None:
    good = as_json_lines([library.citation("plain.md", 0, 4)]).encode()
    with ThreadPoolExecutor(1) as another, closing(library.verified(io.BytesIO(good * 2))) as checks:
        assert next(checks).outcome is Outcome.SAME
        assert another.submit(lambda: library.name).result(timeout=10)
        assert next(checks).line == 2


@pytest.mark.parametrize("quote", ["\ud800", "\x1b[31m", "\x00", "'; DROP TABLE articles; --", "q" * 10**6])
def test_hostile_words_are_only_missing(library: Library, quote: str) -> None:
    line = json.dumps(GOOD | {"quote": quote, "article": quote[:50], "text_sha256": quote[:50]})
    assert outcomes(library, line) == [Outcome.MISSING]


EXCERPT = Excerpt("id", "a.txt", "T", None, None, "", "", "", 0, 0, None, "0", None)
MARKUP = st.text(st.sampled_from("ab *_`#>-+=1.)[](){}<>&;~|\\!\"'\n:/$") | st.characters(codec="utf-8"), max_size=60)


@given(MARKUP.map(lambda text: " ".join(text.split())).filter(bool), MARKUP, st.text("ab`", min_size=1, max_size=9))
def test_no_text_from_outside_becomes_markup(title: str, quote: str, path: str) -> None:
    """The oracle is a Markdown parser: of what it reads, only the words are left, and they are those that went in."""
    lines = [" ".join(line.split()) for line in quote.splitlines()]
    quote = "\n".join(line for line in lines if line and line.isprintable())
    if not title.isprintable():
        return
    tokens = MarkdownIt("commonmark").parse(as_markdown([replace(EXCERPT, title=title, quote=quote, path=path)]))
    kinds = [token.type for token in tokens]
    expected = ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"] if quote else []
    assert kinds == [*expected, "paragraph_open", "inline", "paragraph_close"]
    inline = [token for token in tokens if token.type == "inline"]
    if quote:
        assert plain(inline[0].children) == quote
    assert plain(inline[-1].children) == f"— {title}, {path}"


def plain(children: list | None) -> str:
    allowed = {"text": "", "text_special": "", "softbreak": "\n", "em_open": "", "em_close": "", "code_inline": ""}
    assert {child.type for child in children or ()} <= set(allowed)
    return "".join(allowed[child.type] or child.content for child in children or ())
