"""The section of printers: choices of this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from pos.text import _, mark
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.segments import Segments
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section, SettingRow
from ui.shared.papers.receipts import WIDTHS, Receipts


class PrintersSection(Section):
    """Receipts: on what printer, how wide, when."""

    heading, icon = mark("Printers"), "printer"

    def __init__(self, presenter: SettingsPresenter, receipts: Receipts) -> None:
        super().__init__(presenter)
        self.paper = receipts
        self.printer = ChoiceField("", ())
        self.roll = Segments(_widths, self.paper.width)
        self.when = Segments(_whens, self.paper.wanted)
        for name, title, meaning, control, keep in (
            (
                "printer",
                mark("Receipt printer"),
                mark("One of the printers this computer knows."),
                self.printer,
                receipts.choose_printer,
            ),
            (
                "width",
                mark("Paper width"),
                mark("How wide the roll in the printer is."),
                self.roll,
                receipts.choose_width,
            ),
            (
                "wanted",
                mark("After each sale"),
                mark("Print by itself without asking, or only when somebody wants the receipt."),
                self.when,
                receipts.want,
            ),
        ):
            self.bound(name, title, meaning, control, partial(_keep, keep))
        speak(self, lambda: self.printer.set_options(self._printers(), self.paper.printer))

    def opened(self) -> None:
        """Show what is chosen now; the Sell page can choose too, and printers come and go."""
        self.printer.set_options(self._printers(), self.paper.printer)
        self.roll.set_value(self.paper.width)
        self.when.set_value(self.paper.wanted)

    def _printers(self) -> list[tuple[str, str]]:
        from ui.shared.papers.printing import printer_names

        found = list(printer_names())
        if self.paper.printer and self.paper.printer not in found:
            found.append(self.paper.printer)
        return [("", _("None: receipts are shown and saved")), *((name, name) for name in found)]


def _keep(choose: Callable[[Any], object], row: SettingRow, value: Any) -> None:
    choose(value)
    row.saved()


def _widths() -> list[tuple[int, str]]:
    return [(one, _("{width} mm").format(width=one)) for one in WIDTHS]


def _whens() -> list[tuple[bool, str]]:
    return [(True, _("Print")), (False, _("Do not print"))]
