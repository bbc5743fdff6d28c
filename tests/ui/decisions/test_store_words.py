"""What the web shop asks: each of its answers has words, and asks first what it needs to know."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pos.domain.decisions import about_store as of
from pos.domain.decisions.exceptions import ShopException
from pos.domain.words.phrases import Change, Phrase, UnitPrice
from pos.text import sentence, use
from ui.decisions.card import Card
from ui.decisions.words import answers_to

TOTALS = (UnitPrice(Decimal("1031.80"), "EUR"), UnitPrice(Decimal("31.795"), "EUR"))
PRICES = (UnitPrice(Decimal(18), "EUR"), UnitPrice(Decimal(1900), "EUR"))
COUNTED = (of.WAIT, of.COUNTED, of.THEIRS, of.OURS)
MATCHES = (of.WAIT, of.LINK, of.NEW)
BOWLS = [{"id": "a" * 32, "sku": "BOW", "name": "Bowl"}, {"id": "b" * 32, "sku": "", "name": "Bowl, large"}]
ASKED: list[tuple[str, tuple[str, ...], Any, dict[str, object]]] = [
    (of.ORDER_REFUSED, (of.LEAVE_OUT, of.AGAIN), of.OrderRefused("A-000001", "no"), {"order": "A-000001"}),
    (of.ORDER_DOUBLED, (of.CHECKED,), of.OrderDoubled("A-000001", ("TL3E4", "QK7PA")), {"order": "A-000001"}),
    (of.ORDER_GONE, (of.LEAVE, of.SEND_AGAIN), of.OrderGone("A-000001", "TL3E4"), {"order": "A-000001"}),
    (of.PRODUCT_GONE, (of.LEAVE, of.LINK), of.ProductGone("A-000001"), {"order": "A-000001"}),
    (of.COUNT, COUNTED, of.CountUnclear("Mug", Change(Decimal(4))), {"sku": "MUG", "on_hand": "3"}),
    (of.STOCK_REFUSED, (of.WAIT, of.STOP), of.StockRefused("Mug", "no"), {"sku": "MUG"}),
    (of.MONEY_DIFFERS, (of.SEEN, of.NOTE), of.MoneyDiffers("A-000001", TOTALS[0], TOTALS[1]), {}),
    (
        of.PRICE_DIFFERS, (of.OURS, of.THEIRS), of.BothDiffer("Mug", Phrase("price"), *PRICES),
        {"ours": "18", "theirs": "19"},
    ),
    (
        of.RECORD_CONFLICT, (of.OURS, of.THEIRS), of.BothDiffer("Mug", "name", "Mug", "Mugs"),
        {"ours": "Mug", "theirs": "Mugs"},
    ),
    (of.MATCH, MATCHES, of.Unmatched("Bowl", ("Bowl", "Bowl, large")), {"variants": BOWLS}),
    (of.MATCH, MATCHES, of.TwiceThere("Bowl"), {"variants": []}),
    (of.TAX_UNMATCHED, (of.WAIT, of.CHOOSE, of.CREATE), of.TaxUnmatched("TVA 2,1%"), {}),
    (
        of.STATUS_CONFLICT, (of.OURS, of.THEIRS),
        of.StatusConflict("A-000001", Phrase("Shipped"), Phrase("Returned")),
        {"order": "A-000001", "ours": "Shipped", "theirs": "Returned"},
    ),
    (
        of.STATUS_CONFLICT, (of.OURS, of.THEIRS), of.PartBack("A-000001", Phrase("Paid"), TOTALS[0]),
        {"order": "A-000001", "ours": "Paid", "theirs": "Partially refunded"},
    ),
    (
        of.STATUS_CONFLICT, (of.OURS, of.THEIRS), of.PartUnsaid("A-000001", Phrase("Paid")),
        {"order": "A-000001", "ours": "Paid", "theirs": "Partially refunded"},
    ),
    (of.CLOCK, (of.SEEN,), of.ClocksDiffer(30), {"hours": 30}),
    (of.RIGHTS_LOST, (of.WAIT, of.RECONNECT), of.RightsLost("Atelier", "read_orders"), {}),
]  # fmt: skip


def asked(kind: str, choices: tuple[str, ...], sentence: Any, details: dict[str, object]) -> ShopException:
    return ShopException("0" * 16, kind, "", "2026-11-24T10:00:00+00:00", sentence, choices, details)


def test_every_kind_is_here() -> None:
    assert {kind for kind, *_rest in ASKED} == set(of.KINDS)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_answer_is_a_button_with_words(language: str) -> None:
    use(language)
    try:
        for kind, choices, sentence, details in ASKED:
            answers = answers_to(asked(kind, choices, sentence, details))
            assert [one.choice for one in answers if one.choice != of.LINK] == [
                one for one in choices if one != of.LINK
            ]
            for one in answers:
                assert one.title
                assert one.title not in choices, (kind, one.title)
                assert one.follows
    finally:
        use()


def test_what_one_word_does_not_say_is_written_first(qtbot: QtBot) -> None:
    use("en")
    given: list[tuple[str, str, str]] = []
    card = Card(asked(*ASKED[4]))
    qtbot.addWidget(card)
    card.answered.connect(lambda *answer: given.append(answer))
    card.show()
    next(one for one in card.buttons if one.text() == "Count them").click()
    assert card.count is not None
    card.count.set_text("7")
    card.count.entered.emit()
    gone = Card(asked(*ASKED[3]))
    qtbot.addWidget(gone)
    gone.answered.connect(lambda *answer: given.append(answer))
    gone.show()
    next(one for one in gone.buttons if one.text() == "It is another one there").click()
    assert gone.text is not None
    gone.text.entered.emit()  # nothing is written: nothing is answered
    gone.text.set_text(" MUG-2 ")
    gone.text.entered.emit()
    assert [(choice, value) for _which, choice, value in given] == [("count", "7"), ("link", "MUG-2")]


def test_a_candidate_is_a_button_of_its_own() -> None:
    use("en")
    answers = answers_to(asked(*ASKED[9]))
    assert [(one.choice, one.value, one.title) for one in answers] == [
        ("wait", "", "Later"), ("link", "a" * 32, "It is “Bowl”"), ("link", "b" * 32, "It is “Bowl, large”"),
        ("new", "", "None of them"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said", "titles"),
    [
        (of.COUNT, "a pris +4 de Mug", ()),
        (of.MONEY_DIFFERS, "ticket 1\u202f031,80, boutique en ligne 31,795", ()),
        (of.PRICE_DIFFERS, "prix ici « 18,00 », dans la boutique en ligne « 1\u202f900,00 »",
         ("Ici : « 18,00 »", "Là-bas : « 1\u202f900,00 »")),
        (of.STATUS_CONFLICT, "est « Expédiée » ici et « Retournée » dans la boutique en ligne",
         ("Ici : « Expédiée »", "Là-bas : « Retournée »")),
    ],
)  # fmt: skip
def test_figures_and_statuses_are_said_as_the_window_writes_them(
    kind: str, said: str, titles: tuple[str, ...]
) -> None:
    use("fr", "fr_FR")
    try:
        row = next(row for row in ASKED if row[0] == kind)
        one = asked(*row)
        assert said in sentence(one.sentence).replace("\xa0", " ")
        answers = [one.title.replace("\xa0", " ") for one in answers_to(one)]
        assert tuple(answers[: len(titles)]) == titles
    finally:
        use()


def test_a_long_value_makes_no_button_wider_than_a_small_window(qtbot: QtBot) -> None:
    use("en")
    long = "A bowl of ash wood, turned by hand and oiled twice; " * 5
    said = of.BothDiffer("Bowl", Phrase("description"), long, "Bowl")
    row = asked(of.RECORD_CONFLICT, (of.OURS, of.THEIRS), said, {"ours": long, "theirs": "Bowl"})
    card = Card(row)
    qtbot.addWidget(card)
    ours, theirs = card.buttons
    assert card.minimumSizeHint().width() < 480, "1280 pixels at 200 %, without rail and margins"
    assert long in ours.accessibleName()
    assert long in ours.toolTip()
    assert theirs.toolTip() == ""
