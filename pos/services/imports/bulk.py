"""Work that makes many rows: without the garbage collector, and never so long that a sale would wait."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pos.services.till.till import Till
    from pos.services.till.transaction import Transaction

T = TypeVar("T")

MOMENT = 0.25
"""Seconds after which a transaction takes no more; who waits to write ends it sooner.

Shorter ones write the same pages of the indexes again and again.
"""

TURN = 0.004
"""Seconds that the file is left free between two transactions: who waits for it looks oftener."""


SWITCH = 0.0005
"""Seconds that the work keeps the interpreter while another thread wants it, a tenth of what is usual.

A sale wants it back after each of its statements.
"""


@contextmanager
def behind_others() -> Iterator[None]:
    """Let sales and the window go on: no walk of the garbage collector over the growing heap, short turns.

    What was made meanwhile counts as old afterwards: the collector does not walk it as soon as it is back.
    """
    limits, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(0)
    sys.setswitchinterval(min(interval, SWITCH))
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*limits)


def in_turns(
    till: Till,
    pieces: Iterable[T],
    write: Callable[[Transaction, T], None],
    between: Callable[[], None],
    moment: float | None = None,
) -> None:
    """Write piece after piece, several in one short transaction; who waits to write ends it, and goes first.

    `between` is called before each transaction; what it raises ends the work. After `moment` seconds,
    `MOMENT` unless said, a transaction takes no more.
    """
    with till.database.roomy():
        waiting = iter(pieces)
        for piece in waiting:
            between()
            _in_one_turn(till, piece, waiting, write, MOMENT if moment is None else moment)
            time.sleep(TURN)
            till.database.turns.give_way()


def _in_one_turn(
    till: Till, piece: T, waiting: Iterator[T], write: Callable[[Transaction, T], None], moment: float
) -> None:
    """Write a piece, and as many more of those waiting as one transaction may take."""
    with till.transaction() as tx:
        over = time.perf_counter() + moment
        write(tx, piece)
        while time.perf_counter() < over and not till.database.is_wanted:
            another = next(waiting, None)
            if another is None:
                break
            write(tx, another)
