"""The canonical text and its sentences: laws that hold for every string, and the cases that news is full of."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import clean, sentences, sha256

ANY = st.text(st.characters(exclude_categories=()), max_size=200)
DIRTY = st.text("ab é\u0301\r\n\t\x0b\x0c\x85\u2028\u2029\x00\x1b\ufeff\u200b\u202e\ud83d\ude00\u00ad .”“", max_size=60)
SPOKEN = st.text("Ab .…!?”“\"')( \nU.S1\u00a0", max_size=80)


@given(ANY | DIRTY)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(ANY | DIRTY)
def test_no_code_that_moves_the_cursor_or_turns_the_text_is_left(raw: str) -> None:
    for character in clean(raw):
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Zl", "Zp", "Cs"}
        assert not "\u202a" <= character <= "\u202e"
        assert not "\u2066" <= character <= "\u2069"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\n"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


def test_dirt_goes_and_words_stay() -> None:
    assert clean("\ufeffcease\u00adfire\tin\u200b Li\x00bya\u202e") == "ceasefire in Libya"
    assert clean("e\u0301lan") == "élan"
    assert clean("\ud83d\ude00 \ud83d") == "😀 \ufffd"
    assert clean("می\u200cخواهم") == "می\u200cخواهم", "a joiner that Persian spells with stays"


def test_sha256_is_of_the_text_in_utf_8() -> None:
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@given(SPOKEN | ANY)
def test_sentences_cover_every_word_once_and_in_order(raw: str) -> None:
    text = clean(raw)
    found = sentences(text, 0, len(text))
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@given(SPOKEN)
def test_a_range_is_divided_as_if_it_stood_alone(raw: str) -> None:
    text = clean(raw)
    alone = sentences(text, 0, len(text))
    inside = sentences(f"One. {text} Two.", 5, 5 + len(text))
    assert inside == tuple((start + 5, end + 5) for start, end in alone)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Serraj met Gen. Haftar in St. Petersburg on Jan. 9.|He left.",
        "The U.S. President met U.N. envoys.|They left the U.S.|The talks failed.",
        "J. K. Rowling and George W. Bush met at 5 p.m. in Rome.|It rained.",
        "He came at 5 p.m.|He left at six.",
        "Resolution No. 2510 passed.|No.|It failed, he said.",
        "“Why?” he asked.|“We must go!” she said.|“No.”|He stayed.",
        "He said: “I will not go.”|Then he went.",
        "(It was over.)|The army left.",
        "They entered … and control this area.|They also said so... and left.|Then … nothing.",
        "possible…we will fight.|So they did.",
        "Prices rose 3.5 percent to $1.20.|Oil fell.",
        "In 2014.|35 soldiers died.",
        "Acme Corp. Chief Executive Ann Lee resigned.|Acme Corp.|The shares fell.",
        "the poll.|“The results came late.”",
        "4. “We won.”|He left.",
        "Berkshire ( BRKa.N ) rose.|H.R. 1 passed.|It met then-Rep. Lee.",
        "11:28 a.m. – The governor spoke.|“It is over.” — Ann Lee",
        "He spoke to Reuters.com about www.example.org today.|Fine.",
    ],
)
def test_sentences_of_news(text: str) -> None:
    assert split(text.replace("|", " ")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "They also entered Wadi al-Jarf, which is south of Sirte, “he said.|They left.",
        "And whether or not they will continue, we will have to find out. “",
        "” I talked to the leaders and they had made gains, “said one of them.|He left.",
        "it becomes less certain that it [Haftar] will win, “he added.|So it went.",
        "“He risks losing the general leadership of the GNA. “|Libya waits.",
        "He said: ” This meeting has not been announced. ”|It was.",
    ],
)
def test_quotation_marks_the_wrong_way_round_stay_with_their_sentence(text: str) -> None:
    assert split(text.replace("|", " ")) == text.split("|")


def test_line_ends_that_were_lost_are_found() -> None:
    assert split("He lost the poll.The results came late.St.Louis waits") == [
        "He lost the poll.",
        "The results came late.",
        "St.Louis waits",
    ]


@pytest.mark.parametrize("piece", [".", '."', "A.", ". ", "“. ”", ". “ ", "A", "Mr. A", " ", "?!…", "(", "Jan. 9 "])
def test_five_megabytes_without_a_line_end_take_linear_time(piece: str) -> None:
    text = piece * (5_000_000 // len(piece) // 10)
    whole = text * 10 if piece in {".", "A", " ", "("} else text
    found = sentences(whole, 0, len(whole))
    assert all(start < end for start, end in found)
