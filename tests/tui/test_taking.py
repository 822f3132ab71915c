"""Taking words away: with their source, through a command, into an editor; and the app is whole after it."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Reader, Reading
from tests.tui.newsroom import Newsroom
from tests.tui.stories import LEXICON, newsroom, stories
from tui import outside
from tui.clipboard import FILE
from tui.outside import editing, editor_of, read_only_copy, remove_copy, run_editor, run_piped
from tui.render.citation import citation, quoted
from tui.values import PartialDate


def test_a_citation_says_what_is_known() -> None:
    known = citation(title="A\ntitle", source="Gazette", published=PartialDate(2031, 3, 4), path="a/b.txt", line=1200)
    assert known == "— A title · Gazette · 4 Mar 2031 · a/b.txt, line 1,200"
    assert citation(title="T", source=None, published=None, path="b.txt") == "— T · b.txt"
    assert quoted("words", known) == f"words\n\n{known}\n"
    assert quoted("", known) == f"{known}\n"


@pytest.mark.parametrize(
    ("editor", "line", "words"),
    [
        ("vi", 12, ["vi", "+12", "/x/a b.txt"]),
        ("/usr/bin/nvim -R", 3, ["/usr/bin/nvim", "-R", "+3", "/x/a b.txt"]),
        ("emacsclient -t", 3, ["emacsclient", "-t", "+3", "/x/a b.txt"]),
        ("hx", 3, ["hx", "/x/a b.txt:3"]),
        ("code --wait", 3, ["code", "--wait", "--goto", "/x/a b.txt:3"]),
        ("my-editor", 3, ["my-editor", "/x/a b.txt"]),
        ("vi", None, ["vi", "/x/a b.txt"]),
    ],
)
def test_an_editor_begins_at_the_line_where_it_is_known_how(editor: str, line: int | None, words: list[str]) -> None:
    assert editing(editor, Path("/x/a b.txt"), line) == words


def test_the_editor_is_the_settings_then_visual_then_editor_then_vi() -> None:
    both = {"VISUAL": "emacs", "EDITOR": "nano"}
    assert [editor_of(both, "hx"), editor_of(both), editor_of({"EDITOR": "nano"}), editor_of({})] == [
        "hx",
        "emacs",
        "nano",
        "vi",
    ]


@given(st.text(max_size=100), st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_a_copy_to_read_holds_the_text_under_a_plain_name(stem: str, text: str) -> None:
    path = read_only_copy(text, stem)
    try:
        assert path.read_bytes().decode("utf-8") == f"{text}\n"
        assert path.name.removesuffix(".txt")
        assert path.stat().st_mode & 0o777 == 0o400
    finally:
        (path.parent / ".left.swp").write_text("")
        remove_copy(path)
    assert not path.parent.exists()


def test_a_copy_has_a_name_that_file_systems_take_in_any_script() -> None:
    path = read_only_copy("text", "\U0001d56c" * 90)  # a letter of four bytes
    assert path.read_text() == "text\n"
    remove_copy(path)


def test_a_folder_that_an_editor_leaves_beside_the_copy_goes_with_it() -> None:
    path = read_only_copy("text", "title")
    (path.parent / ".backups").mkdir()
    (path.parent / ".backups" / "title.txt~").write_text("text")
    remove_copy(path)
    assert not path.parent.exists()


def test_a_command_that_can_not_be_run_is_said() -> None:
    assert "null byte" in run_piped("c\0at", "text")
    assert "null byte" in run_editor(["v\0i"])


async def test_where_no_copy_can_be_written_that_is_said(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/dev/null")
    async with reading((120, 40)) as reader:
        await reader.press("enter", "e")
        assert reader.shows("no copy can be made for the editor")


def test_a_pipe_gives_the_text_and_says_what_went_wrong(tmp_path: Path) -> None:
    assert run_piped(f"wc -l > {tmp_path / 'lines'}", "a\nb\n") == ""
    assert (tmp_path / "lines").read_text().strip() == "2"
    assert run_piped("exit 7", "words") == "exit 7 ended with 7"
    assert run_piped("true", "words " * 100_000) == "", "a command that reads nothing has had enough"
    assert "ended with 127" in run_piped("no-such-command-here 2>/dev/null", "words")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What is written to the terminal, which is none of the developer's own."""
    written: list[str] = []
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.delenv("STY", raising=False)
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("tui.screens.copying.write_raw", lambda app, sequence: written.append(sequence))
    return written


def copied(folder: Path) -> str:
    return (folder / "data" / "dateline" / FILE).read_text()


async def until_said(reader: Reader, words: str) -> None:
    while words not in reader.screen.status.notice:
        await reader.pilot.pause(0.02)


