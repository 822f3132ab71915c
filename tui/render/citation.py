"""What is copied: the words, then where they stand."""

from __future__ import annotations

from tui.render.metadata import day
from tui.values import PartialDate


def citation(
    *, title: str, source: str | None, published: PartialDate | str | None, path: str, line: int | None = None
) -> str:
    """`— Title · Source · 9 Jan 2020 · path, line 12`; what is not known is left out."""
    date = day(published) if isinstance(published, PartialDate) else published
    place = path if line is None else f"{path}, line {line:,}"
    said = (" ".join(part.split()) for part in (title, source or "", date or "", place))
    return "— " + " · ".join(part for part in said if part)


def quoted(words: str, cited: str) -> str:
    """The words, then their citation; the citation alone where there are none."""
    return f"{words}\n\n{cited}\n" if words else f"{cited}\n"
