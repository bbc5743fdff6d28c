"""What can be taken back of an order, a row each: pieces and where they go, or an amount of it."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.orders.amendment import ChargePiece, Piece
from pos.domain.orders.facts import Fate
from pos.domain.orders.orders import OrderLine
from pos.domain.orders.parts import Part
from pos.text import _, current
from ui.kit.controls.buttons import LinkButton
from ui.kit.forms.choices import Tick
from ui.kit.forms.counter import Counter
from ui.kit.forms.numbers import MoneyField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.cart import words as cart_words
from ui.shared.orders.answers import fates


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
