"""What a shop with a web shop does, each part built when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from pos.domain.stores.state import StoreState
from pos.services.shop.settings import Settings
from pos.services.stores.catalogue import StoreCatalogue
from pos.services.stores.connecting import Connecting
from pos.services.stores.down.pictures import StorePictures
from pos.services.stores.people import StorePeople
from pos.services.stores.pulls import Pulls
from pos.services.stores.round import Rounds
from pos.services.stores.shown.state import state_of
from pos.services.stores.shown.there import There
from pos.services.stores.web_orders import WebOrders
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.catalogue.pictures import Pictures
    from pos.services.sync.sync import Sync


class Stores:
    """The web shop, and what goes between it and here."""

    def __init__(
        self, till: Till, settings: Settings, sync: Callable[[], Sync], pictures: Callable[[], Pictures]
    ) -> None:
        """`sync` gives what brings entries to a hub; it is only asked where rounds are gone."""
        self._till = till
        self._settings = settings
        self._sync = sync
        self._pictures = pictures

    @cached_property
    def connecting(self) -> Connecting:
        """Which one it is, and lines to it."""
        return Connecting(self._till, self._settings, self.catalogue)

    @cached_property
    def catalogue(self) -> StoreCatalogue:
        """What it sells."""
        return StoreCatalogue(self._till, self._settings)

    @cached_property
    def web_orders(self) -> WebOrders:
        """What it sold."""
        return WebOrders(self._till, self._settings)

    @cached_property
    def people(self) -> StorePeople:
        """Who bought there."""
        return StorePeople(self._till)

    @cached_property
    def pulls(self) -> Pulls:
        """What comes down in a round."""
        return Pulls(self._till, self.catalogue, self.web_orders, self.people)

    @cached_property
    def pictures(self) -> StorePictures:
        """How what it sells looks."""
        return StorePictures(self._till, self._pictures())

    def state(self) -> StoreState | None:
        """How the web shop stands with this till; None where none is connected."""
        return state_of(self._till, self.connecting, self.rounds.standing)

    @cached_property
    def rounds(self) -> Rounds:
        """Both ways, one after the other."""
        return Rounds(self._till, self._settings, self.connecting, self.pulls, self._sync)

    @cached_property
    def there(self) -> There:
        """What of this shop is what there."""
        return There(self._till, lambda: self.rounds.goods())
