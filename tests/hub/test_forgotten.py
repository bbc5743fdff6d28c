"""A customer who is forgotten on one till is forgotten on all, on the hub, and in bundles from then on."""

from __future__ import annotations

from pathlib import Path

from pos.domain.customers.customers import Customer
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.hub.test_hub_stories import Tills, tills
from tests.postgres import TestDatabase
from tests.shop_kit import ShopKit

__all__ = ["tills"]

SAID = (b"Ottilie", b"ottilie@example.com", b"+33698765432")
"""What tells who she is."""


def told_by(kit: ShopKit) -> set[bytes]:
    """What of it stands in any table of a till."""
    tables = [name for (name,) in kit.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    held = b"".join(
        repr(row).encode()
        for name in tables
        if not name.startswith(("search_", "order_fts", "customer_fts"))
        for row in kit.rows(f'SELECT * FROM "{name}"')
    )
    return {word for word in SAID if word in held}


def sells_to(kit: ShopKit, customer: str) -> None:
    people = kit.shop.customers
    cart = kit.cart("MUG-BLU").with_buyer(people.buyer(people.customer(customer)))
    kit.shop.checkout.place_order(cart, [kit.cash("18.00")])


def test_nothing_of_her_is_left_on_tills_hub_and_stick(
    tills: Tills, database: TestDatabase, tmp_path: Path
) -> None:
    a, b, c = tills.a, tills.joins("B"), tills.joins("C")
    ottilie = Customer(id="", name="Ottilie Plume", email="ottilie@example.com", phone="+33698765432")
    b.shop.customers.add(ottilie)
    (known,) = b.shop.customers.find("ottilie")
    b.shop.checkout.place_order(
        b.cart("MUG-BLU").with_buyer(b.shop.customers.buyer(b.shop.customers.customer(known.id))),
        [b.cash("18.00")],
    )
    stick = tmp_path / "stick.bundle"
    for kit in (b, a, c):
        tills.round(kit)
    assert all(told_by(kit) == set(SAID) for kit in (a, b, c))
    a.shop.sync.bases._worth = 0  # each image is worth its making
    a.shop.sync.pairing.invite("D")
    assert database.run("SELECT count(*) FROM comptoir.image") == [(1,)]

    a.shop.erasing.erase(known.id)
    tills.round(a)
    on_hub = database.run("SELECT personal FROM comptoir.entry WHERE personal IS NOT NULL")
    assert not [row for row in on_hub for word in SAID if word in bytes(row[0])]  # type: ignore[call-overload]
    assert told_by(a) == set()
    assert database.run("SELECT count(*) FROM comptoir.image") == [(0,)], "its rows held her"
    assert database.run("SELECT count(*) FROM comptoir.chunk") == [(0,)]
    assert told_by(b) == told_by(c) == set(SAID), "they did not hear of it yet"
    tills.round(b)
    a.shop.sync.bundles.write(stick)
    c.shop.sync.bundles.read(stick)  # without any network
    for kit in (a, b, c):
        assert told_by(kit) == set()
        assert kit.shop.customers.find("ottilie") == ()
        kit.shop.sync.bundles.write(stick)
        assert not [word for word in SAID if word in stick.read_bytes()]
        assert verify_folder(ShopFolder(kit.folder), rebuild=True).first_bad is None
    tills.proven()


def test_what_a_till_wrote_meanwhile_is_asked_and_goes_from_everywhere_too(
    tills: Tills, database: TestDatabase
) -> None:
    a, b = tills.a, tills.joins("B")
    a.shop.customers.add(Customer(id="", name="Ottilie Plume", email="ottilie@example.com"))
    tills.round(a)
    tills.round(b)
    (known,) = b.shop.customers.find("ottilie")
    b.shop.checkout.place_order(
        b.cart("MUG-BLU").with_buyer(b.shop.customers.buyer(b.shop.customers.customer(known.id))),
        [b.cash("18.00")],
    )
    a.shop.erasing.erase(known.id)
    for kit in (a, b, a):
        tills.round(kit)
    (one,) = a.shop.exceptions.all()
    assert (one.kind, one.choices) == ("erase_again", ("keep", "erase"))
    assert b.shop.exceptions.all() == (one,)
    b.shop.exceptions.resolve(one.id, "erase")
    for kit in (b, a):  # only the office may blank what the hub holds
        tills.round(kit)
    assert told_by(a) == told_by(b) == set()
    left = database.run("SELECT personal FROM comptoir.entry WHERE personal IS NOT NULL")
    assert not [row for row in left for word in SAID if word in bytes(row[0])]  # type: ignore[call-overload]
    assert not a.shop.exceptions.all()
    tills.proven()
