"""Correcting who is who: asks what is to be corrected, shows what that would change, and has it made.

a name ──▶ menu ──▶ merge, never one: names by typing ─┐
                    split, ignore: form, where         ├─▶ sheet with the preview ──▶ order to the library
                    rename: a line; retype: kind       │          └─ merge: one more name, and round again
words ──▶ Adding ──────────────────────────────────────┘
"""

from __future__ import annotations

from asyncio import CancelledError, ensure_future, wait
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, cast

from tui import keys
from tui.messages import Corrected, Subject
from tui.render.cells import drawable
from tui.render.leads import often
from tui.render.option import Option, having
from tui.render.preview import Named
from tui.roll import ACTOR_KINDS
from tui.screens.adding import Adding
from tui.screens.asking import Chooser, Question
from tui.screens.changing import ChangeSheet, Decision
from tui.screens.pause import LONG, LOOKING_UP, Pause
from tui.values import Actor, ActorRef, Cancelled, Change, DatelineError, counted

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen

LIKELY_LETTERS = 4
"""A word of a name with fewer letters (al, von, the) says little about who else might be meant."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that another may be merged with."""

    ref: ActorRef
    mentions: int
    articles: int

    def option(self) -> Option:
        often = f"{counted(self.mentions, 'time')} in {counted(self.articles, 'article')}"
        return Option(self.ref.name, f"{self.ref.kind.value}, {often}", self, self.ref.kind.value)


