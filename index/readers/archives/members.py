"""Archives → the documents in them. Nothing is ever written to a folder, so no member can leave its own."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from operator import attrgetter
from typing import IO, cast

from index.counting import counted
from index.errors import ReadError
from index.places import printable
from index.readers.depends import over_limit
from index.readers.document import PACKING_ERRORS, Document, Metered, Remark, broken
from index.readers.suffixes import packing_of, suffix_of

ARCHIVE_ERRORS = (tarfile.TarError, NotImplementedError, ValueError, RecursionError)
"""What the standard library raises for archives that are damaged or of a kind that it does not know, the last one for
heads that only lead to further heads."""
_BUFFER = 1 << 16
"""Bytes unpacked at a time."""
_SPOOL = 256 * 1024 * 1024
"""Bytes of what is read from its end and lies in an archive: it has to be in memory."""

Member = Document | ReadError | Remark


def zip_members(document: Document) -> Iterator[Member]:
    """The files of a zip archive that a reader knows, in its own order."""
    try:
        with closing(seekable(document)) as file, zipfile.ZipFile(file) as archive:
            members = [info for info in archive.infolist() if not info.filename.endswith("/")]  # is_dir breaks on ""
            _refuse_overlaps(members, document)
            walk = _Walk(document, len(members))
            for info in members:
                member = walk.member(info.filename, info.file_size)
                if isinstance(member, Document):
                    yield member.holding(zip_opener(archive, info, member), packed_bytes=max(1, info.compress_size))
                elif member is not None:
                    yield member
            yield from walk.rest()
    except (OSError, *PACKING_ERRORS, *ARCHIVE_ERRORS) as error:
        raise damaged(error, document) from error


def _refuse_overlaps(members: Sequence[zipfile.ZipInfo], document: Document) -> None:
    """Raises `ReadError` where files of a zip archive share their data: a few kilobytes so unpack to terabytes.

    Each claims a ratio that text may have, so that no bound of one file sees it (Fifield, A better zip bomb, 2019).
    """
    end = 0
    for info in sorted(members, key=attrgetter("header_offset")):
        if info.header_offset < end:
            raise ReadError(
                "its files lie on top of one another, as only those of a trap do",
                place=document.relative,
                remedy="Leave it out",
            )
        end = info.header_offset + info.compress_size


_END_OF_ZIP = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 1 << 16


def zip_length(document: Document) -> int:
    """How many files a zip archive says it holds, at most 65,535; 0 where it can't be told.

    Its list of files is not read, which would take a kilobyte of memory for each.
    """
    with closing(document.stream()) as file:
        size = file.seek(0, io.SEEK_END)
        file.seek(max(0, size - _END_OF_ZIP.size - _LONGEST_COMMENT))
        tail = file.read(_END_OF_ZIP.size + _LONGEST_COMMENT)
    at = tail.rfind(b"PK\5\6")
    return int(_END_OF_ZIP.unpack_from(tail, at)[4]) if 0 <= at <= len(tail) - _END_OF_ZIP.size else 0


def tar_members(document: Document) -> Iterator[Member]:
    """The files of a tar archive that a reader knows, each to be read before the next one is asked for."""
    try:
        with closing(document.stream()) as file, tarfile.open(fileobj=file, mode="r|") as archive:
            walk = _Walk(document)
            for info in archive:
                setattr(archive, "members", [])  # noqa: B010  tarfile would keep the head of every member
                member = walk.member(info.name, info.size) if info.isfile() else None
                if isinstance(member, Document):
                    yield member.holding(_tar_opener(archive, info), packed_bytes=info.size)
                elif member is not None:
                    yield member
            yield from walk.rest()
    except (OSError, *PACKING_ERRORS, *ARCHIVE_ERRORS) as error:
        raise damaged(error, document) from error


class _Walk:
    """Goes through the members of one archive, and refuses what is too much."""

    def __init__(self, document: Document, members: int = 0) -> None:
        self._document = document
        self._seen = 0
        self._bytes = 0
        self._passed = 0
        self._names: set[int] = set()
        if document.depth >= document.limits.depth:
            said = f"it lies {document.depth} archives deep, the most that is looked into"
            raise over_limit(said, document.relative, "Unpack the archive around it", "depth", document.limits.depth)
        self._count(members)

    def member(self, name: str, size: int) -> Member | None:
        """The document of a member; an error where it must not be read, None where no reader knows it."""
        self._seen += 1
        self._count(self._seen)
        shown = printable(name)
        place = f"{self._document.relative}/{shown}"
        if name.startswith("/") or ".." in name.split("/"):
            return ReadError("its name leads out of the archive", place=place, remedy="Leave it out")
        if any(part.startswith(".") or part == "__MACOSX" for part in name.split("/")) or not suffix_of(name):
            self._passed += 1
            return None
        if hash(name) in self._names:
            return ReadError("another file in the archive has the same name", place=place, remedy="Unpack the archive")
        self._names.add(hash(name))
        self._bytes += size
        if self._bytes > self._document.limits.archive_bytes:
            most = self._document.limits.archive_bytes
            said = f"unpacked it is larger than {most // 1024**3} GB, the most that is read"
            remedy = "Unpack it, and leave out what is no text"
            raise over_limit(said, self._document.relative, remedy, "archive-bytes", most)
        return self._document.holding(not_opened, relative=place, depth=self._document.depth + 1)

    def rest(self) -> Iterator[Remark]:
        """What is to be said of the members that no reader knows."""
        if self._passed:
            yield Remark(f"{counted(self._passed, 'other file')} in it passed over")

    def _count(self, members: int) -> None:
        if members > self._document.limits.members:
            most = self._document.limits.members
            said = f"it holds more than {most:,} files, the most that is read"
            raise over_limit(said, self._document.relative, "Unpack it", "members", most)


def not_opened() -> IO[bytes]:
    """Stands for a stream until there is one."""
    raise OSError("not opened yet")


def zip_opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Document) -> Callable[[], IO[bytes]]:
    """What opens a member, which ends with a `ReadError` where it is locked, unknown or swollen."""
    metered = member.holding(not_opened, packed_bytes=max(1, info.compress_size))

    def opened() -> IO[bytes]:
        try:
            file = archive.open(info)
        except NotImplementedError as error:
            raise ReadError(
                f"it is packed in a way that is not known ({error})", place=member.relative, remedy="Unpack the archive"
            ) from error
        except ValueError as error:  # its place in the archive is none
            raise damaged(error, member) from error
        except RuntimeError as error:
            raise ReadError(
                "it is locked with a password", place=member.relative, remedy="Unpack the archive with its password"
            ) from error
        return cast("IO[bytes]", io.BufferedReader(Metered(file, metered), _BUFFER))

    return opened


def _tar_opener(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], IO[bytes]]:
    def opened() -> IO[bytes]:
        file = archive.extractfile(info)
        if file is None:
            raise OSError("it is no ordinary file")
        return file

    return opened


def seekable(document: Document) -> IO[bytes]:
    """A stream that can be read from its end, as zip archives and PDF are; what is packed is unpacked in memory."""
    file = document.opened()
    if document.depth == 0 and not packing_of(document.name):
        return file
    with closing(file):
        content = file.read(_SPOOL + 1)
    if len(content) > _SPOOL:
        raise ReadError(
            f"it is packed and has more than {_SPOOL // 1024**2} MB",
            place=document.relative,
            remedy="Unpack what it lies in",
        )
    return io.BytesIO(content)


def damaged(error: Exception, document: Document) -> ReadError:
    """What is wrong with an archive that can't be read."""
    if not isinstance(error, (zipfile.BadZipFile, *ARCHIVE_ERRORS)):
        return broken(error, document.relative)
    return ReadError(f"the archive is damaged ({error})", place=document.relative, remedy="Get it again")
