"""What the papers of tills that did not know of each other say more or less than is left of an order."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.orders.standing import Standing
from pos.journal.kinds.documents import PapersSettled
from pos.journal.kinds.orders import OrderEdited
from pos.journal.kinds.sold import SoldTax
from pos.journal.orders.days import added_up, days_of, lineage
from pos.journal.orders.facts import Story
from pos.journal.orders.papers import NumberedPaper, counted_papers


@dataclass(frozen=True, slots=True)
class Off:
    """Invoices less credit notes less what is left, in minor units, signed."""

    total: int
    net: int
    tax: int
    taxes: tuple[SoldTax, ...]

    def turned(self) -> Off:
        """The same with the other sign."""
        nothing: tuple[SoldTax, ...] = ()
        return Off(-self.total, -self.net, -self.tax, added_up(nothing, self.taxes))


def papers_off(story: Story, now: Standing) -> Off | None:
    """By how much the papers miss what is left of an order; None where they meet it, or it has no invoice."""
    papers = counted_papers(story)
    if not any(one.kind == "invoice" for one in papers):
        return None
    left = now.version.total - now.credited
    signed = [(1 if one.kind == "invoice" else -1, one) for one in papers]
    if (total := sum(sign * one.total for sign, one in signed) - left) == 0:
        return None
    net = tax = 0
    rates: list[SoldTax] = []
    for (_day, _letter, kind, key), amount in days_of(story, now).items():
        if kind in ("sales", "edits", "credits"):
            net, tax = net + amount.net, tax + amount.tax
        elif kind == "tax":
            rates.append(SoldTax(key, amount.net, amount.tax, amount.gross))
    more = [row for sign, one in signed if sign > 0 for row in one.taxes]
    less = [row for sign, one in signed if sign < 0 for row in one.taxes]
    taxes = tuple(row for row in added_up(more, (*less, *rates)) if row.net or row.tax)
    net = sum(sign * one.net for sign, one in signed) - net
    tax = sum(sign * one.tax for sign, one in signed) - tax
    return Off(total, net, tax, taxes)


def taken_twice(story: Story) -> NumberedPaper | None:
    """The credit note of an invoice that another one took too; first that of a version not in force."""
    papers = counted_papers(story)
    notes = [one for one in papers if one.kind == "credit_note"]
    totals = {one.number: one.total for one in papers if one.kind == "invoice"}
    sums: dict[str, int] = {}
    for one in notes:
        sums[one.of] = sums.get(one.of, 0) + one.total
    over = [one for one in notes if sums[one.of] > totals.get(one.of, sums[one.of])]
    over = [one for one in over if not isinstance(one.told.fact, PapersSettled)] or over
    ours = lineage(story)
    aside = [one for one in over if isinstance(one.told.fact, OrderEdited) and one.told.event not in ours]
    return next(reversed(aside or over), None)
