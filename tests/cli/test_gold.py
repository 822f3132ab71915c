"""The samples as a careful person read them: the gold annotation's cross-references, counted again by the program."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from tests.cli.conftest import Dateline
from tests.conftest import PROJECT

GOLD = PROJECT / "tests" / "data" / "gold"


def pairs() -> list[tuple[str, str, int, str]]:
    with (GOLD / "cross_references.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))
    return [(actor, other, int(count), where) for actor, other, count, where in rows[1:]]


def fullest_forms() -> dict[str, str]:
    """Gold actor → the longest form that a reader marked as it."""
    forms: dict[str, Counter[str]] = {}
    for path in sorted(GOLD.glob("0*.txt")):
        for form, _kind, actor in re.findall(r"⟦([^|⟧]+)\|([^|]+)\|([^⟧]+)⟧", path.read_text("utf-8")):
            forms.setdefault(actor, Counter())[form] += 1
    return {actor: max(counted, key=len) for actor, counted in forms.items()}


FORMS = fullest_forms()


@pytest.mark.parametrize(("actor", "other", "count", "where"), pairs())
def test_two_actors_stand_together_as_often_as_a_reader_counted(
    samples: Dateline, actor: str, other: str, count: int, where: str
) -> None:
    (reference,) = samples("refs", FORMS[actor], FORMS[other], "--json").json
    by_file = Counter(evidence["path"][:3] for evidence in reference["evidence"])
    assert reference["count"] == count
    assert by_file == {file: int(n) for file, n in (part.split(":") for part in where.split())}
