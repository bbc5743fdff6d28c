"""Who the shop is on paper."""

from __future__ import annotations

from collections.abc import Callable

from pos.domain.shop.settings import ShopSettings
from pos.text import _, current, mark
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import LinesField, TextField
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import THREE_LINES, Section, SettingRow
from ui.settings.shop.logo_field import LogoField
from ui.shared.places import countries, currency_words, region_title, regions

_NUMBERS = (
    (
        "registration",
        mark("Registration number"),
        mark("Wanted by law on receipts, with its name in front: SIRET, HRB, Company no."),
    ),
    (
        "tax_number",
        mark("VAT number"),
        mark("Printed on receipts and invoices; its form and check digit are checked."),
    ),
    (
        "second_tax_number",
        mark("Number of the second tax"),
        mark("Printed below the first where there are two taxes, as in Quebec: TPS and TVQ."),
    ),
)
_CONTACTS = (
    ("phone", mark("Phone"), mark("Printed on invoices, so that customers can ask.")),
    ("email", mark("E-mail"), mark("Printed on invoices; answers of customers go there.")),
    ("website", mark("Website"), mark("Printed on invoices.")),
)


class ShopSection(Section):
    """Name, address, numbers: printed on every receipt from then on, never on those printed before."""

    heading, icon = mark("Shop"), "store"

    def __init__(self, presenter: SettingsPresenter, ask_own_shop: Callable[[], object]) -> None:
        """`ask_own_shop` leads from the demo shop to one of the person's own."""
        super().__init__(presenter)
        self._ask_own_shop = ask_own_shop
        self.texts: dict[str, TextField] = {}
        self._text_rows: dict[str, SettingRow] = {}
        if presenter.settings.demo:
            self._demo()
        self._text("name", mark("Name of the shop"), mark("As it stands at the top of every receipt."))
        self._address()
        self._place()
        for field, title, meaning in (*_NUMBERS, *_CONTACTS):
            self._text(field, title, meaning)
        self._logo()

    def _demo(self) -> None:
        self.own = PlainButton("", icon="store", height=40)
        self.add(
            mark("This is the demo shop"),
            mark("Try everything here. Your own shop begins empty; the demo stays in a folder of its own."),
            self.own,
        )
        self.own.clicked.connect(lambda: self._ask_own_shop())
        speak(self, lambda: self.own.setText(_("Create my own shop")))

    def _text(self, field: str, title: str, meaning: str) -> None:
        self.texts[field] = TextField("")
        self._text_rows[field] = self.setting(field, title, meaning, self.texts[field])

    def _address(self) -> None:
        self.address = LinesField("", height=THREE_LINES)
        self.bound(
            "address",
            mark("Address"),
            mark("Street, postcode and town, a line each."),
            self.address,
            self._presenter.set_address,
            write="\n".join,
        )

    def _place(self) -> None:
        decide = self._presenter.decide
        self.country, self.region = ChoiceField("", ()), ChoiceField("", ())
        country = self.add(
            mark("Country"),
            mark("Decides which tax rates are proposed and how numbers are checked."),
            self.country,
        )
        self._region_row = self.add(mark("Province"), mark("Its own taxes come with it."), self.region)
        self.currency = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.add(
            mark("Currency"),
            mark("Chosen when the shop was made: sums in two currencies cannot be added up."),
            self.currency,
        )

        def moved() -> None:
            words = _("Saved. Look at the proposed rates under Taxes.")
            first = regions(self.country.value())
            decide(country, words, country=self.country.value(), region=first[0][0] if first else "")

        self.country.changed.connect(moved)

        def settled() -> None:
            words = _("Saved. Look at the proposed rates under Taxes.")
            decide(self._region_row, words, region=self.region.value())

        self.region.changed.connect(settled)
        speak(self, self._name_places)

    def _name_places(self) -> None:
        settings, language = self._presenter.settings, current().language
        self.country.set_options(countries(language), settings.country)
        self.currency.setText(currency_words(settings.currency, language))
        self._show_place(settings)

    def _show_place(self, settings: ShopSettings) -> None:
        provinces = regions(settings.country)
        self.country.set_value(settings.country)
        self.region.set_options(provinces, settings.region)
        self._region_row.rename(region_title(settings.country))
        self.offer(self._region_row, bool(provinces))

    def _logo(self) -> None:
        presenter = self._presenter
        self.logo = LogoField(presenter.shop.logos.read)
        row = self.add(
            mark("Logo"), mark("Any picture; it is made small and printed at the top of invoices."), self.logo
        )
        self.logo.chosen.connect(lambda file: presenter.choose_logo(row, file))
        self.logo.cleared.connect(lambda: presenter.decide(row, logo=""))

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        self.form.show({"address": settings.address})
        self.logo.show_logo(settings.logo)
        two = bool(settings.taxes_apart or settings.second_tax_number)
        self.offer(self._text_rows["second_tax_number"], two)
        self._show_place(settings)
