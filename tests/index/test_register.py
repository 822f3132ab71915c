"""Corrections laid over resolved names: laws that hold for any names and any corrections."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from index.model import ActorRef, NameKind
from index.operations import Ignore, Merge, NameRef, Operation, Rename, Retype, Split
from index.register import NO_ACTOR, Overlay
from index.register.names import Names, StoredName, name_key
from index.signs import APOSTROPHES

FORMS = ("Ann Lee", "Lee", "Bob Stone", "Stone", "Paris", "Unesco", "Mali")
ACTORS = tuple(ActorRef(name.lower().replace(" ", "-"), name, NameKind.PERSON) for name in FORMS[::2])
NAMES = tuple(
    StoredName(number + 1, number // 2, form, NameKind.PERSON, count=10 - number) for number, form in enumerate(FORMS)
)

refs = st.builds(NameRef, st.sampled_from((NameKind.PERSON, NameKind.PLACE)), st.sampled_from((*FORMS, "Nobody")))
ids = st.integers(0, 10**6).map(str)
operations = st.one_of(
    st.builds(Merge, ids, refs, st.lists(refs, min_size=1, max_size=2).map(tuple)),
    st.builds(Split, ids, refs, st.lists(st.sampled_from(FORMS), min_size=1, max_size=2).map(tuple)),
    st.builds(Ignore, ids, st.lists(refs, min_size=1, max_size=2).map(tuple)),
    st.builds(Rename, ids, refs, st.sampled_from((*FORMS, "Nobody"))),
    st.builds(Retype, ids, refs, st.sampled_from((NameKind.PERSON, NameKind.PLACE))),
)


def overlay(*corrections: Operation) -> Overlay:
    return Overlay(Names(ACTORS, NAMES), corrections, lambda article: None)


def meanings(laid: Overlay) -> list[str | None]:
    """For each name the id of what it means."""
    actors = [int(laid.of_name[name.number]) for name in NAMES]
    return [None if actor == NO_ACTOR else laid.actors[actor].id for actor in actors]


def said(laid: Overlay) -> tuple[object, ...]:
    """Everything that an overlay says."""
    return laid.of_name.tolist(), laid.in_article, laid.actors, laid.unfit


@given(st.lists(operations, max_size=5), operations)
def test_one_more_correction_is_as_if_it_had_been_there_from_the_start(
    before: list[Operation], last: Operation
) -> None:
    laid = overlay(*before)
    was = said(overlay(*before))
    assert said(laid.followed_by(last)) == said(overlay(*before, last))
    assert said(laid) == was


@given(st.lists(operations, max_size=6))
def test_every_name_means_a_known_actor_or_none(corrections: list[Operation]) -> None:
    laid = overlay(*corrections)
    assert all(-1 <= actor < len(laid.actors) for actor in laid.of_name.tolist())
    assert laid.of_name[-1] == NO_ACTOR


@given(st.lists(operations, max_size=4), operations)
def test_a_correction_that_fits_nothing_changes_nothing(before: list[Operation], last: Operation) -> None:
    laid = overlay(*before, last)
    if any(misfit.operation is last and misfit.wholly for misfit in laid.unfit):
        assert meanings(laid) == meanings(overlay(*before))


@given(st.lists(operations, max_size=4), st.builds(Merge, ids, refs, st.lists(refs, min_size=1, max_size=1).map(tuple)))
def test_merging_twice_is_merging_once(before: list[Operation], merge: Merge) -> None:
    refs_before = [(ref.kind, ref.name) for ref in overlay(*before).actors]
    assume(len(set(refs_before)) == len(refs_before))  # two of one kind and name: nobody can say which is meant
    assert meanings(overlay(*before, merge, merge)) == meanings(overlay(*before, merge))


@given(st.lists(operations, max_size=4), st.sampled_from(FORMS))
def test_an_ignored_form_means_nothing_and_the_others_stay(before: list[Operation], form: str) -> None:
    kinds = (NameKind.PERSON, NameKind.PLACE)
    both = [Ignore(kind, (NameRef(kind, form),)) for kind in kinds]
    laid, ignored = overlay(*before), overlay(*before, *both)
    for name, was, now in zip(NAMES, meanings(laid), meanings(ignored), strict=True):
        assert now == (None if name.form == form else was)


def test_names_are_compared_without_case_accents_apostrophes_and_hyphens() -> None:
    assert name_key("AL-SARRAJ") == name_key("al Sarraj") == name_key("Al‑Sarrāj")
    assert name_key("O’Neill") == name_key("o'neill")
    assert {name_key(f"O{sign}Neill") for sign in APOSTROPHES} == {name_key("O´Neill")} == {"o'neill"}
    assert name_key("Erdoğan") == name_key("Erdogan")
    assert name_key("Løkke Łukasz Ætna") == name_key("Lokke Lukasz Aetna")
    assert name_key("ＵＮ") == name_key("U.N.") or name_key("U.N.") == "u n"
