"""`customers` and `customer`: exactly what the box finds, and one customer whole."""

from __future__ import annotations

import pytest

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.words.address import Address
from pos.shop import open_shop
from tests.cli.conftest import CommandLine
from tests.shop_kit import ShopClock, ShopKit

HOME = Address("", "", ("8 quai des Bateliers",), "67000", "Strasbourg", "", "FR")
LUCIE = Customer(
    "",
    "Lucie Martin",
    email="lucie@example.com",
    phone="06 12 34 56 78",
    tax_id="FR40303265045",
    language="fr",
    note="rings twice",
    addresses=(CustomerAddress("home", HOME),),
)
ZOE = Customer("", "Zoë Müller", company="Café Crème", phone="+49 30 23125042")
ROW = ["id", "name", "company", "email", "phone", "city", "orders", "unpaid"]


@pytest.fixture
def ids(till: CommandLine) -> dict[str, str]:
    shop = open_shop(till.folder)
    made = [shop.customers.add(one) for one in (LUCIE, ZOE, Customer("", company="3M"))]
    kit = ShopKit(till.folder, shop, ShopClock())
    cart = kit.cart("MUG-BLU").with_buyer(shop.customers.buyer(made[0]))
    shop.checkout.place_order(cart, [kit.cash("10.00")], unpaid=True)
    shop.close()
    return {one.shown_name: one.id for one in made}


def test_customers_lists_all_who_bought_last_first(till: CommandLine, ids: dict[str, str]) -> None:
    found = till.json("customers")
    assert [list(one) for one in found] == [ROW] * 3
    assert [one["name"] or one["company"] for one in found] == ["Lucie Martin", "3M", "Zoë Müller"]
    assert found[0] == {
        "id": ids["Lucie Martin"],
        "name": "Lucie Martin",
        "company": "",
        "email": "lucie@example.com",
        "phone": "+33612345678",
        "city": "Strasbourg",
        "orders": 1,
        "unpaid": "8.00",
    }
    assert len(till.json("customers", "--limit", "2")) == 2


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("0612",), ["Lucie Martin"]),
        (("06", "12"), ["Lucie Martin"]),
        (("martin", "lucie"), ["Lucie Martin"]),
        (("creme",), ["Zoë Müller"]),
        (("nobody",), []),
    ],
)
@pytest.mark.usefixtures("ids")
def test_with_a_text_they_are_what_the_box_finds(
    till: CommandLine, words: tuple[str, ...], names: list[str]
) -> None:
    assert [one["name"] for one in till.json("customers", *words)] == names


def test_a_customer_is_shown_whole(till: CommandLine, ids: dict[str, str]) -> None:
    found = till.json("customer", "lucie@example.com")
    assert found == till.json("customer", ids["Lucie Martin"])
    assert {key: found[key] for key in ("tax_id", "language", "note", "orders", "unpaid")} == {
        "tax_id": "FR40303265045",
        "language": "fr",
        "note": "rings twice",
        "orders": 1,
        "unpaid": "8.00",
    }
    (address,) = found["addresses"]
    assert (address["label"], address["street"], address["country"]) == (
        "home",
        ["8 quai des Bateliers"],
        "FR",
    )
    (order,) = found["last_orders"]
    assert (order["number"], order["payment_status"], order["due"]) == ("A-000001", "Part paid", "8.00")


@pytest.mark.usefixtures("ids")
def test_a_person_reads_lines(till: CommandLine) -> None:
    listed = till("customers").out
    assert "06 12 34 56 78" in listed
    assert "+49 30 23125042" in listed
    assert "8.00 EUR" in listed
    one = till("customer", "lucie@example.com").out
    assert "home: 8 quai des Bateliers, 67000 STRASBOURG" in one
    assert "1 order, unpaid 8.00 EUR" in one


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    "reference", ["nobody@example.com", "lucie", "0" * 32, "'; DROP TABLE", "\u202e", "x" * 999]
)
def test_nobody_is_refused_with_a_sentence(till: CommandLine, reference: str) -> None:
    assert till.refused("customer", reference) == "CustomerUnknown"


def test_erasing_says_first_what_goes(till: CommandLine, ids: dict[str, str]) -> None:
    lucie = ids["Lucie Martin"]
    planned = till.json("customer", "erase", "lucie@example.com")
    assert planned == {"id": lucie, "entries": 1, "kept": 1, "done": False}, "its order has an invoice"
    assert till.json("customer", lucie)["name"] == "Lucie Martin"
    assert "no way back" in till("customer", "erase", lucie).out
    assert till.json("customer", "erase", lucie, "--yes") == {**planned, "done": True}
    assert till.refused("customer", "lucie@example.com") == "CustomerUnknown"
    backup = till.folder / "backups" / "kept.comptoir"
    backup.parent.mkdir(exist_ok=True)
    till.json("backup", str(backup))
    zoe = till.json("customer", "erase", ids["Zoë Müller"])
    assert zoe["copies"] == [str(backup)], "what no erasing reaches is named"
    assert str(backup) in till("customer", "erase", ids["Zoë Müller"]).out
    assert [one["name"] or one["company"] for one in till.json("customers")] == ["3M", "Zoë Müller"]
    assert till.json("verify", "--rebuild")["ok"]


def test_merging_says_first_who_would_stay(till: CommandLine, ids: dict[str, str]) -> None:
    zoe, lucie = ids["Zoë Müller"], ids["Lucie Martin"]
    planned = till.json("customer", "merge", lucie, zoe)
    assert (planned["id"], planned["email"], planned["orders"]) == (zoe, "lucie@example.com", 0)
    assert till.json("customer", zoe)["email"] == ""
    merged = till.json("customer", "merge", lucie, zoe, "--yes")
    assert (merged["email"], merged["orders"]) == ("lucie@example.com", 1)
    assert till.json("customer", zoe) == merged
    assert till.refused("customer", "merge", zoe, zoe) == "SameCustomer"
    assert till("customer", "merge", zoe).status == 2
    assert till.json("verify", "--rebuild")["ok"]


def test_merging_customers_keeps_the_fields_that_are_named(till: CommandLine, ids: dict[str, str]) -> None:
    zoe, lucie = ids["Zoë Müller"], ids["Lucie Martin"]
    planned = till.json("customer", "merge", lucie, zoe, "--keep", "Name")
    taken = {one["keep"]: (one["from"], one["into"], one["kept"]) for one in planned["differs"]}
    assert taken["name"] == ("Lucie Martin", "Zoë Müller", True)
    assert planned["name"] == "Lucie Martin"
    assert till.json("customer", zoe)["name"] == "Zoë Müller"
    assert till.refused("customer", "merge", lucie, zoe, "--keep", "email", "--yes") == "NothingDiffers"
    assert till("customer", zoe, "--keep", "name").status == 2
    assert till("customer", "erase", zoe, "--keep", "name").status == 2
    merged = till.json("customer", "merge", lucie, zoe, "--keep", "name", "--yes")
    assert (merged["id"], merged["name"], merged["email"]) == (zoe, "Lucie Martin", "lucie@example.com")
    assert till.json("customer", zoe) == merged
