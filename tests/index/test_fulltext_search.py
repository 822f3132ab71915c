"""What a query finds: against a brute force over lists of words, on the samples, and trap by trap."""

from __future__ import annotations

import itertools
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import Cancelled, QueryError
from index.fulltext.parser import parse
from index.model import PartialDate
from tests.index.fulltext_world import World, article, seed_article

VOCABULARY = ("alpha", "beta", "gamma", "delta", "gamut")

# --- the oracle: a query as nested tuples, its text, and its meaning by definition

Reach = tuple[int, int]


def written(node: tuple) -> str:
    match node:
        case ("word" | "prefix", word):
            return word + "*" * (node[0] == "prefix")
        case ("phrase", words):
            return '"' + " ".join(words) + '"'
        case ("window", words, distance):
            return '"' + " ".join(words) + f'"~{distance}'
        case ("near", left, right, distance):
            return f"({written(left)} NEAR/{distance} {written(right)})"
        case ("not", part):
            return f"NOT {written(part)}"
        case ("id", keys):
            return "id:" + ",".join(map(str, keys)) if keys else "id:,"
        case (operator, *parts):
            return "(" + f" {operator.upper()} ".join(map(written, parts)) + ")"
    raise AssertionError(node)


def reaches(node: tuple, words: list[str]) -> set[Reach]:
    """Stretches of positions that a positional node covers."""
    match node:
        case ("word", word):
            return {(place, place) for place, other in enumerate(words) if other == word}
        case ("prefix", word):
            return {(place, place) for place, other in enumerate(words) if other.startswith(word)}
        case ("phrase", phrase):
            length = len(phrase)
            return {(at, at + length - 1) for at in range(len(words)) if tuple(words[at : at + length]) == phrase}
        case ("window", phrase, distance):
            places = [[at for at, other in enumerate(words) if other == word] for word in phrase]
            return {
                (min(choice), max(choice))
                for choice in itertools.product(*places)
                if len(set(choice)) == len(choice) and max(choice) - min(choice) <= distance
            }
        case ("near", left, right, distance):
            pairs = itertools.product(reaches(left, words), reaches(right, words))
            return {
                (min(a[0], b[0]), max(a[1], b[1])) for a, b in pairs if 1 <= max(b[0] - a[1], a[0] - b[1]) <= distance
            }
        case ("or", *parts):
            return set().union(*(reaches(part, words) for part in parts))
    raise AssertionError(node)


def holds(node: tuple, key: int, words: list[str]) -> bool:
    match node:
        case ("and", *parts):
            return all(holds(part, key, words) for part in parts)
        case ("or", *parts):
            return any(holds(part, key, words) for part in parts)
        case ("not", part):
            return not holds(part, key, words)
        case ("id", keys):
            return key in keys
    return bool(reaches(node, words))


word = st.sampled_from(VOCABULARY)
distance = st.integers(1, 5)
single = st.one_of(st.tuples(st.just("word"), word), st.tuples(st.just("prefix"), st.sampled_from(("a", "ga", "gam"))))
phrase = st.tuples(st.just("phrase"), st.lists(word, min_size=2, max_size=3).map(tuple))
window = st.tuples(st.just("window"), st.lists(word, min_size=2, max_size=3).map(tuple), distance)
placed = st.recursive(
    st.one_of(single, phrase, window),
    lambda inner: st.one_of(st.tuples(st.just("near"), inner, inner, distance), st.tuples(st.just("or"), inner, inner)),
    max_leaves=4,
)
key_sets = st.tuples(st.just("id"), st.lists(st.integers(0, 9), max_size=5, unique=True).map(tuple))


def combined(leaf: st.SearchStrategy[tuple]) -> st.SearchStrategy[tuple]:
    """AND, OR and NOT over these leaves."""
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(st.just("not"), inner), st.tuples(st.sampled_from(("and", "or")), inner, inner, inner)
        ),
        max_leaves=6,
    )


