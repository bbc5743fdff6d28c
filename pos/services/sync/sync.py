"""What a shop with several tills does, each part loaded when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pos.domain.sync.state import Tell, tell_nobody
from pos.services.sync.uplink import FolderUplink
from pos.services.till.till import Till
from pos.sync.carrier import WaitsFor, unheard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pos.domain.sync.state import Lies, SyncState
    from pos.services.shop.settings import Settings
    from pos.services.sync.base.making import Bases
    from pos.services.sync.bundles import Bundles
    from pos.services.sync.hubs import Hubs
    from pos.services.sync.pairing import Pairing, Removed
    from pos.services.sync.rounds.rounds import Rounds
    from pos.services.sync.sheet import RecoverySheet
    from pos.services.sync.stick import Stick
    from pos.services.sync.tills import Tills
    from pos.sync.carrier import Carrier, Uplink


class Sync:
    """Entries from till to till, and which tills there are."""

    def __init__(self, till: Till, settings: Settings, uplink: Uplink | None = None) -> None:
        self._till = till
        self._settings = settings
        self._own_uplink = FolderUplink(till.folder, till.clock)
        self._uplink: Uplink = uplink or self._own_uplink

    def state(self) -> SyncState | None:
        """How this till stands with its hub; None where it has none, as a single till never does."""
        return self.rounds.state() if self.has_hub else None

    def lies(self, order: str) -> Lies | None:
        """Where the order of that id lies beside this till; None where there is no hub."""
        if not self.has_hub:
            return None
        from pos.services.sync.lying import lies

        return lies(self._till.database.reader(), self._till.life.origin, order)

    @property
    def has_hub(self) -> bool:
        """Whether this till knows a hub."""
        return self._uplink.is_set_up

    def hang_up(self) -> None:
        """The program ends: wait for no hub any more, from any thread. What was not sent goes later."""
        self._own_uplink.hang_up()
        self._uplink.hang_up()

    def connect(self, waits_for: WaitsFor = unheard) -> Carrier:
        """A line to the hub beside that of its rounds; `waits_for` hears what ends it.

        Raises what a Carrier does.
        """
        return self._uplink.connect(waits_for)

    @cached_property
    def rounds(self) -> Rounds:
        """Entries to the hub and from it."""
        from pos.services.sync.rounds.rounds import Rounds

        return Rounds(self._till, self._settings, self._uplink)

    @cached_property
    def bundles(self) -> Bundles:
        """Entries in a file."""
        from pos.services.sync.bundles import Bundles

        return Bundles(self._till)

    @cached_property
    def bases(self) -> Bases:
        """Ready rows for tills that join."""
        from pos.services.sync.base.making import Bases

        return Bases(self._till)

    def write_for_joining(self, file: Path, tell: Tell = tell_nobody) -> Path | None:
        """All entries in a bundle for a till that joins, and ready rows beside it where they are worth it.

        Returns where those are; what `tell` raises leaves neither new. Raises FileInTheWay, DiskTrouble.
        """
        self.bundles.require_free(file)
        return self.bases.lay_beside(file, tell, lambda: self.bundles.write(file, tell=tell))

    @property
    def is_proven(self) -> bool:
        """Whether all that is here was made of its entries: ready rows wait for that."""
        from pos.services.sync import ledger

        return ledger.is_proven(self._till.database.reader())

    def prove(self, still: Callable[[], None] = lambda: None) -> None:
        """Prove ready rows beside all else; what `still` raises ends it. Raises BaseWrong."""
        from pos.services.sync.base.proving import prove

        prove(self._till, still)

    @cached_property
    def stick(self) -> Stick:
        """A copy on a stick after each sale."""
        from pos.services.sync.stick import Stick

        return Stick(self._till, self._settings, lambda: self.bundles)

    @cached_property
    def hubs(self) -> Hubs:
        """The hub itself."""
        from pos.services.sync.hubs import Hubs

        return Hubs(self._till, self.sheet, self._own_uplink, self.rounds, self.bases)

    @cached_property
    def sheet(self) -> RecoverySheet:
        """The shop key, and the sheet with it."""
        from pos.services.sync.sheet import RecoverySheet

        return RecoverySheet(self._till, self._settings)

    @cached_property
    def pairing(self) -> Pairing:
        """Who may join, and who no longer counts."""
        from pos.services.sync.pairing import Pairing

        return Pairing(self._till, self.sheet, lambda *asked: self.hubs.let_in(*asked))

    @cached_property
    def tills(self) -> Tills:
        """Who there is."""
        from pos.services.sync.tills import Tills

        return Tills(self._till)

    def remove(self, letter: str) -> Removed:
        """Close a till out, on the hub too where there is one.

        Raises OfficeOnly, TillUnknown, ThisTill, and what a Carrier does.
        """
        return self.hubs.remove(self.pairing, letter)
