"""How far work with a hub or a stick is, in words beside a bar; who cancels ends it there."""

from __future__ import annotations

from collections.abc import Callable

from pos.domain.sync.errors import WorkStopped
from pos.domain.sync.state import Stage, Tell
from pos.domain.words.errors import CashierError
from pos.text import _, current
from ui.kit.lanes import Progress


def counted(_stage: Stage) -> str:
    """Only how much: what it is stands before it."""
    # Translators: how many entries of how many, behind a title as "Writing for other tills"
    return _("{done} of {of}")


def stage_words(stage: Stage) -> str:
    """What is counted, and how much of it."""
    match stage:
        case Stage.SENDING:
            return _("Sending {done} of {of}")
        case Stage.GETTING:
            return _("Receiving {done} of {of}")
        case Stage.CHECKING:
            return _("Looking through {done} of {of}")
        case Stage.ROWS:
            return _("Making row {done} of {of} ready")
        case Stage.PIECES:
            return _("Sending part {done} of {of} of the ready rows")
        case Stage.WRITING:
            return _("Writing {done} of {of}")
        case Stage.LETTING_IN:
            return _("Making the code…")


def telling(
    progress: Progress,
    words: Callable[[Stage], str] = counted,
    stopped: type[CashierError] = WorkStopped,
) -> Tell:
    """Report how far it is, and end the work where a person asked for that."""

    def tell(stage: Stage, done: int, of: int) -> None:
        if progress.cancelled:
            raise stopped
        number = current().number
        progress.report(done, of, words(stage).format(done=number(done), of=number(of)))

    return tell