query_nodes = combined(st.one_of(placed, key_sets))
texts = st.lists(st.lists(word, max_size=14), min_size=1, max_size=7)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.lists(query_nodes, min_size=8, max_size=8), st.integers(1, 4), st.data())
def test_every_query_finds_what_brute_force_finds(
    bodies: list[list[str]], nodes: list[tuple], batches: int, data: st.DataObject
) -> None:
    """Over several segments, with some articles replaced and some removed."""
    with TemporaryDirectory() as folder:
        world = World.of(
            Path(folder), {key: article(" ".join(body)) for key, body in enumerate(bodies)}, batches=batches
        )
        alive = dict(enumerate(bodies))
        for key in data.draw(st.lists(st.sampled_from(range(len(bodies))), max_size=3, unique=True)):
            if data.draw(st.booleans()):
                del alive[key]
                world.fold([], [key], revision=90)
            else:
                alive[key] = data.draw(st.lists(word, max_size=9))
                world.articles[key] = article(" ".join(alive[key]))
                world.fold([key], revision=91)
        for node in nodes:
            expected = [key for key, body in alive.items() if holds(node, key, body)]
            assert world.keys(written(node)) == sorted(expected), written(node)
        world.full_text.close()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.lists(word, max_size=6), max_size=6),
    st.lists(combined(placed), min_size=6, max_size=6),
)
def test_same_finds_articles_of_which_one_sentence_holds_it_all(sentences: list[list[str]], nodes: list[tuple]) -> None:
    text = " ".join(("Then " + " ".join(words)).strip() + "." for words in sentences) or "Nothing."
    with TemporaryDirectory() as folder:
        world = World.of(Path(folder), {1: article(text)})
        for node in nodes:
            try:
                query = f"same:({written(node)})"
                found = world.keys(query)
            except QueryError:
                continue
            expected = any(holds(node, 1, ["then", *words]) for words in sentences)
            assert found == [1] * expected, query
        world.full_text.close()


# --- the samples


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> World:
    paths = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    articles = {number: seed_article(path) for number, path in enumerate(paths)}
    return World.of(tmp_path_factory.mktemp("samples") / "fulltext", articles, batches=2)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Haftar -Qatar", [0, 2, 4]),
        ("-Qatar", [0, 2, 4]),
        ("al-Serraj", [1, 3, 4]),
        ("Haftar AND NOT Qatar", [0, 2, 4]),
        ("EU", [3]),
        ("conte NEAR/8 serraj", [4]),
        ("serraj NEAR/8 conte", [4]),
        ("conte NEAR/14 serraj", [4]),
        ("conte NEAR/15 serraj", [3, 4]),
        ('"Serraj Conte"~8', [4]),
        ('"in their war"', [0]),
        ('"in the war"', []),
        ("hatfar~1", [0, 1, 2, 3, 4]),
        ("hiftar~", [2]),
        ("Hif*", [2]),
        ("al-Ser*", [1, 3, 4]),
        ("title:haftar", [1]),
        ('title:"Russia and Turkey"', [1]),
        ("qatar OR france conte", [1, 3, 4]),
        ("(qatar OR france) conte", [3, 4]),
        ("same:(conte serraj)", [3, 4]),
        ("same:(haftar reject NOT russia)", [2]),
        ("date:2020-01", []),
        ("date:unknown", [0, 1, 2, 3, 4]),
        ("id:1,3 qatar", [1, 3]),
        ("id:1,3 -qatar", []),
        ("Haftar's", [0, 1, 2, 3, 4]),
        ("UN-recognized", [1, 3]),
        ("exact:rejects", [1]),
        ("rejecting -exact:rejects", [0, 2, 3]),
    ],
)
def test_the_samples_answer_as_a_person_would(samples: World, typed: str, expected: list[int]) -> None:
    assert samples.keys(typed) == expected


def test_boilerplate_is_found_only_when_it_is_asked_for(samples: World) -> None:
    assert samples.keys("EU") == [3]
    assert samples.keys("EU", boilerplate=True) == [1, 3]
    assert samples.keys('"planned military deployment"') == []
    assert samples.keys('"planned military deployment"', boilerplate=True) == [1]
    assert samples.keys("same:(EU condemns)", boilerplate=True) == [1]
    assert samples.keys("EU -condemn", boilerplate=True) == [3]


