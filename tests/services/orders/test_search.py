"""Orders by what is written in them: every word, number and amount, of all there ever was, at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.tenders import Tender
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.lists.filters import OrderFilter, Sort, Work
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal.kinds import KINDS
from pos.journal.kinds.orders import OrderFact
from pos.model.order_lists import ORDER_KINDS
from pos.services.orders.search import index
from pos.services.orders.search.look_up import FORMS
from pos.services.orders.search.match import match_of
from tests.shop_kit import ShopKit

HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """Two mugs; a vase sent to Zoë, who is nobody's customer; a mug for Lucie; a bowl of 1,234.50."""
    shop.stocks(quantity="100")
    shop.stocks("Vase émaillé", sku="VASE-EM", price="45.00", quantity="100", barcode="4006381333931")
    shop.stocks("Bowl", sku="B0WL/7", price="1234.50", quantity="10")
    shop.sells(("MUG-BLU", "2"))
    zoe = Buyer(None, "Zoë Łukasiewicz", "Atelier Roux", "zoe.l@roux.example", "+33698765432")
    cart = shop.cart("VASE-EM").with_buyer(zoe)
    cart = cart.with_fulfilment(Fulfilment(FulfilmentKind.DELIVERY, "by bicycle", HOME))
    cart = replace(cart, channel="phone", private_note="ring twice", customer_note="For the façade")
    shop.shop.checkout.place_order(cart, (), unpaid=True)
    lucie = shop.shop.customers.add(Customer("", name="Lucie Martin", phone="0612345678"))
    shop.pays(shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(lucie)))
    shop.sells("B0WL/7")
    shop.shop.order_changes.track("A-000002", "6A 9931 5670 901")
    return shop


def found(kit: ShopKit, text: str, **asked: object) -> list[int]:
    """The counters of the orders found, which must be the same before and after the index followed."""
    wanted = OrderFilter(**asked)  # type: ignore[arg-type]
    before = [int(row.number[2:]) for row in kit.shop.orders.find(text, wanted)]
    kit.shop.order_index.catch_up()
    assert index.covers(kit.shop.till.database.reader())
    assert [int(row.number[2:]) for row in kit.shop.orders.find(text, wanted)] == before
    return before


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("zoe", [2]), ("Łuka", [2]), ("roux atel", [2]), ("zoe.l@roux.example", [2]), ("987654", [2]),
        ("06 98 76", [2]), ("+33698", [2]), ("emaille", [2]), ("vase-em", [2]), ("4006381333931", [2]),
        ("b0wl/7", [4]), ("ring", [2]), ("facade", [2]), ("twice zoe", [2]), ("twice lucie", []),
        ("6A 9931", [2]), ("6a99315670901", [2]), ("5670901", [2]), ("quai bateliers", [2]),
        ("36,00", [1]), ("36.00", [1]), ("1234,50", [4]), ("1 234,50 €", [4]), ("1.234,50", [4]),
        ("18,00", [3]), ("000003", [3]), ("0000", [4, 3, 2, 1]), ("A-0000", [4, 3, 2, 1]),
        ("A-2026-000001", [2]), ("martin 345", [3]), ("mug", [3, 1]), ("mug 36,00", [1]), ("=3600", []),
        ("§123", []), ("NEAR(a b)", []), ("\" OR *", []),
    ],
)  # fmt: skip
def test_what_finds_an_order(kit: ShopKit, text: str, numbers: list[int]) -> None:
    assert found(kit, text) == numbers


def test_the_whole_name_of_goods_finds_what_was_sold_under_it(kit: ShopKit) -> None:
    assert found(kit, "Mug, blue glaze") == found(kit, "glaze blue MUG") == [3, 1]
    assert found(kit, "Vase émaillé") == [2]
    (vase,) = kit.shop.search.by_code("VASE-EM", scanned=False)
    kit.shop.catalogue.change_product(vase.product_id, name="Vase, tall")
    kit.sells("VASE-EM")
    assert found(kit, "vase tall") == [5]
    assert found(kit, "vase emaille") == [2], "words that no goods have as their name any more"
    kit.stocks("Mug, blue glaze, large", sku="MUG-L", price="20.00", quantity="5")
    kit.sells("MUG-L")
    assert found(kit, "mug blue glaze") == [6, 3, 1], "where other goods have all the words, all count"


def test_the_order_of_that_very_number_comes_first(kit: ShopKit) -> None:
    kit.stocks("Frame 004", sku="FRAME", price="4.00", quantity="5")
    kit.sells("FRAME")
    kit.sells("FRAME")
    assert found(kit, "004") == [4, 6, 5]
    assert found(kit, "A-000004") == [4]


def test_a_text_within_a_filter(kit: ShopKit) -> None:
    assert found(kit, "vase", work=Work.TO_BE_PAID) == [2]
    assert found(kit, "mug", work=Work.TO_BE_PAID) == []
    assert found(kit, "mug", channel="phone") == []
    assert found(kit, "mug", method="cash") == [3, 1]
    assert found(kit, "mug", sort=Sort.OLDEST) == [1, 3]
    assert found(kit, "mug", since="2026-11-24") == []


FILTERS: tuple[dict[str, object], ...] = (
    *({"work": work} for work in Work),
    *({"payment": one.value} for one in PaymentStatus),
    *({"fulfilment": one.value} for one in FulfilmentStatus),
    *({"method": one} for one in ("cash", "transfer", "card")),
    *({"channel": one} for one in ("counter", "phone")),
    *({"letter": one} for one in "AB"),
    *({"promised": one} for one in ("2026-11-20", "2026-11-21")),
    *({"sort": one} for one in Sort),
    {"since": "2026-11-23"}, {"until": "2026-11-22"}, {"since": "2026-11-24"},
    {"work": Work.TO_BE_PAID, "channel": "phone", "letter": "A", "since": "2026-11-23"},
)  # fmt: skip


