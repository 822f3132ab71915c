"""Writes what is made of the tables: the manual page, the shells' scripts, the tables of the README. `make docs`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import PROJECT
from tui import config_text, keys, marks
from tui.cli import group
from tui.completions import script
from tui.manual import page

DOCS: dict[str, Callable[[], str]] = {
    "docs/dateline.1": lambda: page(group),
    "docs/completions/dateline.bash": lambda: script(group, "bash"),
    "docs/completions/_dateline": lambda: script(group, "zsh"),
    "docs/completions/dateline.fish": lambda: script(group, "fish"),
}
"""File → what it should say."""

TABLES: dict[str, Callable[[], str]] = {
    "keys": keys.markdown_table,
    "marks": marks.markdown_table,
    "settings": config_text.markdown_table,
}
"""Marker in the README → what stands after it."""


def with_tables(readme: str) -> str:
    """The README with its tables as they should be."""
    for name, table in TABLES.items():
        made = table()
        readme = re.sub(
            rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- end of {name} -->)",
            lambda found, made=made: found[1] + made + found[2],  # type: ignore[misc]  # bound now, not when called
            readme,
            flags=re.DOTALL,
        )
    return readme


def write(project: Path = PROJECT) -> None:
    """All of it."""
    for name, text in DOCS.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), encoding="utf-8")
    readme = project / "README.md"
    readme.write_text(with_tables(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
