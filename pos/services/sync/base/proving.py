"""Prove in another process that ready rows are what their entries add up to; until then not all is here."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.sync.errors import BaseWrong
from pos.model.shop_file import UNPROVEN, made_by_another
from pos.services.sync import ledger
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from pos.services.till.life import DROP_CHOICE

if TYPE_CHECKING:
    from pos.services.till.till import Till

MAKE_ANEW = "UPDATE choice SET value = '' WHERE key = 'tables'"
SECONDS = 0.2
"""Between two looks whether to stop, while an answer is waited for."""
BEHIND = 10
"""How far the other process stands behind all else that the computer does."""


def prove(till: Till, still: Callable[[], None] = lambda: None) -> None:
    """Apply every entry once more beside all else, and compare; nothing to do where that was done.

    What `still` raises ends it; without an answer it is to be tried again. Raises BaseWrong, once: the next
    opening then makes all tables anew of their entries, and nothing is left to prove.
    """
    reader = till.database.reader()
    if ledger.is_proven(reader) or made_by_another(reader):
        return
    is_right = _asked(till.folder.path, still)
    if is_right is None:
        return
    with till.transaction() as tx:
        if is_right:
            tx.raw().execute(DROP_CHOICE, (UNPROVEN,))
        else:
            tx.raw().execute(MAKE_ANEW)
    if not is_right:
        raise BaseWrong


def _asked(folder: Path, still: Callable[[], None]) -> bool | None:
    """What another process found; None where it ended without an answer."""
    context = multiprocessing.get_context("spawn")
    answers, answer = context.Pipe(duplex=False)
    process = context.Process(target=_help, args=(folder, answer))
    process.start()
    answer.close()
    try:
        while not answers.poll(SECONDS):
            still()
        return bool(answers.recv())
    except EOFError:
        return None
    finally:
        process.terminate()
        process.join()
        answers.close()


def _help(folder: Path, answer: Pipe) -> None:
    """What the other process does; it ends without an answer where its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who waits
    if os.name == "posix":
        os.nice(BEHIND)
    parent = multiprocessing.parent_process()

    def look(_done: int, _of: int) -> None:
        if parent is None or not parent.is_alive():
            raise SystemExit

    with suppress(Exception):
        answer.send(verify_folder(ShopFolder(folder), rebuild=True, progress=look).first_bad is None)
