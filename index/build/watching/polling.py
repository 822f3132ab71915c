"""Looks every so often whether something below some roots has changed, where nobody says so."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.build.scan import Root, files_below

_REST = 19
"""Times as long as a look took nothing is looked at, so that looking takes no more than a twentieth of the time: 20,000
files take 0.85 s."""
_MOUNTS = Path("/proc/self/mounts")
_REMOTE = frozenset(
    {"9p", "afs", "ceph", "cifs", "drvfs", "fakeowner", "gfs2", "glusterfs", "grpcfuse", "lustre", "nfs", "nfs4"}
    | {"ocfs2", "osxfs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"}
)
"""File systems on which others write, of which this system is told nothing. Most of the kind `fuse.` are so, too."""


class Polling:
    """Compares the files of some roots, by name, size and times, with what they were at the look before."""

    def __init__(
        self,
        roots: Sequence[Root],
        seconds: float,
        stopped: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """The first look is taken at once; `stopped` ends one early."""
        self._roots = roots
        self._seconds = seconds
        self._stopped = stopped
        self._clock = clock
        self._due = 0.0
        self._seen = 0
        self._seen = self._look()

    def changed(self) -> bool:
        """Look, if it is time to; whether anything is other than it was."""
        if self._clock() < self._due:
            return False
        before, self._seen = self._seen, self._look()
        return self._seen != before

    def _look(self) -> int:
        began = self._clock()
        seen = []
        for found in (found for root in self._roots for found in files_below(root)):
            if self._stopped():
                return self._seen
            seen.append(hash(found))
        now = self._clock()
        self._due = now + max(self._seconds, _REST * (now - began))
        return hash(tuple(seen))


def remote(path: Path, mounts: Path = _MOUNTS) -> str:
    """The file system that a path lies on, where others write on it unnoticed; empty elsewhere, or where unknown."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    kind, longest = "", -1
    for line in lines:
        _, mounted, found, *_ = line.split(" ")
        place = Path(mounted.replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\"))
        if (place == path or place in path.parents) and len(place.parts) >= longest:
            kind, longest = found, len(place.parts)
    return kind if kind in _REMOTE or kind.startswith("fuse.") else ""
