"""One long-lived thread that answers questions; of each kind only the latest is answered.

    put(slot, job) ──▶ pending: {slot: latest job} ──thread──▶ deliver(Reply)
                        a newer job of a slot replaces the older one, and makes a running one `cancelled()`
    order(slot, job) ─▶ orders: all of them, in turn, before any question, and still when the mailbox closes

No job is forgotten silently: one that will never run is abandoned, which cancels the future of a `call`.

The library is opened, used and closed in this thread only, so it may hold what belongs to a thread.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

from tui.values import Cancelled, DatelineError

Resource = TypeVar("Resource")
Answer = TypeVar("Answer")

Cancelling = Callable[[], bool]

ALWAYS = 0
"""The number of a reply that nothing newer can overtake."""
Job = Callable[[Resource, Cancelling], object]


@dataclass(frozen=True, slots=True)
class _Request(Generic[Resource]):
    """A job that waits."""

    number: int
    job: Job[Resource]
    abandon: Callable[[], object]
    """Called in place of the job when it will never run; outside the lock, since it may call anybody."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a job: its value, or the error that a user can understand, or the one nobody expected."""

    slot: str
    number: int
    value: object = None
    error: DatelineError | None = None
    broken: Exception | None = None


class Mailbox(Generic[Resource]):
    """Jobs get the resource and a function that says whether they have become pointless."""

    def __init__(
        self,
        open_resource: Callable[[], Resource],
        close_resource: Callable[[Resource], None],
        deliver: Callable[[Reply], object],
    ) -> None:
        self._open = open_resource
        self._close = close_resource
        self._deliver = deliver
        self._pending: dict[str, _Request[Resource]] = {}
        self._orders: deque[tuple[str, Job[Resource]]] = deque()
        self._numbers: dict[str, int] = {}
        self._wake = threading.Condition()
        self._closing = False
        self._over = False
        self._busy = False
        self._thread = threading.Thread(target=self._run, name="dateline-library", daemon=True)

    def start(self) -> None:
        """Opens the resource in the thread; a failure is delivered as the reply of slot `open`."""
        self._thread.start()

    def put(self, slot: str, job: Job[Resource], abandon: Callable[[], object] = lambda: None) -> int:
        """Takes the place of an older job of the slot; returns the number that its reply will carry.

        `abandon` is called where the job will never run: a newer one took its place, or nobody answers any more.
        """
        with self._wake:
            number = self._numbers.get(slot, 0) + 1
            self._numbers[slot] = number
            request = _Request(number, job, abandon)
            forgotten: _Request[Resource] | None = request
            if not (self._closing or self._over):
                forgotten = self._pending.get(slot)
                self._pending[slot] = request
            self._wake.notify_all()
        if forgotten is not None:
            forgotten.abandon()
        return number

    def order(self, slot: str, job: Job[Resource]) -> None:
        """Has something written: never dropped, in the order given, and its reply is always current.

        Orders are done before the questions that wait, so that those are answered with what was written.
        """
        with self._wake:
            if not self._over:
                self._orders.append((slot, job))
            self._wake.notify_all()

    def drop(self, slot: str) -> None:
        """Makes what is asked or being answered in a slot pointless."""
        with self._wake:
            self._numbers[slot] = self._numbers.get(slot, 0) + 1
            forgotten = self._pending.pop(slot, None)
        if forgotten is not None:
            forgotten.abandon()

    def is_latest(self, slot: str, number: int) -> bool:
        """False once something newer was put in the slot."""
        return self._numbers.get(slot) == number

    def call(self, slot: str, job: Callable[[Resource, Cancelling], Answer]) -> Future[Answer]:
        """As `put`, for one who waits for the answer; it is cancelled if the job will never run."""
        future: Future[Answer] = Future()

        def run(resource: Resource, cancelled: Cancelling) -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(job(resource, cancelled))
            except Exception as error:
                future.set_exception(error)
                if not isinstance(error, DatelineError | Cancelled):
                    raise

        self.put(slot, run, future.cancel)
        return future

    @property
    def idle(self) -> bool:
        """Nothing is asked and nothing is being answered."""
        with self._wake:
            return not self._pending and not self._orders and not self._busy

    def close(self, timeout: float = 2.0) -> None:
        """Ends the thread after the job it is at and all orders; waits at most `timeout` seconds for that."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._abandon_all()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _run(self) -> None:
        self._busy = True
        opened = self._attempt("open", ALWAYS, self._open)
        if opened is not None:
            try:
                while (request := self._next()) is not None:
                    self._answer(opened, *request)
            finally:
                self._close(opened)
        with self._wake:
            self._over = True
            self._busy = False
        self._abandon_all()

    def _abandon_all(self) -> None:
        with self._wake:
            forgotten = list(self._pending.values())
            self._pending.clear()
        for request in forgotten:
            request.abandon()

    def _next(self) -> tuple[str, int, Job[Resource]] | None:
        with self._wake:
            self._busy = False
            while not self._pending and not self._orders and not self._closing:
                self._wake.wait()
            if self._orders:
                self._busy = True
                ordered, order = self._orders.popleft()
                return ordered, ALWAYS, order
            if self._closing:
                return None
            slot = next(iter(self._pending))
            request = self._pending.pop(slot)
            self._busy = True
            return slot, request.number, request.job

    def _answer(self, resource: Resource, slot: str, number: int, job: Job[Resource]) -> None:
        def cancelled() -> bool:
            return number != ALWAYS and (self._closing or not self.is_latest(slot, number))

        value = self._attempt(slot, number, lambda: job(resource, cancelled))
        if value is not None and not cancelled():
            self._deliver(Reply(slot, number, value=value))

    def _attempt(self, slot: str, number: int, work: Callable[[], Answer]) -> Answer | None:
        try:
            return work()
        except Cancelled:
            return None
        except DatelineError as error:
            reply = Reply(slot, number, error=error)
        except Exception as error:  # noqa: BLE001  the event loop raises it again, where it ends the app with its traceback
            reply = Reply(slot, number, broken=error)
        if number == ALWAYS or self.is_latest(slot, number):
            self._deliver(reply)
        return None