class Correcting:
    """The door for every screen that names actors. What it asks stands over the screen of the moment."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.adding = Adding(self)
        """The door for a name that is none yet."""
        self._looking_up = 0
        self._taking_long = Pause(screen, LONG)
        self._spoke = False
        """Whether it was said that something is being looked up."""

    # Doors

    def ask_what(self, subject: Subject) -> None:
        """Opens the menu for a name, or asks what its actor is to be called."""
        self._with_actor(subject, self._ask_name if subject.rename else self._menu)

    def _ask_name(self, _: Subject, actor: Actor) -> None:
        self._rename(actor)

    def ask_which(self, actors: Sequence[ActorRef], subject: Subject) -> None:
        """Asks first which of several actors is meant."""
        options = [Option(one.name, one.kind.value, replace(subject, actor=one.id), one.kind.value) for one in actors]
        self.choose("Correct whom?", options, lambda option: self.ask_what(cast(Subject, option.value)))

    def undo(self) -> None:
        """Takes back the last correction that stands, be it of an earlier session."""
        undoing, undo = self.screen.undoing, self.screen.desk.undo
        if undo in undoing:
            del undoing[len(undoing) - 1 - undoing[::-1].index(undo)]
        undo()

    @property
    def busy(self) -> bool:
        """Whether something is being looked up."""
        return self._looking_up > 0

    # Answers

    def made(self, done: Corrected) -> None:
        """A correction is made, or taken back."""
        if done.undone:
            self.screen.say(f"taken back: {done.said}")
        else:
            self.screen.undoing.append(self.screen.desk.undo)
            self.screen.say(f"{done.said}; {keys.first('undo')} takes it back")

    def failed(self, error: DatelineError) -> None:
        """It could not be."""
        self.screen.say(str(error) if error.remedy else f"{error}. Nothing was changed", urgent=True)

    # The menu

    def _menu(self, subject: Subject, actor: Actor) -> None:
        name = drawable(actor.name)
        forms = counted(len(actor.forms), "form")
        options = [
            Option("merge with…", "two names, one actor", partial(self._merge, actor)),
            Option("never one with…", "two names, never one actor", partial(self._part, actor)),
            Option("rename…", name, partial(self._rename, actor)),
            Option("retype…", actor.kind.value, partial(self._retype, actor)),
            Option("ignore…", "it is no name", partial(self._ignore, subject, actor)),
            Option("undo the last correction", "of whatever name", self.undo),
        ]
        if len(actor.forms) > 1 or subject.article:
            options.insert(1, Option("split a form off…", forms, partial(self._split, subject, actor)))
        self.choose(f"Correct {name}", options, _call)

    # Merging

    def _merge(self, actor: Actor, chosen: tuple[Candidate, ...] = ()) -> None:
        """Names by typing; before anything is typed, those that share a word with this one."""
        known = {actor.id, *(one.ref.id for one in chosen)}

        async def options(words: str) -> Sequence[Option]:
            found = await (self.like(words) if words.strip() else self.likely(actor.name))
            return [one.option() for one in found if one.ref.id not in known]

        def taken(option: Option | None) -> None:
            if option is not None and isinstance(option.value, Candidate):
                self._try_merge(actor, (*chosen, option.value))

        joined = " and ".join(drawable(name) for name in (actor.name, *(one.ref.name for one in chosen)))
        title, placeholder = f"Merge {joined} with", "a name, by typing"
        self.screen.app.push_screen(
            Chooser(title, options, placeholder=placeholder, nothing="no other name has that"), taken
        )

    async def like(self, words: str) -> list[Candidate]:
        """The actors in whose forms all the words stand."""
        rows = await self.screen.desk.named_like(words)
        return [Candidate(row.ref, row.mentions, row.articles) for row in rows]

    async def likely(self, name: str) -> list[Candidate]:
        """The actors that share a longer word with a name."""
        words = sorted(set(name.split()), key=len, reverse=True)
        found: dict[str, Actor] = {}
        for word in words[:3]:
            if len(word) >= LIKELY_LETTERS:
                found |= {one.id: one for one in await self.screen.desk.meant_by(word)}
        return [_candidate(one) for one in sorted(found.values(), key=lambda one: (-one.mentions, one.name))]

    def _try_merge(self, actor: Actor, chosen: tuple[Candidate, ...]) -> None:
        """The one named most often keeps its name; another is a matter of renaming."""
        ranked = sorted((_candidate(actor), *chosen), key=lambda one: -one.mentions)
        change = Change("merge", ranked[0].ref.id, others=tuple(one.ref.id for one in ranked[1:]))
        self._preview(change, more=lambda: self._merge(actor, chosen))

    # The others

    def _part(self, actor: Actor) -> None:
        """A form of its own, which is then another's for good; by typing, any other name."""
        own = [
            Option(f"“{form}”", f"a form of it, {counted(count, 'time')}", form)
            for form, count in actor.forms.items()
            if form != actor.name
        ]

        async def options(words: str) -> Sequence[Option]:
            others = await (self.like(words) if words.strip() else self.likely(actor.name))
            return [*having(tuple(own), words), *(one.option() for one in others if one.ref.id != actor.id)]

        def taken(option: Option | None) -> None:
            if option is not None:
                other = option.value.ref.id if isinstance(option.value, Candidate) else cast(str, option.value)
                self._preview(Change("cannot-link", actor.id, others=(other,)))

        title, nothing = f"{drawable(actor.name)} is never one with", "no other name has that"
        self.screen.app.push_screen(
            Chooser(title, options, placeholder="a form of it, or a name, by typing", nothing=nothing), taken
        )

    def _split(self, subject: Subject, actor: Actor) -> None:
        options = [
            Option(f"“{form}”", counted(count, "time"), form)
            for form, count in sorted(actor.forms.items(), key=lambda one: one[0] != subject.form)
        ]

        def chosen(option: Option) -> None:
            change = Change("split", actor.id, forms=(cast(str, option.value),))
            everywhere = [Option("in all articles", "", change)] if len(actor.forms) > 1 else []
            here = [self.option_here("", replace(change, article=subject.article))] if subject.article else []
            self.choose_change(f"{option.words} is another", [*everywhere, *here])

        self.choose(f"Which form is not {drawable(actor.name)}?", options, chosen)

    def _rename(self, actor: Actor) -> None:
        def answered(name: str | None) -> None:
            name = " ".join((name or "").split())
            if name == actor.name:
                self.screen.say("that is the name already")
            elif name:
                self._preview(Change("rename", actor.id, name=name))

        suggestions = [form for form in actor.forms if form != actor.name]
        question = Question(f"Rename {drawable(actor.name)} to:", actor.name, suggestions=suggestions)
        self.screen.app.push_screen(question, answered)

    def _retype(self, actor: Actor) -> None:
        options = [
            Option(kind.value, "", Change("retype", actor.id, kind=kind), kind.value)
            for kind in ACTOR_KINDS
            if kind is not actor.kind
        ]
        self.choose_change(f"{drawable(actor.name)} is no {actor.kind.value}, but", options)

    def _ignore(self, subject: Subject, actor: Actor) -> None:
        form = subject.form if subject.form in actor.forms else ""
        whole = f"{drawable(actor.name)} with all forms"
        everything = Change("ignore", actor.id)
        options: list[Option] = []
        if form:
            one = replace(everything, forms=(form,))
            if subject.article:
                options.append(self.option_here(f"“{form}”", replace(one, article=subject.article)))
            options.append(Option(f"“{form}” everywhere", counted(actor.forms[form], "time"), one))
        if len(actor.forms) > 1 or not form:
            if subject.article:
                options.append(self.option_here(whole, replace(everything, article=subject.article)))
            options.append(Option(f"{whole}, everywhere", often(actor), everything))
        options += [
            Option(f"“{other}” everywhere", counted(count, "time"), replace(everything, forms=(other,)))
            for other, count in actor.forms.items()
            if other != form and len(actor.forms) > 1
        ]
        self.choose_change("What is no name?", options)

    def option_here(self, words: str, change: Change) -> Option:
        """A change of one article only; `words` say of what, where there is a choice."""
        return Option(f"{words}{', ' if words else ''}only in {self._label(change.article or '')}", "", change)

    def choose_change(self, title: str, options: Sequence[Option]) -> None:
        """One of several changes, which is shown before it is made."""
        self.choose(title, options, lambda option: self._preview(cast(Change, option.value)))

    # How it is asked

    def choose(self, title: str, options: Sequence[Option], then: Callable[[Option], None]) -> None:
        """One of several options, unless the reader wants none."""

        def chosen(option: Option | None) -> None:
            if option is not None:
                then(option)

        self.screen.app.push_screen(Chooser(title, options), chosen)

    def _with_actor(self, subject: Subject, then: Callable[[Subject, Actor], None]) -> None:
        """Goes on with the actor as it is by now, unless the reader has gone elsewhere meanwhile."""

        async def ask() -> None:
            asked_on = self.screen.app.screen
            actor = await self.screen.desk.actor(subject.actor)
            if self.screen.app.screen is asked_on:
                form = " ".join(subject.form.split())
                then(replace(subject, form=form if form in actor.forms else ""), actor)

        async def ask_first() -> None:
            try:
                await ask()
            finally:
                self.screen.app.screen.call_after_refresh(self.screen.typeahead.release)

        self.screen.typeahead.hold()  # what is typed meanwhile is meant for the question
        self._look_up(ask_first)

    def _preview(self, change: Change, more: Callable[[], None] | None = None) -> None:
        """Shows what a change would do; the sheet comes at once, but for a moment in which the answer may come too."""

        async def ask() -> None:
            asked = ensure_future(self.screen.desk.preview(change))
            await wait({asked}, timeout=LONG)
            sheet = ChangeSheet(asked, self._named, merging=more is not None)
            self.screen.app.push_screen(sheet, decided)

        def decided(decision: Decision | None) -> None:
            if decision == "make":
                self.screen.desk.correct(change)
            elif decision == "more" and more is not None:
                more()

        self._look_up(ask)

    def _look_up(self, ask: Callable[[], Awaitable[None]]) -> None:
        async def run() -> None:
            failure: DatelineError | None = None
            try:
                await ask()
            except DatelineError as error:
                failure = error
            except (Cancelled, CancelledError):
                return
            finally:
                self._looking_up -= 1
                self._stop_waiting()
            if failure is not None:
                self.failed(failure)

        self._looking_up += 1
        self._taking_long.then(self._say_looking_up)
        self.screen.run_worker(run(), group="correcting")

    def _say_looking_up(self) -> None:
        self._spoke = True
        self.screen.say(LOOKING_UP)

    def _stop_waiting(self) -> None:
        self._taking_long.cancel()
        if self._spoke:
            self._spoke = False
            (self.screen.room or self.screen).hush()

    def _named(self, article: str) -> Named | None:
        """What the list calls an article by its id; None where it is gone."""
        row = self.screen.row_of(article)
        return None if row is None else Named(row, self._label(article))

    def _label(self, article: str) -> str:
        return self.screen.labels.get(article, article)


def _call(option: Option) -> None:
    cast(Callable[[], None], option.value)()


def _candidate(actor: Actor) -> Candidate:
    return Candidate(actor.ref, actor.mentions, len(actor.articles))
