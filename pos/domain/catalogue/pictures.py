"""Pictures that a catalogue names by address: what is to be fetched, what came of it, why one was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pos.domain.words.errors import CashierError


class WantedPicture(NamedTuple):
    """A product without a picture whose file named an address for one."""

    product_id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PicturesFetched:
    """What a round brought: how many pictures, and which products stay without one and why."""

    fetched: int
    missed: tuple[tuple[WantedPicture, CashierError], ...]
    cancelled: bool = False


class PictureAddressRefused(CashierError):
    text = "{address} is not a public https address. The picture was not fetched."
    address: str


class PictureUnreachable(CashierError):
    text = "{address} could not be reached ({reason}). The product keeps its tile. Try again later."
    address: str
    reason: str


class PictureMovedAway(CashierError):
    text = "{address} leads to another site. The picture was not fetched."
    address: str


class PictureTooLarge(CashierError):
    text = "{address} is larger than {most} MB. The picture was not fetched."
    address: str
    most: int


class PictureTooManyPixels(CashierError):
    text = "{address} has more pixels than a till can show. The picture was not fetched."
    address: str


class NotAPicture(CashierError):
    text = "{address} is not a picture that can be read. The product keeps its tile."
    address: str
