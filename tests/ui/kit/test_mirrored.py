"""Rows drawn by hand, where scripts run from right to left: sides change, words and figures stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyle, QStyleOptionViewItem, QWidget

from tests.ui.scenes import SCENES, phone
from tests.ui.till import TillDriver
from ui.kit.actions import Action
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.status_button import StatusButton, StatusChoice
from ui.kit.forms.choices import Choices, Tick
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Mood
from ui.orders.detail.ledger import Ledger, LedgerRow
from ui.sell.cart.cart_list import stepper_place
from ui.sell.order.buyer_header import WhoButton
from ui.sell.tiles.tiles import Tiles

__all__ = ["phone"]

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
APART = 12
"""Columns of pixels without ink that part one thing from the next."""
WIDE = 900


def drawn(view: QAbstractItemView, direction: Qt.LayoutDirection) -> QImage:
    index = view.model().index(0, 0)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, WIDE, view.visualRect(index).height())
    option.direction = direction
    image = QImage(option.rect.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setLayoutDirection(direction)
    view.itemDelegate().paint(painter, option, index)
    painter.end()
    if isinstance(view, Tiles):  # a card is one thing: what is written on it is looked at
        card = view.tile_place(option.rect, direction)
        return image.copy(card.adjusted(4, view.picture + 2, -4, -4))
    return image


def things(image: QImage) -> list[tuple[int, int]]:
    """Where ink begins and ends, from left to right; hairlines and grounds are none."""
    rows = range(4, image.height() - 4)
    inked = [x for x in range(6, image.width() - 6) if len({image.pixel(x, y) for y in rows}) > 1]
    found: list[tuple[int, int]] = []
    for x in inked:
        if found and x - found[-1][1] < APART:
            found[-1] = found[-1][0], x
        else:
            found.append((x, x))
    return found


@pytest.mark.parametrize(
    "scene", ["sell", "found", "orders", "customer", "product", "last sales", "commands"]
)
def test_each_thing_of_a_row_changes_sides_and_stays_upright(phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    top = phone.dialog or phone.window
    lists = [one for one in top.findChildren(QAbstractItemView) if one.isVisible() and one.model().rowCount()]
    assert lists
    for view in lists:
        usual, other = drawn(view, LEFT), drawn(view, RIGHT)
        there, last = things(usual), usual.width() - 1
        turned = [(last - end, last - begin) for begin, end in reversed(things(other))]
        assert len(there) == len(turned), view.accessibleName()
        for (begin, end), (begins, ends) in zip(there, turned, strict=True):
            assert abs(begin - begins) <= 2, view.accessibleName()
            assert abs(end - ends) <= 2, view.accessibleName()
        same = backwards = 0
        for (begin, end), (begins, ends) in zip(there, turned, strict=True):
            wide = min(end - begin, ends - begins) + 1
            here = usual.copy(begin, 0, wide, usual.height())
            opposite = other.copy(last - ends, 0, wide, other.height())
            same += differ(here, opposite)
            backwards += differ(here, opposite.transformed(BACKWARDS))
        assert same < backwards, view.accessibleName()


BACKWARDS = QTransform().scale(-1, 1)


def differ(one: QImage, other: QImage) -> int:
    """How many pixels are another."""
    places = ((x, y) for x in range(one.width()) for y in range(4, one.height() - 4))
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in places)


@pytest.mark.parametrize("words", ["18,00 €", "−5,00 €", "Cancel order…", "2 × 4,50"])
def test_figures_and_latin_words_keep_their_order(qapp: QApplication, words: str) -> None:
    def shown(direction: Qt.LayoutDirection) -> QImage:
        image = QImage(300, 40, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        drawing.text(painter, QRect(0, 0, 300, 40), words, theme.font(), QColor("black"), drawing.CENTRE)
        painter.end()
        return image

    assert shown(LEFT) == shown(RIGHT)


def test_the_stepper_is_touched_where_it_is_drawn(phone: TillDriver) -> None:
    phone.enter("MUG")
    view = phone.page.cart.cart_list
    view.setLayoutDirection(RIGHT)
    phone.process()
    row = view.visualRect(view.lines.index(0))
    place = QStyle.visualRect(RIGHT, row, stepper_place(row, view.amount_room))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=place.center() + QPoint(place.width() // 3, 0)
    )
    phone.settle()
    assert view.lines.rows[0].quantity == "2"


BEARING = 4
"""Pixels that letters keep from where their line begins and ends."""


def grabbed(one: QWidget, direction: Qt.LayoutDirection) -> QImage:
    one.setLayoutDirection(direction)
    image = QImage(one.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("white"))
    one.render(image)
    return image


def who() -> QWidget:
    made = WhoButton(Action("customer", "Customer", lambda: None))
    made.show_words("Anna Roux", "anna@example.org", "AR", tail="3 orders")
    return made


def ledger() -> QWidget:
    made = Ledger()
    made.show_rows((LedgerRow("2 × Mug, blue glaze", "36,00 €", "18,00 €", "MUG-BLU"),))
    return made


def status() -> QWidget:
    made = StatusButton()
    made.show_status("Payment", "Paid", Mood.GOOD, (StatusChoice("Refunded", lambda: None),))
    return made


def choices() -> QWidget:
    made = Choices()
    made.offer((("FR", "France"),))
    made.hold("FR")
    return made


def keyed() -> QWidget:
    return PlainButton(action=Action("hold", "Hold", lambda: None, ("F8",)))


@pytest.mark.parametrize("make", [who, ledger, status, choices, keyed, Tick])
def test_what_is_drawn_by_hand_changes_sides_too(qapp: QApplication, make: Callable[[], QWidget]) -> None:
    one = make()
    one.setFixedSize(420, max(one.sizeHint().height(), 40))
    usual, other = grabbed(one, LEFT), grabbed(one, RIGHT)
    there, last = things(usual), usual.width() - 1
    turned = [(last - end, last - begin) for begin, end in reversed(things(other))]
    assert there
    assert len(there) == len(turned)
    for (begin, end), (begins, ends) in zip(there, turned, strict=True):
        assert abs(begin - begins) <= BEARING
        assert abs(end - ends) <= BEARING
    assert usual != other
    one.deleteLater()
