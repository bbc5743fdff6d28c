"""Whatever two tills do to orders with invoices, and whatever is answered: papers are what is left."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.domain.words.errors import CashierError
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.sample import everything
from tests.services.decisions.test_about_orders import both, invoices, papers_and_left
from tests.services.orders.test_exceptions import Deed, adds, cancels, edits, hands, ordered, pays, refunds
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills

DEEDS: dict[str, Deed] = {
    "one mug": edits(1), "four mugs": edits(4), "five mugs": edits(5), "a bowl": adds("BOW-ASH"),
    "back one": refunds(1), "back three": refunds(3), "pay": pays("54"), "cancel": cancels,
    "hand over": hands(2), "invoice": invoices,
}  # fmt: skip
ROUNDS = st.lists(
    st.tuples(st.sampled_from(list(DEEDS)), st.sampled_from(list(DEEDS))), min_size=1, max_size=3
)
LIVES = st.lists(st.tuples(st.booleans(), ROUNDS), min_size=3, max_size=6)


def tries(name: str) -> Deed:
    """One deed, which may be refused."""

    def does(kit: ShopKit, number: str) -> None:
        with suppress(CashierError):
            DEEDS[name](kit, number)

    return does


def answered(tills: TwoTills, chosen: int) -> None:
    """Answer all that is asked, and what that brings up, the papers last of all."""
    for turn in range(8):
        kit = (tills.a, tills.b)[turn % 2]
        open_ones = kit.shop.exceptions.all()
        others = [one for one in open_ones if one.kind != "two_papers"]
        for one in others or open_ones:
            choice = "credit" if one.kind == "two_papers" else one.choices[chosen % len(one.choices)]
            with suppress(CashierError):
                kit.shop.exceptions.resolve(one.id, choice)
        tills.meet()
        if not any(one.kind == "two_papers" for one in kit.shop.exceptions.all()) and turn > 1:
            return


@given(LIVES, st.integers(0, 3))
@settings(max_examples=25 if everything() else 2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_papers_are_what_is_left_whatever_two_tills_do(
    lives: list[tuple[bool, list[tuple[str, str]]]], chosen: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tills = TwoTills(Path(folder))
        try:
            numbers = []
            for invoice, _rounds in lives:
                tills.a.shop.settings.change(invoice_at_once=invoice)
                numbers.append(ordered(tills.a))
            for number, (_invoice, rounds) in zip(numbers, lives, strict=True):
                for one, other in rounds:
                    both(tills, number, tries(one), tries(other))
            tills.meet()
            answered(tills, chosen)
            for number in numbers:
                papers, left = papers_and_left(tills.a, number)
                found = tills.a.shop.orders.order(number)
                assert papers == (left if any(one.kind == "invoice" for one in found.papers) else 0)
            assert tills.digest(tills.a) == tills.digest(tills.b)
            assert verify_folder(ShopFolder(tills.a.folder), rebuild=True).first_bad is None
        finally:
            tills.close()
