"""What is no part of an article is told apart; what is part of it never is."""

from __future__ import annotations

import pytest

from index.model import BlockKind
from index.readers.article.blocks import Draft
from index.readers.article.boilerplate import mark
from index.readers.article.chrome_lines import is_chrome
from index.readers.article.headlines import is_headline

PROSE = (
    "The government in Tripoli said on Monday that Libya and Turkey had agreed on a plan.",
    "Haftar, whose forces hold the east, refused to sign it.",
    "Russia and Egypt support the commander, diplomats say.",
    "“We will see,” he said.",
)


def kinds(*lines: str, title: str = "A title") -> list[str]:
    return [draft.kind.value for draft in mark([Draft(BlockKind.PARAGRAPH, line) for line in lines], title)]


@pytest.mark.parametrize(
    "line",
    [
        "You might also like",
        "You may also like:",
        "Please enter your comment!",
        "Please enter your name here",
        "You have entered an incorrect email address!",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Leave a Reply",
        "[Alia Chughtai/Al Jazeera]",
        "(Jonathan Ernst/Reuters)",
        "Soldiers near the airport in April [Esam Omran Al-Fetori/Reuters]",
        "A sign at Logan Airport in Boston. REUTERS/Brian Snyder",
        "The president in Des Moines on Feb. 1, 2016. (Photo: Ann Lee, epa)",
        "Photo by Ann Lee/Getty Images",
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below",
        "Read more: Libya’s long war",
        "READ MORE: Why sanctions are unlikely to stop the war",
        "The war in Libya, explained Read more",
        "SEE ALSO: Haftar rejects truce",
        "Also read: Who is Haftar?",
        "Related articles",
        "Share this:",
        "Follow us on Twitter @example",
        "Sign up for our daily newsletter",
        "Subscribe",
        "We use cookies to give you the best experience.",
        "© 2020 Example News, all rights reserved",
        "The post Haftar rejects truce appeared first on Example.",
    ],
)
def test_a_line_that_says_itself_what_it_is(line: str) -> None:
    assert is_chrome(line)
    assert kinds(PROSE[0], PROSE[1], line, PROSE[2])[2] == "chrome"


@pytest.mark.parametrize(
    "line",
    [
        "Read the letter again, he told them, and you will see that nobody signed it.",
        "Photographs by the commission showed that the tanks had crossed the river on Monday.",
        "The video shows soldiers near the airport.",
        "Related coverage of the war has been scarce, editors admit.",
        "Share prices fell.",
        "Subscribers paid for it.",
        "Follow the money, she said.",
        "More than 200 people were killed.",
        "You may also recall that the parliament in Tobruk refused.",
        "Sign language was used.",
        "(Also, he said: “I will not go.”)",
        "Comments by the minister angered Ankara.",
        "Advertisement spending fell by a third in the first half of the year.",
        "Get out, they shouted, and the soldiers left.",
        "Watch what they do and not what they say, a diplomat said.",
        "Cookies were sold for charity.",
        "(Reporting by Ann Lee; Editing by Bob May)",
        "Israel/Palestine",
    ],
)
def test_a_sentence_of_an_article_is_not_boilerplate(line: str) -> None:
    assert not is_chrome(line)
    assert "chrome" not in kinds(PROSE[0], PROSE[1], line, PROSE[2])


@pytest.mark.parametrize(
    "line",
    [
        "Haftar proposed ceasefire in Libya",
        "EU condemns Turkey’s planned military deployment to Libya",
        "Russia recruits Syrians to fight in Libya in May: Reuters",
        "Libyans celebrate after government takes over key city near Tripoli",
        "Turkey’s parliament approves troop deployment to Libya",
        "US accuses Russia of sending warplanes to Libya",
        "Egypt urges UN to halt Turkish intervention in Libya",
    ],
)
def test_a_headline_of_another_story(line: str) -> None:
    assert is_headline(line)
    assert kinds(PROSE[0], PROSE[1], line, PROSE[2])[2] == "chrome"
    assert kinds(*PROSE, line)[-1] == "chrome"


@pytest.mark.parametrize(
    "line",
    [
        "Moscow meeting",
        "“Significant gains”",
        "“Reckless Adventurism”",
        "What happens next in Libya",
        "Libya could still make or break the alliance",
        "Why Turkey supports the government in Tripoli",
        "The battle for Libya’s oil fields",
        "Air strikes in western Libya",
        "Libya’s long road to peace",
        "ENTHUSIASM HAS ITS LIMITS IN LIBYA",
        "A war without end?",
    ],
)
def test_the_heading_of_a_section(line: str) -> None:
    assert not is_headline(line)
    assert kinds(PROSE[0], PROSE[1], line, PROSE[2])[2] in {"heading", "paragraph"}
    assert (kinds(PROSE[0], PROSE[1], line, PROSE[2])[2] == "heading") is not line.endswith("?")


def test_points_of_a_list_are_no_headlines() -> None:
    points = ("Turkey sends troops to help Libya", "Russia withdraws fighters from southern Libya")
    assert kinds(PROSE[0], "The two sides agreed:", *points, PROSE[1])[2:4] == ["paragraph"] * 2
    assert kinds(PROSE[0], PROSE[1], *points, PROSE[2])[2:4] == ["paragraph"] * 2


def test_a_headline_that_names_nobody_of_this_article_stays() -> None:
    assert kinds(PROSE[0], PROSE[1], "Peru elects mayor after long campaign", PROSE[2])[2] == "heading"


def test_links_at_the_end_are_marked_with_what_announces_them() -> None:
    assert (
        kinds(*PROSE, "Related articles", "The battle for oil", "A war without end", "Share this:")[4:]
        == ["chrome"] * 4
    )
    assert kinds(*PROSE, "Comments", "Ann", "Nice one")[4:] == ["chrome"] * 3


def test_prose_after_an_announcement_of_links_stays() -> None:
    assert kinds(PROSE[0], "Related articles", "The battle for oil", PROSE[1], PROSE[2])[2] != "chrome"


def test_an_article_of_nothing_but_boilerplate_is_left_as_it_is() -> None:
    assert kinds("Share this:", "Advertisement") == ["paragraph"] * 2


def test_what_markdown_states_is_kept() -> None:
    drafts = [Draft(BlockKind.HEADING, "Haftar proposed ceasefire in Libya", 2), Draft(BlockKind.QUOTE, PROSE[1], 1)]
    assert [draft.kind for draft in mark([*drafts, Draft(BlockKind.PARAGRAPH, PROSE[2])], "x")][:2] == [
        "heading",
        "quote",
    ]


@pytest.mark.parametrize("piece", ["A/", "[A B/", "read more ", "(photo ", "Sign up for ", "© ", "get the ", "A "])
def test_the_longest_line_that_is_looked_at_costs_little(piece: str) -> None:
    for length in (100, 299, 300):
        for _ in range(50):
            is_chrome((piece * 300)[:length])
            is_headline((piece * 300)[:length])
