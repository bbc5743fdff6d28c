"""Commands about customers."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from pos.cli.order_rows import row as order_row
from pos.cli.order_shapes import address
from pos.cli.output import Output, columns
from pos.contacts.address import printed_lines
from pos.contacts.phone import shown_phone
from pos.domain.customers.customers import CustomerRow
from pos.domain.orders.orders import CustomerSummary

EVERYTHING = 1_000_000


def customers(arguments: Namespace, output: Output) -> None:
    """Customers, who bought last first; with a text what the box finds, in its order."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        found = shop.customers.find(" ".join(arguments.text), arguments.limit or EVERYTHING)
        country = shop.settings.current().country
    lines = [
        (
            one.name or one.company,
            one.company if one.name else "",
            shown_phone(one.phone, country),
            one.email,
            one.city,
            str(one.orders),
            "" if one.unpaid.is_zero else f"{one.unpaid} {one.unpaid.currency}",
        )
        for one in found
    ]
    output.result([row(one) for one in found], columns(lines, right=(5, 6)))


def customer(arguments: Namespace, output: Output) -> None:
    """One customer, whole, by id or e-mail."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        found = shop.customers.by_reference(arguments.reference)
        summary = shop.orders.summary(found.id)
        country = shop.settings.current().country
    output.result(whole(summary), _paper(summary, country))


def row(one: CustomerRow) -> dict[str, object]:
    """A customer in a list, as scripts read it."""
    return {
        "id": one.id,
        "name": one.name,
        "company": one.company,
        "email": one.email,
        "phone": one.phone,
        "city": one.city,
        "orders": one.orders,
        "unpaid": str(one.unpaid),
    }


def whole(summary: CustomerSummary) -> dict[str, object]:
    """A customer with everything, as scripts read it."""
    one = summary.customer
    cities = [held.address.city for held in one.addresses]
    return {
        "id": one.id,
        "name": one.name,
        "company": one.company,
        "email": one.email,
        "phone": one.phone,
        "city": cities[0] if cities else "",
        "orders": summary.orders,
        "unpaid": str(summary.unpaid),
        "tax_id": one.tax_id,
        "tax_exempt": one.tax_exempt,
        "language": one.language,
        "note": one.note,
        "delivery_method": one.delivery_method,
        "payment_method": one.payment_method,
        "archived": one.archived,
        "addresses": [{"label": held.label, **address(held.address)} for held in one.addresses],
        "last_orders": [order_row(order) for order in summary.last_orders],
    }


def _paper(summary: CustomerSummary, country: str) -> str:
    """The customer for a person to read."""
    one = summary.customer
    reached = (shown_phone(one.phone, country), one.email, one.tax_id)
    lines = [*dict.fromkeys(filter(None, (one.name, one.company, *reached))), one.id, *one.note.splitlines()]
    for held in one.addresses:
        place = ", ".join(printed_lines(held.address, home=country))
        lines.append(f"{held.label}: {place}" if held.label else place)
    count = "1 order" if summary.orders == 1 else f"{summary.orders} orders"
    lines.append(f"{count}, unpaid {summary.unpaid} {summary.unpaid.currency}")
    orders = [
        (order.number, f"{order.placed_at:%Y-%m-%d}", f"{order.total} {order.currency}", order.payment_status)
        for order in summary.last_orders
    ]
    return "\n".join([*lines, columns(orders, right=(2,), indent="  ")]).rstrip()
