"""Tables and JSON: a row or an object is an article, and a broken one costs only itself."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Article, Origin, article_id
from index.readers import articles_in, read
from index.readers.records import delimited
from tests.index.test_readers import RELAXED, articles, holds_together, reads_again

HEADER = ["Title", "Body", "Source", "Publish Date", "Authors"]
ROW = ["Troops take town", "The army said so.\n\nIt left.", "Reuters", "2020-01-09", "Ann Lee; Bob May"]


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def file_of(folder: Path, content: str | bytes, name: str = "news.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def one_of(found: list[Article | ReadError]) -> Article:
    (article,) = found
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_columns_of_an_article(tmp_path: Path, delimiter: str, encoding: str) -> None:
    row = [*ROW[:2], "L’Été, à 9", *ROW[3:]]
    article = one_of(articles(file_of(tmp_path, table([HEADER, row], delimiter).encode(encoding))))
    assert article.text == "Troops take town\n\nThe army said so.\n\nIt left."
    assert (article.title_origin, article.source, str(article.published)) == (Origin.STATED, "L’Été, à 9", "2020-01-09")
    assert article.authors == ("Ann Lee", "Bob May")
    assert (article.row, article.id) == (1, article_id("news.csv", 1))
    assert article.encoding_guessed is (encoding == "cp1252")


def test_cells_of_a_tsv_are_parted_by_tabs_whatever_else_is_in_its_header(tmp_path: Path) -> None:
    article = one_of(articles(file_of(tmp_path, "title, body, source\tbody\nA title here\tIts body.\n", "a.tsv")))
    assert article.text == "Its body."


def test_spreadsheets_say_their_delimiter_in_the_first_line(tmp_path: Path) -> None:
    article = one_of(articles(file_of(tmp_path, "\ufeffsep=^\r\ntitle^body\r\nA title^Its body.\r\n")))
    assert (article.title, article.row) == ("A title", 2)


def test_a_row_is_known_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    first, second = articles(file_of(tmp_path, table([HEADER, ROW, [], [""] * 5, ROW])))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.row, second.row) == (1, 6)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A title,,Reuters", "no text"),
        ("A title", "no body"),
        ("A title,It fell, they said,Reuters,2020-01-09,Ann Lee,more", "7 cells, and the table 5 columns"),
    ],
)
def test_a_row_that_can_not_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, row: str, said: str) -> None:
    error, last = articles(file_of(tmp_path, f"{','.join(HEADER)}\n{row}\nA title,Its body.\n"))
    assert isinstance(error, ReadError)
    assert said in error.message
    assert (error.place, bool(error.remedy)) == ("news.csv:2", True)
    assert isinstance(last, Article)
    assert last.row == 2


@pytest.mark.parametrize("long", ["x" * 3000, "a line\n" * 500, '""\n' * 700])
def test_a_row_that_is_too_long_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: str) -> None:
    monkeypatch.setattr(delimited, "LONGEST_ROW", 1024)
    monkeypatch.setattr(delimited, "_CHUNK", 100)
    written = f'body,title\n"{long}",A title\nIts body.,Another\n'
    error, last = articles(file_of(tmp_path, written))
    assert isinstance(error, ReadError)
    assert "longer than" in error.message
    assert isinstance(last, Article)
    assert (last.title, last.row) == ("Another", written.count("\n") - 1)


def test_a_text_longer_than_the_modules_own_limit_is_read(tmp_path: Path) -> None:
    long = "A sentence of an article. " * 20_000
    assert one_of(articles(file_of(tmp_path, table([HEADER, ["A title", long]])))).words == 100_000


def test_a_row_in_another_encoding_than_the_rest_is_guessed_at(tmp_path: Path) -> None:
    strange = "Où êtes-vous allés cet été? Le président français a condamné l’attaque."
    content = table([["body"], ["Plain words, for a long time."] * 1]).encode() + f'"{strange}"\r\n'.encode("cp1252")
    plain = table([["body"]] + [["Plain words, for a long time."]] * 4000).encode()
    for whole in (content, plain + f'"{strange}"\r\n'.encode("cp1252")):
        last = articles(file_of(tmp_path, whole))[-1]
        assert isinstance(last, Article)
        assert last.text == strange
        assert last.encoding_guessed


def test_a_table_without_a_text_names_its_columns(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="“Headline”, “Lead”, “Datum”") as raised:
        list(read(file_of(tmp_path, "Headline,Lead,Datum\na,b,c\n"), "news.csv"))
    assert raised.value.remedy


def test_a_packed_table_that_breaks_off_gives_what_stands_before(tmp_path: Path) -> None:
    import gzip

    rows = [[f"Title {n}", f"Body number {n}, {hash(str(n))}."] for n in range(6000)]
    whole = gzip.compress(table([["title", "body"], *rows]).encode())
    *found, error = articles(file_of(tmp_path, whole[: len(whole) // 2], "news.csv.gz"))
    assert len(found) > 500
    assert all(isinstance(article, Article) for article in found)
    assert isinstance(error, ReadError)
    assert "breaks off" in error.message


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".json"])
@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"\n \n", "no row|no JSON"), (b"\0\1\2" * 99, "binary")]
)
def test_what_is_no_table_is_named_with_a_remedy(tmp_path: Path, suffix: str, content: bytes, said: str) -> None:
    (error,) = articles(file_of(tmp_path, content, f"a{suffix}"))
    assert isinstance(error, ReadError)
    assert any(words in error.message for words in said.split("|"))
    assert error.remedy


def test_an_array_of_objects_and_one_object(tmp_path: Path) -> None:
    good = {"title": "Troops take town", "body": "The army said so.", "date": "2020-01-09"}
    first, error, none, last = articles(file_of(tmp_path, json.dumps([good, 7, {"title": "x"}, good]), "a.json"))
    assert isinstance(first, Article)
    assert isinstance(error, ReadError)
    assert (error.place, error.message) == ("a.json (item 2)", "this is no JSON object")
    assert isinstance(none, ReadError)
    assert isinstance(last, Article)
    assert (last.row, str(last.published)) == (3, "2020-01-09")
    alone = one_of(articles(file_of(tmp_path, json.dumps({"body": "Words."}, indent=1), "2020-01-09.json")))
    assert (alone.row, alone.published_origin) == (0, Origin.FILENAME)


@pytest.mark.parametrize("content", ["[", "[]", "7", '{"title": "x"}', "[" * 100_000, "[" + "9" * 9999 + "]"])
def test_what_is_no_article_in_json_is_named(tmp_path: Path, content: str) -> None:
    (error,) = articles(file_of(tmp_path, content, "a.json"))
    assert isinstance(error, ReadError)
    assert error.remedy


def test_articles_are_counted_by_lines_and_objects(tmp_path: Path) -> None:
    assert articles_in(file_of(tmp_path, table([HEADER, ROW[:1], ROW[:1]]))) == 3
    assert articles_in(file_of(tmp_path, '[{"body": "a"}, {"body": "b"}]', "a.json")) == 2


@RELAXED
@given(st.binary(max_size=300), st.sampled_from([".csv", ".tsv", ".json", ".csv.gz"]), st.booleans())
def test_any_bytes_are_articles_or_an_error(tmp_path: Path, content: bytes, suffix: str, headed: bool) -> None:
    for found in articles(file_of(tmp_path, b"title,body\n" * headed + content, f"a{suffix}")):
        if isinstance(found, Article):
            holds_together(found)


@RELAXED
@given(st.lists(st.tuples(st.text(max_size=40), st.text(min_size=1, max_size=80)), min_size=1, max_size=4))
def test_what_a_table_says_is_what_json_lines_say(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    rows = [(title, body) for title, body in rows if not any(map(unfit, title + body))]
    lines = "\n".join(json.dumps({"title": title, "body": body}) for title, body in rows)
    told = [one.text for one in articles(file_of(tmp_path, lines, "a.jsonl")) if isinstance(one, Article)]
    shown = articles(file_of(tmp_path, table([["title", "body"], *map(list, rows)])))
    assert [one.text for one in shown if isinstance(one, Article)] == told
    for article in shown:
        if isinstance(article, Article):
            reads_again(article, tmp_path)


def unfit(character: str) -> bool:
    """What no UTF-8 text has, or what makes it pass for binary data."""
    return "\ud800" <= character <= "\udfff" or (character < " " and character not in "\t\n\r")
