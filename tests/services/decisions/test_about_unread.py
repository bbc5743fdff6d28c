"""What a newer program wrote waits here and is read after the update; what cannot be read stops nothing."""

from __future__ import annotations

import pytest

from pos.domain.customers.customers import Customer
from pos.journal import arrive, seal
from pos.journal.kinds.base import Arrived, Fact
from pos.text import sentence
from tests.hub_tills import HubTills, hub

__all__ = ["hub"]


def test_entries_of_a_newer_program_wait_until_this_one_is_updated(
    hub: HubTills, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = hub.joins("b")
    made = b.shop.customers.add(Customer(id="", name="Lucie Martin"))
    b.sells("MUG-BLU")
    hub.round(b)
    with monkeypatch.context() as older:
        older.delitem(seal.KINDS, "customer.set")  # this till's program does not know the kind yet
        done = hub.round(hub.a)
        assert done.parked == 1
        assert hub.a.in_stock("MUG-BLU") == 99, "the others count"
        (one,) = hub.a.shop.exceptions.all()
        assert (one.kind, one.choices) == ("from_newer", ("keep", "again"))
        assert one.subject == f"B {b.shop.till.life.origin.hex()}"
        assert hub.a.shop.customers.find("lucie") == ()
    hub.a.shop.exceptions.resolve(one.id, "again")
    assert [row.id for row in hub.a.shop.customers.find("lucie")] == [made.id]
    assert hub.a.shop.exceptions.all() == ()


def test_an_entry_that_cannot_be_applied_is_kept_and_tried_again(
    hub: HubTills, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = hub.joins("b")
    b.shop.customers.add(Customer(id="", name="Lucie Martin"))
    b.sells("MUG-BLU")
    hub.round(b)
    apply = arrive.apply

    def fails(connection: object, fact: Fact, arrived: Arrived) -> None:
        if fact.kind == "customer.set":
            raise ZeroDivisionError
        apply(connection, fact, arrived)  # type: ignore[arg-type]

    with monkeypatch.context() as wrong:
        wrong.setattr(arrive, "apply", fails)
        assert hub.round(hub.a).parked == 1
        (one,) = hub.a.shop.exceptions.all()
    assert one.kind == "cannot_apply"
    assert "1 entry of till B" in sentence(one.sentence)
    assert hub.a.in_stock("MUG-BLU") == 99
    hub.a.shop.exceptions.resolve(one.id, "again")
    assert len(hub.a.shop.customers.find("lucie")) == 1
