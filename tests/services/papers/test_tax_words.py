"""Each tax is called by its own name, each number stands once: Quebec, Switzerland, Japan, Norway."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos.cli.arguments import parse
from pos.cli.order_shapes import paper as text_of
from pos.cli.order_shapes import whole
from pos.cli.shop import new_shop
from pos.domain.customers.customers import Buyer
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Exemption
from pos.domain.shop.rates import TaxClass
from tests.documents.papers import rows
from tests.shop_kit import ShopKit

Opened = Callable[..., ShopKit]


@pytest.fixture
def opened(ram: Path) -> Iterator[Opened]:
    """Makes a shop of a country as the command line does, with a mug at 100."""
    made: list[ShopKit] = []

    def make(*options: str, **settings: object) -> ShopKit:
        kit = ShopKit.create(ram / f"shop{len(made)}", new_shop(parse(["init", *options])))
        made.append(kit)
        kit.shop.settings.change(name="Atelier", **settings)
        kit.stocks("Mug", sku="MUG", price="100")
        return kit

    yield make
    for kit in made:
        kit.close()


def receipt(kit: ShopKit, cart: Cart | None = None) -> list[str]:
    placed = kit.pays(
        cart or kit.cart("MUG"), *([] if cart is None else [kit.card(str(cart.totals().total))])
    )
    return rows(kit.shop.documents.pdf(placed.number))


def invoice(kit: ShopKit, buyer: Buyer) -> list[str]:
    placed = kit.shop.checkout.place_order(kit.cart("MUG").with_buyer(buyer), unpaid=True)
    return rows(kit.shop.documents.pdf(placed.number, kind="invoice"))


QUEBEC = ("--country", "CA", "--region", "QC")
NUMBERS = {"tax_number": "123456789 RT0001", "second_tax_number": "1234567890 TQ0001"}


def test_quebec_prints_tps_and_tvq_with_both_numbers(opened: Opened) -> None:
    kit = opened(*QUEBEC, **NUMBERS)
    for paper in (receipt(kit), invoice(kit, Buyer(name="Lucie"))):
        assert {"TPS 123456789 RT0001", "TVQ 1234567890 TQ0001"} <= set(paper)
        assert any(row.startswith("TPS 5 % sur 100,00 5,00") for row in paper)
        assert any(row.startswith("TVQ 9,975 % sur 100,00 9,98") for row in paper)
        assert not any("TPS/TVQ 5 %" in row or "TPS/TVQ 1" in row for row in paper)
    assert any(row.endswith("TPS 5 % + TVQ 9,975 %") for row in receipt(kit))


def test_scripts_read_the_labels_beside_the_rates(opened: Opened) -> None:
    kit = opened(*QUEBEC)
    value = whole(kit.shop.orders.order(kit.pays(kit.cart("MUG")).number), kit.shop.settings.current())
    assert [(one["label"], one["rate"], one["tax"]) for one in value["taxes"]] == [
        ("TPS", "5", "5.00"),
        ("TVQ", "9.975", "9.98"),
    ]
    assert "TVQ 9.975 % on 100.00" in text_of(value)


def test_an_english_customer_of_quebec_reads_gst_and_qst(opened: Opened) -> None:
    kit = opened(*QUEBEC, **NUMBERS)
    paper = invoice(kit, Buyer(name="Lucy", language="en"))
    assert {"GST 123456789 RT0001", "QST 1234567890 TQ0001"} <= set(paper)
    assert any(row.startswith("GST 5% on 100.00") for row in paper)
    assert any(row.startswith("QST 9.975% on 100.00") for row in paper)


@pytest.mark.parametrize(
    ("region", "taxes"),
    [
        ("BC", ["GST 5% on 100.00 5.00", "PST 7% on 100.00 7.00"]),
        ("MB", ["GST 5% on 100.00 5.00", "RST 7% on 100.00 7.00"]),
        ("ON", ["HST 13% on 100.00 13.00"]),
        ("AB", ["GST 5% on 100.00 5.00"]),
    ],
)
def test_every_province_names_its_taxes(opened: Opened, region: str, taxes: list[str]) -> None:
    paper = receipt(opened("--country", "CA", "--region", region))
    assert [row for row in paper if " on 100.00 " in row] == taxes


def test_what_was_sold_keeps_its_labels(opened: Opened) -> None:
    kit = opened(*QUEBEC, **NUMBERS)
    placed = kit.pays(kit.cart("MUG"))
    before = kit.shop.documents.pdf(placed.number)
    classes = tuple(TaxClass(one.key, one.name, one.rates) for one in kit.shop.settings.current().tax_classes)
    kit.shop.settings.change(tax_classes=classes, tax_label="Taxe", second_tax_number="")
    assert not kit.shop.settings.current().tax_labels.own
    kit.reopen()
    assert kit.shop.documents.pdf(placed.number) == before


@pytest.mark.parametrize(
    ("word", "rates", "named"),
    [
        ("TPS/TVQ", ("5", "9.975"), "TPS 5 % + TVQ 9,975 %"),
        ("GST / PST", ("5", "7"), "GST 5 % + PST 7 %"),
        ("BTW/TVA", ("21", "12"), "BTW/TVA 21 % + 12 %"),  # one tax in two languages
        ("TPS/TVQ", ("15",), "TPS/TVQ 15 %"),
    ],
)
def test_a_shop_from_before_labels_finds_them_in_its_word(
    opened: Opened, word: str, rates: tuple[str, ...], named: str
) -> None:
    classes = (TaxClass("standard", "Standard rate", rates),)
    kit = opened(*QUEBEC, tax_label=word, tax_classes=classes)
    assert any(row.endswith(named) for row in receipt(kit))


def test_two_taxes_of_one_rate_keep_their_names(opened: Opened) -> None:
    """India: half of the rate is the state's."""
    kit = opened("--country", "IN")
    kit.shop.settings.change(
        tax_label="GST", tax_classes=(TaxClass("standard", "Standard rate", ("9", "9"), ("CGST", "SGST")),)
    )
    cart = kit.cart().add(kit.custom("Tea", "118.00"))
    paper = receipt(kit, cart)
    assert [row for row in paper if " on 100.00" in row] == [
        "CGST 9% on 100.00 9.00",
        "SGST 9% on 100.00 9.00",
    ]
    assert any(row.endswith("CGST 9% + SGST 9%") for row in paper)


