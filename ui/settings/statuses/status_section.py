"""The section of statuses: how the shop calls them, which are offered and mailed, and its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from pos.domain.mail.kinds import MailSwitch
from pos.domain.shop.settings import ShopSettings
from pos.domain.shop.statuses import FULFILMENT, PAYMENT, STANDS_AS, ShopStatus
from pos.text import _, mark
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.lists import EditableList, FieldFeedback, line_of, remover, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section, SettingRow
from ui.settings.statuses.status_presenter import StatusPresenter, usual_name

_AXES = (
    (
        PAYMENT,
        mark("How far the money is"),
        mark("It follows the payments. A status of your own shows while the one it stands as holds."),
    ),
    (
        FULFILMENT,
        mark("How far the goods are"),
        mark("It follows what was handed over. What is not offered is still shown where an order has it."),
    ),
)


class StatusSection(Section):
    """Statuses of orders."""

    heading, icon = mark("Statuses"), "list"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter)
        self.statuses = StatusPresenter(presenter)
        self.lists: dict[str, EditableList] = {}
        self.row_of: dict[str, SettingRow] = {}
        for axis, title, meaning in _AXES:
            made = EditableList(mark("Another status, such as Engraving"), partial(self._add, axis))
            self.lists[axis] = made
            self.row_of[axis] = self.add(title, meaning, made, wide=True)
        self._shown: tuple[tuple[ShopStatus, ...], tuple[MailSwitch, ...]] | None = None
        speak(self, self._anew)

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        if self._shown != (settings.statuses, settings.mail_switches):
            self._anew()

    def _anew(self) -> None:
        settings = self._presenter.settings
        self._shown = settings.statuses, settings.mail_switches
        for axis, made in self.lists.items():
            made.show_lines([self._line(one) for one in self.statuses.statuses(axis)])

    def _line(self, one: ShopStatus) -> QWidget:
        row, statuses = self.row_of[one.axis], self.statuses
        usual = usual_name(one.key) if not one.is_own else ""
        called = one.name or usual
        field = TextField("")
        field.line.setPlaceholderText(usual)
        field.line.setAccessibleName(_("Name of {name}").format(name=usual or one.name))
        form = Form(field)
        form.bind("name", field, lambda text: statuses.rename(one, text, FieldFeedback(field, row)))
        form.show({"name": one.name})
        if not statuses.can_be_said(one):
            return line_of(field, space=theme.space(2))
        offered, mailed = (
            Tick(_("Offered"), not one.off),
            Tick(_("Mail the customer"), statuses.is_mailed(one)),
        )
        offered.setAccessibleName(_("{name} is offered").format(name=called))
        mailed.setAccessibleName(_("Mail the customer at {name}").format(name=called))
        offered.clicked.connect(lambda: statuses.offer(one, offered.isChecked(), row))
        mailed.clicked.connect(lambda: statuses.mail(one, mailed.isChecked(), row))
        if not one.is_own:
            return line_of(field, offered, mailed, space=theme.space(2))
        known = [(key, _("as {status}").format(status=usual_name(key))) for key in STANDS_AS[one.axis]]
        stands = ChoiceField("", known, one.stands_as)
        stands.choices.setAccessibleName(_("{name} stands as").format(name=called))
        stands.changed.connect(lambda: statuses.stand_as(one, stands.value() or one.stands_as, row))
        away = remover(called, lambda: statuses.remove(one, row))
        beside = line_of(stands, offered, mailed, away, space=theme.space(2))
        return stacked(field, beside, space=theme.space(1))

    def _add(self, axis: str, name: str) -> None:
        field = self.lists[axis].field
        self.statuses.add(axis, name, FieldFeedback(field, self.row_of[axis]))
        if not field.mistaken:
            field.set_text("")
