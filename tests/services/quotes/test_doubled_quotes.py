"""Two quotes of one number, from a till put back to an old image: each is done with by its id."""

from __future__ import annotations

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.quotes.errors import SeveralQuotes
from pos.domain.quotes.quotes import Quote, QuoteState
from tests.cli.conftest import CommandLine
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit

__all__ = ["hub"]

NUMBER = "B-Q000001"


def quoted(kit: ShopKit, *items: str, email: str) -> Quote:
    return kit.shop.quotes.save(kit.cart(*items).with_buyer(Buyer("", name="Lucie Martin", email=email)))


@pytest.fixture
def doubled(hub: HubTills) -> tuple[ShopKit, Quote, Quote]:
    b = hub.joins("b")
    hub.meet()
    older, younger = hub.twice(
        b,
        lambda: quoted(b, "MUG-BLU", email="one@example.com"),
        lambda: quoted(b, "MUG-BLU", "MUG-BLU", email="two@example.com"),
    )
    assert older.row.number == younger.row.number == NUMBER
    return hub.a, older, younger


def test_a_number_that_two_quotes_bear_names_neither(doubled: tuple[ShopKit, Quote, Quote]) -> None:
    kit, older, younger = doubled
    quotes = kit.shop.quotes
    for act in (
        quotes.quote, quotes.cart, quotes.place, quotes.decline, quotes.give_out, quotes.mail,
        kit.shop.documents.quote, kit.shop.mails.of_quote,
    ):  # fmt: skip
        with pytest.raises(SeveralQuotes) as refused:
            act(NUMBER)
        assert older.id in str(refused.value)
        assert younger.id in str(refused.value)
    with pytest.raises(SeveralQuotes):
        quotes.save(older.cart, NUMBER)
    assert [one.id for one in quotes.find()] == [younger.id, older.id]


def test_by_its_id_each_is_mailed_changed_drawn_declined_and_placed_alone(
    doubled: tuple[ShopKit, Quote, Quote],
) -> None:
    kit, older, younger = doubled
    quotes, mails = kit.shop.quotes, kit.shop.mails
    quotes.mail(younger.id)
    assert [one.to for one in mails.of_quote(younger.id)] == ["two@example.com"]
    assert mails.of_quote(older.id) == []
    assert list(mails.of_quotes([older.id, younger.id])) == [younger.id]
    changed = quotes.save(quotes.cart(older.id), older.id.upper(), text="With our compliments.")
    assert (changed.id, changed.text, quotes.quote(younger.id).text) == (
        older.id,
        "With our compliments.",
        "",
    )
    drawn = {kit.shop.documents.pdf(NUMBER, kind="quote", order=one.id) for one in (older, younger)}
    assert len(drawn) == 2
    placed = quotes.place(younger.id)
    assert str(kit.shop.orders.order(placed.id).row.total) == "36.00"
    quotes.decline(older.id)
    states = {one.id: one.state for one in quotes.find()}
    assert states == {older.id: QuoteState.DECLINED, younger.id: QuoteState.PLACED}
    assert quotes.find(state=QuoteState.PLACED)[0].order_id == placed.id


def test_commands_name_both_and_take_either(
    doubled: tuple[ShopKit, Quote, Quote], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    kit, older, younger = doubled
    till = CommandLine(kit.folder, capfdbinary)
    assert till.refused("quote", NUMBER) == "SeveralQuotes"
    assert till.refused("document", NUMBER, "--kind", "quote") == "SeveralQuotes"
    assert [one["id"] for one in till.json("quotes")] == [younger.id, older.id]
    assert [till.json("quote", one.id)["total"] for one in (older, younger)] == ["18.00", "36.00"]
    for one in (older, younger):
        made = till.json("document", one.id, "--kind", "quote", "-o", f"{kit.folder}/{one.id}.pdf")
        assert made["bytes"]
