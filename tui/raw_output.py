"""Writing a sequence to the terminal as it is, between two frames.

Textual has a public way for OSC 52 alone, and none for what GNU screen needs around it; its driver is private.
`tests/tui/test_clipboard.py` fails when that changes.
"""

from __future__ import annotations

from typing import Any

from textual.app import App


def write_raw(app: App[Any], sequence: str) -> None:
    """Nothing happens where the app has no terminal."""
    driver = app._driver
    if driver is not None and sequence:
        driver.write(sequence)
        driver.flush()
