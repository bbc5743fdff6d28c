"""The demo shop: what lies on its shelves, and that its two weeks really happened."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from pos.contacts.address import check_postcode
from pos.domain.catalogue import barcode
from pos.domain.catalogue.products import ProductRecord
from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import CartLine
from pos.domain.orders.fulfilment import Exemption
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.errors import ShopExists
from pos.founding import create_demo
from pos.services import demo
from pos.services.till.files import ShopFolder
from pos.shop import Shop, index
from tests.documents.papers import words_of
from tests.sample import sample

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 14, 32, tzinfo=PARIS)

ENGLISH = ["Candles & soap", "Cards", "Ceramics", "Pantry", "Textile", "Wood"]
FRENCH = ["Bois", "Bougies & savons", "Cartes", "Céramique", "Épicerie", "Textile"]

TILES = [
    ("Bowl, ash wood", "24", "12"),
    ("Spoon, olive", "9.5", "41"),
    ("Mug, blue glaze", "18", "3"),
    ("Mug, sand glaze", "18", "17"),
    ("Candle, fig", "12", "28"),
    ("Candle, cedar", "12", "0"),
    ("Tote, linen", "16", "55"),
    ("Scarf, merino", "49", "8"),
    ("Board, oak", "35", "6"),
    ("Soap, lavender", "5.5", "120"),
    ("Soap, honey", "5.5", "96"),
    ("Card set, birds", "8", "62"),
]


def made(folder: Path, now: datetime = NOW, language: str = "en") -> Shop:
    """A demo shop made at that moment."""
    return create_demo(folder, language=language, clock=lambda: now)


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    """How far the demo shop was, as it was told while it was made."""
    return []


@pytest.fixture(scope="module")
def english(told: list[tuple[int, int]]) -> Iterator[Shop]:
    """The demo shop as most tests look at it; they only read."""
    with tempfile.TemporaryDirectory() as folder:
        shop = create_demo(Path(folder), lambda *step: told.append(step), clock=lambda: NOW)
        with closing(shop):
            yield shop


@pytest.fixture(scope="module")
def french() -> Iterator[Shop]:
    """The same shop in French."""
    with tempfile.TemporaryDirectory() as folder, closing(made(Path(folder), language="fr")) as shop:
        yield shop


def products(shop: Shop) -> tuple[ProductRecord, ...]:
    """Everything on the shelves."""
    return shop.catalogue.list(limit=500)


def figures(shop: Shop) -> list[tuple[object, ...]]:
    """All orders in all their figures."""
    rows = shop.till.database.reader().execute(
        """SELECT number, placed_at, served_by, item_count, net, tax, total, payment_status
           FROM orders ORDER BY id"""
    )
    return rows.fetchall()


def counts(shop: Shop) -> dict[str, int]:
    """How many entries of each kind there are."""
    return dict(shop.till.database.reader().execute("SELECT kind, count(*) FROM entry GROUP BY kind"))


def test_the_first_page_looks_as_it_was_drawn(english: Shop) -> None:
    tiles = [(hit.name, f"{hit.price:f}", f"{hit.on_hand:f}") for hit in english.search.favourites()]
    assert tiles == TILES


def test_there_is_enough_to_look_at(english: Shop) -> None:
    assert 55 <= len(products(english)) <= 75
    assert list(english.search.categories()) == ENGLISH
    assert {each.oversell for p in products(english) for each in p.variants} == {"", "allow", "block"}
    assert {each.unit for p in products(english) for each in p.variants} == {"", "kg", "m"}
    assert all(p.description for p in products(english))


def test_a_voucher_is_unlimited_and_asks_its_price(english: Shop) -> None:
    voucher = english.catalogue.by_sku("GIF-VOU")
    assert [(each.price, each.on_hand) for each in voucher.variants] == [(None, None)]
    assert english.search.of_product(voucher.id)[0].taxes == ()


def test_food_and_books_bear_the_reduced_rate(english: Shop) -> None:
    assert english.search.by_code("HON-FIR", scanned=False)[0].taxes == ("5.5",)
    assert english.search.by_code("BOK-BIR", scanned=False)[0].taxes == ("5.5",)
    assert english.search.by_code("MUG-BLU", scanned=False)[0].taxes == ("20",)


def test_a_scarf_comes_in_three_colours_with_pictures_of_their_own(english: Shop) -> None:
    hits = english.search.of_product(english.catalogue.by_sku("SCA-LAM-MOS").id)
    assert [hit.options for hit in hits] == ["moss", "rust", "night blue"]
    assert len({hit.picture for hit in hits}) == 3


def test_codes_are_unique_and_their_check_digits_right(english: Shop) -> None:
    variants = [each for p in products(english) for each in p.variants]
    codes = [code for each in variants for code in each.barcodes]
    assert len({each.sku for each in variants}) == len(variants)
    assert len(set(codes)) == len(codes) == len(variants)
    assert {barcode.kind(code) for code in codes} == {"EAN-13"}
    assert english.search.by_code("3760123450010", scanned=True)[0].sku == "MUG-BLU"


def test_every_product_has_a_picture_that_can_be_read(english: Shop) -> None:
    folder = english.folder.pictures
    for product in products(english):
        with Image.open(folder / f"{product.picture}.png") as picture:
            picture.load()
            assert picture.size == (480, 320)
    assert sum(file.stat().st_size for file in folder.iterdir()) < 2_000_000


def test_two_weeks_of_days_with_a_float_each(english: Shop) -> None:
    rows = (
        english.till.database.reader()
        .execute("SELECT day, count(*) FROM orders WHERE channel = 'counter' GROUP BY day")
        .fetchall()
    )
    days = {date.fromisoformat(day): count for day, count in rows}
    assert min(days) >= NOW.date() - timedelta(days=13)
    assert max(days) == NOW.date()
    assert {day.weekday() for day in days} == {1, 2, 3, 4, 5}
    assert all(8 <= count <= 25 for day, count in days.items() if day != NOW.date())
    assert counts(english)["cash.moved"] == len(days)
    assert english.checkout.float_today() == Money(150_00, "EUR")


def test_all_kinds_of_sales_happened(english: Shop) -> None:
    reader = english.till.database.reader()
    assert {row[0] for row in reader.execute("SELECT method FROM payment")} >= {"cash", "card"}
    (split,) = reader.execute(
        """SELECT count(*) FROM (SELECT order_id FROM payment WHERE amount > 0 GROUP BY order_id
           HAVING count(DISTINCT method) > 1)"""
    ).fetchone()
    (discounts,) = reader.execute("SELECT count(*) FROM day_total WHERE kind = 'discounts'").fetchone()
    (engraved,) = reader.execute("SELECT count(*) FROM order_line WHERE name = 'Engraving'").fetchone()
    assert split > 0
    assert discounts > 0
    assert engraved > 0
    assert 2 <= counts(english)["order.credited"] <= 3  # one of them a phone order
    assert {row[2] for row in figures(english)} == {"Anne", "Jules"}
    assert [person.name for person in english.people.all()] == ["Anne", "Jules"]
    assert english.people.current() == "Anne"


def test_the_journal_adds_up_to_the_tables(english: Shop) -> None:
    audit = english.auditor.verify(rebuild=True)
    assert audit.first_bad is None
    assert counts(english)["clock.moved"] == 2  # the mornings after days off


def test_the_same_hour_gives_the_same_shop_and_it_can_be_sold_from_at_once(
    english: Shop, tmp_path: Path
) -> None:
    with closing(made(tmp_path)) as again:
        assert figures(again) == figures(english)
        shelves = [[(p.name, p.picture, [v._replace(id="") for v in p.variants]) for p in products(shop)]
                   for shop in (again, english)]  # fmt: skip
        assert shelves[0] == shelves[1]
        last = again.orders.last(1)[0].number
        mug = again.search.favourites()[2]
        line = CartLine("1", mug.name, Decimal(1), Decimal(18), mug.taxes, mug.variant_id, mug.sku)
        cart = again.carts.new().add(line)
        placed = again.checkout.place_order(cart, [Tender("cash", Money(20_00, "EUR"))])
        assert placed.change == Money(2_00, "EUR")
        assert placed.number == f"A-{int(last[2:]) + 1:06d}"
        assert again.search.favourites()[2].on_hand == 2


def test_the_receipt_says_that_it_is_a_demo(english: Shop) -> None:
    number = english.orders.last(1)[0].number
    words = words_of(english.documents.pdf(number))
    assert "DEMO" in words
    assert "SIRET 732 829 320 00074" in words
    assert "VAT FR44732829320" in words
    assert "Returns within 14 days with this code." in words


def test_it_speaks_french(french: Shop) -> None:
    assert [hit.name for hit in french.search.favourites()][:3] == [
        "Saladier, frêne",
        "Cuillère, olivier",
        "Tasse, émail bleu",
    ]
    assert list(french.search.categories()) == FRENCH
    assert french.settings.current().language == "fr"
    words = words_of(french.documents.pdf(french.orders.last(1)[0].number))
    assert "DÉMO" in words
    assert "TVA FR44732829320" in words
    assert "Retour sous 14 jours avec ce code." in words


def test_both_languages_sell_the_same(english: Shop, french: Shop) -> None:
    assert figures(french) == figures(english)


HOURS = {
    "before opening, after two days off": datetime(2026, 11, 24, 3, 0, tzinfo=PARIS),
    "on a Sunday": datetime(2026, 11, 22, 12, 0, tzinfo=PARIS),
    "just after the change of hours": datetime(2026, 3, 30, 0, 0, 30, tzinfo=PARIS),
    "at night": datetime(2026, 11, 21, 23, 59, tzinfo=PARIS),
}


@pytest.mark.parametrize("hour", sample(HOURS, 1))
def test_at_any_hour_it_ends_now_and_the_clock_is_believed(hour: str, tmp_path: Path) -> None:
    now = HOURS[hour]
    with closing(made(tmp_path, now)) as shop:
        assert shop.auditor.verify(rebuild=True).first_bad is None
        assert all(datetime.fromisoformat(str(row[1])) <= now for row in figures(shop))
        with shop.till.transaction() as tx:
            tx.require_clock()


def test_progress_is_told_up_to_the_end(english: Shop, told: list[tuple[int, int]]) -> None:
    total = told[-1][1]
    assert told == [(done, total) for done in range(1, total + 1)]


def test_stopped_on_the_way_it_leaves_no_shop(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 100:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        demo.create(ShopFolder(tmp_path), lambda: NOW, index, stop)
    assert not list(tmp_path.iterdir())


def test_thirty_customers_are_known(english: Shop) -> None:
    rows = english.customers.find("", 100)
    whole = [english.customers.customer(row.id) for row in rows]
    assert len(whole) == 30
    countries = [one.addresses[0].address.country for one in whole]
    assert Counter(countries) == {"FR": 20, "DE": 4, "GB": 3, "CH": 3}
    assert {one.tax_id[:2] for one in whole if one.tax_id} == {"FR", "DE", "GB", "CH"}
    assert max(len(one.addresses) for one in whole) >= 3
    assert all(one.email.endswith(("example.com", "example.org")) for one in whole if one.email)
    for one in whole:
        for held in one.addresses:
            assert check_postcode(held.address.postcode, held.address.country) == held.address.postcode


def test_lucie_has_seven_orders_and_owes_nothing(english: Shop) -> None:
    (lucie,) = english.customers.find("@lucie")
    assert (lucie.name, lucie.email) == ("Lucie Martin", "lucie.martin@example.com")
    assert lucie.phone == "+33612345678"
    assert (lucie.orders, lucie.unpaid.is_zero) == (7, True)
    last = english.orders.last_time(lucie.id)
    assert last is not None
    assert (last.fulfilment.method, last.payment_method) == ("local", "transfer")
    assert last.fulfilment.address is not None
    assert last.fulfilment.address.street == ("8 quai des Bateliers",)
    assert [row.channel for row in english.orders.of_customer(lucie.id)].count("phone") == 2


def test_a_dozen_orders_came_by_phone(english: Shop) -> None:
    rows = [row for row in english.orders.last(500) if row.channel == "phone"]
    assert len(rows) == 12
    stand = {(row.payment_status, row.fulfilment_status) for row in rows}
    assert stand >= {
        ("Awaiting payment", "Awaiting processing"), ("Awaiting payment", "Ready for pickup"),
        ("Part paid", "Processing"), ("Paid", "Shipped"), ("Paid", "Delivered"),
        ("Cancelled", "Will not deliver"),
    }  # fmt: skip
    orders = [english.orders.order(row.number) for row in rows]
    kinds = [[one.kind for one in order.papers] for order in orders]
    assert all("invoice" in one for one in kinds)
    assert sum("credit_note" in one for one in kinds) == 1
    shipped = [order for order in orders if order.row.fulfilment_status == "Shipped"]
    assert all(order.fulfilment.tracking_number for order in shipped)
    assert [order.exemption for order in orders if order.exemption] == [Exemption.REVERSE_CHARGE]
    assert {order.fulfilment.kind for order in orders} == {FulfilmentKind.PICKUP, FulfilmentKind.DELIVERY}


def test_the_invoice_is_that_of_the_picture(english: Shop) -> None:
    row = next(row for row in english.orders.last(500) if row.customer == "Atelier Roux SARL")
    assert (row.total, row.due) == (Money(412_80, "EUR"), Money(412_80, "EUR"))
    words = words_of(english.documents.pdf(row.number, kind="invoice"))
    for said in ("Atelier Roux SARL", "FR83404833048", "8 quai des Bateliers", "29,1667", "344,00", "68,80",
                 "412,80", "FR76 3000 6000 0112 3456 7890 189", "40 € recovery fee"):  # fmt: skip
        assert said in " ".join(words.split()), said


def test_an_invoice_without_tax_says_who_owes_it(english: Shop) -> None:
    row = next(row for row in english.orders.last(500) if row.customer == "Vogt Keramikhandel GmbH")
    words = words_of(english.documents.pdf(row.number, kind="invoice"))
    assert "Steuerfreie innergemeinschaftliche Lieferung, Artikel 138" in words
    assert "DE272727271" in words


def test_delivery_costs_what_the_shop_decided(english: Shop) -> None:
    methods = {one.key: one for one in english.settings.current().delivery_methods}
    assert list(methods) == ["local", "post", "abroad", "workshop"]
    assert methods["local"].fee_for(Money(79_99, "EUR"), "FR", 0) == Money(6_00, "EUR")
    assert methods["local"].fee_for(Money(80_00, "EUR"), "FR", 0) == Money(0, "EUR")
    assert methods["post"].fee_for(Money(10_00, "EUR"), "FR", 1_200) == Money(10_70, "EUR")
    assert methods["post"].fee_for(Money(10_00, "EUR"), "DE", 1_200) is None
    (mug,) = english.search.by_code("MUG-BLU", scanned=False)
    line = CartLine("1", mug.name, Decimal(2), Decimal(18), mug.taxes, mug.variant_id, mug.sku)
    assert english.checkout.weigh(english.carts.new().add(line)) == 760


def test_a_folder_that_holds_a_shop_is_left_alone(english: Shop) -> None:
    folder = english.folder
    before = sorted(folder.path.rglob("*"))
    with pytest.raises(ShopExists):
        demo.create(folder, lambda: NOW, index, lambda _done, _total: None)
    assert sorted(folder.path.rglob("*")) == before
