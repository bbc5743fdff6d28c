"""How the till of a folder gets to its shop's hub: a file of its owner alone, beside the till key.

It is in no backup, stays where a backup is brought back into its folder, and goes with a copied folder.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pos.disk import write_whole
from pos.domain.sync.errors import CodeRanOut, LoginRefused, NoHub
from pos.services.till.files import ShopFolder, in_sentences
from pos.services.till.till import Clock
from pos.sync.carrier import WaitsFor, unheard

if TYPE_CHECKING:
    from pos.sync.hub.line import HubLine
    from pos.sync.hub.login import HubLogin
    from pos.sync.hub.wait import Wait, Waits

LOGIN = "till.hub"
AGED = timedelta(days=30)
"""After which the time that a till knows to have passed is written down anew."""


class FolderUplink:
    """The way to the hub whose login lies in a folder."""

    def __init__(self, folder: ShopFolder, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    @property
    def _file(self) -> Path:
        return self._folder.path / LOGIN

    @property
    def is_set_up(self) -> bool:
        return self._file.exists()

    @property
    def hub(self) -> str:
        login = self.login()
        return login.hub if login else ""

    def login(self) -> HubLogin | None:
        """The login, None where there is none that can be read."""
        from pos.sync.hub.login import HubLogin

        with suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(self._file.read_bytes(), type=HubLogin)
        return None

    def keep(self, login: HubLogin) -> None:
        """Keep a login in place of the one before; raises DiskTrouble."""
        with in_sentences():
            write_whole(self._file, msgspec.json.encode(login))

    def forget(self) -> None:
        """This till knows no hub any more; raises DiskTrouble."""
        with in_sentences():
            self._file.unlink(missing_ok=True)

    @cached_property
    def _waits(self) -> Waits:
        from pos.sync.hub.wait import Waits

        return Waits()

    def wait(self) -> Wait:
        """What ends a line that is about to be dialled, to this hub or another."""
        return self._waits.begin()

    def hang_up(self) -> None:
        self._waits.end()

    def connect(self, waits_for: WaitsFor = unheard) -> HubLine:
        """A new line. Raises NoHub, and what a Carrier does."""
        from pos.sync.hub.line import HubLine

        login = self.login()
        if login is None:
            raise NoHub
        wait = self.wait()
        waits_for(wait.end)
        if login.own:
            return self._settled(login, wait)
        line = HubLine(login, self._clock, wait=wait)
        if _is_aged(login.known_at, self._clock()):
            self.keep(msgspec.structs.replace(login, known_at=line.hello().clock.isoformat()))
        return line

    def _settled(self, login: HubLogin, wait: Wait) -> HubLine:
        """The first line of a till that joined: from here on it has a password that no code holds.

        Where the code's is refused its own may count already: an answer was lost. Raises CodeRanOut.
        """
        from pos.sync.hub.line import HubLine

        settled = msgspec.structs.replace(login, password=login.own, own="", until="")
        try:
            line = HubLine(login, self._clock, wait=wait)
        except LoginRefused:
            line = self._own_line(settled, wait, login.until)
        try:
            if line.login == login:
                line.settle(login.own)
            self.keep(settled)
        except BaseException:
            line.close()
            raise
        return line

    def _own_line(self, settled: HubLogin, wait: Wait, until: str) -> HubLine:
        from pos.sync.hub.line import HubLine

        try:
            return HubLine(settled, self._clock, wait=wait)
        except LoginRefused:
            if until and self._clock().date() > date.fromisoformat(until):
                raise CodeRanOut from None
            raise


def _is_aged(known: str, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(known) > AGED
    except (ValueError, TypeError):
        return True
