"""What the app says of an article's language and address, and of names that are not looked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tui.conftest import Reading
from tests.tui.newsroom import Newsroom, made
from tests.tui.stories import newsroom
from tui.render.facets import groups
from tui.render.metadata import about
from tui.values import Article, Facets, Origin

GERMAN = replace(
    made("bericht", "Der Hafen", ["Der Hafenrat verschiebt den Bau der Mole auf das nächste Jahr."]),
    language="de",
    language_origin=Origin.INFERRED,
    url="https://example.org/hafen",
    url_origin=Origin.SIDECAR,
)


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (GERMAN, "German (a guess) · https://example.org/hafen (from the file beside it)"),
        (replace(GERMAN, language="pt-BR", language_origin=Origin.USER, url=None), "Portuguese (BR) (set by you)"),
        (replace(GERMAN, language="en", language_origin=Origin.STATED, url=None), "English"),
        (replace(GERMAN, language="en", url=None), "11 words"),
        (replace(GERMAN, language=None, url=None), "11 words"),
    ],
)
def test_language_and_address_say_where_they_come_from(article: Article, said: str) -> None:
    assert about(article, "bericht").endswith(f" · {said}")


@pytest.mark.parametrize("size", [(160, 50), (160, 20)])
async def test_the_pane_of_names_says_why_it_is_empty(reading: Reading, size: tuple[int, int]) -> None:
    room = Newsroom([GERMAN])
    async with reading(size, room) as reader:
        assert reader.shows("German (a guess)")
        beside = " ".join(line[-60:].split("│")[-1].strip() for line in reader.lines())
        assert "names are found in English; this article is in German" in beside
        await reader.press("enter", "x")
        assert reader.shows("names are found in English; this article is in German")


async def test_the_pane_of_names_has_names_again_in_the_next_article(reading: Reading) -> None:
    room = newsroom()
    room.articles = [GERMAN, *room.articles]
    async with reading((160, 50), room) as reader:
        assert reader.shows("0 names")
        await reader.press("j")
        assert not reader.shows("names are found in")
        await reader.press("k")
        assert reader.shows("names are found in")


async def test_an_article_is_filtered_by_the_name_of_its_language(reading: Reading) -> None:
    room = newsroom()
    room.articles = [GERMAN, *room.articles]
    async with reading((120, 40), room) as reader:
        await reader.press("f")
        await reader.type("germ")
        await reader.press("enter")
        assert reader.screen.search_bar.box.value == "lang:de"
        assert reader.screen.articles.count == 1


def test_regions_have_their_names_and_unknown_languages_are_a_choice_beside_others() -> None:
    def offered(languages: dict[str, int]) -> dict[str, tuple[str, int]]:
        found = {group.name: group.values for group in groups(Facets({}, {}, (), languages), "")}
        return {value.words: (value.shown, value.count) for value in found.get("Language", ())}

    assert offered({"en": 3, "en-gb": 2, "unknown": 4}) == {
        "lang:en": ("English", 5),
        "lang:en-gb": ("English (GB)", 2),
        "lang:unknown": ("not known", 4),
    }
    assert offered({"unknown": 4}) == {}
