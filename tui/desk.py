"""The questions that screens ask a library. Each is a job for the library's thread; its answer comes as `Answered`.

screen ──ask──▶ desk ──job──▶ mailbox thread ──▶ library
   ▲                               │
   └────────── Answered ◀──────────┘     stale answers are dropped by the number of their slot
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tui.facet_counts import FacetCounter, begun
from tui.half_typed import asked
from tui.mailbox import Answer, Cancelling, Mailbox, Reply
from tui.messages import Aim, Corrected, Found, Gone, Leads, Listing, Reading, Sentences, Taken
from tui.notebook_desk import NotebookDesk
from tui.order import ordered
from tui.protocols import Library, OpenLibrary
from tui.render.labels import short_labels
from tui.render.leads import Lead, Sentence
from tui.render.roll import RollRow
from tui.roll import RollKeeper, Wanted
from tui.values import (
    Actor,
    Article,
    ArticleRow,
    BlockKind,
    Change,
    DatelineError,
    Evidence,
    Facets,
    Mention,
    Note,
    NotebookBusy,
    NotebookError,
    Page,
    Preview,
    Scope,
    UnknownName,
)

MOST_LEADS = 500
MOST_SENTENCES = 300
"""Rows that a pane takes; a limit that cuts something is said where it does."""

FURTHER = "further."
"""How the slots begin whose answers are for the screen that lies over the reading screen."""

Inquiry = Callable[[Library, Listing, Cancelling], object]
"""A question of a further screen, answered in the library's thread; the listing is all articles as they are now."""


