"""`sources.toml` and files of JSON beside articles: the user's own word on what files are."""

from __future__ import annotations

import json
import os
from encodings.aliases import aliases
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.pipeline import build
from index.build.progress import FileReport, FileStatus
from index.build.scan import FoundFile, Root, files_below
from index.build.sources.declarations import Declarations
from index.build.sources.path_patterns import LONGEST_PATH
from index.build.sources.sources_file import read
from index.corrections import Corrections
from index.errors import ReadError
from index.library import Library
from index.model import Article, Origin
from index.readers import Declared
from index.readers import read as read_file
from index.readers.encoding import encoding_of
from tests.index.test_incremental import everything
from tests.index.test_readers import RELAXED


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def found_in(folder: Path) -> dict[str, Article]:
    """Path → the last article of each file below a folder, as a build would read it."""
    files = [found for found in files_below(Root(folder)) if isinstance(found, FoundFile)]
    read = ((f.relative, list(read_file(f.path, f.relative, declared=f.declared))[-1]) for f in files)
    return {relative: item for relative, item in read if isinstance(item, Article)}


def reports(folder: Path) -> list[FileReport]:
    return [found for found in files_below(Root(folder)) if isinstance(found, FileReport)]


WORDS = "A title of an article\n\nThe army said on Monday that it would leave the town.\n"


def test_source_language_and_what_the_path_states(tmp_path: Path) -> None:
    pattern = r"(?P<date>\d{4}.\d\d.\d\d)/(?P<author>[^/]+)/"
    stated = f"[[source]]\nfiles = 'r/**/*.txt'\nsource = 'Reuters'\nlanguage = 'en'\npath = '{pattern}'\n"
    write(tmp_path, {"sources.toml": stated, "r/2020_01_09/Ann Lee/a.txt": WORDS, "b.txt": WORDS})
    found = found_in(tmp_path)
    article = found["r/2020_01_09/Ann Lee/a.txt"]
    assert (article.source, article.source_origin, article.label) == ("Reuters", Origin.RULE, "Reuters")
    assert (str(article.published), article.published_origin) == ("2020-01-09", Origin.RULE)
    assert (article.authors, article.authors_origin) == (("Ann Lee",), Origin.RULE)
    assert article.language == "en"
    assert (found["b.txt"].source, found["b.txt"].published) == (None, None)


def test_a_title_that_the_path_states(tmp_path: Path) -> None:
    write(tmp_path, {"sources.toml": "[[source]]\npath = '(?P<title>[^/.]+)[.]txt'\n", "Town falls.txt": WORDS})
    article = found_in(tmp_path)["Town falls.txt"]
    assert (article.title, article.title_origin) == ("Town falls", Origin.RULE)
    assert article.text.startswith("Town falls\n\nA title of an article\n\n")


def test_the_document_counts_for_more_and_the_name_of_the_file_for_less(tmp_path: Path) -> None:
    stated = "[[source]]\nsource = 'Reuters'\npath = '(?P<date>[0-9-]+)/'\n"
    front = "---\nsource: Agence\n---\n# A title\n\nIts body.\n"
    write(tmp_path, {"sources.toml": stated, "2019-01-01/a.md": front, "2019-01-01/2020-01-09.txt": WORDS})
    found = found_in(tmp_path)
    assert (found["2019-01-01/a.md"].source, found["2019-01-01/a.md"].source_origin) == ("Agence", Origin.STATED)
    assert str(found["2019-01-01/2020-01-09.txt"].published) == "2019-01-01"


def test_the_nearest_file_counts_for_most_and_in_it_the_last_entry(tmp_path: Path) -> None:
    outer = "[[source]]\nsource = 'Outer'\nlanguage = 'en'\n[[source]]\nfiles = 'a/b/**'\nsource = 'Deep'\n"
    write(tmp_path, {"sources.toml": outer, "a/sources.toml": "[[source]]\nfiles = 'n.txt'\nsource = 'Inner'\n"})
    write(tmp_path, {"a/n.txt": WORDS, "a/b/n.txt": WORDS, "n.txt": WORDS})
    found = found_in(tmp_path)
    assert {path: article.source for path, article in found.items()} == {
        "a/n.txt": "Inner",
        "a/b/n.txt": "Deep",
        "n.txt": "Outer",
    }
    assert {article.language for article in found.values()} == {"en"}


