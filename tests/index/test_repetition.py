"""A line that stands in many different articles of one source is boilerplate; what reporters repeat is not."""

from __future__ import annotations

import json
import lzma
import random
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build.repetition import deciding
from index.build.repetition.deciding import SourceLines, furniture_of, marks_of
from index.build.repetition.lines import Role, group_of, lines_of
from index.build.repetition.marking import marked, marks_in
from index.corrections import Corrections
from index.library import Library
from index.model import Article, BlockKind, Origin
from index.readers import read
from index.store import Store
from tests.index.repeating import (
    BACKGROUND,
    CREDIT,
    KICKER,
    LINKS,
    NOTICE,
    ROW,
    SECTION,
    SIGN,
    TAIL,
    TRANSCRIPT,
    Told,
    archive,
    blocks_of,
    gazette,
    lines_by_fate,
    made,
    sentence,
    story,
    write,
)

FURNITURE = (KICKER, *TAIL, *LINKS, NOTICE, SIGN, TRANSCRIPT)


REPORTED = (BACKGROUND, CREDIT, SECTION, ROW, "TRIPOLI")


def library_of(folder: Path, told: list[Told], name: str = "library") -> Path:
    write(folder / f"{name}.jsonl", told)
    return made(folder / name, folder / f"{name}.jsonl")


@pytest.fixture(scope="module")
def gazettes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library_of(tmp_path_factory.mktemp("sources"), archive(30))


# --- what is taken


def test_furniture_goes_and_what_reporters_repeat_stays(gazettes: Path) -> None:
    taken, left = lines_by_fate(gazettes)
    assert set(taken) == set(FURNITURE)
    assert set(REPORTED) <= set(left)
    assert set(taken) & set(left) == set(TAIL), "only where nobody says whose an article is"
    assert all(left[line] == 30 for line in TAIL)


def test_it_is_neither_counted_nor_found_nor_named(gazettes: Path) -> None:
    opened = Library.open(gazettes, corrections=Corrections(gazettes / "corrections.jsonl"))
    try:
        assert opened.search("podcasts").total == 0
        assert opened.search("podcasts", boilerplate=True).total > 0
        assert opened.search("turmoil").total > 0
        assert not [actor for actor in opened.actors() if "Herald" in actor.name]
    finally:
        opened.close()


def test_a_title_made_of_the_first_words_is_made_of_those_of_the_article(gazettes: Path) -> None:
    store = Store.open(gazettes)
    derived = [article for _, article in store.articles_since(-1) if article.title_origin is Origin.DERIVED]
    store.close()
    assert derived
    assert all(article.title.startswith("signed ") for article in derived)


def test_an_article_keeps_its_title_and_is_never_left_without_words(tmp_path: Path) -> None:
    chance = random.Random(3)
    told = [gazette(chance, f"gazette {number}") for number in range(30)]
    told += [story("Gazette", KICKER, sentence(chance)), story("Gazette", "Only links", *TAIL, NOTICE)]
    shown = blocks_of(library_of(tmp_path, told)).values()
    titles = [words for blocks in shown for kind, _, _, words in blocks[:-1] if kind == BlockKind.TITLE]
    assert len(titles) == 32
    (bare,) = [blocks for blocks in shown if blocks[0][3] == "Only links"]
    assert {kind for kind, _, _, _ in bare[1:-1]} == {"paragraph"}


