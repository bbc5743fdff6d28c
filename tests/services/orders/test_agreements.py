"""A cart, its entry, and the cart again: nothing of it is lost, whatever it holds."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.catalogue.choices import Chosen
from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind, Discount, Pricing
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.orders.parts import sum_of
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal import seal
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import OrderPersonal, Seller
from pos.journal.orders.facts import parts
from pos.services.orders.agreements import agreed_of, cart_of, handed_by, numbered_lines, personal_of

IDS = st.text("0123456789abcdef", min_size=32, max_size=32)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
RATES = st.lists(st.sampled_from(["20", "5.5", "0", "+9.975", "7.7"]), max_size=2).map(tuple)
MILLIONTHS = st.integers(1, 500_000_000).map(lambda n: Decimal(n) / 1_000_000)
PERCENTS = st.integers(0, 1_000_000).map(lambda n: Decimal(n) / 10_000)
ADDRESSES = st.builds(
    Address, TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple), TEXT, TEXT, TEXT, st.just("FR"), TEXT
)
BUYERS = st.builds(Buyer, st.none() | IDS, TEXT, TEXT, TEXT, TEXT, TEXT, st.sampled_from(["", "fr"]))


def discounts(currency: str) -> st.SearchStrategy[Discount]:
    """Percentages, and amounts that fit anything."""
    percent = st.builds(Discount, percent=PERCENTS, name=TEXT)
    return percent | st.builds(Discount, amount=st.just(Money(0, currency)), name=TEXT)


CHOICES = st.lists(
    st.builds(Chosen, TEXT.filter(bool), TEXT.filter(bool), MILLIONTHS, st.booleans()), max_size=2
).map(tuple)


def lines(currency: str) -> st.SearchStrategy[CartLine]:
    """Lines of any kind, whole."""
    return st.builds(
        CartLine,
        id=IDS,
        name=TEXT,
        quantity=MILLIONTHS,
        unit_price=MILLIONTHS,
        taxes=RATES,
        variant_id=st.none() | IDS,
        sku=TEXT,
        options=TEXT,
        unit=st.sampled_from(["", "kg"]),
        list_price=st.none() | MILLIONTHS,
        price_reason=TEXT,
        discount=st.none() | discounts(currency),
        note=TEXT,
        keep_as_product=st.booleans(),
        barcode=TEXT,
    ).flatmap(lambda line: CHOICES.map(line.with_choices))


def charges(currency: str) -> st.SearchStrategy[Charge]:
    """Percentages and amounts."""
    kinds = st.sampled_from(ChargeKind)
    amounts = st.integers(0, 10_000).map(lambda minor: Money(minor, currency))
    return st.builds(Charge, kinds, TEXT, st.none(), PERCENTS, RATES) | st.builds(
        Charge, kinds, TEXT, amounts, st.none(), RATES
    )


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    """All that a cart can hold."""
    currency = draw(st.sampled_from(["EUR", "JPY", "KWD"]))
    terms = Pricing(currency, draw(st.booleans()), draw(st.sampled_from(TaxRounding)))
    return Cart(
        id=draw(IDS),
        terms=terms,
        lines=tuple(draw(st.lists(lines(currency), min_size=1, max_size=4))),
        discount=draw(st.none() | discounts(currency)),
        charges=tuple(draw(st.lists(charges(currency), max_size=2))),
        channel=draw(st.sampled_from(["counter", "phone"])),
        customer_note=draw(TEXT),
        private_note=draw(TEXT),
        buyer=draw(st.none() | BUYERS),
        fulfilment=draw(
            st.builds(Fulfilment, st.sampled_from(FulfilmentKind), TEXT, st.none() | ADDRESSES, TEXT, TEXT)
        ),
        billing=draw(st.none() | ADDRESSES),
        payment_method=draw(TEXT),
        exemption=draw(st.none() | st.sampled_from(Exemption)),
        exemption_reason=draw(TEXT),
        taxes_by_hand=draw(st.none() | RATES),
        fee_by_hand=draw(st.booleans()),
        method_by_hand=draw(st.booleans()),
        deposit=draw(st.sampled_from(["", "30%", "12.50"])),
        promised=draw(st.sampled_from(["", "2027-03-01", "2027-03-01T10:30"])),
    )


def placed(cart: Cart) -> OrderPlaced:
    return OrderPlaced(
        id=cart.id,
        day="2026-11-23",
        number="A-000001",
        letter="A",
        channel=cart.channel,
        currency=cart.currency,
        includes_tax=cart.terms.prices_include_tax,
        tax_rounding=cart.terms.tax_rounding.value,
        seller=Seller(name="Atelier Lune"),
        agreed=agreed_of(cart, cart.totals()),
        fulfilment=handed_by(cart),
        payment_method=cart.payment_method,
        deposit=cart.deposit,
        promised=cart.promised,
        personal=personal_of(cart),
    )


@given(carts())
def test_a_cart_is_the_same_after_it_was_sealed(cart: Cart) -> None:
    fact = placed(cart)
    again = seal.fact_of(fact.kind, *seal.parts_of(fact))
    assert again == fact
    assert isinstance(again, OrderPlaced)
    assert cart_of(again, again.agreed, again.personal or OrderPersonal()) == numbered_lines(cart)


@given(carts())
def test_the_cart_of_an_entry_comes_to_the_figures_that_were_sealed(cart: Cart) -> None:
    fact = placed(cart)
    totals = cart_of(fact, fact.agreed, fact.personal or OrderPersonal()).totals()
    assert agreed_of(cart, totals) == fact.agreed
    assert sum_of(one.worth for one in parts(fact, fact.agreed)) == (
        totals.total.minor,
        totals.net.minor,
        totals.tax.minor,
    )


def test_every_field_of_a_cart_is_drawn() -> None:
    """A field that a cart gains one day must come through its entry too."""
    drawn = {
        "id", "terms", "lines", "discount", "charges", "channel", "customer_note", "private_note", "buyer",
        "fulfilment", "billing", "payment_method", "exemption", "exemption_reason", "taxes_by_hand",
        "fee_by_hand", "method_by_hand", "deposit", "promised",
    }  # fmt: skip
    local = {"edits", "quote", "copied"}  # what a cart changes or comes from is no part of what was agreed
    assert {one.name for one in fields(Cart)} - local == drawn
    assert len(fields(CartLine)) == 16


def test_an_exempt_line_keeps_what_it_cost_with_tax() -> None:
    terms = Pricing("EUR", prices_include_tax=True)
    cart = Cart("0" * 32, terms, (CartLine("1", "Mug", Decimal(3), Decimal("16.67"), ("20",)),))
    cart = replace(cart, discount=Discount(percent=Decimal(10)))
    taxed = agreed_of(cart, cart.totals()).lines[0]
    exempt_cart = cart.with_exemption(Exemption.EXEMPT)
    exempt = agreed_of(exempt_cart, exempt_cart.totals()).lines[0]
    assert (exempt.price, exempt.amount) == (taxed.price, taxed.amount) == (16_670_000, 5001)
    assert (exempt.net_amount, exempt.net_price) == (4168, 13_891_700)
    assert (taxed.net_amount, taxed.net_price) == (msgspec.UNSET, msgspec.UNSET)
