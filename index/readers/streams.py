"""Streams of bytes that are made as they are read."""

from __future__ import annotations

import io
from abc import abstractmethod


class Pieces(io.RawIOBase):
    """A stream whose class says what its next bytes are."""

    @abstractmethod
    def piece(self, most: int) -> bytes:
        """The next bytes, so many at the most; none at the end."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece = self.piece(len(view))
        view[: len(piece)] = piece
        return len(piece)