class Desk:
    """Asks, and forgets: nothing here waits but the palette's own questions."""

    def __init__(self, open_library: OpenLibrary, deliver: Callable[[Reply], object]) -> None:
        self._listing: Listing | None = None
        self._changes = 0
        """How often the library was found changed. Both are read and written in the library's thread only."""
        self._sort = "newest"
        """The order that was asked for last."""
        self._facets = FacetCounter()
        self.roll = RollKeeper()
        """All actors, as the library's thread keeps them."""
        self._mailbox: Mailbox[Library] = Mailbox(open_library, lambda library: library.close(), deliver)
        self.notebook = NotebookDesk(self._mailbox)

    def start(self) -> None:
        self._mailbox.start()

    def close(self) -> NotebookBusy | None:
        """What still waits to be written goes on waiting; returns for whom."""
        return self._mailbox.close()

    def finish(self, seconds: float) -> Sequence[DatelineError]:
        """After `close`: waits so long for what is still to be written; returns why some of it was not."""
        return self._mailbox.finish(seconds)

    @property
    def idle(self) -> bool:
        """No question is open."""
        return self._mailbox.idle

    def is_current(self, reply: Reply) -> bool:
        """False for an answer that a newer question has overtaken."""
        return reply.number == 0 or self._mailbox.is_latest(reply.slot, reply.number)

    def ask(self, slot: str, inquiry: Inquiry) -> None:
        """Answered with what the inquiry returns, which must not be None, in the slot `FURTHER + slot`."""

        def job(library: Library, cancelled: Cancelling) -> object:
            return inquiry(library, self._listing or self._list(library, self._sort), cancelled)

        self._mailbox.put(FURTHER + slot, job)

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
            library.name,
            rows,
            labels,
            {row.id: labels[row.label] for row in rows},
            sort,
            self._changes,
            {row.id: number for number, row in enumerate(rows)},
            sum(row.is_unread for row in rows),
            library.warnings,
        )
        return self._listing

    def search(self, query: str, sort: str, limit: int, *, boilerplate: bool, typing: bool = False) -> None:
        """Answered with Found. While one is `typing`, a last word that finds nothing may be the beginning of one."""

        def job(library: Library, cancelled: Cancelling) -> Found:
            def ask(words: str) -> Page:
                return library.search(words, sort=sort, limit=limit, boilerplate=boilerplate, cancelled=cancelled)

            words, page = asked(query, ask, typing=typing)
            return Found(words, sort, limit, page)

        self._mailbox.put("search", job)

    def drop(self, slot: str) -> None:
        """The answer in a slot is not wanted any more."""
        self._mailbox.drop(slot)

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
        """Answered with Leads of slot `leads-again`: what has changed since; Gone if the actor is."""

        def job(library: Library, _: Cancelling) -> Leads | Gone:
            try:
                return _leads(library, actor)
            except UnknownName:
                return Gone(actor)

        self._mailbox.put("leads-again", job)

    def evidence(self, actor: str, other: str, *, row: int = 0, remember: bool = False) -> None:
        """Answered with Sentences; an UnknownName where no sentence names both."""

        def job(library: Library, _: Cancelling) -> Sentences:
            found = self._between(library, actor, other)
            if found is None:
                raise UnknownName("no sentence names both any more")
            return replace(found, row=row, remember=remember)

        self._mailbox.put("evidence", job)

    def evidence_again(self, actor: str, other: str) -> None:
        """Answered with Sentences of slot `evidence-again`: what has changed since; Gone if there are none by now."""

        def job(library: Library, _: Cancelling) -> Sentences | Gone:
            try:
                return self._between(library, actor, other) or Gone(actor, other)
            except UnknownName:
                return Gone(actor, other)

        self._mailbox.put("evidence-again", job)

    def _between(self, library: Library, actor: str, other: str) -> Sentences | None:
        return sentences_between(library, self._listing or self._list(library, "newest"), actor, other)

    def take(self, how: str, article: str, start: int, end: int, *, near: int) -> None:
        """Answered with Taken: where a range stands; for the whole article (0 and 0), the line of code point `near`."""

        def job(library: Library, _: Cancelling) -> Taken:
            whole = library.article(article)
            first, last = (start, end) if end > start else _line_from(whole.text, near)
            line = _line_in_file(library, article, first, last)
            if line is None:  # markup stands between the words of several paragraphs, but seldom in one
                line = _line_in_file(library, article, *_line_from(whole.text[:last], first))
            return Taken(how, article, start, end, whole.path, library.file_of(article), line)

        self._mailbox.put("take", job)

    async def actors_begun(self, words: str, limit: int) -> Sequence[Actor]:
        """The actors that words which are still being typed can mean; what fits best comes first."""
        return await self._wait("palette", lambda library, _: library.actors_begun(words, limit))

    async def _wait(self, slot: str, job: Callable[[Library, Cancelling], Answer]) -> Answer:
        """For one who waits for the answer. Raises what the library raises; CancelledError when overtaken."""
        return await asyncio.wrap_future(self._mailbox.call(slot, job))

    # Corrections

    async def actor(self, name: str) -> Actor:
        """One actor, by id or form. Raises UnknownName."""
        return await self._wait("actor", lambda library, _: library.actor(name))

    async def named_like(self, words: str) -> Sequence[RollRow]:
        """The actors in whose forms all the words stand, also as parts of words; most mentioned first."""

        def job(library: Library, _: Cancelling) -> Sequence[RollRow]:
            listing = self._listing or self._list(library, self._sort)
            return self.roll.of(library, listing).narrowed(Wanted(words)).rows

        return await self._wait("named", job)

    async def preview(self, change: Change) -> Preview:
        """What a correction would change. Raises DatelineError."""
        return await self._wait("preview", lambda library, _: library.preview(change))

    def correct(self, change: Change) -> None:
        """Makes a correction; answered with Corrected of slot `correct`."""
        self._write(lambda library: Corrected(library.correct(change), undone=False))

    def undo(self) -> None:
        """Takes back the last correction; answered with Corrected of slot `correct`."""
        self._write(lambda library: Corrected(library.undo(), undone=True))

    def _write(self, work: Callable[[Library], Corrected]) -> None:
        def job(library: Library, _: Cancelling) -> Corrected:
            done = work(library)
            self._changes += 1  # a library says so of what others wrote, and need not of what it wrote itself
            return done

        self._mailbox.order("correct", job)

    # Facets

    async def facets(self, query: str, *, boilerplate: bool) -> Facets:
        """How what a query finds divides, or with an empty one all articles. Raises DatelineError."""

        def job(library: Library, _: Cancelling) -> Facets:
            return self._facets.of(library, self._changes, query, boilerplate=boilerplate)

        return await self._wait("facets", job)

    async def facets_begun(self, query: str, words: str, limit: int, *, boilerplate: bool) -> Facets:
        """How what is found divides by the names that words can mean while they are typed. Raises DatelineError."""

        def job(library: Library, _: Cancelling) -> Facets:
            return begun(library, query, words, limit, boilerplate=boilerplate)

        return await self._wait("facets-begun", job)

    async def meant_by(self, words: str) -> Sequence[Actor]:
        """The actors that a name in a query means."""

        def job(library: Library, _: Cancelling) -> Sequence[Actor]:
            try:
                return library.actors(words)
            except UnknownName:
                return ()

        return await self._wait("meant", job)


