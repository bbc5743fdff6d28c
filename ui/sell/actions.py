"""What can be done on the Sell page; buttons, keys and lists are made from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from pos.text import mark
from ui.kit.actions import Action, KeyNote

if TYPE_CHECKING:
    from ui.sell.controller import SellController
    from ui.sell.page import SellPage

NOTES = (
    KeyNote(mark("Add with quantity and price"), ("Shift", "Enter")),
    KeyNote(mark("Into the cart, from line to line"), ("↑", "↓")),
    KeyNote(mark("In the cart: more, less, remove"), ("+", "−", "Del")),
    KeyNote(mark("In the cart: quantity, price, discount, note"), ("Enter",)),
    KeyNote(mark("Paying: the ways to pay"), ("Alt", "1…9")),
    KeyNote(mark("One step back"), ("Esc",)),
)


class SellActions(NamedTuple):
    """The page's actions, in the order in which they are listed."""

    box: Action
    custom: Action
    customer: Action
    discount: Action
    delivery: Action
    hold: Action
    repeat: Action
    last: Action
    place: Action
    charge: Action
    quote: Action
    quotes: Action
    leave: Action
    save: Action
    undo: Action
    redo: Action
    void: Action
    float: Action


def sell_actions(page: SellPage) -> SellActions:
    """Declare them; those of the cart wait for the shop to be open."""

    def open_(do: Callable[[SellController], object]) -> Callable[[], None]:
        def run() -> None:
            if page.controller is not None:
                do(page.controller)

        return run

    def unless(why: Callable[[SellController], str]) -> Callable[[], str]:
        return lambda: why(page.controller) if page.controller is not None else ""

    nothing_sold = unless(lambda at: at.presenter.why_no_order())
    return SellActions(
        Action("box", mark("Search box"), page.to_box, ("F2",)),
        Action(
            "custom",
            mark("Custom item"),
            open_(lambda at: at.dialogs.custom()),
            ("F3",),
            # Translators: an item typed in by hand, with no product behind it
            label=mark("Custom"),
        ),
        Action("customer", mark("Customer and delivery"), open_(lambda at: at.order.toggle()), ("F4",)),
        Action(
            "discount",
            mark("Discount on the order"),
            open_(lambda at: at.dialogs.discount()),
            ("F6",),
            label=mark("Discount"),
            why_not=unless(lambda at: at.presenter.why_no_discount()),
        ),
        Action(
            "delivery",
            mark("Deliver the order"),
            open_(lambda at: at.order_form.deliver()),
            ("F7",),
            label=mark("Delivery"),
        ),
        Action(
            "hold",
            mark("Hold the cart, or take one up"),
            open_(lambda at: at.hold()),
            ("F8",),
            label=lambda: (
                mark("Take up") if page.controller is not None and page.controller.takes_up else mark("Hold")
            ),
            why_not=unless(lambda at: at.why_no_hold()),
        ),
        Action("repeat", mark("Same as last time"), open_(lambda at: at.order_form.repeat()), ("F9",)),
        Action(
            "last",
            mark("Last sales and their receipts"),
            open_(lambda at: at.dialogs.last_sales()),
            ("F10",),
            icon="receipt-text",
        ),
        Action(
            "place",
            mark("Place the order unpaid"),
            open_(lambda at: at.order_form.place()),
            ("F11",),
            why_not=nothing_sold,
        ),
        Action(
            "charge",
            # Translators: what the cashier does: take the money
            mark("Charge"),
            open_(lambda at: at.presenter.charge()),
            ("F12", "Ctrl+Return", "Ctrl+Enter"),
            why_not=nothing_sold,
        ),
        Action(
            "quote",
            mark("Save the cart as a quote"),
            open_(lambda at: at.quotes.save()),
            ("Ctrl+S",),
            icon="file-text",
            why_not=nothing_sold,
        ),
        Action("quotes", mark("Quotes"), open_(lambda at: at.quotes.list()), ("Ctrl+Shift+S",)),
        Action(
            "edit.leave",
            mark("Leave the edit of an order"),
            open_(lambda at: at.editing.leave()),
            ("F11",),
            # Translators: a button: go away from the order that is being changed
            label=mark("Leave"),
        ),
        Action(
            "edit.save",
            mark("Save the changes of an order"),
            open_(lambda at: at.editing.save()),
            ("F12", "Ctrl+Return", "Ctrl+Enter"),
            label=mark("Save"),
            why_not=unless(lambda at: at.editing.why_not_save()),
        ),
        Action("undo", mark("Undo"), open_(lambda at: at.dialogs.undo()), ("Ctrl+Z",)),
        Action("redo", mark("Redo"), open_(lambda at: at.presenter.redo()), ("Ctrl+Shift+Z", "Ctrl+Y")),
        Action("void", mark("Void the last sale"), open_(lambda at: at.dialogs.void_last())),
        Action("float", mark("Opening float"), open_(lambda at: at.dialogs.opening_float())),
    )
