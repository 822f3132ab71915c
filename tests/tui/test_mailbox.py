"""Only the latest question of a kind is answered, in one thread that opens and closes what it uses."""

from __future__ import annotations

import threading
from queue import Queue

import pytest

from tui import mailbox as mailboxes
from tui.mailbox import FREE, HELD, Mailbox, Reply
from tui.values import Cancelled, DatelineError, LibraryMissing, NotebookBusy


class Box:
    """A mailbox over a list that notes what happened to it."""

    def __init__(self, opened: list[str] | DatelineError | None = None) -> None:
        self.replies: Queue[Reply] = Queue()
        self.threads: set[int] = set()
        self.closed = False
        self._opened = opened if opened is not None else []
        self.mailbox: Mailbox[list[str]] = Mailbox(self._open, self._close, self.replies.put)

    def _open(self) -> list[str]:
        self.threads.add(threading.get_ident())
        if isinstance(self._opened, DatelineError):
            raise self._opened
        return self._opened

    def _close(self, resource: list[str]) -> None:
        self.threads.add(threading.get_ident())
        self.closed = True

    def reply(self) -> Reply:
        return self.replies.get(timeout=5)


@pytest.fixture
def box() -> Box:
    return Box()


def test_a_newer_question_takes_the_place_of_one_that_waits(box: Box) -> None:
    for word in ("a", "ab", "abc"):
        box.mailbox.put("search", lambda resource, _, word=word: resource.append(word) or word)
    box.mailbox.start()
    assert box.reply().value == "abc"
    box.mailbox.close()
    assert box._opened == ["abc"]


def test_a_running_question_learns_that_it_was_overtaken_and_its_answer_is_dropped(box: Box) -> None:
    running, overtaken = threading.Event(), threading.Event()

    def slow(_: list[str], cancelled: object) -> str:
        running.set()
        assert overtaken.wait(5)
        assert callable(cancelled)
        if cancelled():
            raise Cancelled
        return "slow"

    box.mailbox.start()
    box.mailbox.put("search", slow)
    assert running.wait(5)
    number = box.mailbox.put("search", lambda *_: "fast")
    overtaken.set()
    reply = box.reply()
    assert (reply.value, reply.number) == ("fast", number)
    assert box.mailbox.is_latest("search", number)
    assert not box.mailbox.is_latest("search", number - 1)
    box.mailbox.close()
    assert box.replies.empty()


def test_questions_of_different_kinds_are_all_answered_in_order(box: Box) -> None:
    box.mailbox.put("a", lambda *_: 1)
    box.mailbox.put("b", lambda *_: 2)
    box.mailbox.start()
    assert [box.reply().value, box.reply().value] == [1, 2]
    box.mailbox.close()


def test_everything_happens_in_one_thread_which_is_not_this_one(box: Box) -> None:
    box.mailbox.start()
    box.mailbox.put("a", lambda *_: box.threads.add(threading.get_ident()) or 1)
    box.reply()
    box.mailbox.close()
    assert box.closed
    assert len(box.threads) == 1
    assert threading.get_ident() not in box.threads


def test_errors_come_back_as_replies_and_end_nothing(box: Box) -> None:
    def wrong(*_: object) -> None:
        raise DatelineError("no")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    box.mailbox.start()
    box.mailbox.put("a", wrong)
    assert box.reply().error is not None
    box.mailbox.put("a", broken)
    assert isinstance(box.reply().broken, ZeroDivisionError)
    box.mailbox.put("a", lambda *_: "still here")
    assert box.reply().value == "still here"
    box.mailbox.close()


def test_what_cannot_be_opened_is_said() -> None:
    box = Box(LibraryMissing("there is no library"))
    box.mailbox.start()
    reply = box.reply()
    assert reply.slot == "open"
    assert isinstance(reply.error, LibraryMissing)
    box.mailbox.close()


def test_a_dropped_question_is_not_answered(box: Box) -> None:
    box.mailbox.put("search", lambda *_: "no")
    box.mailbox.drop("search")
    box.mailbox.put("other", lambda *_: "yes")
    box.mailbox.start()
    assert box.reply().value == "yes"
    box.mailbox.close()
    assert box.replies.empty()


def test_one_who_waits_gets_the_answer_or_the_error(box: Box) -> None:
    def wrong(*_: object) -> str:
        raise DatelineError("no")

    box.mailbox.start()
    assert box.mailbox.call("a", lambda *_: 3).result(5) == 3
    with pytest.raises(DatelineError):
        box.mailbox.call("a", wrong).result(5)
    box.mailbox.close()


def test_one_whose_question_was_replaced_or_dropped_does_not_wait_for_ever(box: Box) -> None:
    first = box.mailbox.call("a", lambda *_: 1)
    second = box.mailbox.call("a", lambda *_: 2)
    dropped = box.mailbox.call("b", lambda *_: 3)
    box.mailbox.drop("b")
    assert first.cancelled()
    assert dropped.cancelled()
    box.mailbox.start()
    assert second.result(5) == 2
    box.mailbox.close()


def test_one_who_asks_what_will_never_be_opened_or_is_closed_does_not_wait_for_ever() -> None:
    box = Box(LibraryMissing("there is no library"))
    before = box.mailbox.call("a", lambda *_: 1)
    box.mailbox.start()
    box.reply()
    box.mailbox.close()
    assert before.cancelled()
    assert box.mailbox.call("a", lambda *_: 1).cancelled()
    assert box.mailbox.idle


