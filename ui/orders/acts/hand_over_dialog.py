"""Part delivery: the pieces that go to the customer now, how, and under which number; or those taken back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.orders.standing import LineGoods
from pos.domain.papers.slips import SlipKind
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.errors import CashierError
from pos.text import _, current, ngettext, sentence
from ui.kit.controls.buttons import LinkButton
from ui.kit.forms.counter import Counter
from ui.kit.forms.fields import TextField
from ui.kit.forms.segments import Segments
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.orders.acts.return_rows import AT_ONCE
from ui.shared.cart import words as cart_words
from ui.shared.consequences.asking import AskDialog
from ui.shared.consequences.dialog import Follow
from ui.shared.consequences.following import following

if TYPE_CHECKING:
    from pos.shop import Shop

TRACKING_LIMIT = 100
_USUAL = {FulfilmentKind.DELIVERY: "shipped", FulfilmentKind.PICKUP: "picked_up"}


class HandOverDialog(AskDialog):
    """Begins with all that is open; `back` takes pieces back that were said to be with the customer.

    `slip_asked` wants the paper that goes along: its kind, and the pieces as `chosen` has them.
    """

    slip_asked = Signal(object, object)

    def __init__(self, window: QWidget, lane: Lane, shop: Shop, order: Order, *, back: bool = False) -> None:
        title = _("Take a handing over back · {number}") if back else _("Hand over · {number}")
        answer = _("Take it back") if back else _("Hand over")
        methods = shop.settings.current().methods
        super().__init__(window, lane, title.format(number=order.row.number), answer, methods)
        self.shop, self.order, self.back_again = shop, order, back
        self.counts: list[tuple[int, Counter]] = []
        self._waiting = list(self._lines())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(2))
        self.rest = LinkButton("")
        self.rest.padding = 2
        self.form.addLayout(self._rows)
        self.form.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        self.rest.clicked.connect(self._show_more)
        self._show_more()
        self.how = Segments(_ways, _USUAL.get(order.fulfilment.kind, "handed_over"))
        self.how.setAccessibleName(_("How"))
        self.tracking = TextField(_("Tracking number"), limit=TRACKING_LIMIT, codes=True)
        self.how.changed.connect(self._choose_way)
        self.tracking.changed.connect(lambda: self.look())
        self.form.addWidget(self.how)
        self.form.addWidget(self.tracking)
        self.slip = LinkButton(_("Slip of these pieces"))
        self.slip.clicked.connect(self._ask_slip)
        self.form.addWidget(self.slip, 0, Qt.AlignmentFlag.AlignLeft)
        self.slip.setHidden(back or not self.counts)
        self.how.setHidden(back)
        self._choose_way()
        if self.counts:
            self.first = self.counts[0][1]

    def _lines(self) -> Iterator[tuple[OrderLine, Decimal]]:
        """Each line with what can be handed over of it, or taken back of it."""
        for line in self.order.lines:
            goods = self.order.now.goods_of(line.n) if self.order.now else LineGoods(line.n, 0, 0, 0, 0)
            most = from_micro(goods.with_customer if self.back_again else goods.open)
            if most > 0:
                yield line, most

    def _show_more(self) -> None:
        """Show so many lines more; those that wait go along whole."""
        for line, most in self._waiting[:AT_ONCE]:
            self._add_line(line, most)
        del self._waiting[:AT_ONCE]
        count = len(self._waiting)
        words = ngettext("{count} more line…", "{count} more lines…", count)
        self.rest.setText(words.format(count=current().number(count)))
        self.rest.setHidden(not count)

    def _add_line(self, line: OrderLine, most: Decimal) -> None:
        words = _("{quantity} with the customer") if self.back_again else _("{quantity} to hand over")
        name = theme.label(cart_words.full_name(line.name, line.options), weight=theme.MEDIUM, wrap=True)
        said = words.format(quantity=cart_words.quantity(most, line.unit))
        count = Counter(_("Pieces of {name}").format(name=line.name), most, unit=line.unit)
        count.set_value(most * (not self.back_again))
        count.changed.connect(lambda: self.look())
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, theme.space(1))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(theme.label(said, theme.NOTE, tone=Tone.MUTED))
        row.addLayout(column, 1)
        row.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(holder)
        self.counts.append((line.n, count))

    def _choose_way(self) -> None:
        self.tracking.setHidden(self.back_again or self.how.value() != "shipped")
        if not self.isHidden():
            self.look()

    def hint(self) -> str:
        if not self.counts:
            return _("Nothing of this order is still to be handed over.")
        return _("Count what goes along.")

    @property
    def chosen(self) -> list[tuple[int, int]]:
        """Millionths of a piece by line, below zero where they come back. Raises what cannot be read."""
        sign = -1 if self.back_again else 1
        counted = [(n, sign * to_micro(count.field.value())) for n, count in self.counts]
        if not self.back_again:
            counted += [(line.n, to_micro(most)) for line, most in self._waiting]
        return [(n, pieces) for n, pieces in counted if pieces]

    def _ask_slip(self) -> None:
        """Want the slip of what is counted now, to go along or to wait with the goods."""
        try:
            chosen = self.chosen
        except CashierError as error:
            self.say(sentence(error))
            return
        if chosen:
            fetched = self.how.value() == "picked_up"
            self.slip_asked.emit(SlipKind.PICKUP if fetched else SlipKind.PACKING, chosen)

    def follow(self) -> Follow | None:
        chosen = self.chosen
        if not chosen:
            return None
        changes, which, how = self.shop.order_changes, self.order.id, self.how.value()
        tracking = self.tracking.text() if self.tracking.isVisibleTo(self) else ""

        def act() -> None:
            changes.hand_over(which, chosen, how=how, tracking_number=tracking)

        return following(self.shop, act, which)


def _ways() -> list[tuple[str, str]]:
    return [("handed_over", _("Handed over")), ("picked_up", _("Picked up")), ("shipped", _("Shipped"))]
