"""Parts of a long proof that other processes do meanwhile: each reads the file by itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pos.journal.proof.walk import Fault
from pos.model.database import raw, read_only

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from sqlalchemy import Connection

Look = Callable[[], None]
"""Called often; what it raises ends the work."""

Part = Callable[["Connection", Look], Fault | None]
"""What can be proven apart from all else: the first thing that does not add up."""

ENOUGH = 20_000
"""Entries from which on another process is worth its start."""

MOST = 4
"""Other processes at most."""

SECONDS = 0.2
"""Between two looks whether to stop, while an answer is waited for."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Another process at its part."""

    part: Part
    process: SpawnProcess
    answers: Pipe

    def outcome(self, connection: Connection, still: Look) -> Fault | None:
        """What its part comes to; where it gave no answer, found here."""
        try:
            while not self.answers.poll(SECONDS):
                still()
            fault: Fault | None = self.answers.recv()
        except EOFError:
            return self.part(connection, still)
        return fault


class Beside:
    """The processes that help with one proof; none for a short journal, or where there is one processor."""

    def __init__(self, connection: Connection, entries: int) -> None:
        place = raw(connection).execute("PRAGMA database_list").fetchone()[2]
        self._path = Path(place)
        self.others = min(processors() - 1, MOST) if place and entries >= ENOUGH else 0
        self._begun: list[Pending] = []

    def __enter__(self) -> Beside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._begun:
            one.process.terminate()
        for one in self._begun:
            one.process.join()
            one.answers.close()

    def begin(self, part: Part) -> Pending:
        """Let another process prove a part of the same file."""
        context = multiprocessing.get_context("spawn")
        answers, answer = context.Pipe(duplex=False)
        process = context.Process(target=_help, args=(part, self._path, answer), daemon=True)
        process.start()
        answer.close()
        pending = Pending(part, process, answers)
        self._begun.append(pending)
        return pending


def _help(part: Part, path: Path, answer: Pipe) -> None:
    """What the other process does; it ends without an answer where the part fails, or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who waits
    parent = multiprocessing.parent_process()

    def look() -> None:
        if parent is None or not parent.is_alive():
            raise SystemExit

    with suppress(Exception), read_only(path) as connection:
        answer.send(part(connection, look))


def processors() -> int:
    """Those that this program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
