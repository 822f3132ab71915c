"""Full names that may be one person's, found without comparing each with each: an article may name ten thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, TypeVar

from index.actors.forms import same_person, skeleton

_MOST = 100
"""Names kept of those that share a surname and a given name, or its initial, with one another. No article says of so
many people that they are called the same; what is made to say so costs no more than its length."""

T = TypeVar("T")


class FullNames(Generic[T]):
    """Names from `person_words`, with what each is the name of, in the order in which they were added."""

    def __init__(self) -> None:
        self._names: list[tuple[tuple[str, ...], T]] = []
        self._whole: dict[tuple[str, str], list[int]] = defaultdict(list)
        """Surname and given name as they sound → numbers of names."""
        self._initial: dict[tuple[str, str], list[int]] = defaultdict(list)
        """Surname as it sounds and a given name's first letter → numbers of names."""
        self._only_initial: dict[tuple[str, str], list[int]] = defaultdict(list)
        """The same for given names of which the initial alone is said."""

    def add(self, name: tuple[str, ...], owner: T) -> None:
        """One more name of two words or more."""
        number = len(self._names)
        self._names.append((name, owner))
        last = skeleton(name[-1])
        _put(self._whole, {(last, skeleton(given)) for given in name[:-1]}, number)
        _put(self._initial, {(last, given[0]) for given in name[:-1]}, number)
        _put(self._only_initial, {(last, given) for given in name[:-1] if len(given) == 1}, number)

    def like(self, name: tuple[str, ...]) -> Iterator[T]:
        """Whose names, of those added, may be the same person's as this one, the first that was added first."""
        last = skeleton(name[-1])
        near: set[int] = set()
        for given in name[:-1]:
            by_letter = self._initial if len(given) == 1 else self._only_initial
            near.update(self._whole.get((last, skeleton(given)), ()), by_letter.get((last, given[0]), ()))
        for number in sorted(near):
            other, owner = self._names[number]
            if same_person(other, name):
                yield owner


def _put(table: dict[tuple[str, str], list[int]], keys: set[tuple[str, str]], number: int) -> None:
    for key in keys:
        if len(table[key]) < _MOST:
            table[key].append(number)
