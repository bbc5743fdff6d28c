"""Which signal of the Sell page goes where; nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.sell.controller import Counter


def connect(counter: Counter) -> None:
    """Connect box, scanner, results, tiles, cart, presenter and sale."""
    page, selling, sale = counter.page, counter.selling, counter.sale
    line, cart_list = page.box.line, page.cart.cart_list
    line.entered.connect(counter.entered)
    line.moved.connect(counter.moved)
    line.escaped.connect(counter.step_back)
    line.undone.connect(selling.undo)
    line.redone.connect(selling.redo)
    page.scanner.scanned.connect(counter.scanned)
    page.results.taken.connect(counter.taken)
    page.results.selectionModel().currentChanged.connect(lambda: counter.show_hint())
    page.shelf.tiles.tapped.connect(counter.tapped)
    page.shelf.tiles.typed.connect(page.to_box)
    page.shelf.import_asked.connect(counter.open_products)
    cart_list.typed.connect(page.to_box)
    cart_list.stepped.connect(lambda asked: sale.step(*asked))
    cart_list.removed.connect(sale.remove)
    cart_list.opened.connect(selling.open_line)
    page.cart.header.held.clicked.connect(counter.dialogs.held)
    page.cart.done.receipt_asked.connect(counter.dialogs.receipt)
    selling.listed.connect(counter.listed)
    selling.cleared.connect(counter.clear)
    selling.asked.connect(counter.dialogs.open)
    selling.order_asked.connect(counter.open_order)
    selling.hit.connect(lambda: page.box.show_mark(True))
    selling.missed.connect(counter.missed)
    selling.warned.connect(page.notices.warning)
    sale.changed.connect(counter.show_cart)
    sale.refused.connect(counter.refuse)
    sale.short.connect(counter.short)
    sale.placed.connect(counter.placed)
    sale.busy_changed.connect(lambda _busy: counter.show_held())
    counter.window.closing.connect(counter.closing)
    counter.news.timeout.connect(counter.look_again)
    counter.window.changes.changed.connect(counter.news_came)