def test_a_declared_encoding_is_no_guess(tmp_path: Path) -> None:
    words = "Заголовок статьи\n\nАрмия ушла.\n"
    write(tmp_path, {"sources.toml": "[[source]]\nencoding = 'cp1251'\n", "a.txt": words.encode("cp1251")})
    line = json.dumps({"body": "Армия ушла."}, ensure_ascii=False)
    write(tmp_path, {"b.jsonl": line.encode("cp1251"), "c.csv": "title,body\nСтатья,Армия ушла.\n".encode("cp1251")})
    write(tmp_path, {"d.txt": words.encode("utf-8-sig")})
    found = found_in(tmp_path)
    assert all("Армия ушла." in article.text for article in found.values())
    assert {article.encoding_guessed for article in found.values()} == {False}
    assert {path: article.encoding for path, article in found.items()} == {
        "a.txt": "cp1251",
        "b.jsonl": "cp1251",
        "c.csv": "cp1251",
        "d.txt": "utf-8",
    }


def test_a_wrong_encoding_is_said(tmp_path: Path) -> None:
    write(tmp_path, {"sources.toml": "[[source]]\nencoding = 'utf-8'\n", "a.txt": "Où êtes-vous?".encode("cp1252")})
    write(tmp_path, {"a.csv": "title,body\nA title,Où êtes-vous?\n".encode("cp1252")})
    for article in found_in(tmp_path).values():
        (warning,) = article.warnings
        assert "UTF-8" in warning


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.jsonl"])
def test_every_encoding_of_python_can_be_declared_or_is_refused(tmp_path: Path, name: str) -> None:
    content = json.dumps({"body": "Words of an article."}) if name == "a.jsonl" else "body\nWords of an article.\n"
    for encoding in sorted({*aliases.values(), "undefined", "idna", "punycode", "unicode_escape", "windows-1251"}):
        known = encoding_of(encoding)
        if known:
            write(tmp_path, {name: content.encode(known)})
            items = list(read_file(tmp_path / name, name, declared=Declared(encoding=known)))
            assert isinstance(items[0], Article | ReadError)
            if not encoding.startswith(("utf_16", "utf_32")) and isinstance(items[0], Article):
                assert "Words of an article." in items[0].text


COLUMNS = """
[[source]]
delimiter = ";"
[source.columns]
title = "Head line"
body = ["Lead", "Text"]
date = ["None", "Datum"]
source = "Paper"
authors = ["By", "And"]
"""


def test_columns_of_tables_and_fields_of_json(tmp_path: Path) -> None:
    row = {"Head line": "A title", "Lead": "Lead, it is.", "Text": "Text.", "Datum": "2020-01-09"}
    row |= {"Paper": "Post", "By": "Ann Lee;Bob May", "And": "Cy Roe", "title": "Another title"}
    table = ";".join(row) + "\n" + ";".join(f'"{cell}"' for cell in row.values()) + "\n"
    write(tmp_path, {"sources.toml": COLUMNS, "a.csv": table, "b.jsonl": json.dumps(row), "c.json": json.dumps([row])})
    found = found_in(tmp_path)
    assert len(found) == 3
    for article in found.values():
        assert article.text == "A title\n\nLead, it is.\n\nText."
        assert (article.source, str(article.published), article.source_origin) == ("Post", "2020-01-09", Origin.STATED)
        assert article.authors == ("Ann Lee", "Bob May", "Cy Roe")


def test_columns_that_a_table_has_not_are_said_and_the_known_names_count_as_ever(tmp_path: Path) -> None:
    write(tmp_path, {"sources.toml": "[[source]]\n[source.columns]\nbody = 'Txt'\n", "a.csv": "title,body\nA,Words.\n"})
    said: list[FileReport] = []
    build(tmp_path / "x", [tmp_path], corrections=Corrections(tmp_path / "c.jsonl"), report=said.append)
    assert [(line.path, line.reason) for line in said if line.path == "a.csv"] == [
        ("a.csv", "1 article: 1 added; sources.toml names columns that it has not: “Txt”")
    ]


