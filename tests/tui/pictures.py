"""Pictures of the app as a terminal would show them: files that `cat` draws, and that a diff can compare.

DATELINE_PICTURES=new pytest tests/tui/test_pictures.py    makes them anew; look at all that change
"""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console

from tui.app import DatelineApp

FOLDER = Path(__file__).parent / "pictures"


def picture(app: DatelineApp) -> str:
    """The whole screen with its colours, a line a row; each row ends as plain as it began."""
    console = Console(color_system="truecolor", force_terminal=True, legacy_windows=False)
    return "".join(f"{strip.render(console)}\x1b[0m\n" for strip in app.screen._compositor.render_strips())


def same(name: str, drawn: str) -> bool:
    """Whether the picture is the one that is kept; where it is not, the new one is put beside it."""
    kept, new = FOLDER / f"{name}.ans", FOLDER / f"{name}.new.ans"
    if os.environ.get("DATELINE_PICTURES") == "new":
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(drawn, encoding="utf-8")
        return True
    if kept.exists() and kept.read_text(encoding="utf-8") == drawn:
        new.unlink(missing_ok=True)
        return True
    new.write_text(drawn, encoding="utf-8")
    return False
