"""Say customers in the language and formats of the window."""

from __future__ import annotations

from datetime import date

from pos.domain.customers.customers import Customer, CustomerRow
from pos.domain.orders.orders import CustomerSummary
from pos.text import _, current, ngettext
from ui.kit.look.tags import Mood
from ui.shared.orders.words import phone, when

__all__ = ["changed", "counted", "last", "name", "orders", "phone", "reached", "unpaid"]

DOT = " · "


def name(row: CustomerRow | Customer) -> str:
    """Who it is: the person, else the company, else how they are reached."""
    return row.name or row.company or row.email or row.phone


def reached(row: CustomerRow, country: str) -> str:
    """The second line of a row: company, e-mail, phone."""
    parts = (row.company if row.name else "", row.email, phone(row.phone, country))
    shown = name(row)
    return DOT.join(part for part in parts if part and part != shown)


def orders(count: int) -> str:
    """How often they bought."""
    if not count:
        return _("no orders yet")
    return ngettext("{count} order", "{count} orders", count).format(count=current().number(count))


def unpaid(row: CustomerRow | CustomerSummary) -> tuple[str, Mood]:
    """What they owe, else nothing."""
    if row.unpaid.minor <= 0:
        return "", Mood.NEUTRAL
    return _("{amount} unpaid").format(amount=current().money(row.unpaid)), Mood.WARNING


def last(row: CustomerRow, today: date) -> str:
    """When they bought last."""
    return when(row.last_order_at, today) if row.last_order_at else ""


def counted(number: int) -> str:
    """How many customers there are."""
    return ngettext("{count} customer", "{count} customers", number).format(count=current().number(number))


def changed(of: Customer, fields: tuple[str, ...]) -> str:
    """Say what was changed about a customer."""
    said = {
        "name": _("{name}: the name was changed."),
        "company": _("{name}: the company was changed."),
        "email": _("{name}: the e-mail was changed."),
        "phone": _("{name}: the phone number was changed."),
        "tax_id": _("{name}: the VAT number was changed."),
        "legal_id": _("{name}: the registration number was changed."),
        "language": _("{name}: the language was changed."),
        "note": _("{name}: the note was changed."),
        "addresses": _("{name}: the addresses were changed."),
        "tax_exempt": _("{name} pays no tax now.") if of.tax_exempt else _("{name} pays tax now."),
        "archived": _("{name} is archived.") if of.archived else _("{name} is in the lists again."),
    }
    wanted = said.get(fields[0], _("{name} was changed.")) if len(fields) == 1 else _("{name} was changed.")
    return wanted.format(name=name(of))