async def test_what_is_selected_is_copied_with_its_source(
    reading: Reading, terminal: list[str], tmp_path: Path
) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "]", "v", ")", "y")
        await until_said(reader, "words with their source")
        words, said = copied(tmp_path).split("\n\n")
        start = stories()[0].text.index("Lindqvist told")
        assert words.endswith("another winter.")
        assert stories()[0].text[start:].startswith(words.rstrip())
        assert said == "— Harbour Board puts off the rebuilding of the northern mole · The Gazette · 4 Mar 2031 · " + (
            "gazette_2031.txt, line 3\n"
        )
        assert len(terminal) == 1
        assert not reader.screen.is_selecting
        assert reader.screen.focused is reader.screen.page


async def test_without_a_selection_the_source_is_copied(reading: Reading, terminal: list[str], tmp_path: Path) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "y")
        await until_said(reader, "copied title, source, date and path")
        assert copied(tmp_path).startswith("— Harbour Board puts off")
        assert "line" not in copied(tmp_path)


@pytest.fixture
def suspended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal that can be given away, and an enter pressed at once; holds what was said at the end of a command."""
    ended: list[str] = []

    def suspend(app: object) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr("textual.app.App.suspend", suspend)
    monkeypatch.setattr(outside, "wait_for_enter", ended.append)
    return ended


async def test_a_selection_or_the_article_goes_through_a_pipe(
    reading: Reading, suspended: list[str], tmp_path: Path
) -> None:
    async with reading((120, 40)) as reader:
        await reader.press("enter", "]", "]", "v", "|")
        reader.app.screen.query_one("Box").value = f"cat > {tmp_path / 'one'}"  # type: ignore[attr-defined]
        await reader.press("enter")
        assert (tmp_path / "one").read_text() == "Lindqvist\n"
        await reader.press("|")
        reader.app.screen.query_one("Box").value = f"cat > {tmp_path / 'all'}; exit 3"  # type: ignore[attr-defined]
        await reader.press("enter")
        assert (tmp_path / "all").read_text().startswith("Harbour Board puts off")
        assert "Ten lighthouses" not in (tmp_path / "all").read_text()
        assert suspended[0] == ""
        assert suspended[1].endswith("ended with 3")
        assert reader.shows("ended with 3")


def with_files(folder: Path) -> Newsroom:
    room = newsroom()
    for article in room.articles:
        (folder / article.path).write_text(article.text)
    room.folder = folder
    return room


async def test_the_editor_opens_the_file_at_the_line_that_is_seen(
    reading: Reading, suspended: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "vi"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path / "opened"}\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    async with reading((120, 12), with_files(tmp_path)) as reader:
        await reader.press("enter", "}", "}", "e")
        line, path = (tmp_path / "opened").read_text().split()
        assert path == str(tmp_path / stories()[0].path)
        seen = stories()[0].text[reader.screen.page.top :].split("\n")[0]
        assert (tmp_path / stories()[0].path).read_text().split("\n")[int(line[1:]) - 1] == seen


async def test_an_article_without_a_file_of_its_own_is_opened_as_a_copy(
    reading: Reading, suspended: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    editor = tmp_path / "ed.sh"
    editor.write_text(f'#!/bin/sh\ncp "$1" {kept}\necho "$1" > {tmp_path / "name"}\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{shutil.which('sh')} {editor}")
    async with reading((120, 40), Newsroom(stories(), LEXICON)) as reader:
        await reader.press("enter", "e")
        assert kept.read_text() == f"{stories()[0].text}\n"
        assert not Path((tmp_path / "name").read_text().strip()).exists()
        assert reader.shows("that was a copy: the file is not there now")


async def test_a_copy_of_one_of_several_articles_says_so(
    reading: Reading, suspended: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(Newsroom, "file_of", lambda self, article: tmp_path / "all.jsonl")
    async with reading((120, 40)) as reader:
        await reader.press("enter", "e")
        assert reader.shows("that was a copy: the file holds more")


async def test_an_editor_that_is_not_there_is_said(
    reading: Reading, suspended: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading((120, 40), with_files(tmp_path)) as reader:
        monkeypatch.setenv("VISUAL", "/no/such/editor")
        await reader.press("enter", "e")
        assert reader.shows("/no/such/editor: no such file")
        monkeypatch.setenv("VISUAL", "vi 'open")
        await reader.press("e")
        assert reader.shows("no closing quotation")


async def test_where_the_terminal_can_not_be_given_away_that_is_said(reading: Reading, tmp_path: Path) -> None:
    async with reading((120, 40), with_files(tmp_path)) as reader:
        await reader.press("enter", "e")
        assert reader.shows("other programs can't be run from here")
