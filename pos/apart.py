"""Work that nothing ends, as a name looked up or a line dialled: whoever waits for it may leave it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


def apart(work: Callable[[], T], leave: Callable[[T], object]) -> Future[T]:
    """Do work in a thread of its own; `cancel` of the answer lets go of it, and its `result` says so then.

    What comes when nobody waits any more is given to `leave`. The thread keeps no program from its end.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            found = work()
        except Exception as error:
            with suppress(InvalidStateError):
                answer.set_exception(error)
            return
        try:
            answer.set_result(found)
        except InvalidStateError:
            leave(found)

    threading.Thread(target=run, name="dialling", daemon=True).start()
    return answer
