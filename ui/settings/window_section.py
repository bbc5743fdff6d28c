"""How the window speaks and looks, and how it prints: choices of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.text import LANGUAGES, _, current, mark
from ui import theme
from ui.main_window import MainWindow
from ui.parts.choices import ChoiceField
from ui.parts.speaking import speak
from ui.sell.paper import WIDTHS, Paper
from ui.settings.controls import KeptLines, Segments
from ui.settings.presenter import Decisions
from ui.settings.rows import Section

if TYPE_CHECKING:
    from pos.shop import Shop

SCALES = (100, 125, 150, 175, 200)


class WindowSection(Section):
    """Language, look, size."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(mark("This window"))
        self.language = Segments(lambda: list(LANGUAGES.items()), current().language)
        self.look = Segments(_looks, window.memory.mode)
        self.scale = ChoiceField("", [(one, current().percent(one)) for one in SCALES], window.memory.scale)
        self.add(
            mark("Language"),
            mark("What the window speaks; receipts keep the language of the shop."),
            self.language,
        )
        self.add(mark("Look"), mark("Light, dark, or as the system says."), self.look)
        scale = self.add(
            mark("Size"), mark("How large everything is shown, from the next start."), self.scale
        )
        self.language.chosen.connect(window.use_language)
        self.look.chosen.connect(window.use_mode)

        def resize() -> None:
            window.memory.scale = self.scale.value()
            scale.saved(_("Saved; it shows at the next start."))

        self.scale.changed.connect(resize)


def _looks() -> list[tuple[theme.Mode, str]]:
    return [
        (theme.Mode.LIGHT, _("Light")),
        (theme.Mode.DARK, _("Dark")),
        (theme.Mode.SYSTEM, _("As the system")),
    ]


class PaperSection(Section):
    """Receipts: on what printer, how wide, when, with what at the end."""

    def __init__(self, window: MainWindow, shop: Shop, decisions: Decisions) -> None:
        super().__init__(mark("Receipts"))
        self.paper = paper_of(window, shop)
        self.printer = ChoiceField("", self._printers(), self.paper.printer)
        self.roll = Segments(_widths, self.paper.width)
        self.when = Segments(_whens, self.paper.wanted)
        self.footer = KeptLines(shop.settings.current().receipt_footer, lines=3)
        printer = self.add(
            mark("Receipt printer"), mark("One of the printers this computer knows."), self.printer
        )
        width = self.add(mark("Paper width"), mark("How wide the roll in the printer is."), self.roll)
        when = self.add(
            mark("After each sale"),
            mark("Print by itself without asking, or only when somebody wants the receipt."),
            self.when,
        )
        footer = self.add(
            mark("End of the receipt"), mark("Thanks, opening hours, how to return goods."), self.footer
        )
        paper = self.paper
        for signal, keep, row in (
            (self.printer.changed, lambda: paper.choose_printer(self.printer.value()), printer),
            (self.roll.chosen, paper.choose_width, width),
            (self.when.chosen, paper.want, when),
        ):
            signal.connect(keep)
            signal.connect(lambda *_of, row=row: row.saved())
        self.footer.left.connect(
            lambda text: decisions.change("receipt_footer", text, footer.saved, footer.refuse)
        )
        speak(self, lambda: self.printer.set_options(self._printers()))

    def show_choices(self) -> None:
        """Show what is chosen now; the Sell page can choose too."""
        self.printer.set_options(self._printers(), self.paper.printer)
        self.roll.show_value(self.paper.width)
        self.when.show_value(self.paper.wanted)

    def _printers(self) -> list[tuple[str, str]]:
        from ui.parts.printing import printer_names

        found = list(printer_names())
        if self.paper.printer and self.paper.printer not in found:
            found.append(self.paper.printer)
        return [("", _("None: receipts are shown and saved")), *((name, name) for name in found)]


def paper_of(window: MainWindow, shop: Shop) -> Paper:
    """What this machine does with receipts: the Sell page's own, so that both see every choice at once."""
    counter = getattr(window.page("sell"), "counter", None)
    paper = getattr(counter, "paper", None)
    return paper if isinstance(paper, Paper) else Paper(window, shop)


def _widths() -> list[tuple[int, str]]:
    return [(one, _("{width} mm").format(width=one)) for one in WIDTHS]


def _whens() -> list[tuple[bool, str]]:
    return [(True, _("Print")), (False, _("Do not print"))]