def test_an_exempt_order_names_no_rate(opened: Opened) -> None:
    kit = opened(*QUEBEC, **NUMBERS)
    cart = kit.cart("MUG").with_exemption(Exemption.EXEMPT, "")
    assert not any("9,975" in row for row in receipt(kit, cart))


@pytest.mark.parametrize(
    ("country", "language", "word", "number"),
    [
        ("CH", "de", "MWST 8.1%", "CHE-107.787.577 MWST"),
        ("CH", "fr", "TVA 8,1%", "CHE-107.787.577 TVA"),
        ("CH", "it", "IVA 8.1%", "CHE-107.787.577 IVA"),
    ],
)
def test_a_swiss_number_stands_once_with_the_word_of_the_language(
    opened: Opened, country: str, language: str, word: str, number: str
) -> None:
    kit = opened(
        "--country",
        country,
        "--language",
        language,
        registration="CHE-107.787.577",
        tax_number="CHE107787577",
    )
    for paper in (receipt(kit), invoice(kit, Buyer(name="Lucie"))):
        assert paper.count(number) == 1
        assert "\n".join(paper).count("107.787.577") == 1
        assert any(row.startswith(word) for row in paper)


def test_a_german_reads_mwst_of_a_shop_in_geneva(opened: Opened) -> None:
    kit = opened("--country", "CH", "--language", "fr", tax_number="CHE-107.787.577 TVA")
    paper = invoice(kit, Buyer(name="Lutz", language="de"))
    assert "CHE-107.787.577 MWST" in paper
    assert any(row.startswith("MWST 8,1") or row.startswith("MWST 8.1") for row in paper)


@pytest.mark.parametrize("typed", ["T1234567890123", "T1-2345-6789-0123", "Ｔ１２３４５６７８９０１２３"])
def test_the_japanese_number_stands_behind_its_name(opened: Opened, typed: str) -> None:
    kit = opened("--country", "JP", tax_number=typed)
    for paper in (receipt(kit), invoice(kit, Buyer(name="Yuki"))):
        assert "登録番号 T1234567890123" in paper
        assert any(row.startswith("消費税 10%") for row in paper)
    assert "登録番号 T1234567890123" in invoice(kit, Buyer(name="Lucie", language="fr"))


@pytest.mark.parametrize(
    ("country", "settings", "lines"),
    [
        (
            "NO",
            {"tax_number": "NO 923609016 MVA", "registration": "Org.nr. 923 609 016"},
            ["NO 923 609 016 MVA"],
        ),
        ("BE", {"tax_number": "BE0403170701", "registration": "BE 0403.170.701"}, ["TVA BE0403170701"]),
        (
            "BE",
            {"tax_number": "BE0403170701", "registration": "RPM Bruxelles 0403.170.701"},
            ["RPM Bruxelles 0403.170.701", "TVA BE0403170701"],
        ),
        (
            "FR",
            {"tax_number": "FR44732829320", "registration": "SIRET 732 829 320 00074"},
            ["SIRET 732 829 320 00074", "TVA FR44732829320"],
        ),
        ("AU", {"tax_number": "GST 51 824 753 556"}, ["GST 51 824 753 556"]),
    ],
)
def test_a_number_stands_once_behind_its_word(
    opened: Opened, country: str, settings: dict[str, str], lines: list[str]
) -> None:
    paper = receipt(opened("--country", country, **settings))
    assert [row for row in paper if sum(letter.isdigit() for letter in row.split(" %")[0]) > 8][
        : len(lines)
    ] == lines
    assert sum(row in lines for row in paper) == len(lines)
