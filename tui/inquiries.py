"""The questions of the further screens about who is who: each makes an inquiry for `Desk.ask`."""

from __future__ import annotations

from dataclasses import dataclass

from tui.desk import Inquiry, leads_of, sentence, sentences_between
from tui.half_typed import asked
from tui.mailbox import Cancelling
from tui.messages import Listing, Sentences
from tui.protocols import Library
from tui.render.dossier import DatedSentence, Dossier, Naming
from tui.render.metadata import no_names
from tui.roll import Narrowed, RollKeeper, Wanted
from tui.values import Called, Concordance, Evidence, KwicLine, UnknownName

MOST_LINES = 1000
"""Lines of a concordance that are shown; a reader who wants more narrows the query."""

FIRST_READ = 50
"""Articles that are read for what sources call an actor before its screen opens: 20 ms for the most named one."""
READ_AT_ONCE = 250
"""Those that are read for it at a time after that: 0.1 s, and other questions are answered between two times."""
MOST_READ = 5000
"""Those after which no more are read: 2 s in all."""

CONTEXT = 160
"""Code points on each side of a match: as many as half of a very wide terminal has cells."""


@dataclass(frozen=True, slots=True)
class Kwic:
    """Words in context, as they were asked for."""

    query: str
    """What was asked in the end: as it was typed, or with its last word as a prefix."""
    sort: str
    form: str
    """The one way of writing that was wanted; empty for all."""
    lines: tuple[KwicLine, ...]
    total: int
    """Matches in all articles; more than `lines` where they were cut."""
    articles: int
    reading: str
    labels: tuple[str, ...]
    """The short label of each line."""


def dossier(actor: str, article: str = "") -> Inquiry:
    """Answered with a Dossier; without an actor, of the one that the article names most. Raises UnknownName."""

    def inquiry(library: Library, listing: Listing, _: Cancelling) -> Dossier:
        wanted = actor or _most_named(library, article)
        profile = library.profile(wanted)
        leads, total = leads_of(library, profile.actor.id)
        rows = {row.id: row for row in listing.rows if row.id in profile.actor.articles}
        labels = listing.labels_by_id

        def dated(evidence: Evidence | None) -> DatedSentence | None:
            if evidence is None:
                return None
            row = rows.get(evidence.article)
            named = (profile.actor.id,)
            said = sentence(library, evidence, named, labels, row)
            return DatedSentence(said, row.published if row else None)

        namings = tuple(
            Naming(rows[one], labels.get(one, rows[one].label), count)
            for one, count in profile.actor.articles.items()
            if one in rows
        )
        sources = len({naming.row.label for naming in namings})
        first, last = dated(profile.first), dated(profile.last)
        called = library.called(profile.actor.id, limit=FIRST_READ)
        return Dossier(profile, called, first, last, sources, leads, total, namings, labels, listing.labels)

    return inquiry


def _most_named(library: Library, article: str) -> str:
    named = library.article_actors(article)
    if not named:
        raise UnknownName(no_names(library.article(article)))
    return named[0][0].id


@dataclass(frozen=True, slots=True)
class Told:
    """What sources call an actor, from more articles than before."""

    actor: str
    called: Called


def called(actor: str, further: Called) -> Inquiry:
    """Answered with Told. Raises UnknownName."""

    def inquiry(library: Library, _: Listing, __: Cancelling) -> Told:
        return Told(actor, library.called(actor, limit=READ_AT_ONCE, further=further))

    return inquiry


def can_read_on(called: Called) -> bool:
    """Whether some articles were not read for it, and are to be."""
    return called.read < min(called.articles, MOST_READ)


@dataclass(frozen=True, slots=True)
class Between:
    """The sentences that name two actors."""

    actor: str
    other: str
    sentences: Sentences | None
    """None where no sentence does, by now."""


def between(actor: str, other: str) -> Inquiry:
    """Answered with Between. Raises UnknownName."""

    def inquiry(library: Library, listing: Listing, _: Cancelling) -> Between:
        return Between(actor, other, sentences_between(library, listing, actor, other))

    return inquiry


def roll(keeper: RollKeeper, wanted: Wanted) -> Inquiry:
    """Answered with Narrowed."""

    def inquiry(library: Library, listing: Listing, _: Cancelling) -> Narrowed:
        return keeper.of(library, listing).narrowed(wanted)

    return inquiry


def concordance(query: str, sort: str, form: str = "", *, boilerplate: bool, typing: bool = False) -> Inquiry:
    """Answered with Kwic; `form` keeps the lines whose match is written so. Raises QueryError, Cancelled.

    While it is `typing`, a last word that finds nothing may be the beginning of one.
    """

    def inquiry(library: Library, listing: Listing, cancelled: Cancelling) -> Kwic:
        def ask(words: str) -> Concordance:
            limit = None if form else MOST_LINES
            return library.concordance(
                words, sort=sort, limit=limit, context=CONTEXT, boilerplate=boilerplate, cancelled=cancelled
            )

        words, found = asked(query, ask, typing=typing)
        if form:
            found = _written(found, form)
        lines = found.lines[:MOST_LINES]
        labels = tuple(listing.labels.get(line.label, line.label) for line in lines)
        return Kwic(words, sort, form, lines, found.total, found.articles, found.reading, labels)

    return inquiry


def _written(found: Concordance, form: str) -> Concordance:
    wanted = " ".join(form.split())
    lines = tuple(line for line in found.lines if " ".join(line.match.split()) == wanted)
    return Concordance(lines, len(lines), len({line.article for line in lines}), found.reading)
