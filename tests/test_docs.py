"""The README says what is true: its keys, commands and fields are those of the program."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

import click
import pytest

from index.build.sources import sources_file
from tests.conftest import PROJECT
from tests.documents import DOCS, TABLES, with_tables
from tui import keys
from tui.actions import ACTIONS
from tui.cli import group
from tui.config_file import read
from tui.manual import page
from tui.marks import marks
from tui.render.glyphs import DRAWN, SAID
from tui.render.key_page import key_page
from tui.render.roles import words_of
from tui.roff import bold, text
from tui.roll import ACTOR_KINDS
from tui.settings import Settings, put_in_force, table

README = (PROJECT / "README.md").read_text()


def test_the_tables_of_the_readme_are_those_of_the_program() -> None:
    for name in TABLES:
        assert f"<!-- {name}:" in README
    assert with_tables(README) == README, "make docs"


@pytest.mark.parametrize("name", DOCS)
def test_what_is_made_of_the_tables_is_as_they_are_now(name: str) -> None:
    assert (PROJECT / name).read_text(encoding="utf-8") == DOCS[name](), "make docs"


def test_every_key_setting_command_and_option_is_in_the_manual_page() -> None:
    said = page(group)
    for action in ACTIONS:
        assert text(f"{action.sentence} [{action.id}]".split()[0]) in said
        assert text(f"[{action.id}]") in said
        assert bold(keys.shown(action.keys)) in said
    for setting in table():
        assert f"\n{bold(setting.name)}\n" in said
    for name, command in group.commands.items():
        assert f".SS dateline {text(name)}" in said
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert text(option) in said


def test_every_key_is_on_the_key_page() -> None:
    shown = " ".join(words_of(line) for line in key_page(keys.described({}), 60))
    words = set(shown.split())
    for action in ACTIONS:
        assert set(keys.shown(action.keys).split()) <= words, action.id


@pytest.mark.parametrize("accessible", [False, True])
def test_every_mark_is_on_the_key_page(accessible: bool) -> None:
    put_in_force(Settings(accessible=accessible))
    shown = [words_of(line).split("  ")[0] for line in key_page((), 60)]
    put_in_force(Settings())
    drawn = SAID if accessible else DRAWN
    kinds = {f"{drawn.kinds[kind]} {kind.value}" if not accessible else kind.value for kind in ACTOR_KINDS}
    signs = {drawn.unread, drawn.starred, drawn.noted, *drawn.marks.values(), "2 notes", "#tag", "found", "name"}
    assert signs | kinds | {f"{drawn.spot} sentence"} <= set(shown)


def test_the_key_page_the_readme_and_the_manual_page_have_the_same_marks() -> None:
    table = README.partition("<!-- marks:")[2].partition("<!-- end of marks")[0].replace("`", "")
    said, shown = page(group).partition(".SH MARKS")[2].partition(".SH SETTINGS")[0], key_page((), 60)
    assert len(marks(DRAWN)) == said.count(".TP") == table.count("\n| ") - 1
    for mark in marks(DRAWN):
        assert f"| {mark.words} | {mark.sentence} |" in table
        assert f".TP\n{bold(mark.words)}\n" in said
        assert any(words_of(line).startswith(f"{mark.words} ") for line in shown)


def test_every_setting_is_in_the_readme() -> None:
    assert all(f"| `{setting.name}` |" in README for setting in table())


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in group.commands[name].params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, parameter.name


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not on this machine")
def test_the_manual_page_is_clean() -> None:
    done = subprocess.run(
        ["mandoc", "-Tlint", str(PROJECT / "docs/dateline.1")], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 0


def test_the_readmes_settings_are_right() -> None:
    example = re.search(r"```toml\n(.*?)```", README.partition("## Your way")[2], re.DOTALL)
    assert example is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_text(example[1], encoding="utf-8")
        found = read(path)
    assert not found.problems
    assert found.values
    assert found.keys


def test_the_readmes_sources_are_right(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", README.partition("### Your word on files")[2], re.DOTALL)
    (tmp_path / "sources.toml").write_text(examples[0], encoding="utf-8")
    found = sources_file.read(tmp_path / "sources.toml")
    assert not found.faults
    (entry, table) = found.entries
    assert entry.fits("reuters/2020-01-09/Ann Lee/a.txt")
    assert entry.values("reuters/2020-01-09/Ann Lee/a.txt") == {
        "source": "Reuters",
        "language": "en",
        "date": "2020-01-09",
        "authors": "Ann Lee",
    }
    assert (table.encoding, table.delimiter, table.columns[0]) == ("cp1251", ";", ("body", ("Lead", "Text")))


def test_the_wheel_brings_along_what_was_written() -> None:
    wheel = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["shared-data"]) == set(DOCS)


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"`dateline \[?{name}(?![\w-])", README)


def test_every_command_in_the_readme_is_one() -> None:
    written = set(re.findall(r"`dateline \[?([a-z-]*[a-z])", README))
    assert written <= set(group.commands)


@pytest.mark.parametrize("name", sorted(set(group.commands) - {"list", "undo", "doctor"}))
def test_help_has_an_example(name: str) -> None:
    assert f"  dateline {name if name != 'read' else ''}" in (group.commands[name].help or "")


def test_the_picture_of_the_readme_is_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (PROJECT / picture).is_file()


@pytest.mark.parametrize("root", ["index", "index/readers", "index/build", "tui"])
def test_a_newcomer_finds_every_module_in_the_table_of_rooms(root: str) -> None:
    table = (PROJECT / "CONTRIBUTING.md").read_text().partition(f"| in `{root}/` |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`(\w+(?:/|\.\w+))`", table))
    modules = {path.name for path in (PROJECT / root).glob("*.py") if not path.name.startswith("__")}
    packages = {f"{path.parent.name}/" for path in (PROJECT / root).glob("*/__init__.py")}
    assert modules | packages <= named
    assert all((PROJECT / root / name).exists() for name in named)
