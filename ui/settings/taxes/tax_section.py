"""The section of taxes."""

from __future__ import annotations

from pos.domain.money.tax import TaxRounding
from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.confirm import ConfirmBand
from ui.settings.controls import KeptLines, KeptText, Segments
from ui.settings.lists import stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.settings.taxes.class_list import ClassList
from ui.settings.taxes.tax_presenter import TaxPresenter


class TaxSection(Section):
    """Whether tax is charged, at which rates, and how it is counted."""

    heading, icon = mark("Taxes"), "percent"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__()
        self._presenter, self.taxes = presenter, TaxPresenter(presenter)
        self._charging()
        self._rates()
        self._counting()

    def _charging(self) -> None:
        self.exempt = Segments(_charges, self.taxes.exempt)
        row = self.add(
            mark("Tax"),
            mark("A small business may sell without tax; the law then wants a sentence on its paper."),
            self.exempt,
        )
        self.exempt.chosen.connect(lambda on: self.taxes.set_exempt(on, row))
        self.sentence = KeptLines(self._presenter.settings.exempt_sentence, lines=3)
        self._sentence_row = self.add(
            mark("Sentence instead of tax"),
            mark("Printed on receipts and invoices where tax would stand. Check it against your law."),
            self.sentence,
        )
        self.sentence.left.connect(self._sentence_left)

    def _sentence_left(self, text: str) -> None:
        if not text.strip():
            self._sentence_row.refuse(_("The law wants a sentence here. It was not changed."))
            return
        self._presenter.decide(self._sentence_row, exempt_sentence=text)

    def _rates(self) -> None:
        self.classes = ClassList(self.taxes)
        self._classes_row = self.add(
            mark("Classes of goods and their rates"),
            mark(
                "The first is for products without a class. Several taxes: 5 · 9.975; one with + "
                "is taken on top of the taxes before it."
            ),
            self.classes,
            wide=True,
        )
        self.classes.feedback = self._classes_row
        self.take = PlainButton("", icon="download", height=40)
        self.source = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self._proposal_row = self.add(
            mark("Proposed rates"),
            mark("What is usual in the shop's country. The shop answers for its rates: check them."),
            stacked(self.take, self.source),
        )
        self.take.clicked.connect(lambda: self.taxes.take_proposal(self._proposal_row))
        speak(self, self._say)

    def _counting(self) -> None:
        settings, decide = self._presenter.settings, self._presenter.decide
        self.included = Segments(_styles, settings.prices_include_tax)
        self.question = ConfirmBand()
        self.question.back = self.included
        style = self._style_row = self.add(
            mark("Prices in the shop"),
            mark("What the prices of products and the amounts typed at the till mean."),
            stacked(self.included, self.question),
        )
        self.rounding = Segments(_roundings, settings.tax_rounding)
        rounding = self._rounding_row = self.add(
            mark("Tax is rounded"),
            mark("Once for each rate of an order, or on every line as some places want it."),
            self.rounding,
        )
        self.label = KeptText(settings.tax_label)
        label = self.add(
            mark("Word for the tax"), mark("As it stands on paper: VAT, TVA, MwSt., GST."), self.label
        )

        def change(on: bool) -> None:
            now = self._presenter.settings.prices_include_tax
            if on == now:
                self.question.hide()
                return
            self.question.ask(
                _meaning(on),
                _("Change it"),
                lambda: decide(style, prices_include_tax=on),
                lambda: self.included.show_value(now),
            )

        self.included.chosen.connect(change)
        self.rounding.chosen.connect(lambda how: decide(rounding, tax_rounding=how))
        self.label.left.connect(lambda text: decide(label, tax_label=text))

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile."""
        exempt = self.taxes.exempt
        self.exempt.show_value(exempt)
        self.sentence.show_text(settings.exempt_sentence)
        self.offer(self._sentence_row, exempt)
        for row in (self._classes_row, self._proposal_row, self._style_row, self._rounding_row):
            self.offer(row, not exempt)
        if not self.question.isVisible():
            self.included.show_value(settings.prices_include_tax)
        self.rounding.show_value(settings.tax_rounding)
        self.label.show_text(settings.tax_label)
        self.classes.show_classes()
        self._say()

    def _say(self) -> None:
        self.take.setText(_("Take these rates"))
        self.take.setEnabled(bool(self.taxes.proposal().classes))
        self.source.setText(self.taxes.proposed_in_words())


def _charges() -> list[tuple[bool, str]]:
    return [(False, _("Is charged")), (True, _("Is not charged"))]


def _styles() -> list[tuple[bool, str]]:
    return [(True, _("With tax")), (False, _("Without tax"))]


def _roundings() -> list[tuple[TaxRounding, str]]:
    return [(TaxRounding.PER_TOTAL, _("Once per order")), (TaxRounding.PER_LINE, _("On every line"))]


def _meaning(included: bool) -> str:
    if included:
        return _(
            "All prices stay the numbers they are, and from now on they hold the tax: what was 10.00 plus "
            "tax is then sold for 10.00 in all. Orders placed before are not touched."
        )
    return _(
        "All prices stay the numbers they are, and from now on tax comes on top: what was sold for 10.00 in "
        "all is then 10.00 plus tax. Orders placed before are not touched."
    )
