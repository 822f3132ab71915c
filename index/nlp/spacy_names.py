"""The names that a spaCy pipeline finds in paragraphs, piece by piece.

The pipeline sees each paragraph by itself, with straight quotation marks and apostrophes, which its training text has;
every sign is put in place of one, so offsets hold. Only what finds names is loaded: the tagger, the parser and, where
the recogniser does not share it, the `tok2vec` before them would take four fifths of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from index.actors import Name
from index.model import NameKind
from index.nlp.pipelines import Pipeline
from index.text import sentences

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST_PIECE = 4_000
"""Code points. A pipeline holds some 60 kB for each hundred words that it looks at together."""
_BATCH = 32
"""Pieces that are looked at together: as fast as 16 or 128 (10,100 words a second of processor time beside 9,800 and
9,600). The more there are, the more of the caches is taken from whoever draws the screen."""
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\n": " "})
_KINDS = {
    "PERSON": NameKind.PERSON,
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "GPE": NameKind.PLACE,
    "LOC": NameKind.PLACE,
    "FAC": NameKind.PLACE,
    "NORP": NameKind.NATIONALITY,
    "EVENT": NameKind.EVENT,
}
"""Labels of OntoNotes and CoNLL → kinds. Countries are told by the tables, so a `GPE` is a place; what else there is
(`MISC`, works of art, laws, products) is no name here."""


class SpacyNames:
    """A loaded pipeline."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Raises OSError, ImportError or ValueError where this spaCy can't load the package, or it finds no names."""
        self._language = _loaded(pipeline.package)

    def names(self, pieces: Sequence[str]) -> Iterator[tuple[Name, ...]]:
        """The names of each piece, in order; offsets are code points of the piece."""
        straightened = (piece.translate(_STRAIGHT) for piece in pieces)
        for found in self._language.pipe(straightened, batch_size=_BATCH):
            yield tuple(
                Name(entity.start_char, entity.end_char, _KINDS[entity.label_])
                for entity in found.ents
                if entity.label_ in _KINDS
            )


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph as ranges that are short enough for the pipeline: itself, or runs of its sentences."""
    if end - start <= LONGEST_PIECE:
        yield start, end
        return
    begin = stop = start
    for first, last in sentences(text, start, end):
        if last - begin > LONGEST_PIECE and stop > begin:
            yield begin, stop
            begin = first
        while last - begin > LONGEST_PIECE:  # one sentence longer than that: names may be cut, and are few
            yield begin, begin + LONGEST_PIECE
            begin += LONGEST_PIECE
        stop = last
    if stop > begin:
        yield begin, stop


def _loaded(package: str) -> Language:
    import spacy

    config = spacy.util.load_config(spacy.util.get_package_path(package) / _folder(package) / "config.cfg")
    if "ner" not in config["components"]:
        raise ValueError("it does not find names (it has no `ner`)")
    shared = _shares_tok2vec(config["components"])
    needed = {"ner", "tok2vec", "transformer"} if shared else {"ner"}
    return spacy.load(package, exclude=[name for name in config["nlp"]["pipeline"] if name not in needed])


def _folder(package: str) -> str:
    from importlib import metadata

    return f"{package}-{metadata.version(package)}"


def _shares_tok2vec(components: dict[str, Any]) -> bool:
    before = components["ner"].get("model", {}).get("tok2vec", {})
    return "Listener" in str(before.get("@architectures", ""))
