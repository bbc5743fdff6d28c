"""What can be taken back of an order, a row each: pieces and where they go, or an amount of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.orders.amendment import ChargePiece, Piece
from pos.domain.orders.facts import Fate
from pos.domain.orders.orders import OrderLine
from pos.domain.orders.parts import Part
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import LinkButton
from ui.kit.forms.choices import Tick
from ui.kit.forms.counter import Counter
from ui.kit.forms.numbers import MoneyField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.cart import words as cart_words
from ui.shared.orders.answers import fates

AT_ONCE = 30
"""So many lines are shown at first: each is a row of controls."""


class _Row(QWidget):
    """A name with what is left of it, and below what is asked once something is chosen."""

    changed = Signal()

    def __init__(self, name: str, left: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, theme.space(1))
        self.column.setSpacing(theme.space(1))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.space(2))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(theme.label(name, weight=theme.MEDIUM, wrap=True))
        self.below = QHBoxLayout()
        self.below.addWidget(theme.label(left, theme.NOTE, tone=Tone.MUTED))
        self.below.addStretch(1)
        said.addLayout(self.below)
        self.head.addLayout(said, 1)
        self.column.addLayout(self.head)


class LineRow(_Row):
    """A line of the order: so many pieces back, or an amount off it."""

    def __init__(self, line: OrderLine, left: Part) -> None:
        self.line, self.pieces_left = line, from_micro(left.pieces)
        self._currency = line.amount.currency
        worth = current().money(Money(left.worth.gross, self._currency))
        quantity = cart_words.quantity(self.pieces_left, line.unit)
        # Translators: what is left of a line to take back, and what that is worth: "3 left, 54.00 €"
        words = _("{quantity} left, {amount}").format(quantity=quantity, amount=worth)
        super().__init__(cart_words.full_name(line.name, line.options), words)
        self.count = Counter(
            _("Pieces back of {name}").format(name=line.name), self.pieces_left, unit=line.unit
        )
        self.head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        self.fate = Segments(fates, Fate.STOCK)
        self.fate.setAccessibleName(_("Where the goods go"))
        self.fate.hide()
        self.reduce = LinkButton(_("Price reduction"))
        self.reduce.padding = 2
        self.amount = MoneyField(_("Off its price, the goods stay"), self._currency, optional=True)
        self.amount.hide()
        self.column.addWidget(self.fate)
        self.below.insertWidget(1, self.reduce)
        self.column.addWidget(self.amount)
        self.count.changed.connect(self._counted)
        self.fate.changed.connect(self.changed)
        self.amount.changed.connect(self.changed)
        self.reduce.clicked.connect(self._reduce)

    @property
    def piece(self) -> Piece | None:
        """What is taken back of the line; None where nothing is. Raises what cannot be read."""
        pieces = to_micro(self.count.field.value())
        amount = self.amount.entry() if self.amount.isVisible() else None
        if not pieces and amount is None:
            return None
        if pieces:
            return Piece(self.line.n, pieces, 0, self.fate.value())
        return Piece(self.line.n, 0, amount.minor if amount else 0)

    def takes_one_more(self) -> bool:
        """Count one more piece, as a scan of it asks; false where none is left."""
        if self.count.value() + 1 > self.pieces_left:
            return False
        self.count.step(1)
        return True

    def _counted(self) -> None:
        some = self.count.value() > 0
        self.fate.setVisible(some)
        self.reduce.setVisible(not some and self.amount.isHidden())
        if some:
            self.amount.hide()
        self.changed.emit()

    def _reduce(self) -> None:
        """Ask for an amount instead of pieces."""
        self.count.set_value(Decimal(0))
        self.fate.hide()
        self.reduce.hide()
        self.amount.show()
        self.amount.take_keyboard()
        self.changed.emit()


class LineRows(QWidget):
    """The lines of an order, so many at once: what is scanned is there whether its row was shown or not."""

    changed = Signal()

    def __init__(self, lines: Sequence[tuple[OrderLine, Part]]) -> None:
        super().__init__()
        self._waiting = list(lines)
        self.rows: list[LineRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        self.rest = LinkButton("")
        self.rest.padding = 2
        self._column.addWidget(self.rest, 0, Qt.AlignmentFlag.AlignLeft)
        self.rest.clicked.connect(self._show_more)
        self._show_more()

    def _show_more(self) -> None:
        for line, left in self._waiting[:AT_ONCE]:
            self._add(line, left)
        del self._waiting[:AT_ONCE]
        self._say_rest()

    def _say_rest(self) -> None:
        count = len(self._waiting)
        words = ngettext("{count} more line…", "{count} more lines…", count)
        self.rest.setText(words.format(count=current().number(count)))
        self.rest.setVisible(bool(count))

    def _add(self, line: OrderLine, left: Part) -> LineRow:
        row = LineRow(line, left)
        row.changed.connect(self.changed)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is taken back of them. Raises what cannot be read."""
        return tuple(piece for row in self.rows if (piece := row.piece) is not None)

    def takes_one_of(self, variants: Collection[str | None]) -> bool:
        """Count one more of the first line of these goods of which any is left; false where none is."""
        if any(row.line.variant_id in variants and row.takes_one_more() for row in self.rows):
            return True
        found = next((one for one in self._waiting if one[0].variant_id in variants), None)
        if found is None:
            return False
        self._waiting.remove(found)
        self._say_rest()
        return self._add(*found).takes_one_more()


class ChargeRow(_Row):
    """A charge of the order, taken back whole or in part."""

    def __init__(self, place: int, charge: OrderLine, left: Part) -> None:
        self.place = place
        worth = Money(left.worth.gross, charge.amount.currency)
        super().__init__(charge.name, _("{amount} left").format(amount=current().money(worth)))
        self.tick = Tick()
        self.tick.setAccessibleName(_("Take back {name}").format(name=charge.name))
        self.amount = MoneyField("", worth.currency, worth)
        self.amount.editor.setAccessibleName(self.tick.accessibleName())
        self.amount.setFixedWidth(theme.tall(130))
        self.amount.hide()
        self.head.addWidget(self.amount)
        self.head.addWidget(self.tick)
        self.tick.changed.connect(self._ticked)
        self.amount.changed.connect(self.changed)

    @property
    def piece(self) -> ChargePiece | None:
        """What is taken back of the charge; None where nothing is. Raises what cannot be read."""
        return ChargePiece(self.place, self.amount.value().minor) if self.tick.isChecked() else None

    def _ticked(self) -> None:
        self.amount.setVisible(self.tick.isChecked())
        self.changed.emit()
