"""Part delivery: the pieces that go to the customer now, how, and under which number; or those taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.orders.standing import LineGoods
from pos.domain.shop.delivery import FulfilmentKind
from pos.text import _
from ui.kit.forms.counter import Counter
from ui.kit.forms.fields import TextField
from ui.kit.forms.segments import Segments
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.cart import words as cart_words
from ui.shared.consequences.asking import AskDialog
from ui.shared.consequences.dialog import Follow
from ui.shared.consequences.following import following

if TYPE_CHECKING:
    from pos.shop import Shop

TRACKING_LIMIT = 100
_USUAL = {FulfilmentKind.DELIVERY: "shipped", FulfilmentKind.PICKUP: "picked_up"}


class HandOverDialog(AskDialog):
    """Begins with all that is open; `back` takes pieces back that were said to be with the customer."""

    def __init__(self, window: QWidget, lane: Lane, shop: Shop, order: Order, *, back: bool = False) -> None:
        title = _("Take a handing over back · {number}") if back else _("Hand over · {number}")
        answer = _("Take it back") if back else _("Hand over")
        methods = shop.settings.current().methods
        super().__init__(window, lane, title.format(number=order.row.number), answer, methods)
        self.shop, self.order, self.back_again = shop, order, back
        self.counts: list[tuple[int, Counter]] = []
        for line in order.lines:
            goods = order.now.goods_of(line.n) if order.now else None
            if goods is not None:
                self._add_line(line, goods)
        self.how = Segments(_ways, _USUAL.get(order.fulfilment.kind, "handed_over"))
        self.how.setAccessibleName(_("How"))
        self.tracking = TextField(_("Tracking number"), limit=TRACKING_LIMIT, codes=True)
        self.how.changed.connect(self._choose_way)
        self.tracking.changed.connect(lambda: self.look())
        self.form.addWidget(self.how)
        self.form.addWidget(self.tracking)
        self.how.setHidden(back)
        self._choose_way()
        if self.counts:
            self.first = self.counts[0][1]

    def _add_line(self, line: OrderLine, goods: LineGoods) -> None:
        """A row for what can be handed over of a line, or taken back of it."""
        most = from_micro(goods.with_customer if self.back_again else goods.open)
        if most <= 0:
            return
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
        self.form.addWidget(holder)
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
        return [(n, pieces) for n, pieces in counted if pieces]

    def follow(self) -> Follow | None:
        chosen = self.chosen
        if not chosen:
            return None
        changes, number, how = self.shop.order_changes, self.order.row.number, self.how.value()
        tracking = self.tracking.text() if self.tracking.isVisibleTo(self) else ""

        def act() -> None:
            changes.hand_over(number, chosen, how=how, tracking_number=tracking)

        return following(self.shop, act, number)


def _ways() -> list[tuple[str, str]]:
    return [("handed_over", _("Handed over")), ("picked_up", _("Picked up")), ("shipped", _("Shipped"))]
