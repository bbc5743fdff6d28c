"""The one box: every row of its table, and what Enter will do."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.box import answers as a
from pos.domain.box import reading as b
from pos.domain.catalogue.products import Found, Hit
from pos.domain.money.amounts import Money
from pos.domain.money.errors import PercentOutOfRange, QuantityNotWhole
from pos.domain.money.pricing import Discount
from pos.domain.words.errors import AmbiguousNumber, NumberTooFine
from tests.shared import shared

EUR = b.BoxTerms("EUR", ",", "\u202f")
USD = b.BoxTerms("USD", ".", ",")
JPY = b.BoxTerms("JPY", ".", ",")
KWD = b.BoxTerms("KWD", ".", ",")
D = Decimal
ONE = D(1)


def hit(
    name: str = "Mug", *, sku: str = "", unit: str = "", options: str = "", price: str | None = "18"
) -> Hit:
    uid = (name + sku + options).encode().hex()
    asked = None if price is None else D(price)
    return Hit(uid, uid, name, options, sku, "", asked, ("20",), None, "warn", unit, "", "", False)


def found(*hits: Hit, corrected: str = "") -> Found:
    return Found(hits, len(hits), corrected)


def priced(price: str, name: str = "", search: str = "", quantity: str = "1") -> b.PriceItem:
    return b.PriceItem(D(quantity), D(price), name, search)


def words(text: str, quantity: str = "1", whole: str = "", item: b.PriceItem | None = None) -> b.Words:
    return b.Words(D(quantity), text, whole, item)


READINGS: list[tuple[str, b.Reading]] = [
    # nothing
    ("", b.Nothing()),
    ("  \t ", b.Nothing()),
    ("\x00\x1b[0m\u200b", b.Nothing()),
    # words and codes
    ("mug", words("mug")),
    ("  mug  ", words("mug")),
    ("MUG-1", words("MUG-1")),
    ("4006381333931", words("4006381333931")),
    ("123456", words("123456")),
    ("007", words("007")),
    ("0", words("0")),
    ("C++", words("C++")),
    ("100%", words("100%")),
    ("-mug", words("-mug")),
    ("-", words("-")),
    ("--5", words("--5")),
    ("-5 mug", words("-5 mug")),
    ("-5%%", words("-5%%")),
    ("name:mug", words("name:mug")),
    ("NEAR(", words("NEAR(")),
    ('"', words('"')),
    ('6" ruler', words('6" ruler')),
    ("#1 Seller", words("#1 Seller")),
    ("Mug 2.0 @home", words("Mug 2.0 @home")),
    ("1.2.3 bolt", words("1.2.3 bolt")),
    ("123456 bowl", words("123456 bowl")),
    ("007 bond", words("007 bond")),
    ("9" * 400, words("9" * 400)),
    # quantities
    ("3x", words("", "3", "3x")),
    ("3*", words("", "3", "3*")),
    ("3x mug", words("mug", "3", "3x mug")),
    ("3 x mug", words("mug", "3", "3 x mug")),
    ("3X mug", words("mug", "3", "3X mug")),
    ("3× mug", words("mug", "3", "3× mug")),
    ("3*4006381333931", words("4006381333931", "3", "3*4006381333931")),
    ("3x4 frame", words("4 frame", "3", "3x4 frame", priced("4", "frame", "4 frame", "3"))),
    ("3x12", words("12", "3", "3x12", priced("12", quantity="3"))),
    ("3x 12,50 bowl", priced("12.50", "bowl", "12,50 bowl", "3")),
    ("3x12,50", priced("12.50", quantity="3")),
    ("0,25x cheese", words("cheese", "0.25", "0,25x cheese")),
    ("1.5x rope", words("rope", "1.5", "1.5x rope")),
    ("99999x nail", words("nail", "99999", "99999x nail")),
    ("100000x nail", words("100000x nail")),
    ("0x mug", words("0x mug")),
    ("-1x mug", words("-1x mug")),
    ("3 xylophone", words("3 xylophone", item=priced("3", "xylophone", "3 xylophone"))),
    # prices
    ("12,50 bowl", priced("12.50", "bowl", "12,50 bowl")),
    ("12.-", words("12.-", item=priced("12"))),
    ("12,– bowl", words("12,– bowl", item=priced("12", "bowl", "12,– bowl"))),
    ("–10%", b.OrderDiscount(Discount(percent=D("10")))),
    ("—5", b.OrderDiscount(Discount(amount=Money(500, "EUR")))),
    ("12.50 bowl", priced("12.50", "bowl", "12.50 bowl")),
    ("12,50€ bowl", priced("12.50", "bowl", "12,50€ bowl")),
    ("12,50 € bowl", priced("12.50", "bowl", "12,50 € bowl")),
    ("$12.50 bowl", priced("12.50", "bowl", "$12.50 bowl")),
    (",50 bag", priced("0.50", "bag", ",50 bag")),
    ("0,00 bag", priced("0.00", "bag", "0,00 bag")),
    ("0,75 l wine", priced("0.75", "l wine", "0,75 l wine")),
    ("1 234,56 table", priced("1234.56", "table", "1 234,56 table")),
    ("1.234,56 table", priced("1234.56", "table", "1.234,56 table")),
    ("12 candles", words("12 candles", item=priced("12", "candles", "12 candles"))),
    ("12 500 ml wine", words("12 500 ml wine", item=priced("12", "500 ml wine", "12 500 ml wine"))),
    ("12,5 kg flour", words("12,5 kg flour", item=priced("12.5", "kg flour", "12,5 kg flour"))),
    ("12,50", priced("12.50")),
    ("12.50", priced("12.50")),
    ("12,50 €", priced("12.50")),
    ("12,5", words("12,5", item=priced("12.5"))),
    ("5.", words("5.", item=priced("5"))),
    ("5 €", words("5 €", item=priced("5"))),
    ("1", words("1", item=priced("1"))),
    ("12345", words("12345", item=priced("12345"))),
    # the order's discount
    ("-10%", b.OrderDiscount(Discount(percent=D(10)))),
    ("-10 %", b.OrderDiscount(Discount(percent=D(10)))),
    ("-2,5%", b.OrderDiscount(Discount(percent=D("2.5")))),
    ("-100%", b.OrderDiscount(Discount(percent=D(100)))),
    ("-5", b.OrderDiscount(Discount(amount=Money(500, "EUR")))),
    ("−5", b.OrderDiscount(Discount(amount=Money(500, "EUR")))),
    ("-5,50 €", b.OrderDiscount(Discount(amount=Money(550, "EUR")))),
    ("-0", b.OrderDiscount(None)),
    ("-0%", b.OrderDiscount(None)),
    # customers, orders, commands
    ("@", b.CustomerLookup("")),
    ("@lucie", b.CustomerLookup("lucie")),
    ("@0612", b.CustomerLookup("0612")),
    ("＠lucie", b.CustomerLookup("lucie")),
    ("lucie@example.org", b.CustomerLookup("lucie@example.org")),
    ("x@[127.0.0.1]", b.CustomerLookup("x@[127.0.0.1]")),
    ("#", b.OrderLookup("")),
    ("#214", b.OrderLookup("214")),
    ("#A-000214", b.OrderLookup("A-000214")),
    ("#A2-000214", b.OrderLookup("A2-000214")),
    (">", b.Commands("")),
    ("> settings", b.Commands("settings")),
]


@pytest.mark.parametrize(("text", "reading"), READINGS, ids=[text[:20] for text, _ in READINGS])
def test_read(text: str, reading: b.Reading) -> None:
    assert b.read(text, EUR) == reading


@pytest.mark.parametrize(
    ("text", "terms", "reading"),
    [
        ("1200", JPY, words("1200", item=priced("1200"))),
        ("1200 bowl", JPY, priced("1200", "bowl", "1200 bowl")),
        ("1,200", JPY, priced("1200")),
        ("-5", JPY, b.OrderDiscount(Discount(amount=Money(5, "JPY")))),
        ("12.500 bowl", KWD, priced("12.500", "bowl", "12.500 bowl")),
        ("12.50 bowl", KWD, words("12.50 bowl", item=priced("12.50", "bowl", "12.50 bowl"))),
        ("1,234 bowl", USD, words("1,234 bowl", item=priced("1234", "bowl", "1,234 bowl"))),
        ("1,234.50 bowl", USD, priced("1234.50", "bowl", "1,234.50 bowl")),
    ],
)
def test_read_in_other_currencies(text: str, terms: b.BoxTerms, reading: b.Reading) -> None:
    assert b.read(text, terms) == reading


@pytest.mark.parametrize(
    ("text", "terms", "error"),
    [
        ("-101%", EUR, PercentOutOfRange),
        ("-1.234", EUR, AmbiguousNumber),
        ("-0,005", EUR, NumberTooFine),
        ("-5.5", JPY, NumberTooFine),
    ],
)
def test_a_discount_that_cannot_be(text: str, terms: b.BoxTerms, error: type) -> None:
    reading = b.read(text, terms)
    assert isinstance(reading, b.Refused)
    assert isinstance(reading.error, error)
    assert a.hint(a.listing(reading)) == a.Refuse(reading.error)


@pytest.mark.parametrize(
    ("text", "error"), [("1.234 bowl", AmbiguousNumber), ("0.005 mm drill", NumberTooFine)]
)
def test_a_price_that_cannot_be_read_is_said_when_nothing_matches(text: str, error: type) -> None:
    reading = b.read(text, EUR)
    assert isinstance(reading, b.Words)
    assert isinstance(reading.problem, error)
    assert a.hint(a.listing(reading, (), [found()])) == a.Refuse(reading.problem)
    drill = hit("0.005 mm drill")
    assert a.hint(a.listing(reading, (), [found(drill)])) == a.AddProduct(ONE, "0.005 mm drill")


@pytest.mark.parametrize(
    ("text", "tried"),
    [
        ("", ()),
        ("MUG-1", ((ONE, "MUG-1"),)),
        ("#A-000214", ((ONE, "#A-000214"),)),
        ("3x", ((ONE, "3x"),)),
        ("3x4006381333931", ((ONE, "3x4006381333931"), (D(3), "4006381333931"))),
    ],
)
def test_exact_codes_to_try(text: str, tried: tuple[tuple[Decimal, str], ...]) -> None:
    assert b.codes(text) == tried


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("mug", ("mug",)),
        ("3x mug", ("mug", "3x mug")),
        ("3x", ("3x",)),
        ("12,50", ()),
        ("12,50 bowl", ("12,50 bowl",)),
        ("-10%", ()),
        ("@lucie", ()),
    ],
)
def test_searches(text: str, asked: tuple[str, ...]) -> None:
    assert b.searches(b.read(text, EUR)) == asked


MUG, BOWL = hit("Mug"), hit("Bowl", sku="B", options="Red / L")


def rows(text: str, *results: Found, exact: tuple[a.ProductRow, ...] = ()) -> a.Listing:
    return a.listing(b.read(text, EUR), exact, results)


@pytest.mark.parametrize(
    ("shown", "listed", "enter"),
    [
        # words: products in order, a custom item that asks its price last
        (
            rows("bo", found(BOWL, MUG)),
            [a.ProductRow(BOWL), a.ProductRow(MUG), a.CustomRow(ONE, None, "bo")],
            a.AddProduct(ONE, "Bowl, Red / L"),
        ),
        (rows("xyz", found()), [a.CustomRow(ONE, None, "xyz")], a.AddCustom(a.CustomRow(ONE, None, "xyz"))),
        # a quantity: its products, then those of the whole text, each once
        (
            rows("3x4 frame", found(BOWL), found(BOWL, MUG)),
            [a.ProductRow(BOWL, D(3)), a.ProductRow(MUG), a.CustomRow(D(3), D(4), "frame")],
            a.AddProduct(D(3), "Bowl, Red / L"),
        ),
        (rows("3x", found()), [], a.TimesNext(D(3))),
        # a price with all its decimals: first, unless a product has all the words
        (
            rows("12,50 bowl", found()),
            [a.CustomRow(ONE, D("12.50"), "bowl")],
            a.AddCustom(a.CustomRow(ONE, D("12.50"), "bowl")),
        ),
        (
            rows("0,75 l wine", found(MUG)),
            [a.ProductRow(MUG), a.CustomRow(ONE, D("0.75"), "l wine")],
            a.AddProduct(ONE, "Mug"),
        ),
        (
            rows("12,50 bwol", found(BOWL, corrected="12 50 bowl")),
            [a.CustomRow(ONE, D("12.50"), "bwol")],
            a.AddCustom(a.CustomRow(ONE, D("12.50"), "bwol")),
        ),
        (rows("12,50"), [a.CustomRow(ONE, D("12.50"), "")], a.AddCustom(a.CustomRow(ONE, D("12.50"), ""))),
        # other numbers: products first, the price last
        (
            rows("12 candles", found(MUG)),
            [a.ProductRow(MUG), a.CustomRow(ONE, D(12), "candles")],
            a.AddProduct(ONE, "Mug"),
        ),
        (rows("12", found(MUG)), [a.ProductRow(MUG), a.CustomRow(ONE, D(12), "")], a.AddProduct(ONE, "Mug")),
        (rows("12", found()), [a.CustomRow(ONE, D(12), "")], a.AddCustom(a.CustomRow(ONE, D(12), ""))),
        # codes
        (rows("123456", found()), [], a.UnknownCode("123456", Decimal(1))),
        (rows("123456", found(MUG)), [a.ProductRow(MUG)], a.AddProduct(ONE, "Mug")),
        (rows("MUG-1", found()), [], a.UnknownCode("MUG-1", Decimal(1))),
        (rows("007", found()), [], a.NoMatch("007")),
        (
            rows("MUG", found(BOWL, MUG), exact=(a.ProductRow(MUG, exact=True),)),
            [a.ProductRow(MUG, exact=True), a.ProductRow(BOWL), a.CustomRow(ONE, None, "MUG")],
            a.AddProduct(ONE, "Mug"),
        ),
        (
            rows("-5", exact=(a.ProductRow(MUG, exact=True),)),
            [a.ProductRow(MUG, exact=True)],
            a.AddProduct(ONE, "Mug"),
        ),
        (
            rows("77", found(), exact=(a.ProductRow(MUG, exact=True), a.ProductRow(BOWL, exact=True))),
            [a.ProductRow(MUG, exact=True), a.ProductRow(BOWL, exact=True), a.CustomRow(ONE, D(77), "")],
            a.Choose(2),
        ),
        # the rest has no rows of its own
        (rows(""), [], a.NothingToDo()),
        (rows('"', found()), [], a.NoMatch('"')),
        (rows("-10%"), [], a.SetDiscount(Discount(percent=D(10)))),
        (rows("-0"), [], a.SetDiscount(None)),
        (rows("@lucie"), [], a.FindCustomer("lucie")),
        (rows("#214"), [], a.OpenOrder("214")),
        (rows(">z"), [], a.RunCommand("z")),
        # what has no price of its own is asked
        (
            rows("open", found(hit("Open", price=None))),
            [a.ProductRow(hit("Open", price=None)), a.CustomRow(ONE, None, "open")],
            a.AddProduct(ONE, "Open", asks_price=True),
        ),
    ],
)
def test_rows_and_hint(shown: a.Listing, listed: list[a.Row], enter: a.Hint) -> None:
    assert list(shown.rows) == listed
    assert a.hint(shown) == enter


def test_an_arrow_settles_two_products_with_one_code() -> None:
    shown = rows("77", found(), exact=(a.ProductRow(MUG, exact=True), a.ProductRow(BOWL, exact=True)))
    assert shown.chosen is None
    assert a.hint(shown, 1) == a.AddProduct(ONE, "Bowl, Red / L")


def test_half_a_piece_is_refused_and_half_a_kilo_is_not() -> None:
    piece = a.hint(rows("2,5x mug", found(MUG), found()))
    assert isinstance(piece, a.Refuse)
    assert isinstance(piece.error, QuantityNotWhole)
    cheese = hit("Cheese", unit="kg")
    assert a.hint(rows("2,5x che", found(cheese), found())) == a.AddProduct(D("2.5"), "Cheese")


def test_a_correction_is_told() -> None:
    assert rows("bwol", found(BOWL, corrected="bowl")).corrected == "bowl"


TYPED = st.text(alphabet=st.characters(exclude_categories=[])) | st.text(
    "0123456789xX*,.' -−%@#>€$abM\u202f", max_size=16
)


@given(TYPED, st.sampled_from([EUR, USD, JPY, KWD]))
def test_whatever_is_typed_has_a_reading_and_a_hint(text: str, terms: b.BoxTerms) -> None:
    reading = b.read(text, terms)
    b.codes(text)
    results = [found() for _ in b.searches(reading)]
    assert a.hint(a.listing(reading, (), results)) is not None
    item = reading if isinstance(reading, b.PriceItem) else getattr(reading, "priced", None)
    assert item is None or item.price >= 0


def test_sixty_thousand_characters() -> None:
    assert b.read("3x" * 30_000, EUR) == words("3x" * 249, "3", "3x" * 250)


def test_every_nasty_string() -> None:
    strings = json.loads(shared("nasty/strings.json").read_text("utf-8"))["strings"]
    blns = json.loads(shared("nasty/blns.json").read_text("utf-8"))
    for text in [text for group in strings.values() for text in group] + list(blns):
        reading = b.read(str(text), EUR)
        a.hint(a.listing(reading, (), [found() for _ in b.searches(reading)]))
