"""Do what is asked of orders, one operation a transaction: for `order apply` and for each command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pos.cli.order_files import read_file
from pos.cli.order_shapes import followed, placed
from pos.cli.output import Output
from pos.cli.refusals import NameUnknown
from pos.cli.whole_order import whole_order
from pos.domain.money.quantity import to_micro
from pos.domain.orders.after.written import (
    Operation,
    WrittenCancel,
    WrittenChange,
    WrittenCorrection,
    WrittenDelivery,
    WrittenExchange,
    WrittenNote,
    WrittenPay,
    WrittenRefund,
    WrittenRepayment,
    WrittenStatus,
)
from pos.domain.orders.amendment import Back
from pos.domain.orders.order_document import OrderDocument
from pos.domain.shop.statuses import FULFILMENT, PAYMENT
from pos.domain.words.errors import CashierError
from pos.services.shop.methods import payment_method

if TYPE_CHECKING:
    from pos.domain.money.tenders import Tender
    from pos.domain.orders.cart import Cart
    from pos.shop import Shop

Act = Callable[[], "str | None"]


def apply(file: str, arguments: Namespace, output: Output) -> int:
    """Each operation in its turn, said as soon as it is on disk; the first refusal stops, or goes on."""
    from pos.exchange.orders.operation_file import read_operations
    from pos.shop import open_shop

    operations, refused = read_file(file, read_operations), 0
    known: dict[str, str] = {}
    with closing(open_shop(arguments.data)) as shop:
        if arguments.date_is_right:
            shop.till.confirm_date()
        for n, operation in enumerate(operations, 1):
            try:
                value = done(shop, operation, known, dry=arguments.dry_run)
            except CashierError as error:
                if not arguments.go_on:
                    raise
                refused = 1
                output.refused_at(n, operation.do, error)
                continue
            said = {"n": n, "do": operation.do, **value}
            output.result(said, f"{n}  {operation.do}  {placed(value['order'], '')}")
    return refused


def one(operation: Operation, arguments: Namespace, output: Output) -> None:
    """One operation, as a command of its own."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        if arguments.date_is_right:
            shop.till.confirm_date()
        value = done(shop, operation, {}, dry=arguments.dry_run)
    output.result(value, "\n".join([placed(value["order"], ""), *sentences(value)]))


def from_file(do: str, number: str, file: str, arguments: Namespace, output: Output) -> None:
    """One operation whose file holds what is asked."""
    from pos.exchange.orders.operation_file import read_asked

    asked = read_file(file, lambda data, path: read_asked(do, data, path))
    one(Operation(do, asked, number), arguments, output)


def going(file: str) -> list[tuple[int, int]]:
    """The pieces that the file of a delivery names, in millionths by line."""
    from pos.exchange.orders.operation_file import read_asked

    asked = read_file(file, lambda data, path: read_asked("deliver", data, path))
    assert isinstance(asked, WrittenDelivery)
    return _chosen(asked)


def _chosen(asked: WrittenDelivery) -> list[tuple[int, int]]:
    return [(line, to_micro(quantity)) for line, quantity in asked.lines]


def done(shop: Shop, operation: Operation, known: dict[str, str], *, dry: bool = False) -> dict[str, Any]:
    """The answer to an operation; `known` are the orders that this file gave names to."""
    number = _number(shop, operation.order, known)
    asked = operation.asked
    unmailed = operation.unmailed | (asked.unmailed if isinstance(asked, WrittenChange) else frozenset())
    act = _Doing(shop, number).act(operation)
    outcome = shop.after_sale.follow(act, number, dry=dry, unticked=unmailed)
    made = outcome.made or outcome.order
    if operation.called and not dry:
        known[operation.called] = made.id
    returned = {"returned": whole_order(shop, outcome.order)} if outcome.made else {}
    return {"order": whole_order(shop, made), **returned, **followed(outcome.consequences)}


def _number(shop: Shop, written: str, known: dict[str, str]) -> str:
    """The order's number as it is written, or by the name that an operation before gave it."""
    if not written.startswith("$"):
        return shop.orders.called(written) if written else ""
    if written[1:] not in known:
        raise NameUnknown(written[1:])
    return known[written[1:]]


def sentences(value: dict[str, Any]) -> list[str]:
    """What followed, for a person: what goes out, what moved, what was made."""
    return [
        *(f"  {one['method']} {one['amount']} given back" for one in value["given_back"]),
        *(f"  {one['sku']} {one['change']} ({one['on_hand']} left)" for one in value["stock"]),
        *(
            f"  {one['kind'].replace('_', ' ')} {one['number']} {one['total']}"
            for one in value["consequences"]["documents"]
        ),
    ]