def sentences_between(library: Library, listing: Listing, actor: str, other: str) -> Sentences | None:
    """The sentences that name two actors; None where no sentence does. Raises UnknownName."""
    found = library.cross_references(actor, other, scope=Scope.SENTENCE, limit=MOST_SENTENCES)
    if not found:
        return None
    one = found[0]
    wanted = {evidence.article for evidence in one.evidence}
    rows = {row.id: row for row in listing.rows if row.id in wanted}
    named, labels = (one.actor.id, one.other.id), listing.labels_by_id
    sentences = tuple(sentence(library, place, named, labels, rows.get(place.article)) for place in one.evidence)
    asked = (actor, other)
    return Sentences(one.actor, one.other, one.count, len(one.articles), sentences, 0, remember=False, asked=asked)


def sentence(
    library: Library, evidence: Evidence, actors: Sequence[str], labels: Mapping[str, str], row: ArticleRow | None
) -> Sentence:
    """A sentence with the places in it that name one of the actors; `row` is its article, None where it is gone."""
    names = tuple(
        (name.start - evidence.start, name.end - evidence.start, name.kind.value)
        for name in library.mentions(evidence.article)
        if name.actor in actors and evidence.start <= name.start and name.end <= evidence.end
    )
    label, published = labels.get(evidence.article, evidence.path), row.published if row else None
    return Sentence(evidence, label, row.title if row else "", names, published)


def leads_of(library: Library, actor: str) -> tuple[tuple[Lead, ...], int]:
    """With whom an actor stands, most often first, and with how many in all. Raises UnknownName."""
    references = library.cross_references(actor, scope=Scope.SENTENCE, limit=0)
    return tuple(Lead(one.other, one.count, one.articles) for one in references[:MOST_LEADS]), len(references)


def _reading(library: Library, aim: Aim, boilerplate: bool) -> Reading:
    article = library.article(aim.article)
    matches: tuple[tuple[int, int], ...] = ()
    if aim.query.strip():
        try:
            matches = library.matches(aim.query, article.id, boilerplate=boilerplate)
        except DatelineError:
            matches = ()
    mentions = library.mentions(article.id)
    notes: tuple[Note, ...] = ()
    trouble: NotebookError | None = None
    try:
        notes = library.notes(article.id)
    except NotebookError as error:
        trouble = error
    if aim.first_of:
        aim = _at_first_mention(aim, article, mentions)
    return Reading(
        aim,
        article,
        mentions,
        library.article_actors(article.id),
        matches,
        notes,
        library.place_in(article.id),
        trouble,
    )


def _at_first_mention(aim: Aim, article: Article, mentions: Sequence[Mention]) -> Aim:
    """The aim with the place of the first mention that is no boilerplate; as it is where there is none."""
    chrome = [(block.start, block.end) for block in article.blocks if block.kind is BlockKind.CHROME]
    for one in mentions:
        if one.actor == aim.first_of and not any(start <= one.start < end for start, end in chrome):
            return replace(aim, offset=one.start, spot=(one.start, one.end))
    return aim


def _line_in_file(library: Library, article: str, start: int, end: int) -> int | None:
    """The line of the file on which a range begins; None where that can't be told."""
    try:
        return library.citation(article, start, end).line if end > start else None
    except DatelineError:
        return None


def _line_from(text: str, at: int) -> tuple[int, int]:
    """From a code point to the end of its line, without blanks at the end."""
    stop = text.find("\n", at)
    words = text[at : stop if stop >= 0 else len(text)].rstrip()
    return at, at + len(words)


def _leads(library: Library, actor: str, other: str = "", *, focus: bool = False, remember: bool = False) -> Leads:
    leads, total = leads_of(library, actor)
    return Leads(library.actor(actor), leads, total, other, focus, remember, asked=actor)
