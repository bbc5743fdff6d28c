"""What is said of a code that did not come as it was printed."""

from __future__ import annotations

from pos.domain.catalogue.misread import Cause
from pos.text import _


def misread_words(cause: Cause | None) -> str:
    """What seems to be wrong with a code, and what to do; nothing where nothing is."""
    match cause:
        case Cause.KEYBOARD:
            return _("The scanner types for another keyboard: set it right in Settings, Scanner.")
        case Cause.AROUND:
            return _("The scanner sent other signs with it: see Settings, Scanner.")
        case Cause.CHECK_DIGIT:
            return _("Its last digit does not fit the others: it may have been misread. Scan it again.")
        case _:
            return ""
