"""Rounds with the hub: one at a time, each as far as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.services.sync.rounds.standing import Live, state_of

if TYPE_CHECKING:
    from pos.domain.sync.state import SyncState
    from pos.services.shop.settings import Settings
    from pos.services.till.till import Till
    from pos.sync.carrier import Uplink


class Rounds:
    """Carries entries to the hub and back, and says how this till stands."""

    def __init__(self, till: Till, settings: Settings, uplink: Uplink | None) -> None:
        self._till = till
        self._settings = settings
        self._uplink = uplink
        self._live = Live()

    def state(self) -> SyncState:
        """How this till stands with its hub."""
        reader, currency = self._till.database.reader(), self._settings.current().currency
        return state_of(reader, self._till.life.origin, currency, self._live)
