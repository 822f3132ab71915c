"""What may stand beside NEAR and inside same:( ), checked once when a query is read."""

from __future__ import annotations

from index.errors import QueryError
from index.fulltext.query import And, Area, Dates, Named, Near, Node, Not, Or, Same, children, leaves

_NEAR_REMEDY = "Words, phrases and (a OR b) can stand there"


def check_near(near: Near, start: int, end: int) -> None:
    """Raise QueryError, at the operator, unless both sides are words of one area."""
    for operand in (near.left, near.right):
        if isinstance(operand, Not):
            remedy = "To leave out articles where both stand near each other, write NOT (a NEAR b)"
            raise QueryError("NOT can't stand beside NEAR", start=operand.start, end=operand.end, remedy=remedy)
        if not _is_near_operand(operand):
            raise QueryError("this can't stand beside NEAR", start=operand.start, end=operand.end, remedy=_NEAR_REMEDY)
    areas = {leaf.area for leaf in leaves(near) if not isinstance(leaf, Named | Dates)}
    if len(areas) > 1:
        said = "the two sides of NEAR are in different fields"
        raise QueryError(said, start=start, end=end, remedy="Write title:(a NEAR b), or leave the fields out")


def _is_near_operand(node: Node) -> bool:
    if isinstance(node, And | Not | Same | Named | Dates):
        return False
    return all(_is_near_operand(child) for child in children(node))


def check_same(part: Node) -> None:
    """Raise QueryError unless a sentence can be judged by it: words of the text, one of them not under NOT."""
    for leaf in leaves(part):
        if isinstance(leaf, Named | Dates) or leaf.area is not Area.TEXT:
            said = "only words of the text can stand inside same:( )"
            raise QueryError(said, start=leaf.start, end=leaf.end, remedy="Write the field beside same:( ), not in it")
    _refuse_nested_same(part)
    if not needs_a_word(part):
        said = "same:( ) needs a word that the sentence holds"
        raise QueryError(said, start=part.start, end=part.end, remedy="Write same:(word NOT other)")


def _refuse_nested_same(node: Node) -> None:
    if isinstance(node, Same):
        raise QueryError("same: can't stand inside same:", start=node.start, end=node.end, remedy="Take one out")
    for child in children(node):
        _refuse_nested_same(child)


def needs_a_word(node: Node) -> bool:
    """Whether nothing can satisfy it without one of its words."""
    if isinstance(node, Not):
        return False
    if isinstance(node, Or):
        return all(needs_a_word(part) for part in node.parts)
    if isinstance(node, And):
        return any(needs_a_word(part) for part in node.parts)
    return True
