"""What a till finds: by code, by words, by words mistyped, by category."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.model.search import DDL
from pos.services.catalogue import index as search_index
from pos.services.catalogue import spelling
from pos.services.catalogue.search import Search

TABLES = """
CREATE TABLE product(id INTEGER PRIMARY KEY, uid BLOB UNIQUE, name TEXT, category TEXT, tax_class TEXT,
    picture TEXT, favourite INTEGER, archived INTEGER, import_id INTEGER);
CREATE TABLE catalogue_import(id INTEGER PRIMARY KEY, imported INTEGER, undone INTEGER);
CREATE TABLE variant(id INTEGER PRIMARY KEY, uid BLOB UNIQUE, product_id INTEGER, position INTEGER,
    options TEXT, sku TEXT, price INTEGER, unit TEXT, tracked INTEGER, oversell TEXT, till TEXT, picture TEXT,
    archived INTEGER, clocks TEXT);
CREATE INDEX ix_variant_product ON variant(product_id, position);
CREATE TABLE barcode(code TEXT, variant_id INTEGER, position INTEGER, PRIMARY KEY(code, variant_id))
    WITHOUT ROWID;
CREATE INDEX ix_barcode_variant ON barcode(variant_id, position);
CREATE TABLE stock(variant_id INTEGER, location TEXT, on_hand INTEGER, PRIMARY KEY(variant_id, location));
CREATE TABLE variant_sold(variant_id INTEGER PRIMARY KEY, quantity INTEGER);
"""


class Shelf:
    """A shop's products, made by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.executescript(TABLES)
        for statement in DDL:
            self.connection.execute(statement)
        self.search = Search(lambda: self.connection, lambda tax_class: (tax_class,))

    def add(
        self,
        name: str,
        *variants: str,
        sku: str = "",
        codes: tuple[str, ...] = (),
        price: int | None = 18_000_000,
        category: str = "",
        favourite: int | None = None,
        tracked: bool = True,
        on_hand: int = 0,
    ) -> list[int]:
        """A product with variants of these options (one without, if none); their ids."""
        run = self.connection.execute
        product = run(
            "INSERT INTO product VALUES(NULL,randomblob(16),?,?,'20','',?,0,NULL)",
            (name, category, favourite),
        ).lastrowid
        ids = []
        for position, options in enumerate(variants or ("",)):
            made = run("SELECT printf('%08d', count(*)) FROM variant").fetchone()[0]
            values = (product, position, options, sku, price, tracked, made)
            ids.append(
                run(
                    "INSERT INTO variant VALUES(NULL,randomblob(16),?,?,?,?,?,'',?,'warn','','',0,?)", values
                ).lastrowid
            )
            run("INSERT INTO stock VALUES(?,'main',?)", (ids[-1], on_hand * 1_000_000))
            for place, code in enumerate(codes):
                run("INSERT INTO barcode VALUES(?,?,?)", (code, ids[-1], place))
        search_index.refresh(self.connection, [each for each in ids if each])
        return [each for each in ids if each]

    def names(self, text: str, limit: int = 20) -> list[str]:
        return [hit.name for hit in self.search.find(text, limit).hits]

    def by_code(self, code: str, *, scanned: bool = False) -> list[str]:
        return [hit.name for hit in self.search.by_code(code, scanned)]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "shelf.db")
    yield shelf
    shelf.connection.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """A few products of all kinds, for tests that only read."""
    shelf = Shelf(tmp_path_factory.mktemp("full") / "shelf.db")
    shelf.add("Mug, blue glaze", sku="MUG-BLU", codes=("3760123450010",), category="Ceramics", on_hand=3)
    shelf.add("Plate, blue glaze 26 cm", sku="PLA-BLU-26", category="Ceramics", favourite=2)
    shelf.add("Crème brûlée", sku="42", tracked=False, price=None, category="Été", favourite=1)
    shelf.add("T-shirt", "Red / L", "Red / XL", "Blue / L", category="Textile", favourite=3)
    shelf.add("Chocolate, dark", category="Sweets")
    shelf.add("Œuvre d'art № 7", codes=("012345678905",))
    shelf.add("1.5l Water")
    shelf.add("Straße (map)")
    shelf.add("王小明 poster")
    yield shelf
    shelf.connection.close()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mug", "Mug, blue glaze"),
        ("BLU mu", "Mug, blue glaze"),
        ("glaze plate", "Plate, blue glaze 26 cm"),
        ("creme bru", "Crème brûlée"),
        ("CRÈME", "Crème brûlée"),
        ("oeuvre", "Œuvre d'art № 7"),
        ("strasse", "Straße (map)"),
        ("1.5l", "1.5l Water"),
        ("小明", "王小明 poster"),
        ("shirt xl", "T-shirt"),
        ("PLA-BLU", "Plate, blue glaze 26 cm"),
        ("pla-blu-2", "Plate, blue glaze 26 cm"),
        ("376012", "Mug, blue glaze"),
    ],
)
def test_find(full: Shelf, text: str, first: str) -> None:
    assert full.names(text)[:1] == [first]


