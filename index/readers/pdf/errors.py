"""What pypdf raises for a file that is damaged, locked or a trap, and how that is said."""

from __future__ import annotations

from index.errors import ReadError
from index.readers.article.titles import one_line
from index.text import clean

_DEPTHS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""Beside its own family, as it says itself of broken files; NotImplementedError has its own words. What 19,000
files damaged at random raised was among these."""


def damage() -> tuple[type[Exception], ...]:
    """What a damaged part of a file raises."""
    from pypdf.errors import DeprecationError, PyPdfError

    return (PyPdfError, DeprecationError, NotImplementedError, *_DEPTHS)


def refused(error: Exception, place: str) -> ReadError:
    """Why the file can't be read, for one of `damage`."""
    from pypdf.errors import DeprecationError, EmptyFileError, LimitReachedError

    said = one_line(clean(str(error))).rstrip(".")[:100] or type(error).__name__
    match error:
        case EmptyFileError():
            return ReadError("the file is empty", place=place, remedy="Fill it or leave it out")
        case LimitReachedError():
            return ReadError(
                f"it asks for far more than its pages can need ({said})", place=place, remedy="Leave it out"
            )
        case NotImplementedError() if "handler" in said:
            said = "it is encrypted for the holders of certain keys"
            return ReadError(said, place=place, remedy="Save it without encryption, with the key")
        case NotImplementedError() | DeprecationError():
            remedy = "Open it in a viewer and save it anew"
            return ReadError(f"it is written in a way that is not known ({said})", place=place, remedy=remedy)
    remedy = "Get it again, or open it in a viewer and save it anew"
    return ReadError(f"this PDF is damaged ({said})", place=place, remedy=remedy)
