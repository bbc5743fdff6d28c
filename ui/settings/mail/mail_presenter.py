"""What is decided about messages and where it is kept; the network is asked in a lane of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.contacts.email import read_email
from pos.domain.mail.kinds import MailKind, MailState, MailSwitch, QueuedMail, is_on
from pos.domain.mail.troubles import NobodyToWriteTo
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.kit.lanes import Lane
from ui.settings.presenter import Feedback, Say, SettingsPresenter

if TYPE_CHECKING:
    from pos.domain.mail.kinds import MailText
    from pos.services.mail.letters import Shown

NOT_SENT = (MailState.PARKED, MailState.PERHAPS, MailState.WAITING)
SHOWN = 30
"""How many of each are shown; where there are more, one thing keeps them all."""


class MailPresenter(QObject):
    """The server's password, the switches, the texts and the outgoing post."""

    def __init__(self, presenter: SettingsPresenter, lane: Lane) -> None:
        super().__init__(presenter)
        self.presenter = presenter
        self._lane = lane

    @property
    def _mailing(self):  # type: ignore[no-untyped-def]
        return self.presenter.shop.mailing

    # the server

    def where(self, show: Callable[[str], None]) -> None:
        """Say where the password is; keyrings may ask first, so it is asked in the lane."""
        passwords = self._mailing.passwords
        self._lane.run(lambda _progress: str(passwords.where()), show, latest="where")

    def keep_password(self, password: str, feedback: Feedback, kept: Callable[[str], None]) -> None:
        """Keep what was typed, on this computer alone."""
        passwords, sending = self._mailing.passwords, self._mailing.sending

        def work() -> str:
            where = str(passwords.keep(password))
            sending.resume()
            return where

        def done(where: str) -> None:
            feedback.saved(_("Saved"))
            kept(where)

        self._lane.run(lambda _progress: work(), done, lambda error: feedback.refuse(sentence(error)))

    def try_server(self, written: str, kept: Say, refused: Say) -> None:
        """Send a message that tries the server to an address."""
        sending = self._mailing.sending
        try:
            address = read_email(written)
            if not address:
                raise NobodyToWriteTo
        except CashierError as error:
            refused(sentence(error))
            return
        words = _("A test went to {address}.").format(address=address)
        self._lane.run(
            lambda _progress: sending.test(address),
            lambda _none: kept(words),
            lambda error: refused(sentence(error)),
        )

    def stop(self) -> None:
        """Hang up where the server is being tried."""
        if self._lane.busy:
            self._mailing.sending.stop()

    # what is sent

    def is_on(self, key: str) -> bool:
        """Whether messages of a kind, or about a status, go out."""
        return is_on(key, self.presenter.settings.mail_switches)

    def switch(self, key: str, on: bool, feedback: Feedback) -> None:
        """Let messages of a kind go out, or not."""
        others = tuple(one for one in self.presenter.settings.mail_switches if one.key != key)
        self.presenter.decide(feedback, mail_switches=(*others, MailSwitch(key, on)))

    # what it says

    def text(self, kind: MailKind, language: str) -> MailText:
        """The text that is sent."""
        return self._mailing.texts.text(kind, language)  # type: ignore[no-any-return]

    def is_own(self, kind: MailKind, language: str) -> bool:
        """Whether the shop wrote it itself."""
        return bool(self._mailing.texts.is_own(kind, language))

    def preview(
        self,
        kind: MailKind,
        language: str,
        subject: str,
        body: str,
        show: Callable[[Shown], None],
        refused: Say,
    ) -> None:
        """Fill the text with a made-up order; only the newest wish counts."""
        letters = self._mailing.letters
        self._lane.run(
            lambda _progress: letters.preview(kind, language, subject, body),
            show,
            lambda error: refused(sentence(error)),
            latest="preview",
        )

    def write(
        self, kind: MailKind, language: str, subject: str, body: str, kept: Callable[[], None], refused: Say
    ) -> None:
        """Keep a text of the shop's own."""
        texts = self._mailing.texts
        self.presenter.write(
            lambda: texts.write(kind, language, subject, body), lambda _text: kept(), refused
        )

    def take_back(self, kind: MailKind, language: str, kept: Callable[[], None], refused: Say) -> None:
        """The program's own text again."""
        texts = self._mailing.texts
        self.presenter.write(lambda: texts.take_back(kind, language), lambda _text: kept(), refused)

    # the outgoing post

    def post(self) -> Sequence[QueuedMail]:
        """What did not go yet, what needs a person first."""
        mails = self.presenter.shop.mails
        return [one for state in NOT_SENT for one in mails.listed(state, most=SHOWN)]

    def again(self, which: str, kept: Callable[[], None], refused: Say) -> None:
        """Send a message again."""
        mails = self.presenter.shop.mails
        self.presenter.write(lambda: mails.again(which), lambda _mail: kept(), refused)

    def drop(self, which: str, kept: Callable[[], None], refused: Say) -> None:
        """Never send a message."""
        mails = self.presenter.shop.mails
        self.presenter.write(lambda: mails.drop(which), lambda _mail: kept(), refused)
