"""What would be broken: a reader sees a word marked that is no name, or a name that is not marked."""

from __future__ import annotations

import pytest

from index.actors import Name, find_names
from index.model import Block, BlockKind


def found(text: str, *, title: str = "") -> list[tuple[str, str]]:
    """The names of a text of one paragraph, below a title where one is given."""
    whole = f"{title}\n\n{text}" if title else text
    blocks = [Block(BlockKind.TITLE, 0, len(title))] if title else []
    blocks.append(Block(BlockKind.PARAGRAPH, len(whole) - len(text), len(whole)))
    return [(whole[name.start : name.end], name.kind.value) for name in find_names(whole, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Italian Prime Minister Giuseppe Conte.", ["Italian", "Giuseppe Conte"]),
        ("Talks with EU President Michel failed.", ["EU", "Michel"]),
        ("UAE Minister of State for Foreign Affairs Anwar Gargash spoke.", ["UAE", "Anwar Gargash"]),
        ("According to Chief Financial Officer Cathie Lesjak, sales rose.", ["Cathie Lesjak"]),
        ("He told Dutch Finance Minister Gerrit Zalm.", ["Dutch", "Gerrit Zalm"]),
        ("Lt. Gen. John Kelly and Mr. Brown agreed.", ["John Kelly", "Brown"]),
        ("Secretary of State Colin Powell left.", ["Colin Powell"]),
        ("It was led by the spokesman Ahmad al-Mesmari.", ["Ahmad al-Mesmari"]),
        ("Mayor Bill de Blasio spoke. Then de Blasio left.", ["Bill de Blasio", "de Blasio"]),
        ("They blamed Theresa May in May.", ["Theresa May"]),
        ("The singer Doris Day died. They knew Day well.", ["Doris Day", "Day"]),
        ("He chose Rocky De La Fuente and Mark Van Bommel.", ["Rocky De La Fuente", "Mark Van Bommel"]),
        ("Podcaster Spike Cohen met Adam Driver.", ["Spike Cohen", "Adam Driver"]),
        ("President Zonda Robert Lee ZondaGOP senators balk.", ["Zonda", "Robert Lee Zonda", "GOP"]),
        ("Rep. Steve King's remarks came late.", ["Steve King"]),
        ("Alexandria Ocasio-Cortez met Poet-singer John Legend.", ["Alexandria Ocasio-Cortez", "John Legend"]),
        ("The Oscar-winning Ben Affleck kept the Oscar.", ["Ben Affleck"]),
        ("A report by Christopher King was read.", ["Christopher King"]),
        ("They asked Christopher King. It was late, King said.", ["Christopher King", "King"]),
        ("They asked Christopher King. It was late when the King of Norway came.", ["Christopher King", "Norway"]),
    ],
)
def test_titles_stay_out_of_names(text: str, expected: list[str]) -> None:
    assert [form for form, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a UN-led push", ["UN"]),
        ("the Nairobi-based bureau of Acme Corp", ["Nairobi", "Acme Corp"]),
        ("with Turkish-made tanks", ["Turkish"]),
        ("a Nato-backed uprising", ["Nato"]),
        ("the U.S.-led coalition", ["U.S."]),
        ("pro-Russian forces", ["Russian"]),
        ("Anti-U.S. marches", ["U.S."]),
        ("the Israeli-Palestinian conflict", ["Israeli", "Palestinian"]),
        ("The Hague-based Clingendael Institute said so", ["The Hague", "Clingendael Institute"]),
        ("met Kim Jong-un and Ban Ki-moon", ["Kim Jong-un", "Ban Ki-moon"]),
        ("Kenya’s Safaricom Ltd", ["Kenya", "Safaricom Ltd"]),
        ("the officials' visit to Peru", ["Peru"]),
    ],
)
def test_compounds_and_possessives_end_a_name(text: str, expected: list[str]) -> None:
    assert [form for form, _ in found(f"They saw {text}.")] == expected or [form for form, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Foreign and Commonwealth Office", ["Foreign and Commonwealth Office"]),
        ("Greece and Cyprus", ["Greece", "Cyprus"]),
        ("the Malian National Army", ["Malian National Army"]),
        ("the US Constitution Party and the U.S. Constitution", ["US Constitution Party", "U.S."]),
        ("the Corporation for Public Broadcasting", ["Corporation for Public Broadcasting"]),
        ("the U.S. Conference of Mayors", ["U.S. Conference of Mayors"]),
        ("from University College London", ["University College London"]),
        ("the Thames Valley Police", ["Thames Valley Police"]),
        ("a Boston Police Commissioner called William Evans", ["Boston", "William Evans"]),
        ("the channels BFM TV and Turkish TV", ["BFM TV", "Turkish"]),
        ("the Norwegian Red Cross", ["Norwegian Red Cross"]),
        ("Malik Traina of Al Jazeera", ["Malik Traina", "Al Jazeera"]),
        ("the Ministry of Defence in Oslo", ["Ministry of Defence", "Oslo"]),
        ("shares of Procter & Gamble", ["Procter & Gamble"]),
        ("Zonda Electronics Co. Ltd. and Charles Schwab Corp", ["Zonda Electronics Co. Ltd.", "Charles Schwab Corp."]),
        ("a visit to Acme Inc. Shares rose", ["Acme Inc."]),
        ("the Gulf of Bothnia", ["Gulf of Bothnia"]),
        ("northern Chad and East Timor", ["Chad", "East Timor"]),
        ("the Government of National Salvation (GNS)", ["Government of National Salvation", "GNS"]),
        ("the Bank of England", ["Bank of England"]),
    ],
)
def test_joints_hold_or_part_names(text: str, expected: list[str]) -> None:
    assert [form for form, _ in found(f"They spoke of {text}.")] == expected


