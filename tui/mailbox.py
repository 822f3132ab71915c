"""One long-lived thread that answers questions; of each kind only the latest is answered.

    put(slot, job) ──▶ pending: {slot: latest job} ──thread──▶ deliver(Reply)
                        a newer job of a slot replaces the older one, and makes a running one `cancelled()`
    order(slot, job) ─▶ orders: all of them, in turn, before any question, and still when the mailbox closes
                          one that finds the notebook held by another process is held, too: it is tried again and
                          again, those behind it wait, and questions are answered meanwhile

No job is forgotten silently: one that will never run is abandoned, which cancels the future of a `call`.

The library is opened, used and closed in this thread only, so it may hold what belongs to a thread.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

from tui.values import Cancelled, DatelineError, NotebookBusy

Resource = TypeVar("Resource")
Answer = TypeVar("Answer")

Cancelling = Callable[[], bool]

ALWAYS = 0
"""The number of a reply that nothing newer can overtake."""
Job = Callable[[Resource, Cancelling], object]

HELD = "held"
"""The slot in which it is told that orders wait for another process, with the error, and with FREE that none does."""
FREE = "free"

RETRY_SECONDS = 0.25
"""How long an order that is held lets questions go on before it is tried again; an attempt takes a tenth."""
TOLD_SECONDS = 1.0
"""After so long it is told: what takes less is not worth a word."""


@dataclass(frozen=True, slots=True)
class _Request(Generic[Resource]):
    """A job that waits."""

    number: int
    job: Job[Resource]
    abandon: Callable[[], object]
    """Called in place of the job when it will never run; outside the lock, since it may call anybody."""


@dataclass(frozen=True, slots=True)
class _Held:
    """Why the orders wait; times are those of `time.monotonic`."""

    error: NotebookBusy
    since: float
    again: float
    told: bool


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
        """The first one stays here until it is done."""
        self._held: _Held | None = None
        self._failed: list[DatelineError] = []
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

        Orders are done before the questions that wait, so that those are answered with what was written, unless
        another process holds the notebook.
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
        """Nothing is asked and nothing is being answered; what another process holds up may still wait."""
        with self._wake:
            return not self._pending and not self._busy and (not self._orders or self._held is not None)

    def close(self, timeout: float = 2.0) -> NotebookBusy | None:
        """Ends the thread after the job it is at and all orders; waits at most `timeout` seconds for that.

        Waits for no other process: where one holds up the orders it says which, and they are still tried.
        """
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._abandon_all()
        with self._wake:
            if self._thread.is_alive():
                self._wake.wait_for(lambda: self._over or self._held is not None, timeout)
            return self._held.error if self._held is not None and not self._over else None

    def finish(self, timeout: float) -> list[DatelineError]:
        """After `close`: waits at most `timeout` seconds for the orders; returns why some were not done."""
        with self._wake:
            if self._thread.is_alive():
                self._wake.wait_for(lambda: self._over, timeout)
            self._over = True
            left = [self._held.error] * len(self._orders) if self._held is not None else []
            return [*self._failed, *left]

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
            self._wake.notify_all()
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
            while not self._over:
                held = 0.0 if self._held is None else self._held.again - time.monotonic()
                if self._orders and held <= 0:
                    self._busy = True
                    ordered, order = self._orders[0]
                    return ordered, ALWAYS, order
                if self._pending and not self._closing:
                    slot = next(iter(self._pending))
                    request = self._pending.pop(slot)
                    self._busy = True
                    return slot, request.number, request.job
                if self._closing and not self._orders:
                    break
                self._wake.wait(held if self._orders else None)
            return None

    def _answer(self, resource: Resource, slot: str, number: int, job: Job[Resource]) -> None:
        def cancelled() -> bool:
            return number != ALWAYS and (self._closing or not self.is_latest(slot, number))

        try:
            value = self._attempt(slot, number, lambda: job(resource, cancelled))
        except NotebookBusy as error:
            self._hold(error)
            return
        if value is not None and not cancelled():
            self._tell(Reply(slot, number, value=value))
        if number == ALWAYS:
            self._ordered()

    def _hold(self, error: NotebookBusy) -> None:
        now = time.monotonic()
        with self._wake:
            since = now if self._held is None else self._held.since
            told = self._held is not None and self._held.told
            tell = not told and now - since >= TOLD_SECONDS
            self._held = _Held(error, since, now + RETRY_SECONDS, told or tell)
            self._wake.notify_all()
        if tell:
            self._tell(Reply(HELD, ALWAYS, error=error))

    def _ordered(self) -> None:
        """The first order is done, or refused for good."""
        with self._wake:
            self._orders.popleft()
            free = self._held is not None and self._held.told
            self._held = None
        if free:
            self._tell(Reply(HELD, ALWAYS, value=FREE))

    def _tell(self, reply: Reply) -> None:
        """Once the mailbox closes nobody listens any more; what went wrong is kept for `finish`."""
        with self._wake:
            closing = self._closing
            if closing and reply.error is not None:
                self._failed.append(reply.error)
        if not closing:
            self._deliver(reply)

    def _attempt(self, slot: str, number: int, work: Callable[[], Answer]) -> Answer | None:
        """Raises NotebookBusy for an order only, which is tried again."""
        try:
            return work()
        except Cancelled:
            return None
        except NotebookBusy as error:
            if number == ALWAYS:
                raise
            reply = Reply(slot, number, error=error)
        except DatelineError as error:
            reply = Reply(slot, number, error=error)
        except Exception as error:  # noqa: BLE001  the event loop raises it again, where it ends the app with its traceback
            reply = Reply(slot, number, broken=error)
        if number == ALWAYS or self.is_latest(slot, number):
            self._tell(reply)
        return None