def test_what_a_table_without_a_text_tells_to_write_is_right(tmp_path: Path) -> None:
    write(tmp_path, {"n.csv": 'Head,Full "text"\nA title,"Words, that go on."\n'})
    said: list[FileReport] = []
    build(tmp_path / "x", [tmp_path], corrections=Corrections(tmp_path / "c.jsonl"), report=said.append)
    (failed,) = [line for line in said if line.status is FileStatus.FAILED]
    write(tmp_path, {"sources.toml": failed.remedy.partition("each: ")[2].replace(", ", "\n")})
    assert found_in(tmp_path)["n.csv"].text == "Words, that go on."


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[source]]\nsource = 'A'\n[[source]\n", 3, "not TOML"),
        ("x = 1\n", 1, "no section x"),
        ("[source]\nsource = 'A'\n", 1, "no list of tables"),
        ("[[source]]\n[[source]]\nfile = '*.txt'\n", 3, "no key file"),
        ("[[source]]\nfiles = 7\n", 2, "can't be 7"),
        ("[[source]]\nfiles = ['a', '']\n", 2, "can't be a list"),
        ("[[source]]\nfiles = '../a.txt'\n", 2, "outside of this folder"),
        ("[[source]]\nfiles = 'a//b'\n", 2, "empty"),
        ("[[source]]\nsource = ' '\n", 2, "can't be"),
        ("[[source]]\nencoding = 'rot13'\n", 2, "rot13"),
        ("[[source]]\nencoding = 'cp9999'\n", 2, "cp9999"),
        ("[[source]]\nencoding = 'idna'\n", 2, "idna"),
        ("[[source]]\ndelimiter = ', '\n", 2, "delimiter"),
        ("[[source]]\nlanguage = '!'\n", 2, "language"),
        ("[[source]]\npath = '(?P<date>'\n", 2, "none that Python knows"),
        ("[[source]]\npath = '(?P<day>.)'\n", 2, "has the group day"),
        ("[[source]]\npath = 3\n", 2, "path can't be 3"),
        ("[[source]]\n[source.columns]\nbodi = 'x'\n", 3, "no column bodi"),
        ("[[source]]\n[source.columns]\nbody = [1]\n", 3, "body can't be a list"),
        ("[[source]]\ncolumns = 'x'\n", 2, "columns can't be"),
        ("[[source]]\n\n[[source]]\nsource = 3\n", 4, "source can't be 3"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_a_remedy(tmp_path: Path, text: str, line: int, said: str) -> None:
    write(tmp_path, {"n/sources.toml": text, "n/a.txt": WORDS})
    (report,) = [line for line in reports(tmp_path) if line.status is FileStatus.FAILED]
    assert report.path == f"n/sources.toml:{line}"
    assert said in report.reason
    assert report.remedy


def test_the_rest_of_a_wrong_entry_applies(tmp_path: Path) -> None:
    stated = "[[source]]\nsource = 'A'\nencoding = 'x'\npath = '(a+)+'\n[[source]]\nfiles = '/x'\nlanguage = 'en'\n"
    write(tmp_path, {"sources.toml": stated, "a.txt": WORDS})
    assert [report.path for report in reports(tmp_path)] == ["sources.toml:3", "sources.toml:4", "sources.toml:6"]
    assert (found_in(tmp_path)["a.txt"].source, found_in(tmp_path)["a.txt"].language) == ("A", None)


def test_an_entry_for_no_file_is_said(tmp_path: Path) -> None:
    write(tmp_path, {"sources.toml": "[[source]]\n\n[[source]]\nfiles = 'b/*.txt'\n", "a.txt": WORDS})
    (report,) = reports(tmp_path)
    assert (report.path, report.status, report.reason) == (
        "sources.toml:3",
        FileStatus.SKIPPED,
        "no file here is b/*.txt",
    )


@RELAXED
@given(st.binary(max_size=80) | st.text("[]source=files'\"\n.*{}path", max_size=80).map(str.encode))
def test_any_bytes_are_entries_or_faults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sources.toml").write_bytes(content)
    for fault in read(tmp_path / "sources.toml").faults:
        assert fault.message
        assert fault.remedy


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sources.toml")
    os.mkfifo(tmp_path / "a.json")
    write(tmp_path, {"a.txt": WORDS})
    assert [line.reason for line in reports(tmp_path) if line.path == "sources.toml"] == ["it is no ordinary file"]
    assert found_in(tmp_path)["a.txt"].title == "A title of an article"


def test_a_path_that_is_too_long_states_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"sources.toml": "[[source]]\nsource = 'A'\npath = '(?P<source>[^/]+)/'\n"})
    declarations = Declarations()
    list(declarations.enter(tmp_path, ""))
    assert declarations.of(Path("a.txt"), "b/a.txt", "").values == (("source", "b"),)
    assert declarations.of(Path("a.txt"), "b/" * LONGEST_PATH + "a.txt", "").values == (("source", "A"),)


# Files beside articles


