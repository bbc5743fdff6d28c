"""The goods that go out in an exchange: scanned or searched, counted, and what they come to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.catalogue.products import Hit
from pos.domain.orders.cart import Cart, CartLine
from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.counter import Counter
from ui.kit.forms.fields import TextField
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.cart import words as cart_words

if TYPE_CHECKING:
    from pos.shop import Shop

MOST = Decimal(9999)
OFFERED = 4
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewGoods(QWidget):
    """A field for codes and words over the goods chosen; each can be counted, at zero it goes."""

    changed = Signal()

    def __init__(self, shop: Shop, cart: Cart) -> None:
        super().__init__()
        self._shop, self._empty = shop, cart
        self.counts: list[tuple[CartLine, Counter]] = []
        self.title = theme.label(_("New goods, for an exchange"), theme.NOTE, tone=Tone.MUTED)
        self.search = TextField("", hint=_("Scan or search what goes out instead"))
        self.search.editor.setAccessibleName(self.title.text())
        self.offered = QWidget()
        self._choices = QVBoxLayout(self.offered)
        self._rows = QVBoxLayout()
        for layout in (self._choices, self._rows):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.title, self.search, self.offered):
            column.addWidget(part)
        column.addLayout(self._rows)
        self.offered.hide()
        self.search.changed.connect(self._look_for)
        self.search.line.installEventFilter(self)

    @property
    def cart(self) -> Cart:
        """The cart of what goes out."""
        cart = self._empty
        for line, count in self.counts:
            if count.value() > 0:
                cart = cart.add(replace(line, quantity=count.value()))
        return cart

    def scanned(self, code: str) -> bool:
        """Take a code that was scanned; false where nothing has it."""
        hits = self._shop.search.by_code(code, scanned=True)
        if len(hits) == 1:
            self.take(hits[0])
        else:
            self._offer(hits)
        return bool(hits)

    def take(self, hit: Hit) -> None:
        """Add one of it; a product of several kinds is asked about, one without a price is not sold here."""
        if hit.choices > 1:
            self._offer(self._shop.search.of_product(hit.product_id))
            return
        if hit.price is None:
            self.search.set_mistake(_("{name} has no price. Sell it at the till.").format(name=hit.name))
            return
        self.search.set_text("")
        self._offer(())
        for line, count in self.counts:
            if line.variant_id == hit.variant_id:
                count.step(1)
                return
        self._add(CartLine.of(hit, Decimal(1), hit.price))

    def _add(self, line: CartLine) -> None:
        count = Counter(_("Pieces of {name}").format(name=line.name), MOST, unit=line.unit, value=Decimal(1))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        said = QVBoxLayout()
        said.setSpacing(0)
        name = cart_words.full_name(line.name, line.options)
        said.addWidget(theme.label(name, weight=theme.MEDIUM, wrap=True))
        price = current().unit_price(line.unit_price, self._empty.currency)
        said.addWidget(theme.label(price, theme.NOTE, tone=Tone.MUTED))
        row.addLayout(said, 1)
        row.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(holder)
        self.counts.append((line, count))
        count.changed.connect(self.changed)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is written here; with nothing written it is the dialog's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            takes = event.key() in ENTERS and bool(self.search.text())
            if takes:
                self._take_written()
            return takes
        return super().eventFilter(watched, event)

    def _look_for(self) -> None:
        text = self.search.text()
        found = self._shop.search.find(text, OFFERED) if text else None
        self._offer(found.hits if found else ())

    def _take_written(self) -> None:
        text = self.search.text()
        hits = self._shop.search.by_code(text, scanned=False)
        found = hits or self._shop.search.find(text, 1).hits
        if found:
            self.take(found[0])
        else:
            QApplication.beep()
            self.search.set_mistake(_("Nothing found for {code}").format(code=text))

    def _offer(self, hits: tuple[Hit, ...]) -> None:
        while (item := self._choices.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for hit in hits:
            name = cart_words.full_name(hit.name, hit.options)
            price = "" if hit.price is None else current().unit_price(hit.price, self._empty.currency)
            button = PlainButton(" · ".join(filter(None, (name, price))))
            button.clicked.connect(lambda _on=False, hit=hit: self.take(hit))
            self._choices.addWidget(button)
        self.offered.setVisible(bool(hits))
