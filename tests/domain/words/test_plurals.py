"""Which form of a sentence a number takes, half a piece and a sentence of several numbers too."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.imports.mistakes import RowTooShort
from pos.domain.money.errors import TooManyTaxes
from pos.domain.orders.errors import TooLateToVoid
from pos.domain.words.plurals import counted_as, deciding
from pos.text import Speech
from pos.text.sentences import sentence_in

ITEMS = "{count} item", "{count} items"


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        ("0", "items", "article"),
        ("1", "item", "article"),
        ("-1", "item", "article"),
        ("0.25", "items", "article"),
        ("1.5", "items", "article"),
        ("1.000", "item", "article"),
        ("2", "items", "articles"),
        ("-3", "items", "articles"),
        ("1000000", "items", "articles"),
    ],
)
def test_a_number_takes_the_form_of_its_language(count: str, english: str, french: str) -> None:
    said = {language: Speech(language).ngettext(*ITEMS, Decimal(count)) for language in ("en", "fr")}
    assert said == {"en": f"{{count}} {english}", "fr": f"{{count}} {french}"}


def test_only_what_is_exactly_one_is_one_where_nothing_is_floored() -> None:
    assert [counted_as(Decimal(one), "de") for one in ("0.5", "1", "1.5", "7.5")] == [2, 1, 2, 7]


def test_the_first_number_of_a_sentence_decides() -> None:
    values = {"name": "Mug", "left": Decimal(3), "wanted": 4}
    assert deciding("Only {left} of {name}, {wanted} wanted", values) == 3
    assert deciding("{name}: {wanted}, and {left} left", values) == 4
    with pytest.raises(ValueError, match="no number"):
        deciding("{name} is sold", values)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (RowTooShort(3, "", 1, 4), "The row has 1 cell, the header has 4. The row is left out."),
        (RowTooShort(3, "", 2, 4), "The row has 2 cells, the header has 4. The row is left out."),
        (TooManyTaxes(9, 8), "9 taxes on one line are too many. At most 8 are possible."),
        (
            TooLateToVoid(1),
            "This sale was not finished within the last 1 minute, so it cannot be undone."
            " Take it back as a refund instead.",
        ),
    ],
)
def test_a_refusal_counts_as_people_do_in_the_log_and_on_the_screen(problem: object, said: str) -> None:
    assert str(problem) == said
    assert sentence_in(Speech("en"), problem) == said
