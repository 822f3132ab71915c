"""Opens the app on a library. Before the first paint nothing is loaded that it does not need; no click, no engine."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import counted, places
from tui.config import configured
from tui.terminal import unsuitable

if TYPE_CHECKING:
    from index import BackgroundBuild, BackgroundNames, BuildProgress, Library
    from tui.app import DatelineApp
    from tui.settings import Value

FINISH_SECONDS = 10.0
"""How long the program stays for what is still to be written, after the app has left the screen: as long as a command
waits."""

_HEAD_START_SECONDS = 1.0
"""What is there already is on the screen first: a build beside it would take half of two processors."""
USAGE = 2
"""Exit code where the app can't run as it was called."""


def launch(named: Path | None, paths: Sequence[Path], chosen: Mapping[str, Value] | None = None) -> int:
    """Open the app on `paths`, else on the library that is there, else on the samples; returns the exit code.

    `named` is the library that the user asked for, None for the usual one. With paths and no name, the paths get a
    library of their own, so that reading one folder never mixes with another. `chosen` are settings of the command
    line.
    """
    gc.disable()  # what is loaded before the first paint stays: looking through it for waste takes 15 ms
    from index import DatelineError

    try:
        return _launched(named, paths, chosen)
    except DatelineError as error:
        return _refuse(str(error))
    finally:
        gc.enable()  # where no app has come to do so


def _launched(named: Path | None, paths: Sequence[Path], chosen: Mapping[str, Value] | None) -> int:
    for path in paths:
        if not path.exists():
            return _refuse(f"{path}: no such file or folder, and no command (`dateline --help` lists the commands)")
    folder, paths = _library(named, paths)
    reason = unsuitable(os.environ, sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty())
    if reason:
        return _refuse(f"{reason}. This prints instead:\n  {_printing(named, paths)}")
    config = configured(os.environ, chosen)
    from tui.app import DatelineApp
    from tui.front_page import FILE, FrontPageFile

    build = _Build(folder, paths, watch=config.settings.watch)
    package = config.settings.pipeline
    app = DatelineApp(
        lambda: _opened(folder),
        build.run,
        stop_build=build.stop,
        pipeline=_Pipeline(folder, package) if package else None,
        settings=config.settings,
        notice=config.notice,
        front_page=FrontPageFile(folder / FILE),
    )
    app.run(mouse=config.settings.mouse)
    return app.return_code or _finished(app)


def _finished(app: DatelineApp) -> int:
    """The app has left the screen: what still waits for another process is written, or it is said that it is not."""
    if app.desk is None:
        return 0
    if app.waiting is not None:
        _tell(f"{app.waiting.message}; waiting up to {FINISH_SECONDS:.0f} s to write what you did (ctrl+c gives it up)")
    try:
        errors = app.desk.finish(FINISH_SECONDS)
    except KeyboardInterrupt:
        errors = app.desk.finish(0)
    if errors:
        _tell(f"{counted(len(errors), 'change')} not written: {errors[-1]}")
    return errors[-1].exit_code if errors else 0


def _tell(said: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone, which ends the app, too
        sys.stderr.write(f"dateline: {said}\n")
        sys.stderr.flush()


def _refuse(reason: str) -> int:
    said = sys.stdout if sys.stdout.isatty() and not sys.stderr.isatty() else sys.stderr
    said.write(f"dateline: {reason}\n")
    return USAGE


def _library(named: Path | None, paths: Sequence[Path]) -> tuple[Path, Sequence[Path]]:
    """The library to open, and the paths to bring it up to date with; none for all that it knows."""
    if paths:
        return named or places.library_of(paths), paths
    folder = named or places.default_library()
    if places.is_library(folder):
        return folder, ()
    samples = (places.samples(),)
    return named or places.library_of(samples), samples


def _opened(folder: Path) -> Library:
    from index import Library, Patience, corrections_of_user, notebook_of_user

    patience = Patience(seconds=0)  # the mailbox tries again, and answers questions meanwhile
    return Library.open(folder, corrections=corrections_of_user(), notebook=notebook_of_user(patience))


class _Pipeline:
    """The one that is set, which looks at the names in a process of its own."""

    def __init__(self, folder: Path, package: str) -> None:
        self._folder = folder
        self._package = package

    def called(self) -> str:
        """Its name and version. Raises DatelineError where it is not installed."""
        from index import BackgroundNames

        return str(BackgroundNames.pipeline(self._package))

    def look(self) -> BackgroundNames:
        """A run that is still to begin."""
        from index import BackgroundNames

        return BackgroundNames(self._folder, self._package)


class _Build:
    """Brings the library up to date in a process of its own, while the app is open: as often as it is wanted, or also
    whenever files change.
    """

    def __init__(self, folder: Path, paths: Sequence[Path], *, watch: bool) -> None:
        self._folder = folder
        self._paths = paths
        self._watch = watch
        self._process: BackgroundBuild | None = None
        self._stopped = threading.Event()

    def run(self, tell: Callable[[BuildProgress], None]) -> None:
        """Once, to its end."""
        if self._process is None and places.is_library(self._folder):
            self._stopped.wait(_HEAD_START_SECONDS)
        from index import BackgroundBuild

        self._process = BackgroundBuild(self._folder, self._paths, watch=self._watch)
        if self._stopped.is_set():
            self._process.stop()
        self._process.run(tell)
        self._stopped.clear()

    def stop(self) -> None:
        """The one that runs, or is just about to."""
        self._stopped.set()
        if self._process is not None:
            self._process.stop()


def _printing(named: Path | None, paths: Sequence[Path]) -> str:
    """The command that prints what the app would have shown."""
    import shlex

    program = _program() + (f" --library {shlex.quote(str(named))}" if named else "")
    words = " ".join(shlex.quote(str(path)) for path in paths)
    return f"{program} index {words} && {program} list" if paths else f"{program} list"


def _program() -> str:
    """How the user called the program: by its name where a shell finds it so, else by its path."""
    import shlex
    import shutil

    called = Path(sys.argv[0])
    found = shutil.which(called.name)
    if called.name != "dateline" or (found is not None and Path(found).resolve() == called.resolve()):
        return "dateline"
    return shlex.quote(os.path.relpath(called))
