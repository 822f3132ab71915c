"""`dateline config`: what is in force, where it is from, and what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.cli.conftest import Dateline
from tui.config_text import default_file
from tui.settings import table


def config_file(home: Path, text: str) -> Path:
    path = home / ".config" / "dateline" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_config_says_where_each_setting_is_from(dateline: Dateline, home: Path) -> None:
    path = config_file(home, 'measure = 66\n[keys]\nreferences = "f5"\n')
    said = dateline("config", "--theme", "light", "--no-mouse").out
    assert 'theme = "light"                  # command line' in said
    assert f"measure = 66                     # {path}:1" in said
    assert "mouse = false                    # command line" in said
    assert "colour = false                   # NO_COLOR" in said
    assert 'dates = "9 Jan 2020"             # default' in said
    assert f'"references" = ["f5"]            # {path}:3' in said
    tomllib.loads(said)
    rows = {row["name"]: row for row in dateline("config", "--json").json}
    assert set(rows) == {one.name for one in table()} | {"keys.references"}
    assert rows["measure"] == {"name": "measure", "value": 66, "origin": f"{path}:1"}


def test_config_check_exits_with_2_where_something_is_wrong(dateline: Dateline, home: Path) -> None:
    assert dateline("config", "--check").code == 0
    path = config_file(home, "measure = 6\n")
    done = dateline("config", "--check")
    assert (done.code, done.out) == (2, f"{path}:1: measure can't be 6. It can be 40 to 120\n")
    assert dateline("config").code == 0
    assert f"{path}:1" in dateline("config").err
    assert dateline("config", "--check", "--json").json[0]["remedy"] == "It can be 40 to 120"


def test_config_prints_the_path_and_the_default_file(dateline: Dateline, home: Path) -> None:
    assert dateline("config", "--path").out == f"{home}/.config/dateline/config.toml\n"
    assert dateline("config", "--default").out == default_file()
