"""Previews, profiles, facets and concordances of a small library, each beside a plain count over its articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.changes import Change, Correcting
from index.corrections import Corrections
from index.errors import Cancelled, CorrectionError, DatelineError
from index.library import Library
from index.model import ActorRef, KwicLine, NameKind
from index.notebook.notebook import Notebook
from index.register.names import name_key
from tests.index.small_library import made_of

ARTICLES = {
    "one.md": "---\ntitle: One\nsource: Alpha\ndate: 2020-01-09\nlanguage: en\n---\n\n"
    "Ann Lee met Robert Stone in Paris. President Lee thanked Mr. Stone.\n\nTurkey and the Turkish army left Paris.\n",
    "two.md": "---\ntitle: Two\nsource: Beta\ndate: 2020-02\nlanguage: EN\n---\n\n"
    "Fayez al-Serraj and Ann Lee talked in Malta about Turkey and the European Union (EU).\n\n> Lee   said:\n> no\n",
    "three.txt": "Third report\n\nStone left for Malta. Ann Lee stayed; Robert Stone   did not stay in Turkey.\n",
    "four.md": "---\ntitle: Four\nsource: Alpha\ndate: 2019\n---\n\n"
    "Robert Stone spoke. The EU and Mr. Stone met Lee.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_of(tmp_path_factory.mktemp("who"), ARTICLES)


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(folder, corrections=Corrections(tmp_path / "corrections.jsonl"))
    yield opened
    opened.close()


Told = dict[tuple[str, int, int], ActorRef]


def told(library: Library) -> Told:
    """Every mention outside boilerplate, with its actor."""
    refs = {actor.id: actor.ref for actor in library.actors()}
    return {
        (row.id, mention.start, mention.end): refs[mention.actor]
        for row in library.rows()
        for mention in library.mentions(row.id)
        if mention.actor is not None and mention.actor in refs
    }


def state(library: Library) -> tuple[object, ...]:
    return library.actors(), told(library), [library.mentions(row.id) for row in library.rows()]


@st.composite
def changes(draw: st.DrawFn, actors: list[str], forms: dict[str, list[str]], articles: list[str]) -> Change:
    what: Correcting = draw(st.sampled_from(("merge", "split", "rename", "retype", "ignore")))
    actor = draw(st.sampled_from(actors))
    return Change(
        what,
        actor,
        others=tuple(draw(st.lists(st.sampled_from(actors), min_size=1, max_size=2))) if what == "merge" else (),
        forms=tuple(draw(st.lists(st.sampled_from(forms[actor]), max_size=2))) if what in ("split", "ignore") else (),
        name=draw(st.sampled_from(("Ann Lee", "The Lady", "Malta", "x\n y"))) if what == "rename" else "",
        kind=draw(st.sampled_from([NameKind.PLACE, NameKind.PERSON, NameKind.NATIONALITY]))
        if what == "retype"
        else None,
        article=draw(st.sampled_from([None, *articles])) if what in ("split", "ignore") else None,
    )


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_preview_is_what_the_correction_does_and_undo_takes_it_all_back(
    folder: Path, tmp_path: Path, data: st.DataObject
) -> None:
    file = tmp_path / "corrections.jsonl"
    file.unlink(missing_ok=True)
    library = Library.open(folder, corrections=Corrections(file))
    states = []
    for _ in range(data.draw(st.integers(1, 5))):
        actors = library.actors()
        rows = [row.id for row in library.rows()]
        if not actors:
            break
        change = data.draw(changes([a.id for a in actors], {a.id: list(a.forms) for a in actors}, rows))
        before, was = state(library), told(library)
        try:
            preview = library.preview(change)
        except DatelineError as refused:
            with pytest.raises(type(refused)):
                library.correct(change)
            assert state(library) == before
            continue
        assert state(library) == before
        assert library.correct(change) == preview.said
        states.append(before)
        now = told(library)
        changed = [place for place in was if was[place] != now.get(place)]
        assert preview.mentions == len(changed)
        assert set(preview.articles) == {article for article, _, _ in changed}
        assert list(preview.articles) == [row for row in rows if row in preview.articles]
        assert {a.ref for a in preview.before} == {was[p] for p in changed} | {
            now_was for a in preview.after for now_was in was.values() if now_was.id == a.id
        }
        known = {actor.id: actor for actor in library.actors()}
        assert preview.after == tuple(known[actor.id] for actor in preview.after)
        assert {actor.id for actor in preview.before} - set(known) == {
            actor.id for actor in preview.before if actor.id not in {a.id for a in preview.after}
        }
    for before in reversed(states):
        library.undo()
        assert state(library) == before
    library.close()


def test_a_retyped_country_keeps_its_nationality_only_where_that_makes_sense(library: Library) -> None:
    def kinds() -> list[NameKind]:
        return [m.kind for row in library.rows() for m in library.mentions(row.id) if m.actor == "turkey"]

    assert set(kinds()) == {NameKind.COUNTRY, NameKind.NATIONALITY}
    library.correct(Change("retype", "Turkey", kind=NameKind.PLACE))
    assert set(kinds()) == {NameKind.PLACE, NameKind.NATIONALITY}
    assert library.search("place:turkey").total == 3
    assert library.search("country:turkey").total == 0
    library.correct(Change("retype", "Turkey", kind=NameKind.ORGANISATION))
    assert set(kinds()) == {NameKind.ORGANISATION}
    assert (library.actor("Turkish").kind, library.search("org:turkey").total) == (NameKind.ORGANISATION, 3)


def test_a_name_that_is_taken_is_refused_and_both_actors_are_named(library: Library) -> None:
    with pytest.raises(CorrectionError, match="already") as refused:
        library.correct(Change("rename", "Robert Stone", name="ann lee"))
    assert "dateline merge ann-lee robert-stone" in refused.value.remedy


def test_a_renamed_actor_is_found_by_its_new_name_and_by_every_form(library: Library) -> None:
    id_ = library.actor("Ann Lee").id
    library.correct(Change("rename", "Lee", name="  The\nLady "))
    for name in ("The Lady", "the lady", "Ann Lee", "Lee", id_):
        assert (library.actor(name).id, library.actor(name).name) == (id_, "The Lady")
    assert "The Lady" in library.search("actor:lady").reading
    with pytest.raises(CorrectionError, match="empty"):
        library.correct(Change("rename", "Lee", name=" \u200b "))


def test_a_form_is_split_only_where_the_article_has_it(library: Library) -> None:
    three = library.row("three.txt").id
    with pytest.raises(CorrectionError, match="not called so there"):
        library.preview(Change("split", "Ann Lee", forms=("Lee",), article=three))


# ---- profiles


@pytest.mark.parametrize("name", ["Ann Lee", "Robert Stone", "Turkey", "European Union", "Malta"])
def test_a_profile_counts_what_the_articles_say(library: Library, name: str) -> None:
    library.correct(Change("merge", "Malta", others=("Paris",)))
    profile = library.profile(name)
    forms: dict[str, Counter[str]] = {}
    dated = []
    for row in library.rows():
        text = library.article(row.id).text
        named = [m for m in library.mentions(row.id) if m.actor == profile.actor.id]
        for mention in named:
            forms.setdefault(text[mention.start : mention.end], Counter())[row.label] += 1
        if named and row.published is not None:
            dated.append((row.published.first_day(), row.id, named))
    assert {form.form: dict(form.sources) for form in profile.forms} == {form: dict(n) for form, n in forms.items()}
    assert {form.form: form.count for form in profile.forms} == dict(profile.actor.forms)
    assert profile.undated == sum(library.row(id_).published is None for id_ in profile.actor.articles)
    assert profile.actor == library.actor(name)
    for evidence, (_, article, named) in ((profile.first, min(dated)), (profile.last, max(dated))):
        assert evidence is not None
        assert evidence.article == article
        assert library.article(article).text[evidence.start : evidence.end] == evidence.text
        at = 0 if evidence is profile.first else -1
        assert evidence.start <= named[at].start < named[at].end <= evidence.end


def test_without_a_dated_article_there_is_no_first_mention(library: Library) -> None:
    for name in ("one.md", "two.md", "four.md"):
        library.set(name, {"date": ""})
    profile = library.profile("Ann Lee")
    assert (profile.first, profile.last, profile.undated) == (None, None, 4)


# ---- facets


def test_facets_of_everything_and_of_a_query_are_counts_of_articles(library: Library) -> None:
    facets = library.facets()
    assert facets.sources == {"Alpha": 2, "Beta": 1, "unknown": 1}
    assert facets.years == {"2020": 2, "2019": 1, "unknown": 1}
    assert facets.languages == {"en": 3, "unknown": 1}
    counts = {actor.ref: len(actor.articles) for actor in library.actors()}
    assert dict(facets.actors) == counts
    found = library.search("malta", facets=True)
    assert found.facets == library.facets("malta")
    assert library.facets("malta").sources == {"Beta": 1, "unknown": 1}


def test_tags_and_marks_of_the_notebook_are_facets(folder: Path, tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "corrections.jsonl")
    library = Library.open(folder, corrections=corrections, notebook=Notebook(tmp_path / "notebook.sqlite3"))
    assert library.facets().marks == {"unread": 4}
    library.mark_read(["one.md", "two.md"])
    library.star(["two.md"])
    library.tag(["one.md", "two.md"], add=["libya"])
    library.tag(["two.md"], add=["again"])
    facets = library.facets()
    assert (facets.tags, facets.marks) == ({"libya": 2, "again": 1}, {"read": 2, "unread": 2, "starred": 1})
    assert library.facets("malta").marks == {"read": 1, "starred": 1, "unread": 1}
    library.close()


# ---- concordances

QUERIES = [
    "stone",
    "actor:lee",
    "turkey OR malta",
    '"ann lee"',
    "stay",
    "lee NEAR/8 stone",
    "-lee",
    "person:stone paris",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_concordance_has_every_match_of_the_search_once(library: Library, query: str) -> None:
    hits = library.search(query).hits
    expected = {(hit.article.id, start, end) for hit in hits for start, end in hit.matches}
    for sort in ("article", "left", "right", "match"):
        found = library.concordance(query, sort=sort, context=12)
        assert {(line.article, line.start, line.end) for line in found.lines} == expected
        assert found.total == len(found.lines) == len(expected)
        assert found.articles == len({article for article, _, _ in expected})
        assert found.reading == library.search(query).reading
        for limit in (0, 1, 3):
            cut = library.concordance(query, sort=sort, context=12, limit=limit)
            assert (cut.lines, cut.total) == (found.lines[:limit], found.total)


@given(query=st.sampled_from(QUERIES), context=st.integers(0, 80))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_is_a_stretch_of_one_block_on_one_line(library: Library, query: str, context: int) -> None:
    for line in library.concordance(query, context=context).lines:
        article = library.article(line.article)
        (block,) = (b for b in article.blocks if b.start <= line.start and line.end <= b.end)

        def folded(start: int, end: int, text: str = article.text) -> str:
            return re.sub(r"\s+", " ", text[start:end])

        begins = range(max(block.start, line.start - context), line.start + 1)
        begin = next(b for b in begins if folded(b, line.start) == line.left)
        ends = range(min(block.end, line.end + context), line.end - 1, -1)
        end = next(e for e in ends if folded(line.end, e) == line.right)
        assert line.left + line.match + line.right == folded(begin, end)
        at_word = begin == block.start or article.text[begin - 1].isspace() or begin == line.start
        assert at_word or not re.search(r"\s\S", article.text[begin : line.start])
        at_word = end == block.end or article.text[end].isspace() or end == line.end
        assert at_word or not re.search(r"\S\s", article.text[line.end : end])


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+(?:'[a-z]+)*", text.casefold())


def test_lines_are_in_the_order_asked_for(library: Library) -> None:
    lines = library.concordance("lee OR stone OR turkey OR malta", sort="article").lines
    position = {row.id: at for at, row in enumerate(library.rows())}
    where = {line: (position[line.article], line.start) for line in lines}
    assert list(lines) == sorted(lines, key=where.__getitem__)
    orders: dict[str, Callable[[KwicLine], object]] = {
        "left": lambda line: (words(line.left)[::-1], where[line]),
        "right": lambda line: (words(line.right), where[line]),
        "match": lambda line: (line.match.casefold(), words(line.right), where[line]),
    }
    for sort, key in orders.items():
        found = library.concordance("lee OR stone OR turkey OR malta", sort=sort, context=60).lines
        assert list(found) == sorted(lines, key=key), sort


def test_a_concordance_stops_when_nobody_wants_it_any_more(library: Library) -> None:
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        library.concordance("stone OR lee", cancelled=lambda: next(asked, True))


def test_names_are_found_by_their_beginnings_and_what_is_called_so_comes_first(library: Library) -> None:
    def begun(words: str, limit: int = 9) -> list[str]:
        return [actor.name for actor in library.actors_begun(words, limit)]

    assert begun("STO") == begun("robert sto") == ["Robert Stone"]
    assert begun("ma")[0] == "Malta"
    assert begun("serr") == begun("Fayez al-Sérr") == ["Fayez al-Serraj"]
    assert begun("tone") == begun(" ") == []
    assert len(begun("a", 1)) == 1
    everyone = [actor.name for actor in library.actors()]
    for actor in library.actors():
        assert all(actor in library.actors_begun(form, len(everyone)) for form in actor.forms)
        assert actor.name in begun(actor.name, 1)


def test_words_that_are_no_whole_form_find_every_actor_with_a_form_that_has_them_side_by_side(library: Library) -> None:
    everyone = library.actors()
    keys = {name_key(form) for actor in everyone for form in actor.forms}
    parts = {
        " ".join(words[at:to])
        for words in (key.split() for key in keys)
        for at in range(len(words))
        for to in range(at + 1, len(words) + 1)
    }
    for part in {*parts, "lee stone", "obert", "stone robert"} - keys - {name_key(one.id) for one in everyone}:
        having = {
            one.id for one in everyone if any(f" {part} " in f" {name_key(form)} " for form in (one.name, *one.forms))
        }
        assert {actor.id for actor in library.actors(part)} == having, part
