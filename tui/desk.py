"""The questions that screens ask a library. Each is a job for the library's thread; its answer comes as `Answered`.

screen ──ask──▶ desk ──job──▶ mailbox thread ──▶ library
   ▲                               │
   └────────── Answered ◀──────────┘     stale answers are dropped by the number of their slot
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from tui.half_typed import as_prefix
from tui.mailbox import Cancelling, Mailbox, Reply
from tui.messages import Aim, Found, Leads, Listing, Reading, Sentences
from tui.notebook_desk import NotebookDesk
from tui.order import ordered
from tui.protocols import Library, OpenLibrary
from tui.render.labels import short_labels
from tui.render.leads import Lead, Sentence
from tui.values import Actor, CrossReference, DatelineError, Evidence, Page, QueryError, Scope, UnknownName

MOST_LEADS = 500
MOST_SENTENCES = 300
"""Rows that a pane takes; a limit that cuts something is said where it does."""


class Desk:
    """Asks, and forgets: nothing here waits but the palette's own questions."""

    def __init__(self, open_library: OpenLibrary, deliver: Callable[[Reply], object]) -> None:
        self._listing: Listing | None = None
        self._changes = 0
        """How often the library was found changed. Both are read and written in the library's thread only."""
        self._sort = "newest"
        """The order that was asked for last."""
        self._mailbox: Mailbox[Library] = Mailbox(open_library, lambda library: library.close(), deliver)
        self.notebook = NotebookDesk(self._mailbox)

    def start(self) -> None:
        self._mailbox.start()

    def close(self) -> None:
        self._mailbox.close()

    @property
    def idle(self) -> bool:
        """No question is open."""
        return self._mailbox.idle

    def is_current(self, reply: Reply) -> bool:
        """False for an answer that a newer question has overtaken."""
        return reply.number == 0 or self._mailbox.is_latest(reply.slot, reply.number)

    def list_articles(self, sort: str) -> None:
        """Answered with a Listing."""
        self._sort = sort
        self._mailbox.put("list", lambda library, _: self._list(library, sort))

    def reload(self, shown: Listing | None) -> None:
        """Takes up what was written since; answered with a Listing if it is unlike the one `shown`, else not at all.

        That one counts, and not what this reload finds: the answer of an earlier one may have been overtaken.
        """
        sort = self._sort

        def job(library: Library, _: Cancelling) -> Listing | None:
            self._changes += library.reload()
            current = shown is not None and (shown.change, shown.sort) == (self._changes, sort)
            return None if current else self._list(library, sort)

        self._mailbox.put("list", job)

    def _list(self, library: Library, sort: str) -> Listing:
        rows = ordered(library.rows(), sort)
        labels = short_labels(row.label for row in rows)
        self._listing = Listing(
            library.name, rows, labels, {row.id: labels[row.label] for row in rows}, sort, self._changes
        )
        return self._listing

    def search(self, query: str, sort: str, limit: int, *, boilerplate: bool, typing: bool = False) -> None:
        """Answered with Found. While one is `typing`, a last word that finds nothing may be the beginning of one."""

        def job(library: Library, cancelled: Cancelling) -> Found:
            def ask(words: str) -> Page:
                return library.search(words, sort=sort, limit=limit, boilerplate=boilerplate, cancelled=cancelled)

            page = ask(query)
            longer = as_prefix(query) if typing and not page.total else None
            if longer is not None:
                try:
                    wider = ask(longer)
                except QueryError:
                    return Found(query, sort, limit, page)
                if wider.total:
                    return Found(longer, sort, limit, wider)
            return Found(query, sort, limit, page)

        self._mailbox.put("search", job)

    def drop_search(self) -> None:
        """Its answer is not wanted any more."""
        self._mailbox.drop("search")

    def read(self, aim: Aim, *, boilerplate: bool) -> None:
        """Answered with a Reading."""
        self._mailbox.put("read", lambda library, _: _reading(library, aim, boilerplate))

    def read_again(self, article: str, query: str, *, boilerplate: bool) -> None:
        """Answered with a Reading of slot `again`: what has changed in the article on the page."""
        self._mailbox.put("again", lambda library, _: _reading(library, Aim(article, query), boilerplate))

    def leads(self, actor: str, *, other: str = "", focus: bool = False, remember: bool = False) -> None:
        """Answered with Leads."""

        def job(library: Library, _: Cancelling) -> Leads:
            return _leads(library, actor, other, focus=focus, remember=remember)

        self._mailbox.put("leads", job)

    def leads_again(self, actor: str) -> None:
        """Answered with Leads of slot `leads-again`: what has changed since; not at all if the actor is gone."""

        def job(library: Library, _: Cancelling) -> Leads | None:
            try:
                return _leads(library, actor)
            except UnknownName:
                return None

        self._mailbox.put("leads-again", job)

    def evidence(self, actor: str, other: str, *, row: int = 0, remember: bool = False) -> None:
        """Answered with Sentences."""
        self._mailbox.put("evidence", lambda library, _: self._evidence(library, actor, other, row, remember))

    def _evidence(self, library: Library, actor: str, other: str, row: int, remember: bool) -> Sentences | None:
        found = library.cross_references(actor, other, scope=Scope.SENTENCE, limit=MOST_SENTENCES)
        if not found:
            return None
        one = found[0]
        wanted = {evidence.article for evidence in one.evidence}
        listing = self._listing or self._list(library, "newest")
        titles = {row.id: row.title for row in listing.rows if row.id in wanted}
        labels = listing.labels_by_id
        sentences = tuple(
            _sentence(library, place, one, labels.get(place.article, place.path), titles.get(place.article, ""))
            for place in one.evidence
        )
        return Sentences(one.actor, one.other, one.count, len(one.articles), sentences, row, remember)

    async def actors_named(self, words: str) -> Sequence[Actor]:
        """Actors one of whose forms is like the words, most mentioned first; empty where there is none."""

        def job(library: Library, _: Cancelling) -> Sequence[Actor]:
            try:
                return library.actors(words)
            except DatelineError:
                return ()

        return await asyncio.wrap_future(self._mailbox.call("palette", job))


def _reading(library: Library, aim: Aim, boilerplate: bool) -> Reading:
    article = library.article(aim.article)
    matches: tuple[tuple[int, int], ...] = ()
    if aim.query.strip():
        try:
            matches = library.matches(aim.query, article.id, boilerplate=boilerplate)
        except DatelineError:
            matches = ()
    return Reading(
        aim,
        article,
        library.mentions(article.id),
        library.article_actors(article.id),
        matches,
        library.notes(article.id),
        library.place_in(article.id),
    )


def _leads(library: Library, actor: str, other: str = "", *, focus: bool = False, remember: bool = False) -> Leads:
    references = library.cross_references(actor, scope=Scope.SENTENCE, limit=0)
    kept = tuple(Lead(one.other, one.count, one.articles) for one in references[:MOST_LEADS])
    return Leads(library.actor(actor), kept, len(references), other, focus, remember)


def _sentence(library: Library, evidence: Evidence, reference: CrossReference, label: str, title: str) -> Sentence:
    wanted = (reference.actor.id, reference.other.id)
    names = tuple(
        (name.start - evidence.start, name.end - evidence.start, name.kind.value)
        for name in library.mentions(evidence.article)
        if name.actor in wanted and evidence.start <= name.start and name.end <= evidence.end
    )
    return Sentence(evidence, label, title, names)
