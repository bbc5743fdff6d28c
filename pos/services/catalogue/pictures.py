"""Fetch the pictures that catalogue files named, check them, and keep them in the shop's folder."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from pos.disk import write_whole
from pos.domain.catalogue.pictures import NotAPicture, PicturesFetched, PictureTooManyPixels, WantedPicture
from pos.domain.shop.errors import DiskTrouble
from pos.domain.words.errors import CashierError
from pos.services.catalogue.catalogue import Catalogue
from pos.services.shop.settings import Settings
from pos.services.till.files import ShopFolder
from pos.services.till.till import Till

if TYPE_CHECKING:
    from PIL.Image import Image

    from pos.services.catalogue.fetching import Fetcher

MOST_PIXELS = 25_000_000
LARGEST_SIDE = 1024
"""Pixels; a tile at 200 % is smaller, and a shop of ten thousand products still fits on a disk."""
KINDS = ("JPEG", "PNG", "WEBP", "GIF")
_CHOICE = "fetch_pictures"
_MISSING = """archived = 0 AND name <> '' AND picture_url <> '' AND (picture = ''
    OR coalesce(json_extract(clocks, '$.picture_url'), json_extract(clocks, '$."*"'))
    > coalesce(json_extract(clocks, '$.picture'), json_extract(clocks, '$."*"')))"""
"""Products without a picture, or with one that was hung before the address that is named now."""


class Pictures:
    """Knows which pictures are missing, fetches one at a time, and hangs it on its product."""

    def __init__(
        self,
        till: Till,
        folder: ShopFolder,
        catalogue: Catalogue,
        settings: Settings,
        fetcher: Fetcher | None = None,
    ) -> None:
        self._till = till
        self._folder = folder
        self._catalogue = catalogue
        self._settings = settings
        self._given = fetcher

    def allowed(self) -> bool:
        """Whether this machine may fetch pictures by itself; it may not until somebody says so."""
        return self._settings.choice(_CHOICE) == "yes"

    def allow(self, on: bool) -> None:
        """Remember whether it may."""
        self._settings.choose(_CHOICE, "yes" if on else "no")

    def wanted(self) -> tuple[WantedPicture, ...]:
        """The products that have an address, and no picture or that of another address."""
        rows = self._till.database.reader().execute(
            f"SELECT uid, name, picture_url FROM product WHERE {_MISSING} ORDER BY id"
        )
        return tuple(WantedPicture(uid.hex(), name, address) for uid, name, address in rows)

    def missing(self) -> int:
        """How many there are of those."""
        row = self._till.database.reader().execute(f"SELECT count(*) FROM product WHERE {_MISSING}")
        return int(row.fetchone()[0])

    def fetch(
        self,
        keep: Callable[[str, str], None] | None = None,
        *,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
        wanted: Sequence[WantedPicture] | None = None,
        shop: str | None = None,
    ) -> PicturesFetched:
        """Fetch every missing picture, or those `wanted`, which may lie at the address of a web `shop`;
        `keep` is told product and picture and sees to the entry.

        It writes the entry itself where none is given. Those that came before a cancel stay.
        """
        from pos.services.catalogue.fetching import Fetcher  # TLS is only loaded by those who fetch

        fetcher = self._given or Fetcher()
        wanted = self.wanted() if wanted is None else wanted
        fetched = 0
        missed: list[tuple[WantedPicture, CashierError]] = []
        for done, one in enumerate(wanted):
            if cancelled():
                break
            progress(done, len(wanted))
            try:
                data = fetcher.get(one.address, cancelled, shop)
                if cancelled():
                    break
                (keep or self.hang)(one.product_id, self.store(data, one.address))
                fetched += 1
            except DiskTrouble:
                raise
            except CashierError as error:
                missed.append((one, error))
        return PicturesFetched(fetched, tuple(missed), cancelled())

    def hang(self, product_id: str, picture: str) -> None:
        self._catalogue.change_product(product_id, picture=picture)

    def store(self, data: bytes, address: str = "") -> str:
        """Keep a picture under the hash of its bytes, drawn anew so that nothing else is in it."""
        made, ending = encoded(data, address)
        name = hashlib.sha256(made).hexdigest()
        try:
            self._folder.pictures.mkdir(mode=0o700, exist_ok=True)
            target = self._folder.pictures / f"{name}.{ending}"
            if not target.exists():
                write_whole(target, made)
        except OSError as error:
            raise DiskTrouble(error.strerror or str(error)) from error
        return name


def encoded(data: bytes, address: str = "") -> tuple[bytes, str]:
    """A picture as the shop keeps it (JPEG, PNG where it is see-through), and the ending of its file.

    Raises NotAPicture or PictureTooManyPixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warning of many pixels; we refuse below
            with Image.open(BytesIO(data), formats=KINDS) as first:
                if first.width * first.height > MOST_PIXELS:
                    raise PictureTooManyPixels(address)
                first.verify()
            with Image.open(BytesIO(data), formats=KINDS) as opened:
                opened.draft("RGB", (LARGEST_SIDE, LARGEST_SIDE))
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
                return _saved(upright)
    except Image.DecompressionBombError:
        raise PictureTooManyPixels(address) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAPicture(address) from error


def _saved(image: Image) -> tuple[bytes, str]:
    out = BytesIO()
    if image.has_transparency_data:
        image.convert("RGBA").save(out, "PNG", optimize=True)
        return out.getvalue(), "png"
    image.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue(), "jpg"
