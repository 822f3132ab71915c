"""What would be broken: a library that was updated has other actors than one that was made of the same articles."""

from __future__ import annotations

import json
import lzma
import random
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors import RULES_VERSION, LocalActor, find_names, group_article, resolve
from index.build.resolution import is_due, resolve_names
from index.errors import LibraryDamaged
from index.model import NameKind
from index.store import Store, writing
from index.store.mentions import COLUMNS, FORM, NAME, unpack_mentions
from index.store.rows import StoredForm, unpack_forms
from tests.index.older_store import made_older

Local = tuple[LocalActor, ...]


def person(given: str, last: str, *, bare: bool) -> LocalActor:
    name = last if bare else f"{given} {last}"
    return LocalActor(name, NameKind.PERSON, {name: 1, last: 2})


PEOPLE = st.builds(
    person,
    st.sampled_from(["Khalifa", "Ali", "A.", "Mohammed", "Mohamed", "George W.", "George", "Recep Tayyip", "Tayyip"]),
    st.sampled_from(["Haftar", "Hifter", "Bush", "Bush Jr.", "Bush Place", "al-Serraj", "Sarraj", "Libya", "O'Neill"]),
    bare=st.booleans(),
)
OTHERS = st.builds(
    lambda name, kind, typed, defines: LocalActor(name, kind, {name: 2}, ("GNA",) if defines else (), typed),
    st.sampled_from(["GNA", "Government of National Accord", "Great North Air", "Libya", "Sirte", "Haftar", "O’Neill"]),
    st.sampled_from([NameKind.ORGANISATION, NameKind.PLACE]),
    st.integers(0, 2),
    st.booleans(),
)
LOCALS = st.lists(st.one_of(PEOPLE, OTHERS), max_size=6).map(tuple)
STEPS = st.lists(st.tuples(st.integers(1, 8), st.one_of(st.none(), LOCALS), st.booleans()), max_size=25)
"""File, the actors of its article then (None: it goes), and whether names are resolved after that."""


def put(store: Store, key: int, actors: Local) -> None:
    """Enter an article's names: each form of an actor stands once in the article and counts as often as it says."""
    forms = [
        StoredForm(form, actor.kind, group, count)
        for group, actor in enumerate(actors)
        for form, count in actor.forms.items()
    ]
    mentions = np.zeros((len(forms), COLUMNS), dtype=np.int32)
    mentions[:, FORM] = np.arange(len(forms))
    mentions[:, NAME] = -1
    packed = json.dumps([actor.to_json() for actor in actors])
    with store.transaction() as connection:
        writing.put_analysis(connection, key, RULES_VERSION, mentions, forms, packed, None, named=True)


def remove(store: Store, key: int) -> None:
    with store.transaction() as connection:
        writing.remove_article(connection, key)


def register(store: Store) -> dict[tuple[int, int], tuple[str, str, str]]:
    """(article, group of names) → id, name and kind of its actor. What the tables say besides has to agree with it."""
    execute = store.connection.execute
    actors = {row[0]: tuple(row[1:]) for row in execute("SELECT number, id, name, kind FROM actors")}
    names = {row[0]: tuple(row[1:]) for row in execute("SELECT number, actor, form, kind FROM names")}
    counts = {(row[0], row[1]): row[2] for row in execute("SELECT article, name, count FROM article_names")}
    found = {}
    counted: Counter[tuple[int, int]] = Counter()
    for article, mentions, forms in execute("SELECT article, mentions, forms FROM analyses"):
        stored = unpack_forms(forms)
        for at, name in {(int(mention[FORM]), int(mention[NAME])) for mention in unpack_mentions(mentions)}:
            form = stored[at]
            actor, *spelled = names[name]
            assert spelled == [form.form, form.kind]
            assert found.setdefault((article, form.group), actors[actor]) == actors[actor]
            counted[article, name] += form.count
    assert counts == counted
    assert names.keys() == {name for _, name in counts}
    assert actors.keys() == {actor for actor, *_ in names.values()}
    return found


def from_scratch(articles: Mapping[int, Local]) -> dict[tuple[int, int], tuple[str, str, str]]:
    resolution = resolve(articles.items())
    return {
        member: (actor.id, actor.name, actor.kind)
        for member, at in resolution.of.items()
        for actor in (resolution.actors[at],)
    }


def sums(store: Store) -> set[tuple[object, ...]]:
    """The candidates without the numbers that only this store has."""
    rows = store.connection.execute(
        """SELECT one.kind, one.key, one.forms, one.weight, one.typed, one.known, leader.kind, leader.key
           FROM candidates AS one JOIN candidates AS leader ON leader.number = coalesce(one.leader, one.number)"""
    )
    return {(*row[:2], frozenset(json.loads(row[2]).items()), *row[3:]) for row in rows}


