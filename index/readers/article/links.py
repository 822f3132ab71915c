"""Links of an article that lead somewhere wherever it is read, not only at the address where it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from index.model import Style, StyleKind
from index.readers.article.blocks import Draft
from index.text import clean


def absolute(drafts: Sequence[Draft], base: str | None) -> list[Draft]:
    """The drafts with whole addresses for links that are relative to `base`; None leaves them as they are."""
    return [_resolved(draft, base) if base else draft for draft in drafts]


def _resolved(draft: Draft, base: str) -> Draft:
    if not any(style.kind is StyleKind.LINK for style in draft.styles):
        return draft
    return replace(draft, styles=tuple(_joined(style, base) for style in draft.styles))


def _joined(style: Style, base: str) -> Style:
    if style.kind is not StyleKind.LINK or not style.target:
        return style
    try:
        return replace(style, target=clean(urljoin(base, style.target)))
    except ValueError:  # an address of version 6 that is none
        return style
