"""Annotated articles: the samples as marked texts, JSON lines, and the columns of CoNLL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.actors import Name
from index.actors.forms import known_name
from index.model import Block, BlockKind, NameKind

MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^⟧]*)⟧")
NEVER = "misc"
"""A kind that is annotated and not looked for: CoNLL's miscellany of nationalities, events, products and works."""
TYPES = {
    "MISC": NEVER,
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "gpe",
    "LOC": "gpe",
    "FAC": "place",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated article: ranges with kind and actor. The kind `gpe` is a country or a place."""

    text: str
    mentions: tuple[tuple[int, int, str, str], ...]
    until: int


def read(path: Path) -> list[Gold]:
    """The annotated articles of a folder of marked texts, of a file of JSON lines, or of one of CoNLL's columns."""
    if path.is_dir():
        return [_marked(file.read_text(encoding="utf-8")) for file in sorted(path.glob("*.txt"))]
    if path.suffix != ".jsonl":
        return list(_columns(path.read_text(encoding="utf-8")))
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        stored = json.loads(line)
        mentions = []
        for mention in stored["mentions"]:
            start, end = _trimmed(stored["text"], mention["start"], mention["end"])
            mentions.append((start, end, TYPES.get(mention["type"], mention["type"].lower()), mention["actor"]))
        found.append(Gold(stored["text"], tuple(mentions), max((end for _, end, _, _ in mentions), default=0)))
    return found


def _columns(raw: str) -> Iterator[Gold]:
    """Documents of CoNLL-2003: a token a line with its tag last, a blank line after a sentence.

    The text is put together as it was most likely printed: no blank before a stop or a comma. No actors are annotated.
    """
    for document in re.split(r"^-DOCSTART-.*$", raw, flags=re.MULTILINE):
        text = ""
        spans: list[list[int | str]] = []
        for sentence in document.strip().split("\n\n"):
            before, text = "O", text + "\n\n" if text else ""
            for row in filter(None, map(str.split, sentence.split("\n"))):
                word, tag = row[0], row[-1]
                if text and not text.endswith(("\n", "(", "$")) and word not in _AFTER_NO_BLANK:
                    text += " "
                if tag == "O" or tag[0] == "B" or tag[2:] != before[2:]:
                    spans += [] if tag == "O" else [[len(text), 0, tag[2:]]]
                text += word
                if tag != "O":
                    spans[-1][1] = len(text)
                before = tag
        if text:
            mentions = tuple((int(start), int(end), TYPES[str(kind)], "") for start, end, kind in spans)
            yield Gold(text, mentions, len(text))


_AFTER_NO_BLANK = frozenset((".", ",", ";", ":", "?", "!", ")", "%", "'s", "'", "n't", "'ll", "'re", "'ve", "'d", "'m"))


def _marked(raw: str) -> Gold:
    parts: list[str] = []
    mentions, at, length = [], 0, 0
    for match in MARK.finditer(raw):
        parts += [raw[at : match.start()], match[1]]
        length += match.start() - at
        mentions.append((length, length + len(match[1]), match[2], match[3]))
        length, at = length + len(match[1]), match.end()
    text = "".join(parts) + raw[at:]
    return Gold(text, tuple(mentions), len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a leading article and an opening bracket that belongs to what follows."""
    words = text[start:end]
    if words.lower().startswith("the ") and words != "The Hague":
        start += 4
    bracket = text.find(" (", start, end)
    if bracket > 0 and ")" not in text[bracket:end]:
        end = bracket
    return start, end


def blocks_of(text: str) -> tuple[Block, ...]:
    """A paragraph for each stretch without a blank line."""
    return tuple(
        Block(BlockKind.PARAGRAPH, match.start(), match.end()) for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)
    )


def annotated(article: Gold) -> list[Name]:
    """The annotated mentions as names, without those that overlap an earlier one."""
    names: list[Name] = []
    for start, end, kind, _ in sorted(set(article.mentions)):
        if names and start < names[-1].end:
            continue
        known = known_name(article.text[start:end])
        precise = (known[1] if known else NameKind.PLACE).value if kind == "gpe" else kind
        if precise in {member.value for member in NameKind}:
            names.append(Name(start, end, NameKind(precise)))
    return names
