"""What is done with an order or a quote later, as functions that a child runs and may be killed in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from pos.domain.orders.amendment import Piece, Request
from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import FulfilmentStatus
from pos.services.orders.after.edits import Edits
from tests.shop_kit import ShopKit

ONE_MUG = Request((Piece(1, 1_000_000),))
"""The first line of the order by phone, one piece of it."""


def one_more(edits: Edits) -> Cart:
    """The order by phone with one mug more and a note."""
    return edits.begin("A-000002").with_quantity("1", Decimal(3)).with_notes(private="one more")


def refund(folder: Path, said: Callable[[str], None]) -> None:
    """Take one mug of the paid order back, with its money."""
    kit = ShopKit.open(folder)
    said(kit.shop.after_sale.returns.refund("A-000002", ONE_MUG, reason="chipped").credit_note)
    kit.close()


def edit(folder: Path, said: Callable[[str], None]) -> None:
    """One mug more in the paid order, and a note."""
    kit = ShopKit.open(folder)
    edits = kit.shop.after_sale.edits
    edits.save(one_more(edits), "rang")
    said("edited")
    kit.close()


def exchange(folder: Path, said: Callable[[str], None]) -> None:
    """A mug of the paid order for a vase, the difference later."""
    kit = ShopKit.open(folder)
    said(kit.shop.after_sale.exchanges.exchange("A-000002", ONE_MUG, kit.cart("VASE")).number)
    kit.close()


def hand_over(folder: Path, said: Callable[[str], None]) -> None:
    """Send all that is open of the order, under a number."""
    kit = ShopKit.open(folder)
    kit.shop.order_changes.set_fulfilment("A-000002", FulfilmentStatus.SHIPPED, "6A 100")
    said("sent")
    kit.close()


def take_edit_back(folder: Path, said: Callable[[str], None]) -> None:
    """Let the paid order be as it was before it was changed, its note too."""
    kit = ShopKit.open(folder)
    edits = kit.shop.after_sale.edits
    edit = one_more(edits)
    edits.save(edit)
    said("edited")
    edits.take_back(edit, "a misunderstanding")
    said("as before")
    kit.close()


def set_details(folder: Path, said: Callable[[str], None]) -> None:
    """Another promise, deposit and note for the order that waits."""
    kit = ShopKit.open(folder)
    details = {"promised": "2027-03-01", "deposit": "30%", "private_note": "rings twice"}
    kit.shop.after_sale.edits.set_details("A-000002", details, dict.fromkeys(details, ""))
    said("set")
    kit.close()


def place_quote(folder: Path, said: Callable[[str], None]) -> None:
    """Make the quote of a vase an order."""
    kit = ShopKit.open(folder)
    (quote,) = kit.shop.quotes.find()
    said(kit.shop.quotes.place(quote.number).number)
    kit.close()


def decline_quote(folder: Path, said: Callable[[str], None]) -> None:
    """The customer wants none of it."""
    kit = ShopKit.open(folder)
    (quote,) = kit.shop.quotes.find()
    kit.shop.quotes.decline(quote.number)
    said("declined")
    kit.close()


AFTER_SALE: dict[str, Callable[[Path, Callable[[str], None]], None]] = {
    "refund": refund,
    "edit": edit,
    "take edit back": take_edit_back,
    "details": set_details,
    "exchange": exchange,
    "hand over": hand_over,
    "place quote": place_quote,
    "decline quote": decline_quote,
}