def test_closing_ends_the_waiting_behind_a_job_that_runs(box: Box) -> None:
    running, going_on = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        running.set()
        going_on.wait(5)

    box.mailbox.start()
    box.mailbox.put("a", slow)
    assert running.wait(5)
    waiting = box.mailbox.call("b", lambda *_: 1)
    box.mailbox.close(timeout=0)
    assert waiting.cancelled()
    going_on.set()


def test_one_who_waits_hears_of_an_error_that_nobody_expected(box: Box) -> None:
    def broken(*_: object) -> int:
        raise ZeroDivisionError

    box.mailbox.start()
    with pytest.raises(ZeroDivisionError):
        box.mailbox.call("a", broken).result(5)
    assert isinstance(box.reply().broken, ZeroDivisionError)
    box.mailbox.close()


def test_orders_are_all_done_in_turn_and_before_the_questions(box: Box) -> None:
    box.mailbox.put("list", lambda resource, _: list(resource))
    for word in ("a", "b", "c"):
        box.mailbox.order("write", lambda resource, _, word=word: resource.append(word) or word)
    box.mailbox.start()
    assert [box.reply().value for _ in range(4)] == ["a", "b", "c", ["a", "b", "c"]]
    box.mailbox.close()


def test_what_was_ordered_is_written_though_the_mailbox_closes(box: Box) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_: list[str], __: object) -> str:
        begun.set()
        assert go_on.wait(5)
        return "slow"

    box.mailbox.put("search", slow)
    box.mailbox.start()
    assert begun.wait(5)
    for word in ("a", "b"):
        box.mailbox.order("write", lambda resource, _, word=word: resource.append(word))
    threading.Timer(0.05, go_on.set).start()
    box.mailbox.close()
    assert box.closed
    assert box._opened == ["a", "b"]


def test_the_error_of_an_order_is_told_though_a_newer_one_waits(box: Box) -> None:
    def refuse(_: list[str], __: object) -> None:
        raise DatelineError("the disk is full")

    box.mailbox.order("write", refuse)
    box.mailbox.order("write", lambda _, __: "done")
    box.mailbox.start()
    assert str(box.reply().error) == "the disk is full"
    assert box.reply().value == "done"
    box.mailbox.close()


class Notebook:
    """What an order writes in; while it is held every attempt is refused."""

    def __init__(self) -> None:
        self.held = True
        self.tried = threading.Event()

    def write(self, resource: list[str], word: str) -> str:
        self.tried.set()
        if self.held:
            raise NotebookBusy("held by another")
        resource.append(word)
        return word


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    monkeypatch.setattr(mailboxes, "RETRY_SECONDS", 0.01)
    monkeypatch.setattr(mailboxes, "TOLD_SECONDS", 0.02)
    return Notebook()


def test_an_order_that_is_held_lets_questions_pass_and_is_done_in_its_turn(box: Box, notebook: Notebook) -> None:
    box.mailbox.start()
    for word in ("a", "b"):
        box.mailbox.order("write", lambda resource, _, word=word: notebook.write(resource, word))
    assert notebook.tried.wait(5)
    box.mailbox.order("write", lambda resource, _: resource.append("c") or "c")
    assert box.mailbox.call("list", lambda resource, _: list(resource)).result(5) == []
    told = box.reply()
    assert (told.slot, str(told.error)) == (HELD, "held by another")
    assert box.mailbox.idle
    notebook.held = False
    assert [box.reply().value for _ in range(4)] == ["a", FREE, "b", "c"]
    box.mailbox.close()
    assert box._opened == ["a", "b", "c"]


def test_what_is_held_for_a_moment_is_not_worth_a_word(
    box: Box, notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailboxes, "TOLD_SECONDS", 60.0)
    box.mailbox.start()
    box.mailbox.order("write", lambda resource, _: notebook.write(resource, "a"))
    assert notebook.tried.wait(5)
    notebook.held = False
    assert box.reply().value == "a"
    box.mailbox.close()
    assert box.replies.empty()


def test_a_closed_mailbox_says_what_it_waits_for_and_still_writes_it(box: Box, notebook: Notebook) -> None:
    box.mailbox.start()
    box.mailbox.order("write", lambda resource, _: notebook.write(resource, "a"))
    assert notebook.tried.wait(5)
    assert isinstance(box.mailbox.close(), NotebookBusy)
    box.mailbox.order("write", lambda resource, _: notebook.write(resource, "b"))
    notebook.held = False
    assert box.mailbox.finish(5) == []
    assert box._opened == ["a", "b"]
    assert box.closed


def test_what_was_not_written_in_time_is_named(box: Box, notebook: Notebook) -> None:
    def refuse(_: list[str], __: object) -> None:
        raise DatelineError("the disk is full")

    box.mailbox.start()
    for word in ("a", "b"):
        box.mailbox.order("write", lambda resource, _, word=word: notebook.write(resource, word))
    assert notebook.tried.wait(5)
    assert box.mailbox.close() is not None
    assert [str(error) for error in box.mailbox.finish(0)] == ["held by another"] * 2
    other = Box()
    other.mailbox.order("write", refuse)
    other.mailbox.close()
    other.mailbox.start()
    assert [str(error) for error in other.mailbox.finish(5)] == ["the disk is full"]