def test_every_filter_lets_the_same_through_with_a_text_as_without(kit: ShopKit) -> None:
    """The letter is a word of each number; what is done later is followed, and what is taken back too."""
    orders, changes = kit.shop.orders, kit.shop.order_changes
    changes.set_fulfilment("A-000002", FulfilmentStatus.PROCESSING)
    changes.pay("A-000002", (Tender("card", kit.money("20.00")),))
    for day in ("2026-11-20", "2026-11-21T10:30"):
        cart = replace(kit.cart("MUG-BLU"), channel="phone", promised=day)
        kit.shop.checkout.place_order(cart, (), unpaid=True)
    changes.pay("A-000005", (Tender("transfer", kit.money("25.00")),), accept_more=True)
    kit.sells("MUG-BLU")
    changes.cancel("A-000007", repay=True)
    let_through = set()
    for asked in FILTERS:
        wanted = [row.number for row in orders.find("", OrderFilter(**asked))]  # type: ignore[arg-type]
        assert {f"A-{one:06}" for one in found(kit, "a", **asked)} == set(wanted), asked
        let_through |= {(len(wanted), *wanted)}
    assert len(let_through) > 6


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("mug", {}), ("glaze", {}), ("00000", {}), ("mug, blue glaze", {"method": "cash"}), ("3600", {}),
        ("glaze", {"work": Work.TO_BE_PAID}), ("glaze", {"since": "2026-11-01", "sort": Sort.OLDEST}),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_order_of_the_index(kit: ShopKit, text: str, asked: dict[str, object]) -> None:
    """Sorting would first read all that fits, of a million orders as of three."""
    kit.shop.order_index.catch_up()
    reader, plans = kit.shop.till.database.reader(), list[str]()
    said: list[str] = []
    reader.set_trace_callback(said.append)
    kit.shop.orders.find(text, OrderFilter(**asked), limit=2)  # type: ignore[arg-type]
    reader.set_trace_callback(None)
    for statement in said:
        if statement.startswith("SELECT o.number") and " MATCH " in statement and "LIMIT -1" not in statement:
            plans += [row[3] for row in reader.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert any("VIRTUAL TABLE" in step for step in plans)
    assert [step for step in plans if "TEMP B-TREE" in step or "MATERIALIZE" in step] == []


def test_a_word_that_many_begin_with_is_found_as_one_that_few_do(kit: ShopKit) -> None:
    for n in range(FORMS + 2):
        kit.stocks(f"Tile{n:02}", sku=f"TI-{n}", price="1.00", quantity="9")
        kit.sells(f"TI-{n}")
    numbers = list(range(FORMS + 6, 4, -1))
    assert found(kit, "tile") == numbers
    assert found(kit, "tile mug") == []
    assert found(kit, "tile1") == [n for n in numbers if 10 <= n - 5 <= 19]


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_pages_of_a_text_follow_without_a_gap_also_of_one_moment(kit: ShopKit, sort: Sort) -> None:
    """Orders that another system gives one time; some followed by the index, some not yet."""
    for _ in range(7):
        kit.sells("MUG-BLU")
    kit.shop.order_index.catch_up()
    for _ in range(4):
        kit.sells("MUG-BLU")
    wanted = [row.number for row in kit.shop.orders.find("mug", OrderFilter(sort=sort))]
    assert len(wanted) == 13
    seen: list[str] = []
    cursor = ""
    while page := kit.shop.orders.find("mug", OrderFilter(sort=sort), before=cursor, limit=3):
        seen += [row.number for row in page]
        cursor = page[-1].cursor
    assert seen == wanted


def test_what_is_written_later_finds_it_and_what_it_was_before_too(kit: ShopKit) -> None:
    assert found(kit, "xy77") == []
    kit.shop.order_changes.track("A-000001", "XY-77")
    assert found(kit, "xy77") == [1]


def test_who_is_erased_leaves_the_index_at_once(kit: ShopKit) -> None:
    kit.shop.order_index.catch_up()
    lucie = kit.shop.customers.find("lucie")[0].id
    assert found(kit, "lucie") == [3]
    kit.shop.erasing.erase(lucie)
    assert [row.number for row in kit.shop.orders.find("lucie")] == []
    said = kit.rows("SELECT words || digits FROM order_entry")
    assert [text for (text,) in said if "lucie" in text or "33612345678" in text] == []
    (hits,) = kit.rows("SELECT count(*) FROM order_fts WHERE order_fts MATCH '\"lucie\"'")
    assert hits == (0,)
    assert found(kit, "345678") == []


def test_the_index_is_the_same_however_it_was_made(kit: ShopKit) -> None:
    kit.shop.order_index.catch_up()
    followed = kit.rows("SELECT order_id, words, digits FROM order_entry ORDER BY order_id")
    with kit.shop.till.database.write() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        index.rebuild(driver)
    assert kit.rows("SELECT order_id, words, digits FROM order_entry ORDER BY order_id") == followed
    assert found(kit, "zoe") == [2]


def test_the_kinds_of_entries_about_orders_are_these() -> None:
    assert sorted(ORDER_KINDS) == sorted(kind for kind, fact in KINDS.items() if issubclass(fact, OrderFact))


@pytest.mark.parametrize("text", ["", " ", "§", "-", "\"'"])
def test_a_text_without_letters_asks_nothing(text: str) -> None:
    assert match_of(text, "FR", "EUR") is None
