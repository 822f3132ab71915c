"""Files packed by themselves: gzip, xz and bzip2, unpacked as they are read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import IO, cast

from index.readers.archives.gzip_records import GzipRecords
from index.readers.document import Document, Metered
from index.readers.suffixes import packing_of, suffix_of

_UNPACKERS: Mapping[str, Callable[[IO[bytes]], IO[bytes]]] = MappingProxyType(
    {
        ".gz": lambda file: cast("IO[bytes]", gzip.GzipFile(fileobj=file)),
        ".xz": lambda file: cast("IO[bytes]", lzma.LZMAFile(file)),  # noqa: SIM115  who opens it closes it
        ".bz2": lambda file: cast("IO[bytes]", bz2.BZ2File(file)),
    }
)


def unpacked(document: Document) -> Document:
    """What is packed in a document, under the same path; the document itself where its name says that nothing is."""
    packing = packing_of(document.name)
    if not packing:
        return document
    unpack = _UNPACKERS[packing]
    if packing == ".gz" and suffix_of(document.name) == ".warc":
        unpack = lambda file: cast("IO[bytes]", GzipRecords(file))  # noqa: E731  beside those of the table

    def opened() -> IO[bytes]:
        packed = document.opened()
        return cast("IO[bytes]", io.BufferedReader(_Packed(unpack(packed), packed, document), 1 << 16))

    return document.holding(opened)


class _Packed(Metered):
    """Closes the packed file, too, which the standard library's unpackers leave open."""

    def __init__(self, file: IO[bytes], packed: IO[bytes], document: Document) -> None:
        super().__init__(file, document)
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()
