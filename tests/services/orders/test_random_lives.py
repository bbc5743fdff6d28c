"""Whatever is done with an order, it ends at zero: pieces, money, papers and stock fit after each step."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.domain.money.quantity import to_micro
from pos.domain.money.tenders import Tender
from pos.domain.orders.after.edit import Change, LineChange, edited
from pos.domain.orders.amendment import Back, Piece, Request
from pos.domain.orders.facts import Fate
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.errors import CashierError
from pos.services.orders.entry_parts import Asked
from tests.services.orders.test_after_sale import MARTIN
from tests.shop_kit import ShopKit

STEPS = ("edit", "refund", "amount", "pay", "repay", "deliver", "exchange", "later", "invoice")
LIVES = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(1, 3), st.integers(0, 4), st.sampled_from(Fate)), max_size=8
)


class Life:
    """One order of mugs, bowls and cards, and what is done with it."""

    def __init__(self, kit: ShopKit, *, invoice: bool = True) -> None:
        self.kit = kit
        cart = kit.cart(("MUG", "3"), ("BOWL", "2"), ("CARD", "4")).with_buyer(MARTIN)
        cart = cart.with_fulfilment(Fulfilment(FulfilmentKind.PICKUP))
        self.number = kit.shop.checkout.place_order(cart, unpaid=True, asked=Asked(invoice=invoice)).number

    def does(self, step: str, line: int, count: int, fate: Fate) -> None:
        """One step; a refusal leaves everything as it was."""
        after, changes = self.kit.shop.after_sale, self.kit.shop.order_changes
        some = Request((Piece(line, to_micro(Decimal(count)), to=fate),))
        acts: dict[str, Callable[[], object]] = {
            "edit": lambda: self._edit(line, count),
            "refund": lambda: after.returns.refund(self.number, some),
            "amount": lambda: after.returns.refund(self.number, Request(amount=101 * count)),
            "pay": lambda: changes.pay(self.number, [Tender("card", self.kit.money(f"{7 * count + 1}.01"))]),
            "repay": lambda: changes.repay(self.number),
            "deliver": lambda: changes.hand_over(self.number, [(line, to_micro(Decimal(count)))]),
            "exchange": lambda: after.exchanges.exchange(self.number, some, self.kit.cart("MUG")),
            "invoice": lambda: changes.issue_invoice(self.number),
            "later": lambda: after.returns.refund(self.number, some, Back.LATER),
        }
        with suppress(CashierError):
            acts[step]()

    def _edit(self, line: int, count: int) -> None:
        edits = self.kit.shop.after_sale.edits
        cart = edits.editable(self.number).cart
        change = Change((LineChange(line, Decimal(count)),))
        edits.edit(self.number, edited(cart, change, (), lambda one: one.taxes))

    def fits(self) -> None:
        """Nothing is left below zero; papers say what is left; nobody has both a debt and a credit."""
        order = self.kit.shop.orders.order(self.number)
        now = order.now
        assert now is not None
        left = sum(part.worth.gross for part in now.left)
        assert all(part.worth.gross >= 0 and part.pieces >= 0 for part in now.left)
        assert left == now.version.total - now.credited
        assert now.refunded <= now.paid
        assert not (now.due and now.to_give_back)
        signs = {"invoice": 1, "credit_note": -1}
        papers = sum(signs.get(one.kind, 0) * one.total.minor for one in order.papers if one.total)
        assert papers == (left if any(one.kind == "invoice" for one in order.papers) else 0)


@given(LIVES, st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_life_ends_at_zero(steps: list[tuple[str, int, int, Fate]], invoice: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        kit = ShopKit.create(Path(folder) / "shop")
        try:
            for sku, price, tax in (("MUG", "18.00", ""), ("BOWL", "3.33", "reduced"), ("CARD", "0.99", "")):
                kit.stocks(sku, sku=sku, price=price, quantity="50", tax=tax)
            life = Life(kit, invoice=invoice)
            for step in steps:
                life.does(*step)
                life.fits()
            life.does("repay", 1, 0, Fate.STOCK)
            now = kit.shop.orders.order(life.number).now
            assert now is not None
            if not now.is_all_credited:
                kit.shop.order_changes.cancel(life.number, repay=True)
            life.fits()
            end = kit.shop.orders.order(life.number).now
            assert end is not None
            assert (end.balance, end.paid - end.refunded) == (0, 0)
            assert kit.audit() == []
        finally:
            kit.close()
