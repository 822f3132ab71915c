"""Lets a trained pipeline look at the names whenever an import is over, in a thread that follows it.

    import is over ──begin──▶ thread ──run──▶ pipeline's process ──▶ library
    key ──pause, go_on──────▶   │   ◀──────how far it is──┘
                                └──tell(Witness)──▶ header, report

To pause it ends the process, which frees what the pipeline takes of memory, too; what it has looked at stands.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from tui.protocols import BuildProgress, Pipeline, Run
from tui.render.witness import Witness
from tui.values import DatelineError


class Witnessing:
    """One run at a time; all but the thread itself may be called from any thread, and waits for nothing."""

    def __init__(
        self, pipeline: Pipeline, tell: Callable[[Witness], None], broken: Callable[[Exception], None]
    ) -> None:
        """`tell` gets every state of it, `broken` an error that is a fault of the program; either in any thread."""
        self._pipeline = pipeline
        self._tell = tell
        self._broken = broken
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._run: Run | None = None
        self._wanted = False
        self._over = False
        self._witness = Witness()

    @property
    def witness(self) -> Witness:
        """How far it is."""
        return self._witness

    @property
    def busy(self) -> bool:
        """Whether a run is under way, or one is wanted."""
        return self._run is not None or self._wanted

    def begin(self) -> None:
        """Look at what is new: now, or once more when what is at work is done."""
        with self._wake:
            self._wanted = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._follow, name="dateline-names", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def pause(self) -> None:
        """Stop, until `go_on`; the batch at work is done again then."""
        with self._wake:
            self._show(replace(self._witness, paused=True, at_work=False, left=None))
            if self._run is not None:
                self._wanted = True
                self._run.stop()

    def go_on(self) -> None:
        """From where it was paused."""
        with self._wake:
            at_work = self._wanted and self._witness.done < self._witness.total
            self._show(replace(self._witness, paused=False, at_work=at_work))
            self._wake.notify_all()

    def end(self) -> None:
        """No more of it; what is at work ends, and is not waited for."""
        with self._wake:
            self._over = True
            if self._run is not None:
                self._run.stop()
            self._wake.notify_all()

    def _show(self, witness: Witness) -> None:
        if witness != self._witness and not self._over:
            self._witness = witness
            self._tell(witness)

    def _follow(self) -> None:
        try:
            if self._is_there():
                while self._next():
                    self._run_through()
        except Exception as error:  # noqa: BLE001  the event loop raises it again, where it ends the app with its traceback
            self._broken(error)

    def _is_there(self) -> bool:
        try:
            called = self._pipeline.called()
        except DatelineError as error:
            with self._wake:
                self._show(Witness(missing=error))
            return False
        with self._wake:
            self._show(replace(self._witness, pipeline=called))
        return True

    def _next(self) -> bool:
        """Waits until a run is to begin; False where none will."""
        with self._wake:
            while not self._over and (self._witness.paused or not self._wanted):
                self._wake.wait()
            self._wanted = False
            self._run = None if self._over else self._pipeline.look()
            return self._run is not None

    def _run_through(self) -> None:
        assert self._run is not None
        self._run.run(self._hear)
        with self._wake:
            self._run = None

    def _hear(self, progress: BuildProgress) -> None:
        with self._wake:
            paused, total = self._witness.paused, progress.total or 0
            at_work = not paused and not progress.finished and progress.done < total
            if progress.finished and not total:  # it has not come to count the articles
                self._show(replace(self._witness, at_work=False, left=None, trouble=progress.error))
                return
            left = progress.eta_seconds if at_work else None
            self._show(
                replace(
                    self._witness, done=progress.done, total=total, left=left, at_work=at_work, trouble=progress.error
                )
            )
