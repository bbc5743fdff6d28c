"""Words as cashiers say them, in one and in many, and in French as they are heard."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import NotEnoughStock
from pos.domain.orders.errors import EmptyCart, OrderUnknown
from pos.domain.orders.orders import PaymentStatus
from pos.domain.words.errors import CashierError, NotANumber
from pos.text import _, ngettext, said_again, sentence, use
from tests import messages
from ui.shared.orders.words import payment_tag


@pytest.fixture
def french() -> Iterator[None]:
    use("fr")
    yield
    use("en")


def test_an_order_is_paid_in_the_gender_of_an_order(french: None) -> None:
    said = {status: payment_tag(status)[0] for status in PaymentStatus}
    assert said[PaymentStatus.PAID] == "Payée"
    assert said[PaymentStatus.PART_PAID] == "Payée en partie"
    assert _("Paid") == "Payé"  # an amount, on a receipt
    assert _("Keep the cart") == "Garder le panier"
    assert _("Keep the order") == "Garder la commande"


@pytest.mark.parametrize("words", ["take in", "taking in", "taken in before", "so much"])
def test_no_text_speaks_as_no_cashier_does(words: str) -> None:
    found = [text for text in messages.texts(("ui/",)) if words in text.casefold()]
    assert found == []


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("en", "new product", "new products"), ("fr", "nouveau produit", "nouveaux produits")],
)
def test_one_is_one(language: str, one: str, many: str) -> None:
    use(language)
    assert ngettext("new product", "new products", 1) == one
    assert ngettext("new product", "new products", 2) == many
    use("en")


@pytest.mark.parametrize(
    "error",
    [NotEnoughStock("Mug {blue}", Decimal(2)), NotANumber("x12"), OrderUnknown("#999"), EmptyCart()],
    ids=lambda error: type(error).__name__,
)
def test_an_error_on_the_screen_is_said_in_the_language_chosen_now(error: CashierError) -> None:
    use("en")
    english = sentence(error)
    use("fr")
    french = sentence(error)
    assert french != english
    assert said_again(english) == french
    assert said_again(french) == french
    use("en")
    assert said_again(french) == english
    assert said_again("Vase, tall") == "Vase, tall"


@pytest.mark.parametrize("joint", [" ", "\n", "\n\n", " · "])
def test_messages_shown_as_one_are_said_again_one_by_one(joint: str) -> None:
    use("en")
    said = joint.join(_joined())
    use("fr")
    assert said_again(said) == joint.join(_joined())
    use("en")


def _joined() -> tuple[str, ...]:
    """A message of two sentences with a place, words of the shop, and two more messages."""
    unknown = _("No product has the code {code}. Name and price it once: it is sold and kept.")
    return unknown.format(code="4711"), "Vase, tall.", sentence(EmptyCart()), _("Is not charged")


def test_no_two_pages_of_the_rail_are_called_alike(french: None) -> None:
    names = [_(name) for name in ("Sell", "Orders", "Customers", "Products", "Settings", "Commands", "Keys")]
    assert len(set(names)) == len(names)
