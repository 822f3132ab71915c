"""Commands outside of the app: a shell's for a pipe, and the reader's editor. They have the terminal while they run."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType, MappingProxyType


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


AT_LINE = _names(
    """
    vi vim nvim view gvim vimx nano pico emacs emacsclient jove mg ne joe jed micro kak less more most ed ex
    """
)
"""Editors and pagers that take `+N` for the line to begin at."""
_COLON = _names("hx helix subl zed")
"""Those that take `file:N`."""
_GOTO = _names("code codium")
"""Those that take `--goto file:N`."""

_LONGEST_STEM = 80
"""Bytes of the name of a copy; file systems count bytes, and take 255."""

_SHOWN = 40
"""Characters of a command where it is said how it ended: that has to be seen."""

ONE_ARTICLE = (".txt", ".text", ".md", ".markdown")
"""Endings of files that are one article, and can be read as they are."""


def editor_of(environment: Mapping[str, str], setting: str = "") -> str:
    """The command that the reader edits with; `vi` where nothing says."""
    return setting.strip() or environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip() or "vi"


def editing(editor: str, path: Path, line: int | None) -> list[str]:
    """The words of a command that opens a file, at a line where the editor is known to take one.

    Raises ValueError for a command with an open quotation mark.
    """
    words = shlex.split(editor)
    if not words:
        raise ValueError("the editor's command is empty")
    name = Path(words[0]).name
    if line is None or line < 1:
        return [*words, str(path)]
    if name in AT_LINE:
        return [*words, f"+{line}", str(path)]
    if name in _COLON:
        return [*words, f"{path}:{line}"]
    if name in _GOTO:
        return [*words, "--goto", f"{path}:{line}"]
    return [*words, str(path)]


def is_one_article(path: Path | None) -> bool:
    """Whether a file holds one article as text, so that it can be opened itself."""
    return path is not None and path.name.casefold().endswith(ONE_ARTICLE) and path.is_file()


def read_only_copy(text: str, stem: str) -> Path:
    """A file with the text of an article that has no file of its own; whoever opens it removes it with its folder.

    Raises OSError where none can be written.
    """
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    safe = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in stem).strip(".")
    safe = safe.encode("utf-8", "replace")[:_LONGEST_STEM].decode("utf-8", "ignore")
    path = folder / f"{safe or 'article'}.txt"
    path.write_text(f"{text}\n", encoding="utf-8")
    path.chmod(0o400)
    return path


def remove_copy(path: Path) -> None:
    """What an editor has left beside it goes, too."""
    shutil.rmtree(path.parent, ignore_errors=True)


Handler = Callable[[int, FrameType | None], object] | int


@contextlib.contextmanager
def _handled(handlers: Mapping[signal.Signals, Handler]) -> Iterator[None]:
    """Signals are handled so meanwhile, and not in the event loop, which stands still.

    A handler is not inherited by a command, an ignored signal would be.
    """
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _left_to_the_command(number: int, frame: FrameType | None) -> None:
    """Ctrl+C is sent to all that runs in the terminal, and would end the app with the command."""


_LENDING: Mapping[signal.Signals, Handler] = MappingProxyType(
    {
        signal.SIGINT: _left_to_the_command,
        # Ctrl+Z stops all that runs in the terminal, too: the app has to stop with the command, or the shell would
        # never come back. When it goes on, the event loop must not hear of it: it would take the terminal at once.
        signal.SIGTSTP: signal.SIG_DFL,
        signal.SIGCONT: signal.SIG_DFL,
    }
)

_PLAIN = "\x1b7\x1b[r\x1b8\x1b[0m\x1b(B\x0f\x1b[4l\x1b[?1;1000;1002;1003;1004;1006;2004l\x1b[?7;25h"
"""Everything that a command may have left: a region that scrolls, colours, another set of characters, inserting, keys
and mouse that report otherwise, no wrapping, no cursor."""


@contextlib.contextmanager
def _lent() -> Iterator[None]:
    """The terminal is a command's, and is as it was when it comes back, however the command ended."""
    terminal = sys.__stdin__.fileno() if sys.__stdin__ and sys.__stdin__.isatty() else None
    modes = None if terminal is None else termios.tcgetattr(terminal)
    with _handled(_LENDING):
        try:
            yield
        finally:
            if terminal is not None and modes is not None:
                with contextlib.suppress(OSError, termios.error):  # it may be gone, which the driver hears of
                    _take_back(terminal, modes)


def _take_back(terminal: int, modes: list[int | list[bytes | int]]) -> None:
    # A shell that was killed may have left it to a group of processes that is no more, and then a change of modes
    # would stop this one.
    with _handled({signal.SIGTTOU: signal.SIG_IGN}):
        os.tcsetpgrp(terminal, os.getpgrp())
        termios.tcsetattr(terminal, termios.TCSADRAIN, modes)
    os.write(terminal, _PLAIN.encode("ascii"))


def run_editor(words: Sequence[str]) -> str:
    """Runs it in the terminal; an empty string, or what went wrong."""
    try:
        with _lent():
            done = subprocess.run(words, check=False)
    except (OSError, ValueError) as error:  # the latter for what can stand in no command, such as NUL
        return f"{words[0]}: {_reason(error)}"
    return _ended(words[0], done.returncode)


def run_piped(command: str, text: str) -> str:
    """Gives the text to a shell's command and waits; its output is the terminal's. As `run_editor` says how it went.

    A command that stops reading, as `head` does, has had enough, and that is no error.
    """
    shell = os.environ.get("SHELL") or "/bin/sh"
    try:
        with (
            _lent(),
            subprocess.Popen([shell, "-c", command], stdin=subprocess.PIPE) as process,
        ):
            process.communicate(text.encode("utf-8", "replace"))
    except (OSError, ValueError) as error:
        return f"{shell}: {_reason(error)}"
    return _ended(command, process.returncode)


def _reason(error: OSError | ValueError) -> str:
    return ((error.strerror if isinstance(error, OSError) else "") or str(error)).lower()


def _ended(command: str, status: int) -> str:
    command = command if len(command) <= _SHOWN else f"{command[: _SHOWN - 1]}…"
    if status < 0:
        return f"{command} was stopped: {(signal.strsignal(-status) or str(-status)).lower()}"
    return f"{command} ended with {status}" if status else ""


def wait_for_enter(said: str) -> None:
    """What a command has printed can be read until the reader goes on."""
    note = f"{said}; " if said else ""
    print(f"\n[dateline: {note}enter goes back]", end="", flush=True)  # noqa: T201  the app is suspended
    with contextlib.suppress(EOFError, KeyboardInterrupt), _handled({signal.SIGINT: signal.default_int_handler}):
        input()
