"""Words, normal forms and stems: what the whole full text stands on."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fulltext.analyzer import STOP_WORDS, TERM_LIMIT, normal_form, stem, tokens, words
from index.fulltext.prefilter import STEM_END


def exact(text: str) -> list[str]:
    return [term for _, _, term in tokens(text, exact=True)]


def stems(text: str) -> list[str]:
    return [term for _, _, term in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("al-Serraj", ["al", "serraj"]),
        ("UN-led", ["un", "led"]),
        ("U.S. and U.N.'s", ["us", "and", "un"]),
        ("J.Smith war.The", ["j", "smith", "war", "the"]),
        ("1,200 and 3.5bn", ["1200", "and", "3.5bn"]),
        ("1,2,3 or 12,34", ["1", "2", "3", "or", "12", "34"]),
        ("12:30 on 9/11", ["12", "30", "on", "9", "11"]),
        ("don't O’Brien’s ‘quoted’", ["don't", "o'brien", "quoted"]),
        ("Haftar’s HAFTAR'S troops’", ["haftar", "haftar", "troops"]),
        ("foo_bar __init__ _x_", ["foo", "bar", "init", "x"]),
        ("利比亚停火 2020年", ["利", "比", "亚", "停", "火", "2020", "年"]),
        ("ﬁne Ｈａｆｔａｒ Straße", ["fine", "haftar", "strasse"]),
        ("co\u00adoperation می\u200cخواهم", ["cooperation", "میخواهم"]),
        ("हिन्दी", ["हिन्दी"]),
        ("İstanbul ISTANBUL", ["istanbul", "istanbul"]),
        ("— … ’ ' . , _ ́", []),
    ],
)
def test_words_are_cut_and_brought_to_their_normal_form(text: str, expected: list[str]) -> None:
    assert exact(text) == expected


def test_a_range_leaves_out_the_possessive_and_keeps_the_last_stop_of_an_abbreviation() -> None:
    text = "Haftar’s U.S. visit, the U.S.A.’s"
    assert [text[start:end] for start, end, _ in words(text)] == ["Haftar", "U.S.", "visit", "the", "U.S.A."]


def test_stems_join_forms_and_fold_diacritics() -> None:
    assert stems("rejecting rejected rejects") == ["reject"] * 3
    assert stems("Erdoğan Erdogan ERDOĞAN") == ["erdogan"] * 3
    assert stems("Łódź Øresund Æsir") == ["lodz", "oresund", "aesir"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the US and us", ["us"]),
        ("WHO says who", ["who", "sai"]),
        ("THE US IS AT WAR", ["war"]),
        ("US", ["us"]),
        ("I said it", ["i", "said"]),
        ("u.s. troops", ["us", "troop"]),
    ],
)
def test_a_stop_word_in_capitals_is_a_name_unless_everything_is_in_capitals(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def test_capitals_of_one_line_say_nothing_about_another() -> None:
    assert stems("THE WAR IS OVER\nthe US said") == ["war", "over", "us", "said"]


def test_no_stop_word_is_also_a_month_or_a_name() -> None:
    assert not STOP_WORDS & {"may", "march", "will", "can", "mali", "chad"}


@given(st.text(max_size=200))
def test_every_word_is_at_its_range_and_in_order(text: str) -> None:
    last = 0
    for start, end, word in words(text):
        assert last <= start < end <= len(text)
        last = end
        assert word.exact and len(word.exact) <= TERM_LIMIT
        again = [term for _, _, term in tokens(text[start:end], exact=True)]
        assert again == [word.exact]


@given(st.text(max_size=60))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal_form(normal_form(text)) == normal_form(text)


@given(st.text(max_size=60))
def test_case_and_apostrophe_never_tell_words_apart(text: str) -> None:
    assert exact(text.replace("'", "’")) == exact(text)
    if text.isascii():
        assert exact(text.upper()) == exact(text.lower())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_a_word_begins_as_its_stem_does_but_for_two_letters(word: str) -> None:
    begins = stem(word)[: max(1, len(stem(word)) - STEM_END)]
    assert word.startswith(begins), "the quick look at raw text would miss this word"


@pytest.mark.parametrize("piece", ["a", "a.", "a'", ".", "'", "a.a", "1,", "1,000", "利", "_", "\u0301", "a-", "’s "])
def test_a_long_run_of_anything_is_cut_in_time_that_grows_with_the_length(piece: str) -> None:
    """With quadratic work this would take hours."""
    for start, end, word in words(piece * 300_000):
        assert start < end and len(word.exact) <= TERM_LIMIT


@pytest.mark.parametrize("signs", ["x", "e\u0301", "x'", "1.1"])
def test_a_text_of_one_word_takes_no_more_memory_than_a_few_copies_of_it(signs: str) -> None:
    program = """
import resource, sys
from index.fulltext.analyzer import words
text = sys.argv[1] * (4_000_000 // len(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_DATA, (256 << 20, resource.RLIM_INFINITY))
assert len(list(words(text))) == 1
"""
    command = [sys.executable, "-X", "utf8", "-c", program, signs]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", ["0'ぁ", "ぁ’ab", "ab''利", "利's 利"])
def test_no_word_beside_chinese_or_japanese_has_an_apostrophe_at_its_edge(text: str) -> None:
    found = list(words(text))
    assert len(found) > 1
    assert all(text[start].isalnum() and text[end - 1].isalnum() for start, end, _ in found)
