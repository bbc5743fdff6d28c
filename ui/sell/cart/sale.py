"""The sale at hand: every change of its cart goes through here, is painted, then saved behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.catalogue.choices import Chosen
from pos.domain.catalogue.products import Hit
from pos.domain.catalogue.stock import StockNotice
from pos.domain.money.pricing import Discount, Totals
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.orders import PlacedOrder
from pos.domain.orders.wishes import forgetting
from pos.domain.quotes.quotes import Prices
from pos.domain.shop.numbering import base_letter
from pos.domain.shop.settings import Oversell
from pos.domain.words.errors import CashierError
from ui.kit.lanes import Lane, Progress
from ui.sell.cart.items import ONE, shortage_of
from ui.sell.cart.steps import Steps

if TYPE_CHECKING:
    from pos.shop import Shop

SAVE_MS = 5
"""The cart is saved just after it was painted, so that the disk never delays what the person sees."""
DRAFT = "draft"
"""Name of the work that saves the cart: only the newest counts."""


class Sale(QObject):
    """Holds the cart and its past; what the rules refuse leaves it as it was."""

    changed = Signal(object)  # Cart
    refused = Signal(object)  # CashierError
    short = Signal(object)  # StockNotice: more is sold than is there
    elsewhere = Signal(object, object)  # Hit, whose only piece another till has; how to add it all the same
    placed = Signal(object)  # PlacedOrder
    busy_changed = Signal(bool)

    def __init__(self, shop: Shop, writer: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop = shop
        self._writer = writer
        self._steps = Steps(shop.carts.current())
        self._totals = self.cart.totals()
        self.settings = shop.settings.current()
        """What the shop decided."""
        self._waiting: list[Callable[[], None]] = []
        self.busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_MS)
        self._soon.timeout.connect(self._save)

    @property
    def cart(self) -> Cart:
        return self._steps.cart

    @property
    def totals(self) -> Totals:
        return self._totals

    def add(
        self,
        hit: Hit,
        quantity: Decimal = ONE,
        price: Decimal | None = None,
        reason: str = "",
        chosen: tuple[Chosen, ...] = (),
        *,
        is_meant: bool = False,
    ) -> bool:
        """Add a variant on the terms shown now; `price` sells it at another one. False when refused.

        What another till has is asked about first, unless it `is_meant`.
        """
        if hit.till and hit.till != base_letter(self.settings.letter) and not is_meant:
            self.elsewhere.emit(hit, lambda: self.add(hit, quantity, price, reason, chosen, is_meant=True))
            return False
        unit_price = hit.price if price is None else price
        if unit_price is None:
            raise ValueError("a variant without a price is asked for one first")
        line = CartLine.of(hit, quantity, unit_price, self.cart.taxes_for(hit.taxes))
        line = replace(line, price_reason=reason)
        line = line.with_choices(chosen) if chosen else line
        return self._try(
            lambda cart: cart.add(line), lambda cart: shortage_of(cart, hit, self.settings.oversell)
        )

    def add_custom(self, item: CartLine) -> bool:
        """Add something the catalogue does not know, with the rates of its kind of goods."""
        line = replace(item, taxes=self.cart.taxes_for(item.taxes))
        return self._try(lambda cart: cart.add(line))

    def add_known_code(self, code: str, quantity: Decimal) -> bool:
        """More of an item that was named in this sale when its code was scanned; False without one."""
        named = next((line for line in self.cart.lines if line.is_custom and line.barcode == code), None)
        if named is None:
            return False
        return self._try(lambda cart: cart.with_quantity(named.id, named.quantity + quantity))

    def step(self, line_id: str, by: int) -> bool:
        """One more or one less of a line; the last one removes it."""

        def stepped(cart: Cart) -> Cart:
            return cart.with_quantity(line_id, max(cart.line(line_id).quantity + by, Decimal(0)))

        return self._try(stepped, (lambda cart: self._line_shortage(cart, line_id)) if by > 0 else None)

    def set_line(self, line: CartLine) -> bool:
        """Put a changed line in the place of the one with its id."""
        more = line.quantity > self.cart.line(line.id).quantity
        shortage = (lambda cart: self._line_shortage(cart, line.id)) if more else None
        return self._try(lambda cart: cart.with_line(line), shortage)

    def remove(self, line_id: str) -> bool:
        """Take a line out."""
        return self._try(lambda cart: cart.without(line_id))

    def set_discount(self, discount: Discount | None) -> bool:
        """Set the order's discount, or take it off."""
        return self._try(lambda cart: cart.with_discount(discount))

    def revise(self, change: Callable[[Cart], Cart], step: str = "") -> bool:
        """Change what the order is beside its goods; changes of one `step` are taken back together."""
        return self._try(change, step=step)

    def forget_customer(self) -> None:
        """The customer of the cart was erased: no step brings them back, no older cart is saved again."""
        self._soon.stop()
        self._start(self._shop.carts.new() if self.cart.edits else forgetting(self.cart))
        self._soon.start()

    def undo(self) -> None:
        """Take the last change back."""
        if not self.busy and self._steps.can_undo:
            self._show(self._steps.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        if not self.busy and self._steps.can_redo:
            self._show(self._steps.redo())

    def when_free(self, act: Callable[[], None]) -> None:
        """Do it now, or as soon as the order being saved is on disk: a scan is never lost."""
        if self.busy:
            self._waiting.append(act)
        else:
            act()

    def place(self, tenders: Sequence[Tender], *, unpaid: bool = False) -> None:
        """Save the order in the writer lane: `placed` when it is on disk, `refused` with the cart as it was.

        `unpaid` lets it be paid later. A second call while the first runs does nothing: the cart's id is the
        order's, so there is one sale.
        """
        if self.busy or self.cart.edits is not None:
            return
        shop, paid = self._shop, tuple(tenders)
        cart = self.cart.by_phone() if unpaid else self.cart

        def done(order: PlacedOrder) -> None:
            self._start(shop.carts.new())
            self.placed.emit(order)

        def work(_progress: Progress) -> PlacedOrder:
            whole = shop.keeper.complete(cart)
            if (of := whole.quote) is not None:
                prices = Prices(of.prices) if of.prices else None
                return shop.quotes.place(of.called, paid, prices=prices, cart=whole.of_quote(None))
            return shop.checkout.place_order(whole, paid, unpaid=unpaid)

        self._write(work, done)

    def begin_edit(self, order: str) -> None:
        """Open a placed order in the cart; the one on screen is held instead, unless it is empty."""
        cart, carts, edits = self.cart, self._shop.carts, self._shop.after_sale.edits
        self._write(lambda _progress: carts.take_in(edits.begin(order), cart), self._start)

    def write(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        """Do something else with the cart in the writer lane; until then it stays as it is."""
        self._write(lambda _progress: work(), done)

    def go_on_with(self, cart: Cart) -> None:
        """Show a cart that is kept already."""
        self._start(cart)

    def begin_anew(self) -> None:
        """An empty cart: what was on screen is saved otherwise."""
        self._soon.stop()
        self._start(self._shop.carts.new())

    def drop(self) -> None:
        """Throw the cart away."""
        cart, carts = self.cart, self._shop.carts
        self._soon.stop()
        self._write(lambda _progress: carts.discard(cart.id), lambda _none: self._start(carts.new()))

    def hold(self, label: str) -> None:
        """Put the cart aside and start another."""
        cart, carts = self.cart, self._shop.carts
        if not cart.is_empty:
            self._write(lambda _progress: carts.hold(cart, label), self._start)

    def take_up(self, cart_id: str) -> None:
        """Bring a held cart back; the one on screen is held instead, unless it is empty."""
        cart, carts = self.cart, self._shop.carts

        def taken(found: Cart | None) -> None:
            if found is not None:
                self._start(found)

        self._write(lambda _progress: carts.take_up(cart_id, cart), taken)

    def _write(self, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        if self.busy:
            return
        self.flush()
        self._set_busy(True)

        def over(result: object) -> None:
            self.busy = False
            done(result)
            self._freed()

        def failed(error: CashierError) -> None:
            self.busy = False
            self.refused.emit(error)
            self._freed()

        self._writer.run(work, over, failed)

    def _freed(self) -> None:
        self.busy_changed.emit(False)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)

    def _start(self, cart: Cart) -> None:
        self._steps = Steps(cart)
        self._totals = cart.totals()
        self.changed.emit(cart)

    def _try(
        self,
        change: Callable[[Cart], Cart],
        shortage: Callable[[Cart], StockNotice | None] | None = None,
        step: str = "",
    ) -> bool:
        """Make a change if the rules allow it; its figures are worked out first, since they may refuse it."""
        if self.busy:
            return False
        try:
            cart = self._shop.checkout.agreement().follow(self.cart, change(self.cart))
            totals = cart.totals()
        except CashierError as refusal:
            self.refused.emit(refusal)
            return False
        notice = shortage(cart) if shortage else None
        if notice is not None:
            self.short.emit(notice)
            if notice.policy is Oversell.BLOCK:
                return False
        self._steps.go(cart, step)
        self._show(cart, totals)
        return True

    def _show(self, cart: Cart, totals: Totals | None = None) -> None:
        self._totals = totals or cart.totals()
        self.changed.emit(cart)
        self._soon.start()

    @property
    def unsaved(self) -> bool:
        """Whether a change is painted but not yet on its way to the disk."""
        return self._soon.isActive()

    def flush(self) -> None:
        """Hand a change that is only painted so far to the writer lane now."""
        if self._soon.isActive():
            self._soon.stop()
            self._save()

    def _save(self) -> None:
        cart, carts = self.cart, self._shop.carts
        self._writer.run(lambda _progress: carts.save(cart), latest=DRAFT)

    def _line_shortage(self, cart: Cart, line_id: str) -> StockNotice | None:
        return next((one for one in self._shop.checkout.check_stock(cart) if one.line_id == line_id), None)
