"""What is done with several orders at once: written to a file, printed, moved on, reminded of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from pos.domain.mail.kinds import Recipient
from pos.domain.orders.cart import HeldCart
from pos.domain.shop.statuses import FULFILMENT, ShopStatus
from pos.domain.words.errors import CashierError
from pos.text import _, current, mark, ngettext, sentence
from ui.frame.window import MainWindow
from ui.kit.actions import Action
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.status_button import MenuButton, StatusChoice
from ui.kit.lanes import Lane, Progress
from ui.kit.lists.list_presenter import ListPresenter
from ui.kit.speaking import speak
from ui.orders.order_list import BESIDE, QUOTES, OrderList
from ui.shared.orders import words
from ui.shared.orders.words import Entry
from ui.shared.papers.receipts import Receipts

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.orders.page import OrdersPage

KINDS = "XLSX (*.xlsx);;CSV (*.csv);;JSON (*.json)"

TITLES = (
    mark("Number"), mark("Placed"), mark("Channel"), mark("Till"), mark("Customer"), mark("Currency"),
    mark("Items"), mark("Total"), mark("Credited"),
    # Translators: how much of an order was paid, the head of a column
    mark("Paid", "order"), mark("Paid back"), mark("Due"),
    mark("To give back"), mark("Payment"), mark("Fulfilment"), mark("Ways to pay"), mark("Delivery"),
    mark("Tracking number"), mark("Promised for"), mark("To be paid by"),
)  # fmt: skip
"""The names of the columns of a file, in the order of its fields."""

MOST_SAID = 5
"""So many orders of which something was refused are told; more are counted."""


@dataclass(slots=True)
class _Outcome:
    """How many it was done with, and why not with the others."""

    done: int = 0
    refused: list[tuple[str, CashierError]] = field(default_factory=list)
    stopped: bool = False


class Several(QObject):
    """Runs in lanes behind, each with progress and a way to stop; what was refused is said at the end."""

    def __init__(
        self,
        page: OrdersPage,
        window: MainWindow,
        shop: Shop,
        orders: ListPresenter[Entry],
        listed: OrderList,
    ) -> None:
        super().__init__(page)
        self._page, self._window, self._shop = page, window, shop
        self._orders, self._listed = orders, listed
        self.exporting = Action("orders.export", mark("Export…"), self.export, ("Ctrl+E",))
        self.button = PlainButton(action=self.exporting, height=40)
        self.moving = MenuButton(self._moves, height=40)
        self.printing, self.reminding = PlainButton(height=40), PlainButton(height=40)
        self.mailing = PlainButton(height=40)
        self.mailing.clicked.connect(self.mail)
        self.printing.clicked.connect(self.print)
        self.reminding.clicked.connect(self.remind)
        speak(self.moving, self._say)

    def show_in(self, page: OrdersPage) -> None:
        """Offer all of it where several orders are chosen."""
        again = PlainButton(action=self.exporting, height=40)
        for button in (self.moving, self.printing, self.mailing, self.reminding, again):
            page.panel.several.add_action(button)

    def _say(self) -> None:
        self.moving.setText(_("Set status"))
        self.printing.setText(_("Print receipts"))
        self.mailing.setText(_("E-mail to customers…"))
        self.reminding.setText(_("Send reminders"))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The orders chosen, by id, where there are several; carts on hold and quotes are none."""
        if self._orders.asked.filter == QUOTES:
            return ()
        held = {words.key(row) for row in self._orders.rows if isinstance(row, HeldCart)}
        chosen = tuple(key for key in self._orders.keys if key not in held)
        return chosen if len(self._orders.keys) > 1 else ()

    # a file

    def export(self) -> None:
        """Ask for a file, and write to it the orders chosen, or all that the list holds."""
        if self._orders.asked.filter in BESIDE:
            self._page.notices.info(_("Drafts and quotes are no orders yet: there is nothing to export."))
            return
        name = _("orders {day}").format(day=self._shop.till.clock().date().isoformat())
        chosen, kind = QFileDialog.getSaveFileName(self._page, _("Export orders"), f"{name}.xlsx", KINDS)
        if chosen:
            path = Path(chosen)
            ending = f".{kind.partition(' ')[0].lower()}" if kind else ".xlsx"
            self.export_to(path if path.suffix else path.with_suffix(ending))

    def export_to(self, path: Path) -> Progress:
        """Write the orders to a file behind the window."""
        asked, orders = self._orders.asked, self.chosen
        heads = tuple(_(title) for title in TITLES)

        def work(progress: Progress) -> tuple[int, bool]:
            def go_on(done: int) -> bool:
                progress.report(done, 0, current().number(done))
                return not progress.cancelled

            made = self._shop.exports.write(
                path,
                asked.text,
                self._listed.filter_of(asked),
                numbers=orders,
                heads=heads,
                title=_("Orders"),
                go_on=go_on,
            )
            return made.rows, made.stopped

        def done(made: tuple[int, bool]) -> None:
            self._say_exported(*made, path)

        title = _("Exporting orders…")
        return self._window.behind.run(work, done, self._refused, title=title, quiet=False)

    def _say_exported(self, count: int, stopped: bool, path: Path) -> None:
        if stopped:
            self._page.notices.info(_("The export was stopped. Nothing was written."))
            return
        said = ngettext("{count} order written to {path}", "{count} orders written to {path}", count)
        self._page.notices.info(said.format(count=current().number(count), path=path.name))

    # one after the other

    def _moves(self) -> Sequence[StatusChoice]:
        return [
            StatusChoice(words.fulfilment_tag(one.key, "", one.name)[0], partial(self.move, one))
            for one in self._shop.statuses.offered(FULFILMENT)
        ]

    def move(self, status: ShopStatus) -> None:
        """Set how far the goods of all chosen orders are, in the words of the shop."""
        statuses, said = self._shop.statuses, words.fulfilment_tag(status.key, "", status.name)[0]
        self._each(
            self._window.writer,
            _("Setting the status…"),
            lambda order: statuses.say(order, FULFILMENT, status.key),
            lambda count: ngettext(
                "{count} order is now “{status}”", "{count} orders are now “{status}”", count
            ).format(count=current().number(count), status=said),
        )

    def mail(self) -> None:
        """Ask who of the customers of all chosen orders is written to, and write to them."""
        orders, writing = self.chosen, self._shop.after_sale.writing
        self._window.behind.run(
            lambda _progress: writing.recipients(orders),
            self._ask_mail,
            self._refused,
            title=_("Looking up addresses…"),
            quiet=False,
        )

    def _ask_mail(self, recipients: Sequence[Recipient]) -> None:
        from ui.orders.mailing_dialog import MailingDialog

        dialog = MailingDialog(self._window, recipients)
        dialog.agreed.connect(self._mail)
        dialog.open_dialog()

    def _mail(self, orders: tuple[str, ...]) -> None:
        self._each(
            self._window.writer,
            _("Writing to customers…"),
            self._shop.after_sale.writing.write,
            lambda count: ngettext("{count} e-mail goes out", "{count} e-mails go out", count).format(
                count=current().number(count)
            ),
            orders,
        )

    def remind(self) -> None:
        """Remind the customers of all chosen orders of what is due."""
        reminders = self._shop.after_sale.reminders
        self._each(
            self._window.writer,
            _("Sending reminders…"),
            reminders.remind,
            lambda count: ngettext("{count} reminder sent", "{count} reminders sent", count).format(
                count=current().number(count)
            ),
        )

    def print(self) -> None:
        """Print the receipts of all chosen orders."""
        of = Receipts(self._window)
        if not of.printer:
            self._page.notices.info(_("No printer is chosen yet: open the receipt to choose one."))
            return
        documents, width, printer = self._shop.documents, of.width, of.printer

        def one(order: str) -> None:
            from ui.shared.papers.printing import print_pdf

            print_pdf(documents.for_printing(order, width_mm=width), printer)
            documents.printed(order)

        self._each(
            self._window.behind,
            _("Printing receipts…"),
            one,
            lambda count: ngettext("{count} receipt printed", "{count} receipts printed", count).format(
                count=current().number(count)
            ),
        )

    def _each(
        self,
        lane: Lane,
        title: str,
        act: Callable[[str], object],
        said: Callable[[int], str],
        orders: Sequence[str] = (),
    ) -> None:
        """Do it with each of these orders, or of those chosen, in a lane."""
        orders = orders or self.chosen

        def work(progress: Progress) -> _Outcome:
            outcome = _Outcome()
            for at, order in enumerate(orders):
                if progress.cancelled:
                    outcome.stopped = True
                    break
                progress.report(at, len(orders))
                try:
                    act(order)
                    outcome.done += 1
                except CashierError as error:
                    (number,) = [row.number for row in self._shop.orders.of_numbers((order,))] or (order,)
                    outcome.refused.append((number, error))
            return outcome

        lane.run(work, lambda outcome: self._tell(outcome, said), self._refused, title=title, quiet=False)

    def _tell(self, outcome: _Outcome, said: Callable[[int], str]) -> None:
        self._window.changes.announce("orders")
        told = [said(outcome.done)] if outcome.done else []
        if outcome.refused:
            left = ngettext("{count} was left", "{count} were left", len(outcome.refused)).format(
                count=current().number(len(outcome.refused))
            )
            told.append(f"{left}: {_why(outcome.refused)}")
        if outcome.stopped:
            told.append(_("The rest was stopped."))
        (self._page.notices.warning if outcome.refused else self._page.notices.info)(" · ".join(told))

    def _refused(self, error: CashierError) -> None:
        self._page.notices.warning(sentence(error))


def _why(refused: Sequence[tuple[str, CashierError]]) -> str:
    """A sentence for each order of which something was refused; one that does not name it gets its number."""
    said = []
    for number, error in refused[:MOST_SAID]:
        why = sentence(error)
        said.append(why if number in why else f"{number}: {why}")
    if (more := len(refused) - MOST_SAID) > 0:
        said.append(
            ngettext("and {count} more", "and {count} more", more).format(count=current().number(more))
        )
    return " ".join(said)
