"""What is said of a scanner, and what to set in its manual."""

from __future__ import annotations

from pos.domain.catalogue.scanner_trial import Finding
from pos.domain.catalogue.scanners import ScannerHabits
from pos.text import _, current
from ui.shared.places import countries


def told(finding: Finding, habits: ScannerHabits) -> str:
    """One thing that the scanner does, and what that means."""
    match finding:
        case Finding.ENTER | Finding.TAB | Finding.NOTHING | Finding.ENDS_DIFFER:
            return _end(finding)
        case Finding.KEYBOARD if habits.keyboard:
            return _keyboard(*habits.keyboard)
        case Finding.PREFIX:
            return _("It types {signs} before every code. That is left out from now on.").format(
                signs=habits.prefix
            )
        case Finding.SUFFIX:
            return _("It types {signs} after every code. That is left out from now on.").format(
                signs=habits.suffix
            )
        case _:
            return _code(finding)


def _end(finding: Finding) -> str:
    match finding:
        case Finding.ENTER:
            return _("It sends Enter after a code, as it should.")
        case Finding.TAB:
            return _("It sends Tab after a code. That works as well as Enter.")
        case Finding.NOTHING:
            return _(
                "It sends nothing after a code. A code is taken after a short rest from now on; to be "
                "quicker, scan “Enter as suffix” (CR) in its manual."
            )
        case _:
            return _(
                "It did not end all three codes in the same way. Scan “Enter as suffix” (CR) in its manual, "
                "and try again."
            )


def _keyboard(computer: str, scanner: str) -> str:
    names = dict(countries(current().language))
    words = _(
        "It types for another keyboard ({scanner}) than this computer seems to have ({computer}). That is "
        "translated from now on; better, scan the code for that keyboard in its manual, and try again."
    )
    return words.format(scanner=names[scanner.upper()], computer=names[computer.upper()])


def _code(finding: Finding) -> str:
    match finding:
        case Finding.CAPITALS:
            return _("Capital and small letters are turned around: CapsLock is on. Switch it off.")
        case Finding.ONE_CASE:
            return _("It makes all letters capital or small. Switch “convert case” off in its manual.")
        case Finding.CODE_KIND:
            return _(
                "It types the kind of code before each. Numbers are found all the same; if codes of letters "
                "are not, switch “code ID” off in its manual."
            )
        case Finding.ZERO_LOST:
            return _(
                "It leaves out the zero in front of American codes (UPC-A). They are found all the same."
            )
        case Finding.CHECK_DIGIT_LOST:
            return _(
                "It leaves the last digit of numbers out. They are found, but a misread one is not noticed: "
                "switch “transmit check digit” on in its manual."
            )
        case _:
            return _("Not every code could be read. Scan the one that is shown once more.")
