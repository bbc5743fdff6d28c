"""A catalogue file in the window: looked at, corrected, taken in, taken back; cancelled without a trace."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pos.domain.catalogue.pictures import PicturesFetched
from pos.domain.imports.errors import ReadingCancelled
from pos.domain.imports.results import ImportPreview, ImportUndone
from pos.services.imports import bulk
from tests.shared import shared
from tests.ui.products.conftest import GOOD, Import
from tests.ui.shop_window import shop_window
from ui.frame.refs import PageRef
from ui.products.imports.presenter import Stage
from ui.products.imports.preview import COLUMNS, MISTAKES
from ui.products.imports.tables import mistake_words, price_words, sample_rows
from ui.products.page import ProductsPage
from ui.start.pages import add_pages


def test_a_dropped_file_is_shown_before_anything_changes(hall: Import) -> None:
    hall.drop(GOOD)
    assert hall.products.stack.currentWidget() is hall.page
    assert hall.page.imports.stage is Stage.READY
    assert hall.figures == ["2", "0", "0", "0"]
    assert hall.page.preview.side.go.text() == "Import 2 products"
    assert hall.names == []


def test_a_file_dropped_on_another_page_leads_to_the_import(qtbot: QtBot, tmp_path: Path) -> None:
    with shop_window(qtbot, tmp_path) as made:
        add_pages(made.window)
        made.window.open(PageRef.SELL)
        made.window.show()
        file = tmp_path / "catalogue.csv"
        file.write_text(GOOD, "utf-8")
        made.window.files_dropped.emit((file,))
        made.settle()
        page = made.window.page(PageRef.PRODUCTS)
        assert isinstance(page, ProductsPage)
        assert made.window.shown() is page
        assert page.taking_in is not None
        assert page.taking_in.imports.stage is Stage.READY


def test_taking_in_and_taking_back_are_one_press_each(hall: Import) -> None:
    hall.drop(GOOD)
    hall.press(hall.page.preview.side.go)
    assert hall.page.imports.stage is Stage.DONE
    assert hall.page.done.title.text() == "2 products were imported"
    assert hall.names == ["Bowl", "Mug"]
    hall.press(hall.page.done.undo)
    assert hall.names == []
    assert hall.notices(hall.page) == ["The file was taken back. 2 products were archived."]
    assert hall.shop.auditor.verify(rebuild=True).ok


def test_every_mistake_is_shown_by_row_and_column_and_good_rows_go_in(hall: Import) -> None:
    hall.drop("name,sku,price\nMug,MUG,18.00\nBowl,BOW,cheap\n,NO-NAME,3.00\nTote,TOT,16.00\n")
    assert hall.page.preview.stack.currentIndex() == MISTAKES
    found = [(one.row, one.column, mistake_words(one)) for one in hall.page.preview.mistakes.rows.all()]
    assert found == [
        (3, "price", "“cheap” is not a number. The row is left out."),
        (4, "name", "The row has no name. It is left out."),
    ]
    assert hall.figures == ["2", "0", "0", "2"]
    hall.press(hall.page.preview.side.go)
    assert hall.names == ["Mug", "Tote"]


def test_columns_are_guessed_and_a_wrong_guess_is_corrected(hall: Import) -> None:
    hall.drop("What it is,Ref.,Our price,Old price\nMug,MUG,18.00,20.00\n")
    hall.page.preview.show_view(COLUMNS)
    choices = hall.page.preview.columns.choices
    assert choices["Ref."].currentData() == "sku"
    for column, meaning in (("What it is", "name"), ("Our price", "price")):
        box = hall.page.preview.columns.choices[column]
        box.setCurrentIndex(box.findData(meaning))
        box.activated.emit(box.currentIndex())
        hall.settle()
    hall.press(hall.page.preview.side.go)
    (product,) = hall.shop.catalogue.list()
    assert (product.name, product.variants[0].sku, product.variants[0].price) == ("Mug", "MUG", Decimal(18))


def test_a_table_without_known_columns_asks_what_they_mean(hall: Import) -> None:
    hall.drop("aaa,bbb\nMug,18.00\nBowl,24.00\n")
    assert hall.page.preview.stack.currentIndex() == COLUMNS
    assert not hall.page.preview.side.go.isEnabled()


def test_another_format_can_be_chosen_and_one_that_does_not_fit_is_refused(hall: Import) -> None:
    hall.drop(GOOD)
    hall.page.preview.side.format_chosen.emit("shopify")
    hall.settle()
    assert "does not have the columns of Shopify" in hall.notices(hall.page)[0]
    assert hall.page.imports.stage is Stage.READY
    assert hall.page.preview.side.format.value() == "csv"


def test_known_stock_is_left_unless_it_is_counted_to_the_file(hall: Import) -> None:
    hall.drop(GOOD)
    hall.press(hall.page.preview.side.go)
    hall.drop(GOOD.replace("18.00,5", "19.00,9"), "again.csv")
    side = hall.page.preview.side
    assert side.leave.isChecked()
    hall.press(side.go)
    mug = {one.name: one.variants[0] for one in hall.shop.catalogue.list()}["Mug"]
    assert (mug.price, mug.on_hand) == (Decimal(19), Decimal(5))
    hall.drop(GOOD.replace("18.00,5", "19.00,9"), "again.csv")
    hall.press(side.count)
    hall.press(side.go)
    mug = {one.name: one.variants[0] for one in hall.shop.catalogue.list()}["Mug"]
    assert mug.on_hand == 9


def test_a_file_that_changes_nothing_says_so(hall: Import) -> None:
    hall.drop(GOOD)
    hall.press(hall.page.preview.side.go)
    hall.drop(GOOD, "again.csv")
    side = hall.page.preview.side
    assert side.note.text() == "Everything in this file is in the shop already."
    assert not side.go.isEnabled()
    assert not side.stock_title.isVisible()


@pytest.mark.parametrize("name", ["empty.csv", "not_a_csv.csv"])
def test_what_is_no_catalogue_gets_its_sentence(hall: Import, name: str) -> None:
    hall.drop_file(shared(f"malformed/{name}"))
    assert "Nothing was changed." in hall.notices(hall.page)[0]
    assert hall.page.imports.stage is Stage.NONE


def test_a_file_that_is_gone_gets_its_sentence(hall: Import) -> None:
    hall.drop_file(hall.folder / "gone.csv")
    assert hall.notices(hall.page) == [
        "gone.csv is not there any more. Nothing was changed. Choose the file again."
    ]


def wait_for_cancel(started: threading.Event) -> Callable[..., Any]:
    """Work that goes on until it is cancelled."""

    def work(*_arguments: object, cancelled: Callable[[], bool], **_more: object) -> object:
        started.set()
        while not cancelled():
            threading.Event().wait(0.001)
        raise ReadingCancelled

    return work


def test_reading_can_be_cancelled(hall: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    started = threading.Event()
    monkeypatch.setattr(hall.page.imports.shop.imports, "preview", wait_for_cancel(started))
    hall.window.files_dropped.emit((hall.folder / "large.csv",))
    assert started.wait(5)
    hall.press(hall.page.waiting.cancel)
    assert hall.notices(hall.page) == ["Reading was cancelled. Nothing was changed."]
    assert hall.page.stack.currentWidget() is hall.page.landing


def test_taking_in_can_be_cancelled_and_nothing_stays(hall: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.drop(GOOD)
    started = threading.Event()
    monkeypatch.setattr(hall.page.imports.shop.imports, "apply", wait_for_cancel(started))
    hall.page.preview.side.go.click()
    assert started.wait(5)
    hall.press(hall.page.waiting.cancel)
    assert hall.notices(hall.page) == ["The import was cancelled. Nothing of the file was imported."]
    assert hall.page.imports.stage is Stage.READY
    assert hall.names == []


def test_a_cancel_in_the_middle_of_the_transaction_leaves_nothing(
    hall: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOMENT", 0)  # a slice a transaction, however fast the machine
    hall.drop("name,sku,price\n" + "".join(f"Thing {n},T-{n},1.00\n" for n in range(2000)))
    preview: ImportPreview | None = hall.page.imports.preview
    assert preview is not None
    steps: list[int] = []
    with pytest.raises(ReadingCancelled):
        hall.shop.imports.apply(
            preview, progress=lambda done, _total: steps.append(done), cancelled=lambda: bool(steps)
        )
    assert hall.names == []
    assert hall.shop.auditor.verify(rebuild=True).ok


def test_leaving_a_file_that_was_looked_at_takes_nothing_in(hall: Import) -> None:
    hall.drop(GOOD)
    hall.press(hall.page.preview.side.cancel)
    assert hall.page.stack.currentWidget() is hall.page.landing
    hall.press(hall.page.back)
    assert hall.products.stack.currentIndex() == 0
    assert hall.names == []


def test_earlier_files_are_listed_and_can_be_taken_back(hall: Import) -> None:
    hall.drop(GOOD)
    hall.press(hall.page.preview.side.go)
    hall.page.step_back()
    (past,) = hall.page.imports.past()
    assert (past.name, past.created, past.undone) == ("catalogue.csv", 2, False)
    hall.page.landing.undo_asked.emit(past.id)
    hall.settle()
    assert hall.names == []
    assert hall.page.imports.past()[0].undone


def test_taking_back_can_be_cancelled_and_the_file_stays(
    hall: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.drop(GOOD)
    hall.press(hall.page.preview.side.go)
    names = hall.names
    undo, started = hall.shop.imports.undo, threading.Event()

    def cancelled_at_once(import_id: str, *, progress: Any, cancelled: Any) -> ImportUndone:
        started.set()
        while not cancelled():
            pass
        return undo(import_id, progress=progress, cancelled=cancelled)

    monkeypatch.setattr(hall.page.imports.shop.imports, "undo", cancelled_at_once)
    hall.page.done.undo_asked.emit()
    assert started.wait(5)
    assert hall.page.stack.currentWidget() is hall.page.waiting
    hall.page.step_back()
    hall.page.open_file(Path("another.csv"))
    assert hall.page.imports.stage is Stage.BACK
    hall.press(hall.page.waiting.cancel)
    assert "Taking the file back was cancelled. It is in as before." in hall.notices(hall.page)
    assert (hall.names, hall.page.imports.stage) == (names, Stage.DONE)
    monkeypatch.undo()
    hall.page.done.undo_asked.emit()
    hall.settle()
    assert (hall.names, hall.page.imports.stage) == ([], Stage.NONE)


def test_pictures_are_offered_and_never_fetched_unasked(
    hall: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[str] = []

    def fetch(_self: object, keep: object = None, **_more: object) -> PicturesFetched:
        rounds.append("round")
        return PicturesFetched(1, ())

    monkeypatch.setattr("pos.services.catalogue.pictures.Pictures.fetch", fetch)
    hall.drop("name,sku,price,image\nMug,MUG,18.00,https://shop.example/mug.png\n")
    hall.press(hall.page.preview.side.go)
    assert hall.page.done.picture_words.text() == "1 product names a picture on the internet."
    assert rounds == []
    with hall.bot.waitSignal(hall.page.pictures.ended):
        hall.page.done.fetch.click()
    assert rounds == ["round"]
    assert hall.notices(hall.page) == ["1 picture was fetched."]


def test_the_window_speaks_french_from_one_press_to_the_next(hall: Import) -> None:
    hall.drop(GOOD)
    hall.window.use_language("fr")
    hall.window.use_language("en")
    assert hall.page.preview.side.go.text() == "Import 2 products"


def test_what_is_not_for_sale_is_asked_for_once(hall: Import) -> None:
    side = hall.page.preview.side
    hall.drop(GOOD)
    assert (side.hidden_title.isHidden(), side.sell.isHidden()) == (True, True)
    text = "name,sku,price,status\nTee,T,10,draft\nCap,C,12,active\n"
    hall.drop(text)
    assert not side.hidden_title.isHidden()
    assert (side.archive.isChecked(), side.sell.isChecked()) == (True, False)
    hall.press(side.go)
    assert hall.names == ["Cap"]
    hall.drop(text)
    assert not side.go.isEnabled()
    hall.press(side.sell)
    hall.press(side.go)
    assert sorted(hall.names) == ["Cap", "Tee"]


def test_one_new_product_is_said_as_one(hall: Import) -> None:
    hall.drop("name,sku,price,stock\nMug,MUG,18.00,5\n")
    assert [figure.words.text() for figure in hall.page.preview.side.figures][:2] == [
        "new product",
        "products change",
    ]


def test_a_sale_shows_both_prices(hall: Import) -> None:
    hall.drop("name,price,sale price\nTee,20,10\nCap,12,\n")
    preview = hall.page.imports.preview
    assert preview is not None
    shown = [price_words(row.variant, "EUR") for row in sample_rows(preview)]
    assert [re.sub(r"[^\d→]+", " ", each).strip() for each in shown] == ["20 00 → 10 00", "12 00"]
