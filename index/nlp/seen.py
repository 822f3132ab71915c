"""What a pipeline saw, as the store keeps it: by piece of text, so that only words that changed are looked at again."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable

from index.actors import Name
from index.model import NameKind

_KINDS: tuple[NameKind, ...] = tuple(NameKind)
"""The order that stored kinds count in; a change needs another `PIECES_VERSION`."""
_NAME = struct.Struct("<HBB")
"""Start in the piece, length, kind."""
_LONGEST = 255
"""Code points of a name; what is longer is none."""


def piece_key(stamp: str, words: str) -> int:
    """A signed 64-bit key of a piece for one pipeline; two of a hundred million share one by a chance of 1 : 3,700."""
    digest = hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8, key=_salt(stamp)).digest()
    return int.from_bytes(digest, "little", signed=True)


def _salt(stamp: str) -> bytes:
    return hashlib.blake2b(stamp.encode(), digest_size=32).digest()


def pack(names: Iterable[Name]) -> bytes:
    """Four bytes a name."""
    return b"".join(
        _NAME.pack(name.start, name.end - name.start, _KINDS.index(name.kind))
        for name in names
        if name.end - name.start <= _LONGEST
    )


def is_sound(packed: bytes | None) -> bool:
    """Whether there are bytes, and `pack` could have made them."""
    return packed is not None and len(packed) % _NAME.size == 0 and all(kind < len(_KINDS) for kind in packed[3::4])


def unpack(packed: bytes, at: int = 0) -> list[Name]:
    """The names again, moved by `at`; `packed` is sound."""
    return [Name(at + start, at + start + length, _KINDS[kind]) for start, length, kind in _NAME.iter_unpack(packed)]
