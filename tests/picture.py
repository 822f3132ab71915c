"""Draws the README's picture: the real app on the samples, in a library of its own. `python -m tests.picture FILE`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from index.build.pipeline import build
from index.corrections import Corrections
from index.library import Library
from index.places import samples
from tui.app import DatelineApp

SIZE = (140, 40)
"""Columns and rows: three panes, and still legible on a page."""


async def draw(target: Path) -> None:
    """Build the samples, open them, look at who is named with the actor most mentioned, and write the SVG."""
    with tempfile.TemporaryDirectory() as folder:
        corrections = Corrections(Path(folder) / "corrections.jsonl")
        library = Path(folder) / "library"
        build(library, [samples()], corrections=corrections)
        app = DatelineApp(lambda: Library.open(library, corrections=corrections))
        async with app.run_test(size=SIZE) as pilot:
            for keys in ((), ("j", "enter"), ("]", "]", "x")):
                await pilot.press(*keys)
                await settled(app)
                await pilot.pause()
            target.parent.mkdir(exist_ok=True)
            target.write_text(app.export_screenshot(title="dateline"), encoding="utf-8")


async def settled(app: DatelineApp) -> None:
    """Until nothing is being looked up any more."""
    for _ in range(40):
        await asyncio.sleep(0.05)
    await app.workers.wait_for_complete()


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1])))
