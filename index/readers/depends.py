"""What else than the file an error hangs on, so that a later import knows when to try again.

Words that a `ReadError` carries and the store keeps: `extra warc`, `limit pages=3000`, `moment`, and none for an error
that only another file can mend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import ReadError
from index.extras import adding, is_there

if TYPE_CHECKING:
    from index.readers.document import Limits

MOMENT = "moment"
"""A disk, a network, a right: it is tried again with every import."""


def without_extra(said: str, place: str, extra: str) -> ReadError:
    """An error that what an extra brings would mend."""
    remedy = f"Add what does: {adding(f'dateline[{extra}]')}"
    return ReadError(said, place=place, remedy=remedy, depends=f"extra {extra}")


def over_limit(said: str, place: str, remedy: str, name: str, most: float) -> ReadError:
    """A refusal that a higher limit would lift; `name` is its name in `index --limit`."""
    more = f"{remedy}, or allow more: dateline index --limit {name}=NUMBER"
    return ReadError(said, place=place, remedy=more, depends=limit(name, most))


def limit(name: str, most: float) -> str:
    """That it hangs on a limit, which was this."""
    return f"limit {name}={most}"


def may_end_otherwise(depends: str, limits: Limits) -> bool:
    """Whether reading the same file again can come to something else, within these limits."""
    kind, _, what = depends.partition(" ")
    match kind:
        case "extra":
            return is_there(what)
        case "limit":
            name, _, most = what.partition("=")
            return bool(getattr(limits, name.replace("-", "_")) > float(most))
    return kind == MOMENT
