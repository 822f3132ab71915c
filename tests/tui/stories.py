"""The invented articles that the app is tested and pictured with, and who is named in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tests.tui.newsroom import Lexicon, Newsroom, made
from tui.values import (
    Article,
    BlockKind,
    FileReport,
    FileStatus,
    ImportState,
    NameKind,
    PartialDate,
    Report,
)

LEXICON: Lexicon = {
    "Ada Lindqvist": ("Ada Lindqvist", NameKind.PERSON),
    "Lindqvist": ("Ada Lindqvist", NameKind.PERSON),
    "Tomas Varga": ("Tomas Varga", NameKind.PERSON),
    "Varga": ("Tomas Varga", NameKind.PERSON),
    "Harbour Board": ("Harbour Board", NameKind.ORGANISATION),
    "Dockers’ Union": ("Dockers’ Union", NameKind.ORGANISATION),
    "Northern Ferry Company": ("Northern Ferry Company", NameKind.ORGANISATION),
    "NFC": ("Northern Ferry Company", NameKind.ORGANISATION),
    "Norland": ("Norland", NameKind.COUNTRY),
    "Norlandish": ("Norland", NameKind.NATIONALITY),
    "Estavia": ("Estavia", NameKind.COUNTRY),
    "Port Ellin": ("Port Ellin", NameKind.PLACE),
    "Skarholm": ("Skarholm", NameKind.PLACE),
    "Storm Agnes": ("Storm Agnes", NameKind.EVENT),
}
MERGED: Lexicon = {**LEXICON, "Skarholm": ("Port Ellin", NameKind.PLACE)}
"""After a correction."""

LONG = (
    "Lindqvist told the council of Port Ellin on Tuesday that the harbour could not wait another winter. "
    "The northern mole, she said, had lost a third of its stones since Storm Agnes, and the pilots of the "
    "Northern Ferry Company (NFC) no longer took their larger ships past it after dark."
)


def stories() -> list[Article]:
    """Five articles from three sources: dated and not, with and without a title, with boilerplate."""
    return [
        made(
            "gazette_2031",
            "Harbour Board puts off the rebuilding of the northern mole",
            [
                LONG,
                "“We welcome every serious offer,” said Tomas Varga of the Dockers’ Union, “but a promise is not a "
                "stone.” Varga rejected the plan of the Harbour Board for the second time this month.",
                (BlockKind.HEADING, "What the plan says"),
                "The Harbour Board wants Norland to pay half of the costs. Estavia has offered the other half, though "
                "this has been denied in Skarholm.",
                (BlockKind.LIST, "The mole is to be two metres higher"),
                (
                    BlockKind.LIST,
                    "The old lighthouse stays where it is, and is to be lit again by the end of next year",
                ),
                (BlockKind.QUOTE, "No ship of ours will call at Port Ellin after the first of October, wrote the NFC."),
                "Ada Lindqvist and Tomas Varga meet again in Skarholm on Friday.",
                (BlockKind.CHROME, "You might also like"),
                (BlockKind.CHROME, "Ten lighthouses of Norland"),
            ],
            source="The Gazette",
            published=PartialDate(2031, 3, 4),
        ),
        made(
            "herald_77",
            "Ferry company stops calls at Port Ellin",
            [
                "The Northern Ferry Company will stop its calls at Port Ellin in October, a Norlandish newspaper "
                "reported on Monday. The company blames the state of the mole.",
                "Ada Lindqvist, who heads the Harbour Board, called the decision of the NFC “a slap in the face”. "
                "Lindqvist had met envoys of Estavia in Skarholm the day before.",
                "The Dockers’ Union supports Lindqvist and the Harbour Board, its speaker Varga said.",
            ],
            source="Morning Herald",
            published=PartialDate(2031, 3),
        ),
        made(
            "000_10ab38e55e6a2ff9",
            "Estavia and Norland sign an agreement on ferries",
            [
                "Estavia and Norland have agreed to keep the ferries between Skarholm and Port Ellin running, with "
                "ships of the Northern Ferry Company.",
                "Varga, of the Dockers’ Union, said that nobody had asked Port Ellin.",
                "Norlandish officials would not say what Estavia pays.",
            ],
        ),
        made(
            "001_474a7aa0f96e345c",
            None,
            [
                "Storm Agnes has reached the coast of Norland. Port Ellin and Skarholm closed their harbours at noon, "
                "and the Northern Ferry Company called its ships back. Nobody was hurt.",
                "The Harbour Board said that the mole of Port Ellin had held.",
            ],
        ),
        made(
            "002_629cc8aa1a0900a3",
            "A mole is not a promise [letter to the editor]",
            [
                "Sir, your report on Ada Lindqvist and the Dockers’ Union leaves out that Tomas Varga once sat on the "
                "Harbour Board himself. Varga and Lindqvist then agreed on everything.",
                "An old pilot, Port Ellin",
            ],
            published=PartialDate(2031),
        ),
    ]


def report_of(files: Sequence[FileReport], number: int = 0, state: ImportState = ImportState.FINISHED) -> Report:
    """The report of an import of these files, in the order that a library gives; each number is another report."""
    began = datetime(2031, 3, 4, 13, 5, tzinfo=UTC)
    by_status = sorted(files, key=lambda one: (SEVERITY.index(one.status), one.path))
    counts = {status: sum(one.status is status for one in files) for status in SEVERITY}
    ended = began + timedelta(seconds=8) if state in (ImportState.FINISHED, ImportState.STOPPED) else None
    there = {status: count for status, count in counts.items() if count}
    return Report(began, ended, state, ("/home/reader/news",), tuple(by_status), there, 0, (number,))


SEVERITY = [FileStatus(name) for name in ("failed", "skipped", "added", "updated", "removed", "unchanged")]

FILES = (
    FileReport("gazette_2031.txt", FileStatus.UNCHANGED, id="gazette_2031"),
    FileReport("herald_77.txt", FileStatus.UPDATED, "renamed from herald_76.txt", "herald_77", "cp1252"),
    FileReport("000_10ab38e55e6a2ff9.txt", FileStatus.ADDED, id="000_10ab38e55e6a2ff9", encoding="utf-8"),
    FileReport("old/gone.txt", FileStatus.REMOVED),
    FileReport(
        "scans/minutes-of-the-harbour-board-1931.pdf",
        FileStatus.FAILED,
        "its pages are pictures, and there is no text in them",
        remedy="Run OCR over it, for example with ocrmypdf",
    ),
    FileReport("letters.mbox, message 3", FileStatus.FAILED, "reading it takes too much memory", remedy="Leave it out"),
    FileReport("empty.txt", FileStatus.FAILED, "the file is empty", remedy="Fill it or leave it out"),
    FileReport("ships.png", FileStatus.SKIPPED, "no reader for .png"),
    FileReport("002_629cc8aa1a0900a3.txt/inside", FileStatus.UNCHANGED, "12 articles"),
)


def newsroom() -> Newsroom:
    """A library of the five, and what an import said of their files and of others."""
    return Newsroom(stories(), LEXICON, kept=report_of(FILES))


CALLED = (
    ("2030-01", "The Gazette", "Tomas Varga, head of the Dockers’ Union, was elected again. Varga thanked everyone."),
    (
        "2030-03",
        "Morning Herald",
        "The radical union boss Tomas Varga met Ada Lindqvist, chairwoman of the Harbour Board.",
    ),
    ("2030-03", "The Gazette", "The Dockers’ Union closed the port. Its head, Tomas Varga, said so. Varga smiled."),
    (
        "2030-04",
        "Morning Herald",
        "In Skarholm the radical union boss Tomas Varga was alone. Ada Lindqvist stayed away.",
    ),
    ("2030-07", "Coast News", "Tomas Varga, a former member of the Harbour Board, spoke of stones. Varga left."),
    (
        "2030-07",
        "Coast News",
        "The head of the Dockers’ Union, Tomas Varga, wrote to Estavia. Varga waits. Varga hopes.",
    ),
    ("2030-07", "The Gazette", "Former pilot Tomas Varga took the wheel of a ferry to Port Ellin. Varga is 61."),
    ("2030-12", "Morning Herald", "Once more the radical union boss Tomas Varga spoke of promises."),
    ("2031-02", "Coast News", "Tomas Varga – head of the Dockers’ Union – is ill, the Dockers’ Union says."),
    ("", "Coast News", "Our neighbour Tomas Varga plays the accordion."),
    ("2030", "The Gazette", "Tomas Varga, the stubborn leader of the dockers, is the man of the year."),
)
"""Month or year, source and text of articles on one man, whom each source calls otherwise."""


def chronicle() -> Newsroom:
    """A library of articles of more than a year, in the order of a list: newest first, those without a date last."""
    articles = [
        made(
            f"{source.split()[-1].lower()}_{number}",
            f"A report of {day or 'no day'}",
            [text],
            source=source,
            published=PartialDate(*(int(part) for part in day.split("-"))) if day else None,
        )
        for number, (day, source, text) in enumerate(CALLED)
    ]
    return Newsroom(sorted(articles, key=lambda one: str(one.published or ""), reverse=True), LEXICON)
