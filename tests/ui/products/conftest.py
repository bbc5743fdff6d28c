"""The Products page with a file to take in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shop_window import ShopWindow, shop_window
from ui.frame.refs import PageRef
from ui.products.imports.page import ImportPage
from ui.products.page import ProductsPage, products_page

GOOD = "name,sku,price,stock\nMug,MUG,18.00,5\nBowl,BOW,24.00,2\n"


class Import(ShopWindow):
    """The Products page with a file to take in."""

    products: ProductsPage
    folder: Path

    @property
    def page(self) -> ImportPage:
        assert self.products.taking_in is not None
        return self.products.taking_in

    def drop(self, text: str, name: str = "catalogue.csv") -> None:
        file = self.folder / name
        file.write_text(text, "utf-8")
        self.drop_file(file)

    def drop_file(self, *files: Path) -> None:
        self.window.files_dropped.emit(files)
        self.settle()

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.shop.catalogue.list()]

    @property
    def figures(self) -> list[str]:
        return [figure.number.text() for figure in self.page.preview.side.figures]


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Iterator[Import]:
    with shop_window(qtbot, tmp_path) as made:
        hall = Import(made.bot, made.window, made.shop)
        hall.folder = tmp_path
        hall.window.add_page(PageRef.PRODUCTS, "Products", "package", products_page)
        hall.window.open(PageRef.PRODUCTS)
        page = hall.window.page(PageRef.PRODUCTS)
        assert isinstance(page, ProductsPage)
        hall.products = page
        hall.window.show()
        hall.settle()
        yield hall
