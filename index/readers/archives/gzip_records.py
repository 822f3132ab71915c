"""Gzip files of many members, a record each, as web archives are: a damaged member costs only itself."""

from __future__ import annotations

import zlib
from typing import IO

from index.readers.streams import Pieces

_BEGINNING = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
DAMAGE = b"\r\n\0 damaged \r\n"
"""What is given where packed data is damaged; no line of it can begin a record, so that the gap shows."""


class GzipRecords(Pieces):
    """What is packed, one member after the other. Raises EOFError where the last one breaks off."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._packed = b""
        self._member: zlib._Decompress | None = None

    def piece(self, most: int) -> bytes:
        while True:
            self._packed = self._packed or self._file.read(_CHUNK)
            if self._member is None:
                if not self._packed:
                    return b""
                if gap := self._find_member():
                    return gap[:most]
                continue
            if not self._packed:
                raise EOFError
            if piece := self._unpacked(self._member, most):
                return piece

    def _unpacked(self, member: zlib._Decompress, most: int) -> bytes:
        try:
            piece = member.decompress(self._packed, most)
        except zlib.error:
            self._member = None
            self._packed = self._packed[self._packed.startswith(_BEGINNING) :]
            return DAMAGE[:most]
        self._packed = member.unused_data if member.eof else member.unconsumed_tail
        if member.eof:
            self._member = None
        return piece

    def _find_member(self) -> bytes:
        """To the beginning of the next member; gives what stands for data that is none, but not for bytes of zero."""
        at = self._packed.find(_BEGINNING)
        if at < 0 and (more := self._file.read(_CHUNK)):
            passed = self._packed[: -len(_BEGINNING)]
            self._packed = self._packed[len(passed) :] + more
        elif at < 0:
            passed, self._packed = self._packed, b""
        else:
            passed, self._packed = self._packed[:at], self._packed[at:]
            self._member = zlib.decompressobj(wbits=31)
        return DAMAGE if passed.strip(b"\0") else b""
