"""JSON lines: one article a line, as they stream by; a broken one costs only itself."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from index.errors import ReadError
from index.model import Article, Origin, article_id
from index.readers import read
from index.readers.records import json_lines as jsonlines
from tests.index.test_readers import articles

GOOD = {"title": "Troops take town", "body": "The army said so.\n\nIt left.", "source": "Reuters", "date": "2020-01-09"}


def file_of(folder: Path, *lines: object, name: str = "news.jsonl") -> Path:
    written = b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines)
    path = folder / name
    path.write_bytes(lzma.compress(written) if name.endswith(".xz") else written)
    return path


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.xz", "NEWS.JSONL"])
def test_fields_of_an_article(tmp_path: Path, name: str) -> None:
    full = GOOD | {"authors": ["Ann Lee", "Bob May"], "url": "https://example.org", "language": "en"}
    (article,) = articles(file_of(tmp_path, full, name=name))
    assert isinstance(article, Article)
    assert article.text == "Troops take town\n\nThe army said so.\n\nIt left."
    assert (article.title_origin, article.source, str(article.published)) == (Origin.STATED, "Reuters", "2020-01-09")
    assert (article.authors, article.url, article.language) == (("Ann Lee", "Bob May"), "https://example.org", "en")
    assert (article.row, article.id) == (0, article_id(name, 0))


def test_label_is_the_source_or_the_stem(tmp_path: Path) -> None:
    path = file_of(tmp_path, GOOD, GOOD | {"source": ""}, name="news.jsonl.xz")
    assert [found.label for found in articles(path) if isinstance(found, Article)] == ["Reuters", "news"]


def test_text_is_taken_for_a_missing_body_and_a_title_in_the_body_is_not_said_twice(tmp_path: Path) -> None:
    rows = [
        {"text": "Only text."},
        GOOD | {"body": "Troops take town | Reuters\n\nThe army said so."},
        GOOD | {"title": ""},
    ]
    first, second, third = articles(file_of(tmp_path, *rows))
    assert isinstance(first, Article)
    assert (first.text, first.title_origin) == ("Only text.", Origin.DERIVED)
    assert isinstance(second, Article)
    assert second.text == "Troops take town\n\nThe army said so."
    assert isinstance(third, Article)
    assert (third.text, third.title) == ("The army said so.\n\nIt left.", "The army said so.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"body": "broken', "no JSON"),
        (b"[1, 2]", "no JSON object"),
        (b'"words"', "no JSON object"),
        (b'{"title": "x"}', "no body"),
        (b'{"title": "x", "body": null}', "no body"),
        (b'{"title": "x", "body": ""}', "no text"),
        (b'{"title": "x", "body": "\\u0000 \\u200b"}', "no text"),
        (b'{"body": 7}', "no text"),
        (b"[" * 100_000, "too deep|no JSON|nested"),
        (b'{"body": ' + b"9" * 10_000 + b"}", "too long|nested"),
        (b"\x00\x01\x02" * 50, "binary"),
    ],
)
def test_a_line_that_can_not_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, line: bytes, said: str) -> None:
    first, error, last = articles(file_of(tmp_path, GOOD, line, GOOD))
    assert isinstance(first, Article)
    assert isinstance(error, ReadError)
    assert (error.place, bool(error.remedy)) == ("news.jsonl:2", True)
    assert any(words in str(error) for words in said.split("|"))
    assert isinstance(last, Article)
    assert last.row == 2


def test_blank_lines_and_a_mark_at_the_start_are_nothing(tmp_path: Path) -> None:
    found = articles(file_of(tmp_path, b"\xef\xbb\xbf" + json.dumps(GOOD).encode(), b"", b"  ", GOOD))
    assert [type(article) for article in found] == [Article, Article]


def test_a_line_that_is_too_long_is_skipped_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonlines, "LONGEST_LINE", 1024 * 1024)
    _, error, last = articles(file_of(tmp_path, GOOD, {"body": "x" * 3_000_000}, GOOD))
    assert isinstance(error, ReadError)
    assert "longer than 1 MB" in error.message
    assert isinstance(last, Article)


def test_a_file_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    many = [GOOD | {"body": f"Article number {number}, {hash(str(number))}."} for number in range(6_000)]
    whole = file_of(tmp_path, *many, name="news.jsonl.xz").read_bytes()
    (tmp_path / "cut.jsonl.xz").write_bytes(whole[: len(whole) // 2])
    *found, error = articles(tmp_path / "cut.jsonl.xz")
    assert len(found) > 500
    assert all(isinstance(article, Article) for article in found)
    assert isinstance(error, ReadError)
    assert error.place.startswith("cut.jsonl.xz:")
    damaged = bytearray(whole)
    damaged[len(whole) // 2] ^= 255
    (tmp_path / "damaged.jsonl.xz").write_bytes(damaged)
    assert isinstance(articles(tmp_path / "damaged.jsonl.xz")[-1], ReadError)


def test_what_is_no_xz_is_named(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl.xz").write_bytes(b"plainly not compressed")
    with pytest.raises(ReadError, match="damaged"):
        list(read(tmp_path / "news.jsonl.xz", "news.jsonl.xz"))


def test_lines_in_an_old_encoding_are_read_with_a_guess(tmp_path: Path) -> None:
    line = '{"title": "Café", "body": "Où êtes-vous allés cet été? Le président français a condamné l’attaque."}'
    (article,) = articles(file_of(tmp_path, line.encode("cp1252")))
    assert isinstance(article, Article)
    assert article.encoding_guessed
    assert "Où êtes-vous allés" in article.text


def test_articles_stream_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    lines = jsonlines._lines

    def counted(*given: object) -> Iterator[bytes | ReadError]:
        for line in lines(*given):  # type: ignore[arg-type]
            asked.append(1)
            yield line

    monkeypatch.setattr(jsonlines, "_lines", counted)
    path = file_of(tmp_path, *[GOOD] * 1000)
    list(islice(read(path, "news.jsonl"), 3))
    assert len(asked) == 3


def test_real_archives_read_without_an_error(shared_data: Path) -> None:
    for name, most in (("stories-dev.jsonl.xz", 500), ("news-100k.jsonl.xz", 500)):
        found = list(islice(read(shared_data / name, name), most))
        assert all(isinstance(article, Article) for article in found)
