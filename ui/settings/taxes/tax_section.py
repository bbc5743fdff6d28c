"""The section of taxes."""

from __future__ import annotations

from pos.domain.money.tax import TaxRounding
from pos.domain.shop.franchise import AS_OF, exempt_sentence, sentence_source
from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.fields import LinesField, TextField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.confirm import ConfirmBand
from ui.settings.lists import proposed, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import THREE_LINES, Section
from ui.settings.taxes.class_list import ClassList
from ui.settings.taxes.tax_presenter import TaxPresenter


class TaxSection(Section):
    """Whether tax is charged, at which rates, and how it is counted."""

    heading, icon = mark("Taxes"), "percent"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter)
        self.taxes = TaxPresenter(presenter)
        self._charging()
        self._rates()
        self._counting()

    def _charging(self) -> None:
        self.exempt = Segments(_charges, self.taxes.exempt)
        self.bound(
            "exempt",
            mark("Tax"),
            mark("A small business may sell without tax; the law then wants a sentence on its paper."),
            self.exempt,
            lambda row, on: self.taxes.set_exempt(on, row),
        )
        self.sentence = LinesField("", height=THREE_LINES, rule=_sentence_rule)
        self._sentence_row = self.setting(
            "exempt_sentence",
            mark("Sentence instead of tax"),
            mark("Printed on receipts and invoices where tax would stand. Check it against your law."),
            self.sentence,
        )
        self.usual = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self._usual_row = self.add(
            mark("Proposed sentence"), mark("How the authority of the shop's country words it."), self.usual
        )

    def _rates(self) -> None:
        self.classes = ClassList(self.taxes)
        self._classes_row = self.add(
            mark("Classes of goods and their rates"),
            mark(
                "The first is for products without a class. Several taxes: 5 · 9.975; one with + "
                "is taken on top of the taxes before it. Their names stand before them: TPS 5 · TVQ 9.975."
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
        self._rounding_row = self.setting(
            "tax_rounding",
            mark("Tax is rounded"),
            mark("Once for each rate of an order, or on every line as some places want it."),
            self.rounding,
        )
        self.label = TextField("")
        self.setting(
            "tax_label",
            mark("Word for the tax"),
            mark("As it stands on paper: VAT, TVA, MwSt., GST."),
            self.label,
        )

        def change() -> None:
            on, now = self.included.value(), self._presenter.settings.prices_include_tax
            if on == now:
                self.question.hide()
                return
            self.question.ask(
                _meaning(on),
                _("Change it"),
                lambda: decide(style, prices_include_tax=on),
                lambda: self.included.set_value(now),
            )

        self.included.changed.connect(change)

    def show_settings(self, settings: ShopSettings) -> None:
        exempt = self.taxes.exempt
        super().show_settings(settings)
        self.exempt.set_value(exempt)
        self.offer(self._sentence_row, exempt)
        self.offer(self._usual_row, exempt and bool(sentence_source(settings.country)))
        for row in (self._classes_row, self._proposal_row, self._style_row, self._rounding_row):
            self.offer(row, not exempt)
        if not self.question.isVisible():
            self.included.set_value(settings.prices_include_tax)
        self.classes.show_classes()
        self._say()

    def _say(self) -> None:
        self.take.setText(_("Take these rates"))
        self.take.setEnabled(bool(self.taxes.proposal().classes))
        self.source.setText(self.taxes.proposed_in_words())
        settings = self._presenter.settings
        usual = exempt_sentence(settings.country, settings.language)
        self.usual.setText(proposed(usual, sentence_source(settings.country), AS_OF))


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


def _sentence_rule(text: str) -> str:
    return "" if text else _("The law wants a sentence here. It was not changed.")
