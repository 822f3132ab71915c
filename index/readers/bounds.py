"""Limits as a user writes them: `seconds=30`, `document-bytes=200M`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from index.errors import DatelineError
from index.readers.document import Limits

_NUMBER = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)([KMG]?)", re.IGNORECASE)
_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def names() -> tuple[str, ...]:
    """What can be limited."""
    return tuple(one.name.replace("_", "-") for one in fields(Limits))


def limits_of(written: Sequence[str]) -> Limits:
    """The usual limits with these in place of some; a number may end in K, M or G. Raises DatelineError."""
    limits = Limits()
    for words in written:
        name, sign, value = words.partition("=")
        attribute = name.strip().replace("-", "_")
        if not sign or attribute not in {one.name for one in fields(Limits)}:
            raise DatelineError(
                f"{words!r} is no limit", remedy=f"Write NAME=NUMBER; the names are {', '.join(names())}"
            )
        number = _NUMBER.fullmatch(value.strip())
        if number is None or not float(number[1]):
            raise DatelineError(f"{value!r} is no number above 0", place=name, remedy="Write 30, 2.5, 200M or 1G")
        amount = float(number[1]) * _UNITS[number[2].upper()]
        value_of: Any = amount if attribute == "seconds" else max(1, int(amount))
        limits = replace(limits, **{attribute: value_of})
    return limits
