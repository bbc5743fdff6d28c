"""What is chosen of a product when it goes into the cart, and what it costs with that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos.domain.catalogue.choices import Chosen, Question, Way
from pos.domain.words.text import NAME_LIMIT
from pos.text import _
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import QuantityField
from ui.kit.look import theme
from ui.sell.presenter import SellPresenter
from ui.sell.questions import AskChoices
from ui.shared.cart import words as cart_words

_Words = Callable[[Question, int], str]
_Worth = Callable[[Question, int], Chosen]


class ChoicesDialog(FormDialog):
    """A field for each question, how many, and the price of one as it comes to be."""

    def __init__(self, window: QWidget, ask: AskChoices, presenter: SellPresenter) -> None:
        super().__init__(window, cart_words.full_name(ask.hit.name, ask.hit.options), _("Add"), 520)
        assert ask.hit.price is not None
        self._hit, self._price, self._presenter = ask.hit, ask.hit.price, presenter
        self._currency = presenter.settings.currency
        self._asked = [_Asked(one, self._more) for one in ask.questions]
        for one in self._asked:
            if one.title:
                self.body.addWidget(theme.label(one.title, theme.NOTE, tone=theme.Tone.MUTED))
            for part in one.parts:
                self.body.addWidget(part)
                part.changed.connect(self._show_price)
        self.quantity = QuantityField(_("Quantity"), ask.quantity, unit=ask.hit.unit)
        self.price = theme.label("", theme.BODY, theme.MEDIUM)
        self.beside(self.quantity, self.price)
        self.finish()
        self._show_price()
        self.first = self._asked[0].first or self.quantity

    def submit(self) -> bool:
        if not self._presenter.sale.add(self._hit, self.quantity.value(), chosen=self.chosen()):
            return False
        self._presenter.cleared.emit()
        return True

    def chosen(self) -> tuple[Chosen, ...]:
        """What is answered now."""
        return tuple(each for one in self._asked for each in one.chosen(self._worth))

    def _worth(self, question: Question, place: int) -> Chosen:
        offer = question.offers[place]
        return Chosen(question.name, offer.text, offer.worth(self._price, self._currency))

    def _more(self, question: Question, place: int) -> str:
        """An answer with what it adds: "Gift wrap + 2,50 €"."""
        chosen = self._worth(question, place)
        if not chosen.more:
            return chosen.value
        amount = cart_words.price_each(abs(chosen.more), "", self._currency)
        return f"{chosen.value} {'+' if chosen.more > 0 else '−'} {amount}"

    def _show_price(self) -> None:
        price = self._price + sum((one.more for one in self.chosen()), start=self._price * 0)
        self.price.setText(cart_words.price_each(max(price, price * 0), self._hit.unit, self._currency))


class _Asked:
    """One question with its fields: a list, ticks, or a line to write."""

    def __init__(self, question: Question, words: _Words) -> None:
        self._question = question
        self.title = question.name if question.way is Way.SEVERAL else ""
        offered = [(place, words(question, place)) for place in range(len(question.offers))]
        self.parts: list[ChoiceField | Tick | TextField] = []
        if question.way is Way.TEXT:
            title = question.name if question.required else _("{name} (optional)").format(name=question.name)
            self.parts.append(TextField(title, limit=NAME_LIMIT, required=question.required))
        elif question.way is Way.SEVERAL:
            self.parts += [Tick(words) for _place, words in offered]
        else:
            nothing = [] if question.required else [(-1, _("Nothing"))]
            usual = question.usual if 0 <= question.usual < len(offered) else offered[0][0]
            value = usual if question.required or question.usual >= 0 else -1
            self.parts.append(ChoiceField(question.name, [*nothing, *offered], value))

    @property
    def first(self) -> QWidget | None:
        """What takes the keyboard."""
        return self.parts[0] if self.parts else None

    def chosen(self, worth: _Worth) -> list[Chosen]:
        """The answer, as far as there is one."""
        question = self._question
        found: list[Chosen] = []
        for place, part in enumerate(self.parts):
            value = part.value() if not isinstance(part, TextField) else part.text().strip()
            if isinstance(part, TextField) and value:
                found.append(Chosen(question.name, str(value), is_text=True))
            elif isinstance(part, Tick) and value:
                found.append(worth(question, place))
            elif isinstance(part, ChoiceField) and isinstance(value, int) and value >= 0:
                found.append(worth(question, value))
        return found
