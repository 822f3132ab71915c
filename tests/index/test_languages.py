"""In which language a text is: codes and names, what is found, and who is right where the text says otherwise."""

from __future__ import annotations

import itertools
import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.languages import identify as identifying
from index.languages.codes import KNOWN, NO_LANGUAGE, are_near, code_of, name_of
from index.languages.identify import identify
from index.languages.settled import NAMED, has_names, objection, settled, why_no_names
from index.languages.table import LISTED, OLD
from index.model import Block, BlockKind, Origin
from tests.conftest import PROJECT

ARTICLE_1: dict[str, str] = json.loads((PROJECT / "tests/data/article1.json").read_text("utf-8"))
"""Language → the first article of the Universal Declaration of Human Rights."""
GERMAN, ENGLISH = ARTICLE_1["de"], ARTICLE_1["en"]
NOTICE = "We and our partners store cookies on this device and read them. You can agree to that or read what they do."
P, T, C = BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.CHROME


def whole(*parts: tuple[BlockKind, str]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of an article."""
    blocks, at = [], 0
    for kind, words in parts:
        blocks.append(Block(kind, at, at + len(words)))
        at += len(words) + 2
    return "\n\n".join(words for _, words in parts), tuple(blocks)


def found(*parts: tuple[BlockKind, str], doubting: bool = False) -> str | None:
    return identify(*whole(*parts), doubting=doubting)


# ---- codes


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("English", "en"),
        ("eng", "en"),
        ("en_US", "en-US"),
        ("en-us", "en-US"),
        ("ENG_gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("ger", "de"),
        ("deu", "de"),
        ("  Deutsch ", "de"),
        ("scottish  gaelic", "gd"),
        ("iw", "he"),
        ("haw", "haw"),
        ("klingon", None),
        ("xx", None),
        ("und", None),
        ("en US", None),
        ("", None),
        ("!", None),
    ],
)
def test_a_language_is_known_by_code_or_name(words: str, code: str | None) -> None:
    assert code_of(words) == code


@given(st.text(max_size=12) | st.from_regex(r"[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{1,8}){0,3}", fullmatch=True))
def test_a_code_means_itself(words: str) -> None:
    code = code_of(words)
    assert code is None or (code_of(code) == code == code_of(code.upper()) and code not in NO_LANGUAGE)


def test_every_language_has_a_name_that_leads_back_to_it() -> None:
    codes = [line.split()[0] for line in LISTED.strip().splitlines()]
    assert codes == sorted(set(codes))
    assert all(code_of(name_of(code)) == code for code in codes)
    assert len({name_of(code) for code in codes}) == len(codes)
    assert set(OLD.values()) <= set(codes)
    assert set(codes) >= KNOWN
    longer = [code for line in LISTED.strip().splitlines() for code in line.split()[1].split(",")]
    assert len(longer) == len(set(longer))


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "German"), ("pt-br", "Portuguese (BR)"), ("zh-hant-tw", "Chinese (Hant, TW)"), ("haw", "haw")],
)
def test_what_a_language_is_called(code: str, name: str) -> None:
    assert name_of(code) == name


def test_near_languages_are_near_either_way() -> None:
    assert all(
        are_near(one, other) == are_near(other, one) for one, other in itertools.product(sorted(KNOWN), repeat=2)
    )
    assert are_near("nb", "no-NO")
    assert not are_near("de", "nl")


# ---- what a text says


@pytest.mark.parametrize("language", ARTICLE_1)
def test_two_sentences_are_enough(language: str) -> None:
    answer = found((P, ARTICLE_1[language]))
    assert answer is not None and are_near(answer, language)


@pytest.mark.parametrize("language", ARTICLE_1)
def test_the_same_text_twice_is_in_the_same_language(language: str) -> None:
    text = ARTICLE_1[language]
    answers = {found((P, text)), found((P, f"{text} {text}")), found(*[(P, text)] * 12), found((P, text * 40))}
    assert all(answer is not None and are_near(answer, language) for answer in answers)


@pytest.mark.parametrize("language", sorted({*ARTICLE_1} - {"en"}))
def test_title_boilerplate_and_code_do_not_count(language: str) -> None:
    text = ARTICLE_1[language]
    around = found(
        (T, "The army said so"), *[(C, NOTICE)] * 9, (P, text), (BlockKind.CODE, "if x: return y\n" * 50), (C, NOTICE)
    )
    assert around == found((P, text))


@given(st.lists(st.text(min_size=1, max_size=300), max_size=4), st.lists(st.text(min_size=1, max_size=300), max_size=4))
def test_no_boilerplate_at_all_changes_the_answer(before: list[str], behind: list[str]) -> None:
    chrome = [(C, words) for words in before], [(C, words) for words in behind]
    assert found(*chrome[0], (P, GERMAN), *chrome[1]) == "de"


def test_a_notice_at_the_start_does_not_count_for_the_whole() -> None:
    assert found((P, NOTICE), *[(P, GERMAN)] * 8) == "de"


@pytest.mark.parametrize("share", [2, 3, 7, 8])
@pytest.mark.parametrize("language", ["de", "fr", "ru", "pl", "tr"])
def test_of_two_languages_the_one_that_fills_more_counts_and_is_not_sure(language: str, share: int) -> None:
    other = ARTICLE_1[language]
    mixed = [(P, other)] * share + [(P, ENGLISH)] * (10 - share)
    answer = language if share > 5 else "en"
    assert found(*mixed) == answer if share in (2, 8) else found(*mixed) in (answer, None)
    assert found(*mixed, doubting=True) is None


@pytest.mark.parametrize("words", ["", "Reuters", "Angela Merkel", "20:15", "2020-01-09 12.5 13.7 " * 60, "…"])
def test_what_is_too_short_or_no_language_is_not_guessed(words: str) -> None:
    assert found((P, words)) is None


def test_an_article_that_is_hardly_more_than_its_headline_is_known_by_that() -> None:
    assert found((T, "Regierung will das Gesetz noch vor der Wahl ändern"), (P, "dpa")) == "de"
    assert found((T, "Regierung will das Gesetz noch vor der Wahl ändern"), (P, ENGLISH)) == "en"


def test_what_can_be_found_is_what_the_model_knows() -> None:
    labels = identifying._model().labels
    meant = {identifying._MEANT.get(label, label) for label in labels}
    assert {one for one in meant if len(one) == 2} == KNOWN
    assert set(identifying._MEANT) <= set(labels)


def test_no_other_language_is_plainly_english() -> None:
    plain = {code for code, text in ARTICLE_1.items() if identifying._is_plainly_english([text] * 5)}
    assert plain == {"en"}


def test_real_reports_are_in_english_for_the_model_where_they_plainly_are(shared_data: Path) -> None:
    with lzma.open(shared_data / "stories-dev.jsonl.xz", "rt", encoding="utf-8") as file:
        bodies = [json.loads(line)["body"] for line in itertools.islice(file, 300)]
    places = [identifying._places(body) for body in bodies if body]
    plain = [one for one in places if identifying._is_plainly_english(one)]
    assert len(plain) > 0.9 * len(places)
    assert {identifying._voted(one)[0] for one in plain} == {"en"}
    assert {found((P, body)) for body in bodies if body} == {"en"}


# ---- who is right


@pytest.mark.parametrize(
    ("stated", "origin", "says", "language", "comes_from", "objected"),
    [
        (None, Origin.UNKNOWN, None, None, Origin.UNKNOWN, False),
        (None, Origin.UNKNOWN, "de", "de", Origin.INFERRED, False),
        ("en", Origin.STATED, None, "en", Origin.STATED, False),
        ("en-GB", Origin.STATED, "en", "en-GB", Origin.STATED, False),
        ("en", Origin.STATED, "de", "de", Origin.INFERRED, True),
        ("English", Origin.STATED, "de", "de", Origin.INFERRED, True),
        ("en", Origin.RULE, "de", "en", Origin.RULE, True),
        ("en", Origin.SIDECAR, "de", "en", Origin.SIDECAR, True),
        ("en", Origin.USER, "de", "en", Origin.USER, True),
        (None, Origin.USER, "de", None, Origin.USER, False),
        ("nb", Origin.STATED, "da", "nb", Origin.STATED, False),
        ("hr", Origin.STATED, "sr", "hr", Origin.STATED, False),
        ("pt-BR", Origin.STATED, "gl", "pt-BR", Origin.STATED, False),
        ("nb", Origin.STATED, "de", "de", Origin.INFERRED, True),
        ("yi", Origin.STATED, "he", "yi", Origin.STATED, False),
        ("haw", Origin.STATED, "mg", "haw", Origin.STATED, False),
        ("nonsense", Origin.STATED, "de", "de", Origin.INFERRED, False),
    ],
)
def test_stated_declared_or_contradicted(
    stated: str | None, origin: Origin, says: str | None, language: str | None, comes_from: Origin, objected: bool
) -> None:
    assert settled(stated, origin, says) == (language, comes_from)
    assert bool(objection(stated, origin, says)) is objected


def test_an_objection_names_both_languages() -> None:
    for origin in (Origin.STATED, Origin.RULE):
        said = objection("en-US", origin, "de")
        assert said is not None and "English (US)" in said and "German" in said


def test_names_are_looked_for_in_what_the_rules_know_and_in_what_nobody_knows() -> None:
    assert has_names(None) and has_names("en") and has_names("en-GB") and not has_names("de")
    assert why_no_names("en") == why_no_names(None) == ""
    assert "German" in why_no_names("de") and name_of(NAMED[0]) in why_no_names("de")
