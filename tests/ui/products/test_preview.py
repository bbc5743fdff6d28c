"""A file before it is taken in: its mistakes by kind, what each column becomes, how its letters read."""

from __future__ import annotations

from tests.ui.products.conftest import GOOD, Import
from ui.products.imports.preview import COLUMNS, IMPORT, LETTERS, MISTAKES, PRODUCTS
from ui.products.imports.tables import mistake_words


def test_the_same_mistake_many_times_is_one_line_that_opens(hall: Import) -> None:
    rows = "".join(f"Thing {n},T-{n},cheap\n" for n in range(790))
    hall.drop(f"name,sku,price\n{rows},NO-NAME,3.00\nTote,TOT,16.00\n")
    table = hall.page.preview.mistakes
    first, second = table.rows.all()
    assert mistake_words(first) == "“cheap” is not a number. The row is left out. In 790 rows: 2–791"
    assert (second.row, second.count) == (792, 1)
    table.taken.emit(first)
    assert [one.row for one in table.rows.all()] == [2, *range(2, 502), 792]
    table.taken.emit(first)
    assert len(table.rows.all()) == 2
    assert hall.figures == ["1", "0", "0", "791"]


def test_a_column_that_is_missing_is_one_sentence_with_the_columns_open(hall: Import) -> None:
    rows = "".join(f"Thing {n},T-{n},{n}\n" for n in range(188))
    hall.drop(f"name,sku,stuff\n{rows}")
    (only,) = hall.page.preview.mistakes.rows.all()
    assert mistake_words(only).startswith("No column is read as the price")
    assert hall.page.preview.stack.currentIndex() == COLUMNS
    assert not hall.page.preview.side.go.isEnabled()
    box = hall.page.preview.columns.choices["stuff"]
    box.setCurrentIndex(box.findData("price"))
    box.activated.emit(box.currentIndex())
    hall.settle()
    assert hall.page.preview.side.go.text() == "Import 188 products"


SHOPIFY = (
    "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Taxable\n"
    "mug,Mug,Berg,Cups,Title,Default Title,MUG,18.00,TRUE\n"
)


def choose(hall: Import, column: str, meaning: str) -> None:
    box = hall.page.preview.columns.choices[column]
    box.setCurrentIndex(box.findData(meaning))
    box.activated.emit(box.currentIndex())
    hall.settle()


def test_a_known_format_shows_what_each_column_becomes_and_what_is_lost(hall: Import) -> None:
    hall.drop(SHOPIFY)
    pane = hall.page.preview.columns
    assert {column: box.currentText() for column, box in pane.choices.items()} == {
        "Handle": "What groups its variants",
        "Title": "Name",
        "Vendor": "Not read",
        "Type": "Category",
        "Option1 Name": "Name of option 1",
        "Option1 Value": "Option 1",
        "Variant SKU": "SKU",
        "Variant Price": "Price",
        "Variant Taxable": "As Shopify means it",
    }
    assert [column for column, tag in pane.lost.items() if not tag.isHidden()] == ["Vendor"]
    assert "Not taken in: Vendor." in hall.page.preview.side.note.text()


def test_a_column_of_a_known_format_can_mean_something_else_and_is_kept(hall: Import) -> None:
    hall.drop(SHOPIFY)
    choose(hall, "Vendor", "category")
    assert hall.page.preview.side.format.value() == "shopify"
    assert "Not taken in: Type." in hall.page.preview.side.note.text()
    hall.press(hall.page.preview.side.go)
    assert [one.category for one in hall.shop.catalogue.list()] == ["Berg"]
    hall.drop(SHOPIFY.replace("mug,Mug,Berg,", "jug,Jug,Tal,").replace("MUG", "JUG"), "next.csv")
    assert hall.page.preview.columns.choices["Vendor"].currentData() == "category"
    assert "chosen for the last file" in hall.page.preview.side.note.text()
    hall.press(hall.page.preview.side.go)
    assert {one.category for one in hall.shop.catalogue.list()} == {"Berg", "Tal"}


def test_choosing_the_format_forgets_what_was_kept(hall: Import) -> None:
    hall.drop(SHOPIFY)
    choose(hall, "Vendor", "category")
    hall.press(hall.page.preview.side.go)
    hall.drop(SHOPIFY, "again.csv")
    hall.page.preview.side.format_chosen.emit("shopify")
    hall.settle()
    assert hall.page.preview.columns.choices["Vendor"].currentText() == "Not read"


