"""The customer look-up: words in any order, any piece of the number, who bought last first."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.domain.customers.customers import Customer
from pos.services.customers import index as customer_index
from tests.shop_kit import ShopKit

PEOPLE = [
    Customer("", "Lucie Martin", email="lucie.m@example.com", phone="06 12 34 56 78"),
    Customer("", "Zoë Müller", company="Café Crème", phone="+49 30 23125042"),
    Customer(
        "", "Œuvre O'Brien", company="Garage 67", email="contact@garage-obrien.fr", phone="01 99 00 12 34"
    ),
    Customer("", "山田 太郎", company="3M"),
]


@pytest.fixture
def full(shop: ShopKit) -> ShopKit:
    for one in PEOPLE:
        shop.shop.customers.add(one)
        shop.clock.advance(seconds=1)
    return shop


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("lucie", "Lucie"),
        ("LUC mart", "Lucie"),
        ("martin lucie", "Lucie"),
        ("@lucie", "Lucie"),
        ("lucie.m@exa", "Lucie"),
        ("LUCIE.M@EXAMPLE.COM", "Lucie"),
        ("0612", "Lucie"),
        ("06 12 34 56 78", "Lucie"),
        ("+33612", "Lucie"),
        ("0033 6 12", "Lucie"),
        ("33612", "Lucie"),
        ("345", "Lucie"),
        ("5678", "Lucie"),
        ("mart 56", "Lucie"),
        ("56 mart", "Lucie"),
        ("creme", "Zoë"),
        ("muller zoe", "Zoë"),
        ("030 23", "Zoë"),
        ("0049", "Zoë"),
        ("oeuvre", "Œuvre"),
        ("o'brien", "Œuvre"),
        ("obrien", "Œuvre"),
        ("garage 67", "Œuvre"),
        ("67", "Œuvre,Lucie"),
        ("001234", "Œuvre"),
        ("0199", "Œuvre"),
        ("山", "山田"),
        ("3m", "山田"),
        ("lucie 99", ""),
        ("0613", ""),
        ("00612", ""),
        ("zz", ""),
        ("---", ""),
        ("", "山田,Œuvre,Zoë,Lucie"),
    ],
)  # fmt: skip
def test_what_finds_whom(full: ShopKit, typed: str, names: str) -> None:
    found = full.shop.customers.find(typed)
    assert sorted(row.name.split()[0] for row in found) == sorted(filter(None, names.split(",")))


def test_who_bought_last_comes_first(full: ShopKit) -> None:
    customers = full.shop.customers
    full.stocks()
    (zoe,) = customers.find("zoe")
    cart = full.cart("MUG-BLU").with_buyer(customers.buyer(customers.customer(zoe.id)))
    full.pays(cart)
    assert [row.name.split()[0] for row in customers.find("")] == ["Zoë", "山田", "Œuvre", "Lucie"]
    assert customers.find("", 1)[0].id == zoe.id
    with full.shop.till.transaction() as tx:
        customer_index.rebuild(tx.raw())
    assert [row.name.split()[0] for row in customers.find("")] == ["Zoë", "山田", "Œuvre", "Lucie"]


def test_a_change_is_found_at_once_and_what_it_was_no_more(full: ShopKit) -> None:
    customers = full.shop.customers
    (lucie,) = customers.find("lucie")
    customers.change(lucie.id, name="Lou Weber", phone="07 00 11 22 33", email="")
    assert customers.find("0612") == customers.find("lucie") == customers.find("example") == ()
    assert [row.id for row in customers.find("weber 0700")] == [lucie.id]


def test_the_index_made_again_is_the_index_that_was_kept(full: ShopKit) -> None:
    def state() -> list[tuple[object, ...]]:
        return sorted(full.rows("SELECT customer_id, email, phones, words FROM customer_entry"))

    def found() -> list[list[str]]:
        return [
            [row.id for row in full.shop.customers.find(text)] for text in ("06", "lucie", "12", "e", "0033")
        ]

    kept, answers = state(), found()
    with full.shop.till.transaction() as tx:
        customer_index.rebuild(tx.raw())
    assert (state(), found()) == (kept, answers)
    assert customer_index.covers(full.shop.till.database.reader())


def test_many_changed_at_once_are_all_found(shop: ShopKit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customer_index, "REBUILD_FROM", 3)
    source = random.Random(1)
    with shop.shop.till.transaction() as tx:
        from pos.services.customers.fields import entry

        for n in range(20):
            fields = {"name": f"Customer {n}", "phone": f"+3361{source.randrange(10**7):07d}"}
            tx.record(entry(f"{n:032x}", fields, {}))
    assert len(shop.shop.customers.find("customer", 50)) == 20
    assert customer_index.covers(shop.shop.till.database.reader())


@settings(max_examples=25)
@given(
    st.lists(st.integers(600_000_000, 799_999_999), min_size=1, max_size=5, unique=True),
    st.text("0123456789", min_size=1, max_size=6),
)
def test_digits_find_exactly_the_numbers_that_hold_them(
    shop: ShopKit, numbers: list[int], typed: str
) -> None:
    customers = shop.shop.customers
    for row in customers.find("", 100):
        customers.archive(row.id)
    for number in numbers:
        customers.add(Customer("", "Somebody", phone=f"+33{number}"))
    found = {row.phone for row in customers.find(typed, 100)}
    assert found == {f"+33{number}" for number in numbers if _holds(f"33{number}", str(number), typed)}


def _holds(international: str, national: str, typed: str) -> bool:
    """Typed with the zero of the country, with the two zeros of abroad, or just a piece."""
    abroad = typed.startswith("00") and international.startswith(typed[2:])
    return typed in international or typed in f"0{national}" or abroad


@pytest.mark.parametrize("way", ["all", "word", "number", "email", "owing", "archived"])
def test_pages_go_on_after_the_last_row(shop: ShopKit, way: str) -> None:
    customers = shop.shop.customers
    for at in range(7):
        made = customers.add(
            Customer("", name=f"Page {at}", email=f"page@shop{at}.example.org", phone=f"06 12 34 56 0{at}")
        )
        if way == "archived":
            customers.archive(made.id)
        if way == "owing":
            cart = shop.cart().add(shop.custom("Engraving", "6.00"))
            shop.shop.checkout.place_order(cart.with_buyer(customers.buyer(made)), unpaid=True)

    def read(limit: int, after: str = "") -> tuple[str, ...]:
        texts = {"all": "", "word": "page", "number": "0612", "email": "page@"}
        if way in texts:
            return tuple(row.id for row in customers.find(texts[way], limit, after))
        listed = customers.owing if way == "owing" else customers.archived
        return tuple(row.id for row in listed(limit, after))

    whole = read(100)
    pages: tuple[str, ...] = ()
    while page := read(3, pages[-1] if pages else ""):
        pages += page
    assert pages == whole
    assert len(whole) == 7
