"""What the web shop asks a person, each question with all its answers, through commands alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.test_store_rounds import Both, both

__all__ = ["both"]


def one_of(both: Both, kind: str) -> Any:
    (found,) = [one for one in both.asked() if one["kind"] == kind]
    return found


def there(both: Both, number: str) -> dict[str, Any]:
    """The order of ours there."""
    orders = both.web.shop.orders.live.values()
    (found,) = [one for one in orders if one.get("externalOrderId") == number]
    return dict(found)


def answer(both: Both, one: Any, *words: str) -> None:
    said = both.till.json("store", "exceptions", one["id"], *words)
    assert said == {"id": one["id"], "choice": words[0], "again": False}


FULL = pytest.mark.full
"""The rest comes with --all."""


@pytest.mark.parametrize(
    ("choice", "restocks"),
    [
        ("send_again", False),
        pytest.param("send_again", True, marks=FULL),
        pytest.param("leave", True, marks=FULL),
        pytest.param("leave", False, marks=FULL),
    ],
)
def test_an_order_deleted_there_is_made_again_only_when_somebody_says_so(
    both: Both, choice: str, restocks: bool
) -> None:
    both.web.switches(delete_restocks=restocks)
    both.sync()
    mug = both.mugs()[0]
    started = mug["quantity"]
    number = both.sells(mug["sku"], "2")
    both.until_settled()
    both.web.web_delete(order=there(both, number)["internalId"])
    both.until_settled()
    one = one_of(both, "order_gone")
    assert (one["order"], one["choices"]) == (number, ["leave", "send_again"])
    assert both.till.json("order", number)["store"]["state"] == "gone"
    answer(both, one, choice)
    both.until_settled()
    ours = [each for each in both.web.shop.orders.live.values() if each.get("externalOrderId") == number]
    assert len(ours) == (choice == "send_again")
    assert both.till.json("stock", mug["sku"])["on_hand"] == str(mug["quantity"])
    assert mug["quantity"] == (started if restocks else started - 2)
    assert both.asked() == []


def test_a_product_that_is_gone_is_linked_to_another_one_there(both: Both) -> None:
    both.sync()
    mug, bowl, cup = both.mugs()[:3]
    number = both.sells(mug["sku"])
    both.sells(cup["sku"])
    second = both.sells(mug["sku"])
    both.web.web_delete(product=mug["id"])
    both.until_settled()
    asked = {one["order"]: one for one in both.asked()}
    one = asked[number]
    assert asked[second]["choices"] == ["leave", "link"]
    assert (one["order"], one["sku"], one["choices"]) == (number, mug["sku"], ["leave", "link"])
    assert both.till.refused("store", "exceptions", one["id"], "link", "NO-SUCH") == "NotThere"
    assert both.till.refused("store", "exceptions", one["id"], "link") == "NotThere"
    assert both.till.refused("store", "exceptions", one["id"], "send_again") == "ChoiceUnknown"
    assert both.till.refused("store", "exceptions", one["id"], "link", cup["sku"]) == "LinkedElsewhere"
    before = bowl["quantity"]
    answer(both, one, "link", bowl["sku"])
    both.until_settled()
    assert bowl["quantity"] == before - 2, "what was sold is taken off there"
    (left,) = both.asked()
    assert (left["order"], left["choices"]) == (second, ["leave"]), "it is linked already"
    assert both.till.json("stock", mug["sku"])["on_hand"] == str(bowl["quantity"])
    other = both.till.json("stock", bowl["sku"])
    assert (other["on_hand"], other["store"]) == ("0", None), "what the web shop brought of it is one with it"
    assert both.till.json("stock", mug["sku"])["store"]["quantity"] == str(bowl["quantity"])
    assert both.till.json("stock", cup["sku"])["store"] is not None, "what is linked stays so"


@pytest.mark.parametrize(
    ("words", "shelf"),
    [
        (("count", "7"), 7),
        pytest.param(("theirs",), None, marks=FULL),
        pytest.param(("ours",), None, marks=FULL),
        pytest.param(("wait",), None, marks=FULL),
    ],
)
def test_a_figure_nobody_can_explain_is_counted(
    both: Both, words: tuple[str, ...], shelf: int | None
) -> None:
    both.web.switches(batch_allowed=False)
    both.sync()
    mug = both.mugs()[0]
    both.till.json("stock", "move", mug["sku"], "5", "--reason", "receipt")
    path = f"^/products/{mug['id']}/inventory$"
    both.web.faults(rules=[{"on": {"method": "PUT", "path": path}, "do": "drop_after", "times": 3}])
    both.sync()
    both.web.web_edit(product=mug["id"], set={"quantity": mug["quantity"] - 3})
    for _round in range(4):
        both.sync()
    one = one_of(both, "count")
    assert one["sku"] == mug["sku"]
    assert one["choices"] == ["wait", "count", "theirs", "ours"]
    if words == ("wait",):
        answer(both, one, "wait")
        assert one_of(both, "count")["id"] == one["id"], "it is asked on"
        return
    assert both.till.refused("store", "exceptions", one["id"], "count", "-1") == "CountUnreadable"
    assert both.till.refused("store", "exceptions", one["id"], "count") == "CountUnreadable"
    here, theirs = both.till.json("stock", mug["sku"])["on_hand"], mug["quantity"]
    answer(both, one, *words)
    both.until_settled()
    wanted = {"theirs": theirs, "ours": int(here)}.get(words[0], shelf)
    assert (mug["quantity"], both.till.json("stock", mug["sku"])["on_hand"]) == (wanted, str(wanted))
    assert both.asked() == []


@FULL
def test_stock_that_another_system_runs_is_asked_once_and_stopped(both: Both) -> None:
    both.sync()
    both.web.switches(locations=True)
    for mug in both.mugs()[:3]:
        both.till.json("stock", "move", mug["sku"], "1", "--reason", "receipt")
    both.sync()
    one = one_of(both, "stock_refused")
    assert one["choices"] == ["wait", "stop"]
    both.web.switches(locations=False)
    answer(both, one, "wait")
    both.until_settled()
    assert both.asked() == []
    both.web.switches(locations=True)
    both.till.json("stock", "move", both.mugs()[0]["sku"], "1", "--reason", "receipt")
    both.sync()
    answer(both, one_of(both, "stock_refused"), "stop")
    assert both.until_settled()["waiting"]["stock"] == 0


def test_a_total_changed_there_is_told_and_noted_there(both: Both) -> None:
    both.sync()
    number = both.sells(both.mugs()[0]["sku"])
    both.until_settled()
    order = there(both, number)
    both.web.web_edit(order=order["internalId"], set={"total": 1.2})
    both.until_settled()
    one = one_of(both, "money_differs")
    assert (one["order"], one["choices"]) == (number, ["seen", "note"])
    store = both.till.json("order", number)["store"]
    assert (store["differs"], store["total"]) == (True, "1.20")
    answer(both, one, "note")
    both.until_settled()
    said = both.till.json("order", number)["total"]
    assert f"receipt {said}, not 1.20" in there(both, number)["privateAdminNotes"]
    assert there(both, number)["total"] == 1.2, "figures there are never set"
    calls = len(both.web.calls)
    both.sync()
    assert {one["method"] for one in both.web.calls[calls:]} == {"GET"}


@FULL
def test_an_order_found_twice_by_a_later_look_is_shown(both: Both) -> None:
    both.sync()
    number = both.sells(both.mugs()[0]["sku"])
    both.until_settled()
    order = there(both, number)
    both.web.shop.make_order({
        **{name: order[name] for name in ("email", "total", "subtotal", "externalTransactionId")},
        "paymentStatus": "PAID", "items": [],
    })  # fmt: skip
    both.until_settled()
    one = one_of(both, "order_doubled")
    assert (one["order"], one["choices"]) == (number, ["checked"])
    answer(both, one, "checked")
    both.until_settled()
    assert both.asked() == []


@pytest.mark.parametrize("choice", ["ours", pytest.param("theirs", marks=FULL)])
def test_a_price_changed_on_both_sides_is_asked(both: Both, choice: str) -> None:
    both.sync()
    mug = both.mugs()[0]
    file = both.till.write(f'name,sku,price\n"{mug["name"]}",{mug["sku"]},77.00\n', "goods.csv")
    both.till.json("import", "products", file)
    both.web.web_edit(product=mug["id"], set={"price": 88})
    both.until_settled()
    one = one_of(both, "price_differs")
    assert (one["sku"], one["choices"]) == (mug["sku"], ["ours", "theirs"])
    assert (one["details"]["ours"], one["details"]["theirs"]) == ("77.00", "88.00")
    answer(both, one, choice)
    both.until_settled()
    assert both.till.json("product", mug["sku"])["variants"][0]["price"] == (
        "77.00" if choice == "ours" else "88.00"
    )
    assert both.asked() == []
    assert mug["price"] == 88, "prices are never pushed"


@pytest.mark.parametrize(
    "choice", ["link", pytest.param("new", marks=FULL), pytest.param("wait", marks=FULL)]
)
def test_goods_whose_code_is_there_twice_are_matched_by_a_person(both: Both, choice: str) -> None:
    first, second = both.mugs()[:2]
    both.web.web_edit(product=second["id"], set={"sku": first["sku"]})
    both.sync()
    one = one_of(both, "match")
    assert (one["sku"], one["choices"]) == (first["sku"], ["wait", "link", "new"])
    assert both.till.refused("store", "exceptions", one["id"], "link", "nothing") == "NotOffered"
    assert both.till.refused("store", "exceptions", one["id"], "link") == "NotOffered"
    linked = both.mugs()[2]["sku"]
    assert both.till.refused("store", "exceptions", one["id"], "link", linked) == "LinkedElsewhere"
    before = len(both.till.json("products")) + 1
    both.till.json("import", "products", both.till.write("name,sku,price\nJug,JUG,9.00\n", "goods.csv"))
    answer(both, one, choice, *(["JUG"] if choice == "link" else []))
    both.until_settled()
    assert len(both.asked()) == (choice == "wait")
    assert len(both.till.json("products")) == before + (choice == "new")
    if choice == "link":
        (jug,) = [each for each in both.till.json("products") if each["name"] == second["name"]]
        assert jug["variants"][0]["on_hand"] == str(second["quantity"])


@pytest.mark.parametrize("words", [pytest.param(("choose", "5.5"), marks=FULL), ("create",)])
def test_a_tax_without_a_rate_here_gets_one(both: Both, words: tuple[str, ...]) -> None:
    both.web.shop.profile["taxes"][1].update(name="TVA 2,15%", defaultTax=2.15)
    both.sync()
    one = one_of(both, "tax_unmatched")
    assert one["choices"] == ["wait", "choose", "create"]
    assert both.till.refused("store", "exceptions", one["id"], "choose", "99") == "NotOffered"
    answer(both, one, *words)
    both.until_settled()
    assert both.asked() == []
    taxed = next(each for each in both.mugs() if each["tax"]["enabledManualTaxes"] == [202])
    sold = both.till.json("order", both.sells(taxed["sku"]))
    assert sold["lines"][0]["tax_rates"] == (["5.5"] if words[0] == "choose" else ["2.15"])


def test_a_lost_right_is_asked_and_tried_again(both: Both) -> None:
    both.sync()
    both.web.tokens(revoke=["secret_full"])
    both.sync()
    one = one_of(both, "rights_lost")
    assert one["choices"] == ["wait", "reconnect"]
    assert both.sync()["calls"] == 0
    both.web.tokens(grant={"secret_full": None})
    answer(both, one, "reconnect")
    assert both.until_settled()["stopped"] is None
    assert both.asked() == []


@FULL
def test_clocks_a_day_apart_are_told(both: Both) -> None:
    both.sync()
    both.web.clock(advance=3 * 86400)
    both.sync()
    one = one_of(both, "clock")
    assert one["choices"] == ["seen"]
    answer(both, one, "seen")
    both.until_settled()
    assert both.asked() == []
    assert both.till("verify", "--rebuild").status == 0
