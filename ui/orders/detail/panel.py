"""The panel at the right: one order, how far it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.decisions.exceptions import ShopException
from pos.domain.orders.cart import HeldCart
from pos.domain.orders.orders import Order, OrderPaper
from pos.domain.quotes.quotes import Quote
from pos.domain.shop.settings import ShopSettings
from pos.domain.shop.statuses import FULFILMENT, PAYMENT, ShopStatus, offered
from pos.domain.sync.state import Lies
from pos.text import _, current
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.controls.status_button import MenuButton, StatusButton, StatusChoice
from ui.kit.lists.detail import DetailPanel
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.look.theme import Tone
from ui.kit.speaking import speak
from ui.orders.detail import statuses
from ui.orders.detail.body import DetailBody
from ui.orders.detail.cancel_band import CancelBand
from ui.orders.detail.deeds import Deed, can_take_back, in_menu
from ui.shared.cart.words import DOT
from ui.shared.orders import words
from ui.shared.rounds import words as round_words

WIDTH = 420


class OrderDetail(DetailPanel):
    """Shows the chosen order or cart on hold; its signals say what the person wants."""

    pay_asked = Signal()
    invoice_asked = Signal()
    transfer_asked = Signal()
    paper_asked = Signal(object)  # OrderPaper
    status_chosen = Signal(object)  # ShopStatus
    tracked = Signal(str)
    cancelled = Signal()
    repay_asked = Signal()
    repeat_asked = Signal()
    taken_up = Signal()
    thrown_away = Signal()
    deed_chosen = Signal(object)  # Deed
    customer_asked = Signal(str)

    def __init__(self, settings: Callable[[], ShopSettings], today: Callable[[], date]) -> None:
        super().__init__(WIDTH, "receipt-text")
        self._settings, self._today = settings, today
        self.shown: Order | HeldCart | Quote | None = None
        self._needs: Sequence[ShopException] = ()
        self._statuses: tuple[ShopStatus, ...] = ()
        self.number = theme.label("", 18, theme.BOLD)
        self.about = theme.label("", theme.NOTE, tone=Tone.MUTED, wrap=True)
        self.where = theme.label("", theme.NOTE, tone=Tone.MUTED, wrap=True)
        self._lies: Lies | None = None
        self.payment, self.fulfilment = StatusButton(), StatusButton()
        self.body = DetailBody()
        self.main = PrimaryButton("", height=52)
        self.invoice, self.repeat = PlainButton("", height=52), PlainButton("")
        self.cancel = PlainButton("")
        self.take_back = PlainButton("")
        self.more = MenuButton(self._in_menu)
        self.band = CancelBand()
        self.lay_out(self._head(), self.body, self._foot())
        self._connect()
        speak(self, self._say)

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(16, 8, 16, 12)
        head.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.number)
        row.addWidget(self.payment)
        row.addWidget(self.fulfilment)
        row.addStretch(1)
        head.addLayout(row)
        head.addWidget(self.about)
        head.addWidget(self.where)
        self._lines = QVBoxLayout()
        head.addLayout(self._lines)
        self.tags = QWidget()
        self._tags = QHBoxLayout(self.tags)
        self._tags.setContentsMargins(0, theme.space(1), 0, 0)
        self._tags.setSpacing(theme.space(2))
        head.addWidget(self.tags)
        return head

    def _say_tags(self, order: Order) -> None:
        """What stands beside the statuses and never instead of them."""
        while (item := self._tags.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        said = list(tags(order, self._today()))
        for one in said:
            self._tags.addWidget(Tag(*one))
        self._tags.addStretch(1)
        self.tags.setVisible(bool(said))

    def _foot(self) -> QVBoxLayout:
        buttons = QWidget()
        grid = QGridLayout(buttons)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space(2))
        grid.addWidget(self.main, 0, 0)
        grid.addWidget(self.invoice, 0, 1)
        grid.addWidget(self.take_back, 1, 0)
        grid.addWidget(self.repeat, 1, 1)
        grid.addWidget(self.cancel, 2, 0)
        grid.addWidget(self.more, 2, 1)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        self.buttons = buttons
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(buttons)
        column.addWidget(self.band)
        self.band.hide()
        return column

    def _connect(self) -> None:
        self.main.clicked.connect(self._main)
        self.invoice.clicked.connect(self._beside)
        self.repeat.clicked.connect(self.repeat_asked)
        self.cancel.clicked.connect(self.ask_cancel)
        self.take_back.clicked.connect(lambda: self.deed_chosen.emit(Deed.RETURN))
        self.band.kept.connect(self.keep)
        self.band.confirmed.connect(self.cancelled)
        self.body.papers.opened.connect(self.paper_asked)
        self.body.addresses.tracked.connect(self.tracked)
        self.body.addresses.customer_asked.connect(self.customer_asked)

    # what is shown

    def show_order(self, shown: Order | HeldCart | Quote | None, needs: Sequence[ShopException] = ()) -> None:
        """Show an order, a cart on hold or a quote, or a hint while there is none; the same is left alone.

        `needs` is what somebody has to decide on it.
        """
        own = self._settings().statuses
        if shown is not None and (shown, needs, own) == (self.shown, self._needs, self._statuses):
            return
        self._needs, self._statuses = needs, own
        same = _key(shown) == _key(self.shown)
        self.shown = shown
        if same and isinstance(shown, Order) and self.band.isVisible() and not statuses.is_over(shown):
            self.band.look_again(shown)  # somebody changed it meanwhile: what was typed stays
        else:
            self._end_asking()
        self.show_chosen(shown is not None)
        self._say()
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def add_line(self, line: QWidget) -> None:
        """Have one more line below the head."""
        self._lines.addWidget(line)

    def show_where(self, lies: Lies | None) -> None:
        """Say whether the order is on the hub too; nothing where the shop has none."""
        self._lies = lies
        self.where.setText(round_words.lies(lies) if lies else "")
        self.where.setVisible(lies is not None)

    def _say(self) -> None:
        self.show_where(self._lies)
        self.empty.say(_("Choose an order"), _("Its lines, documents and payments are shown here."))
        if isinstance(self.shown, Order):
            self._say_order(self.shown)
        elif isinstance(self.shown, HeldCart):
            self._say_held(self.shown)
        elif isinstance(self.shown, Quote):
            self._say_quote(self.shown)

    def _say_order(self, order: Order) -> None:
        row = order.row
        self.number.setText(row.number)
        self.about.setText(words.head(order, self._today()))
        said, mood = words.payment_tag(row.payment_status, row.payment_name)
        transfer = self.transfer_asked.emit if self._settings().iban else None
        choices = statuses.payment_choices(
            order, self.pay_asked.emit, self.ask_cancel, self.repay_asked.emit, transfer
        )
        can_be_said = offered(self._settings().statuses, PAYMENT)
        own = statuses.payment_words(order, can_be_said, self.status_chosen.emit)
        self.payment.show_status(_("Payment"), said, mood, [*own, *choices])
        said, mood = words.fulfilment_tag(row.fulfilment_status, row.fulfilment, row.fulfilment_name)
        can_be_said = offered(self._settings().statuses, FULFILMENT)
        goods = statuses.fulfilment_choices(order, can_be_said, self.status_chosen.emit)
        self.fulfilment.show_status(_("Fulfilment"), said, mood, goods)
        self.fulfilment.show()
        self.body.show_order(order, self._settings(), self._needs, self._today())
        self._say_tags(order)
        owes = row.due.minor > 0 and not statuses.is_over(order)
        self.main.setText(_("Record payment") if owes else _("Receipt"))
        self.main.setAccessibleDescription(current().money(row.due) if owes else "")
        has_invoice = _paper(order, "invoice") is not None
        self.invoice.setText(_("Invoice PDF") if has_invoice else _("Make invoice"))
        self.invoice.setEnabled(has_invoice or not statuses.is_over(order))
        self.repeat.setText(_("Order again"))
        self.cancel.setText(_("Cancel order…"))
        if self.cancel.hasFocus() and statuses.is_over(order):
            self.main.setFocus()  # else the keyboard would fall out of the page
        self.cancel.setEnabled(not statuses.is_over(order))
        self.take_back.setText(Deed.RETURN.words)
        self.take_back.setEnabled(can_take_back(order))
        self.more.setText(_("More"))
        for button in (self.repeat, self.cancel, self.take_back, self.more):
            button.show()

    def _say_held(self, held: HeldCart) -> None:
        self.number.setText(held.label or _("On hold"))
        at = current().lately(words.moment(held), self._today())
        self.about.setText(_("Put aside {when}; nothing is taken from stock yet.").format(when=at))
        self.payment.show_status(_("Payment"), _("Not placed"), Mood.NEUTRAL, ())
        self.fulfilment.hide()
        self._say_cart(held)
        self.main.setText(_("Take up at the till"))
        self.invoice.setText(_("Throw away"))

    def _say_quote(self, quote: Quote) -> None:
        row = quote.row
        self.number.setText(row.number)
        until = _("valid until {day}").format(day=current().date(row.valid_until))
        revision = _("revision {number}").format(number=row.revision) if row.revision > 1 else ""
        became = _("became {number}").format(number=row.order) if row.order else ""
        self.about.setText(DOT.join(filter(None, (revision, until, became))))
        self.payment.show_status(_("Quote"), *words.quote_state(row.state), ())
        self._say_cart(HeldCart(quote.cart, "", row.made_at.isoformat()))
        self.main.setText(_("Show the order") if row.order else _("Take up at the till"))
        self.invoice.setText(_("Quote PDF"))

    def _say_cart(self, held: HeldCart) -> None:
        """What is in a cart that is no order, and none of what is done with orders."""
        self.fulfilment.hide()
        self.body.show_held(held, self._settings(), self._today())
        self.tags.hide()
        self.invoice.setEnabled(True)
        for button in (self.repeat, self.cancel, self.take_back, self.more):
            button.hide()

    # what is asked

    def _in_menu(self) -> list[StatusChoice]:
        """What else can be done with the order shown."""
        order = self.shown
        if not isinstance(order, Order):
            return []
        return [StatusChoice(one.words, partial(self.deed_chosen.emit, one)) for one in in_menu(order)]

    def _main(self) -> None:
        order = self.shown
        if isinstance(order, HeldCart | Quote):
            self.taken_up.emit()
        elif isinstance(order, Order) and self.main.text() == _("Record payment"):
            self.pay_asked.emit()
        elif isinstance(order, Order) and (receipt := _paper(order, "receipt")) is not None:
            self.paper_asked.emit(receipt)

    def _beside(self) -> None:
        if isinstance(self.shown, HeldCart):
            self.thrown_away.emit()
        else:
            self.invoice_asked.emit()

    def ask_cancel(self) -> None:
        """Ask once whether the order is to be taken back, in the room of all else."""
        if isinstance(self.shown, Order) and self.cancel.isEnabled():
            self.buttons.hide()
            self.area.hide()
            self.band.show()
            self.band.ask(self.shown)

    def _end_asking(self) -> None:
        self.band.hide()
        self.area.show()
        self.buttons.show()

    def keep(self) -> None:
        """The question is answered: the buttons come back, and the keyboard with them."""
        self._end_asking()
        (self.cancel if self.cancel.isEnabled() else self.main).setFocus()

    def paper(self, kind: str) -> OrderPaper | None:
        """The document of that kind of the order shown."""
        return _paper(self.shown, kind) if isinstance(self.shown, Order) else None


def _paper(order: Order, kind: str) -> OrderPaper | None:
    """The newest of that kind: an edit makes another invoice."""
    return next((one for one in reversed(order.papers) if one.kind == kind), None)


def tags(order: Order, today: date) -> Iterator[tuple[str, Mood]]:
    """What is to give back, is overdue, or a deposit lacks, and the day it is promised for."""
    row, day = order.row, today.isoformat()
    if row.to_give_back.minor > 0:
        words_ = _("to give back {amount}")
        yield words_.format(amount=current().money(row.to_give_back)), Mood.WARNING
    if row.pay_by and row.pay_by < day:
        yield _("overdue since {day}").format(day=words.agreed(row.pay_by)), Mood.WARNING
    if order.deposit_missing.minor > 0 and not statuses.is_over(order):
        words_ = _("deposit missing {amount}")
        yield words_.format(amount=current().money(order.deposit_missing)), Mood.WARNING
    if order.promised:
        yield _("promised for {day}").format(day=words.agreed(order.promised)), Mood.INFO


def _key(shown: Order | HeldCart | Quote | None) -> str:
    return shown.id if isinstance(shown, Order | Quote) else shown.cart.id if shown else ""
