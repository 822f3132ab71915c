"""Importing: the report of what came of it, and doing it again."""

from __future__ import annotations

from tui.actions.action import APP, IMPORT, REPORT, ROOM, SCREEN, Action

ROWS: tuple[Action, ...] = (
    Action(
        "report",
        "I",
        "report",
        "report of the last import: what became of each file, and why",
        IMPORT,
        (SCREEN, ROOM),
    ),
    Action(
        "report.status",
        "f",
        "next_status",
        "only files that failed, were skipped, added, updated",
        IMPORT,
        (REPORT,),
        short="status",
        footer=("report",),
        palette=False,
    ),
    Action(
        "report.narrow",
        "/",
        "narrow",
        "narrow the files to a part of a path or of a reason",
        IMPORT,
        (REPORT,),
        short="narrow",
        footer=("report",),
        palette=False,
    ),
    Action(
        "report.copy",
        "y",
        "copy",
        "copy the path of the file, and what became of it",
        IMPORT,
        (REPORT,),
        short="copy",
        footer=("report",),
        palette=False,
    ),
    Action(
        "import.again",
        "ctrl+r",
        "import_again",
        "import again: take up what is new, changed or gone",
        IMPORT,
        (APP,),
        short="import",
        footer=("report",),
    ),
    Action(
        "import.stop",
        "ctrl+x",
        "import_stop",
        "stop the import that is running; what was done stands",
        IMPORT,
        (APP,),
        short="stop",
        footer=("report",),
    ),
    Action(
        "names.pause",
        "ctrl+o",
        "names_pause",
        "pause the pipeline that looks at the names, or let it go on",
        IMPORT,
        (APP,),
    ),
)
