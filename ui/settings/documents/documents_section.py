"""The section of documents: what stands on invoices and receipts, with both beside as they look now."""

from __future__ import annotations

from pos.contacts.bank import iban_groups
from pos.domain.papers.invoices import PaperSize
from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.kit.speaking import speak
from ui.settings.controls import KeptLines, KeptText, KeptWhole, Segments
from ui.settings.documents.example import Example
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section, SettingRow

_BANK = (
    ("iban", mark("IBAN"), mark("The account customers pay to; its check digits are checked.")),
    ("bic", mark("BIC"), mark("The bank's code, for transfers from abroad.")),
    ("bank_holder", mark("Account holder"), mark("As the bank knows the shop, if it has another name.")),
)


class DocumentsSection(Section):
    """Invoices and receipts; every change shows at once on the example."""

    wide = True

    heading, icon = mark("Documents"), "file-text"

    def __init__(self, presenter: SettingsPresenter, width: int) -> None:
        super().__init__()
        self._presenter = presenter
        self.aside = self.example = Example(presenter, width)
        self._invoices()
        self.texts: dict[str, KeptText] = {}
        for field, title, meaning in _BANK:
            self._text(field, title, meaning)
        self._receipts()

    def _invoices(self) -> None:
        settings, decide = self._presenter.settings, self._presenter.decide
        self.at_once = Segments(_whens, settings.invoice_at_once)
        at_once = self.add(
            mark("Invoice for orders not yet paid"),
            mark("Made when the order is placed, or when somebody asks for it."),
            self.at_once,
        )
        self.days = KeptWhole(settings.payment_days, 0, 365)
        speak(self.days, lambda: self.days.set_unit(_("days")))
        days = self.add(
            mark("To be paid within"), mark("The invoice names the day; 0 is on receipt."), self.days
        )
        self.terms = KeptLines(settings.invoice_terms, lines=3)
        terms = self.add(
            mark("Terms of payment"),
            mark("Printed below the total: discount for early payment, interest when late."),
            self.terms,
        )
        self.paper = Segments(_sizes, settings.paper)
        paper = self.add(mark("Paper of invoices"), mark("What lies in the office printer."), self.paper)
        self.at_once.chosen.connect(lambda on: decide(at_once, invoice_at_once=on))
        self.days.left.connect(lambda number: decide(days, payment_days=number))
        self.terms.left.connect(lambda text: decide(terms, invoice_terms=text))
        self.paper.chosen.connect(lambda size: decide(paper, paper=size))

    def _text(self, field: str, title: str, meaning: str) -> SettingRow:
        control = self.texts[field] = KeptText()
        row = self.add(title, meaning, control)
        control.left.connect(lambda text: self._presenter.decide(row, **{field: text}))
        return row

    def _receipts(self) -> None:
        self.footer = KeptLines(self._presenter.settings.receipt_footer, lines=3)
        footer = self.add(
            mark("End of the receipt"), mark("Thanks, opening hours, how to return goods."), self.footer
        )
        self.footer.left.connect(lambda text: self._presenter.decide(footer, receipt_footer=text))

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile, also on the example."""
        self.at_once.show_value(settings.invoice_at_once)
        self.days.show_number(settings.payment_days)
        self.terms.show_text(settings.invoice_terms)
        self.paper.show_value(settings.paper)
        self.texts["iban"].show_text(iban_groups(settings.iban))
        self.texts["bic"].show_text(settings.bic)
        self.texts["bank_holder"].show_text(settings.bank_holder)
        self.footer.show_text(settings.receipt_footer)
        self.example.renew()

    def opened(self) -> None:
        """Draw the example when it is first seen."""
        self.example.renew()


def _whens() -> list[tuple[bool, str]]:
    return [(True, _("At once")), (False, _("When asked"))]


def _sizes() -> list[tuple[str, str]]:
    return [(PaperSize.A4.value, "A4"), (PaperSize.LETTER.value, "Letter")]
