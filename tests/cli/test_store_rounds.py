"""Rounds with the web shop through commands: what is there, what is asked, and what an answer does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CommandLine
from tests.stores.stand_in import StandIn, running


class Both:
    """A shop with all that a web shop sells, through commands alone."""

    def __init__(self, till: CommandLine, web: StandIn) -> None:
        self.till, self.web = till, web

    def sync(self, settle: float = 3) -> Any:
        """One round, and time passes there."""
        said = self.till.json("store", "sync")
        self.web.clock(advance=settle)
        return said

    def until_settled(self) -> Any:
        for n in range(12):
            said = self.sync()
            if said["settled"] and n:
                return said
        raise AssertionError(said)

    def until_settled_or_asked(self) -> Any:
        for _round in range(12):
            said = self.sync()
            if said["exceptions"] or (said["settled"] and _round > 2):
                return said
        raise AssertionError(said)

    def asked(self, *words: str) -> list[Any]:
        found: list[Any] = self.till.json("store", "exceptions", *words)
        return found

    def sells(self, sku: str, quantity: str = "1") -> str:
        lines = [{"sku": sku, "quantity": quantity}]
        placed = self.till.place({"lines": lines, "payments": [{"method": "cash", "amount": "500"}]})
        return str(placed["number"])

    def mugs(self) -> list[dict[str, Any]]:
        """Products there that are counted and have one kind."""
        return [
            one for one in self.web.shop.products.live.values()
            if "quantity" in one and not one["combinations"] and one["sku"] and one["enabled"]
            and not one.get("isSampleProduct")
        ]  # fmt: skip


@pytest.fixture
def both(bare: CommandLine, tmp_path: Path) -> Iterator[Both]:
    with running(products=12, orders=0, customers=1) as web:
        bare.json("init", "--name", "Atelier", "--country", "FR")
        token = tmp_path / "token.txt"
        token.write_text("secret_full\n")
        bare.json(
            "store", "connect", "--store", "4711", "--token-file", str(token), "--url", f"{web.url}/api/v3",
            "--settle", "2", "--pos-email", "pos@shop.example",
        )  # fmt: skip
        yield Both(bare, web)


def test_when_it_asks_next_is_not_before_the_web_shop_wants_to_be_asked(both: Both) -> None:
    both.sync()
    both.web.fault("429", arg=90)
    said = both.till.json("store", "sync")
    assert said["stopped"]["type"] == "StoreUnreachable"
    last = datetime.fromisoformat(both.till.json("store", "status")["last_round"])
    assert (datetime.fromisoformat(said["next_at"]) - last).total_seconds() >= 85


def test_what_is_owed_is_what_no_order_will_carry(both: Both) -> None:
    both.sync()
    sku = str(both.mugs()[0]["sku"])
    both.sells(sku, "2")

    def waits() -> tuple[str, int]:
        figure, status = both.till.json("stock", sku), both.till.json("store", "status")
        return str(figure["store"]["owed"]), int(status["waiting"]["stock"])

    assert waits() == ("0", 0), "the web shop takes them off with the order"
    customer = {"email": "lucie@example.com", "name": "Lucie"}
    both.till.place({"lines": [{"sku": sku, "quantity": "1"}], "customer": customer})
    both.till.json("stock", "move", sku, "5", "--reason", "receipt")
    assert waits() == ("4", 1)
    both.until_settled()
    assert waits() == ("0", 0)
    (there,) = [one for one in both.mugs() if one["sku"] == sku]
    assert str(there["quantity"]) == both.till.json("stock", sku)["on_hand"]


def test_an_order_and_a_product_say_what_they_are_there(both: Both) -> None:
    both.sync()
    mug = both.mugs()[0]
    started = mug["quantity"]
    number = both.sells(mug["sku"], "2")
    waits = both.till.json("order", number)["store"]
    assert (waits["state"], waits["id"], waits["total"]) == ("new", None, None)
    both.until_settled()
    (there,) = [one for one in both.web.shop.orders.live.values() if one.get("externalOrderId") == number]
    said = both.till.json("order", number)
    assert said["store"] == {
        "state": "done", "id": there["id"], "internal": str(there["internalId"]), "total": said["total"],
        "differs": False, "since": said["store"]["since"],
    }  # fmt: skip
    figure = both.till.json("stock", mug["sku"])
    left = str(started - 2)
    assert figure["on_hand"] == left
    assert {**figure["store"], "at": ""} == {"quantity": left, "expected": left, "owed": "0", "at": ""}
    assert figure["store"]["at"].endswith("+00:00")
    made = both.web.web_order(lines=[{"sku": mug["sku"], "quantity": 1}])
    both.until_settled()
    (web,) = [one for one in both.till.json("orders") if one["channel"] == "web"]
    found = both.till.json("order", web["number"])["store"]
    assert (found["state"], found["id"], found["total"]) == ("done", made["id"], web["total"])
    assert both.till.json("stock", mug["sku"])["on_hand"] == str(started - 3)


def test_a_shop_without_a_web_shop_says_nothing_of_one(till: CommandLine) -> None:
    number = till.place({"lines": [{"sku": "CARD"}], "payments": [{"method": "cash", "amount": "2"}]})[
        "number"
    ]
    assert till.json("order", number)["store"] is None
    assert till.json("stock", "CARD")["store"] is None
    assert till.json("store", "exceptions") == []


@pytest.mark.full
def test_a_refused_order_is_asked_about_and_sent_again(both: Both) -> None:
    both.sync()
    number = both.sells(both.mugs()[0]["sku"])
    on = {"method": "POST", "path": "^/orders$", "inner": True, "body": number}
    both.web.faults(rules=[{"on": on, "do": "400_before"}])
    assert both.sync()["exceptions"] == 1
    (one,) = both.asked()
    assert (one["kind"], one["order"], one["sku"]) == ("order_refused", number, None)
    assert one["choices"] == ["leave_out", "again"]
    assert both.till.json("order", number)["store"]["state"] == "parked"
    done = both.till.json("store", "exceptions", one["id"], "again")
    assert done == {"id": one["id"], "choice": "again", "again": False}
    assert both.till.json("exceptions", "resolve", one["id"], "again")["again"] is True
    both.until_settled()
    assert both.asked() == []
    assert [each["choice"] for each in both.asked("--all")] == ["again"]
    assert both.till.json("order", number)["store"]["state"] == "done"


def test_a_round_fetches_pictures_last_and_says_how_many(both: Both) -> None:
    here = next(iter(both.web.shop.products.live))
    both.web.web_edit(product=here, set={"imageUrl": "https://127.0.0.1:9/mug.png"})
    assert both.till.json("store", "sync", "--dry-run")["pictures"] == {
        "fetched": 0,
        "missed": 0,
        "waiting": 0,
    }
    said = both.sync()["pictures"]
    assert (said["fetched"], said["waiting"]) == (10, 0), "the others lie where it was connected"
    assert said["missed"] == 1, "no picture is fetched of another address that is not public"
    assert both.sync()["pictures"]["missed"] == 0, "what failed waits a day"


@pytest.mark.parametrize(
    "words",
    [[], ["exceptions", "1"], ["exceptions", "1", "2", "3", "4"], ["sync", "now"], ["status", "all"], ["go"]],
)
def test_wrong_words_are_wrong_use(till: CommandLine, words: list[str]) -> None:
    said = till("store", *words)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert till.refused("store", "exceptions", "0123456789abcdef", "again") == "ExceptionUnknown"