def test_best_sellers_come_first_after_closing(shelf: Shelf) -> None:
    rare, often = shelf.add("Mug, rare"), shelf.add("Mug, often")
    assert shelf.names("mug") == ["Mug, rare", "Mug, often"]
    shelf.connection.execute("INSERT INTO variant_sold VALUES(?, 5), (?, 1)", (*often, *rare))
    search_index.rebuild(shelf.connection)
    assert shelf.names("mug") == ["Mug, often", "Mug, rare"]


def test_a_hit_says_all_the_till_needs(full: Shelf) -> None:
    hit = full.search.find("mug blue").hits[0]
    assert len(hit.variant_id) == len(hit.product_id) == 32
    assert (hit.sku, hit.barcode, hit.category, hit.oversell) == (
        "MUG-BLU",
        "3760123450010",
        "Ceramics",
        "warn",
    )
    assert (hit.price, hit.taxes, hit.on_hand, hit.favourite) == (Decimal(18), ("20",), Decimal(3), False)
    asked = full.search.find("creme").hits[0]
    assert (asked.price, asked.on_hand, asked.favourite) == (None, None, True)
    assert full.search.variant(hit.variant_id) == hit
    assert full.search.variant("0" * 32) is None


def test_more_than_asked_for_is_told(shelf: Shelf) -> None:
    for number in range(5):
        shelf.add(f"Mug {number}")
    assert [len(shelf.search.find("mug", 3).hits), shelf.search.find("mug", 3).total] == [3, 4]
    assert shelf.search.find("mug", 5).total == 5


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("chcoolate", "chocolate"),
        ("choclate", "chocolate"),
        ("chocollate", "chocolate"),
        ("hcocolate", "chocolate"),
        ("dark chocalate", "dark chocolate"),
        ("mgu", "mug"),
        ("galze plaet", "glaze plate"),
        ("brulle", "brulee"),
        ("kreme", "creme"),
        ("khocolate", "chocolate"),
        ("late blue", "plate blue"),
        ("blue qlaze", "blue glaze"),
        ("sirt", "shirt"),
        ("shrt", "shirt"),
    ],
)
def test_a_typo_finds_what_was_meant(full: Shelf, typed: str, corrected: str) -> None:
    found = full.search.find(typed)
    assert found.hits
    assert found.corrected == corrected


def test_numbers_in_names_do_not_fill_the_room_for_words(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "KEPT_WORDS", 20)
    for number in range(30):
        shelf.add(f"Candle {number}")
    assert shelf.search.find("kandle 7").corrected == "candle 7"


@pytest.mark.parametrize("typed", ["qzxv", "xy", "mug chocolate", "99999", "%", '"', "mug -", ""])
def test_no_far_fetched_corrections(full: Shelf, typed: str) -> None:
    assert full.search.find(typed).corrected == ""


def test_new_words_are_known_to_corrections_at_once(shelf: Shelf) -> None:
    shelf.add("Mug")
    assert shelf.names("zebar") == []
    shelf.add("Zebra")
    assert shelf.names("zebar") == ["Zebra"]


def test_a_word_that_is_right_elsewhere_may_be_mistyped_here(shelf: Shelf) -> None:
    shelf.add("Form"), shelf.add("Plate from Limoges")
    assert shelf.search.find("plate form").corrected == "plate from"


def test_scanned_barcodes_before_skus_and_typed_skus_before_barcodes(shelf: Shelf) -> None:
    shelf.add("By SKU", sku="123456")
    shelf.add("By barcode", codes=("123456",))
    assert shelf.by_code("123456", scanned=True) == ["By barcode"]
    assert shelf.by_code("123456") == ["By SKU"]


def test_two_products_with_one_code_are_both_returned(shelf: Shelf) -> None:
    shelf.add("One", codes=("77",)), shelf.add("Two", codes=("77",))
    assert shelf.by_code("77", scanned=True) == ["One", "Two"]


@pytest.mark.parametrize(
    "code", ["012345678905", "0012345678905", "00012345678905", "0012345678905\r\n", "]C10100012345678905"]
)
def test_one_number_in_all_its_forms(full: Shelf, code: str) -> None:
    assert full.by_code(code, scanned=True) == ["Œuvre d'art № 7"]


def test_skus_are_found_in_any_case_and_exactly_first(shelf: Shelf) -> None:
    shelf.add("Upper", sku="MUG-1"), shelf.add("Lower", sku="mug-1")
    assert shelf.by_code("mug-1") == ["Lower"]
    assert sorted(shelf.by_code("Mug-1")) == ["Lower", "Upper"]
    assert shelf.by_code("mug-") == []


@pytest.mark.parametrize("code", ["", "  ", "\x1d", "9" * 300, "'; DROP TABLE product", "00012345", "%", "*"])
def test_no_such_code(full: Shelf, code: str) -> None:
    assert full.by_code(code) == full.by_code(code, scanned=True) == []


