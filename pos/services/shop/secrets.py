"""What must be kept secret: in the system's keyring, or where there is none in a file of its owner.

It is in no log, message, backup, entry or argument list. The two libraries are loaded when it is needed.
"""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum

from pos.disk import write_whole
from pos.services.till.files import ShopFolder, in_sentences

SERVICE = "Comptoir"
"""Under which the keyring lists it."""


class Kept(StrEnum):
    """Where a secret is."""

    NOWHERE = "nowhere"
    KEYRING = "keyring"
    FILE = "file"


class Secret:
    """Keeps one secret on this computer: a password, or the token of a web shop."""

    def __init__(self, folder: ShopFolder, file: str, user: str) -> None:
        """`user` names it in the keyring, `file` is its name in the folder of the shop."""
        self._file = folder.path / file
        self._user = user

    def read(self) -> str:
        """The secret, "" where none is kept."""
        with suppress(OSError, UnicodeDecodeError):
            return self._file.read_text("utf-8")
        return self._from_keyring() or ""

    def where(self) -> Kept:
        """Where it is kept, for the person to know."""
        if self._file.exists():
            return Kept.FILE
        return Kept.KEYRING if self._from_keyring() else Kept.NOWHERE

    def keep(self, secret: str) -> Kept:
        """Keep it in place of the one before; an empty one is forgotten. Raises DiskTrouble."""
        if secret and self._into_keyring(secret):
            with in_sentences():
                self._file.unlink(missing_ok=True)
            return Kept.KEYRING
        self._out_of_keyring()
        with in_sentences():
            if not secret:
                self._file.unlink(missing_ok=True)
                return Kept.NOWHERE
            write_whole(self._file, secret.encode("utf-8", "replace"))
        return Kept.FILE

    def _into_keyring(self, secret: str) -> bool:
        """Whether the keyring took it and gives it back: some take everything and keep nothing."""
        import keyring

        try:
            keyring.set_password(SERVICE, self._user, secret)
        except Exception:  # what a keyring's own libraries raise, nobody lists
            return False
        return self._from_keyring() == secret

    def _from_keyring(self) -> str | None:
        import keyring

        try:
            return keyring.get_password(SERVICE, self._user)
        except Exception:  # locked, absent, hung up on
            return None

    def _out_of_keyring(self) -> None:
        import keyring

        with suppress(Exception):
            keyring.delete_password(SERVICE, self._user)
