"""What the process of the second tier does: articles with what is known of their pieces → analyses and what is new.

One pipeline is loaded for the life of the process. It works at low priority, of the processor and of the disk: whoever
reads comes first.
"""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.actors import Name
from index.build.analysis import Analysis, analyse_names
from index.build.workers import serve
from index.model import Block
from index.nlp import seen
from index.nlp.pipelines import Pipeline
from index.nlp.spacy_names import pieces

_NICENESS = 10
_PATIENCE_SECONDS = 5.0
"""For a command of the system that takes milliseconds."""
_MEMORY = 3 << 30
"""Bytes that a pipeline may take for its data; the small one takes 0.4 GB."""


class FindsNames(Protocol):
    """A loaded pipeline, as `SpacyNames`."""

    def names(self, pieces: Sequence[str]) -> Iterator[tuple[Name, ...]]: ...


Load = Callable[[Pipeline], FindsNames]
"""Loads a pipeline; it is called in the process, so it has to be importable."""
_loaded: list[tuple[Pipeline, FindsNames]] = []


@dataclass(frozen=True, slots=True)
class CloseTask:
    """An article to look at, and what is known of its pieces."""

    key: int
    text: str
    blocks: tuple[Block, ...]
    known: Mapping[int, bytes]
    """Piece key → packed names, for those that were looked at before."""


@dataclass(frozen=True, slots=True)
class CloseReading:
    """What came of it."""

    key: int
    analysis: Analysis
    fresh: Mapping[int, bytes]
    """Piece key → packed names, of those that were looked at now."""


def piece_keys(pipeline: Pipeline, text: str, blocks: Sequence[Block]) -> list[tuple[int, int, int]]:
    """(start, end, piece key) of every piece of an article."""
    ranges = (part for block in blocks for part in pieces(text, block.start, block.end))
    return [(start, end, seen.piece_key(pipeline.stamp, text[start:end])) for start, end in ranges]


def start(parent: int) -> None:
    """In the process, once."""
    serve(parent)
    if os.nice(_NICENESS) > _NICENESS:  # whoever began it was nice already: it is done behind someone's back
        _let_others_go_first()
    _let_others_use_the_disk()
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(ValueError, OSError):  # not every system has it
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, most))


def _let_others_go_first() -> None:
    """Only what nobody else wants of the processors, where the system has such a class.

    Beside a process that is merely nice, whoever wakes waits for its slice to end.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _let_others_use_the_disk() -> None:
    """What it reads and writes waits for everyone else's, where the system has such a class and a command for it."""
    command = ["ionice", "-c", "3", "-p", str(os.getpid())]
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_SECONDS)


def load_pipeline(load: Load, pipeline: Pipeline) -> None:
    """In the process, before the first batch. Raises what loading raises."""
    _loaded[:] = [(pipeline, load(pipeline))]


def read_closely(tasks: Sequence[CloseTask]) -> list[CloseReading]:
    """In the process, for each batch: the pieces of all articles are looked at together, each once."""
    pipeline, names = _loaded[0]
    places = [piece_keys(pipeline, task.text, task.blocks) for task in tasks]
    new: dict[int, str] = {}
    for task, parts in zip(tasks, places, strict=True):
        new.update({key: task.text[start:end] for start, end, key in parts if not seen.is_sound(task.known.get(key))})
    found = {key: seen.pack(names) for key, names in zip(new, names.names(list(new.values())), strict=True)}
    return [_read(task, parts, found) for task, parts in zip(tasks, places, strict=True)]


def _read(task: CloseTask, parts: Sequence[tuple[int, int, int]], found: Mapping[int, bytes]) -> CloseReading:
    witnesses: list[Name] = []
    for start, _, key in parts:
        witnesses += seen.unpack(found[key] if key in found else task.known[key], start)
    fresh = {key: found[key] for _, _, key in parts if key in found}
    return CloseReading(task.key, analyse_names(task.text, task.blocks, witnesses), fresh)
