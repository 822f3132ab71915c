"""Forms that are always one or never one: what parts them, what may join them again, and whose word counts."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.changes import Change
from index.corrections import Corrections
from index.errors import CorrectionError
from index.library import Library
from index.model import ActorRef, NameKind
from index.operations import Add, CannotLink, Merge, NameRef, Operation, Rename, Retype, operation_of, said_of
from index.register import NO_ACTOR, Overlay
from index.register.names import Names, StoredName, name_key
from tests.index.small_library import made_of

PERSON, PLACE, ORG = NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION


def world(*actors: tuple[str, ...]) -> Names:
    """Actors by their forms, of which the first is the name of each."""
    refs = [ActorRef(name_key(forms[0]).replace(" ", "-"), forms[0], PERSON) for forms in actors]
    numbers = itertools.count()
    named = [
        StoredName(next(numbers), at, form, PERSON, 5 + len(form)) for at, forms in enumerate(actors) for form in forms
    ]
    return Names(refs, named)


def ref(form: str) -> NameRef:
    return NameRef(PERSON, form)


def merge(one: str, other: str, *, forms: bool = False) -> Merge:
    return Merge(f"m-{one}-{other}-{forms}".lower(), ref(one), (ref(other),), forms)


def apart(one: str, other: str) -> CannotLink:
    return CannotLink(f"c-{one}-{other}".lower(), ref(one), ref(other))


def groups(laid: Overlay) -> set[frozenset[str]]:
    """The forms of each actor."""
    found: dict[int, set[str]] = {}
    for name in laid.names.names:
        found.setdefault(int(laid.of_name[name.number]), set()).add(name.form)
    found.pop(NO_ACTOR, None)
    return {frozenset(forms) for forms in found.values()}


def lay(names: Names, *own: Operation, shared: Sequence[Operation] = ()) -> Overlay:
    return Overlay(names, own, lambda article: None, shared=shared)


LEE_AND_STONE = world(("Ann Lee", "Lee"), ("Bob Stone", "Stone"), ("Paris",))
CLINTONS = world(("Hillary Clinton", "Clinton", "Mrs. Clinton", "Bill Clinton", "Bill", "Hillary"))


def test_after_a_merge_a_cannot_link_leaves_what_was_before_it() -> None:
    assert groups(lay(LEE_AND_STONE, merge("Ann Lee", "Bob Stone"), apart("Ann Lee", "Bob Stone"))) == groups(
        lay(LEE_AND_STONE)
    )
    assert groups(lay(LEE_AND_STONE, merge("Ann Lee", "Bob Stone"), apart("Stone", "Lee"))) == groups(
        lay(LEE_AND_STONE)
    )


def test_the_second_form_takes_along_what_has_its_words_alone() -> None:
    assert groups(lay(CLINTONS, apart("Hillary Clinton", "Bill Clinton"))) == {
        frozenset({"Hillary Clinton", "Clinton", "Mrs. Clinton", "Hillary"}),
        frozenset({"Bill Clinton", "Bill"}),
    }
    laid = lay(CLINTONS, apart("Bill Clinton", "Hillary Clinton"))
    assert groups(laid) == {
        frozenset({"Bill Clinton", "Bill", "Clinton", "Mrs. Clinton"}),
        frozenset({"Hillary Clinton", "Hillary"}),
    }
    assert [actor.name for actor in laid.actors] == ["Bill Clinton", "Hillary Clinton"]


def test_an_acronym_goes_with_the_form_that_it_is_short_for() -> None:
    both = world(("Libyan National Army", "LNA", "Government of National Accord", "GONA", "National"))
    laid = lay(both, apart("Libyan National Army", "Government of National Accord"))
    assert groups(laid) == {
        frozenset({"Libyan National Army", "LNA", "National"}),
        frozenset({"Government of National Accord", "GONA"}),
    }


def test_what_a_cannot_link_parts_no_later_merge_joins_not_even_over_a_third() -> None:
    link = apart("Ann Lee", "Bob Stone")
    for later in ([merge("Ann Lee", "Bob Stone")], [merge("Lee", "Stone")], [merge("Bob Stone", "Ann Lee")]):
        laid = lay(LEE_AND_STONE, link, *later)
        assert groups(laid) == groups(lay(LEE_AND_STONE))
        assert [(misfit.operation, misfit.against) for misfit in laid.unfit] == [(later[0], link)]
    round_about = [link, merge("Paris", "Ann Lee"), merge("Paris", "Bob Stone")]
    assert groups(lay(LEE_AND_STONE, *round_about)) == groups(lay(LEE_AND_STONE, *round_about[:2]))


def test_a_must_link_takes_back_a_cannot_link_of_the_two_and_no_other() -> None:
    links = [apart("Ann Lee", "Bob Stone"), apart("Ann Lee", "Paris")]
    laid = lay(LEE_AND_STONE, *links, merge("Bob Stone", "Ann Lee", forms=True))
    assert groups(laid) == {frozenset({"Ann Lee", "Lee", "Bob Stone", "Stone"}), frozenset({"Paris"})}
    assert not laid.unfit
    assert lay(LEE_AND_STONE, *links, merge("Bob Stone", "Ann Lee", forms=True), merge("Paris", "Lee")).unfit


def test_a_must_link_of_what_is_one_already_fits() -> None:
    laid = lay(LEE_AND_STONE, merge("Ann Lee", "Lee", forms=True))
    assert (groups(laid), laid.unfit) == (groups(lay(LEE_AND_STONE)), [])


def test_ones_own_word_counts_against_a_shared_one_either_way() -> None:
    together, parted = merge("Ann Lee", "Bob Stone"), apart("Ann Lee", "Bob Stone")
    one = {frozenset({"Ann Lee", "Lee", "Bob Stone", "Stone"}), frozenset({"Paris"})}
    for own, shared, expected in (
        ([together], [parted], one),
        ([parted], [together], groups(lay(LEE_AND_STONE))),
        ([], [parted, together], groups(lay(LEE_AND_STONE))),
    ):
        laid = lay(LEE_AND_STONE, *own, shared=shared)
        assert groups(laid) == expected
    assert not lay(LEE_AND_STONE, together, shared=[parted]).unfit
    renamed = lay(LEE_AND_STONE, Rename("2", ref("Ann Lee"), "Mine"), shared=[Rename("1", ref("Ann Lee"), "Theirs")])
    assert renamed.actors[0].name == "Mine"


def test_an_added_form_is_not_given_to_whom_it_is_kept_apart_from() -> None:
    added = Add("1", "The Lady", PERSON, ref("Bob Stone"))
    wrong = Add("2", "The Lady", PERSON, ref("Ann Lee"))
    laid = lay(LEE_AND_STONE, added, apart("Ann Lee", "The Lady"), wrong)
    assert [misfit.operation for misfit in laid.unfit] == [wrong]


def test_kinds_tell_apart_what_is_written_alike() -> None:
    laid = lay(LEE_AND_STONE, CannotLink("1", NameRef(PLACE, "Ann Lee"), NameRef(PLACE, "Lee")))
    assert groups(laid) == groups(lay(LEE_AND_STONE))
    assert laid.unfit
    retyped = [Retype("1", ref("Ann Lee"), ORG), CannotLink("2", NameRef(PERSON, "Ann Lee"), NameRef(ORG, "Lee"))]
    assert frozenset({"Lee"}) in groups(lay(LEE_AND_STONE, *retyped))


@pytest.mark.parametrize(
    "operation",
    [
        merge("A", "B"),
        merge("A", "B", forms=True),
        apart("A", "B"),
        Add("1", "Ann Lee", PERSON),
        Add("1", "Ann Lee", PERSON, ref("Lee")),
    ],
)
def test_a_line_of_the_log_says_what_was_meant(tmp_path: Path, operation: Operation) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    corrections.next_id = operation.id
    corrections.add(operation)
    assert corrections.read().own_operations == (operation,)
    assert operation_of((tmp_path / "corrections.jsonl").read_bytes()) == operation
    assert said_of(operation)[0] in ("merge", "must-link", "cannot-link", "add")


# ---- laws


FORMS = ("Ann Lee", "Lee", "Bob Stone", "Stone", "Paris", "Miss Lee")
ANY = world(("Ann Lee", "Lee"), ("Bob Stone", "Stone", "Miss Lee"), ("Paris",))
forms = st.sampled_from(FORMS)
links = st.one_of(st.builds(apart, forms, forms), st.builds(merge, forms, forms, forms=st.booleans())).filter(
    lambda link: len({name_key(one.form) for one in (*_refs(link),)}) == 2
)


def _refs(link: Operation) -> tuple[NameRef, ...]:
    return (link.form, link.other) if isinstance(link, CannotLink) else (link.into, *link.others)  # type: ignore[union-attr]


@given(st.lists(links, max_size=6))
def test_what_was_said_last_of_two_forms_holds_unless_a_merge_is_refused(said: list[Operation]) -> None:
    """Against a plain record of which pairs are kept apart: no two of a pair ever share an actor."""
    kept: list[set[str]] = []
    for number, link in enumerate(said):
        pair = {one.form for one in _refs(link)}
        laid = lay(ANY, *said[: number + 1])
        refused = any(misfit.operation is link for misfit in laid.unfit)
        if isinstance(link, CannotLink):
            kept.append(pair)
        elif link.forms:  # type: ignore[union-attr]
            kept = [other for other in kept if other != pair]
        one = any(pair <= group for group in groups(laid))
        assert one == (not isinstance(link, CannotLink) and not refused)
        assert not any(other <= group for other in kept for group in groups(laid))


@given(st.permutations([merge("Ann Lee", "Paris"), apart("Bob Stone", "Miss Lee"), Rename("r", ref("Stone"), "Rock")]))
def test_the_order_of_independent_corrections_makes_no_difference(said: list[Operation]) -> None:
    laid = lay(ANY, *said)
    assert groups(laid) == {
        frozenset({"Ann Lee", "Lee", "Paris"}),
        frozenset({"Bob Stone", "Stone"}),
        frozenset({"Miss Lee"}),
    }
    assert {laid.actors[int(actor)].name for actor in laid.of_name[:-1]} >= {"Ann Lee", "Miss Lee"}


@given(st.lists(links, max_size=4), links)
def test_saying_it_twice_is_saying_it_once(before: list[Operation], link: Operation) -> None:
    assert groups(lay(ANY, *before, link, link)) == groups(lay(ANY, *before, link))


@given(st.lists(links, max_size=4), links)
def test_one_more_link_is_as_if_it_had_been_there_from_the_start(before: list[Operation], link: Operation) -> None:
    laid = lay(ANY, *before)
    was = groups(laid)
    assert groups(laid.followed_by(link)) == groups(lay(ANY, *before, link))
    assert groups(laid) == was


# ---- in a library


ARTICLES = {
    "both.txt": "Both\n\nHillary Clinton met Bill Clinton. Mrs. Clinton spoke; Clinton smiled.\n",
    "hers.txt": "Hers\n\nHillary Clinton spoke in Ohio. Clinton smiled.\n",
    "his.txt": "His\n\nBill Clinton spoke in Iowa. Clinton smiled.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_of(tmp_path_factory.mktemp("links"), ARTICLES)


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(folder, corrections=Corrections(tmp_path / "corrections.jsonl"))
    yield opened
    opened.close()


def surname(library: Library, article: str) -> str:
    """Whom the last Clinton of an article means."""
    text = library.article(article).text
    named = [one.actor for one in library.mentions(article) if text[one.start : one.end] == "Clinton"]
    return library.actor(str(named[-1])).name


def test_a_surname_of_both_is_the_second_ones_where_the_article_names_nobody_else(library: Library) -> None:
    if library.actor("Bill Clinton") != library.actor("Hillary Clinton"):
        library.correct(Change("merge", "Hillary Clinton", others=("Bill Clinton",)))
    library.correct(Change("cannot-link", "Hillary Clinton", others=("Bill Clinton",)))
    his = library.actor("Bill Clinton")
    assert his != library.actor("Hillary Clinton")
    assert (surname(library, "his.txt"), surname(library, "hers.txt")) == ("Bill Clinton", "Hillary Clinton")


def test_a_merge_that_is_kept_apart_is_refused_with_what_takes_that_back(library: Library) -> None:
    library.correct(Change("cannot-link", "Hillary Clinton", others=("Bill Clinton",)))
    with pytest.raises(CorrectionError, match="keeps Hillary Clinton and Bill Clinton apart") as refused:
        library.preview(Change("merge", "Bill Clinton", others=("Hillary Clinton",)))
    assert "dateline must-link 'Hillary Clinton' 'Bill Clinton'" in refused.value.remedy
    library.correct(Change("must-link", "Hillary Clinton", others=("Bill Clinton",)))
    assert library.actor("Bill Clinton") == library.actor("Hillary Clinton")


def test_forms_are_named_whole_and_two(library: Library) -> None:
    for what in ("must-link", "cannot-link"):
        with pytest.raises(CorrectionError, match="never called"):
            library.preview(Change(what, "Hillary Clinton", others=("Hillary",)))
        with pytest.raises(CorrectionError, match="one form"):
            library.preview(Change(what, "Bill Clinton", others=("BILL CLINTON",)))
