"""What a shell offers, asked as the shell asks: by its own script."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.places import default_library
from index.store import beginnings
from tests.cli.conftest import environment, runner
from tests.conftest import PROJECT

Offer = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def equipped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a home with the samples as library, in which `dateline` is a program."""
    home = tmp_path_factory.mktemp("home")
    assert runner(home)("index", str(PROJECT / "seeds")).code == 0
    program = home / "bin" / "dateline"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return environment(home) | {"PATH": f"{program.parent}:{os.environ['PATH']}"}


@pytest.fixture
def offered(equipped: dict[str, str], tmp_path: Path) -> Offer:
    """What bash offers for a line with the cursor at its end, as `complete` hands it over."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not on this machine")
    (tmp_path / "notes.txt").touch()

    def ask(line: str) -> list[str]:
        # compgen's own word breaking is that of COMP_WORDBREAKS, which a script has as an interactive shell does.
        program = f"""
        COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
        source {PROJECT}/docs/completions/dateline.bash
        COMP_LINE={_quoted(line)}; COMP_POINT=${{#COMP_LINE}}
        read -ra COMP_WORDS <<< "$COMP_LINE"; [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=("")
        COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
        _dateline_completion dateline
        printf '%s\\n' "${{COMPREPLY[@]}}"
        """
        done = subprocess.run(
            [bash, "--norc", "-c", program],
            env=equipped,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert not done.stderr
        return [word for word in done.stdout.splitlines() if word]

    return ask


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "'\\''") + "'"


def test_the_first_word_is_a_command(offered: Offer) -> None:
    assert {"read", "search", "show", "config", "completions"} <= set(offered("dateline "))
    assert offered("dateline sh") == ["show"]


def test_options_and_their_values(offered: Offer) -> None:
    assert offered("dateline search --so") == ["--sort"]
    assert offered("dateline search --sort new") == ["newest"]
    assert offered("dateline --theme hi") == ["high-contrast"]
    assert offered("dateline read --no-c") == ["--no-colour", "--no-color"]
    assert offered("dateline completions f") == ["fish"]


def test_articles_by_id(offered: Offer, equipped: dict[str, str]) -> None:
    ids = offered("dateline show ")
    assert len(ids) == 5
    assert offered(f"dateline show {ids[0][:3]}") == [ids[0]]
    assert offered(f"dateline set {ids[0][:3]}") == [ids[0]]


def test_actors_by_any_form_quoted_for_the_shell(offered: Offer) -> None:
    assert "Haftar" in offered("dateline refs haf")
    assert "Khalifa\\ Haftar" in offered("dateline refs Khal")
    assert offered("dateline refs ") == []


def test_fields_of_queries_and_corrections(offered: Offer) -> None:
    assert offered("dateline search ti") == ["title:"]
    assert "Haftar" in offered("dateline search actor:haf")
    assert offered("dateline search is:unr") == ["unread"]
    article = offered("dateline show ")[0]
    assert offered(f"dateline set {article} so") == ["source="]


def test_without_a_library_there_is_nothing_to_offer_and_nothing_is_said(tmp_path: Path) -> None:
    assert beginnings.articles(tmp_path, "") == []
    (tmp_path / "store.sqlite3").write_bytes(b"no database")
    assert beginnings.articles(tmp_path, "") == []
    assert beginnings.actors(tmp_path, "a") == []


def test_signs_that_mean_something_to_a_database_are_letters(equipped: dict[str, str]) -> None:
    library = default_library({"XDG_CACHE_HOME": f"{equipped['HOME']}/.cache"})
    assert beginnings.articles(library, "")
    assert beginnings.articles(library, "%") == []
    assert beginnings.actors(library, "_") == []
    assert beginnings.actors(library, "'") == []


@pytest.mark.parametrize(("shell", "script"), [("zsh", "_dateline"), ("fish", "dateline.fish")])
def test_other_shells_take_their_scripts(shell: str, script: str, equipped: dict[str, str]) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not on this machine")
    done = subprocess.run(
        [program, "-n", str(PROJECT / "docs" / "completions" / script)],
        env=equipped,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_answered(shell: str, equipped: dict[str, str]) -> None:
    asked = {"_DATELINE_COMPLETE": f"{shell}_complete", "COMP_WORDS": "dateline refs Khal", "COMP_CWORD": "2"}
    if shell == "fish":
        asked["COMP_CWORD"] = "Khal"
    done = subprocess.run(["dateline"], env=equipped | asked, capture_output=True, text=True, check=True)
    assert "Khalifa Haftar" in done.stdout
    assert "person" in done.stdout
