"""Who holds the notebook: the process that others wait for, where the system tells.

Linux lists all locks in /proc/locks. Opening the files themselves to ask would take SQLite's own locks away when they
are closed again, as POSIX has it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_LOCKS = Path("/proc/locks")
_BESIDE = ("", "-shm")
"""What is locked: the file itself, or in WAL mode the memory that is shared."""


def holder(path: Path, locks: Path = _LOCKS) -> str:
    """The process that has a lock for writing on a database, in words; `another process` where nobody knows."""
    try:
        files = {_identity(Path(f"{path.resolve()}{end}")) for end in _BESIDE}
        held = [line.split() for line in locks.read_text("ascii", "replace").splitlines()]
    except OSError:
        return "another process"
    for words in held:
        # 1: POSIX  ADVISORY  WRITE 4711 fe:00:131 120 120; a waiting one has an arrow behind its number
        if words[1:2] == ["POSIX"] and words[3:4] == ["WRITE"] and words[5] in files and words[4] != str(os.getpid()):
            return _process(words[4])
    return "another process"


def _identity(path: Path) -> str:
    """Device and number of a file, as the list of locks has them; empty where it is not there."""
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
        return f"{os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino}"
    return ""


def _process(number: str) -> str:
    try:
        said = Path(f"/proc/{number}/stat").read_text("utf-8", "replace")
    except OSError:
        return "another process"
    begin, end = said.index("("), said.rindex(")")
    name = "".join(sign for sign in said[begin + 1 : end] if sign.isprintable())
    return f"process {number} ({name}{', suspended' if said[end + 2 : end + 3] == 'T' else ''})"
