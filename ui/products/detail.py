"""The panel at the right: one product, its fields, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos.domain.catalogue.products import ProductRecord
from pos.domain.shop.settings import ShopSettings
from pos.text import _
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.controls.even_rows import EvenRows
from ui.kit.lists.detail import DetailPanel, head_row
from ui.kit.look import theme
from ui.kit.look.pictures import PictureCache
from ui.kit.look.tags import Mood, Tag
from ui.kit.speaking import speak
from ui.products.detail_form import DetailForm
from ui.products.edits import of_product
from ui.products.product_list import code_words

WIDTH = 400


class _Face(QWidget):
    """The picture of the product."""

    def __init__(self, pictures: PictureCache) -> None:
        super().__init__()
        self._pictures = pictures
        self._picture = self._name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        pictures.arrived.connect(self.update)

    def show_product(self, product: ProductRecord) -> None:
        self._picture, self._name = product.picture, product.name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._pictures.paint(painter, self.rect(), self._picture, self._name, theme.LARGE)
        painter.end()


class ProductDetail(DetailPanel):
    """Shows the chosen product; `edited` and `stock_asked` say what the person wants."""

    edited = Signal(object)  # Edit
    stock_asked = Signal(bool)  # count (True) or receive (False)
    merge_asked = Signal()

    def __init__(self, settings: ShopSettings, pictures: PictureCache) -> None:
        super().__init__(WIDTH, "package")
        self.face = _Face(pictures)
        self.name = theme.label("", theme.LARGE, theme.BOLD, wrap=True)
        self.codes = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.tag = Tag()
        self.form = DetailForm(settings)
        self.favourite, self.archive = PlainButton("", icon="star"), PlainButton("", icon="archive")
        self.merge, self.receive = PlainButton(""), PrimaryButton("", height=52)
        head = head_row(self.face, self.name, self.codes, self.tag, 14)
        self.lay_out(head, self.form, self._foot())
        self._connect()
        speak(self, self._say)

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(theme.space(2))
        foot.addWidget(EvenRows(self.favourite, self.archive, self.merge))
        foot.addWidget(self.receive)
        return foot

    def _connect(self) -> None:
        self.form.edited.connect(self.edited)
        self.form.stock.count_asked.connect(lambda: self.stock_asked.emit(True))
        self.receive.clicked.connect(lambda: self.stock_asked.emit(False))
        self.favourite.clicked.connect(lambda: self._turn("favourite"))
        self.merge.clicked.connect(self.merge_asked)
        self.archive.clicked.connect(lambda: self._turn("archived"))
        self.form.variant_chosen.connect(self._say)

    def show_product(self, product: ProductRecord | None, code: str = "") -> None:
        """Show a product, or a hint while there is none."""
        self.show_chosen(product is not None)
        if product is None:
            self.form.product = None
            return
        self.face.show_product(product)
        self.name.setText(product.name)
        self.form.show_product(product, code)
        self._say()

    def _turn(self, field: str) -> None:
        product = self.form.product
        if product is not None:
            self.edited.emit(of_product(product, field, not product._asdict()[field]))

    def _say(self) -> None:
        self.empty.say(_("Choose a product"), _("Its price, stock and barcodes are changed here."))
        self.receive.setText(_("Receive stock"))
        product, variant = self.form.product, self.form.variant
        if product is None:
            return
        self.codes.setText(code_words(product))
        self.tag.show_tag(_("archived") if product.archived else "", Mood.NEUTRAL)
        self.favourite.setText(_("No favourite") if product.favourite else _("Favourite"))
        self.merge.setText(_("Merge…"))
        self.archive.setText(_("Sell again") if product.archived else _("Archive"))
        counted = variant is not None and variant.on_hand is not None
        self.receive.setEnabled(counted and not product.archived)