def test_changes_reach_the_index(shelf: Shelf) -> None:
    (mug,) = shelf.add("Mug")
    shelf.connection.execute("UPDATE product SET name = 'Cup'")
    search_index.refresh(shelf.connection, [mug])
    assert (shelf.names("cup"), shelf.search.find("mug").hits) == (["Cup"], ())
    shelf.connection.execute("UPDATE product SET archived = 1")
    assert not search_index.covers(shelf.connection)
    search_index.refresh(shelf.connection, [mug])
    assert (shelf.names("cup"), shelf.search.count()) == ([], 0)
    assert search_index.covers(shelf.connection)
    shelf.connection.execute("INSERT INTO search_fts(search_fts) VALUES('integrity-check')")


def test_the_index_is_made_again_while_a_statement_is_open(shelf: Shelf) -> None:
    (mug,) = shelf.add("Mug")
    open_statement = shelf.connection.execute("SELECT 1 UNION SELECT 2")
    open_statement.fetchone()
    for _ in range(2):
        search_index.rebuild(shelf.connection)
        search_index.refresh(shelf.connection, [mug])
    assert shelf.names("mug") == ["Mug"]
    open_statement.close()


def test_nothing_archived_is_sold(shelf: Shelf) -> None:
    first, second = shelf.add("T-shirt", "Red", "Blue", sku="T", codes=("77",), favourite=1)
    shelf.connection.execute("UPDATE variant SET archived = 1 WHERE id = ?", (first,))
    search_index.refresh(shelf.connection, [first])
    hits = shelf.search.find("shirt").hits
    assert [hit.options for hit in hits] == ["Blue"]
    assert [hit.options for hit in shelf.search.by_code("77", True)] == ["Blue"]
    assert [hit.options for hit in shelf.search.by_code("T", False)] == ["Blue"]
    assert [(hit.options, hit.choices) for hit in shelf.search.favourites()] == [("Blue", 1)]
    assert second


def test_many_changes_at_once_rebuild(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "REBUILD_FROM", 3)
    shelf.add("Mug", "a", "b", "c", "d")
    assert len(shelf.names("mug")) == 4
    assert search_index.covers(shelf.connection)


def test_tiles(full: Shelf) -> None:
    search = full.search
    assert search.categories() == ("Ceramics", "Été", "Sweets", "Textile")
    tiles = [(hit.name, hit.choices) for hit in search.favourites()]
    assert tiles == [("Crème brûlée", 1), ("Plate, blue glaze 26 cm", 1), ("T-shirt", 3)]
    assert [hit.name for hit in search.in_category("Ceramics")] == [
        "Mug, blue glaze",
        "Plate, blue glaze 26 cm",
    ]
    assert [hit.options for hit in search.of_product(search.favourites()[2].product_id)] == [
        "Red / L",
        "Red / XL",
        "Blue / L",
    ]
    assert search.count() == 11


def test_tiles_go_on_after_the_last(full: Shelf) -> None:
    seen: list[str] = []
    after = 0
    while page := full.search.in_category("", after, 4):
        seen += [hit.name for hit in page]
        after = page[-1].rank
    assert len(seen) == len(set(seen)) == 9


NASTY = [
    '"',
    "*",
    "^",
    "(",
    "-mug",
    "name:mug",
    "AND",
    "NEAR(",
    "MUG-1",
    "C++",
    "100%",
    "_",
    "mug OR",
    "\x00",
    "'",
]


@pytest.mark.parametrize(
    "text", [*NASTY, "mug " * 15_000, "m" * 60_000, "é" * 60_000, "\ud800", "{0.__class__}"]
)
def test_whatever_is_typed_is_only_text(full: Shelf, text: str) -> None:
    full.search.find(text)
    full.by_code(text)
    full.by_code(text, scanned=True)


@given(text=st.text(alphabet=st.characters(exclude_categories=[])))
def test_find_never_fails(full: Shelf, text: str) -> None:
    full.search.find(text)
    full.search.by_code(text, scanned=True)


@given(name=st.text(min_size=1, max_size=12))
def test_a_name_finds_itself(full: Shelf, name: str) -> None:
    full.connection.execute("BEGIN")
    try:
        made = full.add(name)
        hits = full.search.find(name, 100).hits
        assert not full.search.find(name).corrected or len(made) == 1
        assert name in [hit.name for hit in hits] or not _searchable(name)
    finally:
        full.connection.execute("ROLLBACK")


def _searchable(name: str) -> bool:
    from pos.domain.words.text import clean, words

    return bool(words(clean(name))) and words(clean(name)) == words(name)


def test_threads_search_at_once(full: Shelf) -> None:
    local = threading.local()

    def reader() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(full.path)
        connection: sqlite3.Connection = local.connection
        return connection

    search = Search(reader, lambda tax_class: ())
    found: list[str] = []

    def work() -> None:
        for text in ("mug", "chcoolate", "creme", "galze") * 20:
            found.append(search.find(text).hits[0].name)
        local.connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 320
    assert len(set(found)) == 3
