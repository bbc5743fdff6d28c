"""What the shop decided is in the journal; what this machine chose is not; who sells is in every entry."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from pos.domain.shop.rates import TaxClass
from pos.domain.shop.settings import PaymentMethod
from pos.domain.words.errors import NameMissing
from tests.shop_kit import ShopKit


def test_a_new_shop_has_what_was_answered(shop: ShopKit) -> None:
    settings = shop.shop.settings.current()
    assert (settings.name, settings.currency, settings.letter) == ("Atelier Lune", "EUR", "A")
    assert settings.address == ("8 quai des Bateliers", "67000 Strasbourg")
    assert settings.rates("reduced") == ("5.5",)
    assert settings.rates("") == ("20",)
    assert not settings.demo
    assert len(settings.shop_id) == 32


def test_a_change_is_one_entry_with_only_what_changed(shop: ShopKit) -> None:
    methods = (PaymentMethod("cash", ""), PaymentMethod("twint", "Twint"))
    changed = shop.shop.settings.change(
        name="Atelier Soleil", methods=methods, tax_classes=(TaxClass("standard", "Standard", ("21",)),)
    )
    assert (changed.name, changed.methods) == ("Atelier Soleil", methods)
    assert changed.rates("standard") == ("21",)
    shop.reopen()
    assert shop.shop.settings.current() == changed
    (body,) = shop.rows("SELECT body FROM entry_part ORDER BY arrival DESC LIMIT 1")[0]
    assert isinstance(body, bytes)
    fact = msgspec.json.decode(body)
    assert set(fact["f"]) == {
        "name",
        *("methods.cash", "methods.twint"),
        *("tax_classes.standard", "tax_classes.reduced"),
    }
    assert fact["f"]["tax_classes.reduced"] == {}, "it is gone"
    assert set(fact["b"]) == {
        "name",
        "tax_classes.standard",
        "tax_classes.reduced",
    }, "nobody had decided on methods before"


@pytest.mark.parametrize("field", ["letter", "colour", "person"])
def test_what_is_no_setting_cannot_be_set(shop: ShopKit, field: str) -> None:
    with pytest.raises(TypeError, match=field):
        shop.shop.settings.change(**{field: "x"})


def test_another_window_sees_the_change(shop: ShopKit) -> None:
    other = ShopKit.open(shop.folder, shop.clock)
    assert other.shop.settings.current().name == "Atelier Lune"
    shop.shop.settings.change(name="Atelier Soleil")
    assert other.shop.settings.current().name == "Atelier Soleil"
    other.close()


def test_what_else_is_written_leaves_them_as_they_were_read(shop: ShopKit) -> None:
    shop.stocks()
    before = shop.shop.settings.current()
    shop.sells("MUG-BLU")
    assert shop.shop.settings.current() is before
    shop.shop.settings.change(name="Atelier Soleil")
    assert shop.shop.settings.current().name == "Atelier Soleil"


def test_every_thread_sees_the_change(shop: ShopKit) -> None:
    """Each thread's connection counts the changes it saw by itself: one that looks often is ahead."""
    other = ShopKit.open(shop.folder, shop.clock)
    settings, database = shop.shop.settings, shop.shop.till.database
    seen_here = database.data_version()
    with ThreadPoolExecutor(1) as lane:
        while lane.submit(database.data_version).result() <= seen_here:
            other.shop.settings.change(low_stock=other.shop.settings.current().low_stock + 1)
        lane.submit(settings.current).result()
    other.shop.settings.change(name="Atelier Soleil")
    assert settings.current().name == "Atelier Soleil"
    other.close()


def test_a_choice_of_this_machine_is_no_entry(shop: ShopKit) -> None:
    before = shop.rows("SELECT count(*) FROM entry")
    assert shop.shop.settings.choice("printer", "none") == "none"
    shop.shop.settings.choose("printer", "Epson")
    shop.reopen()
    assert shop.shop.settings.choice("printer") == "Epson"
    assert shop.rows("SELECT count(*) FROM entry") == before


def test_who_takes_over_is_in_the_next_entries_and_remembered(shop: ShopKit) -> None:
    shop.stocks()
    marie = shop.shop.people.add("  Marie ")
    assert marie.name == "Marie"
    assert shop.shop.people.add("Marie") == marie
    assert shop.shop.people.current() == "Lucie"
    shop.shop.people.take_over("Marie")
    shop.reopen()
    assert shop.shop.people.current() == "Marie"
    placed = shop.sells("MUG-BLU")
    assert shop.shop.orders.order(placed.number).served_by == "Marie"
    assert [person.name for person in shop.shop.people.all()] == ["Lucie", "Marie"]


@pytest.mark.parametrize("name", ["", "   ", "\x00\x1b"])
def test_a_person_has_a_name(shop: ShopKit, name: str) -> None:
    with pytest.raises(NameMissing):
        shop.shop.people.add(name)


def test_the_next_numbers_of_each_series_are_told(shop: ShopKit) -> None:
    year = shop.shop.till.clock().year
    assert shop.shop.settings.next_numbers() == (
        ("order", "A-000001"),
        ("invoice", f"A-{year}-000001"),
        ("credit_note", f"AC-{year}-000001"),
    )
