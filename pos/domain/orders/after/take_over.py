"""What one edit changed, so that it can be done once more to another version of the order."""

from __future__ import annotations

from dataclasses import replace

from pos.domain.orders.after.edit import UNSAID, Change, LineChange
from pos.domain.orders.cart import Cart, CartLine


def change_between(before: Cart, after: Cart, onto: Cart) -> Change:
    """What makes `after` of `before`, as a change of `onto`; a line that `onto` no longer has stays out.

    Lines are called by their numbers. Where both edits changed one thing, this one's word holds.
    """
    old, now = {one.id: one for one in before.lines}, {one.id for one in onto.lines}
    new = {one.id: one for one in after.lines}
    kept = [(one, old[one.id]) for one in after.lines if one.id in old and one.id in now]
    changed = [_line(one, was) for one, was in kept if one != was]
    gone = [
        LineChange(int(n), quantity=one.quantity * 0) for n, one in old.items() if n not in new and n in now
    ]
    return Change(
        lines=(*changed, *gone),
        added=tuple(replace(one, id=f"new-{one.id}") for one in after.lines if one.id not in old),
        discount=UNSAID if after.discount == before.discount else after.discount,
        charges=UNSAID if after.charges == before.charges else after.charges,
        by_hand=UNSAID if after.taxes_by_hand == before.taxes_by_hand else after.taxes_by_hand,
        exemption=UNSAID if after.exemption == before.exemption else after.exemption,
        buyer=UNSAID if after.buyer == before.buyer else after.buyer,
        billing=UNSAID if after.billing == before.billing else after.billing,
    )


def _line(one: CartLine, was: CartLine) -> LineChange:
    return LineChange(
        int(one.id),
        quantity=None if one.quantity == was.quantity else one.quantity,
        unit_price=None if one.unit_price == was.unit_price else one.unit_price,
        price_reason=one.price_reason,
        discount=UNSAID if one.discount == was.discount else one.discount,
        note=None if one.note == was.note else one.note,
    )
