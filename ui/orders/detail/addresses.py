"""Who the order is for and where it goes, side by side, with the number under which it travels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.customers.customers import Buyer
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.shop.carriers import tracking_links
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.text import _, current
from ui.kit.controls.buttons import LinkButton, PlainButton
from ui.kit.forms.fields import TextField
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.kit.speaking import speak
from ui.shared.orders import words


class Block(QWidget):
    """A title over lines of text that can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self.title = theme.label("", theme.NOTE, tone=Tone.MUTED, wrap=True)
        self.lines = theme.label("", wrap=True)
        self.note = theme.label("", theme.NOTE, tone=Tone.MUTED, wrap=True)
        for one in (self.lines, self.note):
            one.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        for part in (self.title, self.lines, self.note):
            self.column.addWidget(part)

    def say(self, title: str, lines: tuple[str, ...], note: str = "") -> None:
        self.title.setText(title)
        self.lines.setText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        self.note.setText(note)
        self.note.setVisible(bool(note))


class Addresses(QWidget):
    """Bill to at the left, ship with at the right."""

    tracked = Signal(str)
    customer_asked = Signal(str)  # the customer's id
    page_asked = Signal(str)  # the address of a page that follows the parcel

    def __init__(self) -> None:
        super().__init__()
        self._customer = ""
        self.says_something = False
        """Whether there is more to say than that somebody took the goods along."""
        self.bill, self.ship = Block(), Block()
        self.open_customer, self.track = LinkButton(""), LinkButton("")
        for link in (self.open_customer, self.track):
            link.padding = 2  # the words begin where the lines above begin
        self.followed = QVBoxLayout()
        self.pages: dict[str, LinkButton] = {}
        """The links to follow the parcel, by their addresses."""
        self.number = TextField("")
        self.keep = PlainButton("")
        self.editor = QWidget()
        editing = QHBoxLayout(self.editor)
        editing.setContentsMargins(0, 0, 0, 0)
        editing.setSpacing(theme.space(2))
        editing.addWidget(self.number, 1)
        editing.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        row = QHBoxLayout()
        row.setSpacing(theme.space(4))
        for block, link in ((self.bill, self.open_customer), (self.ship, self.track)):
            side = QVBoxLayout()
            side.setSpacing(0)
            side.addWidget(block)
            side.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            if block is self.ship:
                side.addLayout(self.followed)
            side.addStretch(1)
            row.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(row)
        column.addWidget(self.editor)
        self.editor.hide()
        self.track.clicked.connect(self.edit)
        self.keep.clicked.connect(self._keep)
        self.number.entered.connect(self._keep)
        self.open_customer.clicked.connect(lambda: self.customer_asked.emit(self._customer))
        speak(self, self._say)

    def show_people(
        self,
        buyer: Buyer | None,
        billing: Address | None,
        of: Fulfilment,
        settings: ShopSettings,
        *,
        placed: bool = True,
    ) -> None:
        """Show who an order is for and how it reaches them; a walk-in has neither."""
        self._customer = (buyer.customer_id or "") if buyer else ""
        self.says_something = buyer is not None or of.kind is not FulfilmentKind.TAKE_AWAY
        self.editor.hide()
        tax_id = buyer.tax_id if buyer else ""
        self.bill.say(_("Bill to"), _who(buyer, billing or of.address, settings), tax_id)
        where = _where(of, settings) if of.kind is FulfilmentKind.DELIVERY else ()
        parts = [_("for {day}").format(day=words.agreed(of.at)) if of.at else "", of.tracking_number]
        self.ship.say(
            words.handing_over(of, settings.delivery_methods), where, " · ".join(filter(None, parts))
        )
        self.open_customer.setVisible(bool(self._customer))
        self._show_pages(tracking_links(of.tracking_number, _own_link(of, settings)))
        travels = of.kind is FulfilmentKind.DELIVERY and placed
        self.track.setVisible(travels)
        self.number.set_text(of.tracking_number)
        self._say()

    def _show_pages(self, pages: Sequence[tuple[str, str]]) -> None:
        for old in self.pages.values():
            old.hide()
            old.deleteLater()
        self.pages = {}
        for name, address in pages:
            said = _("Follow at {carrier}").format(carrier=name) if name else _("Follow the parcel")
            link = LinkButton(said)
            link.padding = 2
            link.setToolTip(address)
            link.clicked.connect(lambda _on=False, address=address: self.page_asked.emit(address))
            self.followed.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            self.pages[address] = link

    def edit(self) -> None:
        """Ask for the number under which the goods travel."""
        self.track.hide()
        self.editor.show()
        self.number.line.setFocus()
        self.number.line.selectAll()

    def _keep(self) -> None:
        if self.number.require():
            self.tracked.emit(self.number.text())

    def _say(self) -> None:
        self.open_customer.setText(_("Open customer"))
        self.track.setText(_("Change tracking number") if self.number.text() else _("Add tracking number"))
        self.number.set_title(_("Tracking number"))
        self.keep.setText(_("Save"))


def _own_link(of: Fulfilment, settings: ShopSettings) -> str:
    """The shop's own link for the way the order is delivered."""
    known = settings.delivery_method(of.method)
    return known.tracking if known else ""


def _who(buyer: Buyer | None, at: Address | None, settings: ShopSettings) -> tuple[str, ...]:
    if buyer is None:
        return (_("Walk-in"),)
    if at is None or at.is_empty:
        phone = words.phone(buyer.phone, settings.country)
        return tuple(filter(None, (buyer.company, buyer.name, buyer.email, phone)))
    named = Address(buyer.name or at.name, buyer.company or at.company, *_place(at))
    return _printed(named, settings)


def _place(at: Address) -> tuple[tuple[str, ...], str, str, str, str, str]:
    return at.street, at.postcode, at.city, at.region, at.country, at.district


def _where(of: Fulfilment, settings: ShopSettings) -> tuple[str, ...]:
    return _printed(of.address, settings) if of.address is not None else ()


def _printed(address: Address, settings: ShopSettings) -> tuple[str, ...]:
    from pos.contacts.address import printed_lines

    return printed_lines(address, home=settings.country, language=current().language)
