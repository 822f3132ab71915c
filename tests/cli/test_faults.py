"""What the world does to a program: odd names, lost and damaged files, closed pipes, narrow encodings."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.build.analysts import _WORTH_A_PROCESS
from tests.cli.conftest import Dateline, environment
from tui import cli


@pytest.fixture
def built(dateline: Dateline, seeds: Path) -> Dateline:
    assert dateline("index", str(seeds)).code == 0
    return dateline


@pytest.fixture
def library(home: Path) -> Path:
    return home / ".cache/dateline/library"


def shell(home: Path, line: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    script = line.replace("dateline", f"{sys.executable} -m tui")
    return subprocess.run(
        ["bash", "-c", script],
        env=environment(home) | variables,
        cwd=home,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_names_that_only_look_alike_are_two_files(dateline: Dateline, home: Path) -> None:
    folder = home / "odd"
    folder.mkdir()
    for number, name in enumerate(("nl\nline.txt", "nl\\nline.txt", "nl\\\\nline.txt")):
        (folder / name).write_text(f"Title {number}\n\nBody {number}.\n")
    assert dateline("index", str(folder)).code == 0
    rows = dateline("list", "--json").json
    assert len({row["path"] for row in rows}) == len({row["id"] for row in rows}) == 3
    assert {line["status"] for line in dateline("index", "--json").json} == {"unchanged"}


@pytest.mark.parametrize("command", ["index", "doctor"])
@pytest.mark.parametrize("fault", ["emptied", "deleted"])
def test_a_lost_store_is_made_anew_from_the_remembered_folders(
    built: Dateline, library: Path, fault: str, command: str
) -> None:
    store = library / "store.sqlite3"
    for file in library.glob("store.sqlite3-*"):
        file.unlink()
    if fault == "emptied":
        store.write_bytes(b"")
    else:
        store.unlink()
    assert built(command).code == 0
    assert len(built("list", "--json").json) == 5
    assert built("search", "haftar", "--json").json[-1]["total"] == 5


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE texts SET blocks = '{'",
        "UPDATE articles SET published = '2020-99-99'",
        "UPDATE articles SET title_origin = 'zz'",
        "UPDATE articles SET authors = 'x'",
        "UPDATE texts SET text = 'short'",
        "DELETE FROM texts",
        "UPDATE analyses SET mentions = x'0102'",
        "UPDATE analyses SET candidates = x'0102'",
        "UPDATE candidates SET weight = weight + 1",
        "UPDATE candidates SET forms = 'x'",
        "DELETE FROM candidates",
        "UPDATE meta SET value = 'x' WHERE name = 'revision'",
        "DROP TABLE texts",
    ],
)
def test_rows_that_make_no_sense_are_damage_that_the_doctor_mends(built: Dateline, library: Path, fault: str) -> None:
    connection = sqlite3.connect(library / "store.sqlite3")
    connection.execute(fault)
    connection.commit()
    connection.close()
    for command in (("list",), ("show", "001"), ("search", "haftar"), ("actors",)):
        assert built(*command).code in (0, 2, 3)
    assert built("doctor").code == 0
    assert len(built("list", "--json").json) == 5
    assert built("search", "haftar", "--json").json[-1]["total"] == 5
    assert built("doctor").out == ""


def test_corrections_that_are_no_file_are_left_out_and_not_waited_for(built: Dateline, home: Path) -> None:
    folder = home / ".local/share/dateline"
    folder.mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / "corrections.jsonl")
    for command in (("list",), ("search", "haftar"), ("actors",), ("index",)):
        run = built(*command)
        assert run.code == 0
    assert "warning: " in built("list").err and "no ordinary file" in built("list").err
    for command in (("set", "001", "source=x"), ("undo",)):
        run = built(*command)
        assert run.code == 2
        assert run.err.count("no ordinary file") == 1


def test_titles_as_corrected_are_still_found_while_the_corrections_cannot_be_read(built: Dateline, home: Path) -> None:
    assert built("set", "001", "title=Zanzibar").code == 0
    corrections = home / ".local/share/dateline/corrections.jsonl"
    corrections.rename(home / "aside")
    corrections.mkdir()
    assert built("index").code == 0
    assert built("search", "title:zanzibar", "--json").json[-1]["total"] == 1
    corrections.rmdir()
    (home / "aside").rename(corrections)
    assert built("search", "title:zanzibar").err == "1 found\n"


def test_a_damaged_line_of_corrections_is_said_and_the_others_apply(built: Dateline, home: Path) -> None:
    assert built("set", "001", "source=Gazette").code == 0
    corrections = home / ".local/share/dateline/corrections.jsonl"
    before = corrections.read_bytes()
    corrections.write_bytes(b"no json\n" + before + b"{}\n")
    run = built("list", "--json")
    assert "Gazette" in {row["source"] for row in run.json}
    assert run.err.startswith("dateline: warning: corrections.jsonl:1 ") and "1 more line" in run.err
    assert "doctor" in run.err and len(run.err.splitlines()) == 1


@pytest.mark.parametrize("command", [["list"], ["read"], ["star", "001"]])
def test_without_a_home_it_is_said_what_to_set(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CACHE_HOME", "DATELINE_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert cli.main(command) == 2
    assert "Set HOME or XDG_CACHE_HOME" in capsys.readouterr().err


@pytest.mark.parametrize("commands", [(("star", "002"), ("note",)), (("set", "001", "source=x"), ("undo",))])
def test_a_file_in_the_place_of_the_data_folder_is_said_with_what_to_do(
    built: Dateline, home: Path, commands: tuple[tuple[str, ...], ...]
) -> None:
    (home / ".local/share").mkdir(parents=True)
    (home / ".local/share/dateline").write_text("in the way")
    listed = built("list", "--json")
    assert (listed.code, len(listed.json)) == (0, 5)
    for command in commands:
        run = built(*command)
        assert run.code == 2
        assert "point XDG_DATA_HOME to another place" in run.err.splitlines()[-1]
    assert (home / ".local/share/dateline").read_text() == "in the way"


def without_override(command: list[str]) -> list[str]:
    """Root obeys modes when it gives up the capability not to."""
    if os.geteuid() != 0:
        return command
    if shutil.which("setpriv") is None:
        pytest.skip("root ignores modes, and nothing here takes that from it")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", *command]


def test_read_only_folders_are_read_and_say_what_to_do_about_writing(built: Dateline, home: Path) -> None:
    assert built("note", "001", "mine").code == 0
    folders = [*(home / ".cache/dateline").rglob("*"), *(home / ".local/share/dateline").rglob("*")]
    locked = {*folders, home / ".cache/dateline/library", home / ".local/share/dateline"}
    for path in locked:
        path.chmod(path.stat().st_mode & ~0o222)

    def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = without_override([sys.executable, "-m", "tui", *arguments])
        return subprocess.run(command, env=environment(home), capture_output=True, timeout=60, check=False)

    try:
        assert run("list", "--json").stdout.count(b"\n") == 5
        assert run("search", "haftar").returncode == 0
        assert b"mine" in run("note").stdout
        for command, remedy in (
            (("star", "002"), b"XDG_DATA_HOME"),
            (("set", "001", "source=x"), b"XDG_DATA_HOME"),
            (("index",), b"--library"),
            (("doctor",), b"--library"),
        ):
            refused = run(*command)
            assert refused.returncode in (2, 3)
            assert remedy in refused.stderr, command
    finally:
        for path in locked:
            path.chmod(path.stat().st_mode | 0o200)


def test_a_damaged_notebook_leaves_what_is_read_without_marks_and_refuses_to_be_written(
    built: Dateline, home: Path
) -> None:
    assert built("note", "001", "mine").code == 0
    notebook = home / ".local/share/dateline/notebook.sqlite3"
    notebook.write_bytes(notebook.read_bytes()[:3000])
    damaged = notebook.read_bytes()
    listed = built("list", "--json")
    assert (listed.code, len(listed.json)) == (0, 5)
    assert {row["read"] for row in listed.json} == {row["tags"] for row in listed.json} == {None}
    assert listed.err.startswith("dateline: warning: ") and len(listed.err.splitlines()) == 1
    assert str(notebook) in listed.err and "move it away" in listed.err
    assert built("show", "001", "--json").json[0]["notes"] is None
    facets = built("search", "haftar", "--facets", "--json").json[-1]["facets"]
    assert facets["source"] and facets["tag"] is None and facets["mark"] is None
    for command in (
        ("star", "001"),
        ("star", "001", "--remove"),
        ("star",),
        ("mark", "001", "--unread"),
        ("tag",),
        ("note",),
        ("saved",),
        ("export",),
        ("search", "is:unread"),
    ):
        run = built(*command)
        assert (run.code, run.out) == (2, "")
        assert run.err == listed.err.replace("warning: ", "")
    assert built("export", "--range", "001:0:20").code == 0
    assert built("doctor").code == 3
    assert notebook.read_bytes() == damaged


def test_a_notebook_that_is_held_is_waited_for_and_the_command_says_so(built: Dateline, home: Path) -> None:
    assert built("star", "001").code == 0
    notebook = home / ".local/share/dateline/notebook.sqlite3"
    connection = sqlite3.connect(notebook, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    assert "* " in built("list").out, "reading needs not wait"
    threading.Timer(1.5, connection.close).start()
    run = built("star", "002")
    assert run.code == 0
    assert "the notebook is held by another process; waiting up to 10 s for it" in run.err


def test_a_reader_that_leaves_stops_no_build_and_is_no_error(home: Path, seeds: Path) -> None:
    assert shell(home, f"dateline index -v {seeds} | true; exit ${{PIPESTATUS[0]}}").returncode == 0
    assert shell(home, "dateline list --json | wc -l").stdout.strip() == b"5"
    assert shell(home, "dateline actors --forms | head -1 >/dev/null; exit ${PIPESTATUS[0]}").returncode == 0


@pytest.mark.parametrize("command", ["list", "show 001", "search haftar", "actors", "doctor", "--version"])
def test_closed_output_is_no_traceback(built: Dateline, home: Path, command: str) -> None:
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        assert b"Traceback" not in shell(home, f"dateline {command} {closed}").stderr


def test_a_narrow_encoding_shows_question_marks(built: Dateline, home: Path) -> None:
    run = shell(home, "dateline show 002", PYTHONIOENCODING="latin-1")
    assert run.returncode == 0
    assert b"Egypt?s truce offer" in run.stdout


def test_no_control_code_of_a_query_reaches_the_terminal(built: Dateline) -> None:
    run = built("search", "(\x1b[31mred\x07")
    assert run.code == 2
    assert "\x1b" not in run.err
    assert "\x07" not in run.err


def test_a_pipe_gets_whole_titles(built: Dateline) -> None:
    assert "vows to continue fighting" in built("list").out


def test_what_looks_like_an_option_is_no_word(built: Dateline) -> None:
    assert built("search", "--bogus", "libya").code == 2
    assert built("search", "haftar", "-qatar").code == 0


def test_files_that_vanish_or_change_during_the_build_cost_only_themselves(
    dateline: Dateline, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "moving"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:02}.txt").write_text(f"Title {number}\n\nBody {number} names Malta.\n")
    told = []

    def meddle(line: object) -> None:
        """While the first file is reported, the last ones go or change."""
        if not told:
            for number in range(30, 35):
                (folder / f"{number}.txt").unlink()
            (folder / "39.txt").write_text("Title\n\nAnother body.\n")
        told.append(line)

    monkeypatch.setattr("index.cli.telling.BuildTeller.report", lambda self, line: meddle(line))
    assert dateline("index", str(folder)).code == 4
    assert len(dateline("list", "--json").json) == 35
    monkeypatch.undo()
    assert dateline("index", str(folder)).code == 0
    assert dateline("search", "another", "--json").json[-1]["total"] == 1
    assert len(dateline("list", "--json").json) == 35


@pytest.mark.parametrize("articles", [1, _WORTH_A_PROCESS])
def test_no_file_of_the_folder_where_one_stands_is_run(home: Path, seeds: Path, articles: int) -> None:
    """Neither in the process that the app builds in, nor in the workers that a large build starts."""
    for name in ("index", "multiprocessing", "click", "json"):
        (home / f"{name}.py").write_text("open('run', 'w')\n")
    news = home / "news"
    news.mkdir()
    for number in range(articles):
        (news / f"{number}.txt").write_text(f"Title {number}\n\nA body of words.\n")
    program = """
import sys
sys.path.remove("")  # as where a script is called that lies elsewhere
from pathlib import Path
from index import BackgroundBuild
from tui import cli
told = []
BackgroundBuild(Path("library"), [Path("news")]).run(told.append)
assert told[-1].finished and not told[-1].error, told[-1]
assert cli.main(["index", "news"]) == 0
"""
    command = [sys.executable, "-c", program]
    variables = environment(home) | {"PYTHONPATH": ""}
    done = subprocess.run(command, cwd=home, env=variables, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert not (home / "run").exists()
