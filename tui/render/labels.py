"""Short names for articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tui.render.cells import drawable

_HASH_TAIL = re.compile(r"[_\-.][0-9a-f]{8,64}$", re.IGNORECASE)


def short_labels(labels: Iterable[str]) -> dict[str, str]:
    """Label → what to show: without a tail that is a hash, where what is left is still unlike all others.

    `000_10ab38e55e6a2ff9` is shown as `000`. Eight hexadecimal digits is the shortest tail taken for a hash; fewer
    may be a date or a number. Labels without such a tail are shown as they are.
    """
    distinct = sorted(set(labels))
    stems = {label: _stem(label) for label in distinct}
    taken = Counter(stems.values())
    return {label: drawable(stem if taken[stem] == 1 else label) for label, stem in stems.items()}


def _stem(label: str) -> str:
    found = _HASH_TAIL.search(label)
    return label[: found.start()] if found and found.start() > 0 else label
