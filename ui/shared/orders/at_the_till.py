"""What the other pages do at the till: a cart taken up, an order repeated, an order for a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.frame.window import MainWindow

if TYPE_CHECKING:
    from ui.sell.controller import Counter


def at_the_till(window: MainWindow) -> Counter | None:
    """Show the Sell page and give its counter; None while the shop is not open there."""
    page = window.show_page("sell")
    counter: Counter | None = getattr(page, "counter", None)
    return counter


def take_up(window: MainWindow, cart_id: str) -> None:
    """Go on with a cart on hold; the one on screen is held instead."""
    counter = at_the_till(window)
    if counter is not None:
        counter.sale.when_free(lambda: counter.sale.take_up(cart_id))


def repeat(window: MainWindow, number: str) -> None:
    """Put the lines of an order into the cart at today's prices; the till says what changed since."""
    counter = at_the_till(window)
    if counter is not None:
        counter.orders.ordering.repeat(number)


def order_for(window: MainWindow, customer_id: str) -> None:
    """Begin an order for a customer, with all that is known of how they buy."""
    counter = at_the_till(window)
    if counter is not None:
        counter.orders.ordering.attach(customer_id)
