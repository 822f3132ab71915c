"""What real shells make of a word and the tab key: the command that they then run has the words that were meant."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import struct
import sys
import termios
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic

import pytest

from index.places import default_library
from tests.cli.conftest import environment, runner
from tests.conftest import PROJECT

SCRIPTS = PROJECT / "docs" / "completions"
NEWS = """Général Łukasz O’Neill met Khalifa Haftar

Khalifa Haftar met Bjørn Ångström, Sidonie Example and Patrick O’Brien in Paris. Johnson & Johnson said so. Sidonie
Example met Khalifa Haftar and Johnson & Johnson again. Général Łukasz O’Neill left.
"""
HOSTILE = 'Xaver, Jr: "x" $HOME \\ `y`'
"""What no article is about, but a name may hold."""
STARTED = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
PREPARED = {
    "bash": f"PS1='rea''dy> '; source {SCRIPTS}/dateline.bash",
    "zsh": f"fpath=({SCRIPTS} $fpath); autoload -U compinit; compinit -u -D; PS1='rea''dy> '",
    "fish": f"source {SCRIPTS}/dateline.fish; function fish_prompt; echo -n rea''dy'> '; end",
}
PATIENCE = 30.0
"""Seconds after which a shell that has not answered never will."""

PROGRAM = """#!/bin/sh
if [ -n "$_DATELINE_COMPLETE" ]; then
    "{python}" -m tui "$@"; touch "$HOME/answered"; exit
fi
printf '[ran'; printf '<%s>' "$@"; printf ']\\n'
"""

Complete = Callable[[str], str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a library, in which `dateline` completes as ever, and else says with what it was run."""
    home = tmp_path_factory.mktemp("home")
    news = home / "news"
    news.mkdir()
    (news / "001.txt").write_text(NEWS)
    assert runner(home)("index", str(news)).code == 0
    program = home / "bin" / "dateline"
    program.parent.mkdir()
    program.write_text(PROGRAM.format(python=sys.executable))
    program.chmod(0o755)
    library = default_library({"XDG_CACHE_HOME": f"{home}/.cache"})
    with closing(sqlite3.connect(library / "store.sqlite3")) as store, store:
        changed = store.execute("UPDATE names SET form = ? WHERE form = 'Sidonie Example'", (HOSTILE,)).rowcount
    assert changed
    return home


class Shell:
    """A shell at a terminal of its own."""

    def __init__(self, name: str, home: Path) -> None:
        self._home = home
        variables = environment(home) | {"PATH": f"{home}/bin:{os.environ['PATH']}", "TERM": "xterm"}
        variables |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        self._pid, self._terminal = pty.fork()
        if not self._pid:
            os.chdir(home)
            os.execvpe(STARTED[name][0], STARTED[name], variables)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
        self.type(f"{PREPARED[name]}\r")
        self.until("ready> ")

    def type(self, words: str) -> None:
        os.write(self._terminal, words.encode())

    def until(self, pattern: str) -> re.Match[str]:
        """Waits until the terminal shows what is looked for, from now on."""
        shown = b""
        end = monotonic() + PATIENCE
        while (found := re.search(pattern, shown.decode(errors="replace"), re.DOTALL)) is None:
            assert monotonic() < end, shown.decode(errors="replace")
            if select.select([self._terminal], [], [], 0.1)[0]:
                shown += os.read(self._terminal, 65536)
        return found

    def completed(self, line: str) -> str:
        """The words that a line is run with after the tab key, each in angle brackets."""
        answered = self._home / "answered"
        answered.unlink(missing_ok=True)
        self.type(f"{line}\t")
        end = monotonic() + PATIENCE
        while not answered.exists():
            assert monotonic() < end, f"nothing was asked for {line}"
            if select.select([self._terminal], [], [], 0.02)[0]:
                os.read(self._terminal, 65536)
        self.type("\r")
        return self.until(r"\[ran(.*?)\]\r?\n.*ready> ")[1]

    def close(self) -> None:
        os.close(self._terminal)
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


LINES = [
    ("dateline sho", "<show>"),
    ("dateline search --sor", "<search><--sort>"),
    ("dateline --theme hi", "<--theme><high-contrast>"),
    ("dateline set 001 so", "<set><001><source=>"),
    ("dateline refs khal", "<refs><Khalifa Haftar>"),
    ("dateline refs 'Khal", "<refs><Khalifa Haftar>"),
    ("dateline refs Patrick\\ O", "<refs><Patrick O’Brien>"),
    ("dateline refs Général\\ Ł", "<refs><Général Łukasz O’Neill>"),
    ("dateline refs Johnson\\ \\&", "<refs><Johnson & Johnson>"),
    ("dateline refs Xav", f"<refs><{HOSTILE}>"),
    ('dateline refs "Xav', f"<refs><{HOSTILE}>"),
    ("dateline search ti", "<search><title:>"),
    ("dateline search is:unr", "<search><is:unread>"),
    ("dateline search actor:Khal", '<search><actor:"Khalifa Haftar">'),
    ('dateline search actor:"Khal', '<search><actor:"Khalifa Haftar">'),
    ('dateline search "actor:Khal', '<search><actor:"Khalifa Haftar">'),
    ("dateline search 'actor:Khal", '<search><actor:"Khalifa Haftar">'),
]


@pytest.mark.parametrize("name", STARTED)
def test_a_completed_word_is_the_word_that_was_meant(name: str, home: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on this machine")
    (article,) = (one["id"] for one in runner(home)("list", "--json").json)
    shell = Shell(name, home)
    try:
        for line, run in [*LINES, (f"dateline show {article[:4]}", f"<show><{article}>")]:
            assert shell.completed(line) == run, line
    finally:
        shell.close()
