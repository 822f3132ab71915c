"""What lies on a page beside its content and is to be read: fields that are filled in, and text that was put on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.readers.pdf.errors import damage
from index.readers.pdf.objects import dictionary, value
from index.readers.pdf.runs import Matrix

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

_SHOWN = ("/Widget", "/FreeText", "/Stamp")
_HIDDEN = 2 | 32
"""Flags of what is not shown; ISO 32000-1, table 165."""
_DEEPEST = 20
"""Fields within each other."""
_MOST = 10_000
"""Annotations of a page that are looked at."""


def appearances(page: PageObject) -> Iterator[tuple[DictionaryObject, Matrix]]:
    """The forms that annotations with words are drawn with, each with where it stands; buttons are left out."""
    try:
        found = value(page, "/Annots")
        annotations = [dictionary(one) for one in found[:_MOST]] if isinstance(found, list) else []
    except damage():
        return
    for annotation in annotations:
        try:
            placed = _placed(annotation)
        except damage():
            continue  # it is damaged, and costs only itself
        if placed is not None:
            yield placed


def _placed(annotation: DictionaryObject) -> tuple[DictionaryObject, Matrix] | None:
    flags = value(annotation, "/F")
    if (
        value(annotation, "/Subtype") not in _SHOWN
        or (isinstance(flags, int) and flags & _HIDDEN)
        or _is_button(annotation)
    ):
        return None
    form = dictionary(dictionary(annotation.get("/AP")).get("/N"))
    sides, box = value(annotation, "/Rect"), value(form, "/BBox")
    if not (isinstance(box, list) and isinstance(sides, list) and len(box) == len(sides) == 4):
        return None
    return form, _fitted(list(map(float, box)), list(map(float, sides)))


def _fitted(box: Sequence[float], rectangle: Sequence[float]) -> Matrix:
    """What lays the box of a form over a rectangle; algorithm 8.1 of ISO 32000-1 for a form that is not turned."""
    width, height = box[2] - box[0], box[3] - box[1]
    across = (rectangle[2] - rectangle[0]) / width if width else 1.0
    up = (rectangle[3] - rectangle[1]) / height if height else 1.0
    x, y = min(rectangle[0], rectangle[2]), min(rectangle[1], rectangle[3])
    return across, 0.0, 0.0, up, x - box[0] * across, y - box[1] * up


def _is_button(annotation: DictionaryObject) -> bool:
    """Whether it is a button, or a box to tick, whose mark is a sign and no word."""
    field = annotation
    for _ in range(_DEEPEST):
        if "/FT" in field or "/Parent" not in field:
            break
        field = dictionary(field["/Parent"])
    return value(field, "/FT") == "/Btn"
