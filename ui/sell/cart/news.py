"""What changed in the cart, in words for those who do not see it."""

from __future__ import annotations

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Totals
from pos.domain.orders.cart import Cart
from pos.text import _, current
from ui.shared.cart import words as cart_words


def cart_news(before: Cart, after: Cart, totals: Totals, total_before: Money) -> str:
    """Say the lines that came, changed or went, and the new total; nothing where neither changed.

    Another cart that was taken up is its total; the empty one after a sale says nothing, since the sale does.
    """
    if before.id != after.id:
        return _total(totals) if after.lines else ""
    known = {line.id: line for line in before.lines}
    kept = {line.id for line in after.lines}
    said = [
        # Translators: spoken when a line of the cart is added or changed
        _("{quantity} × {name}, {amount}").format(
            quantity=current().number(line.quantity),
            name=cart_words.full_name(line.name, line.options),
            amount=current().money(total.amount),
        )
        for line, total in zip(after.lines, totals.lines, strict=True)
        if known.get(line.id) != line
    ]
    said += [
        _("{name} removed").format(name=cart_words.full_name(line.name, line.options))
        for line in before.lines
        if line.id not in kept
    ]
    if not said and total_before == totals.total:
        return ""
    return ". ".join((*said, _total(totals) if after.lines else _("The cart is empty")))


def _total(totals: Totals) -> str:
    return _("Total {amount}").format(amount=current().money(totals.total))
