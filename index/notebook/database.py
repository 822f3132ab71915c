"""The notebook's file. It is made with the first write; what was written is on disk when a transaction ends.

Several processes write at once: each transaction is short, and the others wait for it. A file that this program can't
read is never written to.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import NotebookBusy, NotebookError
from index.migrations import migrate, version_of
from index.notebook.holder import holder
from index.notebook.schema import MIGRATIONS, VERSION

_TURN_SECONDS = 0.1
"""How long one attempt waits. A write takes milliseconds, and reading waits for none, but for a file that another
process has all to itself."""

WAIT_SECONDS = 10.0
"""How long a write waits for those of other terminals, unless it is told otherwise."""

TOLD_SECONDS = 1.0
"""After so long a wait one wonders what is going on."""

_SMALLEST = 512
"""Bytes of the smallest page, and so of a database; SQLite would take less for an empty file, and write over it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a write waits for other processes."""

    seconds: float = WAIT_SECONDS
    """0 for one attempt."""
    told: Callable[[NotebookBusy], object] = lambda _: None
    """Hears after a second for whom it waits."""


class Database:
    """One connection to the file at `path`, which one thread at a time may use; a `path` of None keeps nothing."""

    def __init__(self, path: Path | None, patience: Patience | None = None) -> None:
        self.path = path
        self._patience = patience or Patience()
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._writable = False
        self.opened = 0
        """How often a file was opened: it rises when another file took the place of the one that was there."""

    def stamp(self) -> tuple[int, ...]:
        """Differs once another connection has written, or the file was replaced; empty while there is none."""
        with self.reading() as connection:
            if connection is None:
                return ()
            return (self.opened, connection.execute("PRAGMA data_version").fetchone()[0])

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """The connection, or None while there is no notebook; waits for nobody. Raises NotebookError."""
        with self._trouble_named():
            yield self._opened()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is on disk at the end, or nothing when an exception leaves it.

        Raises NotebookError where nothing can be written, NotebookBusy where another process keeps it for too long.
        """
        with self._trouble_named():
            connection = self._begun()
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            _settle(connection)

    def damage(self) -> list[str]:
        """What SQLite itself finds wrong, a sentence each. Raises NotebookError for what can't be opened at all."""
        with self.reading() as connection:
            if connection is None:
                return []
            return [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        if self._connection is not None:
            self._connection.close()
        self._connection = self._file = None

    # ---- waiting

    def _begun(self) -> sqlite3.Connection:
        """The connection, in a transaction that may write; waits for those of others as long as patience lasts."""
        began, told = time.monotonic(), False
        while True:
            try:
                return self._begin()
            except (sqlite3.OperationalError, BlockingIOError) as error:
                if not _is_locked(error):
                    raise
                busy, waited = self._busy(), time.monotonic() - began
                if waited >= self._patience.seconds:
                    raise busy from error
                if waited >= TOLD_SECONDS and not told:
                    told = True
                    self._patience.told(busy)
                if isinstance(error, BlockingIOError):
                    time.sleep(_TURN_SECONDS)  # SQLite has waited so long already

    def _begin(self) -> sqlite3.Connection:
        connection = self._opened() or self._made()
        if not self._writable:
            raise NotebookError("the notebook can't be written here", place=str(self.path), remedy=_READ_ONLY)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    def _busy(self) -> NotebookBusy:
        assert self.path is not None
        return NotebookBusy(f"the notebook is held by {holder(self.path)}", place=str(self.path), remedy=_WAIT)

    # ---- opening

    def _opened(self) -> sqlite3.Connection | None:
        """The connection to the file that is there now, which may be another one than before."""
        file = self._there()
        if file != self._file or self._connection is None:
            self.close()
            if file is not None:
                self._open(file)
        return self._connection

    def _there(self) -> tuple[int, int] | None:
        """What tells the file from any other; None where there is none."""
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(found.st_mode):
            raise NotebookError("the notebook is no ordinary file", place=str(self.path), remedy=_MOVE)
        if 0 < found.st_size < _SMALLEST:
            raise NotebookError("the notebook is damaged (cut off)", place=str(self.path), remedy=_MOVE)
        return found.st_dev, found.st_ino

    def _open(self, file: tuple[int, int]) -> None:
        connection = self._connect()
        try:
            found = version_of(connection)
            self._refuse(found, connection)
            if found and found < VERSION and self._writable:
                migrate(connection, MIGRATIONS)
            elif found < VERSION:
                connection.close()
                if found:
                    raise NotebookError(
                        f"the notebook is of an older version ({found}), and can't be brought up to date",
                        place=str(self.path),
                        remedy=_READ_ONLY,
                    )
                return  # another process is just about to make it
        except BaseException:
            connection.close()
            raise
        self._connection, self._file = connection, file
        self.opened += 1

    def _connect(self) -> sqlite3.Connection:
        assert self.path is not None
        real = self.path.resolve()
        self._writable = os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)
        if self._writable:
            return self._connection_in("rw")
        try:
            connection = self._connection_in("ro")
            version_of(connection)
        except sqlite3.OperationalError:
            # SQLite can't make the files beside it that it wants for sharing; nobody else can write there either.
            connection = self._connection_in("ro&immutable=1")
        return connection

    def _connection_in(self, mode: str) -> sqlite3.Connection:
        assert self.path is not None
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        # Whoever calls sees to it that threads take turns, hence not bound to the thread that opened it.
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_TURN_SECONDS
        )
        connection.row_factory = sqlite3.Row
        if self._writable:
            connection.execute("PRAGMA synchronous = FULL")  # in WAL mode, too, every commit is then on disk
        return connection

    def _refuse(self, found: int, connection: sqlite3.Connection) -> None:
        if found > VERSION:
            raise NotebookError(
                f"the notebook was written by a newer dateline (version {found}, this one knows {VERSION})",
                place=str(self.path),
                remedy="Update dateline; the file is left as it is",
            )
        holds_tables = not found and connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        if holds_tables and not version_of(connection):  # else another process has made it between the two looks
            raise NotebookError("this is no notebook of dateline", place=str(self.path), remedy=_MOVE)

    # ---- making

    def _made(self) -> sqlite3.Connection:
        """The connection to a new, empty notebook, or to the one that another process has made meanwhile."""
        if self.path is None:
            raise NotebookError("there is no notebook to write in", remedy="Open the library with one")
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self._opened() is None:
                with contextlib.suppress(FileExistsError):
                    os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
                self._fill()
                os.fsync(folder)
                _sync_folder(self.path.parent.parent)
        finally:
            os.close(folder)
        connection = self._opened()
        assert connection is not None
        return connection

    def _fill(self) -> None:
        connection = self._connect()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, MIGRATIONS)
        finally:
            connection.close()

    # ---- trouble

    @contextlib.contextmanager
    def _trouble_named(self) -> Iterator[None]:
        """Turn what SQLite and the system say into NotebookError."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if _is_locked(error):
                raise self._busy() from error
            passing = isinstance(error, sqlite3.OperationalError) and "no such" not in str(error)
            said = f"the notebook can't be used ({error})" if passing else f"the notebook is damaged ({error})"
            remedy = _remedy(error) if passing else _MOVE
            raise NotebookError(said, place=str(self.path), remedy=remedy) from error
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            remedy = _ROOM if error.errno in (errno.ENOSPC, errno.EDQUOT) else _READ_ONLY
            said = f"the notebook can't be read or kept here ({reason})"
            raise NotebookError(said, place=str(self.path), remedy=remedy) from error


@contextlib.contextmanager
def as_of_one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """All questions see the same state, whatever other processes write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _sync_folder(path: Path) -> None:
    """Have the names in a folder on disk: a power failure must not take the new folder with all that is in it."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _settle(connection: sqlite3.Connection) -> None:
    """Move what was committed from the journal into the file itself, so that a copy of that one file is all of it.

    It is safe before that, too; so where another process is at work, or the disk is full, it waits for the next write.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.execute(f"PRAGMA busy_timeout = {round(_TURN_SECONDS * 1000)}")


_READ_ONLY = "Make the file and its folder writable, or point XDG_DATA_HOME to another place"
_ROOM = "Make room and do it again; what was there stands"
_WAIT = "Do it again when that is done, or end that process"
_MOVE = "It is left as it is: put a copy in its place, or move it away to begin a new one"


def _remedy(error: sqlite3.DatabaseError) -> str:
    said = str(error)
    if "full" in said:
        return _ROOM
    if "disk I/O" in said:
        return "The disk may be failing or full; what was there stands, and `dateline doctor` looks at it"
    return _READ_ONLY if "readonly" in said or "unable to open" in said else ""


def _is_locked(error: sqlite3.DatabaseError | OSError) -> bool:
    """Whether another process is in the way, and nothing else is wrong."""
    if isinstance(error, BlockingIOError):
        return True
    # The lowest byte of a code says what it is, the others which kind of it. Python's own errors have none.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
