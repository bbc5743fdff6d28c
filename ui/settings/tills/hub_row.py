"""The hub in the section of tills: how this till stands with it, or the way to one."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.text import _
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.speaking import speak
from ui.settings.tills.connect_hub_dialog import ConnectHubDialog
from ui.settings.tills.hub_presenter import HubPresenter, HubSeen
from ui.settings.tills.leave_hub_dialog import LeaveHubDialog
from ui.settings.tills.sheet_dialogs import SheetDialog, TypeSheetDialog
from ui.shared.rounds import words


class HubControl(QWidget):
    """A line and its buttons; each is only there where it does something."""

    def __init__(self, hub: HubPresenter, window: MainWindow) -> None:
        super().__init__()
        self.hub, self._window = hub, window
        self.seen: HubSeen | None = None
        self.tag = Tag("", Mood.NEUTRAL)
        self.told = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.connect_to = PlainButton("", icon="plus", height=40)
        self.ask, self.repair, self.leave = (PlainButton("", height=40) for _one in range(3))
        self.sheet, self.type_sheet = PlainButton("", height=40), PlainButton("", height=40)
        self._lay_out()
        window.status.cancelled.connect(hub.cancel)
        self.connect_to.clicked.connect(lambda: ConnectHubDialog(window, hub).open_dialog())
        self.sheet.clicked.connect(lambda: SheetDialog(window, hub).open_dialog())
        self.type_sheet.clicked.connect(lambda: TypeSheetDialog(window, hub).open_dialog())
        self.leave.clicked.connect(self._leave)
        speak(self, self._say)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.addWidget(self.tag)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.told)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.space(2))
        for side in (0, 1):
            self._grid.setColumnStretch(side, 1)
        column.addLayout(self._grid)
        for at, button in enumerate(self._buttons()):
            self._grid.addWidget(button, at // 2, at % 2)
            button.hide()
        self.setFocusProxy(self.connect_to)

    def _buttons(self) -> tuple[PlainButton, ...]:
        return (self.connect_to, self.ask, self.repair, self.sheet, self.type_sheet, self.leave)

    def look(self, *, is_office: bool) -> None:
        """Read how it stands."""
        self.hub.read(lambda seen: self._show(seen, is_office=is_office))

    def _show(self, seen: HubSeen, *, is_office: bool) -> None:
        self.seen = seen
        has_hub = seen.state is not None
        wanted = (
            (self.connect_to, not has_hub),
            (self.ask, has_hub),
            (self.repair, has_hub and is_office),
            (self.sheet, seen.has_key),
            (self.type_sheet, seen.is_elsewhere and is_office),
            (self.leave, has_hub),
        )
        had = next((button for button in self._buttons() if button.hasFocus()), None)
        shown = [button for button, is_wanted in wanted if is_wanted]
        for button in self._buttons():
            self._grid.removeWidget(button)
            button.setVisible(button in shown)
        for at, button in enumerate(shown):
            self._grid.addWidget(button, at // 2, at % 2)
        self.setFocusProxy(shown[0])
        if had is not None and had not in shown:
            shown[0].setFocus()
        self._say()

    def _leave(self) -> None:
        if self.seen is not None and self.seen.state is not None:
            LeaveHubDialog(self._window, self.hub, self.seen.state).open_dialog()

    def _say(self) -> None:
        self.connect_to.setText(_("Connect to a hub…"))
        self.ask.setText(_("Ask it now"))
        self.repair.setText(_("Put right what it holds"))
        self.sheet.setText(_("Recovery sheet…"))
        self.type_sheet.setText(_("Type in the recovery sheet…"))
        self.leave.setText(_("Leave the hub…"))
        state = self.seen.state if self.seen else None
        self.tag.setVisible(state is not None)
        if state is not None:
            self.tag.show_tag(*words.chip(state))
            where = _("This till's login is kept in a file only you can read.")
            self.told.setText(f"{words.safe(state)} {where}")
        else:
            self.told.setText(_("No hub: tills tell each other by a stick."))
