"""Writes small PDF files, object by object, so that a test can say what is odd about one."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

Set = tuple[float, float, float, str]
"""A line as it is set: points from the left, points from below, size, words."""
WIDTH, HEIGHT = 595, 842
"""A4, in points."""


def pdf(
    pages: Sequence[bytes | Sequence[Set]],
    *,
    info: Mapping[str, str] | None = None,
    xmp: str | None = None,
    more: str = "",
    kids: str | None = None,
    entries: Mapping[int, str] | None = None,
) -> bytes:
    """A file of these pages: lines, or the page's content as it stands.

    `more` goes into the catalog, `entries` into the streams of the pages of these positions.
    """
    contents = [page if isinstance(page, bytes) else drawn(page) for page in pages]
    first = 5
    listed = kids if kids is not None else " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {more} {'/Metadata 4 0 R' if xmp is not None else ''} >>".encode(),
        f"<< /Type /Pages /Kids [{listed}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        stream((xmp or "").encode(), "/Type /Metadata /Subtype /XML"),
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {first + 2 * number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(stream(content, (entries or {}).get(number, "")))
    stated = "".join(f"/{name} {text(words)} " for name, words in (info or {}).items())
    objects.append(f"<< {stated} >>".encode("latin-1"))
    return assembled(objects, f"/Root 1 0 R /Info {len(objects)} 0 R")


def assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    """A file of these objects, numbered from 1, with their cross-reference table."""
    found = bytearray(b"%PDF-1.4\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for start in starts:
        found += b"%010d 00000 n \n" % start
    found += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(found)


def stream(content: bytes, entries: str = "", *, packed: bool = False) -> bytes:
    """A stream, packed with Flate or as it stands."""
    if packed:
        content, entries = zlib.compress(content, 9), f"{entries} /Filter /FlateDecode"
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def text(words: str) -> str:
    """A string of a PDF, in UTF-16 where it has to be."""
    if words.isascii():
        return "(" + words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    marked = b"\xfe\xff" + words.encode("utf-16-be")
    return f"<{marked.hex()}>" if words else "()"


def drawn(lines: Sequence[Set]) -> bytes:
    """The content of a page that shows these lines."""
    return b"\n".join(
        f"BT /F1 {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm {text(words)} Tj ET".encode()
        if words.isascii()
        else f"BT /F1 {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{words.encode('cp1252').hex()}> Tj ET".encode()
        for x, y, size, words in lines
    )


def column(words: str, *, x: float = 72, top: float = 760, size: float = 10, leading: float = 12) -> list[Set]:
    """Lines one below the other; a blank one leaves its place free."""
    return [(x, top - leading * at, size, line) for at, line in enumerate(words.split("\n")) if line.strip()]
