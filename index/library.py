"""The one door: everything that the app and the commands know of a library, they know through this class.

Answers are frozen values. Calls block; they may come from several threads, and a lock lets them in one by one.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from index.build.folding import catch_up, open_full_text
from index.citing.citing import Citing
from index.corrections import Corrections
from index.errors import DatelineError, LibraryDamaged, UnknownName
from index.model import (
    Actor,
    ActorRef,
    Article,
    ArticleRow,
    Concordance,
    CrossReference,
    Facets,
    Mention,
    NameKind,
    Page,
    Scope,
    Sought,
)
from index.notebook.notebook import Notebook
from index.profiles import Called, Profile
from index.reporting import Reporting
from index.state import State
from index.store import Store, damage_named

if TYPE_CHECKING:
    from index.answers.search import Search
    from index.changes import Change, Preview
    from index.correcting import Corrector
    from index.fulltext import FullText
    from index.register import Resolved

_SET_WAIT_SECONDS = 2.0
"""How long a setting waits for a build to let it into the full text; after that the build itself takes it in."""


class Library(Citing, Reporting):
    """An open library. The full text and the register of actors are opened by the first question that needs them."""

    def __init__(self, folder: Path, store: Store, corrections: Corrections, notebook: Notebook) -> None:
        self.folder = folder
        self._store = store
        self._corrections = corrections
        self._notebook = notebook
        self._notebook_seen: tuple[int, ...] | None = ()
        self._guard = threading.RLock()
        self._seen: tuple[object, ...] = ()
        self._state_now: State | None = None
        self._resolved: Resolved | None = None
        self._full_text_now: FullText | None = None
        self._caught_up = False
        """Whether the full text was brought up to date since it was opened."""

    @classmethod
    def open(cls, folder: Path, *, corrections: Corrections, notebook: Notebook | None = None) -> Library:
        """Open a library for reading. Without a notebook nothing has a mark, and writing one is refused.

        Raises LibraryMissing where there is none, LibraryDamaged where it can't or must not be used.
        """
        _refuse_foreign(folder)
        return cls(folder, Store.open(folder), corrections, notebook or Notebook(None))

    @contextlib.contextmanager
    def _asked(self) -> Iterator[None]:
        """One question at a time; damage that shows only now is named as damage."""
        with self._guard, damage_named(self._store.path):
            yield

    def close(self) -> None:
        """Close files; the library can't be used after it."""
        with self._asked():
            if self._full_text_now is not None:
                self._full_text_now.close()
            self._notebook.close()
            self._store.close()

    @property
    def name(self) -> str:
        """What to call it: the names of the paths that it was built from."""
        with self._asked():
            names = [PurePosixPath(root).name or root for root in self._store.roots()]
        said = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        return said if self.is_writable else f"{said} (read-only)"

    @property
    def is_writable(self) -> bool:
        """Whether this user can bring it up to date."""
        return os.access(self.folder, os.W_OK)

    def reload(self) -> bool:
        """Take up what another process has written since; True if anything changed."""
        with self._asked():
            newer = self._full_text_now is not None and self._full_text_now.reload()
            self._store.release()
            if self._seen == self._stamp() and not newer:
                if self._state_now is not None:
                    self._store.hold()
                return self._reload_notebook()
            self._forget()
            return True

    def _reload_notebook(self) -> bool:
        stamp = self._notebook.stamp()
        if stamp is not None and stamp == self._notebook_seen:
            return False
        self._notebook_seen = stamp
        if self._state_now is None:
            return True
        self._state_now.take_in_marks()
        return self._state_now.has_news()

    def _stamp(self) -> tuple[object, ...]:
        """Differs once a build or a correction, here or elsewhere, has changed what is true."""
        return self._store.data_version(), self._store.revision, *self._corrections.stamp()

    @property
    def _state(self) -> State:
        if self._state_now is None:
            self._store.hold()
            seen = self._stamp()
            # A correction leaves the store as it is, and reading all names again is what takes longest.
            if self._resolved is None or seen[:2] != self._seen[:2]:
                self._resolved = self._newly_resolved()
            self._seen, self._notebook_seen = seen, self._notebook.stamp()
            self._state_now = State(self._store, self._corrections.readable(), self._notebook, self._resolved)
        return self._state_now

    def _newly_resolved(self) -> Resolved:
        from index.register import Resolved
        from index.register.holding import holding

        return Resolved(self._store, lambda form: holding(self._opened_full_text, self._store, form))

    def _opened_full_text(self) -> FullText:
        """The full text as it is, maybe behind the store."""
        if self._full_text_now is None:
            self._full_text_now = open_full_text(self.folder, self._store)
        return self._full_text_now

    @property
    def _full_text(self) -> FullText:
        """The full text, with all that the store has, unless a build is at work that will see to it."""
        if not self._caught_up:
            self._catch_up(wait_seconds=0.0)
            if not self._opened_full_text().revision and not self.is_writable and self._state.rows:
                remedy = "Copy the library to a folder that can be written; there it is made anew"
                raise LibraryDamaged("the full text is missing or damaged", place=str(self.folder), remedy=remedy)
            self._caught_up = True
        return self._opened_full_text()

    def _catch_up(self, wait_seconds: float) -> None:
        if self.is_writable:
            catch_up(self.folder, self._opened_full_text(), self._corrections, wait_seconds=wait_seconds)

    @property
    def warnings(self) -> tuple[DatelineError, ...]:
        """What could not be read of notebook and corrections: it is left out of all answers, which go on."""
        with self._asked():
            return self._state.warnings

    @property
    def known_warnings(self) -> tuple[DatelineError, ...]:
        """Those that an answer has met so far; nothing is read for them."""
        with self._asked():
            return () if self._state_now is None else self._state_now.warnings

    # ---- articles

    def rows(self) -> tuple[ArticleRow, ...]:
        """Every article: newest first, those without a date after them, by path."""
        with self._asked():
            return self._state.rows

    def row(self, name: str) -> ArticleRow:
        """One article, by id, an unambiguous start of it, path, or an unambiguous start of its file name.

        Raises UnknownName where there is none, or several.
        """
        with self._asked():
            return self._state.row(name)

    def article(self, name: str) -> Article:
        """One article, whole, named as for `row`."""
        with self._asked():
            row = self.row(name)
            try:
                return self._state.overrides.article(self._store.article(row.key))
            except KeyError:
                raise UnknownName(f"the article {name!r} is gone", remedy="It was removed meanwhile") from None

    def mentions(self, name: str) -> tuple[Mention, ...]:
        """Every name in an article, in order, those in boilerplate too; ignored ones left out."""
        with self._asked():
            from index.answers.mentions import mentions

            return mentions(self._state, self.row(name).key)

    # ---- search

    def search(
        self,
        query: str,
        *,
        sort: str = "relevance",
        limit: int | None = None,
        facets: bool = False,
        boilerplate: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Page:
        """Find articles; `limit` bounds the hits of the page, never the total.

        Raises QueryError for a query that can't be read, Cancelled once `cancelled()` says so.
        """
        with self._asked():
            return self._search.page(
                query, sort=sort, limit=limit, facets=facets, boilerplate=boilerplate, cancelled=cancelled
            )

    def matches(self, query: str, name: str, *, boilerplate: bool = False) -> tuple[tuple[int, int], ...]:
        """Where in an article a query matches; ranges in order, not overlapping. Raises QueryError."""
        with self._asked():
            return self._search.matches(query, self.row(name).key, boilerplate=boilerplate)

    def concordance(
        self,
        query: str,
        *,
        sort: str = "article",
        limit: int | None = None,
        context: int = 60,
        boilerplate: bool = False,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Concordance:
        """Words in context, with at most `context` code points on each side; `sort` is article, left, right or match.

        Raises QueryError, and Cancelled.
        """
        with self._asked():
            return self._search.concordance(
                query, sort=sort, limit=limit, context=context, boilerplate=boilerplate, cancelled=cancelled
            )

    def facets(self, query: str = "", *, boilerplate: bool = False) -> Facets:
        """How what a query finds divides, or with an empty query all articles. Raises QueryError."""
        with self._asked():
            return self._search.facets(query, boilerplate=boilerplate)

    @property
    def _search(self) -> Search:
        from index.answers.search import Search

        return Search(self._store, self._full_text, self._state)

    # ---- who is who

    def actors(self, name: str | None = None, *, kind: NameKind | None = None) -> tuple[Actor, ...]:
        """Every actor, or those that `name` can mean; most mentioned first."""
        with self._asked():
            register = self._state.register
            if name is not None:
                return tuple(self._state.actor(actor, register.articles(actor)) for actor in register.find(name, kind))
            everyone = [
                self._state.actor(actor, articles)
                for actor, articles in register.all_articles().items()
                if kind is None or register.actors[actor].kind is kind
            ]
            return tuple(sorted(everyone, key=lambda actor: (-actor.mentions, actor.id)))

    def sought(self, names: Sequence[str], *, kind: NameKind | None = None) -> tuple[Sought, ...]:
        """Whom each of these names means, in their order; thousands are asked for at once."""
        with self._asked():
            from index.answers.sought import sought

            return sought(self._state, names, kind)

    def actors_begun(self, words: str, limit: int) -> tuple[Actor, ...]:
        """The actors that words which are still being typed can mean, at most `limit`; what fits best comes first."""
        with self._asked():
            register = self._state.register
            found = register.begun(words, limit)
            return tuple(self._state.actor(actor, register.articles(actor)) for actor in found)

    def actor(self, name: str) -> Actor:
        """The one actor of this id or form. Raises UnknownName where there is none, or several."""
        with self._asked():
            actor = self._state.register.one(name)
            return self._state.actor(actor, self._state.register.articles(actor))

    def profile(self, actor: str) -> Profile:
        """Forms by source, first and last mention, mentions over time. Raises UnknownName."""
        from index.answers.profile import profile

        with self._asked():
            return profile(self._store, self._state, self._state.register.one(actor))

    def called(
        self,
        actor: str,
        *,
        limit: int | None = None,
        further: Called | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Called:
        """What sources call an actor beside its name. It reads texts: 0.4 s for a thousand articles.

        `limit` bounds the articles that are read, and `further` is an answer from which it goes on. Raises UnknownName,
        Cancelled.
        """
        from index.answers.called import called

        with self._asked():
            one = self._state.register.one(actor)
            return called(self._store, self._state, one, limit=limit, further=further, cancelled=cancelled)

    def article_actors(self, name: str) -> tuple[tuple[ActorRef, int], ...]:
        """The actors of one article with their counts there, most mentioned first."""
        with self._asked():
            register = self._state.register
            counts = register.in_article(self.row(name).key)
            return tuple((register.actors[actor], count) for actor, count in counts.items())

    def cross_references(
        self, actor: str, other: str | None = None, *, scope: Scope = Scope.SENTENCE, limit: int | None = None
    ) -> tuple[CrossReference, ...]:
        """With whom an actor is named, most often first, each with its places; `limit` bounds the places of each.

        Raises UnknownName for a name that means nobody, or several.
        """
        from index.answers.cross_references import cross_references

        with self._asked():
            register = self._state.register
            beside = None if other is None else register.one(other)
            return cross_references(self._store, self._state, register.one(actor), beside, scope=scope, limit=limit)

    # ---- corrections: each returns what was changed, in words

    def set(self, name: str, fields: Mapping[str, str]) -> str:
        """Correct what is known of an article, see `overrides.FIELDS`. Raises DatelineError."""
        return self._corrected(lambda corrector: corrector.set(self.row(name), fields))

    def correct(self, change: Change) -> str:
        """Make a correction of who is who. Raises UnknownName, CorrectionError."""
        return self._corrected(lambda corrector: corrector.correct(change))

    def preview(self, change: Change) -> Preview:
        """What a correction would change; nothing is written. Raises UnknownName, CorrectionError."""
        with self._asked():
            return self._corrector.preview(change)

    def undo(self) -> str:
        """Take back the last correction that stands. Raises CorrectionError where there is none."""
        return self._corrected(lambda corrector: corrector.undo())

    @property
    def _corrector(self) -> Corrector:
        from index.correcting import Corrector

        return Corrector(self._store, self._state, self._corrections)

    def _corrected(self, correct: Callable[[Corrector], str]) -> str:
        with self._asked():
            said = correct(self._corrector)
            self._catch_up(_SET_WAIT_SECONDS)
            self._forget()
            return said

    def _forget(self) -> None:
        """What was known is no longer so; the names as resolved may still be."""
        self._store.release()
        self._state_now = None


def _refuse_foreign(folder: Path) -> None:
    """The full text is partly pickled, so only what the running user wrote is opened."""
    if not folder.is_dir():
        return
    if folder.stat().st_uid != os.geteuid():
        raise LibraryDamaged(
            "this library belongs to another user", place=str(folder), remedy="Build your own: `dateline index PATH`"
        )
