"""Commands about quotes."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pos.cli.mail.mail import shape as mail_shape
from pos.cli.order_files import read_file
from pos.cli.order_shapes import followed, paper, placed, whole
from pos.cli.output import Output, columns
from pos.domain.quotes.quotes import Prices, Quote, QuoteRow
from pos.domain.words.text import clean

if TYPE_CHECKING:
    from pos.domain.quotes.quotes import WrittenQuote
    from pos.domain.shop.settings import ShopSettings
    from pos.shop import Shop

PAGE = 50
ACTIONS = ("save", "mail", "place", "decline")
OF_AN_ORDER = (
    "channel", "currency", "prices_include_tax", "lines", "subtotal", "discount", "charges", "taxes", "net",
    "tax", "total", "deposit", "promised", "customer_note", "private_note", "buyer", "exemption",
    "exemption_reason", "fulfilment", "billing_address", "payment_method",
)  # fmt: skip
"""What a quote has of an order; the rest only comes with placing."""


def quote(arguments: Namespace, output: Output) -> None:
    """One quote whole, or what follows the word for what is done with it."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=arguments.words[0] not in ACTIONS)) as shop:
        match arguments.words:
            case [number] if number not in ACTIONS:
                _say(shop.quotes.quote(clean(number)), shop, output)
            case ["place", number]:
                _place(shop, clean(number), arguments, output)
            case ["save" | "mail" | "decline" as do, what]:
                # what is refused leaves no customer behind, and what is only tried nothing at all
                with shop.till.rehearsal() if arguments.dry_run else shop.till.transaction():
                    made = _do(shop, do, what, mail=arguments.mail)
                _say(made, shop, output)
            case _:
                arguments.usage_error(
                    "write a NUMBER, or: save FILE, mail NUMBER, place NUMBER, decline NUMBER"
                )


def _do(shop: Shop, do: str, what: str, *, mail: bool) -> Quote:
    if do == "decline":
        return shop.quotes.decline(clean(what))
    if do == "mail":
        return shop.quotes.mail(clean(what))
    made = _save(shop, what)
    return shop.quotes.mail(made.id) if mail else made


def _save(shop: Shop, file: str) -> Quote:
    from pos.exchange.orders.quote_file import read_quote

    written: WrittenQuote = read_file(file, read_quote)
    agreed, _totals, _settlement = shop.order_documents.price(written.document)
    agreed.cart.require_complete()
    return shop.quotes.save(
        shop.keeper.add_reachable(agreed.cart),
        written.number,
        valid_until=written.valid_until,
        text=written.text,
    )


def _place(shop: Shop, number: str, arguments: Namespace, output: Output) -> None:
    prices = Prices.TODAY if arguments.todays_prices else Prices.QUOTED if arguments.expired_is_fine else None
    outcome = shop.after_sale.follow(
        lambda: shop.quotes.place(number, prices=prices).number, dry=arguments.dry_run
    )
    value = {"order": whole(outcome.order, shop.settings.current()), **followed(outcome.consequences)}
    output.result(value, placed(value["order"]))


def _say(one: Quote, shop: Shop, output: Output) -> None:
    mails = [mail_shape(mail) for mail in shop.mails.of_quote(one.id)]
    value = {**shape(one, shop.settings.current()), "mails": mails}
    printed = {**value, "rounding": "0", "paid": "0"}
    output.result(value, "\n".join(filter(None, [listed([one.row]), paper(printed), one.text])))


def quotes(arguments: Namespace, output: Output) -> None:
    """Quotes of a text, newest first."""
    from pos.shop import open_shop

    limit = arguments.limit or sys.maxsize
    with closing(open_shop(arguments.data, reads=True)) as shop:
        found: list[QuoteRow] = []
        while len(found) < limit:
            before = found[-1].cursor if found else ""
            page = shop.quotes.find(
                " ".join(arguments.text), before=before, limit=min(PAGE, limit - len(found))
            )
            found += page
            if not page:
                break
    output.result([row(one) for one in found], listed(found) or "No quotes.")


def row(one: QuoteRow) -> dict[str, Any]:
    """A quote in a list, as scripts read it."""
    return {
        "id": one.id,
        "number": one.number,
        "revision": one.revision,
        "state": one.state,
        "made_at": one.made_at.isoformat(),
        "valid_until": one.valid_until.isoformat(),
        "customer": one.customer or None,
        "currency": one.total.currency,
        "total": str(one.total),
        "order": one.order or None,
    }


def shape(one: Quote, settings: ShopSettings) -> dict[str, Any]:
    """A quote with everything, as scripts read it."""
    of_order = whole(replace(one.order, now=None), settings)
    return {
        **row(one.row),
        "sent": one.is_sent,
        "text": one.text,
        **{name: of_order[name] for name in OF_AN_ORDER},
    }


def listed(rows: Iterable[QuoteRow]) -> str:
    """Quotes for a person, one a line."""
    return columns(
        (
            (
                one.number,
                f"revision {one.revision}",
                f"{one.total} {one.total.currency}",
                f"{one.state} {one.order}".strip(),
                f"until {one.valid_until}",
                one.customer,
            )
            for one in rows
        ),
        right=(2,),
    )
