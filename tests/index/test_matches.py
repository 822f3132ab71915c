"""What is highlighted in an article, and the piece of it that is shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import QueryError
from index.fulltext.analyzer import tokens, words
from index.fulltext.matches import Group, match_groups, match_ranges, merged
from index.fulltext.parser import parse
from index.fulltext.passage import Passage, block_tokens
from index.fulltext.prefilter import may_hold
from index.fulltext.query import And, Area, Or, Pattern, Word
from index.fulltext.snippets import WIDTH, best_window, snippet
from index.fulltext.word_finder import WordFinder
from index.model import Article, Block, BlockKind
from index.text import sentences
from tests.index.fulltext_world import World, article, seed_article

ARTICLE = article(
    "Khalifa Haftar rejected the call. Russia backs Haftar’s forces.",
    "The US and al-Serraj said: “no ceasefire”. Conte met Serraj in Rome. They told us.",
    title="Haftar rejects call by Russia",
    chrome=["You might also like: Haftar rejects"],
)


def shown(typed: str, where: Article = ARTICLE, *, boilerplate: bool = False) -> list[str]:
    ranges = match_ranges(parse(typed), where.text, where.blocks, boilerplate=boilerplate)
    return [where.text[start:end] for start, end in ranges]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("haftar", ["Haftar", "Haftar", "Haftar"]),
        ("reject", ["rejects", "rejected"]),
        ("exact:rejected", ["rejected"]),
        ("title:reject", ["rejects"]),
        ('title:"haftar rejects"', ["Haftar rejects"]),
        ('"rejected the call"', ["rejected the call"]),
        ("al-Serraj", ["al-Serraj"]),
        ("serraj", ["Serraj", "Serraj"]),
        ("US", ["US"]),
        ("exact:us", ["US", "us"]),
        ("Ser*", ["Serraj", "Serraj"]),
        ("al-Ser*", ["al-Serraj"]),
        ("hatfar~", ["Haftar", "Haftar", "Haftar"]),
        ("conte NEAR/2 serraj", ["Conte", "Serraj"]),
        ("russia NEAR/1 back", ["Russia", "backs"]),
        ('(conte OR russia) NEAR/2 (serraj OR "the us")', ["Conte", "Serraj"]),
        ('"serraj conte"~3', ["Conte", "Serraj"]),
        ("same:(haftar reject)", ["Haftar", "rejects", "Haftar", "rejected"]),
        ("same:(haftar NOT reject)", ["Haftar"]),
        ("haftar -russia", ["Haftar", "Haftar", "Haftar"]),
        ("-haftar", []),
        ("conte OR rome", ["Conte", "Rome"]),
        ("haftar date:unknown", ["Haftar", "Haftar", "Haftar"]),
        ("source:haftar", []),
        ('"no ceasefire" ceasefire', ["no ceasefire"]),
    ],
)
def test_what_is_highlighted(typed: str, expected: list[str]) -> None:
    assert shown(typed) == expected


def test_boilerplate_is_highlighted_only_when_it_is_asked_for() -> None:
    assert shown("like") == []
    assert shown("like", boilerplate=True) == ["like"]
    assert shown("same:(haftar like)", boilerplate=True) == ["like", "Haftar"]


def test_names_come_from_the_caller_and_not_from_inside_not() -> None:
    def names(field: str, words: str) -> list[tuple[int, int]]:
        assert (field, words) == ("actor", "haftar")
        return [(0, 6)]

    def ranges(typed: str) -> tuple[tuple[int, int], ...]:
        return match_ranges(parse(typed), ARTICLE.text, ARTICLE.blocks, names=names)

    assert ranges("actor:haftar") == ((0, 6),)
    assert ranges("call -actor:haftar") == match_ranges(parse("call"), ARTICLE.text, ARTICLE.blocks)
    assert shown("actor:haftar") == []


def test_overlapping_ranges_become_one_and_touching_ones_stay_two() -> None:
    assert merged([(5, 9), (0, 2), (2, 4), (8, 12)]) == ((0, 2), (2, 4), (5, 12))


def test_each_part_of_a_query_has_its_own_group() -> None:
    groups = match_groups(parse("haftar conte absent"), ARTICLE.text, ARTICLE.blocks)
    assert [len(ranges) for _, ranges in groups] == [3, 1]


# --- laws

word = st.sampled_from(
    ("alpha", "Beta", "gamma’s", "al-Delta", "US", "us", "the", "U.N.", "rejected", "Erdoğan", "1,200", "利比亚")
)
paragraphs = st.lists(st.lists(word, max_size=8).map(" ".join), min_size=1, max_size=4)
queries = st.sampled_from(
    [
        "alpha",
        "beta",
        '"alpha beta"',
        "al-Delta",
        "US",
        "exact:us",
        "gamma NEAR/3 alpha",
        "reject*",
        "erdogan",
        "1200",
        "利比",
        '"beta alpha"~3',
        "alpha -beta",
        "alpha OR gamma",
        "same:(alpha gamma)",
        "title:alpha",
        "erdogen~",
        "de*",
        "(alpha OR beta) NEAR/2 un",
    ]
)


def an_article(parts: list[str]) -> Article:
    return article(*[part for part in parts[1:] if part], title=parts[0] or "Title")


@settings(max_examples=80, deadline=None)
@given(st.lists(paragraphs, min_size=1, max_size=4), queries)
def test_what_is_found_is_highlighted_and_what_is_highlighted_is_found(bodies: list[list[str]], typed: str) -> None:
    query = parse(typed)
    with TemporaryDirectory() as folder:
        world = World.of(Path(folder), {key: an_article(body) for key, body in enumerate(bodies)})
        found = set(world.keys(typed))
        world.full_text.close()
    for key, one in world.articles.items():
        ranges = match_ranges(query, one.text, one.blocks)
        assert list(ranges) == sorted(ranges)
        assert all(before[1] <= after[0] for before, after in pairwise(ranges))
        assert all(0 <= start < end <= len(one.text) and one.text[start:end].strip() for start, end in ranges)
        if key in found:
            assert ranges, "found without a word to show"
        elif not isinstance(query.root, And | Or):
            assert not ranges, "highlighted without being found"


@given(paragraphs)
def test_positions_of_a_text_are_those_of_the_index(parts: list[str]) -> None:
    from index.fulltext.documents import document
    from index.fulltext.inversion import Batch, unpack

    one = an_article([part.upper() if index == 2 else part for index, part in enumerate(parts)])
    batch = Batch()
    batch.add(0, document(1, one))
    fields = dict(batch.fields())
    for name in ("exact", "text"):
        indexed = {postings.term.decode(): unpack(postings.positions[0]) for postings in fields[name]}
        seen: dict[str, list[int]] = {}
        for token in block_tokens(one.text, one.blocks):
            term = token.exact if name == "exact" else token.stem
            if term is not None:
                seen.setdefault(term, []).append(token.place)
        assert seen == indexed


@given(st.text(max_size=80), queries)
def test_the_quick_look_never_says_no_wrongly(text: str, typed: str) -> None:
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    query = parse(typed)
    if match_ranges(query, text, blocks):
        assert may_hold(query.root, text, 0, len(text))


@given(
    st.lists(st.sampled_from([*"aAbeltp", *".,'’-_1 ", *"\u00ad\u200c\u0301éİK利ф"]), max_size=14).map("".join),
    st.data(),
)
def test_the_quick_look_lets_every_word_pass_by_its_beginning(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for _, _, found in words(text, start, end):
        for term in {found.exact, found.stem, found.capitals} - {None}:
            assert may_hold(Word(0, 1, Area.TEXT, "x", "x", term), text, start, end), (term, "by its stem")
        assert may_hold(Word(0, 1, Area.TEXT, "x", found.exact, None), text, start, end), (found.exact, "exactly")
        pattern = Pattern(0, 1, Area.TEXT, "x", (found.exact[:1], ""))
        assert may_hold(pattern, text, start, end), (found.exact[:1], "as a pattern")


@pytest.mark.parametrize("text", ["sa\u200cxon", "sa\u00adxon", "x\u0301axon"])
def test_a_word_is_highlighted_whatever_its_form_was_rid_of(text: str) -> None:
    assert shown("xaxon" if text[0] == "x" else "saxon", article(text)) == [text]


def test_the_quick_look_is_for_beginnings_of_words() -> None:
    assert not may_hold(parse("year").root, "With their eyes, they eyed the bay everywhere.", 0, 46)
    assert may_hold(parse("year").root, "With their eyes, this Year.", 0, 27)


@given(st.text(max_size=60))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text)),)
    for start, end, term in tokens(text, exact=True):
        try:
            query = parse(f'"{text[start:end]}"')
        except QueryError:
            continue
        ranges = match_ranges(query, text, blocks)
        assert any(first <= start and end <= last for first, last in ranges), term


# --- snippets


def snip(typed: str, where: Article = ARTICLE, *, boilerplate: bool = False, width: int = WIDTH) -> str:
    groups = match_groups(parse(typed), where.text, where.blocks, boilerplate=boilerplate)
    piece = snippet(where.text, where.blocks, groups, boilerplate=boilerplate, width=width)
    assert piece.text == where.text[piece.start : piece.end]
    assert len(piece.text) <= width
    return piece.text


def test_a_snippet_is_the_paragraph_with_most_parts_of_the_query() -> None:
    assert snip("haftar OR serraj OR conte OR rome").startswith("The US and al-Serraj")


def test_the_title_is_shown_only_when_nothing_else_matches() -> None:
    assert snip("haftar reject").startswith("Khalifa Haftar rejected")
    assert snip("title:haftar") == "Haftar rejects call by Russia"


def test_boilerplate_is_shown_only_when_it_is_asked_for() -> None:
    assert snip("like").startswith("Khalifa"), "without a match: the beginning of the article"
    assert snip("like", boilerplate=True).startswith("You might")


def test_a_snippet_begins_with_a_sentence_if_one_begins_near_and_ends_with_a_word() -> None:
    filler = "Nobody knows what happened there on that long day in the old town near the sea. "
    one = article(filler * 3 + "Then Haftar spoke to them about peace and war. " + filler * 3, title="t")
    piece = snip("haftar", one)
    assert piece.startswith(("Nobody", "Then"))
    assert one.text[one.text.index(piece) + len(piece)].isspace()
    assert 200 <= len(piece) <= WIDTH


def test_a_word_longer_than_the_width_is_cut() -> None:
    assert len(snip("a*", article("a" * 5_000, title="t"))) == WIDTH


def test_an_article_without_text_has_an_empty_snippet() -> None:
    empty = article("")
    assert snip("x1", empty) == ""


@settings(deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=4), queries, st.integers(20, 300))
def test_a_snippet_is_a_piece_of_one_block_and_as_long_as_may_be(parts: list[str], typed: str, width: int) -> None:
    one = an_article([part.replace("\n\n", "\n") for part in parts])
    groups = match_groups(parse(typed), one.text, one.blocks)
    piece = snippet(one.text, one.blocks, groups, width=width)
    assert piece.text == one.text[piece.start : piece.end]
    assert len(piece.text) <= width
    assert any(block.start <= piece.start and piece.end <= block.end for block in one.blocks) or not piece.text
    if groups and all(end - start <= width for _, ranges in groups for start, end in ranges):
        whole = [1 for _, ranges in groups for start, end in ranges if piece.start <= start and end <= piece.end]
        assert whole, "at least one match is inside"


def slow_best(blocks: Sequence[Block], groups: Sequence[Group], width: int) -> tuple[Block, int, int] | None:
    """The definition of the best window, tried out on every pair of matches."""
    best = None
    for block in blocks:
        hits = sorted((start, end, part) for part, (_, ranges) in enumerate(groups) for start, end in ranges)
        here = [hit for hit in hits if block.start <= hit[0] and hit[1] <= block.end]
        left = 0
        for right, (_, end, _) in enumerate(here):
            left = next(at for at in range(left, right + 1) if at == right or end - here[at][0] <= width)
            window = here[left : right + 1]
            rank = (len({part for _, _, part in window}), block.kind is BlockKind.PARAGRAPH, min(len(window), 3))
            if best is None or rank > best[0]:
                best = (rank, block, window[0][0], end)
    return best[1:] if best else None


def of_blocks(*sizes: int) -> list[Block]:
    """Blocks of these sizes, every third one a heading."""
    blocks, at = [], 0
    for index, size in enumerate(sizes):
        blocks.append(Block(BlockKind.PARAGRAPH if index % 3 else BlockKind.HEADING, at, at + size))
        at += size + 2
    return blocks


@given(
    st.lists(st.integers(1, 40), max_size=5),
    st.lists(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 9)), max_size=12), max_size=3),
    st.integers(1, 30),
)
def test_the_best_window_is_the_one_of_the_definition(
    sizes: list[int], starts: list[list[tuple[int, int]]], width: int
) -> None:
    node = parse("x").root
    groups: list[Group] = [
        (node, tuple(sorted({(start, start + length) for start, length in part}))) for part in starts
    ]
    assert best_window(of_blocks(*sizes), groups, width) == slow_best(of_blocks(*sizes), groups, width)


def test_a_long_article_full_of_matches_takes_no_square_of_its_length() -> None:
    blocks = of_blocks(*[20] * 20_000)
    ranges = tuple((block.start + at, block.start + at + 3) for block in blocks for at in (0, 5, 10))
    groups: list[Group] = [(parse("x").root, ranges)]
    assert best_window(blocks, groups, WIDTH) == (blocks[1], 22, 35)
    end = blocks[-1].end
    whole = [Block(BlockKind.PARAGRAPH, 0, end)]
    assert best_window(whole, groups, end) == (*whole, 0, 13)


def test_only_the_neighbourhood_of_a_match_is_cut_into_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []

    def watched(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
        looked_at.append(end - start)
        return sentences(text, start, end)

    monkeypatch.setattr("index.fulltext.snippets.sentences", watched)
    filler = "Nobody knows what happened there on that long day in the old town near the sea. "
    one = article(filler * 1_000 + "Then Haftar spoke to them. " + filler * 1_000, title="t")
    assert snip("haftar", one).startswith("Then Haftar spoke")
    assert looked_at and max(looked_at) < 2_000


def test_strings_that_break_programs_can_be_found_in_themselves(shared_data: Path, tmp_path: Path) -> None:
    strings = json.loads((shared_data / "naughty-strings.json").read_text(encoding="utf-8"))
    texts = {key: " ".join(string.split()) for key, string in enumerate(strings)}
    world = World.of(tmp_path / "fulltext", {key: article(text, title=text[:40]) for key, text in texts.items()})
    for key, text in texts.items():
        if any(True for _ in words(text)) and '"' not in text and "“" not in text and len(text) < 1_000:
            assert key in world.keys(f'"{text}"'), text
            assert shown(f'"{text}"', world.articles[key])


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_match_in_the_samples_is_the_words_it_says(seeds: Path, name: str) -> None:
    one = seed_article(next(seeds.glob(f"{name}_*.txt")))
    for typed in ("haftar", "libya", '"of the"', "gov*", "EU", "same:(haftar libya)", "turkey NEAR/4 russia"):
        for text in shown(typed, one):
            assert text == text.strip() and text
    assert set(shown("haftar", one)) == {"Haftar"}


WRITTEN = [
    "Haftar",
    "haftar's",
    "HAFTAR’S",
    "US",
    "us",
    "U.S.",
    "al-Haftar",
    "Rejects",
    "rejecting",
    "éte",
    "été",
    "\n",
    ".",
    "O'Neill",
    "1,200",
]
TYPED = ["haftar", "US", "U.S.", "reject", "exact:rejects", "été", "1200", "neill", "o'neill"]


@given(st.lists(st.sampled_from(WRITTEN), max_size=12), st.sampled_from(TYPED))
def test_a_word_is_found_where_its_tokens_are(written: list[str], typed: str) -> None:
    text = " ".join(written)
    word = parse(typed).root
    assert isinstance(word, Word)
    for line in text.split("\n"):
        block = Block(BlockKind.PARAGRAPH, 0, len(line))
        passage = Passage(block_tokens(line, [block]))
        by_place = {token.place: token for token in passage.tokens}
        expected = [(by_place[place].start, by_place[place].end) for place in passage.places(word)]
        assert list(WordFinder(word).ranges(line, 0, len(line))) == expected
