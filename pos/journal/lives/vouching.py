"""Which lives a till knows: its own, those whose keys it accepted, and those that one of them vouched for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from pos.domain.sync.roles import Role
from pos.journal.kinds.base import Place
from pos.journal.kinds.tills import TillOpened, Vouched
from pos.journal.trust import By, Invitation, InvitationVoucher, Newcomer, SignedVoucher, Voucher


@dataclass(frozen=True, slots=True)
class Known:
    """What a till knows by itself: public keys (its own, accepted ones), and the shop key's public half."""

    keys: frozenset[bytes] = frozenset()
    root: bytes | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """A life of a till as its first entry says it."""

    origin: bytes
    opened: TillOpened

    @property
    def key(self) -> bytes:
        """The public half of its first key."""
        return bytes.fromhex(self.opened.key)

    @property
    def before(self) -> Place | None:
        """Where it took over from the till's life before."""
        return self.opened.continues if isinstance(self.opened.continues, Place) else None

    @property
    def newcomer(self) -> Newcomer:
        """The life as vouchers name it."""
        return Newcomer(self.opened.shop, self.opened.letter, self.origin, self.key)


def is_known(
    life: Life, known: Known, is_accepted: bool, keys_of: Callable[[bytes], Iterable[bytes]]
) -> bool:
    """Whether a life may write here.

    `is_accepted`: a till of the office said so; `keys_of` gives the keys of another life, none for one that
    is not known itself.
    """
    if life.key in known.keys or is_accepted:
        return True
    voucher = voucher_in(life.opened)
    if isinstance(voucher, InvitationVoucher):
        return known.root is not None and voucher.vouches(life.newcomer, known.root)
    if voucher is None:
        return False
    if voucher.by is By.ROOT:
        return known.root is not None and voucher.vouches(life.newcomer, known.root)
    keys = keys_of(bytes.fromhex(life.before.life)) if life.before else ()
    return any(voucher.vouches(life.newcomer, key) for key in keys)


def voucher_in(opened: TillOpened) -> Voucher | None:
    """The voucher of a first entry as a value that can be checked; None where there is none to understand."""
    said = opened.voucher
    if not isinstance(said, Vouched):
        return None
    try:
        signature = bytes.fromhex(said.signature)
        if said.by != "invitation":
            return SignedVoucher(By(said.by), signature)
        asked = said.invitation
        if isinstance(asked, msgspec.UnsetType):
            return None
        invitation = Invitation(
            opened.shop,
            opened.letter,
            Role(asked.role),
            date.fromisoformat(asked.until),
            bytes.fromhex(asked.key),
            bytes.fromhex(asked.signature),
        )
        return InvitationVoucher(invitation, signature)
    except ValueError:
        return None
