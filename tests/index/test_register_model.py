"""Sequences of corrections against a plain model: sets of names, each with a name and a kind."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from index.model import ActorRef, NameKind
from index.operations import ArticleRef, Ignore, Merge, NameRef, Operation, Rename, Retype, Split
from index.register import NO_ACTOR, Overlay
from index.register.names import Names, StoredName

FORMS = (("Ann Lee", "Lee", "Miss Lee"), ("Bob Stone", "Stone"), ("Paris",), ("Carla Mali", "Mali", "C. Mali"))
ACTORS = tuple(ActorRef(forms[0].lower().replace(" ", "-"), forms[0], NameKind.PERSON) for forms in FORMS)
NAMES = tuple(
    StoredName(10 * at + n, at, form, NameKind.PERSON, count=n + 1)
    for at, forms in enumerate(FORMS)
    for n, form in enumerate(forms)
)
FORM_OF = {name.number: name.form for name in NAMES}
KINDS = (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION)
ARTICLE = ArticleRef("aaaaaaaaaa", "000.txt", "0" * 64)
HERE = 7


@dataclass(frozen=True)
class Meant:
    """An actor of the model."""

    name: str
    kind: NameKind
    names: frozenset[int]


@dataclass
class Model:
    """Disjoint sets of names; what is in none is ignored."""

    actors: list[Meant]

    def fullest(self, names: frozenset[int]) -> str:
        numbers = {name.number: name for name in NAMES}
        return max((numbers[n] for n in names), key=lambda name: (len(name.form), name.count, name.form)).form

    def step(self, what: str, one: int, other: int, value: int, id_: str) -> Operation | None:
        """Does one thing and says it as an operation; None where it would be pointless or not to be told apart."""
        actor, second = self.actors[one % len(self.actors)], self.actors[other % len(self.actors)]
        ref, beside = NameRef(actor.kind, actor.name), NameRef(second.kind, second.name)
        forms = sorted(actor.names)
        some = frozenset(forms[: 1 + value % len(forms)])
        listed = [actor] + [a for a in self.actors if a is not actor]
        others = listed[1:]
        match what:
            case "merge" if actor is not second:
                merged = Meant(actor.name, actor.kind, actor.names | second.names)
                return self._if_apart([merged, *(a for a in others if a is not second)], Merge(id_, ref, (beside,)))
            case "split" if some != actor.names:
                left = actor.names - some
                name = self.fullest(left) if actor.name in {FORM_OF[n] for n in some} else actor.name
                new = [Meant(name, actor.kind, left), Meant(self.fullest(some), actor.kind, some)]
                return self._if_apart([*new, *others], Split(id_, ref, tuple(FORM_OF[n] for n in some)))
            case "ignore" if len(self.actors) > 1:
                left = actor.names - some
                kept = [Meant(actor.name, actor.kind, left)] if left else []
                ignored = tuple(NameRef(actor.kind, FORM_OF[n]) for n in some)
                return self._if_apart([*kept, *others], Ignore(id_, ignored, actor=ref))
            case "rename":
                name = ("The Lady", "Bob Stone", "Mali", "Nobody at All")[value % 4]
                return self._if_apart([Meant(name, actor.kind, actor.names), *others], Rename(id_, ref, name))
            case "retype":
                kind = KINDS[value % 3]
                return self._if_apart([Meant(actor.name, kind, actor.names), *others], Retype(id_, ref, kind))
        return None

    def _if_apart(self, actors: list[Meant], operation: Operation) -> Operation | None:
        if len({(actor.name, actor.kind) for actor in actors}) < len(actors):
            return None
        self.actors = actors
        return operation


def as_model(laid: Overlay) -> set[Meant]:
    names: dict[int, set[int]] = {}
    for name in NAMES:
        if (actor := int(laid.of_name[name.number])) != NO_ACTOR:
            names.setdefault(actor, set()).add(name.number)
    return {Meant(laid.actors[a].name, laid.actors[a].kind, frozenset(held)) for a, held in names.items()}


STEPS = st.tuples(
    st.sampled_from(("merge", "split", "ignore", "rename", "retype")),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)


@given(st.lists(STEPS, max_size=12))
def test_any_sequence_of_corrections_does_what_its_words_say(steps: list[tuple[str, int, int, int]]) -> None:
    model = Model(
        [
            Meant(ref.name, ref.kind, frozenset(n.number for n in NAMES if n.actor == at))
            for at, ref in enumerate(ACTORS)
        ]
    )
    made = []
    for number, (what, one, other, value) in enumerate(steps):
        operation = model.step(what, one, other, value, f"{number:08x}")
        if operation is not None:
            made.append(operation)
            laid = Overlay(Names(ACTORS, NAMES), made, lambda article: None)
            assert not laid.unfit
            assert as_model(laid) == set(model.actors)


def lay(*operations: Operation) -> Overlay:
    return Overlay(Names(ACTORS, NAMES), operations, lambda article: HERE if article == ARTICLE else None)


LEE, STONE = NameRef(NameKind.PERSON, "Ann Lee"), NameRef(NameKind.PERSON, "Bob Stone")


def test_a_renamed_actor_is_meant_by_its_old_name_its_new_name_and_its_forms() -> None:
    for given_as in ("Ann Lee", "The Lady", "Lee"):
        laid = lay(Rename("1", LEE, "The Lady"), Merge("2", STONE, (NameRef(NameKind.PERSON, given_as),)))
        assert laid.of_name[0] == 1
        assert laid.actors[1].name == "Bob Stone"


def test_a_name_that_no_text_has_leads_where_its_actor_was_merged() -> None:
    lady = NameRef(NameKind.PERSON, "The Lady")
    laid = lay(Rename("1", LEE, "The Lady"), Merge("2", STONE, (lady,)), Rename("3", lady, "Stone and Lee"))
    assert not laid.unfit
    assert laid.actors[int(laid.of_name[0])].name == "Stone and Lee"


def test_a_retyped_actor_is_meant_by_either_kind() -> None:
    for kind in (NameKind.PERSON, NameKind.ORGANISATION):
        for form in ("Ann Lee", "Lee"):
            laid = lay(Retype("1", LEE, NameKind.ORGANISATION), Rename("2", NameRef(kind, form), "Lee and Sons"))
            assert laid.actors[0] == ActorRef("ann-lee", "Lee and Sons", NameKind.ORGANISATION)


def test_a_split_of_one_article_can_be_corrected_further() -> None:
    split = Split("1", LEE, ("Lee",), ARTICLE)
    here = NameRef(NameKind.PERSON, "Lee")
    renamed = lay(split, Rename("2", here, "Robert Lee"))
    assert renamed.actors[renamed.meaning(HERE, 1)].name == "Robert Lee"
    assert renamed.actors[renamed.meaning(8, 1)].name == "Ann Lee"
    merged = lay(split, Merge("2", STONE, (here,)))
    assert (merged.meaning(HERE, 1), merged.meaning(8, 1)) == (1, 0)
    ignored = lay(split, Ignore("2", (here,), actor=here))
    assert (ignored.meaning(HERE, 1), ignored.meaning(8, 1)) == (NO_ACTOR, 0)


def test_ignoring_the_names_of_one_actor_leaves_those_of_another_that_are_written_alike() -> None:
    names = (*NAMES, StoredName(90, 1, "Lee", NameKind.PERSON, 50))
    ignore = Ignore("1", (NameRef(NameKind.PERSON, "Lee"),), actor=LEE)
    laid = Overlay(Names(ACTORS, names), [ignore], lambda article: None)
    assert (laid.of_name[1], laid.of_name[90]) == (NO_ACTOR, 1)
