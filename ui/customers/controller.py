"""Connects the page with its presenter once the shop is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.contacts.checks import warm_up
from pos.domain.customers.customers import Customer, CustomerAddress, CustomerRow
from pos.domain.customers.records import CustomerMerge
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError
from pos.text import _, mark, sentence
from ui.customers import words
from ui.customers.customer_list import CustomerList
from ui.customers.detail import CustomerDetail
from ui.customers.dialogs import AddCustomerDialog, AddressDialog
from ui.customers.presenter import CustomerPresenter
from ui.customers.record_dialogs import EraseDialog, merge_dialog
from ui.frame.refs import OrderFor, OrderRef, TypedOrder
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.dialogs.merge_dialog import Key
from ui.kit.lists.list_presenter import ListPresenter

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.customers.page import CustomersPage


class CustomersController(QObject):
    """The page at work."""

    def __init__(self, page: CustomersPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop

        def today() -> date:
            return shop.till.clock().date()

        listed = CustomerList(shop, today)
        self.list = ListPresenter(listed, window.reader, window.behind, self)
        self.customers = CustomerPresenter(shop, self.list, window.writer, self)
        self.detail = CustomerDetail(shop.settings.current(), today)
        self.adding = Action("customers.add", mark("Add customer"), self.add, ("Ctrl+N",), icon="plus")
        self.button = PlainButton(action=self.adding, height=40)
        page.build(self.list, self.detail, self.button)
        self._connect()
        window.behind.run(lambda _progress: warm_up())

    def _connect(self) -> None:
        page, customers, detail, changes = self.page, self.customers, self.detail, self.window.changes
        for button in (page.bare.action, page.nothing.action):
            button.clicked.connect(self.add)
        page.entered.connect(self._entered)
        page.code_scanned.connect(self._scanned)
        customers.shown.connect(detail.show_summary)
        customers.wrote.connect(lambda: changes.announce("customers"))
        customers.refused.connect(self._refused)
        customers.likely.connect(self._likely)
        detail.edited.connect(lambda field, value: customers.change(**{field: value}))
        detail.address_asked.connect(self._address)
        detail.address_removed.connect(customers.remove_address)
        detail.order_asked.connect(self._order)
        detail.new_order_asked.connect(self.new_order)
        detail.merge_asked.connect(self._ask_merge)
        detail.erase_asked.connect(self._ask_erase)
        changes.changed.connect(page.changed)
        self.window.closing.connect(self.list.close)

    # the list

    def open_customer(self, customer_id: str) -> None:
        """Show a customer, whether the list has them or not."""
        self.list.look_for(show=customer_id)

    def _scanned(self, code: str) -> None:
        """An order's code opens it; another is looked for, and a miss beeps."""
        if code.startswith("#"):
            self.window.open(TypedOrder(code))
        else:
            self.list.look_for(code, lambda: None if self.list.rows else QApplication.beep())

    def _entered(self) -> None:
        """Enter: a new order for the chosen customer."""
        if self.customers.summary is not None:
            self.detail.order.setFocus()

    # changes

    def add(self) -> None:
        """Ask for a new customer, with what was looked for filled in."""
        if open_dialog_of(self.window) is not None:
            return
        given = self.shop.customers.prefilled(self.page.search.line.text())
        customers = self.customers
        dialog = AddCustomerDialog(
            self.window, customers.settings, given, customers.add, customers.same_person, self.open_customer
        )
        dialog.open_dialog()

    def new_order(self) -> None:
        """Lead to the till with the customer in the cart."""
        if self.customers.summary is not None:
            self.window.open(OrderFor(self.customers.summary.customer.id))

    def _address(self, at: int) -> None:
        shown = self.customers.summary
        if shown is None or open_dialog_of(self.window) is not None:
            return
        known = shown.customer.addresses
        home = CustomerAddress("", Address(country=self.customers.settings.country))
        given = known[at] if 0 <= at < len(known) else home
        place = at if at >= 0 else None
        dialog = AddressDialog(
            self.window,
            given,
            words.name(shown.customer),
            lambda address: self.customers.set_address(place, address),
        )
        dialog.open_dialog()

    def _ask_erase(self) -> None:
        shown, customers = self.customers.summary, self.customers
        if shown is not None and open_dialog_of(self.window) is None:
            found = self.shop.erasing.plan(shown.customer.id)
            copies = [*self.shop.erasing.copies(), *self.shop.sync.stick.others()]
            EraseDialog(self.window, found, copies, lambda: customers.erase(found)).open_dialog()

    def _ask_merge(self) -> None:
        shown, customers = self.customers.summary, self.customers
        if shown is not None and open_dialog_of(self.window) is None:
            gone, merging = shown.customer, self.shop.merging

            def plan(into: str, taken: frozenset[Key]) -> CustomerMerge:
                return merging.plan(gone.id, into, taken)

            merge_dialog(self.window, gone, customers.other, plan, customers.merge).open_dialog()

    def _order(self, order_id: str) -> None:
        self.window.open(OrderRef(order_id))

    # what comes back

    def _likely(self, customer: Customer, other: CustomerRow) -> None:
        said = _("{name} and {other} have the same e-mail or phone: probably the same person.")
        self.page.notices.info(
            said.format(name=words.name(customer), other=words.name(other)),
            _("Show {name}").format(name=words.name(other)),
            lambda: self.open_customer(other.id),
        )

    def _refused(self, field: str, error: CashierError) -> None:
        if not self.detail.form.refuse(field, sentence(error)):
            self.page.notices.warning(sentence(error))
