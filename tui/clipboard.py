"""Copying through a terminal, which never says whether it did.

    the reader's own command ──fails──▶ tmux load-buffer -w ──fails──▶ OSC 52 to the terminal
                                     (where TMUX is set)            (not where it is known to refuse, or too much)
    beside the latter, always: a file that only the reader can read

`tmux load-buffer -w` gives the text to tmux and to the terminal around it whatever `set-clipboard` and
`allow-passthrough` are (measured with tmux 3.3a: on, external and off); OSC 52 inside tmux needs `set-clipboard on`.
"""

from __future__ import annotations

import base64
import os
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_BASE64 = 100_000
"""Bytes of base64 that terminals are known to take; some, and tmux's passthrough, drop what is longer."""

_SCREEN_PIECE = 240
"""Bytes between two introducers for GNU screen, whose buffer for one string was 256 bytes in its older versions."""

COMMAND_SECONDS = 5.0
FILE = "copied.txt"

Run = Callable[[Sequence[str], bytes], str]
"""Runs a command with the bytes as its input; an empty string, or why it failed."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a text went."""

    said: str
    """In words that follow `copied`: a comma and more, or nothing."""
    sequence: str = ""
    """What is to be written to the terminal; empty for nothing."""
    ok: bool = True


def run(command: Sequence[str], given: bytes) -> str:
    """Waits for the command, but not for what it leaves behind, as `wl-copy` does."""
    try:
        done = subprocess.run(
            command,
            input=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=COMMAND_SECONDS,
            check=False,
        )
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    except subprocess.TimeoutExpired:
        return f"it took longer than {COMMAND_SECONDS:.0f} seconds"
    return f"it ended with {done.returncode}" if done.returncode else ""


def copy(text: str, environment: Mapping[str, str], folder: Path, *, command: str = "", execute: Run = run) -> Copied:
    """Brings a text to the clipboard as well as can be; `folder` holds the file for where nothing else does.

    `command` is the reader's own, as typed in a shell without its signs; empty for none.
    """
    given = text.encode("utf-8", "replace")
    failed = ""
    if command.strip():
        failed, words = _own(command, given, execute)
        if not failed:
            return Copied(f", by {words}")
        failed = f"; {words}: {failed}"
    if environment.get("TMUX") and not execute(("tmux", "load-buffer", "-w", "-"), given):
        return Copied(f", also to tmux (prefix ]){failed}")
    refused = _refusal(environment, given)
    kept = _kept(given, folder)
    if refused:
        return Copied(f"{failed}; {refused}: it is in {kept}" if kept else f"{failed}; {refused}", ok=bool(kept))
    return Copied(f"; if the terminal refused, it is in {kept}{failed}" if kept else failed, osc52(given, environment))


def _own(command: str, given: bytes, execute: Run) -> tuple[str, str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        return str(error).lower(), command
    return execute(words, given), words[0]


def _refusal(environment: Mapping[str, str], given: bytes) -> str:
    """Why the terminal would not take it; empty where nothing is known against it."""
    if environment.get("TERM", "").startswith(("linux", "vt", "cons25")):
        return "this terminal has no clipboard"
    if environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return "Terminal.app takes nothing to its clipboard"
    size = len(base64.b64encode(given))
    return f"{size:,} bytes are more than terminals take" if size > MOST_BASE64 else ""


def osc52(given: bytes, environment: Mapping[str, str]) -> str:
    """The sequence that asks a terminal to take a text, wrapped where GNU screen stands between."""
    plain = f"\x1b]52;c;{base64.b64encode(given).decode('ascii')}\a"
    inside_screen = environment.get("STY") or environment.get("TERM", "").startswith("screen")
    if environment.get("TMUX") or not inside_screen:
        return plain
    pieces = (plain[at : at + _SCREEN_PIECE] for at in range(0, len(plain), _SCREEN_PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def _kept(given: bytes, folder: Path) -> str:
    """The file that holds it now, as the reader would type it; empty where none can be written."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(given)
    except OSError:
        return ""
    home = str(Path.home())
    return f"~{str(path)[len(home) :]}" if str(path).startswith(f"{home}/") else str(path)
