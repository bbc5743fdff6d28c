"""Commands about customers."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from dataclasses import replace

from pos.cli.order_rows import row as order_row
from pos.cli.order_shapes import address
from pos.cli.output import Output, columns
from pos.cli.records.merging import said, shapes
from pos.contacts.address import printed_lines
from pos.contacts.phone import shown_phone
from pos.domain.customers.customers import CustomerRow
from pos.domain.orders.orders import CustomerSummary
from pos.domain.words.merging import taken_of

EVERYTHING = 1_000_000


def customers(arguments: Namespace, output: Output) -> None:
    """Customers, who bought last first; with a text what the box finds, in its order."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=True)) as shop:
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
    """One customer, whole, by id or e-mail; or one that is erased or merged."""
    match arguments.words:
        case ["erase", reference] if not arguments.keep:
            _erase(arguments, output, reference)
        case ["merge", gone, into]:
            _merge(arguments, output, gone, into)
        case [reference] if not arguments.keep:
            _show(arguments, output, reference)
        case _:
            arguments.usage_error("write an id or e-mail, or: erase ID, or: merge FROM INTO [--keep FIELD]")


def _erase(arguments: Namespace, output: Output, reference: str) -> None:
    """What is blanked; without `--yes` only what would be."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=not arguments.yes)) as shop:
        found = shop.erasing.plan(shop.customers.by_reference(reference).id)
        if arguments.yes:
            found = shop.erasing.erase(found.customer.id)
            shop.order_index.forget()
        copies = [str(path) for path in (*shop.erasing.copies(), *shop.sync.stick.others())]
    counts = (len(found.entries), len(found.kept))
    value: dict[str, object] = {
        "id": found.customer.id, "entries": counts[0], "kept": counts[1], "done": arguments.yes,
        **({"copies": copies} if copies else {}),
    }  # fmt: skip
    lines = [
        f"{'Erased' if arguments.yes else 'Would erase'} {found.customer.shown_name}: "
        f"{counts[0]} entries lose what tells who this is.",
        *([f"Without a name: {', '.join(found.orders)}"] if found.orders else []),
        *([f"Quotes without a name: {', '.join(found.quotes)}"] if found.quotes else []),
        *([f"Carts not yet placed: {len(found.carts)}"] if found.carts else []),
        *([f"Kept, since invoiced: {', '.join(found.invoiced)}"] if found.invoiced else []),
        *(
            [f"Copies made before hold it still, until they are removed: {', '.join(copies)}"]
            if copies
            else []
        ),
        *([] if arguments.yes else ["Nothing was changed. Add --yes to do it; there is no way back."]),
    ]
    output.result(value, "\n".join(lines))


def _merge(arguments: Namespace, output: Output, gone: str, into: str) -> None:
    """The customer who stays; without `--yes` as they would be."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=not arguments.yes)) as shop:
        from_id, into_id = (shop.customers.by_reference(one).id for one in (gone, into))
        differs = shop.merging.plan(from_id, into_id).differs
        taken = taken_of(differs, arguments.keep)
        merge = shop.merging.merge if arguments.yes else shop.merging.plan
        found = merge(from_id, into_id, taken)
        summary = replace(shop.orders.summary(found.after.id), customer=found.after)
        country = shop.settings.current().country
    orders = "1 order" if found.orders == 1 else f"{found.orders} orders"
    lines = [
        f"{found.gone.shown_name} {'is' if arguments.yes else 'would be'} {found.after.shown_name} "
        f"from now on; {orders} moved.",
        *said(differs, taken, sure=arguments.yes),
        _paper(summary, country),
        *([] if arguments.yes else ["Nothing was changed. Add --yes to do it."]),
    ]
    chosen = {} if arguments.yes else {"differs": shapes(differs, taken)}
    output.result({**whole(summary), **chosen}, "\n".join(lines))


def _show(arguments: Namespace, output: Output, reference: str) -> None:
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=True)) as shop:
        found = shop.customers.by_reference(reference)
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
        **({"legal_id": one.legal_id} if one.legal_id else {}),
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
    reached = (shown_phone(one.phone, country), one.email, one.tax_id, one.legal_id)
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
