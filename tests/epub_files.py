"""Writes small EPUB files, so that a test can say what is odd about one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
STATED = (
    '<dc:title>The Town</dc:title><dc:creator id="c">Ann Example</dc:creator><dc:language>en</dc:language>'
    "<dc:publisher>Sample Press</dc:publisher><dc:date>2020-01-06</dc:date>"
)
XHTML = "application/xhtml+xml"


def xhtml(body: str, attributes: str = "") -> str:
    """A file of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body {attributes}>{body}</body></html>'
    )


def navigation(links: Sequence[tuple[str, str]], *, landmarks: str = "") -> str:
    """A navigation document of reference and title."""
    items = "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in links)
    return xhtml(f'<nav epub:type="toc"><ol>{items}</ol></nav>{landmarks}')


def ncx(links: Sequence[tuple[str, str]]) -> str:
    """The table of contents of EPUB 2."""
    points = "".join(
        f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{href}"/></navPoint>'
        for href, title in links
    )
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'


def package(names: Sequence[str], *, stated: str = STATED, guide: str = "", spine: Sequence[str] | None = None) -> str:
    """The package of these files, all of them in the spine unless it is given."""
    items = "".join(f'<item id="{name}" href="{name}" media-type="{XHTML}"/>' for name in names)
    order = "".join(f'<itemref idref="{name}"/>' for name in (names if spine is None else spine))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">'
        f"<metadata>{stated}</metadata><manifest>{items}"
        f'<item id="nav" href="nav.xhtml" properties="nav" media-type="{XHTML}"/>'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        f"</manifest><spine>{order}</spine><guide>{guide}</guide></package>"
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members, of the same bytes at any time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, said in members.items():
            archive.writestr(zipfile.ZipInfo(name), said, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def epub(
    files: Mapping[str, str],
    *,
    nav: Sequence[tuple[str, str]] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    **said: str | Sequence[str],
) -> bytes:
    """A book of these files, beside its package, in the folder OPS; `said` goes to the package."""
    members: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER}
    members["OPS/book.opf"] = package(list(files), **said)  # type: ignore[arg-type]
    if nav is not None:
        members["OPS/nav.xhtml"] = navigation(nav)
    members.update({f"OPS/{name}": content for name, content in files.items()})
    members.update(more or {})
    return zipped(members)
