"""What SQLite and the system say of a fault, named with what to do about it."""

from __future__ import annotations

import errno
import sqlite3

from index.errors import DatelineError, LibraryDamaged
from index.places import printable


def named(error: OSError | sqlite3.DatabaseError, place: str = "") -> DatelineError:
    """The error as a user is told it; `place` where the error itself names none."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        remedy = "`dateline doctor` rebuilds it from the files"
        return LibraryDamaged(f"the store can't be read ({error})", place=place, remedy=remedy)
    message = str(error)
    full, refused = "full" in message, False
    if isinstance(error, OSError):
        message = (error.strerror or message).lower()
        place = printable(str(error.filename or "")) or place
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        refused = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
    remedy = "Make room and run the same command again; the library is as it was" if full else ""
    if refused:
        remedy = "Make it yours to read and write, or name another folder with --library"
    return DatelineError(message, place=place, remedy=remedy)
