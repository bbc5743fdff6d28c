"""An address as the people of its country write it: their fields, in their order, under their names."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from pos.domain.words.address import Address
from pos.domain.words.fields import field_of
from pos.text import _, current
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme

if TYPE_CHECKING:
    from pos.contacts.address import AddressField

COLUMNS = 6
TOP = Qt.AlignmentFlag.AlignTop
NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
BETWEEN_LINES = "; "
"""Parts the lines of a street in its one field."""
NO_FORM = ("", "", ())
TEXTS = ("street", "district", "postcode", "city", "region", "name")


class AddressFields(QWidget):
    """Fields of one address; `edited` carries it as it is now, `left` says that a field was left."""

    edited = Signal(object)  # (name of the field, Address)
    left = Signal()

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self._address = Address()
        self._form: tuple[str, str, tuple[str, ...]] = NO_FORM
        self.fields = {name: TextField("") for name in TEXTS}
        self._bound = Form(self)
        for name, field in self.fields.items():
            self._bound.bind_live(name, field, partial(self._write, name), left=self.left.emit)
        self.country = ChoiceField("", ())
        self.regions = ChoiceField("", ())
        self._choices: tuple[tuple[str, str], ...] = ()
        for choice in (self.country, self.regions):
            choice.choices.setSizeAdjustPolicy(NARROW)
            choice.choices.setMinimumContentsLength(6)
        self.country.changed.connect(lambda: self._write("country", self.country.value() or ""))
        self.regions.changed.connect(lambda: self._write("region", self.regions.value() or ""))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(theme.space(2))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def show_address(self, address: Address, recipient: str) -> None:
        """Show an address; `recipient` is who lives there where nobody else is named."""
        self._address = address
        self._arrange(address.country)
        shown = {name: str(field_of(address, name)) for name in TEXTS if name != "street"}
        if _lines(self.fields["street"].text()) != address.street:
            shown["street"] = BETWEEN_LINES.join(address.street)
        self._bound.show(shown)
        self.fields["name"].line.setPlaceholderText(recipient)
        self.country.set_value(address.country)
        self._offer_regions()

    def mark(self, name: str, words: str) -> None:
        """Show what is wrong with a field, and give it the keyboard."""
        field = self.field(name)
        if isinstance(field, TextField):
            field.set_mistake(words)

    def field(self, name: str) -> TextField | ChoiceField:
        """The field of that name, the first for one that is not shown."""
        if name == "country":
            return self.country
        if name == "region" and not self.regions.isHidden():
            return self.regions
        found = self.fields.get(name)
        return self.fields["street"] if found is None or found.isHidden() else found

    def retell(self) -> None:
        """Say the names of fields and countries in another language."""
        self._form = NO_FORM
        self._arrange(self._address.country)
        self.country.set_value(self._address.country)

    def _write(self, name: str, text: str) -> None:
        value: Any = text
        if name == "street":
            value = _lines(text)
        self._address = replace(self._address, **{name: value})
        if name != "country":
            self.edited.emit((name, self._address))
            return
        self._arrange(text)
        for field in self.fields.values():
            field.set_mistake("")  # what was wrong there may be right here, and the other way round
        self.edited.emit((name, self._address))
        self.left.emit()

    def _arrange(self, country: str) -> None:
        """Lay the fields out as the country does, once; what else is written stays in sight below them."""
        from pos.contacts.address import address_form
        from pos.domain.words.errors import CountryUnknown

        self._name_countries()
        try:
            form = address_form(country)
        except CountryUnknown:
            form = address_form("FR")
        rows = [[one for one in row if one.name not in ("name", "company")] for row in form.rows]
        more = self._without_place({one.name for row in rows for one in row})
        wanted = (country, current().language, tuple(one.name for one in more))
        if wanted == self._form:
            return
        self._form = wanted
        for part in (*self.fields.values(), self.regions):
            part.hide()
            self._grid.removeWidget(part)
        at = 0
        for row in filter(None, (*rows, more)):
            self._lay_row(at, row)
            at += 1
        self._grid.addWidget(self.country, at, 0, 1, 3, TOP)
        self._grid.addWidget(self.fields["name"], at, 3, 1, 3, TOP)
        self.fields["name"].show()

    def _name_countries(self) -> None:
        if self._form[1] == current().language:
            return
        from pos.contacts.address import countries

        self.country.set_title(_("Country"))
        self.country.set_options(countries(current().language))
        self.fields["name"].set_title(_("Recipient"))

    def _without_place(self, known: set[str]) -> list[AddressField]:
        """The fields in use that the country has no place for: full ones, and one being written in."""
        from pos.contacts.address import AddressField, field_title

        return [
            AddressField(name, field_title(name), required=False)
            for name in TEXTS
            if name not in known and name != "name"
            if field_of(self._address, name) or self.fields[name].line.hasFocus()
        ]

    def _lay_row(self, at: int, row: list[AddressField]) -> None:
        column = 0
        for asked, span in zip(row, _spans([one.name for one in row]), strict=True):
            title = _(asked.label)
            if not asked.required:
                title = _("{field} (optional)").format(field=title)
            part = self._part(asked.name, title, asked.choices)
            self._grid.addWidget(part, at, column, 1, span, TOP)
            part.show()
            column += span

    def _offer_regions(self) -> None:
        """The regions of the country, and what is written where it is none of them."""
        region = self._address.region
        own = () if region in ("", *(key for key, _name in self._choices)) else ((region, region),)
        self.regions.set_options((("", ""), *self._choices, *own), region)

    def _part(self, name: str, title: str, choices: tuple[tuple[str, str], ...]) -> TextField | ChoiceField:
        if name == "region" and choices:
            self.regions.set_title(title)
            self._choices = choices
            self._offer_regions()
            return self.regions
        self.fields[name].set_title(title)
        return self.fields[name]


def _lines(street: str) -> tuple[str, ...]:
    """The lines that stand in the one field."""
    return tuple(part.strip() for part in street.split(BETWEEN_LINES.strip()) if part.strip())


def _spans(names: list[str]) -> list[int]:
    """How wide the fields of a row are: a postcode is short."""
    match len(names):
        case 1:
            return [COLUMNS]
        case 2:
            return [2 if name == "postcode" else 4 if "postcode" in names else 3 for name in names]
        case _:
            return [2] * len(names)
