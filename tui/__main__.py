"""`dateline`: the way in.

A call that can only mean the app goes straight to it, since loading the commands first would cost a third of the time
to the first paint. Everything else, help and errors included, goes through the commands, of which `read` is one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> None:
    """The console script."""
    try:
        sys.exit(run())
    except KeyboardInterrupt:
        sys.exit(130)


def run() -> int:
    """Open the app or run a command; returns the exit code."""
    plain = plain_call(sys.argv[1:])
    if plain is None or "_DATELINE_COMPLETE" in os.environ:
        from tui.cli import main as run_command

        return run_command()
    from tui.launch import launch

    library, paths = plain
    named = library or os.environ.get("DATELINE_LIBRARY")
    return launch(Path(named) if named else None, paths)


def plain_call(words: Sequence[str]) -> tuple[str, list[Path]] | None:
    """The library, empty where none is named, and the paths to read, where the words are nothing but that.

    That is `[--library DIR] read PATH…`, or paths that no command is called like; None for everything else, other
    options among them.
    """
    library = ""
    if words and words[0].startswith("--library="):
        library, words = words[0].removeprefix("--library="), words[1:]
    elif len(words) > 1 and words[0] == "--library":
        library, words = words[1], words[2:]
    reads = words[:1] == ["read"]
    paths = words[1:] if reads else words
    if library.startswith("-") or any(word.startswith("-") or not word for word in paths):
        return None
    if paths and not reads and "/" not in paths[0]:
        return None
    return library, [Path(word) for word in paths]


if __name__ == "__main__":
    main()
