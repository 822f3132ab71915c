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
    paths = plain_paths(sys.argv[1:])
    if paths is None or "_DATELINE_COMPLETE" in os.environ:
        from tui.cli import main as run_command

        return run_command()
    from tui.launch import launch

    named = os.environ.get("DATELINE_LIBRARY")
    return launch(Path(named) if named else None, paths)


def plain_paths(words: Sequence[str]) -> list[Path] | None:
    """The paths to read, where the words are nothing but that: `read PATH…`, or paths no command is called like.

    None for everything else, options among them.
    """
    reads = words[:1] == ["read"]
    paths = words[1:] if reads else words
    if any(word.startswith("-") or not word for word in paths):
        return None
    if paths and not reads and "/" not in paths[0]:
        return None
    return [Path(word) for word in paths]


if __name__ == "__main__":
    main()
