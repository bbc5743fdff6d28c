"""What a choice adds to a price, and questions as a product's field holds them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.catalogue.choices import Offer, Question, Way, questions_in, written


@pytest.mark.parametrize(
    ("more", "percent", "price", "currency", "worth"),
    [
        ("2.50", "0", "18.00", "EUR", "2.50"),
        ("0", "10", "18.05", "EUR", "1.81"),  # 1.805, half away from zero
        ("-3", "0", "18.00", "EUR", "-3.00"),
        ("0", "-10", "18.05", "EUR", "-1.81"),
        ("0", "10", "1805", "JPY", "181"),
        ("0", "12.5", "1.000", "KWD", "0.125"),
    ],
)
def test_what_an_answer_adds(more: str, percent: str, price: str, currency: str, worth: str) -> None:
    offer = Offer("Large", Decimal(more), Decimal(percent))
    assert str(offer.worth(Decimal(price), currency)) == worth


def test_questions_are_read_as_they_were_written() -> None:
    asked = (
        Question("Größe", Way.ONE, True, 1, (Offer("S"), Offer("L", Decimal("4.00")))),
        Question("Extras", Way.SEVERAL, offers=(Offer('Wrap "red"', Decimal(0), Decimal(10)),)),
        Question("Engraving", Way.TEXT),
    )
    assert questions_in(written(asked)) == asked
    assert written(()) == ""
    assert questions_in("") == ()
