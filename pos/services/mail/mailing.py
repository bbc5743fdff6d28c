"""What writes and sends messages, each part built when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from pos.services.mail.letters import Letters
from pos.services.mail.mails import Mails
from pos.services.mail.sending import Sending
from pos.services.mail.texts import MailTexts
from pos.services.papers.documents import Documents
from pos.services.quotes.quotes import Quotes
from pos.services.shop.secrets import Secret
from pos.services.shop.settings import Settings
from pos.services.till.files import MailLock
from pos.services.till.till import Till


class Mailing:
    """Texts, letters, the password and the way to the server."""

    def __init__(
        self, till: Till, settings: Settings, mails: Mails, documents: Documents, quotes: Quotes
    ) -> None:
        self._till = till
        self._settings = settings
        self._mails = mails
        self._documents = documents
        self._quotes = quotes

    @cached_property
    def texts(self) -> MailTexts:
        """What messages say."""
        return MailTexts(self._settings)

    @cached_property
    def letters(self) -> Letters:
        """Messages as they look."""
        return Letters(self._till, self._settings, self._documents, self._quotes)

    @cached_property
    def passwords(self) -> Secret:
        """The password of the server."""
        return Secret(self._till.folder, "till.mail", f"mail of {self._settings.current().shop_id}")

    @cached_property
    def sending(self) -> Sending:
        """The way to the server."""
        lock = MailLock(self._till.folder)
        return Sending(self._till, self._settings, self._mails, self.letters, self.passwords, lock)
