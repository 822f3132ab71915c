"""What would be broken: a note that loses its words although they are there, or takes others for them."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.notebook.quotes import Quote, find_quote
from index.text import clean

TEXT = st.text(st.sampled_from("ab eÉ ’'\n\u0301\u200dﬁ½ſ😀ß."), max_size=60).map(clean)


def quoted(text: str, start: int, end: int, context: int = 48) -> Quote:
    return Quote(text[start:end], text[max(0, start - context) : start], text[end : end + context], start)


@given(TEXT, TEXT, st.data())
def test_words_are_found_whatever_comes_before_them(before: str, text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find_quote(before + text, quoted(text, start, end))
    assert found is not None
    assert (before + text)[slice(*found)] == text[start:end]


@given(TEXT, st.integers(0, 59), st.integers(1, 60))
def test_an_unchanged_text_gives_the_same_place(text: str, start: int, length: int) -> None:
    if start < len(text):
        end = min(len(text), start + length)
        assert find_quote(text, quoted(text, start, end)) == (start, end)


@given(st.text(max_size=50).map(clean), st.data())
def test_whatever_is_found_is_a_range_of_the_text_with_the_same_letters(text: str, data: st.DataObject) -> None:
    words = data.draw(st.text(min_size=1, max_size=5))
    found = find_quote(text, Quote(words), nearly=False)
    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(text)
        assert letters(text[start:end]) == letters(words)


def letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", clean(text)).casefold()).casefold()
    return "".join(folded.translate(str.maketrans("’‘ʼʻ`´′“”„«»″", 7 * "'" + 6 * '"')).split())


def test_of_several_places_the_one_with_the_same_surroundings_wins() -> None:
    old = "One said yes to all. Two said yes to some. Three said yes to none."
    start = old.index("said yes", 25)
    new = "A new first sentence of some length. " + old
    found = find_quote(new, quoted(old, start, start + 8))
    assert found is not None and new[found[0] - 4 : found[1]] == "Two said yes"


def test_without_surroundings_the_nearest_wins() -> None:
    text = "yes " * 20
    assert find_quote(text, Quote("yes", start=41)) == (40, 43)


def test_typography_case_and_white_space_make_no_difference() -> None:
    text = "He said: “The General’s forces\n\nadvanced on the oﬀice”, and left."
    found = find_quote(text, Quote('"the general\'s  forces advanced on the office"'), nearly=False)
    assert found is not None
    assert text[slice(*found)] == "“The General’s forces\n\nadvanced on the oﬀice”"


def test_a_combining_mark_is_never_parted_from_its_letter() -> None:
    text = unicodedata.normalize("NFC", "x q\u0323\u0307 y")
    assert find_quote(text, Quote("Q"), nearly=False) is None


def test_a_corrected_word_keeps_the_note_and_another_sentence_does_not_get_it() -> None:
    words = "General Hafter rejected on Thursday a ceasefire call made by Russia and by Turkey"
    corrected = words.replace("Hafter", "Haftar").replace("Thursday", "Friday")
    text = f"Something before. {corrected}, he said. Something after."
    found = find_quote(text, Quote(words))
    assert found is not None and text[slice(*found)] == corrected
    assert find_quote(text, Quote(words), nearly=False) is None
    other = "General Saleh accepted on Sunday an election plan drawn up by Egypt and by France"
    assert find_quote(f"Something before. {other}. Something after.", Quote(words)) is None
    assert find_quote("too few words", Quote("too many words")) is None
