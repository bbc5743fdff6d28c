"""Work beside the window: one thread a lane, results delivered in the window's thread."""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from pos.domain.words.errors import CashierError
from ui.kit.collecting import COLLECTING

T = TypeVar("T")


class StepBroken(CashierError):
    """What the person is told of a mistake of the program, beside the crash window."""

    text = "Comptoir met a mistake of its own and did not finish this step. The cart is kept. Try again."


@dataclass(frozen=True, slots=True)
class Step:
    """How far a piece of work is: `done` of `total` (0: not known), with a word about it."""

    title: str
    done: int
    total: int
    text: str = ""


class Progress:
    """Handed to the work: it reports here, and asks here whether it should stop."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()
        self._hang_up: Callable[[], None] | None = None

    @property
    def cancelled(self) -> bool:
        """Tell whether the person asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe place, and end what it waits for."""
        self._cancelled.set()
        if (hang_up := self._hang_up) is not None:
            hang_up()

    def waits_for(self, hang_up: Callable[[], None]) -> None:
        """The work may wait for a line; this ends it, from any thread."""
        self._hang_up = hang_up
        if self.cancelled:
            hang_up()

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than until somebody asks to stop."""
        self._cancelled.wait(seconds)

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far it is; cheap enough for every hundredth row."""
        self._report(done, total, text)


@dataclass(eq=False, slots=True)
class _Job:
    work: Callable[[Progress], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[CashierError], None] | None
    title: str
    quiet: bool
    latest: str
    progress: Progress = field(init=False)


class Lane(QObject):
    """One worker thread that does one thing after the other; it touches no widget.

    A CashierError goes to the job's `failed` (or to the signal `refused`). Anything else goes to the crash
    hook, and `failed` hears of it too, so that nobody waits for ever for what broke.
    """

    busy_changed = Signal(bool)
    progressed = Signal(object)  # Step
    finished = Signal()  # a job that is not quiet is over
    refused = Signal(object)  # CashierError nobody else takes
    _ended = Signal(object, object, object)  # job, result, error

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._jobs: deque[_Job] = deque()
        self._running: _Job | None = None
        self._undelivered = 0
        self._wake = threading.Condition()
        self._closing = self._drops = False
        self._thread: threading.Thread | None = None
        self._ended.connect(self._deliver)

    @property
    def busy(self) -> bool:
        """Tell whether anything runs, waits, or has a result not yet delivered."""
        return self._undelivered > 0

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[CashierError], None] | None = None,
        title: str = "",
        quiet: bool = True,
        latest: str = "",
    ) -> Progress:
        """Do the work in the lane, then call `done` with its result in the window's thread.

        `quiet=False` shows `title` and progress in the status bar. `latest` names work of which only the
        newest counts (saving a draft): one that still waits under this name is dropped.
        Returns the handle to cancel.
        """
        job = _Job(work, done, failed, title, quiet, latest)
        job.progress = Progress(lambda n, total, text: self._report(job, n, total, text))
        with self._wake:
            if self._drops:  # what a last result asks for is dropped like what waited
                job.progress.cancel()
                return job.progress
            if self._closing:
                raise RuntimeError(f"the lane {self._name} is closed")
            if latest:
                self._drop(latest)
            self._jobs.append(job)
            self._undelivered += 1
            if self._thread is None:
                COLLECTING.begin(self)
                self._thread = threading.Thread(target=self._work, name=self._name)
                self._thread.start()
            self._wake.notify()
        self.busy_changed.emit(True)
        return job.progress

    def close(self, *, cancel: bool = False) -> None:
        """Finish what waits (or ask it to stop), end the thread, and deliver the results."""
        with self._wake:
            self._closing, self._drops = True, cancel
            if cancel:
                self._undelivered -= len(self._jobs)
                self._jobs.clear()
                if self._running is not None:
                    self._running.progress.cancel()
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            COLLECTING.end(self)
        QCoreApplication.sendPostedEvents(self)

    def _drop(self, latest: str) -> None:
        kept = deque(one for one in self._jobs if one.latest != latest)
        self._undelivered -= len(self._jobs) - len(kept)
        self._jobs = kept

    def _report(self, job: _Job, done: int, total: int, text: str) -> None:
        if not job.quiet:
            self.progressed.emit(Step(job.title, done, total, text))

    def _work(self) -> None:
        while (job := self._next()) is not None:
            result, error = None, None
            self._report(job, 0, 0, "")
            try:
                result = job.work(job.progress)
            except Exception as raised:  # the lane must live on; the error is delivered with the job
                error = raised
            self._ended.emit(job, result, error)
            del job, result, error

    def _next(self) -> _Job | None:
        with self._wake:
            self._running = None
            while not self._jobs:
                if self._closing:
                    return None
                self._wake.wait()
            self._running = self._jobs.popleft()
            return self._running

    def _deliver(self, job: _Job, result: Any, error: Exception | None) -> None:
        with self._wake:
            self._undelivered -= 1
        self.busy_changed.emit(self.busy)
        if not job.quiet:
            self.finished.emit()
        if isinstance(error, CashierError):
            if job.failed is not None:
                job.failed(error)
            else:
                self.refused.emit(error)
        elif error is not None:
            sys.excepthook(type(error), error, error.__traceback__)
            if job.failed is not None:
                job.failed(StepBroken())
        elif job.done is not None:
            job.done(result)
