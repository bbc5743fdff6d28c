"""Do what an answer asks for, inside the transaction that keeps the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.decisions import (
    about_goods,
    about_people,
    about_quotes,
    about_records,
    about_store,
    about_tills,
)
from pos.domain.decisions.exceptions import ShopException
from pos.domain.words.merging import Taken
from pos.journal.orders.knowing import DETAIL
from pos.services.catalogue.merging import ProductMerging
from pos.services.customers.erasing import Erasing
from pos.services.customers.merging import Merging
from pos.services.decisions.about_counts import corrected
from pos.services.decisions.about_goods import GoodsAnswers
from pos.services.decisions.about_orders import OrderAnswers
from pos.services.decisions.about_people import PeopleAnswers
from pos.services.decisions.about_quotes import QUOTE, order_to_cancel, settle_quote
from pos.services.decisions.about_records import settle_field
from pos.services.decisions.about_tills import act as act_on_till
from pos.services.decisions.asking import NOTHING, Correction
from pos.services.decisions.settling import Settling
from pos.services.decisions.store.answers import StoreAnswers
from pos.services.orders.after.after_sale import AfterSale
from pos.services.orders.changes import OrderChanges
from pos.services.orders.place import Checkout
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


class Answers:
    """Knows by its kind whose deed an answer is."""

    def __init__(
        self,
        till: Till,
        changes: OrderChanges,
        after_sale: AfterSale,
        checkout: Checkout,
        products: ProductMerging,
        customers: Merging,
        erasing: Erasing,
        settings: Settings,
    ) -> None:
        settling = Settling(till, after_sale.edits, changes, checkout)
        self._changes = changes
        self._orders = OrderAnswers(changes, settling)
        self._goods = GoodsAnswers(after_sale.returns, products)
        self._people = PeopleAnswers(customers, erasing)
        self._store = StoreAnswers(settings, products)

    def act(
        self, tx: Transaction, one: ShopException, choice: str, value: str, taken: Taken = ()
    ) -> Correction:
        """Do it; returns how the decision itself corrects the stock."""
        match one.kind:
            case about_goods.OVERSOLD | about_goods.SAME_CODE:
                return self._goods.act(tx, one, choice, value, taken)
            case about_goods.LATE_COUNT:
                return corrected(one, choice)
            case about_people.SAME_CUSTOMER | about_people.ERASE_AGAIN:
                self._people.act(one, choice, value, taken)
            case about_records.BOTH_CHANGED if one.subject.startswith(QUOTE):
                settle_quote(tx, one, choice)
            case about_records.BOTH_CHANGED if not one.subject.startswith(DETAIL):
                settle_field(tx, one, choice)
            case about_quotes.QUOTE_TWICE:
                if choice == about_quotes.CANCEL:
                    self._changes.cancel(order_to_cancel(one, value), repay=True)
            case kind if kind in about_tills.KINDS:
                act_on_till(tx, one, choice)
            case kind if kind in about_store.KINDS:
                return self._store.act(tx, one, choice, value)
            case _:
                self._orders.act(one, choice)
        return NOTHING
