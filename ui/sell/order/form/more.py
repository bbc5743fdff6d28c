"""What few orders need: taxes by hand, surcharges, the customer's language, a tracking number, old orders."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.pricing import ChargeKind
from pos.domain.orders.cart import Cart
from pos.domain.orders.charges import charge_of, with_handling
from pos.domain.orders.orders import CustomerSummary, OrderRow
from pos.domain.orders.taxing import GOODS, tax_choice
from pos.domain.orders.wishes import with_tracking
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.text import NOTE_LIMIT
from pos.text import PAPER_LANGUAGES, _, current
from ui.kit.controls.buttons import LinkButton
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.order.form.surcharges import Surcharges
from ui.sell.order.presenter import OrderFormPresenter
from ui.sell.order.taxing import reason_words, tax_choices
from ui.shared.orders.words import payment_tag


class Notes(QWidget):
    """A note that is printed, and one that is not."""

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self.customer, self.private = (TextField("", limit=NOTE_LIMIT) for _at in range(2))
        self._form = Form(self)
        self._form.bind_live(
            "customer",
            self.customer,
            lambda text: presenter.revise(lambda cart: cart.with_notes(customer=text), "note"),
        )
        self._form.bind_live(
            "private",
            self.private,
            lambda text: presenter.revise(lambda cart: cart.with_notes(private=text), "private"),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        row.addWidget(self.customer, 1)
        row.addWidget(self.private, 1)
        speak(self, self._say)

    def _say(self) -> None:
        self.customer.set_title(_("Note for the customer"))
        self.private.set_title(_("Private note"))

    def show_cart(self, cart: Cart) -> None:
        """Show the order's notes."""
        self._form.show({"customer": cart.customer_note, "private": cart.private_note})


class More(QWidget):
    """Taxes and their reason, language, tracking number, the name of the handling fee, surcharges."""

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._offered: ShopSettings | None = None
        self.taxes = ChoiceField("", (), unlisted=lambda _choice: reason_words(presenter.cart))
        self.language = ChoiceField("", ())
        self.reason, self.tracking, self.handling = (TextField("", limit=most) for most in (500, 100, 60))
        self.surcharges = Surcharges(presenter)
        revise = presenter.revise
        self._form = form = Form(self)
        form.bind_live(
            "reason",
            self.reason,
            lambda text: revise(lambda cart: cart.with_exemption(cart.exemption, text), "reason"),
        )
        form.bind_live("tracking", self.tracking, self._track)
        form.bind_live("handling", self.handling, self._name_handling)
        form.bind_choice("taxes", self.taxes, lambda choice: presenter.choose_taxes(choice or GOODS))
        form.bind_choice("language", self.language, lambda code: presenter.write("language", code or ""))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(2))
        for at, part in enumerate((self.taxes, self.reason, self.language, self.tracking, self.handling)):
            grid.addWidget(part, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2))
        outer.addLayout(grid)
        outer.addWidget(self.surcharges)
        speak(self, self._say)

    def _say(self) -> None:
        self.taxes.set_title(_("Taxes of this order"))
        self.reason.set_title(_("Reason for other taxes"))
        self.language.set_title(_("Language of the customer"))
        self._offer()
        self.tracking.set_title(_("Tracking number"))
        self.handling.set_title(_("Name of the handling fee"))

    def _offer(self) -> None:
        """What the shop offers now."""
        settings = self._offered = self._presenter.settings
        self.taxes.set_options(tax_choices(settings))
        shop = PAPER_LANGUAGES.get(settings.language, settings.language)
        own = _("The shop's ({language})").format(language=shop)
        self.language.set_options((("", own), *PAPER_LANGUAGES.items()))

    def show_cart(self, cart: Cart) -> None:
        """Show what was decided by hand."""
        if self._offered is not self._presenter.settings:
            self._offer()
        handling = charge_of(cart, ChargeKind.HANDLING)
        self.handling.setVisible(handling is not None)
        self._form.show(
            {
                "taxes": tax_choice(cart, self._presenter.settings),
                "reason": cart.exemption_reason,
                "language": cart.buyer.language if cart.buyer else "",
                "tracking": cart.fulfilment.tracking_number,
                "handling": handling.name if handling else "",
            }
        )
        self.surcharges.show_cart(cart)

    def _track(self, text: str) -> None:
        self._presenter.revise(lambda cart: with_tracking(cart, text), "tracking")

    def _name_handling(self, text: str) -> None:
        settings = self._presenter.settings

        def named(cart: Cart) -> Cart:
            known = charge_of(cart, ChargeKind.HANDLING)
            return with_handling(cart, known.amount, text or _("Handling"), settings) if known else cart

        self._presenter.revise(named, "handling.name")


class LastOrders(QWidget):
    """The customer's last orders, each with a way to have the same again.

    It shows itself where there are any: without a parent that would be a window, and take the keyboard away.
    """

    def __init__(self, presenter: OrderFormPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.title = theme.label("", theme.BODY, theme.BOLD)
        self.again: list[LinkButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        speak(self, self._say)

    def _say(self) -> None:
        self.title.setText(_("Last orders"))
        self.show_known(self._presenter.known)

    def show_known(self, known: CustomerSummary | None) -> None:
        """Show what they bought."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.again = []
        rows = known.last_orders if known else ()
        for row in rows:
            self._rows.addWidget(self._row(row))
        self.setVisible(bool(rows))

    def _row(self, row: OrderRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(3))
        unpaid = row.due.minor > 0
        state = theme.label(
            payment_tag(row.payment_status, row.payment_name)[0], theme.NOTE, tone=_tone(unpaid)
        )
        line.addWidget(theme.label(row.number, theme.BODY, theme.MEDIUM), 3)
        line.addWidget(theme.label(current().date(row.placed_at), theme.NOTE, tone=theme.Tone.MUTED), 3)
        line.addWidget(state, 4)
        line.addWidget(theme.label(current().money(row.total), theme.BODY, theme.BOLD), 2)
        again = LinkButton(_("The same again"))
        again.setAccessibleName(_("The same again as {number}").format(number=row.number))
        again.clicked.connect(lambda: self._presenter.repeat(row.id))
        self.again.append(again)
        line.addWidget(again)
        return holder


def _tone(unpaid: bool) -> theme.Tone:
    return theme.Tone.WARNING if unpaid else theme.Tone.MUTED
