"""The questions of the first start, on one screen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.text import _, current, mark
from ui.kit.actions import ENTER, Action
from ui.kit.controls.buttons import ChoiceButton, PrimaryButton
from ui.kit.controls.panel import holding
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form, first_mistaken
from ui.kit.forms.numbers import PercentField
from ui.kit.look import theme
from ui.kit.look.tags import HEIGHT, paint_tag, tag_width
from ui.kit.speaking import speak
from ui.shared.places import countries, currencies, region_title, regions
from ui.welcome.presenter import WelcomePresenter


class _Rates(QWidget):
    """The proposed rates as tags, on as many lines as they need."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(2 * (HEIGHT + 6))

    def show_rates(self, words: tuple[str, ...]) -> None:
        self._words = words
        self.setAccessibleName(", ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 2 * (HEIGHT + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, line = 0.0, 0
        for words in self._words:
            if left and left + tag_width(words) > self.width():
                left, line = 0.0, line + 1
            left = paint_tag(painter, left, line * (HEIGHT + 6) + HEIGHT / 2, words) + 6
        painter.end()


class ShopForm(QWidget):
    """Fields over a presenter: it notes what is typed and shows what is proposed."""

    finished = Signal()

    def __init__(self, welcome: WelcomePresenter) -> None:
        super().__init__()
        self._welcome = welcome
        self.title = theme.label("", theme.TITLE, theme.BOLD)
        self.name, self.street, self.city, self.person = (TextField("") for _one in range(4))
        self.country, self.currency, self.region = (ChoiceField("", ()) for _one in range(3))
        self.rate = PercentField("", places=4)
        self.rates_title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.rates = _Rates()
        self.note = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.style_title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.included = ChoiceButton(height=40, soft=True)
        self.on_top = ChoiceButton(height=40, soft=True)
        create = Action("welcome.create", mark("Create my shop"), self.finish, ENTER)
        self.make = PrimaryButton(action=create, height=52)
        self._lay_out()
        self._connect()
        speak(self, self._say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        column.addWidget(self.title)
        column.addWidget(self.name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(3))
        grid.addWidget(self.street, 0, 0)
        grid.addWidget(self.city, 0, 1)
        grid.addWidget(self.country, 1, 0)
        grid.addWidget(self.currency, 1, 1)
        grid.addWidget(self.region, 2, 0)
        grid.addWidget(self.rate, 2, 1)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column.addLayout(grid)
        column.addWidget(self.style_title)
        self.styles = holding(self._style_row())
        column.addWidget(self.styles)
        column.addWidget(self.rates_title)
        column.addWidget(self.rates)
        column.addWidget(self.note)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(3))
        foot.addWidget(self.person, 1)
        foot.addWidget(self.make, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)

    def _style_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        self._style = QButtonGroup(self)
        for button in (self.included, self.on_top):
            self._style.addButton(button)
            row.addWidget(button, 1)
        return row

    def _connect(self) -> None:
        form = Form(self)
        texts = {"name": self.name, "street": self.street, "city": self.city, "person": self.person}
        for name, field in texts.items():
            form.bind_live(name, field, partial(self._note, name))
            field.entered.connect(self.finish)
        self.rate.changed.connect(lambda: self._welcome.change(typed_rate=self.rate.text()))
        self.rate.entered.connect(self.finish)
        self.country.changed.connect(self._country_chosen)
        self.region.changed.connect(self._region_chosen)
        self.currency.changed.connect(self._currency_chosen)
        self.included.clicked.connect(lambda: self._welcome.change(prices_include_tax=True))
        self.on_top.clicked.connect(lambda: self._welcome.change(prices_include_tax=False))

    def _note(self, name: str, text: str) -> None:
        self._welcome.change(**{name: text})

    def finish(self) -> None:
        """Show what is missing, or say that the shop can be created."""
        mistakes = self._welcome.mistakes()
        self.name.set_mistake(mistakes.get("name", ""))
        self.rate.set_mistake(mistakes.get("typed_rate", ""))
        if (first := first_mistaken(self)) is not None:
            first.take_keyboard()
        else:
            self.finished.emit()

    def working(self, on: bool) -> None:
        """Show on the button that the shop is being made."""
        self.make.setText(_("One moment…") if on else _("Create my shop"))

    def _country_chosen(self) -> None:
        self._welcome.choose_country(self.country.value())
        self._show_proposal()

    def _region_chosen(self) -> None:
        self._welcome.choose_region(self.region.value())
        self._show_proposal()

    def _currency_chosen(self) -> None:
        self._welcome.change(currency=self.currency.value())
        self._show_notes()

    def _show_notes(self) -> None:
        said = self._welcome.notes_in_words()
        self.note.setText(said)
        self.note.setVisible(bool(said))

    def _say(self) -> None:
        self.title.setText(_("Create your shop"))
        self.name.set_title(_("Name of the shop"))
        self.street.set_title(_("Street and number"))
        self.city.set_title(_("Postcode and town"))
        self.person.set_title(_("Who sells?"))
        self.name.line.setPlaceholderText(_("as it stands on the receipt"))
        self.person.line.setPlaceholderText(_("your first name"))
        self.country.set_title(_("Country"))
        self.currency.set_title(_("Currency"))
        self.style_title.setText(_("Prices in the shop"))
        self.styles.setAccessibleName(self.style_title.text())
        self.included.setText(_("Tax is in the price"))
        self.on_top.setText(_("Tax is added at the till"))
        self.country.set_options(countries(current().language), self._welcome.answers.country)
        self._show_proposal()

    def _show_proposal(self) -> None:
        now = self._welcome.answers
        self.currency.set_options(currencies(current().language, now.currency), now.currency)
        self.region.set_title(_(region_title(now.country)))
        self.region.set_options(regions(now.country), now.region)
        self.region.setVisible(bool(regions(now.country)))
        self.rate.set_title(_("{tax} rate").format(tax=self._welcome.proposal.label))
        self.rate.setVisible(self._welcome.asks_rate)
        self.included.setChecked(now.prices_include_tax)
        self.on_top.setChecked(not now.prices_include_tax)
        title = _("{tax} rates to start with; change them in Settings")
        self.rates_title.setText(title.format(tax=self._welcome.proposal.label))
        self._show_notes()
        known = not self._welcome.asks_rate
        self.rates_title.setVisible(known)
        self.rates.setVisible(known)
        self.rates.show_rates(self._welcome.rates_in_words())
