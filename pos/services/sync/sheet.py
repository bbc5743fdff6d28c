"""The shop key: made at the first need, on a recovery sheet, and back from one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.disk import write_whole
from pos.domain.sync.errors import NoShopKey, SheetOfAnotherShop, ShopKeyElsewhere
from pos.domain.sync.recovery import seed_of
from pos.journal.kinds.tills import TillOpened
from pos.journal.lives.vouching import Life, voucher_in
from pos.journal.seal import fact_of
from pos.journal.trust import By, InvitationVoucher, Key, Voucher
from pos.services.till.files import in_sentences
from pos.services.till.keys import keep_shop_key, known_root, read_shop_key, shop_key
from pos.services.till.transaction import require_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pos.services.shop.settings import Settings
    from pos.services.till.till import Till

OPENED = """SELECT e.origin, p.body FROM entry e JOIN entry_part p USING (arrival)
    WHERE e.seq = 1 AND e.kind = 'till.opened' ORDER BY e.arrival"""


class RecoverySheet:
    """The shop key of this till, on paper too."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    @property
    def has_key(self) -> bool:
        """Whether this till holds the shop key."""
        return read_shop_key(self._till.folder) is not None

    @property
    def is_elsewhere(self) -> bool:
        """Whether the shop has a key that this till does not hold: it lies on another one, or is lost."""
        if self.has_key:
            return False
        return known_root(self._till.folder) is not None or any(self._vouched())

    def key(self) -> Key:
        """The shop key, made where the shop has none; raises ShopKeyElsewhere or DiskTrouble."""
        if self.is_elsewhere:
            raise ShopKeyElsewhere
        return shop_key(self._till.folder)

    def public(self) -> bytes:
        """The half of the shop key that everybody may know, made where the shop has none.

        Raises ShopKeyElsewhere where it has one of which nothing is known here, or DiskTrouble.
        """
        return known_root(self._till.folder) or self.key().public

    def draw(self) -> bytes:
        """The sheet as a PDF. Raises OfficeOnly, and NoShopKey on a till that does not hold the key."""
        from pos.documents.slips.recovery import draw_recovery_sheet

        require_office(self._till.database.reader(), self._till.life.origin)
        key = read_shop_key(self._till.folder)
        if key is None:
            raise NoShopKey
        now = self._settings.current()
        return draw_recovery_sheet(now.name, key.seed, now.language, now.locale)

    def write(self, file: Path) -> None:
        """Write the sheet for its owner alone; raises what `draw` does, and DiskTrouble."""
        drawn = self.draw()
        with in_sentences():
            write_whole(file, drawn)

    def take_back(self, words: str) -> bool:
        """Keep the shop key that was typed from its sheet; false where it is here already.

        Raises OfficeOnly, SheetWordWrong, SheetShort, SheetMistyped, SheetOfAnotherShop or DiskTrouble.
        """
        require_office(self._till.database.reader(), self._till.life.origin)
        key = Key(seed_of(words))
        if not self._fits(key.public):
            raise SheetOfAnotherShop
        held = read_shop_key(self._till.folder)
        if held == key:
            return False
        if held is not None:
            raise SheetOfAnotherShop
        keep_shop_key(self._till.folder, key)
        return True

    def _fits(self, public: bytes) -> bool:
        """Whether this is the key that the tills known here were let in with."""
        root = known_root(self._till.folder)
        if root is not None:
            return root == public
        return all(voucher.vouches(life.newcomer, public) for life, voucher in self._vouched())

    def _vouched(self) -> Iterator[tuple[Life, Voucher]]:
        """The lives that the shop key, whichever it is, let in."""
        for origin, body in self._till.database.reader().execute(OPENED).fetchall():
            fact = fact_of(TillOpened.kind, body, None)
            if not isinstance(fact, TillOpened):
                continue
            voucher = voucher_in(fact)
            if isinstance(voucher, InvitationVoucher) or (voucher is not None and voucher.by is By.ROOT):
                yield Life(origin, fact), voucher