def test_who_speaks_in_a_transcript_is_a_person() -> None:
    text = "ZONDER: Thank you.\n\nKELMO: And the NABT?\n\nZONDER: Later.\n\nKELMO: Good."
    kinds = dict(found(text))
    assert kinds == {"ZONDER": "person", "KELMO": "person", "NABT": "organisation"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Shares of Zonda ( ZNDA.ST ) rose; Zonda declined to comment.", ["organisation"] * 2),
        ("He came in 2006 to Zonda, a company founded by two brothers. Zonda shrank.", ["organisation"] * 2),
        ("They read The Zonda and the Zonda.", ["organisation"] * 2),
        ("Stifel Zonda analyst Mark Kelmo wrote it.", ["organisation", "person"]),
        ("LOS ZONDAS, Mexico (Reuters) - They met.", ["place", "country", "organisation"]),
        ("They talked with the search firm Zonda.", ["organisation"]),
        ("The game developer Perttu Zonda agreed.", ["person"]),
        ("There he met Zonda, a Swiss bank analyst.", ["person", "nationality"]),
        ("It happened at Zonda, a village by the sea.", ["place"]),
    ],
)
def test_what_a_name_is_said_to_be_tells_its_kind(text: str, kinds: list[str]) -> None:
    assert [kind for _, kind in found(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Residents have left. Two were hurt on Monday.",
        "He said: “We won’t. I’m sure that isn’t true.”",
        "In January the Prime Minister met the President.",
        "Stronger-than-expected results came. Decades-old rules fell. Two-thirds agreed.",
        "Ungulates are hooved. Of all that is hooved, only ungulates count.",
        "Taking it would open the way. Significant gains were made.",
        "Shares of ( GM.N ) and <IEA/M> fell.",
        "Follow @Reuters and #Libya at www.Example.com/Paris",
        "",
        "нет имён здесь. 東京は日本の首都です。",
    ],
)
def test_plain_words_are_no_names(text: str) -> None:
    assert [form for form, _ in found(text) if form not in ("Libya", "Paris")] == []


def test_an_opening_word_is_cut_off_its_name() -> None:
    assert found("Taking Sirte would help.") == [("Sirte", "place")]


def test_kinds_follow_from_tables_titles_and_head_words() -> None:
    text = "In Rome, Turks met Angela Merkel of the Christian Democratic Union before the World Cup in Brazil."
    assert found(text) == [
        ("Rome", "place"),
        ("Turks", "nationality"),
        ("Angela Merkel", "person"),
        ("Christian Democratic Union", "organisation"),
        ("World Cup", "event"),
        ("Brazil", "country"),
    ]


def test_a_surname_is_a_person_everywhere_in_the_article() -> None:
    text = "Ostlund was late, they said. The driver, Sven Ostlund, apologised. Nobody had asked Ostlund."
    assert found(text) == [("Ostlund", "person"), ("Sven Ostlund", "person"), ("Ostlund", "person")]


def test_a_surname_that_is_an_ordinary_word_needs_its_full_name() -> None:
    assert found("Long lines formed.") == []
    assert found("The senator, Shelley Long, spoke. Nobody thanked Long.")[-1] == ("Long", "person")


def test_a_persons_name_can_be_a_place() -> None:
    assert ("Jordan", "person") in found("They asked Michael Jordan. Nobody believed Jordan.")
    assert ("Jordan", "country") in found("They flew to Jordan.")


def test_signs_around_a_word_tell_its_kind() -> None:
    assert found("The village of Thalatheen, west of it, was hit.") == [("Thalatheen", "place")]
    assert found("They came from Abu Qarn, 140 km to the west.") == [("Abu Qarn", "place")]
    assert found("KUTNOW, Poland (Reuters) - Nothing happened.")[0] == ("KUTNOW", "place")


def test_a_headline_in_title_case_takes_its_names_from_the_body() -> None:
    names = found("The warlord Idris Talmo refused.", title="Talmo Rejects Ceasefire Call As Fighting Spreads")
    assert names == [("Talmo", "person"), ("Idris Talmo", "person")]


def test_a_headline_in_capitals_has_its_names() -> None:
    assert found("SOCCER - JAPAN GET LUCKY WIN, CHINA IN SURPRISE DEFEAT") == [
        ("JAPAN", "country"),
        ("CHINA", "country"),
    ]


def test_the_direction_with_its_article_is_a_region() -> None:
    assert found("It will protect its interests in the East, they said.") == [("East", "place")]


def test_names_are_frozen_and_ordered() -> None:
    names = find_names("Oslo and Bergen", [])
    assert names == tuple(sorted(names))
    assert isinstance(names[0], Name)


def test_a_city_in_the_result_of_a_match_is_its_team() -> None:
    assert found("Leeds 1 Cardiff 0") == [("Leeds", "organisation"), ("Cardiff", "organisation")]
