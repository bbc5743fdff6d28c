"""Goods or money back, and in exchange for others: one ticket, with what follows beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender
from pos.domain.orders.after.consequences import Outcome
from pos.domain.orders.amendment import Request
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import ChangedSinceShown
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.orders.parts import Part, PartKey
from pos.text import _, current, mark
from ui.kit.controls.buttons import LinkButton
from ui.kit.controls.panel import Hairline
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import MoneyField
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.orders.acts.money_back import MoneyBack
from ui.orders.acts.new_goods import NewGoods
from ui.orders.acts.pay_dialog import PayDialog
from ui.orders.acts.return_rows import ChargeRow, LineRow, LineRows
from ui.shared.charge.tender import TenderPresenter
from ui.shared.consequences.asking import AskDialog
from ui.shared.consequences.dialog import REASON_LIMIT, Follow
from ui.shared.consequences.following import following

if TYPE_CHECKING:
    from pos.shop import Shop

# Translators: goods that a customer brings
TAKE_BACK = mark("Take back", "goods")


class PayAbove(PayDialog):
    """Counts the difference of an exchange, above the dialog that asks for it."""

    over = True


class ReturnDialog(AskDialog):
    """What comes back of an order, what goes out instead, and the money between."""

    def __init__(self, window: QWidget, lane: Lane, shop: Shop, order: Order) -> None:
        self._settings = shop.settings.current()
        title = _("Return or exchange · {number}").format(number=order.row.number)
        super().__init__(window, lane, title, _(TAKE_BACK), self._settings.methods)
        self.shop, self.order = shop, order
        self._pays: Sequence[Tender] = ()
        self.paying: PayAbove | None = None
        lefts = {part.key: part for part in order.now.left} if order.now else {}
        self.of_lines = LineRows(_lines(order, lefts))
        self.charges = [ChargeRow(n, charge, part) for n, charge, part in _charges(order, lefts)]
        self._build()
        self._connect()
        if self.lines:
            self.first = self.lines[0].count

    @property
    def lines(self) -> list[LineRow]:
        """The rows of lines that are shown."""
        return self.of_lines.rows

    def _build(self) -> None:
        currency = self.order.row.currency
        self.form.addWidget(theme.label(_("What comes back"), theme.NOTE, tone=Tone.MUTED))
        for part in (self.of_lines, *self.charges):
            self.form.addWidget(part)
        self.whole = LinkButton(_("Take an amount off the whole order"))
        self.whole.padding = 2
        self.amount = MoneyField(_("Off the whole order, the goods stay"), currency, optional=True)
        self.amount.hide()
        self.goods = NewGoods(self.shop, self._new_cart())
        self.later = Tick(_("The difference is paid later"))
        self.later.hide()
        self.reason = TextField(_("Reason (optional)"), limit=REASON_LIMIT)
        self.money = MoneyBack(currency, self._settings.methods)
        self.money.hide()
        self.form.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.amount, Hairline(), self.goods, self.later, Hairline(), self.reason, self.money):
            self.form.addWidget(part)

    def _connect(self) -> None:
        changed = [self.of_lines.changed, *(one.changed for one in self.charges)]
        changed += [self.goods.changed, self.money.changed, self.later.changed]
        for one in (*changed, self.amount.changed, self.reason.changed):
            one.connect(lambda: self.look())
        self.whole.clicked.connect(self._ask_whole)

    def _ask_whole(self) -> None:
        self.whole.hide()
        self.amount.show()
        self.amount.take_keyboard()

    def _new_cart(self) -> Cart:
        """What goes out is for the same customer, on the same terms."""
        cart = self.shop.carts.new().with_buyer(self.order.buyer).with_billing(self.order.billing)
        return cart.with_exemption(self.order.exemption, self.order.exemption_reason)

    def takes_code(self, code: str) -> bool:
        """Take a scan: what is of this order comes back, all else goes out instead."""
        hits = self.shop.search.by_code(code, scanned=True)
        if hits and self.of_lines.takes_one_of({hit.variant_id for hit in hits}):
            return True
        if not self.goods.scanned(code):
            QApplication.beep()
            self.say(_("Nothing found for {code}").format(code=code))
        return True

    # what is asked

    def hint(self) -> str:
        return _("Choose what comes back, or scan it. What follows is shown here before it is saved.")

    def follow(self) -> Follow | None:
        request = Request(
            self.of_lines.pieces,
            tuple(part for fee in self.charges if (part := fee.piece) is not None),
            self._whole_amount(),
        )
        if request == Request():
            return None
        cart = self.goods.cart
        return self._refund(request) if cart.is_empty else self._exchange(request, cart)

    def _whole_amount(self) -> int:
        amount = self.amount.entry() if self.amount.isVisible() else None
        return amount.minor if amount is not None else 0

    def _refund(self, request: Request) -> Follow:
        after, which = self.shop.after_sale, self.order.id
        reason, back = self.reason.text(), self.money.value()

        def act() -> None:
            after.returns.refund(which, request, back, reason=reason)

        return following(self.shop, act, which)

    def _exchange(self, request: Request, cart: Cart) -> Follow:
        after, which, pays = self.shop.after_sale, self.order.id, self._pays
        reason, back = self.reason.text(), self.money.value()

        def act() -> str:
            made = after.exchanges.exchange(which, request, cart, pays=pays, back=back, reason=reason)
            return made.number

        return following(self.shop, act, which)

    # what follows

    def remark(self, outcome: Outcome) -> str:
        self._say_answer(outcome)
        made = outcome.made
        if made is None:
            return ""
        moved = Money(sum(one.amount.minor for one in made.payments if one.moved), made.row.currency)
        said = [_("New order: {total}").format(total=current().money(made.row.total))]
        if moved.minor:
            said.append(_("{amount} is paid by what comes back").format(amount=current().money(moved)))
        if made.row.due.minor:
            said.append(_("still to pay: {amount}").format(amount=current().money(made.row.due)))
        return " · ".join(said)

    def _say_answer(self, outcome: Outcome) -> None:
        of = outcome.consequences
        self.answer.setText(_(TAKE_BACK) if outcome.made is None else _("Exchange"))
        self.later.setVisible(outcome.made is not None and outcome.made.row.due.minor > 0)
        self.money.owed = of.handed_out + of.to_give_back[1]
        self.money.setVisible(self.money.owed.minor > 0 or bool(self.money.rows))

    def amount_on_button(self, outcome: Outcome) -> str:
        """The difference to be paid, else what is given out."""
        if outcome.made is not None and outcome.made.row.due.minor > 0:
            return f"+{current().money(outcome.made.row.due)}"
        return super().amount_on_button(outcome)

    # saving

    def do(self, follow: Follow, outcome: Outcome) -> None:
        """Let the difference be counted first, where there is one and it is not paid later."""
        due = outcome.made.row.due if outcome.made is not None else None
        if due is None or due.minor <= 0 or self.later.isChecked() or self._pays:
            super().do(follow, outcome)
            return
        tender = TenderPresenter(due, self._settings.methods, self._settings.cash_step)
        self.paying = PayAbove(self._window, tender)
        self.paying.finished.connect(lambda tenders: self._paid(tuple(tenders), outcome))
        self.paying.open_dialog()

    def _paid(self, tenders: tuple[Tender, ...], outcome: Outcome) -> None:
        if self.paying is not None:
            self.paying.close_dialog()
            self.paying = None
        self._pays = tenders
        follow = self.follow()
        self._pays = ()
        if follow is None:
            return
        self._set_saving(True)
        self._lane.run(
            lambda _progress: follow(frozenset(), dry=True),
            lambda paid: self._save_paid(follow, outcome, paid),
            self._refused,
        )

    def _save_paid(self, follow: Follow, outcome: Outcome, paid: Outcome) -> None:
        """Save it with its money, where nothing but papers of the new order follow from that too."""
        self._set_saving(False)
        was, now = outcome.consequences, paid.consequences
        if (was.stock, was.credit, was.given_back, was.due) == (
            now.stock,
            now.credit,
            now.given_back,
            now.due,
        ):
            super().do(follow, paid)
        else:
            self._refused(ChangedSinceShown(self.order.row.number))


def _lines(order: Order, lefts: dict[PartKey, Part]) -> list[tuple[OrderLine, Part]]:
    """The lines of which something is left."""
    return [
        (line, part)
        for line in order.lines
        if (part := lefts.get(PartKey(line=line.n))) is not None and (part.pieces or part.worth.gross)
    ]


def _charges(order: Order, lefts: dict[PartKey, Part]) -> list[tuple[int, OrderLine, Part]]:
    """The charges of which something is left, by their places."""
    return [
        (n, charge, part)
        for n, charge in enumerate(order.charges, 1)
        if (part := lefts.get(PartKey(charge=n))) is not None and part.worth.gross
    ]