def test_articles_without_a_date_are_counted_where_a_date_is_asked_for(samples: World) -> None:
    assert samples.search("date:2020-01").undated == 5
    assert samples.search("date:2020-01 qatar").undated == 2
    assert samples.search("-date:2020-01 qatar").undated == 2
    assert samples.search("qatar").undated == 0
    assert samples.search("date:unknown qatar").undated == 0


def test_the_reading_tells_what_was_stemmed_expanded_and_left_out(samples: World) -> None:
    assert samples.search("rejecting the call").reading == (
        "rejecting AND call · rejecting also finds rejected, reject, rejects · call also finds called, calls"
        " · left out: the"
    )
    assert samples.search("Ser*").reading == "Ser* · Ser* finds serraj, serious, series"
    assert samples.search("zzz*").reading == "zzz* · zzz* finds no word"
    assert samples.search("al-Serraj").reading == '"al Serraj" · al-Serraj: these words side by side'


# --- trap by trap


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "fulltext"


def test_a_number_with_a_comma_and_one_without_are_the_same(folder: Path) -> None:
    world = World.of(folder, {1: article("1,200 people"), 2: article("1200 people"), 3: article("1 of 200")})
    assert world.keys("1,200") == world.keys("1200") == [1, 2]
    assert world.keys("200") == [3]


def test_apostrophes_of_any_shape_are_the_same(folder: Path) -> None:
    world = World.of(folder, {1: article("O’Brien said"), 2: article("O'Brien said")})
    assert world.keys("O'Brien") == world.keys("O’Brien") == world.keys('"o‘brien said"') == [1, 2]


def test_an_abbreviation_is_found_by_its_capitals(folder: Path) -> None:
    world = World.of(folder, {1: article("The US left."), 2: article("They told us."), 3: article("U.S. troops")})
    assert world.keys("US") == world.keys("U.S.") == [1, 3]
    assert world.keys("exact:us") == [1, 2, 3]


def test_a_phrase_does_not_run_from_one_paragraph_into_the_next(folder: Path) -> None:
    world = World.of(folder, {1: article("about Turkey", "Khalifa spoke", title="Talks with Russia")})
    assert world.keys('"turkey khalifa"') == world.keys('"russia about"') == []
    assert world.keys('"khalifa spoke"') == world.keys("turkey NEAR/2 khalifa") == [1]


def test_a_loose_phrase_beside_near_may_take_its_longer_stretch(folder: Path) -> None:
    world = World.of(folder, {1: article("alpha delta delta beta")})
    assert world.keys('alpha NEAR/1 "beta delta"~2') == [1]
    assert world.keys('alpha NEAR/1 "beta delta"~1') == []


def test_positions_beyond_sixteen_bits_are_kept(folder: Path) -> None:
    filler = "x " * 70_000
    world = World.of(folder, {1: article(f"alpha beta {filler} gamma delta {filler} alpha gamma")})
    assert world.keys('"gamma delta"') == world.keys('"alpha gamma"') == [1]
    assert world.keys('"beta gamma"') == []


def test_letters_with_and_without_diacritics_find_each_other_but_not_exactly(folder: Path) -> None:
    world = World.of(folder, {1: article("Erdoğan spoke"), 2: article("Erdogan spoke")})
    assert world.keys("erdogan") == world.keys("Erdoğan") == [1, 2]
    assert world.keys("exact:erdogan") == [2]


def test_sources_and_authors_are_fields_of_their_own(folder: Path) -> None:
    world = World.of(
        folder,
        {
            1: article("a1 text", source="Al Jazeera", authors=["José García", "Ann Lee"]),
            2: article("jazeera text", source="The Hill"),
        },
    )
    assert world.keys("source:jazeera") == world.keys('source:"al jazeera"') == world.keys("source:al-jazeera") == [1]
    assert world.keys("source:the") == [2]
    assert (
        world.keys("author:garcia") == world.keys('author:"jose garcia"') == world.keys("author:(lee OR smith)") == [1]
    )
    assert world.keys('author:"garcia ann"') == [], "two authors are no phrase"
    assert world.keys("jazeera") == [2]


