"""The page of all papers: found by kind and text, looked at, several printed together."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.phone_shop import PhoneShop
from tests.ui.shop_window import shop_window
from ui.documents.filter_dialog import PaperFilterDialog
from ui.documents.page import DocumentsPage, documents_page
from ui.frame.refs import PageRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.shared.papers.receipt_dialog import ReceiptDialog


def test_papers_are_found_looked_at_and_printed_together(qtbot: QtBot, tmp_path: Path) -> None:
    with shop_window(qtbot, tmp_path) as made:
        phone = PhoneShop(made.shop)
        phone.sold("BOWL")
        phone.ordered(phone.customer("Lucie Martin"), quantity=2)
        made.shop.order_changes.cancel("A-000002")
        made.window.add_page(PageRef.DOCUMENTS, "Documents", "file-text", documents_page)
        made.window.open(PageRef.DOCUMENTS)
        page = made.window.page(PageRef.DOCUMENTS)
        assert isinstance(page, DocumentsPage)
        made.window.show()
        made.settle()

        def numbers() -> list[str]:
            return [row.number for row in page.presenter.rows]

        assert set(numbers()) >= {"A-000001", "A-000002", "A-2026-000001", "AC-2026-000001", "A-R000001"}
        page.filters.chosen.emit("credit_note")
        made.settle()
        assert numbers() == ["AC-2026-000001"]
        detail = page.controller.detail
        assert "A-2026-000001" in detail.said.text()
        detail.main.click()
        made.settle()
        dialog = open_dialog_of(page)
        assert isinstance(dialog, ReceiptDialog)
        dialog.close_dialog()
        path = tmp_path / "notes.csv"
        page.controller.export.write(path)
        made.settle()
        assert [row.split(",")[:2] for row in path.read_text("utf-8-sig").splitlines()] == [
            ["Document", "Number"],
            ["credit_note", "AC-2026-000001"],
        ]
        page.controller.list.look_for()
        made.settle()
        page.controller.filtering.more.click()
        made.settle()
        narrow = open_dialog_of(page)
        assert isinstance(narrow, PaperFilterDialog)
        narrow.customer.line.setText("Lucie")
        narrow.since.line.setText("gibberish")
        assert not narrow.submit()
        narrow.since.line.setText("")
        assert narrow.submit()
        narrow.close_dialog()
        made.settle()
        assert numbers()
        assert {row.customer for row in page.presenter.rows} == {"Lucie Martin"}
        assert page.controller.filtering.more.text() == "Filters · 1"
        page.controller.list.use_more(None)
        page.controller.list.look_for("lucie")
        made.settle()
        assert "A-000001" not in numbers()
        page.table.list.selectAll()
        made.settle()
        detail.print_all.click()
        made.settle()
        assert any("No printer is chosen yet" in bar.text for bar in page.notices.bars())