@pytest.mark.parametrize("many", [7, 30])
def test_copies_and_updates_of_one_story_are_one_article(tmp_path: Path, many: int) -> None:
    """The line is dropped only where stories differ: versions of one page share their paragraphs, or their title."""
    chance = random.Random(many)
    others = [story("Gazette", f"other {number}", *[sentence(chance) for _ in range(9)]) for number in range(10)]
    page = [sentence(chance) for _ in range(20)]
    copies = [story("Gazette", f"copy {number}", *page[:9], TAIL[0]) for number in range(many)]
    versions = [story("Gazette", f"version {number}", *page[-12 - number // 4 :], TAIL[1]) for number in range(many)]
    titled = [story("Gazette", "Live", *[sentence(chance) for _ in range(9)], TAIL[2]) for _ in range(many)]
    taken, _ = lines_by_fate(library_of(tmp_path, others + copies + versions + titled))
    assert taken == {}


def test_a_sentence_goes_only_where_nearly_all_articles_have_it(tmp_path: Path) -> None:
    chance = random.Random(5)
    for having, gone in ((30, False), (38, True)):
        told = [
            story("Wire", f"report {n}", *[sentence(chance) for _ in range(8)], *([BACKGROUND] if n < having else []))
            for n in range(40)
        ]
        taken, _ = lines_by_fate(library_of(tmp_path, told, f"having-{having}"))
        assert (BACKGROUND in taken) is gone


def test_a_heading_that_happens_to_end_some_articles_stays(tmp_path: Path) -> None:
    chance = random.Random(6)
    told = []
    for number in range(40):
        body = [sentence(chance) for _ in range(8)]
        body.insert(8 if number % 4 == 0 else 4, "Key facts")
        told.append(story("Wire", f"report {number}", *body))
    assert lines_by_fate(library_of(tmp_path, told))[0] == {}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Mehr zum Thema", Role.LINE),
        ("More on this...", Role.LINE),
        ("ANALYSIS/OPINION:", Role.LINE),
        ("اقرأ أيضا", Role.LINE),
        ("相关新闻", Role.LINE),
        ("Channel 4 News", Role.FIGURES),
        ("Qtr ended Jan 31", Role.FIGURES),
        ("9,796", Role.OTHER),
        ("___", Role.OTHER),
        ("Terms were not disclosed.", Role.SENTENCE),
        ("The following is a summary of recent comments by policy-makers:", Role.OTHER),
        ("Reporting by Ann Lee", Role.OTHER),
        ("Contributing: The Associated Press", Role.OTHER),
        ("The Associated Press contributed to this report.", Role.PROSE),
        ("By Ann Lee", Role.OTHER),
        ("Robert Stone", Role.OTHER),
        ("ROBERT STONE", Role.OTHER),
        ("TRIPOLI", Role.OTHER),
        ("Tripoli, Libya", Role.OTHER),
        ("9 January 2020", Role.OTHER),
        ("Updated January 9, 2020", Role.OTHER),
        ("TRIPOLI (Reuters)", Role.OTHER),
        ("and other stories", Role.OTHER),
        ("Readers of Ximena Quark", Role.OTHER),
    ],
)
def test_what_a_line_may_be(tmp_path: Path, line: str, role: Role) -> None:
    path = tmp_path / "one.jsonl"
    write(path, [story("Wire", "A title", line, "The army left the town on Monday.") | {"authors": ["Ximena Quark"]}])
    (article,) = [item for item in read(path, path.name) if isinstance(item, Article)]
    assert Role(int(lines_of(article)[2]) & 0xFF) is role


def test_the_first_half_of_a_broken_sentence_is_no_line(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    write(path, [story("Wire", "A title", "The Federal Home Loan Bank Board", "adjusted the rates on its notes.")])
    (article,) = [item for item in read(path, path.name) if isinstance(item, Article)]
    assert Role(int(lines_of(article)[2]) & 0xFF) is Role.OTHER


# --- real articles


def share_of(words: str, articles: list[Article]) -> float:
    """In which part of these articles a block has these words and no others."""
    having = sum(any(article.text[b.start : b.end] == words for b in article.blocks) for article in articles)
    return having / len(articles)


def test_no_sentence_of_a_real_article_is_taken(shared_data: Path) -> None:
    """Of each source, and of each subject of a source as an archive of its own, where background repeats most."""
    path = shared_data / "stories-dev.jsonl.xz"
    articles = [item for item in read(path, path.name) if isinstance(item, Article)]
    with lzma.open(path, "rt", encoding="utf-8") as file:
        topics = [json.loads(line).get("topic") for line in file]
    arrays = [lines_of(one) for one in articles]
    sources: dict[object, list[int]] = defaultdict(list)
    for number, (one, topic) in enumerate(zip(articles, topics, strict=True)):
        sources[one.source].append(number)
        sources[one.source, topic].append(number)
    taken: Counter[tuple[object, str]] = Counter()
    for source, group in sources.items():
        lines = SourceLines.of([arrays[number] for number in group])
        for number, marks in zip(group, marks_of(lines, furniture_of(lines)), strict=True):
            one = articles[number]
            taken.update((source, one.text[b.start : b.end]) for b in (one.blocks[mark] for mark in marks))
    assert taken["USA TODAY", "USA TODAY"] > 80
    for source, words in taken:
        if len(words.split()) >= 5 or words.endswith((".", "!", "?", "”", '"')):
            assert share_of(words, [articles[number] for number in sources[source]]) >= 0.9, words
        assert taken[source, words] >= deciding.LEAST_STORIES


def test_figures_of_real_reports_stay(shared_data: Path) -> None:
    """Reports on earnings share the heads of their tables (“Year”, “Nine mths”), and end with the agency's sign."""
    path = shared_data / "news-100k.jsonl.xz"
    group = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if '"source": "usa"' in line.casefold():
                group.append(json.loads(line))
            if len(group) == 1000:
                break
    articles = [article(told, number) for number, told in enumerate(group)]
    lines = SourceLines.of([lines_of(one) for one in articles])
    taken = Counter(
        one.text[one.blocks[number].start : one.blocks[number].end].upper()
        for one, marks in zip(articles, marks_of(lines, furniture_of(lines)), strict=True)
        for number in marks
    )
    assert set(taken) == {"REUTER"}
    assert taken["REUTER"] > len(articles) / 2


def article(told: Told, number: int) -> Article:
    from index.readers.article.assemble import assemble
    from index.readers.article.metadata import from_fields
    from index.readers.place import Place
    from index.readers.text.plain import drafts

    return assemble(drafts(str(told["body"])), from_fields(told), Place("a.jsonl", number), alone=False)


# --- laws


@st.composite
def sources(draw: st.DrawFn) -> list[Told]:
    """Articles of one source, of few lines, so that many repeat."""
    pool = ["Aaa bbb", "Ccc ddd", "Eee", "Fff ggg hhh.", "Iii 4 jjj kkk", *TAIL]
    pool += [f"Nnn {'ooo ' * 30}{number}." for number in range(6)]
    told = []
    for number in range(draw(st.integers(8, 16))):
        body = [*draw(st.lists(st.sampled_from(pool), min_size=1, max_size=6)), f"Own {'words ' * 30}{number}."]
        if draw(st.booleans()):
            body += draw(st.lists(st.sampled_from(pool[:8]), max_size=3))
        told.append(story("One", f"Title {number}", *body))
    return told


@settings(max_examples=40)
@given(sources(), st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(told: list[Told], chance: random.Random) -> None:
    articles = [article(one, number) for number, one in enumerate(told)]
    arrays = [lines_of(one) for one in articles]
    lines = SourceLines.of(arrays)
    furniture = furniture_of(lines)
    order = list(range(len(arrays)))
    chance.shuffle(order)
    shuffled = SourceLines.of([arrays[at] for at in order])
    assert furniture_of(shuffled).tolist() == furniture.tolist()
    marks = marks_of(lines, furniture)
    assert marks_of(shuffled, furniture) == [marks[at] for at in order]
    assert [marks_of(SourceLines.of([array]), furniture)[0] for array in arrays] == marks


@settings(max_examples=40)
@given(sources())
def test_marks_can_be_taken_back_and_leave_something(told: list[Told]) -> None:
    articles = [article(one, number) for number, one in enumerate(told)]
    lines = SourceLines.of([lines_of(one) for one in articles])
    for one, marks in zip(articles, marks_of(lines, furniture_of(lines)), strict=True):
        with_marks = marked(one, marks)
        assert marks_in(with_marks) == marks
        assert with_marks.text == one.text
        assert any(block.kind not in (BlockKind.TITLE, BlockKind.CHROME) for block in with_marks.blocks)
        assert all(one.blocks[number].kind not in (BlockKind.TITLE, BlockKind.CHROME) for number in marks)
        assert marked(with_marks, ()) == one
        assert repr(marked(with_marks, ())) == repr(one), "a reader that reads it again sees no change"


@settings(max_examples=40)
@given(sources())
def test_copies_add_nothing(told: list[Told]) -> None:
    arrays = [lines_of(article(one, number)) for number, one in enumerate(told)]
    once = furniture_of(SourceLines.of(arrays))
    assert furniture_of(SourceLines.of(arrays * 3)).tolist() == once.tolist()


def test_sources_are_one_however_they_are_written() -> None:
    assert group_of("The Gazette") == group_of("THE  gazette") != group_of("The Herald")


def test_an_article_as_it_was_read_is_not_changed_by_what_is_known(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    write(path, [gazette(random.Random(1), "One")])
    (one,) = [item for item in read(path, path.name) if isinstance(item, Article)]
    assert marked(one, ()) is one
    taken = marked(one, (1,))
    assert taken.blocks[1] == replace(one.blocks[1], kind=BlockKind.CHROME, read_as=one.blocks[1].kind)
    assert taken.words < one.words
