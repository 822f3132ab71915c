"""What is kept optional, and the command that adds it."""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec

MODULES = {"warc": "fastwarc", "pdf-aes": "cryptography", "nlp": "spacy"}
"""Extra → the module that it brings."""


def is_there(extra: str) -> bool:
    """Whether what an extra brings can be imported; one that nobody knows is not there."""
    return extra in MODULES and find_spec(MODULES[extra]) is not None


def adding(*wanted: str) -> str:
    """The command that adds packages to this installation: the first `pip` on the path is often another one's."""
    python = shlex.quote(sys.executable or "python3")
    return f"{python} -m pip install {shlex.join(wanted)}"
