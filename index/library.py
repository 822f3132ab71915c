"""The one door: everything that the app and the commands know of a library, they know through this class.

Answers are frozen values. Calls block; they may come from several threads, and a lock lets them in one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.citing.citing import Citing
from index.errors import UnknownName
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
from index.profiles import Called, Profile
from index.reporting import Reporting

if TYPE_CHECKING:
    from index.answers.search import Search
    from index.changes import Change, Preview
    from index.correcting import Corrector

_SET_WAIT_SECONDS = 2.0
"""How long a setting waits for a build to let it into the full text; after that the build itself takes it in."""


class Library(Citing, Reporting):
    """An open library, and all that can be asked of it."""

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
