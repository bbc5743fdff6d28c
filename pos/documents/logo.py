"""The shop's logo: any file in, a picture that every printer prints out, or the reason why not."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pos.domain.shop.errors import LogoIsADrawing, LogoNotAPicture, LogoTooLarge
from pos.domain.words.errors import CashierError

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
LARGEST = (1000, 420)
"""Pixels: 300 to the inch on the largest place a paper has for it."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo ready to be drawn."""

    image: Any
    pixels: tuple[int, int]

    def within(self, width: float, height: float) -> tuple[float, float]:
        """The largest size in points that keeps its shape and fits."""
        wide, high = self.pixels
        scale = min(width / wide, height / high)
        return wide * scale, high * scale


def prepared(data: bytes, name: str = "") -> bytes:
    """The logo as it is kept: a small PNG on white; errors say the file's `name`."""
    out = BytesIO()
    _read(data, name).save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=2)
def opened(data: bytes) -> Logo | None:
    """The logo for drawing, or None where the file cannot be drawn: an invoice never fails for its logo."""
    if not data:
        return None
    from reportlab.lib.utils import ImageReader

    try:
        image = _read(data, "")
    except CashierError:
        return None
    return Logo(ImageReader(image), image.size)


def _read(data: bytes, name: str) -> Image:
    from PIL import Image

    if _is_svg(data):
        raise LogoIsADrawing(name)
    if len(data) > MOST_BYTES:
        raise LogoTooLarge(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warning of many pixels; we refuse below
            with Image.open(BytesIO(data), formats=KINDS) as image:
                image.draft("RGB", LARGEST)
                if image.width * image.height > MOST_PIXELS:
                    raise LogoTooLarge(name)
                return _on_white(image)
    except Image.DecompressionBombError:
        raise LogoTooLarge(name) from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, TypeError, MemoryError) as error:
        # Pillow's readers fail in all these ways on broken files.
        raise LogoNotAPicture(name) from error


def _on_white(image: Image) -> Image:
    """Upright, small, in RGB, see-through parts white: what is on paper anyway."""
    from PIL import Image as Pictures
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        upright.thumbnail(LARGEST)
        white = Pictures.new("RGBA", upright.size, "white")
        return Pictures.alpha_composite(white, upright).convert("RGB")
    upright = upright.convert("RGB")
    upright.thumbnail(LARGEST)
    return upright


def _is_svg(data: bytes) -> bool:
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and b"<svg" in data[:20_000].lower()
