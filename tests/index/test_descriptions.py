"""What a sentence calls someone: hand-written sentences, the samples, and laws that hold whatever the text is.

In the sentences «…» marks what is to be found, [Name] a name, and [*Name] the one that is asked for; names of other
kinds than persons are marked: [o:…] an organisation, [l:…] a place, [c:…] a country, [n:…] a nationality.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.actors import Name, find_names
from index.actors.descriptions import descriptions, in_quotation
from index.build.pipeline import build
from index.corrections import Corrections
from index.library import Library
from index.model import Block, BlockKind, NameKind
from index.text import clean, sentences

KINDS = {
    "": NameKind.PERSON,
    "o:": NameKind.ORGANISATION,
    "l:": NameKind.PLACE,
    "c:": NameKind.COUNTRY,
    "n:": NameKind.NATIONALITY,
}
_MARKUP = re.compile(r"\[(\*?)((?:[olcn]:)?)([^\]]+)\]|[«»]|[^\[«»]+")


def read(marked: str) -> tuple[str, list[Name], int, tuple[str, ...]]:
    """The plain sentence, its names, which is asked for, and the descriptions that are to be found."""
    text, names, asked, found, opened = "", list[Name](), 0, list[str](), 0
    for match in _MARKUP.finditer(marked):
        star, kind, form = match.groups()
        if form is not None:
            asked = len(names) if star else asked
            names.append(Name(len(text), len(text) + len(form), KINDS[kind]))
            text += form
        elif match[0] == "«":
            opened = len(text)
        elif match[0] == "»":
            found.append(text[opened:])
        else:
            text += match[0]
    return text, names, asked, tuple(found)


BEFORE = [
    "The «renegade military commander» [*Ilir Brankov] left the town.",
    "Talks with «[n:Norlandish] warlord» [*Ilir Brankov] failed.",
    "«Prime Minister» [*Ada Lind] and «her predecessor» [Jon Berg] met.".replace(
        "«her predecessor»", "her predecessor"
    ),
    "He met «[o:NFC] spokesman» [*Jon Berg] on Friday.",
    "«[c:Norland]'s President» [*Ada Lind] declined.",
    "It was said by «[c:Estavia] Minister of State for Foreign Affairs» [*Jon Berg].",
    "«Secretary of State» [*Ada Lind] flew home.",
    "They named «former chief of staff» [*Jon Berg] as a witness.",
    "Then «founder and chief executive» [*Ada Lind] resigned.",
    "She wrote to «Sen.» [*Ada Lind] about it.",
    "They told «senior [o:NFC] adviser» [*Jon Berg] nothing.",
    "«[Brankov]'s lawyer» [*Ada Lind] did not answer.",
    "He called «the country's long-time leader» [*Jon Berg] a friend.",
    "The reign of «longtime dictator» [*Jon Berg] ended.",
    "A video shows «then-President» [*Berg] at sea.",
    "Soldiers loyal to the «democratically elected president» [*Ada Lind] fled.",
    "In June «his wife» [*Ada Lind] moved out.",
]
BEFORE_COMMA = [
    "The «head of the [o:Harbour Board]», [*Ada Lind], said no.",
    "The offer of «the country's richest man», [*Jon Berg], was refused.",
    "A «spokesman for the ferry company», [*Jon Berg], declined to comment.",
    "They sued «the town's former mayor», [*Ada Lind].",
    "[o:NFC] was founded by «his brother», [*Jon Berg], in 1990.",
    "They reached the «capital», [*l:Port Ellin], at noon.",
    "It belongs to «the country's largest bank», [*o:Skarholm Trust].",
]
AFTER = [
    "[*Ada Lind], «head of the [o:Harbour Board] (HB) faction of the conflict» on Thursday, refused.",
    "[*Jon Berg], a «former [Brankov] loyalist» who became a defector, spoke first.",
    "[*Jon Berg] – a «76-year-old pilot» – has promised to stay.",
    "[*Ada Lind] (the «[n:Norlandish] chancellor») left early.",
    "We asked [*Jon Berg], 52, a «teacher from [l:Skarholm]».",
    "said [*Jon Berg], «spokesman for the dockers in [l:Port Ellin]».",
    "[*Ada Lind], «editor-in-chief of [o:The Gazette]», a daily, agreed.",
    "[*Ada Lind], «president of a rival parliament» based in [l:Skarholm], agreed.",
    "[*Ada Lind], the «first woman to lead the party», lost.",
    "[*Ada Lind], «minister of trade and industry», lost.",
    "[*Ada Lind], «deputy to the mayor», lost.",
    "The [*o:Harbour Board], the «self-appointed authority in [l:Skarholm]», objected.",
    "[*o:NFC], «[c:Norland]'s largest ferry operator», lost money.",
    "[*c:Norland], a «major oil and gas producer», is at peace.",
    "They met in [*l:Skarholm], a «coastal town», to sign.",
]
BEFORE_PLACES = [
    "the «strategic coastal city» of [*l:Skarholm]",
    "They took the «key coastal town» [*l:Skarholm] on Monday.",
    "Fighting went on around «rebel-held» [*l:Skarholm].",
    "The «internationally recognised» [*o:Harbour Board] objected.",
    "The [l:Ellin]-based, «internationally recognised» [*o:Harbour Board] objected.",
    "The «self-styled» [*o:Norland Army] denied it.",
    "The «militant group» [*o:Red Pennant] denied it.",
    "Shares of «oil giant» [*o:Nordoil] fell.",
]
COPULA = [
    "[*Ada Lind] is the «mayor of [l:Skarholm]».",
    "[*Ada Lind] was a «fierce critic of the plan», and said so.",
]
NOTHING = [
    "[*Ada Lind], [Jon Berg] and [Ilir Brankov] met.",
    "[*Ada Lind], President [Jon Berg] and others met.",
    "[*Ada Lind], Deputy Secretary of State [Jon Berg] and others met.",
    "[*Ada Lind], who led the board, resigned.",
    "[*Ada Lind], 52, resigned.",
    "[*Ada Lind], of [l:Skarholm], resigned.",
    "[*Ada Lind], speaking in [l:Skarholm], resigned.",
    "[*Ada Lind], the board said, had resigned.",
    "After meeting [*Ada Lind], the mayor of [l:Skarholm] resigned.",
    "According to [*Ada Lind], the minister told reporters a story.",
    "The lawyer [*Berg] hired was late.",
    "The Senate failed to convict [*Berg].",
    "The army ousted [*Berg].",
    "Mr. [*Berg] was late.",
    "“Our president [*Ada Lind] is a hero.",
    "They want to force [*o:NFC] out.",
    "The company [*o:NFC] bought was small.",
    "[o:NFC], a company, and [*Jon Berg], met.",
    "It was the [n:Norlandish] navy, [*Jon Berg] said.",
    "She spoke of the president, [*Jon Berg] said.",
    "They met in a suburb of [l:Skarholm], [*c:Norland], in May.",
    "LISTEN TO [*ADA LIND], HEAD OF THE BOARD, TODAY",
    "The U.S.-led [*o:NATO] forces left.",
    "Norland has previously declared [*c:Estavia] an enemy.",
    "[Ilir Brankov], a lawyer, [*Ada Lind], and others met.",
    "anti-[*Berg] protesters",
    "[*Berg]-backed protesters",
    "the [*n:Norlandish] president",
]


def found(text: str, names: list[Name], at: int) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in descriptions(text, (0, len(text)), names, at))


@pytest.mark.parametrize("marked", [*BEFORE, *BEFORE_COMMA, *AFTER, *BEFORE_PLACES, *COPULA])
def test_a_description_is_found_as_it_stands(marked: str) -> None:
    text, names, asked, expected = read(marked)
    assert found(text, names, asked) == expected


@pytest.mark.parametrize("marked", NOTHING)
def test_what_is_no_description_is_left_out(marked: str) -> None:
    text, names, asked, expected = read(marked)
    assert not expected
    quoted = next(in_quotation(text, 0, [names[asked].start]))
    assert quoted or found(text, names, asked) == ()


# ---- the samples

SAMPLES = """
000 Libyan National Army: self-styled
000 Sirte: coastal city
000 Government of National Accord: internationally recognised
000 Mohammed Ali Abdallah: senior GNA adviser
001 Khalifa Haftar: head of the Libyan National Army (LNA) faction of the conflict in Libya
001 Ahmad al-Mesmari: LNA spokesman
001 Tripoli: capital
001 Government of National Accord: UN-recognized
001 Mohammed Ali Abdallah: senior GNA adviser
001 Recep Tayyip Erdogan: Turkey’s President
001 Vladimir Putin: Russia’s President
001 Sirte: strategic coastal city
001 Muammar Gaddafi: country’s long-time leader
002 Sirte: strategic city
002 Khalifa Haftar: renegade military commander
002 Tripoli: capital
002 Libyan National Army: self-proclaimed
002 Fathi Bashagha: Interior Minister
002 National Accord Government: internationally recognized
002 Fayez Al-Sarraj: GNA Prime Minister
002 Mohamed Gnunu: spokesman for the Allied forces in Tripoli
002 Sirte: Mediterranean coastal city
002 Abdel-Fattah el-Sisi: Egyptian President
002 Aguila Saleh: president of a rival parliament
002 Tobruk: eastern city
002 Anwar Gargash: UAE Minister of State for Foreign Affairs
002 Sami Hamdi: editor-in-chief of The International Interest
002 The International Interest: London-based risk consultancy group
002 Muammar Gaddafi: longtime dictator
002 Haftar: 76-year-old former Gaddafi loyalist
002 Tarek Megerisi: member of the European Council on Foreign Relations
002 Turkey: main GNA donor
003 Khalifa Haftar: Libyan warlord
003 Michel: EU President
003 Fayez al-Serraj: Prime Minister
003 Sirte: key coastal city
003 al-Serraj: Prime Minister
003 Giuseppe Conte: Italian Prime Minister
003 Muammar Gaddafi: long-standing dictator
003 Vladimir Putin: Russian President
004 Government of National Accord: internationally recognised
004 Khalifa Haftar: General
004 Libya: major oil and gas producer
004 Heiko Maas: German Foreign Minister
004 Giuseppe Conte: Italian Prime Minister
"""


def told(text: str, blocks: list[Block]) -> Iterator[tuple[str, tuple[int, int], tuple[int, int], tuple[int, int]]]:
    """Form, its range, that of the sentence and that of each description in an article."""
    names = list(find_names(text, blocks))
    for block in blocks:
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CHROME):
            continue
        for start, end in sentences(text, block.start, block.end):
            for at, name in enumerate(names):
                if start <= name.start and name.end <= end and not next(in_quotation(text, block.start, [name.start])):
                    for one in descriptions(text, (start, end), names, at):
                        yield text[name.start : name.end], (name.start, name.end), (start, end), one


def test_the_samples_call_them_what_a_reader_says(tmp_path: Path, seeds: Path) -> None:
    build(tmp_path / "library", [seeds], corrections=Corrections(tmp_path / "none.jsonl"))
    library = Library.open(tmp_path / "library", corrections=Corrections(tmp_path / "none.jsonl"))
    found = []
    for row in sorted(library.rows(), key=lambda row: row.path):
        article = library.article(row.id)
        lines = [
            f"{row.path[:3]} {form}: {article.text[start:end]}"
            for form, _, _, (start, end) in told(article.text, list(article.blocks))
        ]
        found += lines
    assert found == SAMPLES.strip().split("\n")
    library.close()


# ---- laws

PHRASES = (
    "renegade military commander Khalifa Haftar, the head of the Libyan National Army (LNA) faction, rejected on May 3",
    "Turkey’s President Recep Tayyip Erdogan – a former mayor of Istanbul – and Prime Minister Fayez al-Sarraj's wife",
    "“our leader” said Sen. John McCain, R-Ariz., chairman of the Senate, a company, which is an oil-rich state",
    "( ) , , . - – — of the and to who 6,000 U.S. anti-Trump -backed 's ’ \" Deputy Secretary of State Rice ousted ß ﬁ",
)
WORDS = st.sampled_from([word for phrase in PHRASES for word in phrase.split()])
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


def check(text: str) -> int:
    """The laws, for a text as the store would have it; how many descriptions there are."""
    number = 0
    for _, name, sentence, (start, end) in told(text, [Block(BlockKind.PARAGRAPH, 0, len(text))]):
        number += 1
        assert sentence[0] <= start < end <= sentence[1]
        assert end <= name[0] or name[1] <= start
        words = text[start:end]
        assert words == words.strip()
        assert "\n" not in words
        assert re.search(r"\w", words[0] + words[-1])
        assert not re.match(r"(?i)(?:an?|the) \S+$", words)
    return number


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_descriptions_lie_in_their_sentence_beside_the_name_on_one_line(text: str) -> None:
    check(clean(text))


@given(st.integers(0, 40), st.integers(0, 40))
def test_what_is_far_away_changes_nothing(left: int, right: int) -> None:
    core = "the renegade commander Ada Lind, head of the board, left."
    text = "Nobody knew Jon Berg. " * left + core + " Nobody knew Jon Berg." * right
    begin = 22 * left
    names = find_names(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    at = next(number for number, name in enumerate(names) if name.start >= begin)
    found = descriptions(text, (begin, begin + len(core)), names, at)
    assert [text[start:end] for start, end in found] == ["renegade commander", "head of the board"]


@pytest.mark.parametrize(
    "text",
    [
        "President Ada Lind, head of " * 3_000,
        "Ada Lind, a lawyer, " * 3_000,
        "the the the " * 20_000 + "Ada Lind",
        "Ada Lind, the " + "x" * 500_000,
        "Ada Lind, the " + "head of " * 100_000,
        "commander-" * 50_000 + "Ada Lind",
        "(" * 100_000 + "Ada Lind, a lawyer" + ")" * 100_000,
        "’s" * 100_000 + " Ada Lind" + "’s" * 100_000,
        "“Ada Lind, a lawyer " * 3_000,
    ],
    ids=range(9),
)
def test_the_time_is_linear_in_the_text(text: str) -> None:
    """It ends soon: a look over the whole sentence for each name would not."""
    names = find_names(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    quoted = list(in_quotation(text, 0, (name.start for name in names)))
    assert len(quoted) == len(names)
    for at in range(len(names)):
        descriptions(text, (0, len(text)), names, at)


def test_a_quotation_is_one_until_it_is_closed() -> None:
    text = 'A “b” c “d ” e" f " g “h'
    places = [text.index(letter) for letter in "Abcdefgh"]
    assert list(in_quotation(text, 0, places)) == [False, True, False, True, False, True, False, True]


def test_laws_hold_on_real_news(shared_data: Path) -> None:
    number = 0
    for file, count in (("stories-dev.jsonl.xz", 60), ("news-100k.jsonl.xz", 120)):
        with lzma.open(shared_data / file, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(count), lines, strict=False):
                number += check(clean(json.loads(line)["body"]))
    assert number > 400
