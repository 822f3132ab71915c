"""The README says what is true: its keys, commands and fields are those of the program."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT
from tui.cli import group
from tui.keys import markdown_table

README = (PROJECT / "README.md").read_text()


def test_the_keys_are_those_of_the_table_of_actions() -> None:
    written = re.search(r"<!-- keys:[^\n]*-->\n(.*?)<!-- end of keys -->", README, re.DOTALL)
    assert written is not None
    assert written[1].strip() == markdown_table().strip()


@pytest.mark.parametrize("name", sorted(group.commands))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"`dateline \[?{name}\b", README)


def test_every_command_in_the_readme_is_one() -> None:
    written = set(re.findall(r"`dateline \[?([a-z]+)", README))
    assert written <= set(group.commands)


@pytest.mark.parametrize("name", sorted(set(group.commands) - {"list", "undo", "doctor"}))
def test_help_has_an_example(name: str) -> None:
    assert f"  dateline {name if name != 'read' else ''}" in (group.commands[name].help or "")


def test_the_picture_of_the_readme_is_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (PROJECT / picture).is_file()