@pytest.fixture
def dated(folder: Path) -> World:
    days = {1: (2020, 1, 5), 2: (2020, 2, 1), 3: (2020, None, None), 4: (2020, 1, None), 5: (2019, 12, 31)}
    articles = {key: article("truce", published=PartialDate(*day)) for key, day in days.items()}
    return World.of(folder, {**articles, 6: article("truce")}, batches=2)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("date:2020-01", [1, 4]),
        ("date:2020", [1, 2, 3, 4]),
        ("date:2020-01-05", [1]),
        ("date:2020-01..2020-02", [1, 2, 4]),
        ("date:>=2020-01-05", [1, 2]),
        ("date:>2020-01-05", [2]),
        ("date:<=2020-01", [1, 4, 5]),
        ("date:<2020-01", [5]),
        ("date:..2019", [5]),
        ("date:unknown", [6]),
        ("date:(2019 OR 2020-02)", [2, 5]),
        ("-date:2020", [5, 6]),
    ],
)
def test_a_partial_date_is_in_a_range_only_if_wholly_inside(dated: World, typed: str, expected: list[int]) -> None:
    assert dated.keys(typed) == expected


def test_orders_put_what_is_not_known_last(folder: Path) -> None:
    def one(text: str, source: str | None, day: int | None) -> object:
        return article(text, source=source, published=PartialDate(2020, 1, day) if day else None)

    articles = {
        1: one("x1 truce", "b", 2),
        2: one("truce", None, None),
        3: one("truce truce", "A", 3),
        4: one("truce", "b", 1),
    }
    world = World.of(folder, articles, batches=2)  # type: ignore[arg-type]
    assert world.search("truce", sort="newest").keys.tolist() == [3, 1, 4, 2]
    assert world.search("truce", sort="oldest").keys.tolist() == [4, 1, 3, 2]
    assert world.search("truce", sort="source").keys.tolist() == [3, 1, 4, 2]
    assert world.search("truce").keys.tolist()[0] == 3
    with pytest.raises(ValueError, match="no such order"):
        world.search("truce", sort="loudest")


def test_a_word_of_the_title_weighs_more(folder: Path) -> None:
    plain = "filler words and more of them"
    world = World.of(
        folder, {1: article(f"truce {plain}", title="One thing"), 2: article(f"thing {plain}", title="One truce")}
    )
    assert world.search("truce").keys.tolist() == [2, 1]


def test_scores_do_not_depend_on_how_the_index_is_cut(tmp_path: Path) -> None:
    articles = {key: article("alpha " * (key % 5 + 1) + "beta " * (key % 3), title="gamma") for key in range(40)}
    whole = World.of(tmp_path / "whole", articles).search("alpha OR beta")
    parts = World.of(tmp_path / "parts", articles, batches=6).search("alpha OR beta")
    assert whole.keys.tolist() == parts.keys.tolist()
    assert np.allclose(whole.scores, parts.scores)


def test_a_field_without_data_is_refused_at_its_place(folder: Path) -> None:
    world = World.of(folder, {1: article("x1")})
    with pytest.raises(QueryError) as caught:
        world.search("x1 speaker:haftar")
    assert (caught.value.start, caught.value.end, caught.value.remedy) == (3, 17, "Wait for the build")


def test_a_search_that_is_not_wanted_any_more_stops(folder: Path) -> None:
    world = World.of(folder, {1: article("x1")})
    with pytest.raises(Cancelled):
        world.full_text.search(parse("x1"), resolver=world.resolve, text_of=world.text_of, cancelled=lambda: True)


def test_an_empty_index_finds_nothing(folder: Path) -> None:
    world = World.of(folder, {})
    for typed in ("x1", "-x1", '"x1 y1"', "x1*", "date:2020", "same:(x1 y1)", "id:1"):
        for sort in ("relevance", "newest", "source"):
            assert world.search(typed, sort=sort).keys.tolist() == []


def test_threads_search_side_by_side(samples: World) -> None:
    expected = {typed: samples.keys(typed) for typed in ("haftar", '"in their war"', "conte NEAR/8 serraj", "Ser*")}
    wrong: list[str] = []

    def ask() -> None:
        wrong.extend(typed for typed in list(expected) * 20 if samples.keys(typed) != expected[typed])
        samples.full_text.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
