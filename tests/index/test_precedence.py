"""Which of several statements about an article counts, and where each value says that it comes from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.model import Article, Origin, PartialDate
from tests.index.test_sources import found_in, write

REPORT = "Forces loyal to the government took the town on Thursday, its spokesman said in the capital."
DAYS = {
    "the file beside it": Origin.SIDECAR,
    "the article itself": Origin.STATED,
    "sources.toml": Origin.RULE,
    "its address": Origin.RULE,
    "the file's name": Origin.FILENAME,
    "its dateline": Origin.RULE,
    "a line of its own": Origin.RULE,
}
SOURCES = {
    "the file beside it": Origin.SIDECAR,
    "the article itself": Origin.STATED,
    "sources.toml": Origin.RULE,
    "its title": Origin.RULE,
    "its address": Origin.RULE,
    "its dateline": Origin.RULE,
}


def article(folder: Path, files: dict[str, str]) -> Article:
    write(folder, files)
    (found,) = found_in(folder).values()
    return found


def day_of(level: str, *, first: int = 2) -> str:
    """Another day for each of the statements."""
    return f"2020-01-{first + list(DAYS).index(level):02}"


@pytest.mark.parametrize("level", DAYS)
def test_the_first_of_all_that_state_a_day_counts(level: str, tmp_path: Path) -> None:
    stating = list(DAYS)[list(DAYS).index(level) :]
    files: dict[str, str] = {}
    front = ["title: Army takes town"]
    if "the file beside it" in stating:
        files["a.json"] = json.dumps({"date": day_of("the file beside it")})
    if "the article itself" in stating:
        front.append(f"date: {day_of('the article itself')}")
    if "sources.toml" in stating:
        files["sources.toml"] = f"[[source]]\npath = '(?P<date>2020.*)/'\nfiles = '{day_of('sources.toml')}/**'\n"
    if "its address" in stating:
        front.append(f"url: https://example.org/{day_of('its address').replace('-', '/')}/army")
    stem = day_of("the file's name") if "the file's name" in stating else "a"
    day = int(day_of("its dateline")[-2:])
    place = f"TRIPOLI, Jan {day}, 2020 (Reuters) - " if "its dateline" in stating else ""
    line = f"Published: {day_of('a line of its own')}"
    folder = f"{day_of('sources.toml')}/"
    body = f"---\n{chr(10).join(front)}\n---\n{line}\n\n{place}{REPORT}\n"
    files = {
        f"{folder}{name.replace('a.', f'{stem}.')}" if name == "a.json" else name: text for name, text in files.items()
    }
    found = article(tmp_path, {**files, f"{folder}{stem}.md": body})
    assert (str(found.published), found.published_origin) == (day_of(level), DAYS[level])


@pytest.mark.parametrize("level", SOURCES)
def test_the_first_of_all_that_name_a_source_counts(level: str, tmp_path: Path) -> None:
    stating = list(SOURCES)[list(SOURCES).index(level) :]
    files: dict[str, str] = {}
    front = ["title: Army takes town | BBC News" if "its title" in stating else "title: Army takes town"]
    if "the file beside it" in stating:
        files["a.json"] = json.dumps({"source": "The file beside it"})
    if "the article itself" in stating:
        front.append("source: The article itself")
    if "sources.toml" in stating:
        files["sources.toml"] = "[[source]]\nsource = 'Sources'\n"
    if "its address" in stating:
        front.append("url: https://www.example.org/army")
    files["a.md"] = f"---\n{chr(10).join(front)}\n---\nTRIPOLI (Reuters) - {REPORT}\n"
    named = {"the file beside it": "The file beside it", "the article itself": "The article itself"}
    named |= {
        "sources.toml": "Sources",
        "its title": "BBC News",
        "its address": "example.org",
        "its dateline": "Reuters",
    }
    found = article(tmp_path, files)
    assert (found.source, found.source_origin) == (named[level], SOURCES[level])
    assert found.text.endswith(f"TRIPOLI (Reuters) - {REPORT}")


@pytest.mark.parametrize(
    ("name", "front", "stated", "expected"),
    [
        ("a.md", "", "2020", ("2020-01-09", Origin.RULE)),
        ("a.md", "", "2020-01", ("2020-01-09", Origin.RULE)),
        ("a.md", "", "2020-02", ("2020-02", Origin.RULE)),
        ("a.md", "date: 2020\n", "", ("2020", Origin.STATED)),
        ("a.md", "date: 2020-01\n", "", ("2020-01", Origin.STATED)),
        ("a.md", "url: https://example.org/2020/01/army\n", "", ("2020-01-09", Origin.RULE)),
        ("a.md", "url: https://example.org/2020/02/army\n", "", ("None", Origin.UNKNOWN)),
        ("2020/a.md", "", "", ("2020-01-09", Origin.RULE)),
        ("2020-01/a.md", "", "", ("2020-01-09", Origin.RULE)),
        ("2021/a.md", "", "", ("None", Origin.UNKNOWN)),
        ("2020/2021/a.md", "", "", ("None", Origin.UNKNOWN)),
        ("2020 files/a.md", "", "", ("None", Origin.UNKNOWN)),
        ("a.md", "", "", ("None", Origin.UNKNOWN)),
    ],
)
def test_a_day_without_a_year_is_a_date_only_where_the_year_is_known(
    name: str, front: str, stated: str, expected: tuple[str, Origin], tmp_path: Path
) -> None:
    """9 January 2020 was a Thursday, as the report says; in 2021 it was a Saturday."""
    files = {name: f"---\ntitle: Army takes town\n{front}---\nTRIPOLI, Jan 9 (Reuters) - {REPORT}\n"}
    if stated:
        files["sources.toml"] = f"[[source]]\npath = '(?P<date>{stated})'\n"
        files = {f"{stated}/{name}" if key == name else key: text for key, text in files.items()}
    found = article(tmp_path, files)
    assert (str(found.published), found.published_origin) == expected
    assert found.published or any("no year" in warning for warning in found.warnings)


def test_a_folder_of_a_year_does_not_do_where_the_report_names_no_weekday(tmp_path: Path) -> None:
    report = REPORT.replace(" on Thursday", "")
    found = article(tmp_path, {"2020/a.txt": f"Army takes town\n\nTRIPOLI, Jan 9 (Reuters) - {report}\n"})
    assert found.published is None


def text_of(*lines: str) -> dict[str, str]:
    return {"a.txt": "\n\n".join(["Army takes town", *lines, REPORT, REPORT])}


def test_what_is_called_the_day_of_publication_counts_before_a_day_alone(tmp_path: Path) -> None:
    found = article(tmp_path, text_of("January 8, 2020", "Published January 9, 2020"))
    assert found.published == PartialDate(2020, 1, 9)


def test_several_days_in_lines_of_their_own_are_a_chronicle(tmp_path: Path) -> None:
    lines = [part for day in range(1, 9) for part in (f"January {day}, 2020", REPORT)]
    found = article(tmp_path, text_of(*lines))
    assert found.published is None
    assert any("several days" in warning for warning in found.warnings)


def test_a_day_on_a_line_behind_the_beginning_of_the_report_is_of_an_event(tmp_path: Path) -> None:
    found = article(tmp_path, text_of(f"{REPORT} {REPORT} {REPORT}", "January 20, 2017"))
    assert found.published is None


def test_a_day_on_another_weekday_is_unknown_and_said(tmp_path: Path) -> None:
    for lines in (("Friday, January 9, 2020",), (f"TRIPOLI, Friday, January 9, 2020 (Reuters) - {REPORT}",)):
        found = article(tmp_path, text_of(*lines))
        assert (found.published, found.published_origin) == (None, Origin.UNKNOWN)
        assert [warning for warning in found.warnings if "another weekday" in warning and "January 9, 2020" in warning]


def test_a_page_of_the_web_is_of_no_day_before_it(tmp_path: Path) -> None:
    lines = ("---\ntitle: Army takes town\nurl: https://example.org/a\n---\nJanuary 20, 1961", REPORT)
    assert article(tmp_path, {"a.md": "\n\n".join(lines)}).published is None


@pytest.mark.parametrize(("day", "expected"), [("10", 0), ("11", 0), ("12", 1)])
def test_a_file_named_otherwise_than_its_lines_say_is_dated_by_its_name_with_a_warning(
    day: str, expected: int, tmp_path: Path
) -> None:
    files = {f"2020-01-{day}.txt": f"Army takes town\n\nPublished January 10, 2020\n\n{REPORT}"}
    found = article(tmp_path, files)
    assert (str(found.published), found.published_origin) == (f"2020-01-{day}", Origin.FILENAME)
    assert len(found.warnings) == expected


def test_a_day_to_come_is_none(tmp_path: Path) -> None:
    assert article(tmp_path, text_of("Published December 31, 2099")).published is None


def test_who_wrote_it_stands_beside_the_day(tmp_path: Path) -> None:
    found = article(tmp_path, text_of("By Ann Lee and Bob de Vries, Associated Press | January 9, 2020"))
    assert (found.authors, found.authors_origin) == (("Ann Lee", "Bob de Vries"), Origin.RULE)
    assert (str(found.published), found.source) == ("2020-01-09", None)


def test_your_word_on_files_counts_for_more_than_a_rule_about_a_page_or_a_message(tmp_path: Path) -> None:
    page = f"<article><h1>Army takes town</h1><time datetime=2020-01-09>today</time>{f'<p>{REPORT}</p>' * 5}</article>"
    mail = f"From: ann@example.org\nSubject: Army takes town\n\n{REPORT}\n"
    stated = "[[source]]\nsource = 'Post'\npath = '(?P<date>[0-9-]+)/'\n"
    write(tmp_path, {"2020-01-10/a.html": page, "2020-01-10/a.eml": mail, "a.html": page, "a.eml": mail})
    alone = found_in(tmp_path)
    assert str(alone["a.html"].published) == "2020-01-09"
    assert alone["a.eml"].source == "example.org"
    for name, found in found_in(write(tmp_path, {"sources.toml": stated})).items():
        expected = "2020-01-10" if "/" in name else {"a.html": "2020-01-09", "a.eml": "None"}[name]
        assert (found.source, str(found.published)) == ("Post", expected)


def test_the_time_of_a_file_is_no_date(tmp_path: Path) -> None:
    assert article(tmp_path, text_of()).published is None
