"""Commands that have the terminal: however they end, the app has it back whole, and after it the shell."""

from __future__ import annotations

import os
import shlex
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.program import App

LEAVES = r"stty raw -echo </dev/tty; printf '\033[?1049h\033[?25l\033[5;9r\033[?1003h\033[7m'; echo in >> ran"


def script(folder: Path, end: str) -> str:
    """An editor that leaves the terminal in disorder, and then ends so."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\ncd {shlex.quote(str(folder))}\n{LEAVES}\n{end}\n")
    path.chmod(0o755)
    return str(path)


def cooked(app: App) -> bool:
    """Whether the terminal takes lines and shows what is typed, as a shell wants it."""
    flags = termios.tcgetattr(app.fd)
    return bool(flags[3] & termios.ICANON and flags[3] & termios.ECHO and flags[1] & termios.OPOST)


@pytest.fixture
def apps() -> Iterator[list[App]]:
    """Those to be ended with the test."""
    started: list[App] = []
    yield started
    for app in started:
        app.kill()


@pytest.mark.parametrize(("end", "said"), [("exit 3", "ended with 3"), ("kill -9 $$", "was stopped: killed")])
def test_an_editor_that_leaves_disorder_leaves_none_in_the_shell(
    library: Path, tmp_path: Path, apps: list[App], end: str, said: str
) -> None:
    call = f"{shlex.join(App.command(library))}; echo left with $?\n"
    apps.append(app := App(library, tmp_path, shell=["sh"], VISUAL=script(tmp_path, end)))
    app.press(call)
    app.shows("Haftar")
    app.press("\re")
    app.shows(said)
    app.press("J")
    app.shows("─ 001")
    app.press("Q")
    app.shows("left with 0")
    app.until(lambda: cooked(app))
    assert (tmp_path / "ran").read_text() == "in\n"


def test_enter_goes_back_from_a_command_that_leaves_disorder(library: Path, tmp_path: Path, apps: list[App]) -> None:
    apps.append(app := App(library, tmp_path, SHELL="/bin/sh"))
    app.shows("Haftar")
    app.press("\r|")
    app.shows("a command; it gets")
    app.press(f"{LEAVES.replace('ran', str(tmp_path / 'ran'))}; exit 4\r")
    app.shows("enter goes back]")
    app.press("\n")
    app.shows("ended with 4")
    app.press("J")
    app.shows("─ 001")


@pytest.mark.parametrize("command", ["yes", "sleep 1000", "exec sleep 1000 <&-"])
def test_ctrl_c_ends_a_command_that_never_ends_and_not_the_app(
    library: Path, tmp_path: Path, apps: list[App], command: str
) -> None:
    apps.append(app := App(library, tmp_path, SHELL="/bin/sh"))
    app.shows("Haftar")
    app.press("\r|")
    app.shows("a command; it gets")
    app.press(f"touch {tmp_path / 'ran'}; {command}\r")
    app.until((tmp_path / "ran").exists)
    app.press("\x03")
    app.shows("enter goes back]")
    app.press("\n")
    app.shows("was stopped: interrupt")


def test_ctrl_z_in_the_editor_leads_to_the_shell_and_fg_back(library: Path, tmp_path: Path, apps: list[App]) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\necho $$ > {tmp_path / 'editing'}\necho in the editor\nread line\n")
    editor.chmod(0o755)
    shell = ["bash", "--norc", "--noprofile", "-i"]
    apps.append(app := App(library, tmp_path, shell=shell, VISUAL=str(editor), PS1="$ "))
    app.press(f"{shlex.join(App.command(library))}\n")
    app.shows("Haftar")
    app.press("\re")
    app.shows("in the editor")
    app.press("\x1a")
    app.shows("Stopped")
    app.press("echo in the $((6 * 7)) shell\n")
    app.shows("in the 42 shell")
    app.press("fg\n")
    pid = int((tmp_path / "editing").read_text())
    app.until(lambda: Path(f"/proc/{pid}/stat").read_text().split()[2] != "T")
    app.press("\n")
    app.shows("] next name")
    app.press("J")
    app.shows("─ 001")
    app.press("\x1a")
    app.until(lambda: os.tcgetpgrp(app.fd) == app.pid)
    app.press("fg\n")
    app.shows("] next name")
    app.press("Q")
    app.until(lambda: os.tcgetpgrp(app.fd) == app.pid)


def test_a_terminal_that_becomes_smaller_while_the_editor_is_open_is_drawn_in_its_size(
    library: Path, tmp_path: Path, apps: list[App]
) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho in the editor\nread line\n")
    editor.chmod(0o755)
    apps.append(app := App(library, tmp_path, VISUAL=str(editor)))
    app.shows("Haftar")
    app.press("\re")
    app.shows("in the editor")
    app.resize(70, 20)
    app.press("\n")
    app.shows("] next name")
    app.shows("? keys")
    assert len(app.lines) == 20
    assert "? keys" in app.lines[-1]
