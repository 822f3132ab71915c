"""The one family of errors: each says what is wrong, where, and what to do about it.

They are caught by type at the edge (the command line, the app), which shows them in these three parts.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Something that a user can understand and usually mend."""

    exit_code = 2

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        said = f"{self.place}: {self.message}" if self.place else self.message
        return f"{said}. {self.remedy}" if self.remedy else said


class QueryError(DatelineError):
    """A query that can't be read. `start` and `end` are code points of the query as typed."""

    def __init__(self, message: str, *, start: int, end: int, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.start = start
        self.end = end


class ReadError(DatelineError):
    """A file, or one article in it, that can't be read; the others go in."""

    exit_code = 4

    def __init__(self, message: str, *, place: str = "", remedy: str = "", depends: str = "") -> None:
        """`depends` says on what else than the file it hangs, in the words of `readers/depends.py`."""
        super().__init__(message, place=place, remedy=remedy)
        self.depends = depends


class NoArticles(ReadError):
    """A sound file of a kind that may hold articles and often holds something else: passed over, and no fault."""


class UnknownName(DatelineError):
    """No article or actor has this name; where several have, it is an AmbiguousName."""

    exit_code = 1


class AmbiguousName(UnknownName):
    """Several articles or actors have this name: it is the command that has to say which."""

    exit_code = 2


class CorrectionError(DatelineError):
    """A correction that can't be applied or a file of them that can't be read."""


class NotebookError(DatelineError):
    """A note, tag or mark that can't be kept, or a notebook that can't be read."""


class NotebookBusy(NotebookError):
    """Another process holds the notebook: nothing of this was written, and it can be tried again."""


class LibraryMissing(DatelineError):
    """There is no library where one was looked for."""

    exit_code = 3


class LibraryDamaged(DatelineError):
    """A library that this program can't or must not open: damaged, newer, or another user's."""

    exit_code = 3
    newer = False
    """Whether a newer version wrote it, so that nothing here may be repaired."""


class LibraryBusy(DatelineError):
    """Another process is writing to the library."""


class Cancelled(Exception):
    """A newer request made this one pointless; no error, and never shown."""