def test_a_file_beside_an_article_counts_for_more_than_the_article(tmp_path: Path) -> None:
    front = "---\ntitle: Another\nsource: Agence\nauthor: Ann Lee\n---\n\nIts body.\n"
    beside = json.dumps({"title": "A title", "source": "Post", "date": "2020-01-09", "body": "No words of it."})
    write(tmp_path, {"a.md": front, "a.json": beside, "b.md": "# A heading\n\nWords.\n", "b.md.json": beside})
    found = found_in(tmp_path)
    assert set(found) == {"a.md", "b.md"}
    article = found["a.md"]
    assert (article.title, article.title_origin, article.text) == ("A title", Origin.SIDECAR, "A title\n\nIts body.")
    assert (article.source, article.source_origin) == ("Post", Origin.SIDECAR)
    assert (str(article.published), article.published_origin) == ("2020-01-09", Origin.SIDECAR)
    assert (article.authors, article.authors_origin) == (("Ann Lee",), Origin.STATED)
    assert found["b.md"].text == "A title\n\nA heading\n\nWords."
    assert [report.path for report in reports(tmp_path)] == ["a.json", "b.md.json"]


@pytest.mark.parametrize(("content", "said"), [(b"{", "no JSON"), (b"[]", "no JSON object"), (b"", "empty")])
def test_a_file_beside_an_article_that_can_not_be_read_is_a_warning(tmp_path: Path, content: bytes, said: str) -> None:
    write(tmp_path, {"d/a.txt": WORDS, "d/a.json": content})
    (warning,) = found_in(tmp_path)["d/a.txt"].warnings
    assert warning.startswith("The file a.json beside it is not used: ")
    assert said in warning


def test_a_file_named_by_itself_has_what_its_folder_states(tmp_path: Path) -> None:
    write(tmp_path, {"sources.toml": "[[source]]\nsource = 'A'\n", "a.txt": WORDS, "a.json": '{"language": "fr"}'})
    (found,) = files_below(Root(tmp_path / "a.txt"))
    assert isinstance(found, FoundFile)
    assert found.declared.values == (("source", "A"),)
    assert found.declared.sidecar == "a.json"


# Building again


def statuses(library: Path, folder: Path, corrections: Corrections) -> dict[str, FileStatus]:
    said: list[FileReport] = []
    build(library, [folder], corrections=corrections, report=said.append)
    return {line.path: line.status for line in said}


def test_only_what_it_touches_is_read_again(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    folder = write(
        tmp_path / "news", {"a/n.txt": WORDS, "b/n.txt": WORDS + "More.\n", "c/n.txt": WORDS + "Yet more.\n"}
    )
    library = tmp_path / "library"
    statuses(library, folder, corrections)
    steps: list[tuple[dict[str, str | bytes], set[str]]] = [
        ({"sources.toml": "[[source]]\nfiles = 'a/*'\nsource = 'A'\n"}, {"a/n.txt"}),
        ({"sources.toml": "# the same\n[[source]]\nfiles = 'a/**'\nsource = 'A'\n"}, set()),
        ({"sources.toml": "[[source]]\nfiles = '[ab]/*'\nsource = 'A'\n"}, {"b/n.txt"}),
        ({"b/n.json": '{"source": "B"}'}, {"b/n.txt"}),
        ({"b/n.json": '{"source": "C"}'}, {"b/n.txt"}),
        ({"c/sources.toml": "[[source]]\npath = '(?P<title>n)'\n"}, {"c/n.txt"}),
        ({"sources.toml": ""}, {"a/n.txt"}),
    ]
    for number, (files, touched) in enumerate(steps):
        write(folder, files)
        said = statuses(library, folder, corrections)
        updated = {path for path, status in said.items() if status is FileStatus.UPDATED}
        assert updated == touched - ({"b/n.txt"} if number == 6 else set()), number
        build(tmp_path / f"new-{number}", [folder], corrections=corrections)
        assert origins(library, corrections) == origins(tmp_path / f"new-{number}", corrections)
        assert everything(library, corrections) == everything(tmp_path / f"new-{number}", corrections)


def origins(folder: Path, corrections: Corrections) -> list[tuple[object, ...]]:
    library = Library.open(folder, corrections=corrections)
    try:
        return [
            (row.path, row.title, row.title_origin, row.source, row.source_origin, row.published, row.label)
            for row in library.rows()
        ]
    finally:
        library.close()


def test_a_key_of_a_hundred_thousand_parts_is_refused_by_its_line(tmp_path: Path) -> None:
    write(tmp_path, {"sources.toml": "[[source]]\nsource = 'A'\n" + ".".join("a" * 100_000) + " = 1\n", "a.txt": "A"})
    (said,) = [one for one in files_below(Root(tmp_path)) if isinstance(one, FileReport)]
    assert (said.path, said.reason) == ("sources.toml:3", "there are more than 100 dots in this line")
