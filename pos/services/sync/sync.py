"""What a shop with several tills does, each part built when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from pos.services.sync.bundles import Bundles
from pos.services.sync.pairing import Pairing
from pos.services.sync.tills import Tills
from pos.services.till.till import Till


class Sync:
    """Entries from till to till, and which tills there are."""

    def __init__(self, till: Till) -> None:
        self._till = till

    @cached_property
    def bundles(self) -> Bundles:
        """Entries in a file."""
        return Bundles(self._till)

    @cached_property
    def pairing(self) -> Pairing:
        """Who may join, and who no longer counts."""
        return Pairing(self._till)

    @cached_property
    def tills(self) -> Tills:
        """Who there is."""
        return Tills(self._till)
