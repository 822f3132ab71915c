"""What a reader is given: where something lies, and its bytes from the beginning, no more of them than is allowed."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import IO

from index.errors import ReadError
from index.readers.declared import Declared, Outside
from index.readers.depends import MOMENT, limit, over_limit
from index.readers.encoding import Decoded, decode, decode_stated
from index.readers.place import Place
from index.readers.streams import Pieces

PACKING_ERRORS = (EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
"""What the standard library raises for damaged packing, beside OSError."""

BY_ITS_FORMAT = Decoded("", "utf-8")
"""For what holds no text in one encoding, since the format says what each of its signs is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything is taken before it is refused; all can be set."""

    seconds: float = 60.0
    """Without anything coming out of a file."""
    document_bytes: int = 64 * 1024 * 1024
    """Of one article's file, unpacked; the longest book in English has 12 MB."""
    archive_bytes: int = 64 * 1024**3
    """Of all that an archive holds, unpacked."""
    members: int = 1_000_000
    """Files in an archive."""
    pages: int = 3_000
    """Of one article's file: a minute is enough for as many, at fifty a second."""
    depth: int = 3
    """Archives within archives."""
    ratio: int = 1_000
    """How many times larger unpacked than packed: text packs to a fiftieth at the best, what is made to fill a disk to
    a thousandth and less."""
    ratio_from: int = 16 * 1024 * 1024
    """Bytes unpacked from which the ratio counts: short and empty files may pack to almost nothing."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a whole file that is worth a word in the report, and no fault."""

    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file below the indexed root, or a member of an archive there."""

    relative: str
    """Path below the root with `/` between parts; that of a member begins with its archive's."""
    opened: Callable[[], IO[bytes]]
    """A stream from the first byte; may raise OSError, ReadError and `PACKING_ERRORS`, and so may reading it."""
    salt: str = ""
    packed_bytes: int | None = None
    """Bytes that it takes where it lies; None where nobody knows."""
    depth: int = 0
    """How many archives it lies in."""
    limits: Limits = field(default_factory=Limits)
    declared: Declared = field(default_factory=Declared)
    """How the user says that it is to be read; a member's is its archive's."""
    outside: Outside = field(default_factory=Outside)
    """The metadata that is declared of it."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.relative.rpartition("/")[2]

    def stream(self) -> IO[bytes]:
        """A stream from the first byte, which may break with OSError or `PACKING_ERRORS`. Raises `ReadError`."""
        try:
            return self.opened()
        except (OSError, *PACKING_ERRORS) as error:
            raise broken(error, self.relative) from error

    def content(self) -> bytes:
        """All of it. Raises `ReadError` for what is gone, closed to us, too large, damaged or empty."""
        most = self.limits.document_bytes
        try:
            with self.stream() as file:
                content = file.read(most + 1)
        except (OSError, *PACKING_ERRORS) as error:
            raise broken(error, self.relative) from error
        if len(content) > most:
            said = f"it is larger than {most / 1024**2:,.0f} MB, too large for one article"
            remedy = "Divide it, make it a .jsonl with one article a line"
            raise over_limit(said, self.relative, remedy, "document-bytes", most)
        if not content:
            raise ReadError("the file is empty", place=self.relative, remedy="Fill it or leave it out")
        return content

    def decoded(self) -> Decoded:
        """All of it as text. Raises `ReadError`, for binary data too."""
        return decode(self.content(), self.relative, self.declared.encoding)

    def decoded_as(self, content: bytes, stated: str | None, place: str = "") -> Decoded:
        """Some of it as text, in the encoding that the user declares, else in the one that it states of itself."""
        if self.declared.encoding:
            return decode(content, place or self.relative, self.declared.encoding)
        return decode_stated(content, stated, place or self.relative)

    def place(self, decoded: Decoded = BY_ITS_FORMAT, row: int = 0, *, named: str = "") -> Place:
        """Where an article of it stands; `named` is how an error names it, when not by its path.

        The only way to a place: one that is made otherwise lacks what is stated of the article outside its file.
        """
        return Place(
            self.relative,
            row,
            self.salt,
            decoded.encoding,
            decoded.guessed,
            decoded.warnings,
            named=named,
            outside=self.outside,
        )

    def holding(self, opened: Callable[[], IO[bytes]], **changes: object) -> Document:
        """What it holds, when that is reached by another stream."""
        return replace(self, opened=opened, **changes)  # type: ignore[arg-type]


class Metered(Pieces):
    """An unpacking stream that ends with a `ReadError` where it gives more than can be honest."""

    def __init__(self, file: IO[bytes], document: Document) -> None:
        self._file = file
        self._document = document
        self._given = 0

    def piece(self, most: int) -> bytes:
        piece = self._file.read(most)
        self._given += len(piece)
        refuse_swollen(self._given, self._document)
        return piece

    def close(self) -> None:
        self._file.close()
        super().close()


def refuse_swollen(unpacked: int, document: Document) -> None:
    """Raises `ReadError` where so many bytes out of a document are far more than text can give."""
    limits, packed = document.limits, document.packed_bytes
    if packed is not None and unpacked > limits.ratio_from and unpacked > limits.ratio * max(1, packed):
        raise ReadError(
            f"unpacked it is more than {limits.ratio:,} times as large, as only a trap is",
            place=document.relative,
            remedy="Leave it out",
            depends=limit("ratio", limits.ratio),
        )


def broken(error: Exception, place: str) -> ReadError:
    """What is wrong with a stream that can't be opened or read to its end."""
    match error:
        case EOFError():
            return ReadError(
                "the file breaks off here; what stands before it is read", place=place, remedy="Get it again"
            )
        case lzma.LZMAError() | zlib.error() | zipfile.BadZipFile() | tarfile.TarError():
            return ReadError("the compressed data is damaged here", place=place, remedy="Get the file again")
        case FileNotFoundError():
            return ReadError("the file is gone", place=place, remedy="Index the folder again", depends=MOMENT)
        case PermissionError():
            remedy = "Change its permissions"
            return ReadError("you may not read this file", place=place, remedy=remedy, depends=MOMENT)
        case IsADirectoryError():
            return ReadError("this is a folder", place=place, remedy="Give it a name without this ending")
    said = (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
    remedy = "Check the disk or the network"
    return ReadError(f"the file can't be read ({said})", place=place, remedy=remedy, depends=MOMENT)
