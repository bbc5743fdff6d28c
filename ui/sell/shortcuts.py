"""The keys of the Sell page, as commands that F1 lists and the box runs by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.text import mark
from ui.kit.actions import Command, KeyNote

if TYPE_CHECKING:
    from ui.sell.controller import Counter


def add_commands(counter: Counter) -> None:
    """Make the page's commands known to the window."""
    page, dialogs, selling = counter.page, counter.dialogs, counter.selling
    desk, ordering = counter.orders, counter.orders.ordering
    for command in (
        Command("box", mark("Search box"), ("F2",), page.to_box),
        Command("custom", mark("Custom item"), ("F3",), dialogs.custom),
        Command("customer", mark("Customer and delivery"), ("F4",), desk.toggle),
        Command("discount", mark("Discount on the order"), ("F6",), dialogs.discount),
        Command("delivery", mark("Deliver the order"), ("F7",), ordering.deliver),
        Command("hold", mark("Hold the cart, or take one up"), ("F8",), counter.hold),
        Command("repeat", mark("Same as last time"), ("F9",), ordering.repeat),
        Command("last", mark("Last sales and their receipts"), ("F10",), dialogs.last_sales),
        Command("place", mark("Place the order unpaid"), ("F11",), ordering.place),
        Command("charge", mark("Charge"), ("F12", "Ctrl+Return", "Ctrl+Enter"), selling.charge),
        Command("undo", mark("Undo"), ("Ctrl+Z",), selling.undo),
        Command("redo", mark("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), selling.redo),
        Command("void", mark("Void the last sale"), (), dialogs.void_last),
        Command("float", mark("Opening float"), (), dialogs.opening_float),
    ):
        counter.window.commands.add(command, page)
    for note in (
        KeyNote(mark("Add with quantity and price"), ("Shift", "Enter")),
        KeyNote(mark("Into the cart, from line to line"), ("↑", "↓")),
        KeyNote(mark("In the cart: more, less, remove"), ("+", "−", "Del")),
        KeyNote(mark("In the cart: quantity, price, discount, note"), ("Enter",)),
        KeyNote(mark("Paying: the ways to pay"), ("Alt", "1…9")),
        KeyNote(mark("One step back"), ("Esc",)),
    ):
        counter.window.commands.note(note, page)
