"""Datelines, lines that say when an article was published, and addresses: what they state, and what they do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.article import addresses, dateline, day_lines

TODAY = date(2026, 11, 22)
AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "TASS", "dpa", "CNN", "EFE", "Anadolu Agency", "RIA Novosti")
PLACES = (
    "TRIPOLI",
    "BENGHAZI, Libya",
    "WASHINGTON/SAN FRANCISCO",
    "ST. LOUIS",
    "São Paulo",
    "МОСКВА",
    "SACRAMENTO, Calif.",
)
WRITTEN = ("Jan 9", "Jan. 9", "January 9, 2020", "9 January 2020", "Thursday, Jan 9", "9 janvier", "9 янв", "09 GEN")
DASHES = (" - ", " — ", " – ", " -- ")
REPORT = "Forces loyal to the government took the town."


@given(st.sampled_from(PLACES), st.sampled_from(WRITTEN), st.sampled_from(AGENCIES), st.sampled_from(DASHES))
def test_a_dateline_gives_back_what_it_was_made_of(place: str, day: str, agency: str, dash: str) -> None:
    line = f"{place}, {day} ({agency}){dash}{REPORT}"
    found = dateline.find(line)
    assert found is not None
    assert (found.agency, found.day, line[found.end :]) == (agency, day, REPORT)


@pytest.mark.parametrize(
    ("line", "agency", "day"),
    [
        (f"TRIPOLI (Reuters) - {REPORT}", "Reuters", None),
        (f"(CNN) — {REPORT}", "CNN", None),
        (f"(CNN) {REPORT}", "CNN", None),
        (f"London, England (CNN) -- {REPORT}", "CNN", None),
        (f"PARIS (AFP): - {REPORT}", "AFP", None),
        (f"São Paulo, 9 jan (EFE).- {REPORT}", "EFE", "9 jan"),
        (f"MOSCOW, January 9. /TASS/. {REPORT}", "TASS", "January 9"),
        (f"Moscow, 12 February, 2018 (TASS) {REPORT}", "TASS", "12 February, 2018"),
        (f"SAN FRANCISCO, Jan. 9, 2020 /PRNewswire/ -- {REPORT}", "PRNewswire", "Jan. 9, 2020"),
        (f"NEW YORK--(BUSINESS WIRE)--{REPORT}", "BUSINESS WIRE", None),
        (f"(ANSA) - ROMA, 09 GEN - {REPORT}", "ANSA", "09 GEN"),
        (f"МОСКВА, 9 янв - РИА Новости. {REPORT}", "РИА Новости", "9 янв"),
        (f"DAMASCUS, SANA- {REPORT}", "SANA", None),
        (f"طرابلس (رويترز) - {REPORT}", "رويترز", None),
        (f"Feb 14 (Reuters) - {REPORT}", "Reuters", "Feb 14"),
        (f"HONG KONG, July 7 - {REPORT}", None, "July 7"),
        (f"GENEVA (9 January 2020) – {REPORT}", None, "9 January 2020"),
        ("ANKARA — 9 January 2020", None, "9 January 2020"),
        (f"WASHINGTON — {REPORT}", None, None),
    ],
)
def test_a_dateline_as_agencies_write_it(line: str, agency: str | None, day: str | None) -> None:
    found = dateline.find(line)
    assert found is not None
    assert (found.agency, found.day) == (agency, day)
    assert line[found.end :] in {REPORT, ""}


@pytest.mark.parametrize(
    "line",
    [
        "He told the Associated Press (AP) that the town was taken.",
        "Agence France-Presse (AFP) — the agency — was first.",
        "The army (AFP) - x",
        "Rep. Denny Heck (D-WA) is the most recent Democrat to cast doubt.",
        "Retailers, like Target (TGT), Wal-Mart (WMT) and Macy's",
        "JUAN GONZÁLEZ: We begin today’s show in Tripoli - and go on.",
        "US-Russia talks on Syria: A balance of interests",
        "COVID-19 Disinformation Must Be Combated",
        "July 15 - The group says that it will leave.",
        "Troops take town - BBC News",
        "Tripoli, 9 January 2020 – A man walks by.",
        REPORT,
        "",
    ],
)
def test_a_line_without_a_dateline(line: str) -> None:
    assert dateline.find(line) is None


@pytest.mark.parametrize(
    "line", ["NEW YORK, NY - APRIL 16: A man arrives", "FILE - In this May 27, 2020, file photo a man"]
)
def test_a_caption_states_no_day(line: str) -> None:
    found = dateline.find(line)
    assert found is None or (found.agency, found.day) == (None, None)


@given(st.text(max_size=60) | st.text("AB, (Reuters)-—/.9Jan", max_size=60))
def test_no_line_breaks_the_reading_of_datelines(line: str) -> None:
    found = dateline.find(line)
    assert found is None or 0 < found.end <= len(line)
    assert found is None or all(part is None or part in line for part in (found.agency, found.day))


@pytest.mark.parametrize(
    ("line", "labelled"),
    [
        ("January 9, 2020", False),
        ("Thursday, 9 January 2020", False),
        ("jeudi 9 janvier 2020", False),
        ("9 January 2020, 14:05", False),
        ("January 9, 2020 / 2:05 PM / Updated 3 days ago", False),
        ("January 09, 2020 10:14 ET (15:14 GMT)", False),
        ("Published 9:41 PM EST, Thu January 9, 2020", True),
        ("Published: 2020-01-09", True),
        ("Posted: 10:30 AM, Jan 09, 2020", True),
        ("First published on Thu 9 Jan 2020 14.05 GMT", True),
        ("Published January 9, 2020 Updated January 10, 2020", True),
        ("Publié le 9 janvier 2020 à 14h05 - Mis à jour le 10 janvier 2020", True),
        ("Veröffentlicht am 9. Januar 2020 um 14:05 Uhr", True),
        ("Опубликовано 9 января 2020", True),
        ("نشر في 9 يناير 2020", True),
        ("By Ann Lee | January 9, 2020", True),
        ("By Ann Lee, January 9, 2020", True),
        ("By Ann Lee and Bob de Vries on Jan 9, 2020 at 9:41 pm", True),
        ("By ANN LEE - Associated Press - Thursday, January 9, 2020", True),
        ("Posted on 9 January 2020 by Ann Lee", True),
        ("Reuters | Jan 9, 2020 | 14:05 GMT", True),
        ("Ann Lee, CNN • Published 9th January 2020", True),
        ("Ann Lee | 5 min read | Jan 9, 2020", True),
        ("Thursday 01/09/2020", False),
    ],
)
def test_a_line_that_says_when_an_article_was_published(line: str, labelled: bool) -> None:
    found = day_lines.read(line, today=TODAY)
    assert found is not None
    assert (str(found.day), found.labelled, found.fault) == ("2020-01-09", labelled, "")


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 9 January 2020",
        "Updated 9:02 p.m. ET, 1/21/2014",
        "Last modified on Thu 9 Jan 2020 16.20 GMT",
        "Mis à jour le 9 janvier 2020",
        "2020-01-09",
        "01/13/2020",
        "On January 9, 2020 the army came.",
        "It was Friday, January 4, 2019.",
        "January 9, 2020 at 10:30 the army came",
        "Photo by Ann Lee, January 9, 2020",
        "Tripoli, January 9, 2020",
        "Victory Day - 9 May 1945",
        "9 January",
        "January 2020",
        "2020",
        "By May 9, 2020",
        "Members leave on January 9, 2020, January 10, 2020",
        "— A. Politician (@politician) January 9, 2020",
        "July 2018 | 9 May 2019 | 10 May 2019",
    ],
)
def test_a_line_that_does_not(line: str) -> None:
    found = day_lines.read(line, today=TODAY)
    assert found is None or found.day is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [("Friday, January 9, 2020", "weekday"), ("Published 02/01/2020", "two days"), ("February 30, 2020", "calendar")],
)
def test_a_day_that_can_not_be_is_said(line: str, fault: str) -> None:
    found = day_lines.read(line, today=TODAY)
    assert found is not None
    assert fault in found.fault


@given(st.text(max_size=60) | st.text("By Published|•/, 2019Jan:", max_size=60))
def test_no_line_breaks_the_reading_of_days(line: str) -> None:
    found = day_lines.read(line, today=TODAY)
    assert found is None or found.day is None or found.day.day is not None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2020/01/09/army.html", "2020-01-09"),
        ("https://example.org/a/2020/1/9/army", "2020-01-09"),
        ("https://example.org/world/2020/jan/09/army", "2020-01-09"),
        ("https://example.org/2020-01-09-army", "2020-01-09"),
        ("https://example.org/World/2020/0109/Army", "2020-01-09"),
        ("https://example.org/army-20200109/", "2020-01-09"),
        ("https://www.example.org/article/us-army-idUSTRE5B51X820200109", "2020-01-09"),
        ("https://web.archive.org/web/20211231120000/https://example.org/2020/01/09/army", "2020-01-09"),
        ("https://example.org/2020/01/09/recap-20191231-x", None),
        ("https://example.org/2016/11/10-things-to-know", None),
        ("https://example.org/2017/november/1-senator-leaves", None),
        ("https://example.org/2020/13/09/army", None),
        ("https://example.org/2020/01/army", None),
        ("https://example.org/2999/01/09/army", None),
        ("https://example.org/1970/01/01/army", None),
        ("https://example.org/?day=2020/01/09/", None),
        ("http://[x/2020/01/09/", None),
        ("2020/01/09/army", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    found = addresses.day_in(url, today=TODAY)
    assert (str(found) if found else None) == day


def test_whose_an_address_is() -> None:
    assert addresses.host_of("https://www.example.org/a") == "example.org"
    assert addresses.host_of("https://web.archive.org/web/2020/http://example.org/a") == "example.org"
    for url in ("https://archive.ph/Abc", "mailto:a@example.org", "http://[x", "example.org/a", ""):
        assert addresses.host_of(url) is None
