"""Whether the app can run where it was started. Knows no Textual, so that asking costs nothing."""

from __future__ import annotations

from collections.abc import Mapping


def unsuitable(
    env: Mapping[str, str], stdin_isatty: bool, stdout_isatty: bool, stderr_isatty: bool = True
) -> str | None:
    """Why the app can't run here, as a sentence without a full stop; None where it can."""
    if not stdout_isatty:
        return "the output is not a terminal"
    if not stdin_isatty:
        return "the input is not a terminal"
    if not stderr_isatty:
        return "the error output is not a terminal, and the app draws there"
    name = env.get("TERM", "")
    if name == "dumb":
        return "this terminal (TERM=dumb) can't place text on the screen"
    if name == "unknown":
        return "this terminal (TERM=unknown) doesn't say what it can do"
    return None
