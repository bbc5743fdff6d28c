"""The section of delivery: the ways, one of them opened to be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from pos.domain.shop.delivery import DeliveryMethod
from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.delivery.delivery_presenter import DeliveryPresenter
from ui.settings.delivery.method_editor import MethodEditor
from ui.settings.lists import EditableList, FieldFeedback, line_of, movers, remover, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section


class DeliverySection(Section):
    """How goods are handed out and brought, and what that costs."""

    heading, icon = mark("Delivery"), "truck"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter)
        self.delivery = DeliveryPresenter(presenter)
        self.list = EditableList(mark("Another way, such as a courier"), self._add)
        self.row = self.add(
            mark("Ways to deliver"),
            mark("Offered with each order, in this order, for the fee of the day it is placed."),
            self.list,
            wide=True,
            name="delivery_methods",
        )
        self.open = ""
        self.editor: MethodEditor | None = None
        self._fee_next = False
        """Whether a way was just added: what it costs is asked next."""
        self._shown: tuple[object, ...] = ()
        speak(self, self._anew)

    def show_settings(self, settings: ShopSettings) -> None:
        """Show the ways as they are now; what is being written in one stays."""
        if self._shown != self._shape():
            self._anew()
        one = self.delivery.method(self.open)
        if self.editor is not None and one is not None:
            self.editor.show_method(one)
        for method in self.delivery.methods:  # the writer lane may have saved one more meanwhile
            if method.key in self._summaries:
                self._summaries[method.key].setText(self.delivery.summary(method))

    def toggle(self, key: str) -> None:
        """Open a way to be changed, or close it again."""
        self.open = "" if self.open == key else key
        self._anew()
        if self.editor is not None:
            self.editor.name.setFocus()
        else:
            self._changes[key].setFocus()

    def _shape(self) -> tuple[object, ...]:
        """What the lines are made of; while it stays, only their words change."""
        methods = self.delivery.methods
        names = [(one.key, one.name, one.kind) for one in methods]
        one = self.delivery.method(self.open)
        return (*names, self.open, one and len(one.weights), self.delivery.classes)

    def _anew(self) -> None:
        self.editor = None
        self._changes: dict[str, PlainButton] = {}
        self._summaries: dict[str, QLabel] = {}
        self._shown = self._shape()  # before the lines: what is saved meanwhile makes them once more
        methods = self.delivery.methods
        self.list.show_lines([self._line(one, at, len(methods)) for at, one in enumerate(methods)])
        if self._fee_next and self.editor is not None:
            self._fee_next = False
            self.editor.fee.take_keyboard()

    def _line(self, one: DeliveryMethod, at: int, count: int) -> QWidget:
        delivery = self.delivery
        name = theme.label(one.name, theme.BODY, theme.MEDIUM, wrap=True)
        summary = theme.label(delivery.summary(one), theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self._summaries[one.key] = summary
        words = stacked(name, summary, space=2)
        up, down = movers(one.name, at, count, lambda by: delivery.move(one.key, by, self.row))
        is_open = one.key == self.open
        change = PlainButton(_("Done") if is_open else _("Edit"))
        change.setAccessibleName((_("Close {name}") if is_open else _("Edit {name}")).format(name=one.name))
        self._changes[one.key] = change
        change.clicked.connect(lambda: self.toggle(one.key))
        away = remover(one.name, lambda: delivery.remove(one.key, self.row))
        head = line_of(words, change, up, down, away)
        if not is_open:
            return head
        self.editor = MethodEditor(delivery, one, self.row)
        return stacked(head, self.editor)

    def _add(self, name: str) -> None:
        key = self.delivery.add(name, FieldFeedback(self.list.field, self.row))
        if key:
            self.open = key
            self._fee_next = True
            self.list.field.set_text("")
            self.show_settings(self._presenter.settings)
