"""Records that become one, in the words of a dialog: what moves, and the fields to choose a value of."""

from __future__ import annotations

from collections.abc import Iterable

from pos.domain.customers.records import CustomerMerge
from pos.domain.words.merging import Differs
from pos.text import _, current, in_words, ngettext
from ui.kit.dialogs.merge_dialog import Either
from ui.shared.orders.words import phone


def eithers(differs: Iterable[Differs]) -> list[Either]:
    """Each field with the words of both values."""
    return [
        Either((one.gone, one.field), _title(one), in_words(one.kept), in_words(one.other), one.fills)
        for one in differs
    ]


def orders_moving(found: CustomerMerge) -> str:
    """How many orders go to the customer who stays."""
    name, count = found.gone.shown_name, found.orders
    if not count:
        return _("{name} has no orders.").format(name=name)
    words = ngettext("{name}: {count} order moves.", "{name}: {count} orders move.", count)
    return words.format(name=name, count=current().number(count))


def known_then(found: CustomerMerge) -> list[str]:
    """What is known of the one who stays, a line each."""
    after = found.after
    reached = " · ".join(filter(None, (after.company, after.email, phone(after.phone, ""))))
    places = [one.address.one_line for one in after.addresses]
    then = _("Then known of {name}:").format(name=after.shown_name)
    return [then, *filter(None, [reached, *places])]


def goods_moving(gone: str, stays: str) -> str:
    """What of a product or variant goes to the one that stays."""
    return _("{name}: its stock, sales and codes go to {other}.").format(name=gone, other=stays)


def _title(one: Differs) -> str:
    title = in_words(one.title)
    title = title[:1].upper() + title[1:]
    # Translators: a field of one of several variants: "Price of blue, large"
    return _("{field} of {variant}").format(field=title, variant=one.about) if one.about else title
