"""The quotations and lists that a block of Markdown stands in, and what each puts before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

QUOTE = "> "


class Containers:
    """A stack of quotations and items, the outermost first."""

    def __init__(self) -> None:
        self.quotes = 0
        self.lists = 0
        self._leads: list[str] = []
        """What each puts before its next block: the marker of an item once, then as many blanks."""

    def enter_quote(self) -> None:
        self.quotes += 1
        self._leads.append(QUOTE)

    def leave_quote(self) -> None:
        self.quotes -= 1
        self._leads.pop()

    def enter_item(self, marker: str) -> None:
        self._leads.append(marker)

    def leave_item(self) -> None:
        self._leads.pop()

    def lead(self) -> str:
        """What stands before the next block; the markers in it are not given again."""
        before = "".join(self._leads)
        self._leads = [lead if lead == QUOTE else " " * len(lead) for lead in self._leads]
        return before


def markers(tokens: Sequence[Token]) -> dict[int, str]:
    """Number of a token that begins an item → its marker with a blank; the numbers of one list end in one column.

    An ordered list counts from its first number, whatever the others are in the source, as CommonMark has it.
    """
    made: dict[int, str] = {}
    lists: list[list[int]] = []
    for number, token in enumerate(tokens):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append([])
        elif token.type == "list_item_open":
            items = lists[-1]
            first = tokens[items[0]].info if items else token.info
            made[number] = f"{int(first) + len(items)}{token.markup}" if first else "-"
            items.append(number)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            items = lists.pop()
            widest = max((len(made[item]) for item in items), default=0)
            made.update((item, made[item].rjust(widest) + " ") for item in items)
    return made
