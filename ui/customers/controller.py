"""Connects the page with its presenter once the shop is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos.domain.customers.customers import Customer, CustomerAddress, CustomerRow
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.customers import words
from ui.customers.detail import Detail
from ui.customers.dialogs import AddDialog, AddressDialog
from ui.customers.presenter import ALL, People
from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lists.undo import Told
from ui.orders import counter_side
from ui.shared.people.checks import warm_up

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.customers.page import CustomersPage


class Desk(QObject):
    """The page at work."""

    def __init__(self, page: CustomersPage, window: MainWindow, shop: Shop) -> None:
        super().__init__(page)
        self.page, self.window, self.shop = page, window, shop
        self.people = People(shop, window.writer, window.behind, self)
        settings = shop.settings.current()
        self.detail = Detail(settings, lambda: shop.till.clock().date())
        page.table.painter.country = settings.country
        page.table.painter.today = lambda: shop.till.clock().date()
        page.row.addWidget(self.detail)
        self._stale = False
        self._count = 0
        self._connect()
        window.behind.run(lambda _progress: warm_up())

    def _connect(self) -> None:
        page, people, detail = self.page, self.people, self.detail
        page.search.typed.connect(people.search)
        page.search.stepped.connect(page.table.step)
        page.search.entered.connect(self._entered)
        page.add.clicked.connect(self.add)
        page.bare.action.clicked.connect(self.add)
        page.nothing.action.clicked.connect(self.add)
        page.filters.chosen.connect(self._filtered)
        page.table.chosen.connect(self._chosen)
        page.table.taken.connect(lambda _row: self._entered())
        page.table.wanted.connect(people.more)
        people.listed.connect(self._listed)
        people.grown.connect(page.table.rows.append)
        people.shown.connect(detail.show_summary)
        people.counted.connect(self._counted)
        people.told.connect(self._told)
        people.refused.connect(self._refused)
        people.added.connect(self._added)
        people.likely.connect(self._likely)
        detail.edited.connect(lambda field, value: people.change(**{field: value}))
        detail.address_asked.connect(self._address)
        detail.address_removed.connect(people.remove_address)
        detail.order_asked.connect(self._order)
        detail.new_order_asked.connect(self.new_order)
        self.window.changes.changed.connect(self._changed)

    # the list

    def start(self) -> None:
        """List everybody from the top."""
        self.people.relist()

    def catch_up(self) -> None:
        """Read again what changed meanwhile."""
        if self._stale:
            self._stale = False
            self.people.refresh()

    def open_customer(self, customer_id: str) -> None:
        """Show a customer, whether the list has them or not."""
        self.page.search.line.clear()
        self.people.use_filter(ALL)
        self.people.show(customer_id)
        self.page.table.show_rows(self.people.rows, customer_id)

    def scanned(self, code: str) -> None:
        """An order's code opens it; another is looked for, and a miss beeps."""
        if code.startswith("#"):
            self._order(code)
            return
        self.page.search.line.setText(code)
        self.people.search(code)
        if not self.people.rows:
            QApplication.beep()

    def _filtered(self, name: str) -> None:
        self.page.search.line.clear()
        self.people.use_filter(name)

    def _listed(self, rows: tuple[CustomerRow, ...]) -> None:
        page, people = self.page, self.people
        shown = people.summary.customer.id if people.summary else ""
        kept = shown if any(one.id == shown for one in rows) else ""
        wanted = kept or (rows[0].id if rows else "")
        page.table.show_rows(rows, wanted)
        page.filters.mark(people.filter)
        bare = not rows and not people.text.strip() and people.filter == ALL and people.is_bare
        page.show_found(bool(rows), bare, self.detail)
        if shown != wanted:
            people.show(wanted)

    def _chosen(self, row: CustomerRow | None) -> None:
        if row is not None:
            self.people.show(row.id)

    def _entered(self) -> None:
        """Enter: a new order for the chosen customer."""
        if self.people.summary is not None:
            self.detail.order.setFocus()

    def _counted(self, customers: int, owing: int) -> None:
        self._count = customers
        self.page.filters.show_owing(owing)
        self.say()

    def say(self) -> None:
        """Say what is said here in the language of the window."""
        self.page.foot.setText(words.counted(self._count) if self._count else "")

    # changes

    def add(self) -> None:
        """Ask for a new customer, with what was looked for filled in."""
        if open_dialog_of(self.window) is not None:
            return
        given = self.shop.customers.prefilled(self.page.search.line.text())
        people = self.people
        dialog = AddDialog(
            self.window, people.settings, given, people.add, people.same_person, self.open_customer
        )
        dialog.open_dialog(dialog.first)

    def undo(self) -> None:
        """Take the last change back."""
        if not self.people.undo():
            self.page.notices.info(_("There is nothing to undo on this page."))

    def new_order(self) -> None:
        """Lead to the till with the customer in the cart."""
        if self.people.summary is not None:
            counter_side.order_for(self.window, self.people.summary.customer.id)

    def _address(self, at: int) -> None:
        shown = self.people.summary
        if shown is None or open_dialog_of(self.window) is not None:
            return
        known = shown.customer.addresses
        home = CustomerAddress("", Address(country=self.people.settings.country))
        given = known[at] if 0 <= at < len(known) else home
        place = at if at >= 0 else None
        dialog = AddressDialog(
            self.window,
            given,
            words.name(shown.customer),
            lambda address: self.people.set_address(place, address),
        )
        dialog.open_dialog(dialog.first)

    def _order(self, number: str) -> None:
        open_order = getattr(self.window.show_page("orders"), "open_order", None)
        if open_order is not None:
            open_order(number)

    # what comes back

    def _added(self, _customer: Customer) -> None:
        self.page.search.line.clear()

    def _told(self, told: Told) -> None:
        self.page.notices.told(told)
        self.window.changes.announce("customers")

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

    def _changed(self, _kinds: object) -> None:
        if self.page.isVisible():
            self.people.refresh()
        else:
            self._stale = True
