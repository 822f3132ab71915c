"""What the system says of changed files (inotify, FSEvents), through watchfiles.

It only says that it is time to look: what has changed, a build finds out itself, so that a word that was lost among
many, or came twice, does no harm.

On Linux each folder that a scan looks into is watched by itself. Watched as a tree, hidden folders and all that links
lead to would be, too, and a limit that is reached within a new folder would go unsaid.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, watch

from index.build.scan import Root, listed
from index.build.sources.sources_file import NAME as SOURCES
from index.errors import DatelineError
from index.readers import is_readable, sidecar_names

TICK_SECONDS = 0.1
"""How long one waits for a word before one may do something else; with it an idle watch takes 0.2 % of a core."""
_STEP = 50
"""ms between two looks into what the system has said by then."""
_TRIES = 5
"""How often folders are listed anew because some were made or gone while they were being watched one by one."""
_LIMIT_FILE = Path("/proc/sys/fs/inotify/max_user_watches")


class NoNotifications(DatelineError):
    """The system will not say when files change."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What is watched, as absolute paths."""

    folders: frozenset[str]
    """Folders below the roots: all in them counts."""
    beside: frozenset[str]
    """Folders in which only some files count: where a root that is a file lies, or a file that a link leads to."""
    files: frozenset[str]
    """Those files."""


class Notifications:
    """Watches what a scan of some roots looks at, from the moment that it is made."""

    def __init__(self, roots: Sequence[Root], stopped: Callable[[], bool]) -> None:
        """`stopped` ends a wait early. Raises NoNotifications."""
        self._roots = roots
        self._stop = _Stop(stopped)
        self.outdated = False
        """Whether other folders are to be watched by now, which takes new notifications."""
        self._scope = _scope(roots)
        for _ in range(_TRIES):
            opened = self._open()
            scope = _scope(roots)
            if opened and scope == self._scope:
                return
            self._scope = scope
        self.outdated = True

    def _open(self) -> bool:
        """Begin to watch; False where a folder was gone by then. Raises NoNotifications."""
        folders = {one for one in self._scope.folders | self._scope.beside if _is_utf8(one)}
        each = sys.platform == "linux"
        watched = folders if each else {str(root.path) for root in self._roots} | self._scope.beside
        self._changes: Generator[set[tuple[Change, str]], None, None] = watch(
            *sorted(watched),
            watch_filter=None,
            debounce=2 * _STEP,
            step=_STEP,
            rust_timeout=round(TICK_SECONDS * 1000),
            yield_on_timeout=True,
            stop_event=self._stop,
            force_polling=False,
            recursive=not each,
        )
        try:
            next(self._changes, None)  # it begins with the first word that is asked for
        except FileNotFoundError:
            return False
        except (OSError, RuntimeError) as error:
            raise _refusal(error) from error
        return True

    def changed(self) -> bool:
        """Wait TICK_SECONDS at most; whether the system has named something that a scan would look at."""
        try:
            changes = next(self._changes, set[tuple[Change, str]]())
        except RuntimeError:  # watchfiles' own: a name is no UTF-8, after which it says nothing more
            self.outdated = True
            return True
        counting = [path for _, path in changes if self._counts(Path(path))]
        self.outdated |= any(self._is_about_folders(Path(path)) for path in counting)
        return bool(counting)

    def _counts(self, path: Path) -> bool:
        if str(path) in self._scope.files or self._is_about_folders(path):
            return True
        inside = str(path.parent) in self._scope.folders and not path.name.startswith(".")
        return inside and (path.name == SOURCES or is_readable(path))

    def _is_about_folders(self, path: Path) -> bool:
        """Whether what is to be watched may have changed: with a folder, or with what a link leads to."""
        if str(path) in self._scope.folders:
            return True
        inside = str(path.parent) in self._scope.folders and not path.name.startswith(".")
        return inside and (path.is_symlink() or path.is_dir())

    def close(self) -> None:
        """Watch nothing any more."""
        self._changes.close()


@dataclass(frozen=True, slots=True)
class _Stop:
    """As `threading.Event` answers."""

    is_set: Callable[[], bool]


def _scope(roots: Sequence[Root]) -> _Scope:
    folders: set[str] = set()
    files: set[str] = set()
    for root in roots:
        if root.path.is_file():
            names = (root.path.name, SOURCES, *sidecar_names(root.path.name))
            files.update(str(root.base / name) for name in names)
            continue
        for folder, names_below in listed(root, []):
            folders.add(str(folder))
            links = (path for name in names_below if (path := folder / name).is_symlink())
            files.update(os.path.realpath(link) for link in links)
    beside = {str(parent) for file in files if (parent := Path(file).parent).is_dir()}
    return _Scope(frozenset(folders), frozenset(beside - folders), frozenset(files))


def _is_utf8(path: str) -> bool:
    """A folder whose name is no UTF-8 can't be named to watchfiles."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refusal(error: Exception) -> NoNotifications:
    said = str(error)
    if "watch limit reached" in said:
        limit = _LIMIT_FILE.read_text().strip() if _LIMIT_FILE.exists() else ""
        known = f" ({limit} for each user)" if limit else ""
        return NoNotifications(
            f"the system watches no more folders{known}",
            remedy="`sysctl fs.inotify.max_user_watches=524288`, as root, allows more",
        )
    if "Too many open files" in said:
        return NoNotifications(
            "too many programs watch folders already",
            remedy="`sysctl fs.inotify.max_user_instances=1024`, as root, allows more",
        )
    return NoNotifications(f"the system does not say which files change ({said})")
