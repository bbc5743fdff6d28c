"""The section of documents: what stands on invoices and receipts, with both beside as they look now."""

from __future__ import annotations

from pos.contacts.bank import iban_groups
from pos.domain.papers.invoices import PaperSize
from pos.domain.shop.settings import ShopSettings
from pos.domain.shop.terms import AS_OF, terms_source, usual_terms
from pos.text import _, mark, ngettext
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.fields import LinesField, TextField
from ui.kit.forms.numbers import WholeField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.documents.example import Example
from ui.settings.lists import proposed, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import THREE_LINES, Section

_BANK = (
    ("iban", mark("IBAN"), mark("The account customers pay to; its check digits are checked.")),
    ("bic", mark("BIC"), mark("The bank's code, for transfers from abroad.")),
    ("bank_holder", mark("Account holder"), mark("As the bank knows the shop, if it has another name.")),
)
_REMINDERS = (
    ("remind_first", mark("First reminder after")),
    ("remind_second", mark("Second reminder after")),
    ("remind_third", mark("Third reminder after")),
)
_WRITTEN = {"iban": iban_groups}


class DocumentsSection(Section):
    """Invoices and receipts; every change shows at once on the example."""

    wide = True

    heading, icon = mark("Documents"), "file-text"

    def __init__(self, presenter: SettingsPresenter, width: int) -> None:
        super().__init__(presenter)
        self.aside = self.example = Example(presenter, width)
        self._invoices()
        self.texts = {field: TextField("") for field, _title, _meaning in _BANK}
        for field, title, meaning in _BANK:
            self.setting(field, title, meaning, self.texts[field], write=_WRITTEN.get(field))
        self._quotes_and_reminders()
        self._receipts()

    def _invoices(self) -> None:
        settings = self._presenter.settings
        self.at_once = Segments(_whens, settings.invoice_at_once)
        self.days = WholeField(settings.payment_days, 0, 365)
        self.terms = LinesField("", height=THREE_LINES)
        self.paper = Segments(_sizes, settings.paper)
        self.setting(
            "invoice_at_once",
            mark("Invoice for orders not yet paid"),
            mark("Made when the order is placed, or when somebody asks for it."),
            self.at_once,
        )
        self.setting(
            "payment_days",
            mark("To be paid within"),
            mark("The invoice names the day; 0 is on receipt."),
            self.days,
        )
        self.setting(
            "invoice_terms",
            mark("Terms of payment"),
            mark("Printed below the total: discount for early payment, interest when late."),
            self.terms,
        )
        self._usual_terms()
        self.setting("paper", mark("Paper of invoices"), mark("What lies in the office printer."), self.paper)
        self.days.counts(lambda days: ngettext("day", "days", days))

    def _quotes_and_reminders(self) -> None:
        """How long quotes hold, and when customers are reminded."""
        settings = self._presenter.settings
        self.quote_days = WholeField(settings.quote_days, 1, 365)
        self.setting(
            "quote_days",
            mark("Quotes hold for"),
            mark("The last day stands on the quote; another one can be said on each."),
            self.quote_days,
        )
        self.reminders = tuple(WholeField(days, 1, 365) for days in settings.reminder_days)
        for (field, title), days in zip(_REMINDERS, self.reminders, strict=True):
            self.setting(field, title, mark("After the last day to pay; a person sends it."), days)
        for days in (self.quote_days, *self.reminders):
            days.counts(lambda count: ngettext("day", "days", count))

    def _usual_terms(self) -> None:
        self.take = PlainButton("", icon="download", height=40)
        self.usual = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self._usual_row = self.add(
            mark("Proposed terms"),
            mark("What is usual in the shop's country. The shop answers for its terms: check them."),
            stacked(self.take, self.usual),
        )
        self.take.clicked.connect(self._take_usual)
        speak(self.take, self._say_usual)

    def _take_usual(self) -> None:
        settings = self._presenter.settings
        usual = usual_terms(settings.country, settings.language)
        self._presenter.decide(self._usual_row, invoice_terms=usual)

    def _say_usual(self) -> None:
        settings = self._presenter.settings
        usual = usual_terms(settings.country, settings.language)
        self.take.setText(_("Use these terms"))
        self.usual.setText(proposed(usual, terms_source(settings.country), AS_OF) if usual else "")
        self.take.setEnabled(usual != settings.invoice_terms)
        self.offer(self._usual_row, bool(usual))

    def _receipts(self) -> None:
        self.footer = LinesField("", height=THREE_LINES)
        self.setting(
            "receipt_footer",
            mark("End of the receipt"),
            mark("Thanks, opening hours, how to return goods."),
            self.footer,
        )

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile, also on the example."""
        super().show_settings(settings)
        self._say_usual()
        self.example.renew()

    def opened(self) -> None:
        """Draw the example when it is first seen."""
        self.example.renew()


def _whens() -> list[tuple[bool, str]]:
    return [(True, _("At once")), (False, _("When asked"))]


def _sizes() -> list[tuple[str, str]]:
    return [(PaperSize.A4.value, "A4"), (PaperSize.LETTER.value, "Letter")]