def test_letters_in_doubt_are_shown_and_chosen(hall: Import) -> None:
    file = hall.folder / "greek.csv"
    text = "sku,name,price\nA,Κούπα πράσινη,1.00\nB,Μέλι θυμαρίσιο,2.00\nC,Σαπούνι,3.00\n"
    file.write_bytes(text.encode("cp1253"))
    hall.drop_file(file)
    preview = hall.page.preview
    assert preview.pills[LETTERS].isVisible()
    preview.show_view(LETTERS)
    assert preview.letters.choices["cp1253"].isChecked()
    hall.press(preview.letters.choices["cp1251"])
    assert preview.letters.choices["cp1251"].isChecked()
    assert hall.page.imports.preview is not None
    assert hall.page.imports.preview.file.products[0].name != "Κούπα πράσινη"
    hall.press(preview.letters.choices["cp1253"])
    hall.press(preview.side.go)
    assert "Κούπα πράσινη" in hall.names


def test_letters_without_doubt_have_no_view(hall: Import) -> None:
    hall.drop(GOOD)
    assert not hall.page.preview.pills[LETTERS].isVisible()


def test_what_columns_mean_holds_in_other_letters(hall: Import) -> None:
    file = hall.folder / "greek.csv"
    text = "sku,name,price,stuff\nA,Κούπα πράσινη,1.00,2\nB,Μέλι θυμαρίσιο,2.00,3\n"
    file.write_bytes(text.encode("cp1253"))
    hall.drop_file(file)
    choose(hall, "stuff", "stock")
    hall.press(hall.page.preview.letters.choices["cp1251"])
    assert hall.page.preview.columns.choices["stuff"].currentData() == "stock"


def test_columns_without_names_are_not_kept(hall: Import) -> None:
    hall.drop("A1,Mug,18.00\nA2,Bowl,24.00\n")
    for column, meaning in (("#1", "sku"), ("#2", "name"), ("#3", "price")):
        choose(hall, column, meaning)
    hall.press(hall.page.preview.side.go)
    assert hall.names == ["Bowl", "Mug"]
    hall.drop("7,Cup,4.00\n8,Pot,5.00\n", "other.csv")
    assert hall.page.preview.columns.choices["#1"].currentData() != "sku"


PLACES = "Name,SKU,Price,In stock [Main],In stock [Annex]\nTee,T,20,5,2\nMug,M,9,1,4\n"


def test_the_stock_of_one_place_is_chosen_and_kept(hall: Import) -> None:
    hall.drop(PLACES)
    place = hall.page.preview.side.place
    assert place.isVisibleTo(hall.page)
    assert [place.choices.itemData(at) for at in range(place.choices.count())] == ["", "Main", "Annex"]
    assert hall.page.imports.preview is not None
    assert [one.variants[0].stock for one in hall.page.imports.preview.file.products] == [7, 5]
    place.choices.setCurrentIndex(2)
    place.choices.activated.emit(2)
    hall.settle()
    hall.press(hall.page.preview.side.go)
    found = {one.name: one.variants[0].on_hand for one in hall.shop.catalogue.list()}
    assert found == {"Tee": 2, "Mug": 4}
    hall.drop(PLACES.replace("Tee,T", "Hat,H"), "next.csv")
    assert hall.page.preview.side.place.value() == "Annex"


def test_in_a_narrow_page_the_decision_stands_in_front(hall: Import) -> None:
    """As at 200 %: nothing is cut, and nothing has to be scrolled to the side."""
    hall.window.resize(640, 480)
    hall.drop(PLACES)
    preview = hall.page.preview
    assert preview.narrow
    assert preview.stack.currentWidget() is preview.side
    assert preview.pills[IMPORT].isVisibleTo(preview)
    for view in (PRODUCTS, MISTAKES, COLUMNS, IMPORT):
        preview.show_view(view)
        hall.settle()
        assert hall.page.minimumSizeHint().width() <= 640 - 76
    hall.press(preview.side.go)
    assert sorted(hall.names) == ["Mug", "Tee"]


def test_in_a_wide_page_it_stands_beside(hall: Import) -> None:
    hall.window.resize(1280, 720)
    hall.drop(PLACES)
    preview = hall.page.preview
    assert not preview.narrow
    assert preview.side.isVisibleTo(preview)
    assert preview.stack.currentIndex() == PRODUCTS


def test_a_column_that_is_not_used_is_told_once(hall: Import) -> None:
    hall.drop("name,price,Supplier,Tax zone\nPear,1.00,Berg,7\n")
    told = [str(one.first) for one in hall.page.imports.notices]
    assert [one for one in told if "Supplier" in one] == []
    assert len([one for one in told if "Tax zone" in one]) == 1
    note = hall.page.preview.side.note.text()
    assert ("Supplier" in note, "Tax zone" in note) == (True, False)
