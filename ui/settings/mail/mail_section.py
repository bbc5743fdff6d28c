"""The section of messages: which server, what is sent and what it says, and what did not go."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from pos.domain.mail.account import Security
from pos.domain.mail.kinds import STATUS, TO_SHOP, MailKind, status_key
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.settings import ShopSettings
from pos.domain.shop.statuses import FULFILMENT
from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import WholeField
from ui.kit.forms.segments import Segments
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.lists import stacked
from ui.settings.mail.mail_presenter import MailPresenter
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section, SettingRow
from ui.shared.mails import words as mail_words
from ui.shared.mails.mail_list import MailList
from ui.shared.orders.words import FULFILMENTS

_ADDRESSES = (
    (
        "mail_sender",
        mark("Messages come from"),
        mark("One address; empty: the shop's own. Most servers want that of the login."),
    ),
    (
        "mail_to_shop",
        mark("Messages to the shop go to"),
        mark("New orders, little left, something wrong; empty: the shop's own address."),
    ),
)
_BY_HAND = (MailKind.REMINDER, MailKind.QUOTE)
"""Sent when a person asks for it, so nothing switches it off."""
_SAID = tuple(one for one in FulfilmentStatus if one not in ("Returned", "Will not deliver"))
"""The statuses that a person may say."""


class MailSection(Section):
    """The mail server is the shop's, its password stays on this computer."""

    heading, icon = mark("E-mail"), "mail"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow) -> None:
        super().__init__(presenter)
        self._window = window
        self.lane = Lane("mail settings", self)
        self.mail = MailPresenter(presenter, self.lane)
        window.closing.connect(self._stop)
        self._named = _named(presenter.settings)
        self._server()
        self._password()
        self._addresses()
        self._try()
        self._switches()
        self.texts = PlainButton("", icon="file-text", height=40)
        self.add(
            mark("What messages say"),
            mark("In each of six languages; your own words in place of the given ones."),
            self.texts,
        )
        self.texts.clicked.connect(self._edit_texts)
        self._outgoing()
        speak(self, self._say_words)

    def _stop(self) -> None:
        self.mail.stop()
        self.lane.close(cancel=True)

    def _server(self) -> None:
        settings = self._presenter.settings
        self.server, self.login = TextField("", codes=True), TextField("", codes=True)
        self.security = Segments(_securities, settings.mail_security)
        self.port = WholeField(settings.mail_port, 0, 65535)
        self.setting(
            "mail_server", mark("Mail server"), mark("Its name, as your provider gives it."), self.server
        )
        self.setting(
            "mail_security",
            mark("Secure connection"),
            mark("TLS from the start, or STARTTLS; none only for a server on this computer."),
            self.security,
        )
        self.setting(
            "mail_port", mark("Port"), mark("0 is the usual one: 465, 587 or 25."), self.port, write=_port
        )
        self.setting("mail_login", mark("Login"), mark("Empty where the server wants none."), self.login)

    def _password(self) -> None:
        self.password = TextField("", codes=True)
        self.password.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.kept = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        row = self.add(
            mark("Password"),
            mark(
                "Kept on this computer alone: in the keyring of the system, or in a file only you can read."
            ),
            stacked(self.password, self.kept),
        )

        def keep() -> None:
            typed = self.password.line.text()  # as it was typed: blanks count
            if self.password.line.isModified():
                self.password.set_text("")
                self.mail.keep_password(typed, row, self._say_where)

        self.password.left.connect(keep)

    def _addresses(self) -> None:
        self.addresses = {field: TextField("") for field, _title, _meaning in _ADDRESSES}
        for field, title, meaning in _ADDRESSES:
            self.setting(field, title, meaning, self.addresses[field])

    def _try(self) -> None:
        self.to, self.test = TextField(""), PlainButton("", icon="mail", height=40)
        row = self.add(
            mark("Try the server"),
            mark("A short message to this address, at once; what is wrong is said here."),
            stacked(self.to, self.test),
        )

        def over(words: str, *, refused: bool) -> None:
            self.test.setEnabled(True)
            (row.refuse if refused else row.saved)(words)

        def start() -> None:
            self.test.setEnabled(False)
            row.saved(_("Sending…"))
            self.mail.try_server(
                self.to.text() or self._presenter.settings.mail_address_of_shop,
                lambda words: over(words, refused=False),
                lambda words: over(words, refused=True),
            )

        self.test.clicked.connect(start)
        self.to.entered.connect(lambda *_of: self.test.click())

    def _switches(self) -> None:
        kinds = [one for one in MailKind if one not in TO_SHOP and one not in _BY_HAND]
        self.ticks = {
            **{one.value: Tick() for one in (*kinds, *sorted(TO_SHOP))},
            **{key: Tick() for key in self._status_keys()},
        }
        self._row_of_ticks(
            mark("Messages to customers"), mark("Who has no address gets none."), [one.value for one in kinds]
        )
        self._of_statuses = self._row_of_ticks(
            mark("When a status is said"),
            mark("A message about the status, where it is switched on."),
            self._status_keys(),
        )
        self._row_of_ticks(
            mark("Messages to the shop"), mark("At most one a sale."), [one.value for one in sorted(TO_SHOP)]
        )

    def _status_keys(self) -> list[str]:
        """The switches of the statuses that a person may say, the shop's own behind the given ones."""
        given = [one.value for one in _SAID if one is not FulfilmentStatus.READY]
        own = [key for key in self._named if key not in FULFILMENTS]
        return [status_key(one) for one in (*given, *own)]

    def _row_of_ticks(self, title: str, meaning: str, keys: list[str]) -> SettingRow:
        row = self.add(title, meaning, stacked(*(self.ticks[key] for key in keys), space=0))
        for key in keys:
            self._follow(key, row)
        return row

    def _follow(self, key: str, row: SettingRow) -> None:
        tick = self.ticks[key]
        tick.changed.connect(lambda: self.mail.switch(key, tick.value(), row))

    def _show_statuses(self) -> None:
        """Follow the shop's own statuses as they come, are renamed, and go."""
        keys, column = self._status_keys(), self._of_statuses.control.layout()
        assert column is not None
        for key in [one for one in self.ticks if one.startswith(STATUS) and one not in keys]:
            gone = self.ticks.pop(key)
            column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for key in (one for one in keys if one not in self.ticks):
            self.ticks[key] = Tick()
            column.addWidget(self.ticks[key])
            self._follow(key, self._of_statuses)
        self._say_words()

    def _outgoing(self) -> None:
        self.post = MailList(numbered=True)
        self.nothing = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        row = self.add(
            mark("Outgoing messages"),
            mark("What waits, perhaps went, or needs you."),
            stacked(self.nothing, self.post),
            wide=True,
            name="mail_post",
        )
        self.post.again_asked.connect(lambda which: self.mail.again(which, self._show_post, row.refuse))
        self.post.drop_asked.connect(lambda which: self.mail.drop(which, self._show_post, row.refuse))

    def _show_post(self) -> None:
        found = self.mail.post()
        self.post.show_mails(found)
        self.nothing.setVisible(not found)

    def _edit_texts(self) -> None:
        from ui.settings.mail.text_dialog import TextDialog

        TextDialog(self._window, self.mail).open_dialog()

    def opened(self) -> None:
        """Show where the password is, and what waits."""
        self.mail.where(self._say_where)
        self._show_post()

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        if self._named != (named := _named(settings)):
            self._named = named
            self._show_statuses()
        for key, tick in self.ticks.items():
            tick.set_value(self.mail.is_on(key))
        if self.isVisible():
            self._show_post()

    def _say_where(self, where: str) -> None:
        self.kept.setText(
            {
                "keyring": _("A password is kept in the keyring."),
                "file": _("A password is kept in a file only you can read: this system has no keyring."),
            }.get(where, _("No password is kept."))
        )

    def _say_words(self) -> None:
        self.test.setText(_("Send a test"))
        self.texts.setText(_("Texts…"))
        self.nothing.setText(_("Nothing waits."))
        settings = self._presenter.settings
        self.to.line.setPlaceholderText(settings.mail_address_of_shop)
        for field in self.addresses.values():
            field.line.setPlaceholderText(settings.email)
        for key, tick in self.ticks.items():
            status = key.removeprefix(STATUS)
            words = self._named.get(status) or (
                _(FULFILMENTS[FulfilmentStatus(status)][0]) if status != key else mail_words.kind(key)
            )
            tick.setText(words)
            tick.setAccessibleName(words)


def _named(settings: ShopSettings) -> dict[str, str]:
    """What the shop calls statuses of goods: its own, and given ones that it renamed."""
    return {one.key: one.name for one in settings.statuses if one.axis == FULFILMENT and one.name}


def _securities() -> list[tuple[Security, str]]:
    # Translators: the names of the protocols, and no secure connection at all
    return [(Security.TLS, "TLS"), (Security.STARTTLS, "STARTTLS"), (Security.NONE, _("None"))]


def _port(port: int) -> str:
    """A port as it is written: no mark between its thousands."""
    return str(port)
