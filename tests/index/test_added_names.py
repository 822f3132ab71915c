"""Names that the user adds: found where they stand, counted everywhere, and gone without a trace when taken back."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build.pipeline import build
from index.changes import Change
from index.corrections import Corrections
from index.errors import CorrectionError, DatelineError
from index.fulltext import analyzer
from index.library import Library
from index.model import Mention, NameKind
from index.register.occurrences import ranges, trimmed
from tests.index.small_library import made_of

PERSON, PLACE = NameKind.PERSON, NameKind.PLACE

ARTICLES = {
    "one.md": "---\ntitle: The marshal speaks\nsource: Alpha\ndate: 2020-01-09\n---\n\n"
    "Ann Lee met the marshal in Paris. “The marshal’s men”, said Mr. Lee, “are the old marshal and others.”\n\n"
    "Marshal law is none. A pre-marshal era, marshals, the-marshal.\n",
    "two.md": "---\ntitle: Two\nsource: Beta\ndate: 2020-02\n---\n\nThe old marshal and Robert Stone left Malta.\n",
    "three.txt": "Third report\n\nNobody speaks of him: the old\nmarshal is gone.\n",
    "four.md": "---\ntitle: Four\nsource: Alpha\n---\n\nthe old  marshal, the Old Marshal and O’Hara’s marshal.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_of(tmp_path_factory.mktemp("added"), ARTICLES)


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(folder, corrections=Corrections(tmp_path / "corrections.jsonl"))
    yield opened
    opened.close()


def add(form: str, actor: str = "", kind: NameKind | None = PERSON, article: str | None = None) -> Change:
    return Change("add", actor, forms=(form,), kind=None if actor else kind, article=article)


def shown(library: Library, article: str) -> list[str]:
    text = library.article(article).text
    return [text[one.start : one.end] for one in library.mentions(article)]


def state(library: Library) -> tuple[object, ...]:
    """All that a library says of names."""
    return library.actors(), [library.mentions(row.id) for row in library.rows()], library.facets().actors


# ---- where a form stands


def naive(text: str, form: str) -> list[tuple[int, int]]:
    """Every range whose words are those of the form, and that is written like it but for blanks."""
    found = list(analyzer.words(text))
    wanted = [word.exact for _, _, word in analyzer.words(form)]
    places = []
    for at in range(len(found)):
        run = found[at : at + len(wanted)]
        if not wanted or [word.exact for _, _, word in run] != wanted:
            continue
        written = text[run[0][0] : run[-1][1]]
        if re.sub(r"\s+", " ", written) == form and (not places or places[-1][1] <= run[0][0]):
            places.append((run[0][0], run[-1][1]))
    return places


@given(st.text("ab-A’' .\n哈", max_size=40), st.text("abA哈 ", min_size=1, max_size=5).map(str.strip))
def test_a_form_stands_where_its_words_stand_as_written(text: str, form: str) -> None:
    form = " ".join(form.split())
    assert list(ranges(text, form)) == naive(text, form)


@pytest.mark.parametrize(
    ("form", "text", "times"),
    [
        ("UN", "UN-led, the UN's, UNO, a U.N. man, non-UN", 3),
        ("U.N.", "the U.N. and U.N.’s UN", 2),
        ("O'Hara", "O’Hara, O'Hara, O‘Hara, o’hara, OHara", 3),
        ("Hara", "O’Hara and Hara’s", 1),
        ("al-Din", "al-Din, al‐Din, al Din, al-Dinar", 2),
        ("Ann Lee", "Ann\nLee, Ann  Lee, Ann, Lee, AnnLee", 2),
        ("哈夫塔尔", "昨天哈夫塔尔说", 1),
        ("¿?", "¿?", 0),
    ],
)
def test_whole_words_are_those_of_the_search(form: str, text: str, times: int) -> None:
    assert len(list(ranges(text, form))) == times


@pytest.mark.parametrize(
    ("selected", "form"),
    [
        ("“Haftar,”", "Haftar"),
        ("Haftar’s ", "Haftar"),
        ("(U.S.)", "U.S."),
        ("U.S.’s", "U.S."),
        ("Inc.", "Inc"),
        ("—", ""),
    ],
)
def test_what_only_stands_around_a_name_is_no_part_of_it(selected: str, form: str) -> None:
    assert trimmed(selected) == form


# ---- what an added name is


def test_an_added_name_is_one_wherever_names_are_asked_for(library: Library) -> None:
    library.correct(add("old marshal"))
    marshal = library.actor("old marshal")
    assert marshal.articles == {row.id: 1 for row in library.rows()}
    assert marshal.forms == {"old marshal": 4}
    assert library.search("actor:marshal").total == library.search('person:"old marshal"').total == 4
    assert library.search("actor:marshal").hits[0].matches
    assert (marshal.ref, 4) in library.facets().actors
    assert {(ref.other.name, ref.count) for ref in library.cross_references(marshal.id)} >= {("Robert Stone", 1)}
    profile = library.profile("old marshal")
    assert [form.sources for form in profile.forms] == [{"Alpha": 2, "Beta": 1, "three": 1}]
    assert profile.first is not None and "Ann Lee" not in profile.first.text
    assert library.actors_begun("old m", 5) == (marshal,)


def test_a_name_added_to_an_actor_is_one_of_its_forms(library: Library) -> None:
    before = library.actor("Robert Stone")
    library.correct(add("old marshal", "Robert Stone"))
    after = library.actor("Robert Stone")
    assert (after.id, after.mentions) == (before.id, before.mentions + 4)
    assert after.forms == {**before.forms, "old marshal": 4}


def test_a_name_that_somebody_has_already_is_that_ones(library: Library) -> None:
    library.correct(add("old marshal", "Robert Stone", article="two.md"))
    library.correct(add("old marshal"))
    assert library.actor("old marshal").name == "Robert Stone"
    assert library.actor("Robert Stone").forms["old marshal"] == 4


def test_a_name_of_one_article_is_none_elsewhere(library: Library) -> None:
    library.correct(add("old marshal", article="two.md"))
    assert list(library.actor("old marshal").articles) == [library.row("two.md").id]


def test_what_is_a_name_already_stays_one(library: Library) -> None:
    before = library.actor("Ann Lee")
    for form in ("Lee", "Ann Lee", "Ann Lee met"):
        with pytest.raises(CorrectionError, match="it is a name, or part of one"):
            library.correct(add(form))
    assert library.actor("Ann Lee") == before


def test_an_ignored_name_gives_way_to_an_added_one_and_takes_its_place_again(library: Library) -> None:
    library.correct(Change("ignore", "Ann Lee", forms=("Ann Lee",)))
    library.correct(add("Ann"))
    assert library.actor("Ann").forms == {"Ann": 1}
    library.undo()
    library.undo()
    library.correct(Change("ignore", "Robert Stone"))
    library.correct(add("Stone left", kind=PLACE))
    assert "Stone left" in shown(library, "two.md")
    library.undo()
    library.undo()
    assert "Stone left" not in shown(library, "two.md")


def test_of_two_added_names_the_longer_goes_first_in_either_order(library: Library) -> None:
    states = []
    for forms in (("marshal", "old marshal"), ("old marshal", "marshal")):
        for form in forms:
            library.correct(add(form))
        assert shown(library, "two.md")[0] == "old marshal"
        states.append(sorted((actor.name, tuple(actor.articles.items())) for actor in library.actors()))
        library.undo()
        library.undo()
    assert states[0] == states[1]


def test_adding_twice_is_adding_once(library: Library) -> None:
    library.correct(add("old marshal"))
    before = state(library)
    with pytest.raises(CorrectionError):
        library.correct(add("old marshal"))
    assert state(library) == before


def test_an_added_name_can_be_corrected_like_any_other(library: Library) -> None:
    before = state(library)
    library.correct(add("old marshal"))
    library.correct(Change("merge", "Robert Stone", others=("old marshal",)))
    library.correct(Change("split", "Robert Stone", forms=("old marshal",), article="four.md"))
    assert set(library.actor("Robert Stone").articles) == {row.id for row in library.rows()} - {
        library.row("four.md").id
    }
    library.correct(Change("ignore", "Robert Stone", forms=("old marshal",), article="one.md"))
    assert library.actor("Robert Stone").forms["old marshal"] == 2
    library.correct(Change("retype", "Robert Stone", kind=PLACE))
    assert [one.kind for one in library.mentions("two.md")][:2] == [PLACE, PLACE]
    for _ in range(5):
        library.undo()
    assert state(library) == before


@pytest.mark.parametrize("form", ["Old marshal", "marsha", "nothing of that", "men\n\nMarshal"])
def test_what_stands_nowhere_is_refused(library: Library, form: str) -> None:
    with pytest.raises(CorrectionError, match="stands nowhere"):
        library.preview(add(form))


def test_a_name_without_a_letter_or_a_kind_is_refused(library: Library) -> None:
    for change in (add("—"), add("marshal", kind=None), add("marshal", kind=NameKind.NATIONALITY)):
        with pytest.raises(CorrectionError):
            library.preview(change)
    with pytest.raises(CorrectionError, match="of kind person"):
        library.preview(Change("add", "Robert Stone", forms=("marshal",), kind=PLACE))


def test_names_are_found_without_the_full_text_and_with_one_that_is_behind(folder: Path, tmp_path: Path) -> None:
    copied = tmp_path / "library"
    shutil.copytree(folder, copied)
    corrections = Corrections(tmp_path / "corrections.jsonl")
    library = Library.open(copied, corrections=corrections)
    library.correct(add("old marshal"))
    expected = state(library)
    library.close()
    shutil.rmtree(copied / "fulltext")
    library = Library.open(copied, corrections=corrections)
    assert library.actor("old marshal").mentions == 4
    assert state(library) == expected
    library.close()


def test_a_build_finds_an_added_name_in_what_is_new(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text("A report\n\nThe old marshal spoke.\n")
    corrections = Corrections(tmp_path / "corrections.jsonl")
    build(tmp_path / "library", [news], corrections=corrections)
    library = Library.open(tmp_path / "library", corrections=corrections)
    library.correct(add("old marshal"))
    (news / "two.txt").write_text("Another report\n\nThe old marshal was silent.\n")
    build(tmp_path / "library", [news], corrections=corrections)
    assert library.reload()
    assert library.actor("old marshal").mentions == 2
    (news / "one.txt").unlink()
    build(tmp_path / "library", [news], corrections=corrections)
    library.reload()
    assert library.actor("old marshal").mentions == 1
    library.close()


# ---- any sequence


FORMS = ("marshal", "old marshal", "the marshal", "Ann", "Lee", "Stone left", "men", "speaks", "of")
OLD = ("Ann Lee", "Robert Stone", "Paris", "Malta")


@st.composite
def changes(draw: st.DrawFn) -> Change:
    what = draw(st.sampled_from(("add", "add", "add", "ignore", "merge", "split", "must-link", "cannot-link")))
    some = draw(st.sampled_from((*FORMS[:4], *OLD)))
    other = draw(st.sampled_from((*FORMS[:4], *OLD)))
    article = draw(st.sampled_from((None, None, "one.md", "two.md")))
    if what == "add":
        form = draw(st.sampled_from(FORMS))
        return add(form, draw(st.sampled_from(("", "", *OLD))), draw(st.sampled_from((PERSON, PLACE))), article)
    if what in ("merge", "must-link", "cannot-link"):
        return Change(what, some, others=(other,))
    forms = (other,) if what == "split" else draw(st.sampled_from(((), (other,))))
    return Change(what, some, forms=forms, article=article)


def overlapping(mentions: tuple[Mention, ...]) -> bool:
    return any(before.end > after.start for before, after in itertools.pairwise(mentions))


@given(st.lists(changes(), max_size=6))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_corrections_all_answers_agree_with_what_the_pages_show(
    folder: Path, tmp_path: Path, wanted: list[Change]
) -> None:
    file = tmp_path / "corrections.jsonl"
    file.unlink(missing_ok=True)
    library = Library.open(folder, corrections=Corrections(file))
    plain = {row.id: library.mentions(row.id) for row in library.rows()}
    states = [state(library)]
    for change in wanted:
        try:
            preview = library.preview(change)
        except DatelineError as refused:
            with pytest.raises(type(refused)):
                library.correct(change)
            continue
        before = told(library)
        library.correct(change)
        after = told(library)
        altered = [place for place in before.keys() | after.keys() if before.get(place) != after.get(place)]
        assert preview.mentions == len(altered)
        assert set(preview.articles) == {article for article, _, _ in altered}
        states.append(state(library))
    anew = Library.open(folder, corrections=Corrections(file))
    assert state(anew) == states[-1]
    check(library, plain)
    anew.close()
    while len(states) > 1:
        states.pop()
        library.undo()
        assert state(library) == states[-1]
    library.close()


Told = dict[tuple[str, int, int], object]


def told(library: Library) -> Told:
    refs = {actor.id: actor.ref for actor in library.actors()}
    return {
        (row.id, one.start, one.end): refs[one.actor]
        for row in library.rows()
        for one in library.mentions(row.id)
        if one.actor is not None
    }


def check(library: Library, plain: dict[str, tuple[Mention, ...]]) -> None:
    """What is counted is what is shown; no two names overlap; what is new stands where its words do."""
    counts: dict[str, dict[str, int]] = {}
    for row in library.rows():
        mentions = library.mentions(row.id)
        text = library.article(row.id).text
        assert not overlapping(mentions)
        old = {(one.start, one.end) for one in plain[row.id]}
        for one in mentions:
            assert one.actor is not None
            per_article = counts.setdefault(one.actor, {})
            per_article[row.id] = per_article.get(row.id, 0) + 1
            if (one.start, one.end) not in old:
                form = " ".join(text[one.start : one.end].split())
                assert (one.start, one.end) in naive(text, form)
    assert {actor.id: dict(actor.articles) for actor in library.actors()} == counts
    for actor in library.actors():
        assert sum(actor.forms.values()) == actor.mentions
