"""What must hold between a shop and its web shop once faults are over and all is settled, each by its number.

They look at the web shop's true state and at every request it got, never at what the program says of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec

from pos.domain.stores.articles import id_here
from pos.services.stores.marks import forget_marks
from pos.services.stores.web_orders import OPEN
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.services.stores.both_ways import TOKEN, Shops

Check = Callable[[Shops], None]
INVARIANTS: dict[int, Check] = {}
KEY = "ecwid:4711"
REPEATED = {"acceptMarketing", "externalFulfillment", "refererId"}
NOT_THERE = {"no", "product_gone", "parked", "count"}


def holds(number: int) -> Callable[[Check], Check]:
    def named(check: Check) -> Check:
        INVARIANTS[number] = check
        return check

    return named


def prove(shops: Shops) -> None:
    """All that can be seen in any scene."""
    for number in sorted(INVARIANTS):
        INVARIANTS[number](shops)


def _parked(shops: Shops) -> set[str]:
    rows = shops.kit.rows(
        """SELECT o.number FROM orders o WHERE EXISTS (SELECT 1 FROM store_upload u WHERE u.subject = o.uid
        AND u.what = 'order' AND u.ended = 'parked') AND NOT EXISTS (SELECT 1 FROM store_upload u
        WHERE u.subject = o.uid AND u.what = 'order' AND u.ended = 'done')"""
    )
    return {str(number) for (number,) in rows}


@holds(1)
def every_order_that_is_due_is_there_once(shops: Shops) -> None:
    there = [one["externalOrderId"] for one in shops.ours]
    assert len(there) == len(set(there)), "an order is there twice"
    rows = {one.number: one for one in shops.kit.shop.orders.of_numbers(shops.sold)}
    due = {one for one in rows if rows[one].payment_status != "Cancelled"} - _parked(shops)
    asked = [one for one in shops.kit.shop.exceptions.all() if one.kind == "order_gone"]
    gone = {number for number in due for one in asked if number in one.subject}
    assert due - gone <= set(there) <= rows.keys()


@holds(2)
def no_order_is_there_twice_at_any_moment(shops: Shops) -> None:
    assert shops.most_at_once <= 1


@holds(3)
def money_and_statuses_are_equal(shops: Shops) -> None:
    rows = {one.number: one for one in shops.kit.shop.orders.of_numbers(shops.sold)}
    asked = {one.subject.partition(" ")[0] for one in shops.kit.shop.exceptions.all()}
    for one in shops.ours:
        row = rows[one["externalOrderId"]]
        if row.number in asked:
            continue
        assert Decimal(str(one["total"])) == row.total.major
        said = row.payment_status.upper().replace(" ", "_")
        assert one["paymentStatus"] == {"PART_PAID": "AWAITING_PAYMENT"}.get(said, said), row.number
        assert one["fulfillmentStatus"] == row.fulfilment_status.upper().replace(" ", "_"), row.number


@holds(4)
def figures_are_those_of_the_beginning_and_all_causes(shops: Shops) -> None:
    goods = shops.kit.shop.stores.rounds.goods()
    for sku, start in shops.start.items():
        if sku in shops.asked or not any(one["sku"] == sku for one in shops.counted()):
            continue
        true = start + shops.causes[sku]
        good = goods[shops.kit.hit(sku).variant_id]
        found = (shops.there(sku), good.expected, shops.kit.in_stock(sku))
        assert found == (true, true, true), f"{sku}: there, expected, here {found}, truly {true}"


@holds(5)
def what_is_booked_of_the_web_shop_is_what_it_did(shops: Shops) -> None:
    for sku, start in shops.start.items():
        if sku in shops.asked or not any(one["sku"] == sku for one in shops.counted()):
            continue
        ((booked,),) = shops.kit.rows(
            """SELECT coalesce(sum(quantity), 0) / 1000000 FROM stock_move m JOIN variant v
            ON v.id = m.variant_id WHERE v.sku = ? AND m.reason = 'web shop'""",
            sku,
        )
        assert booked == start + shops.there_causes[sku], sku


@holds(6)
def nothing_is_written_that_was_not_meant_before(shops: Shops) -> None:
    meant = shops.kit.rows("SELECT what, lower(hex(subject)), key, delta, hash FROM store_upload")
    keys = {key for _what, _subject, key, *_rest in meant}
    subjects = {(what, subject) for what, subject, *_rest in meant}
    public = {
        str(one): str(subject)
        for one, subject in shops.kit.rows("SELECT internal, lower(hex(subject)) FROM store_upload")
    }
    for one in shops.writes:
        body = one.get("body") or {}
        if one["method"] == "POST" and one["path"] == "/orders":
            assert ("order", body["externalTransactionId"][4:]) in subjects
            assert one["key"] in keys
        elif one["path"].endswith("/inventory"):
            assert one["key"] in keys
        elif one["method"] == "PUT":
            assert ("status", public[one["path"].rpartition("/")[2]]) in subjects


@holds(7)
def no_second_attempt_before_a_settled_no(shops: Shops) -> None:
    by_subject: dict[object, list[tuple[int, str, str, str]]] = defaultdict(list)
    sql = "SELECT what, subject, attempt, ended, clock, end_clock FROM store_upload ORDER BY attempt"
    for what, subject, attempt, ended, clock, end_clock in shops.kit.rows(sql):
        by_subject[what, subject].append((int(str(attempt)), str(ended), str(clock), str(end_clock)))
    for ways in by_subject.values():
        assert [n for n, *_rest in ways] == list(range(1, len(ways) + 1))
        for (_n, ended, _clock, end_clock), (_m, _ended, clock, _end) in pairwise(ways):
            assert ended in NOT_THERE | {"done"}
            assert end_clock < clock or ended == "no", "it was settled after the next began"


@holds(8)
def one_key_never_carries_two_bodies(shops: Shops) -> None:
    bodies = defaultdict(set)
    for one in shops.web.calls:
        if key := one["query"].get("deduplicationKey"):
            bodies[key].add(msgspec.json.encode(one["body"], order="deterministic"))
    assert all(len(one) == 1 for one in bodies.values())


@holds(9)
def what_is_parked_stops_nobody(shops: Shops) -> None:
    standing = shops.kit.shop.stores.rounds.standing()
    assert standing.orders == standing.doubt == 0


@holds(10)
def no_sale_is_refused_or_lost(shops: Shops) -> None:
    assert [one.number for one in shops.kit.shop.orders.of_numbers(shops.sold)] == shops.sold
    assert shops.kit.audit() == []


@holds(12)
def an_idle_round_writes_nothing(shops: Shops) -> None:
    before = len(shops.web.calls), shops.kit.rows("SELECT count(*) FROM entry")
    report = shops.round()
    assert report.calls <= 3
    assert {one["method"] for one in shops.web.calls[before[0] :]} == {"GET"}
    assert shops.kit.rows("SELECT count(*) FROM entry") == before[1]


@holds(13)
def pulled_twice_is_pulled_once(shops: Shops) -> None:
    entries = shops.kit.rows("SELECT count(*) FROM entry")
    forget_marks(shops.kit.shop.till, KEY)
    shops.round()
    assert shops.kit.rows("SELECT count(*) FROM entry") == entries
    here = {str(one) for (one,) in shops.kit.rows("SELECT theirs FROM store_link WHERE noun = 'product'")}
    for one in shops.web.shop.products.live.values():
        assert one.get("isSampleProduct") or str(one["id"]) in here, "a row was skipped"


@holds(14)
def nothing_that_changed_was_passed_by(shops: Shops) -> None:
    for one in shops.counted():
        assert shops.kit.hit(one["sku"]).name.startswith(one["name"])
    for order in _theirs(shops):
        uid = bytes.fromhex(id_here(KEY, f"order/{order['internalId']}"))
        rows = shops.kit.rows("SELECT payment_status FROM orders WHERE uid = ?", uid)
        said = order["paymentStatus"].capitalize().replace("_", " ")
        same = {said, "Refunded"} if said == "Cancelled" else {said}  # its money went back, where it was paid
        assert len(rows) == 1, order["internalId"]
        assert str(rows[0][0]) in same, (order["internalId"], rows)


@holds(15)
def ours_are_never_imported_and_theirs_never_sent(shops: Shops) -> None:
    web = shops.kit.rows("SELECT number FROM orders WHERE channel = 'web'")
    assert not {str(number) for (number,) in web} & {one["externalOrderId"] for one in shops.ours}
    sent = {one["externalOrderId"] for one in shops.ours}
    assert sent <= set(shops.sold)
    assert len(web) == len(_theirs(shops))


@holds(16)
def a_public_number_used_again_touches_no_other_order(shops: Shops) -> None:
    by_internal = {str(one["internalId"]): one for one in shops.web.shop.orders.live.values()}
    sql = "SELECT internal, lower(hex(subject)) FROM store_upload WHERE what = 'order' AND ended = 'done'"
    for internal, subject in shops.kit.rows(sql):
        if found := by_internal.get(str(internal)):
            assert found["externalTransactionId"] == f"pos-{subject}"
    for one in by_internal.values():
        if not one.get("externalTransactionId", "").startswith("pos-"):
            assert one.get("refererId") != "POS", "an order of the web shop was written over"


@holds(17)
def what_was_deleted_there_is_not_made_again(shops: Shops) -> None:
    deleted = {str(one["id"]) for one in shops.web.shop.orders.deleted}
    sql = "SELECT public, lower(hex(subject)) FROM store_upload WHERE what = 'order' AND ended = 'done'"
    live = {one["externalTransactionId"] for one in shops.ours}
    for public, subject in shops.kit.rows(sql):
        assert str(public) not in deleted or f"pos-{subject}" not in live


@holds(18)
def the_word_to_wait_is_obeyed(shops: Shops) -> None:
    assert not [one for one in shops.web.calls if one.get("early")]
    assert shops.web.state()["dead_calls"] <= 3


@holds(19)
def nothing_is_written_that_is_never_written(shops: Shops) -> None:
    ours = {str(one["internalId"]) for one in shops.ours}
    theirs = {str(one["internalId"]) for one in shops.web.shop.orders.live.values()} - ours
    for one in shops.writes:
        body = one.get("body") or {}
        assert one["method"] != "DELETE"
        if one["method"] == "PUT" and one["path"].startswith("/orders/"):
            allowed = {"paymentStatus", "fulfillmentStatus", "trackingNumber", "privateAdminNotes"}
            internal = one["path"].rpartition("/")[2]
            always = {"disableAllCustomerNotifications"}
            always |= REPEATED if internal not in theirs else set()
            assert body.keys() <= allowed | always
            assert internal.isdigit(), "by its number inside, never the public one"
        elif one["method"] == "PUT":
            assert one["path"].endswith("/inventory")
            assert body.keys() == {"quantityDelta"}
        else:
            assert (one["method"], one["path"]) in {("POST", "/orders"), ("POST", "/batch")}


@holds(20)
def no_customer_gets_a_mail_or_a_consent(shops: Shops) -> None:
    for one in shops.writes:
        if one["path"].startswith("/orders"):
            assert one["body"]["disableAllCustomerNotifications"] is True
        if one["path"] == "/orders":
            assert one["body"]["acceptMarketing"] is False


@holds(21)
def the_token_is_in_one_place(shops: Shops) -> None:
    assert not [one for one in shops.web.calls if one["in_query"] or TOKEN in one["path"]]
    holding = [
        path.name for path in shops.kit.folder.rglob("*")
        if path.is_file() and TOKEN.encode() in path.read_bytes()
    ]  # fmt: skip
    assert len(holding) == 1, holding


@holds(24)
def the_tables_are_what_the_entries_add_up_to(shops: Shops) -> None:
    assert verify_folder(ShopFolder(shops.kit.folder), rebuild=True).ok


@holds(25)
def every_difference_that_is_left_is_asked(shops: Shops) -> None:
    rows = {one.number: one for one in shops.kit.shop.orders.of_numbers(shops.sold)}
    there = {one["externalOrderId"] for one in shops.ours}
    asked = shops.kit.shop.exceptions.all()
    for number, row in rows.items():
        if number not in there and row.payment_status != "Cancelled":
            about = [one for one in asked if number in one.subject]
            assert about, f"{number} is not there, and nobody is asked"
            assert all(one.choices for one in about)


def _theirs(shops: Shops) -> list[dict[str, Any]]:
    """The orders there that web customers made since the shops know each other, or that were open then."""
    alive = ("PAID", "AWAITING_PAYMENT", "PARTIALLY_REFUNDED")
    return [
        one for one in shops.web.shop.orders.live.values()
        if not one.get("externalTransactionId", "").startswith("pos-")
        and one["paymentStatus"] != "INCOMPLETE"
        and (one["createTimestamp"] >= int(shops.begun) or (
            one["paymentStatus"] in alive and one["fulfillmentStatus"] in OPEN))
    ]  # fmt: skip
