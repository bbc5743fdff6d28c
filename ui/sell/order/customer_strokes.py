"""Draws customers under the box: avatar, name with what was typed, how often they bought, what they owe."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from pos.domain.words.text import spans
from ui.kit.look import drawing, icons, strokes, theme
from ui.sell.order import words as order_words
from ui.sell.order.customer_rows import FoundCustomer, NewCustomer

AVATAR, SIDE, WORDS = 36, 15, 67
TAG = 0.62


def paint_customer(painter: QPainter, place: QRect, row: FoundCustomer, words: list[str]) -> None:
    of = theme.colours()
    left, middle, wide = place.left(), place.top() + place.height() / 2, place.width()
    round_, begins, apart = theme.tall(AVATAR), left + theme.tall(WORDS), theme.tall(9)
    avatar = QRectF(left + SIDE, middle - round_ / 2, round_, round_)
    drawing.box(painter, avatar, of.accent_soft if of.dark else of.soft, radius=round_ / 2)
    face = theme.font(theme.NOTE, theme.BOLD)
    drawing.text(painter, avatar, order_words.initials(row.name) or "·", face, of.accent, drawing.CENTRE)
    room = wide * TAG - theme.tall(WORDS) - 12
    long = bool(strokes.wrapped(row.name, strokes.NAME, int(room))[1])
    strokes.named(painter, begins, middle - apart, row.name, spans(row.name, words), room)
    below = middle + (theme.tall(17) if long else apart)
    strokes.words(painter, begins, below, row.note, strokes.NOTE, of.muted, room)
    strokes.tag(painter, left + wide * TAG, middle, *row.tag)
    strokes.words_right(painter, left + wide - SIDE, middle, row.orders, strokes.NOTE, of.muted)


def paint_new_customer(painter: QPainter, place: QRect, row: NewCustomer) -> None:
    """Draw the row that makes a new one."""
    of = theme.colours()
    plus = QRectF(place.left() + SIDE, place.top(), theme.tall(AVATAR), place.height())
    icons.paint(painter, "plus", plus, of.muted, 16)
    words = QRectF(place).adjusted(theme.tall(WORDS), 0, -SIDE, 0)
    drawing.text(painter, words, row.words, theme.font(), of.muted)
