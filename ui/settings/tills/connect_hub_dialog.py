"""Connect to a hub: its address, tried in words; then it is made, with how far all of this till is sent."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.progress import ProgressPane
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import TextField
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.settings.tills.hub_presenter import HubPresenter
from ui.settings.tills.sheet_dialogs import SheetDialog

LOOK_MS = 200


class ConnectHubDialog(FormDialog):
    """Asks for the owner's way to the database, which is used and not kept."""

    def __init__(self, window: QWidget, hub: HubPresenter) -> None:
        super().__init__(
            window,
            _("Connect to a hub"),
            _("Connect"),
            600,
            note=_(
                "A hub is an empty PostgreSQL database that the shop rents or runs: the tills meet there. "
                "Its address is used now and not kept; each till gets a login of its own."
            ),
        )
        self._hub, self._ended, self._is_making = hub, False, False
        self.address = TextField(
            _("Address of the database"), hint="postgresql://owner:…@host/database", required=True, codes=True
        )
        self.address.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_it = Tick()
        self.show_it.setText(_("Show what is typed"))
        self.found = theme.label("", theme.BODY, theme.MEDIUM, theme.Tone.ACCENT, wrap=True)
        self.found.hide()
        self.progress = ProgressPane()
        self.progress.cancel.hide()
        self.progress.setMinimumHeight(theme.tall(150))
        self.progress.hide()
        self.try_it, self.later = PlainButton(_("Try it"), height=52), PlainButton("", height=52)
        for part in (self.address, self.show_it, self.found, self.progress):
            self.body.addWidget(part)
        self.finish(self.try_it, self.later)
        self.later.setText(_("Send the rest later"))
        self.later.hide()
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._connect_parts()

    def _connect_parts(self) -> None:
        self.show_it.changed.connect(self._show_or_hide)
        self.address.changed.connect(lambda: self._found(""))
        self.try_it.clicked.connect(self._try)
        self.later.clicked.connect(self._send_later)
        self._looks.timeout.connect(self._look)
        self.closed.connect(self._end)
        self.first = self.address.line

    def _end(self) -> None:
        self._ended = True
        self._looks.stop()
        self.address.set_text("")

    def _show_or_hide(self) -> None:
        kinds = QLineEdit.EchoMode
        self.address.line.setEchoMode(kinds.Normal if self.show_it.value() else kinds.Password)

    def _found(self, words: str) -> None:
        if not self._ended:
            self.found.setText(words)
            self.found.setVisible(bool(words))
            if words:
                announce(words)

    def _try(self) -> None:
        if not self.address.check():
            return
        self._let(False)
        self.say("")
        self._found(_("One moment…"))
        self._hub.look_at(self.address.text(), self._tried, self._refused)

    def _tried(self, words: str) -> None:
        if not self._ended:
            self._let(True)
            self._found(words)

    def submit(self) -> bool:
        """Make the hub; the dialog stays until all is sent, or the rest is left for later."""
        self._is_making = True
        self._let(False)
        self._found("")
        self.say("")
        self._show_form(False)
        self.progress.begin(_("Making the hub…"))
        self._looks.start()
        self._hub.connect_to(self.address.text(), self._made, self._refused)
        return False

    def _look(self) -> None:
        """Say how much is sent; from then on the rest can wait."""
        steps = self._hub.sending()
        if steps.of:
            done, of = current().number(steps.done), current().number(steps.of)
            self.progress.title.setText(_("Sending {done} of {of}").format(done=done, of=of))
            self.progress.step(steps.done, steps.of)
            self.later.show()

    def _send_later(self) -> None:
        self.later.setEnabled(False)
        self._hub.send_later()

    def _made(self, words: str) -> None:
        if self._ended:
            return
        window, hub = self.window(), self._hub
        self._is_making = False
        self.close_dialog()
        if hub.sync.sheet.has_key:
            SheetDialog(window, hub, words, must=True).open_dialog()

    def _refused(self, words: str) -> None:
        if self._ended:
            return
        self._is_making = False
        self._looks.stop()
        self._show_form(True)
        self._let(True)
        self._found("")
        self.say(words)
        self.address.take_keyboard()

    def step_back(self) -> None:
        """Wait for what is being made: the hub may be there already."""
        if not self._is_making:
            super().step_back()

    def _show_form(self, on: bool) -> None:
        for part in (self.address, self.show_it, self.try_it, self.back, self.answer):
            part.setVisible(on)
        self.progress.setVisible(not on)
        self.later.hide()
        self.later.setEnabled(True)

    def _let(self, go: bool) -> None:
        for part in (self.answer, self.try_it, self.address, self.show_it):
            part.setEnabled(go)