class _Doing:
    """What one operation calls, with the eyes of the shop."""

    def __init__(self, shop: Shop, number: str) -> None:
        self._shop = shop
        self._number = number

    def act(self, operation: Operation) -> Act:
        """What is to be done inside the transaction; it answers with the number of an order that it made."""
        asked, changes, number = operation.asked, self._shop.order_changes, self._number
        match asked:
            case OrderDocument():
                return lambda: self._place(asked)
            case WrittenChange():
                return lambda: self._edit(asked)
            case WrittenPay():
                return lambda: self._pay(asked)
            case WrittenCorrection():
                return lambda: changes.correct(number, asked.payment, self._method(asked.method))
            case WrittenRepayment():
                return lambda: self._repay(asked.payments)
            case WrittenRefund():
                return lambda: self._refund(asked)
            case WrittenExchange():
                return lambda: self._exchange(asked)
            case WrittenDelivery():
                return lambda: self._deliver(asked)
            case WrittenStatus():
                return lambda: self._say(asked)
            case WrittenNote():
                return lambda: changes.note(number, asked.text, private=asked.private)
            case WrittenCancel():
                return lambda: self._cancel(asked)
            case _:
                return self._bare(operation.do)

    def _bare(self, do: str) -> Act:
        changes, number = self._shop.order_changes, self._number

        def act() -> None:
            if do == "invoice":
                changes.issue_invoice(number)
            elif do == "remind":
                self._shop.after_sale.reminders.remind(number)
            elif do == "mail":
                self._shop.after_sale.writing.write(number)
            else:
                changes.void(number)

        return act

    @property
    def _currency(self) -> str:
        return self._shop.orders.order(self._number).row.currency

    def _place(self, document: OrderDocument) -> str:
        documents = self._shop.order_documents
        agreed, _totals, _settlement = documents.price(document)
        cart = self._complete(agreed.cart)
        tenders, asked = documents.tenders(document), documents.asked(document)
        return self._shop.checkout.place_order(cart, tenders, unpaid=True, asked=asked).number

    def _complete(self, cart: Cart) -> Cart:
        """A cart that may be placed, its customer kept."""
        self._shop.checkout.require(cart)
        return self._shop.keeper.add_reachable(cart)

    def _edit(self, change: WrittenChange) -> None:
        editable = self._shop.after_sale.edits.editable(self._number)
        cart = self._shop.after_sale.requests.edited(editable, change)
        if change.customer is not None:
            cart = self._shop.keeper.add_reachable(cart)
        self._shop.after_sale.edits.edit(
            self._number,
            cart,
            seen=change.version,
            reason=change.reason,
        )

    def _pay(self, asked: WrittenPay) -> None:
        tender = self._shop.order_documents.tender(asked.payment, self._currency)
        self._shop.order_changes.pay(self._number, [tender], accept_more=asked.accept_more)

    def _method(self, written: str) -> str:
        known = payment_method(self._shop.settings.current(), written)
        return known.key if known else written

    def _repay(self, payments: Any) -> None:
        self._shop.order_changes.repay(
            self._number, self._shop.after_sale.requests.back(payments, self._currency)
        )

    def _refund(self, asked: WrittenRefund) -> None:
        requests, currency = self._shop.after_sale.requests, self._currency
        back = requests.back(asked.payments, currency)
        self._shop.after_sale.returns.refund(
            self._number, requests.refund(asked, currency), back, reason=asked.reason
        )

    def _exchange(self, asked: WrittenExchange) -> str:
        documents, requests, currency = (
            self._shop.order_documents,
            self._shop.after_sale.requests,
            self._currency,
        )
        agreed, _totals, _settlement = documents.price(replace(asked.order, payments=()))
        pays: list[Tender] = []
        if not isinstance(asked.payments, Back):
            pays = [documents.tender(one, currency) for one in asked.payments]
        return self._shop.after_sale.exchanges.exchange(
            self._number,
            requests.refund(asked.back, currency),
            self._complete(agreed.cart),
            pays=pays,
            back=requests.back(asked.payments, currency),
            reason=asked.back.reason,
            asked=documents.asked(asked.order),
        ).number

    def _deliver(self, asked: WrittenDelivery) -> None:
        self._shop.order_changes.hand_over(
            self._number, _chosen(asked), how=asked.how, tracking_number=asked.tracking_number
        )

    def _say(self, asked: WrittenStatus) -> None:
        statuses, tracking = self._shop.statuses, asked.tracking_number
        if asked.payment:
            statuses.say(self._number, PAYMENT, asked.payment)
        if asked.fulfilment:
            statuses.say(self._number, FULFILMENT, asked.fulfilment, tracking)
        elif tracking:
            self._shop.order_changes.track(self._number, tracking)

    def _cancel(self, asked: WrittenCancel) -> None:
        back = self._shop.after_sale.requests.back(asked.payments, self._currency)
        self._shop.order_changes.cancel(
            self._number,
            asked.reason,
            goods=asked.goods,
            repay=back is Back.AS_PAID,
            back=() if isinstance(back, Back) else back,
        )
