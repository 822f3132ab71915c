"""Cross-references: names of the article, with whom an actor stands, and the sentences that say so."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from tui.desk import Desk
from tui.history import Place
from tui.messages import Aim, Gone, Leads, Sentences
from tui.render.cells import drawable
from tui.render.leads import summary
from tui.screens.opening import Opening
from tui.screens.pause import LONG, LOOKING_UP, Pause
from tui.values import Mention, counted
from tui.widgets.article_view import ArticleView
from tui.widgets.row_list import RowList


class Referring(Opening):
    """Knows the chosen actor, and which two actors the page of sentences is about."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.leads: Leads | None = None
        self.evidence: Sentences | None = None
        self._chosen = ""
        self._choosing = Pause(self)
        self._taking_long_beside = Pause(self, LONG)

    # Choosing an actor

    def keep_actor(self) -> None:
        first = self.names.actor_at(0)
        if not self._chosen and first is not None:
            self.choose_actor(first.id, references=False)

    def choose_actor(self, actor: str, references: bool) -> None:
        if not actor:
            self._chosen = ""
            self.leads = None
            self._taking_long_beside.cancel()
            self._clear_references("")
            return
        self._point_at(actor)
        if references or actor != self._chosen:
            self._ask_leads(actor, focus=references, remember=references)

    def _point_at(self, actor: str) -> None:
        """Moves the cursor of the names to an actor, if the article names it."""
        index = self.names.index_of(actor)
        if index is not None and index != self.names.cursor:
            with self.names.prevent(RowList.Moved):
                self.names.move_to(index)

    def _ask_leads(self, actor: str, *, other: str = "", focus: bool = False, remember: bool = False) -> None:
        self._chosen = actor
        if focus:
            self.set_out("leads")
        if remember:
            self._travelling = 0
        self.desk.leads(actor, other=other, focus=focus, remember=remember)
        if focus or not self._taking_long_beside.waiting:
            self._taking_long_beside.then(self._say_looking_up)

    def _say_looking_up(self) -> None:
        """Another actor's cross-references have stood for long enough as if they were the answer."""
        if self.leads is None or self.leads.actor.id != self._chosen:
            self.leads = None
            self._clear_references(LOOKING_UP)

    def _clear_references(self, words: str) -> None:
        """None are beside the page; `words` say why."""
        self.references.show((), {})
        self.references.say_empty(words)
        self.references_heading.say("Cross-references")

    def leads_failed(self) -> None:
        """They will not come."""
        self._taking_long_beside.cancel()
        if self.leads is None:
            self._clear_references("")

    def stay(self, slot: str) -> None:
        super().stay(slot)
        if slot == "leads":  # beside the page they are wanted all the same
            self._ask_leads(self._chosen)

    def _ask_evidence(self, actor: str, other: str, *, row: int = 0, remember: bool = False) -> None:
        self.set_out("evidence")
        if remember:
            self._travelling = 0
        self.desk.evidence(actor, other, row=row, remember=remember)

    @on(RowList.Moved, "#names")
    def _names_moved(self, message: RowList.Moved) -> None:
        actor = self.names.actor_at(message.index)
        if actor is not None:
            self._soon(actor.id)

    @on(RowList.Opened, "#names")
    def _name_chosen(self, message: RowList.Opened) -> None:
        actor = self.names.actor_at(message.index)
        if actor is not None:
            self.choose_actor(actor.id, references=True)

    @on(ArticleView.NameMoved)
    def _name_walked(self, message: ArticleView.NameMoved) -> None:
        words = drawable(self.words_of(message.mention))
        round_ = ", round again" if message.wrapped else ""
        self.say(f"{words} · {message.mention.kind.value} · name {message.number} of {message.total}{round_}")
        if message.mention.actor:
            self._soon(message.mention.actor)

    @on(ArticleView.NameOpened)
    def _name_opened(self, message: ArticleView.NameOpened) -> None:
        if message.mention.actor is None:
            self.say(f"{self.words_of(message.mention)}: names are still being resolved")
        else:
            self.choose_actor(message.mention.actor, references=True)

    def words_of(self, mention: Mention) -> str:
        """How the article on the page writes a name."""
        return self.reading.article.text[mention.start : mention.end] if self.reading else ""

    def _soon(self, actor: str) -> None:
        """Chooses an actor once the key that moves rests."""
        self._choosing.then(lambda: self.choose_actor(actor, references=False))

    def action_references(self) -> None:
        row = self.articles.article_at(self.articles.cursor)
        if self.place == "list" and row is not None and not (self.reading and self.reading.article.id == row.id):
            self.read(Aim(row.id, query=self.searched, references=True))
            return
        current = self.page.current
        actor = current.actor if current is not None and self.place == "page" else None
        chosen = self.names.actor_at(self.names.cursor if self.place in ("names", "references") else 0)
        if actor or chosen:
            self.choose_actor(actor or (chosen.id if chosen else ""), references=True)
        else:
            self.say(self.no_name())

    # Answers

    def show_leads(self, leads: Leads) -> None:
        """With whom the chosen actor stands."""
        leaving = self.here()
        self._taking_long_beside.cancel()
        self._chosen = leads.actor.id
        if leads.focus:
            self._travelling = 0
        self.leads = leads
        self.page.show_actor(leads.actor.id)
        self.references.say_empty("named with no one in a sentence")
        self.references.show(leads.leads, self.labels)
        self.references.move_to(self.references.index_of(leads.other))
        cut = f"{len(leads.leads):,} of {leads.total:,}" if leads.total > len(leads.leads) else ""
        self.references_heading.say(f"With {drawable(leads.actor.name)}", cut)
        if leads.remember:
            self.history.visit(Place("side", self.searched, actor=leads.actor.id), leaving)
        if leads.focus:
            self.go_to(self.references, f"{drawable(leads.actor.name)}: {summary(leads.actor, 200)}")

    def renew_leads(self) -> None:
        if self.leads is not None:
            self.desk.leads_again(self.leads.actor.id)

    def show_leads_again(self, leads: Leads) -> None:
        """What has changed since in the cross-references, with the cursor where it is; nothing if others are shown."""
        shown = self.leads
        if shown is None or shown.actor.id != leads.asked:
            return
        if (leads.actor, leads.leads, leads.total) != (shown.actor, shown.leads, shown.total):
            at = self.references.lead_at(self.references.cursor)
            self._point_at(leads.actor.id)
            self.show_leads(replace(leads, other=at.other.id if at else ""))

    def show_gone(self, gone: Gone) -> None:
        """The actor of the cross-references is no name any more, or the two of the sentences are in none."""
        if gone.other:
            if self.evidence is not None and self.evidence.asked == (gone.actor, gone.other):
                self.sentences.say_empty("no sentence names both any more")
                self.sentences.show(())
                self.page_heading.say(self.page_heading.title, "")
        elif self.leads is not None and self.leads.actor.id == gone.actor:
            first = self.names.actor_at(0)
            self.choose_actor(first.id if first else "", references=False)

    def renew_evidence(self) -> None:
        if self.evidence is not None and self.shows_sentences:
            self.desk.evidence_again(*self.evidence.asked)

    def show_evidence_again(self, evidence: Sentences) -> None:
        """What has changed since in the sentences on the page, with the cursor where it is."""
        shown = self.evidence
        if shown is None or not self.shows_sentences or shown.asked != evidence.asked:
            return
        if replace(evidence, row=shown.row, remember=shown.remember) == shown:
            return
        at = self.sentences.sentence_at(self.sentences.cursor)
        row = next((row for row, one in enumerate(evidence.sentences) if at and one.evidence == at.evidence), 0)
        self.evidence = evidence
        self._name_evidence(evidence)
        self.sentences.show(evidence.sentences, row)

    @on(RowList.Opened, "#references")
    def _reference_opened(self, message: RowList.Opened) -> None:
        lead = self.references.lead_at(message.index)
        if lead is not None and self.leads is not None:
            self._ask_evidence(self.leads.actor.id, lead.other.id, remember=True)

    def show_evidence(self, evidence: Sentences) -> None:
        """The sentences of two actors take the place of the article."""
        leaving = self.here()
        self._travelling = 0
        self.evidence = evidence
        if evidence.remember:
            place = Place("sentences", self.searched, actor=evidence.actor.id, other=evidence.other.id)
            self.history.visit(place, leaving)
        self.add_class("-sentences")
        self._name_evidence(evidence)
        self.sentences.show(evidence.sentences, evidence.row)
        self.go_to(self.sentences)

    def _name_evidence(self, evidence: Sentences) -> None:
        shown = len(evidence.sentences)
        count = counted(evidence.count, "sentence")
        count = f"{shown:,} of {count}" if shown < evidence.count else count
        names = f"{drawable(evidence.actor.name)} and {drawable(evidence.other.name)}"
        self.page_heading.say(names, f"{count}, {counted(evidence.articles, 'article')}")

    @on(RowList.Opened, "#sentences")
    def _sentence_opened(self, message: RowList.Opened) -> None:
        sentence = self.sentences.sentence_at(message.index)
        if sentence is not None:
            place = sentence.evidence
            actor = self.leads.actor.id if self.leads else ""
            aim = Aim(place.article, "", place.start, (place.start, place.end), focus=True, remember=True, actor=actor)
            self.read(aim)

    # History

    def here(self) -> Place:
        if self.place == "sentences" and self.evidence is not None:
            one = self.evidence
            return Place("sentences", self.searched, actor=one.actor.id, other=one.other.id, row=self.sentences.cursor)
        if self.place in ("names", "references") and self.leads is not None:
            lead = self.references.lead_at(self.references.cursor)
            return Place("side", self.searched, actor=self.leads.actor.id, other=lead.other.id if lead else "")
        return super().here()

    def return_to(self, place: Place) -> None:
        if place.kind == "sentences":
            self._ask_evidence(place.actor, place.other, row=place.row)
        elif place.kind == "side":
            self._ask_leads(place.actor, other=place.other, focus=True)
        else:
            super().return_to(place)
