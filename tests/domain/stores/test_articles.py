"""What is asked at the till of a product of the web shop, from the options that it has there."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.catalogue.choices import Offer, Question, Way
from pos.domain.stores.articles import questions_of
from pos.domain.stores.goods import StoreOption, StoreOptionChoice, StoreProduct


def asked(*options: StoreOption) -> tuple[Question, ...]:
    return questions_of(StoreProduct("1", "Mug", "MUG", Decimal(18), 0, options=options))


def test_a_choice_without_words_is_offered_nowhere_and_moves_no_other() -> None:
    bare, small = StoreOptionChoice(""), StoreOptionChoice("Small", Decimal(2))
    large = StoreOptionChoice("Large", Decimal(10), is_percent=True)
    (one,) = asked(StoreOption("Size", "select", True, (bare, small, large), usual=2))
    assert one.offers == (Offer("Small", Decimal(2)), Offer("Large", percent=Decimal(10)))
    assert one.offers[one.usual].text == "Large"
    (one,) = asked(StoreOption("Size", "select", True, (bare, small), usual=0))
    assert one.usual == -1


def test_an_option_with_nothing_to_choose_is_not_asked() -> None:
    bare = StoreOptionChoice("")
    assert asked(StoreOption("Size", "select", True, (bare,)), StoreOption("Extras", "checkbox")) == ()
    assert asked(StoreOption("Engraving", "textfield", choices=(bare,), usual=0)) == (
        Question("Engraving", Way.TEXT),
    )
