"""Charge: what is due at the left, what is handed over at the right, what to give back below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.kit.controls.buttons import PAY, ChoiceButton, PlainButton
from ui.kit.controls.code_view import CodeView
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import MoneyField
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.kit.voice import AtRest, announce
from ui.shared.charge.method_grid import MethodGrid
from ui.shared.charge.tender import METHOD_CARD, TenderPresenter, TenderState, method_name
from ui.shared.charge.tender_side import TenderSide, empty

ONE_BY_ONE = 3
"""So many equal coins are read at a glance; more are told by their number."""


class TenderDialog(Dialog):
    """Shows one counting of money; Enter notes a part of it or finishes."""

    finished = Signal(object)  # tuple[Tender, ...]

    def __init__(self, window: QWidget, tender: TenderPresenter, *, print_receipt: bool) -> None:
        # Translators: what the cashier does: take the money
        super().__init__(window, _("Charge"), 760, 261, headed=False)
        self.tender = tender
        self.saving = self._leaving = False
        self.side = TenderSide(self.aside)
        self.side.dropped.connect(self._drop)
        self.setAccessibleDescription(f"{_('To pay')} {current().money(tender.state().to_pay)}")
        self.print_receipt = Tick(_("Print receipt"), print_receipt)
        self.aside.addWidget(theme.label(_("Documents"), theme.NOTE, tone=Tone.MUTED))
        self.aside.addWidget(self.print_receipt)
        self.aside.addStretch(1)
        self.methods = MethodGrid([method_name(method) for method in tender.methods], self.registry)
        self.methods.chosen.connect(self.choose)
        self.body.addWidget(self.methods)
        self.amount = MoneyField("", tender.total.currency, large=True)
        self.reference = TextField(_("Reference (optional)"))
        self.body.addWidget(self.amount)
        self.body.addWidget(self.reference)
        self.quick = QHBoxLayout()
        self._quick_buttons: list[ChoiceButton] = []
        self.quick.setSpacing(theme.space(2))
        self.body.addLayout(self.quick)
        self.code = CodeView(_("Code for a bank transfer"))
        self.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self._change()
        self._problem()
        self._buttons()
        self._rest = AtRest(self)
        self.amount.changed.connect(self._typed)
        self.reference.changed.connect(self._typed)
        self.choose(0)
        self.first = self.amount.line if tender.state().needs_tender else self.finish

    # building

    def _change(self) -> None:
        row = QHBoxLayout()
        self.change_words = theme.label(_("Change to give"), theme.BODY, tone=Tone.MUTED)
        self.change = theme.label("", 40, theme.HEAVY, Tone.ACCENT)
        row.addWidget(self.change_words)
        row.addStretch(1)
        row.addWidget(self.change)
        self.coins = theme.label("", theme.NOTE, tone=Tone.MUTED, wrap=True)
        self.coins.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.coins)

    def _problem(self) -> None:
        row = QHBoxLayout()
        self.problem = theme.label("", theme.BODY, theme.MEDIUM, Tone.WARNING, wrap=True)
        self.sure = PlainButton()
        self.sure.clicked.connect(self._sure)
        self._help: Callable[[], None] | None = None
        row.addWidget(self.problem, 1)
        row.addWidget(self.sure)
        self.body.addLayout(row)

    def _buttons(self) -> None:
        self.back = self.back_button(height=54)
        self.finish = self.answer_button(_("Finish sale"), self.go_on, height=PAY)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.back)
        row.addWidget(self.finish, 1)
        self.body.addLayout(row)

    # counting

    def choose(self, at: int) -> None:
        """Take the next money by the method at that place."""
        if self.saving or at >= len(self.tender.methods):
            return
        self.tender.choose(self.tender.methods[at])
        self._propose()

    def show_state(self, *, quick: bool = True) -> None:
        self._leaving = False
        now = self.tender.state()
        self.side.show_state(now)
        self.code.show_payload(self.tender.code)
        if quick:
            self._quick(now)
        self._mark_quick()
        if now.needs_tender:
            giving = self.tender.is_cash
            self.change_words.setText(_("Still due then") if not now.finishes else _("Change to give"))
            shown = now.rest if not now.finishes else now.change
            self.change.setText(current().money(shown) if giving or not now.finishes else "")
            self.change_words.setVisible(giving or not now.finishes)
            theme.set_tone(self.change, Tone.ACCENT if now.finishes else Tone.INK)
        else:
            self.change_words.setText(_("Nothing to pay"))
            self.change.setText("")
        self._rest.say(f"{self.change_words.text()} {self.change.text()}" if self.change.text() else "")
        self.coins.setText(coins_words(now.coins))
        if now.refusal is not None:
            self.say(sentence(now.refusal))
        else:
            self.say(now.question, _("It is right") if now.question else "", self._confirm)
        self._answer(now)

    def _answer(self, now: TenderState) -> None:
        if self.saving:
            self.finish.setText(_("Saving…"))
        elif now.finishes or now.refusal is not None or not now.can_go_on:
            self.finish.setText(_("Finish sale"))
        else:
            part = self.tender.amount or now.due
            self.finish.setText(_("Note {amount} and go on").format(amount=current().money(part)))
        self.finish.setEnabled(now.can_go_on and not self.saving)

    def _propose(self) -> None:
        method = self.tender.method
        now = self.tender.state()
        for part in (self.amount, self.reference):
            part.setVisible(now.needs_tender)
        self.reference.setVisible(now.needs_tender and method.asks_reference)
        card = _("Amount on the terminal") if method.key == METHOD_CARD else method_name(method)
        self.amount.set_title(_("Cash received") if self.tender.is_cash else card)
        self.amount.set_value(self.tender.amount)
        self.reference.set_text("")
        self.methods.mark(list(self.tender.methods).index(method))
        self.show_state()
        self.amount.line.selectAll()
        if self.isVisible():  # before that the dialog gives the keyboard itself, and remembers who had it
            (self.amount.line if now.needs_tender else self.finish).setFocus()

    def _typed(self) -> None:
        self.tender.amount = self.amount.peek()
        self.tender.reference = self.reference.text()
        self.show_state(quick=False)

    def _take_quick(self, amount: Money) -> None:
        self.amount.set_value(amount)
        self._typed()
        self.amount.line.setFocus()

    def _quick(self, now: TenderState) -> None:
        empty(self.quick)
        self._quick_buttons.clear()
        for amount in now.quick:
            button = ChoiceButton(_short(amount), height=36, soft=True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("minor", amount.minor)
            button.clicked.connect(lambda _on=False, amount=amount: self._take_quick(amount))
            self.quick.addWidget(button, 1)
            self._quick_buttons.append(button)

    def _mark_quick(self) -> None:
        amount = self.tender.amount
        for button in self._quick_buttons:
            button.setChecked(amount is not None and button.property("minor") == amount.minor)

    # answering

    def go_on(self) -> None:
        """What Enter does: note a part, or finish; a second time it does nothing."""
        if self.saving or (self.amount.isVisible() and self.amount.read() is None):
            return
        now = self.tender.state()
        if not now.can_go_on:
            return
        if now.finishes:
            self.saving = True
            self.show_state(quick=False)
            self.finished.emit(self.tender.tenders())
        else:
            self.tender.take()
            self._propose()

    def refuse(
        self, error: CashierError, help_words: str = "", help_with: Callable[[], None] | None = None
    ) -> None:
        """The sale was not saved: say why, and let the person try again."""
        self.saving = False
        self.show_state(quick=False)
        self.say(sentence(error), help_words, help_with)

    def say(self, words: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Show a question or a refusal, with what helps."""
        if words != self.problem.text():
            announce(words, urgent=True)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        self.sure.setText(action)
        self.sure.setVisible(bool(action))
        self._help = run

    def step_back(self) -> None:
        """Esc: nothing is saved, the cart is as it was; money noted is given back only on a second word."""
        if self.saving:
            return
        received = self.tender.state().received
        if received and not self._leaving:
            self._leaving = True
            amount = current().money(sum((one.amount for one in received[1:]), received[0].amount))
            words = _("{amount} was received already. Give it back and leave once more, or finish the sale.")
            self.say(words.format(amount=amount))
        else:
            self.close_dialog()

    def _drop(self, place: int) -> None:
        if not self.saving:
            self.tender.drop(place)
            self._propose()

    def _confirm(self) -> None:
        self.tender.confirm()
        self.show_state(quick=False)
        self.amount.line.setFocus()

    def _sure(self) -> None:
        if self._help is not None:
            self._help()


def coins_words(coins: Sequence[Money]) -> str:
    """Notes and coins as they are counted out: "10 · 2 · 0,20 · 0,20"; many of one kind as "20 × 200"."""
    kinds = [(one, len(list(same))) for one, same in groupby(coins)]
    return " · ".join(
        f"{many} × {_short(one)}" if many > ONE_BY_ONE else " · ".join([_short(one)] * many)
        for one, many in kinds
    )


def _short(amount: Money) -> str:
    """A quick amount without needless decimals: 36,09 but 50."""
    whole = amount.major == amount.major.to_integral_value()
    return current().number(amount.major.to_integral_value()) if whole else current().amount(amount)
