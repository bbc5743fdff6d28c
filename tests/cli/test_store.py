"""The web shop through commands: connected in words, previewed without a write, paused, disconnected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from pos.domain.stores.connection import wish_of
from pos.shop import open_shop
from tests.cli.conftest import CommandLine
from tests.stores.stand_in import StandIn, running

EMPTY = {"orders": 0, "stock": 0, "customers": 0, "statuses": 0}


@pytest.fixture
def store() -> Iterator[StandIn]:
    with running() as one:
        yield one


@pytest.fixture
def connect(bare: CommandLine, store: StandIn, tmp_path: Path) -> list[str]:
    """The words that connect a French shop to it."""
    bare.json("init", "--name", "Atelier", "--country", "FR")
    token = tmp_path / "token.txt"
    token.write_text("secret_full\n")
    url = f"{store.url}/api/v3"
    return [
        "store",
        "connect",
        "--kind",
        "ecwid",
        "--store",
        "4711",
        "--token-file",
        str(token),
        "--url",
        url,
    ]


def test_a_dry_run_shows_all_and_writes_nothing(
    bare: CommandLine, store: StandIn, connect: list[str]
) -> None:
    before, digest = store.state()["products"], bare.json("digest")
    said = bare.json(*connect, "--dry-run")
    assert said["kind"] == "ecwid"
    assert (said["store"], said["name"], said["currency"]) == ("4711", "Atelier du Quai", "EUR")
    assert said["prices_include_tax"] is True
    assert said["scopes"]["read_customers"] is True
    assert said["syncs"] == {
        "products": True, "stock": True, "orders": True, "web_orders": True, "customers": True,
        "names": False,
    }  # fmt: skip
    assert said["preview"] == {
        "products": {"create": 39, "update": 0, "conflicts": 0},  # one is a sample
        "customers": 25,
        "orders_up": 0,
        "stock_differs": [],
        "taxes_unmatched": [],
    }
    assert {one["method"] for one in store.calls} == {"GET"}
    assert store.state()["products"] == before
    assert bare.json("digest") == digest
    assert bare.json("store", "status") == {
        "connected": False, "kind": None, "store": None, "name": None, "holder": None, "token": None,
        "last_round": None, "waiting": EMPTY, "doubt": 0, "parked": 0, "exceptions": 0,
        "oldest_waiting_at": None, "stopped": None,
    }  # fmt: skip
    assert bare.refused("store", "pause") == "StoreNotConnected"


def test_a_connection_is_paused_resumed_and_forgotten(
    bare: CommandLine, store: StandIn, connect: list[str]
) -> None:
    bare.json(*connect)
    held = bare.json("store", "status")
    assert held == {
        "connected": True, "kind": "ecwid", "store": "4711", "name": "Atelier du Quai", "holder": "A",
        "token": "file", "last_round": None, "waiting": EMPTY, "doubt": 0, "parked": 0, "exceptions": 0,
        "oldest_waiting_at": None, "stopped": None,
    }  # fmt: skip
    secret = bare.folder / "till.store"
    assert secret.read_text() == "secret_full"
    assert secret.stat().st_mode & 0o077 == 0
    assert bare.json(*connect, "--stock", "till")["syncs"]["products"]  # again: nothing is begun anew
    for words in (["pause"], ["resume"]):
        assert bare.json("store", *words)["connected"] is True
    custom = {"name": "Thing", "quantity": "1", "unit_price": "5.00"}
    bare.place({"lines": [custom], "payments": [{"method": "cash", "amount": "5.00"}]})
    token = connect[connect.index("--token-file") + 1]
    assert bare.json("store", "take-over", "--token-file", token)["holder"] == "A"  # it is the holder already
    over = bare.json("store", "disconnect")
    assert (over["waiting"]["orders"], bool(over["oldest_waiting_at"])) == (1, True), "it is left"
    assert bare.json("store", "status")["waiting"] == EMPTY
    assert (over["connected"], over["holder"], over["token"]) == (False, None, None)
    assert not secret.exists()
    for words in (["disconnect"], ["take-over"]):
        assert bare.refused("store", *words) == "StoreNotConnected"
    assert bare("verify", "--rebuild").status == 0
    database = (bare.folder / "shop.db").read_bytes()
    assert b"secret_full" not in database


@pytest.mark.parametrize(
    ("switches", "words", "refused"),
    [
        ({}, ["--store", "1"], "StoreNotFound"),
        ({"free_plan": True}, [], "StorePlan"),
        ({"wrong_token_status": 401}, ["wrong"], "StoreToken"),
        ({"wrong_token_status": 403}, ["wrong"], "StoreToken"),
        ({"error_style": "html"}, ["wrong"], "StoreToken"),
        ({}, ["public"], "StoreScope"),
        ({}, ["--url", "http://shop.example/api"], "StoreAddress"),
        ({}, ["--url", "http://127.0.0.1:9/api"], "StoreUnreachable"),
        ({}, ["absent"], "StoreTokenUnreadable"),
        ({}, ["--orders-from", "soon"], "DayWrong"),
    ],
)
def test_what_keeps_it_from_being_connected_is_said(
    bare: CommandLine, store: StandIn, connect: list[str], switches: dict[str, object], words: list[str],
    refused: str, tmp_path: Path,
) -> None:  # fmt: skip
    store.switches(**switches)
    tokens = {"wrong": "secret_wrong", "public": "public_x", "absent": None}
    if words and words[0] in tokens:
        other = tmp_path / "other.txt"
        if (token := tokens[words[0]]) is not None:
            other.write_text(token)
        words = ["--token-file", str(other)]
    assert bare.refused(*connect, *words) == refused
    assert bare.json("store", "status")["connected"] is False
    assert not (bare.folder / "till.store").exists()
    assert len(store.calls) <= 3


def test_another_currency_and_another_tax_mode_are_not_connected(
    bare: CommandLine, store: StandIn, connect: list[str]
) -> None:
    store.shop.profile["taxSettings"]["pricesIncludeTax"] = False
    assert bare.refused(*connect) == "StoreTaxMode"
    store.shop.profile["formatsAndUnits"]["currency"] = "CHF"
    assert bare.refused(*connect) == "StoreCurrency"
    store.fault("html", path="/profile", times=-1)
    assert bare.refused(*connect) == "StoreAnswer"


def test_a_tax_without_a_rate_here_and_a_figure_that_differs_are_shown(
    bare: CommandLine, store: StandIn, connect: list[str], tmp_path: Path
) -> None:
    store.shop.profile["taxes"][1].update(name="TVA 2,1%", defaultTax=2.15)
    product = next(iter(store.shop.products.live.values()))
    file = tmp_path / "goods.csv"
    file.write_text(f"name,sku,price,stock\nMug,{product['sku']},18.00,{product['quantity'] + 3}\n")
    bare.json("import", "products", str(file))
    preview = bare.json(*connect, "--dry-run")["preview"]
    assert preview["taxes_unmatched"] == ["TVA 2,1%"]
    assert preview["products"] == {"create": 38, "update": 1, "conflicts": 0}
    assert preview["stock_differs"] == [
        {"sku": product["sku"], "here": str(product["quantity"] + 3), "there": str(product["quantity"])}
    ]


def test_its_ways_and_rates_are_proposed_and_taken_once(
    bare: CommandLine, store: StandIn, connect: list[str]
) -> None:
    store.shop.profile["taxes"].append({"id": 203, "name": "TVA 2,3%", "enabled": True, "defaultTax": 2.3})
    store.shop.profile["payment"]["paymentOptions"].append({"checkoutTitle": "Twint", "enabled": True})
    store.shop.profile["payment"]["paymentOptions"].append({"paymentProcessorTitle": "PayPal"})
    wanted = bare.json(*connect, "--dry-run")["proposed"]
    assert [(one["name"], one["kind"], one["fee"]) for one in wanted["deliveries"]] == [
        ("La Poste", "delivery", "6.90"), ("By weight", "delivery", None),
        ("Pick up at the workshop", "pickup", "0.00"), ("Local delivery", "delivery", None),
    ]  # fmt: skip
    asked = {one["name"]: one["asks"] for one in wanted["deliveries"]}
    assert asked["Local delivery"], "a share of the goods is no fee that is known beforehand"
    assert not asked["La Poste"]
    assert wanted["payments"] == ["Twint", "PayPal"], "cards and transfers are here already"
    assert wanted["rates"] == [{"name": "TVA 2,3%", "rates": ["2.3"]}]
    assert bare.json(*connect, "--take")["proposed"] == wanted
    assert bare.json(*connect, "--take")["proposed"] == {"deliveries": [], "payments": [], "rates": []}
    assert bare("verify", "--rebuild").status == 0


def test_connected_again_only_what_is_said_changes(
    bare: CommandLine, store: StandIn, connect: list[str]
) -> None:
    first = ("--stock", "till", "--settle", "2", "--names", "--pos-email", "pos@shop.example")
    bare.json(*connect, *first, "--orders-from", "2026-03-01")

    def chosen() -> dict[str, Any]:
        with closing(open_shop(bare.folder)) as shop:
            return asdict(wish_of(shop.stores.connecting.required()))

    before = chosen()
    bare.json("store", "sync")
    bare.json(*connect)
    assert chosen() == before, "another token is no other choice"
    without_address = [one for one in connect if one != "--url" and not one.startswith("http")]
    assert bare.json(*without_address, "--dry-run")["store"] == "4711", "where it answers is known"
    bare.json(*connect, "--stock", "store", "--orders-from", "2026-02-01", "--no-names", "--settle", "9")
    now = chosen()
    assert now["orders_from"].startswith("2026-02-01T00:00")
    rest = {"orders_from": before["orders_from"]}
    said = {"stock": "till", "settle": 2, "syncs": now["syncs"] | {"names"}}
    assert {**now, **said, **rest} == before
    assert (now["stock"], now["settle"]) == ("store", 9)
    calls = len(store.calls)
    bare.json("store", "sync")
    read = [one["query"] for one in store.calls[calls:] if one["path"] == "/products"]
    assert all("updatedFrom" in query for query in read), "nothing is begun anew"


@pytest.mark.parametrize("email", ["nobody", "a@b@c.example", "Lucie <lucie@example.com>, x@example.com"])
def test_an_address_that_is_none_is_not_connected_with(
    bare: CommandLine, store: StandIn, connect: list[str], email: str
) -> None:
    assert bare.refused(*connect, "--pos-email", email) in ("EmailUnreadable", "SeveralEmails")
    assert store.calls == []
