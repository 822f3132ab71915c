"""What a font resource says of its codes, as it is taken out of pypdf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FontTables:
    """Which signs its codes stand for, and how wide they are."""

    encoding: str | Mapping[int, str]
    """The codec that codes of several bytes are read with, or code → sign, or the name of a glyph with its slash."""
    signs: Mapping[str, str]
    """What codes stand for, by the sign of the same number; empty where the file does not say."""
    widths: Mapping[str, float]
    """Thousandths of the size, by the sign of the code's number; `default` for the others."""
    interpretable: bool
    """Whether letters can be made of its codes at all."""
