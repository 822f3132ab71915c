"""The actor screen: what an actor is called and by whom, with whom it stands, when and where it is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from tui import inquiries, keys
from tui.desk import Desk
from tui.history import Place
from tui.inquiries import Between, Told
from tui.messages import Aim
from tui.render.cells import drawable
from tui.render.dossier import FEW_CALLED, MOST_CALLED, Dossier, Rest, facts
from tui.render.leads import Sentence
from tui.render.option import Option
from tui.render.timeline import period_options
from tui.screens.asking import Chooser
from tui.screens.panes import room_for
from tui.screens.pause import Pause
from tui.screens.room import Outcome, Room, asked_for, in_context
from tui.settings import in_force
from tui.values import Called, DatelineError, Description, Evidence, FormCount, Timeline, counted
from tui.widgets.dossier_lists import AboutList, CompanyList, NamingList
from tui.widgets.line import PaneHeading
from tui.widgets.row_list import RowList
from tui.widgets.sentence_list import SentenceList

LOW = 20
"""Rows below which one part is shown at a time."""
SHORT = 30
"""Rows below which no blank line is spent."""


class ActorRoom(Room):
    """Four parts: about, company, sentences (beside the company, or in its place), articles."""

    FOOTER = "actor"

    def __init__(self, desk: Desk, place: Place, leave: Callable[[Outcome], None], *, boilerplate: bool) -> None:
        super().__init__(desk, place, leave, boilerplate=boilerplate)
        self.dossier: Dossier | None = None
        self._between: Between | None = None
        self.about = AboutList(id="about")
        self.company = CompanyList(id="company")
        self.sentences = SentenceList(id="between")
        self.namings = NamingList(id="namings")
        self._company_heading = PaneHeading("With whom, in one sentence")
        self._sentences_heading = PaneHeading("", "below")
        self._namings_heading = PaneHeading("Articles")
        self._resting = Pause(self)
        self._to_sentences = False
        """The sentences are to have the focus when they come."""

    def compose_parts(self) -> ComposeResult:
        yield Vertical(self.about, id="about-part")
        with Horizontal(id="company-row"):
            yield Vertical(self._company_heading, self.company, id="company-part")
            yield Vertical(self._sentences_heading, self.sentences, id="between-part")
        yield Vertical(self._namings_heading, self.namings, id="namings-part")

    # Parts

    @property
    def wide(self) -> bool:
        """Whether the sentences stand beside the company."""
        return room_for(self.size.width or self.app.size.width) > 1

    def parts(self) -> list[Widget]:
        between = [self.sentences] if self.wide or self.focused is self.sentences else []
        return [self.about, self.company, *between, self.namings]

    def headings(self) -> dict[Widget, PaneHeading]:
        return {
            self.company: self._company_heading,
            self.sentences: self._sentences_heading,
            self.namings: self._namings_heading,
        }

    @property
    def pauses(self) -> tuple[Pause, ...]:
        return (self._resting,)

    def lay_out(self, here: Widget | None = None) -> None:
        here = here or self.focused or self.company
        rows = self.size.height or self.app.size.height
        alone = self._zoomed or rows < LOW or in_force().accessible
        beside = here in (self.company, self.sentences)
        shown = {
            "#about-part": not alone or here is self.about,
            "#company-row": not alone or beside,
            "#company-part": self.wide or here is not self.sentences,
            "#between-part": self.wide or here is self.sentences,
            "#namings-part": not alone or here is self.namings,
        }
        for selector, show in shown.items():
            self.query_one(selector).display = show
        self.set_class(alone, "-alone")
        self.set_class(rows < SHORT, "-short")
        self.about.limit(FEW_CALLED if rows < SHORT else MOST_CALLED)
        self.set_class(self.wide, "-wide")
        self.set_class(room_for(self.size.width) == 3, "-widest")
        self._company_heading.first = True
        self._namings_heading.first = True
        self._sentences_heading.first = not self.wide

    # Answers

    def ask(self) -> None:
        actor = self.dossier.profile.actor.id if self.dossier else self.place.actor
        self.inquire("actor", inquiries.dossier(actor, self.place.article))

    def show(self, value: object) -> None:
        if isinstance(value, Dossier):
            self._show_dossier(value)
        elif isinstance(value, Between):
            self._show_between(value)
        elif isinstance(value, Told):
            self._show_called(value)

    def failed(self, error: DatelineError) -> None:
        if self.dossier is None:
            self.head.say("Nobody")
            self.company.say_empty("")
        super().failed(error)

    def _show_dossier(self, dossier: Dossier) -> None:
        first = self.dossier is None
        before = None if first else self.company.lead_at(self.company.cursor)
        naming = None if first else self.namings.naming_at(self.namings.cursor)
        other = self.place.other if first else before.other.id if before else ""
        article = self.place.article if first else naming.row.id if naming else ""
        known = self.dossier.called if self.dossier else dossier.called
        # What was read before stands until as much has been read anew.
        self.dossier = replace(dossier, called=known) if known.read > dossier.called.read else dossier
        dossier, begun = self.dossier, dossier.called
        actor = dossier.profile.actor
        self.head.say(actor.name, facts(dossier), actor.kind.value)
        begin = self.place.row if self.place.part == "about" else 0
        self.about.show(dossier, begin if first else self.about.cursor)
        self.company.say_empty("named with no one in a sentence")
        self.company.show_company(dossier.company, dossier.labels, other, keep_place=not first)
        self.namings.show(dossier.namings, article, keep_place=not first)
        self._name_parts(dossier)
        if first:
            self._begin_at(self.place.part)
        self._ask_between()
        self._read_on(begun)

    def _read_on(self, called: Called) -> None:
        """Has more articles read for what sources call it."""
        if self.dossier is not None and inquiries.can_read_on(called):
            self.inquire("called", inquiries.called(self.dossier.profile.actor.id, called))

    def _show_called(self, told: Told) -> None:
        if self.dossier is None or told.actor != self.dossier.profile.actor.id:
            return
        if told.called.read >= self.dossier.called.read or not inquiries.can_read_on(told.called):
            self.dossier = replace(self.dossier, called=told.called)
            self.about.show_called(self.dossier)
        self._read_on(told.called)

    def _name_parts(self, dossier: Dossier) -> None:
        cut = len(dossier.company) < dossier.company_total
        company = f"{len(dossier.company):,} of {dossier.company_total:,}" if cut else f"{dossier.company_total:,}"
        self._company_heading.say("With whom, in one sentence", company)
        self._namings_heading.say("Articles that name it", f"{len(dossier.namings):,}")

    def _begin_at(self, part: str) -> None:
        """Goes to the part that had the cursor when one was here last, else to the first that has something to say."""
        self._to_sentences = part == "sentences"
        parts: dict[str, RowList] = {"about": self.about, "company": self.company, "articles": self.namings}
        self.go_to(parts.get(part, self.company if self.company.count else self.about))

    # Sentences of the row under the cursor

    @on(RowList.Moved, "#company")
    def _company_moved(self) -> None:
        if self.wide:
            self._resting.then(self._ask_between)

    def _ask_between(self) -> None:
        """Asks for the sentences that name the actor and the one under the cursor."""
        lead = self.company.lead_at(self.company.cursor)
        if lead is None or self.dossier is None:
            self.sentences.show(())
            self._sentences_heading.say("")
        elif self.wide or self.focused is self.sentences or self._to_sentences:
            self.inquire("between", inquiries.between(self.dossier.profile.actor.id, lead.other.id))

    @on(RowList.Opened, "#company")
    def _company_opened(self) -> None:
        lead = self.company.lead_at(self.company.cursor)
        shown = self._between
        if lead is not None and shown is not None and shown.other == lead.other.id:
            self.go_to(self.sentences)
        else:
            self._to_sentences = True
            self._resting.cancel()
            self._ask_between()

    def _show_between(self, between: Between) -> None:
        lead = self.company.lead_at(self.company.cursor)
        if lead is None or lead.other.id != between.other:
            return
        before = self._between
        same = before is not None and before.other == between.other
        self._between = between
        found = between.sentences
        row = self.sentences.cursor if same else 0
        if self._to_sentences and self.place.part == "sentences" and before is None:
            row = self.place.row
        self.sentences.say_empty("no sentence names both any more")
        self.sentences.show(found.sentences if found else (), row)
        if found is None:
            self._sentences_heading.say(drawable(lead.other.name))
        else:
            cut = len(found.sentences) < found.count
            count = f"{len(found.sentences):,} of " if cut else ""
            self._sentences_heading.say(
                f"{drawable(found.actor.name)} and {drawable(found.other.name)}",
                f"{count}{counted(found.count, 'sentence')}, {counted(found.articles, 'article')}",
            )
        if self._to_sentences:
            self._to_sentences = False
            self.go_to(self.sentences)

    # Opening what stands behind a row

    @on(RowList.Opened, "#between")
    def _sentence_opened(self, message: RowList.Opened) -> None:
        sentence = self.sentences.sentence_at(message.index)
        if sentence is not None:
            self._read(sentence.evidence)

    @on(RowList.Opened, "#about")
    def _about_opened(self, message: RowList.Opened) -> None:
        row = self.about.row(message.index)
        match row.leads_to if row else None:
            case Sentence() as sentence:
                self._read(sentence.evidence)
            case Description() as description:
                self._read(description.evidence)
            case Timeline() as timeline:
                self._choose_period(timeline)
            case Rest():
                self.about.unfold()
            case FormCount() as form:
                self.leave(in_context(self.chosen_actor(), form.form))

    def _choose_period(self, timeline: Timeline) -> None:
        """Offers the periods; the articles of the one that is chosen are what a search finds."""

        def chosen(option: Option | None) -> None:
            if option is not None:
                self.leave(Place("list", f"{asked_for(self._actor)} {option.value}"))

        step = timeline.step.value
        chooser = Chooser(f"Articles of which {step}?", period_options(timeline), placeholder=f"a {step}, by typing")
        self.app.push_screen(chooser, chosen)

    @on(RowList.Opened, "#namings")
    def _article_opened(self, message: RowList.Opened) -> None:
        naming = self.namings.naming_at(message.index)
        if naming is not None:
            actor = self._actor
            self.leave(Aim(naming.row.id, focus=True, remember=True, actor=actor, first_of=actor))

    def _read(self, place: Evidence) -> None:
        spot = (place.start, place.end)
        self.leave(Aim(place.article, "", place.start, spot, focus=True, remember=True, actor=self._actor))

    # Keys

    @property
    def _actor(self) -> str:
        """The actor that the screen is about."""
        return self.dossier.profile.actor.id if self.dossier else self.place.actor

    def chosen_actor(self) -> str:
        return self._actor

    def action_actor(self) -> None:
        lead = self.company.lead_at(self.company.cursor)
        if self.focused in (self.company, self.sentences) and lead is not None:
            self.leave(Place("actor", actor=lead.other.id))
        else:
            self.say(f"this is its screen; on a row of those it stands with, {keys.first('actor')} opens theirs")

    def action_leave(self) -> None:
        if self.focused is self.sentences:
            self.go_to(self.company)
        else:
            super().action_leave()

    def action_back(self) -> None:
        if self.focused is self.sentences:
            self.go_to(self.company)
        else:
            super().action_back()

    # The place

    def here(self) -> Place:
        if self.dossier is None:
            return self.place
        lead = self.company.lead_at(self.company.cursor)
        naming = self.namings.naming_at(self.namings.cursor)
        part, row = "company", 0
        if self.focused is self.sentences:
            part, row = "sentences", self.sentences.cursor
        elif self.focused is self.about:
            part, row = "about", self.about.cursor
        elif self.focused is self.namings:
            part = "articles"
        return Place(
            "actor",
            actor=self._actor,
            other=lead.other.id if lead else "",
            article=naming.row.id if naming else "",
            part=part,
            row=row,
        )