@given(STEPS)
@settings(max_examples=300, deadline=None)
def test_however_articles_came_changed_and_went_the_actors_are_those_of_all_of_them(
    steps: Sequence[tuple[int, Local | None, bool]],
) -> None:
    articles: dict[int, Local] = {}
    keys: dict[int, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        updated, new = Store.create(Path(folder, "updated")), Store.create(Path(folder, "new"))
        for place, (file, actors, then) in enumerate([*steps, (9, (), True)]):
            if actors is not None:
                articles[keys.setdefault(file, 1 + place)] = actors
                put(updated, keys[file], actors)
            elif file in keys:
                del articles[keys[file]]
                remove(updated, keys.pop(file))
            if then:
                resolve_names(updated)
                assert not is_due(updated)
                assert register(updated) == from_scratch(articles)
        for key, actors in articles.items():
            put(new, key, actors)
        resolve_names(new)
        assert register(new) == register(updated)
        assert sums(new) == sums(updated)
        updated.close()
        new.close()


HAFTAR = LocalActor("Khalifa Haftar", NameKind.PERSON, {"Khalifa Haftar": 1, "Haftar": 2})
OTHER = LocalActor("Sirte", NameKind.PLACE, {"Sirte": 1}, typed=1)


def test_an_added_article_leaves_alone_what_has_none_of_its_names(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    put(store, 1, (HAFTAR,))
    put(store, 2, (OTHER,))
    resolve_names(store)
    before = everything(store)
    put(store, 3, (HAFTAR,))
    resolve_names(store)
    now = everything(store)
    changed = {table for table in before if before[table] - now[table]}
    assert changed <= {"candidates", "actors", "analyses"}
    assert not any("Sirte" in str(row) for table in changed for row in now[table] - before[table])
    assert not any(row[0] != 3 for row in now["analyses"] ^ before["analyses"])
    store.close()


def everything(store: Store) -> dict[str, set[tuple[object, ...]]]:
    tables = ("candidates", "meanings", "actors", "names", "article_names", "analyses")
    return {table: set(map(tuple, store.connection.execute(f"SELECT * FROM {table}"))) for table in tables}


def test_an_actor_keeps_its_number_when_another_takes_its_id(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    lake = LocalActor("Sirte", NameKind.ORGANISATION, {"Sirte": 4}, typed=4)
    put(store, 1, (LocalActor("Sirte", NameKind.PLACE, {"Sirte": 2}, typed=2),))
    resolve_names(store)
    put(store, 2, (lake,))
    resolve_names(store)
    assert register(store) == {(1, 0): ("sirte-place", "Sirte", "place"), (2, 0): ("sirte", "Sirte", "organisation")}
    assert store.connection.execute("SELECT kind FROM actors WHERE number = 1").fetchone()[0] == "place"
    store.close()


def test_sums_that_this_program_did_not_write_are_said_to_be_damage(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    put(store, 1, (HAFTAR,))
    resolve_names(store)
    store.connection.execute("UPDATE candidates SET forms = '{}'")
    remove(store, 1)
    with pytest.raises(LibraryDamaged):
        resolve_names(store)
    assert len(everything(store)["candidates"]) == 1
    store.close()


def test_a_store_of_other_rules_is_resolved_from_nothing(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    put(store, 1, (HAFTAR, OTHER))
    resolve_names(store)
    wanted = register(store)
    store.set_meta("resolved_by", "0")
    store.connection.execute("UPDATE candidates SET weight = 7, forms = '{\"x\": 7}'")
    assert is_due(store)
    resolve_names(store)
    assert register(store) == wanted
    store.close()


def test_real_articles_in_another_order_with_some_gone_meanwhile_have_the_same_actors(
    tmp_path: Path, shared_data: Path
) -> None:
    with lzma.open(shared_data / "wikinews.jsonl.xz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["body"] for line in islice(file, 150)]
    found = [group_article(text, [], find_names(text, [])).actors for text in texts]
    chance = random.Random(7)
    articles: dict[int, Local] = {}
    store = Store.create(tmp_path)
    for turn in range(1, 8):
        for key in chance.sample(range(turn * 1000, turn * 1000 + len(found)), 30):
            articles[key] = found[key - turn * 1000]
            put(store, key, articles[key])
        for key in chance.sample(sorted(articles), 15):
            del articles[key]
            remove(store, key)
        resolve_names(store)
        assert register(store) == from_scratch(articles)
    assert len(articles) == 7 * 15
    store.close()


def test_a_store_of_an_older_version_is_resolved_once_from_nothing(tmp_path: Path) -> None:
    store = Store.create(tmp_path)
    put(store, 1, (HAFTAR, OTHER))
    resolve_names(store)
    wanted = register(store)
    store.close()
    made_older(tmp_path, 6)
    store = Store.create(tmp_path)
    assert register(store) == wanted
    assert is_due(store)
    resolve_names(store)
    assert register(store) == wanted
    assert not is_due(store)
    store.close()
