"""Taking words away."""

from __future__ import annotations

from tui.actions.action import PAGE, TAKE, Action

ROWS: tuple[Action, ...] = (
    Action(
        "select",
        "v",
        "select",
        "select from the current name, or the top",
        TAKE,
        (PAGE,),
        short="select",
        footer=("page",),
    ),
    Action("take.copy", "y", "take('copy')", "copy title, source, date and path", TAKE, (PAGE,)),
    Action("take.pipe", "|", "take('pipe')", "pipe the article to a command", TAKE, (PAGE,)),
    Action("take.edit", "e", "take('edit')", "open the article's file in your editor", TAKE, (PAGE,)),
)
