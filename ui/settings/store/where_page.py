"""The first page of connecting: which web shop it is, and the token with which it lets a till in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos.domain.stores.connection import StoreConnection
from pos.domain.stores.place import place_of
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.fields import TextField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.shared.stores.words import KINDS

LONGEST = 1000
"""Letters of a token."""


class WherePage(QWidget):
    """The token is hidden as it is typed, and may come from a file."""

    def __init__(self, store: StoreConnection | None, token_in: Callable[[Path], str]) -> None:
        """`store` is one that was connected already: it stays the same."""
        super().__init__()
        self._store, self._token_in = store, token_in
        self.kind = Segments(lambda: list(KINDS.items()), store.kind if store else "ecwid")
        self.kind.setAccessibleName(_("Which web shop"))
        number = (
            (store.url or store.number) if store and store.kind == "woo" else store.number if store else ""
        )
        self.number = TextField("", number, codes=True)
        self.token, self.secret = (hidden("") for _one in range(2))
        self.file = PlainButton(_("From a file…"), icon="folder", height=40)
        self.help = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self._lay_out()
        if store is not None:
            for part in (*self.kind.buttons.values(), self.number):
                part.setEnabled(False)
            self.token.line.setPlaceholderText(_("empty: the one that is kept"))
        self.kind.changed.connect(self._say)
        self.file.clicked.connect(self._choose)
        self._say()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        for part in (self.kind, self.number):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.token, 1)
        row.addWidget(self.secret, 1)
        column.addLayout(row)
        column.addWidget(self.file)
        column.addWidget(self.help)
        column.addStretch(1)

    def _say(self) -> None:
        is_woo = self.kind.value() == "woo"
        self.number.set_title(_("Address of the shop") if is_woo else _("Store number"))
        self.token.set_title(_("Consumer key (ck_…)") if is_woo else _("Secret token"))
        self.secret.set_title(_("Consumer secret (cs_…)"))
        self.secret.setVisible(is_woo)
        self.help.setText(
            _(
                "In WordPress: WooCommerce, Settings, Advanced, REST API, Add key, with read and write. "
                "The address is the one your customers use."
            )
            if is_woo
            else _(
                "The number stands at the bottom of your Ecwid control panel. The token: my.ecwid.com, "
                "“develop apps”, your app, “secret token”; an app of your own is made there in a minute."
            )
        )

    def _choose(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(self, _("A file with the token"))
        token = self._token_in(Path(file)) if file else ""
        if token and self.kind.value() == "woo" and ":" in token:
            token, _colon, secret = token.partition(":")
            self.secret.set_text(secret)
        if token:
            self.token.set_text(token)

    def place(self) -> tuple[str, str, str]:
        """Kind, number and address; its mistake is shown at its field, and raised."""
        if self._store is not None:
            return self._store.kind, self._store.number, self._store.url
        try:
            return (self.kind.value(), *place_of(self.kind.value(), self.number.text()))
        except CashierError as error:
            self.number.set_mistake(sentence(error))
            raise

    def whole_token(self) -> str:
        """The token as it is sent; "" where none was typed."""
        token, secret = self.token.text().strip(), self.secret.text().strip()
        return f"{token}:{secret}" if self.kind.value() == "woo" and secret else token

    def check_token(self) -> bool:
        """Whether it can be one; else it is said at its field."""
        token = self.whole_token()
        if not token and self._store is None:
            self.token.set_mistake(_("Paste the token as the web shop shows it."))
        elif token and (not token.isascii() or not token.isprintable() or " " in token):
            self.token.set_mistake(
                _("This is no token: one has no spaces and only plain letters and digits.")
            )
        elif token and self.kind.value() == "woo" and ":" not in token:
            self.secret.set_mistake(_("WooCommerce gives two keys; paste both."))
        else:
            return True
        return False


def hidden(title: str) -> TextField:
    """A field of which nobody reads what is typed."""
    made = TextField(title, codes=True, limit=LONGEST)
    made.line.setEchoMode(QLineEdit.EchoMode.Password)
    return made
