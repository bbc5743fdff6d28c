"""What is done with an order after it was placed: paid, sent, taken back."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from pos.cli.after.typed import amount_of
from pos.cli.order_files import warned
from pos.cli.order_rows import named
from pos.cli.order_shapes import placed, whole
from pos.cli.output import Output
from pos.cli.refusals import PaymentFollowsMoney
from pos.domain.money.amounts import decimals
from pos.domain.orders.errors import FieldWrong
from pos.domain.orders.facts import Fate
from pos.domain.orders.order_document import WrittenPayment
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.words.errors import NumberTooFine
from pos.domain.words.text import clean

if TYPE_CHECKING:
    from pos.shop import Shop


def pay(number: str, method: str, amount: str, arguments: Namespace, output: Output) -> None:
    """Take money for an order; of cash the rest is change, more by another method has to be accepted."""
    from pos.shop import open_shop

    written = WrittenPayment(clean(method), amount_of(amount), clean(arguments.reference))
    with closing(open_shop(arguments.data)) as shop:
        _confirm(shop, arguments)
        row = shop.orders.order(number).row
        try:
            tender = shop.order_documents.tender(written, row.currency)
        except FieldWrong:
            raise NumberTooFine(clean(amount), decimals(row.currency)) from None
        settlement = shop.order_changes.pay(row.number, [tender], accept_more=arguments.accept_more)
        _say(shop, row.number, output, str(settlement.change))


def status(number: str, arguments: Namespace, output: Output) -> None:
    """Say how far the goods are, and how they travel; the payment status follows the money."""
    from pos.shop import open_shop

    payment = named(arguments.payment, PaymentStatus)
    fulfilment = named(arguments.fulfilment, FulfilmentStatus)
    tracking = clean(arguments.tracking)
    with closing(open_shop(arguments.data)) as shop:
        row = shop.orders.order(number).row
        if payment and payment != row.payment_status:
            raise PaymentFollowsMoney(row.number, row.payment_status, payment)
        if fulfilment:
            shop.order_changes.set_fulfilment(row.number, FulfilmentStatus(fulfilment), tracking)
        elif tracking:
            shop.order_changes.track(row.number, tracking)
        _say(shop, row.number, output)


def invoice(number: str, arguments: Namespace, output: Output) -> None:
    """Give an order its invoice."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        _confirm(shop, arguments)
        row = shop.orders.order(number).row
        made = shop.order_changes.issue_invoice(row.number)
        said = warned(shop, row.number)
        value = {**whole(shop.orders.order(row.number), shop.settings.current()), **said}
        output.result(value, "\n".join([f"{row.number}  {made}", *said.get("warnings", ())]))


def cancel(number: str, arguments: Namespace, output: Output) -> None:
    """Take all that is left of an order back; its money only with --repay."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        _confirm(shop, arguments)
        row = shop.orders.order(number).row
        goods = Fate(arguments.goods)
        shop.order_changes.cancel(row.number, arguments.reason, goods=goods, repay=arguments.repay)
        _say(shop, row.number, output)


def void(number: str, arguments: Namespace, output: Output) -> None:
    """Undo a finished sale: its goods and its money, while nothing followed."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        _confirm(shop, arguments)
        row = shop.orders.order(number).row
        shop.order_changes.void(row.number)
        _say(shop, row.number, output)


def _confirm(shop: Shop, arguments: Namespace) -> None:
    if arguments.date_is_right:
        shop.till.confirm_date()


def _say(shop: Shop, number: str, output: Output, change: str = "") -> None:
    """The order as it is now, with the change that is to be given."""
    value = whole(shop.orders.order(number), shop.settings.current())
    output.result(value, placed(value, change))
