"""What may be loaded when: the headless commands stay quick, and the engine knows no terminal."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from tui.__main__ import plain_call

_PROGRAM = """
import json, sys
sys.argv = ["dateline", *{arguments!r}]
from tui.__main__ import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded(home: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(arguments=list(arguments))],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [("--help",), ("list",), ("index", "{seeds}"), ("search", "haftar"), ("doctor",)])
def test_headless_commands_load_no_textual(tmp_path: Path, seeds: Path, arguments: tuple[str, ...]) -> None:
    modules = loaded(tmp_path, *(part.format(seeds=seeds) for part in arguments))
    assert not {name for name in modules if name.split(".")[0] in ("textual", "rich")}


def test_help_loads_no_engine(tmp_path: Path) -> None:
    assert not loaded(tmp_path, "--help") & {"whoosh", "numpy", "markdown_it"}


def test_text_is_read_without_what_reads_web_pages(tmp_path: Path, seeds: Path) -> None:
    assert not loaded(tmp_path, "index", str(seeds)) & {"lxml", "trafilatura", "htmldate"}


def test_english_is_known_without_the_model_of_all_languages(tmp_path: Path, seeds: Path) -> None:
    assert "py3langid" not in loaded(tmp_path, "index", str(seeds))


def test_the_app_imports_no_engine_until_it_opens_a_library() -> None:
    program = "import json, sys; import tui.app; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not set(json.loads(done.stdout)) & {"whoosh", "numpy", "sqlite3", "index.library", "index.fulltext"}


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ([], ("", [])),
        (["read", "list"], ("", [Path("list")])),
        (["./list", "b"], ("", [Path("list"), Path("b")])),
        (["--library", "shelf", "read"], ("shelf", [])),
        (["--library=shelf", "/news"], ("shelf", [Path("/news")])),
        (["list"], None),
        (["--library", "shelf", "list"], None),
        (["--library"], None),
        (["--help"], None),
        (["read", "--theme", "dark"], None),
    ],
)
def test_only_what_can_mean_nothing_but_the_app_goes_past_the_commands(
    words: list[str], plain: tuple[str, list[Path]] | None
) -> None:
    assert plain_call(words) == plain
