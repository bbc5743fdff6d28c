"""A logo of any file: drawn, or refused with a sentence; the invoice is made in every case."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from pos.documents.invoice import draw_invoice
from pos.documents.logo import LARGEST, opened, prepared
from pos.domain.shop.errors import LogoIsADrawing, LogoNotAPicture, LogoTooLarge
from pos.text import sentence
from tests.documents.invoices import WRAPPED
from tests.documents.papers import rows
from tests.documents.test_large_invoices import assert_within_margins


def file(mode: str, size: tuple[int, int] = (900, 300), kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **more)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A PNG that says it has side × side pixels, in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "make",
    [
        lambda: file("RGB"),
        lambda: file("RGBA"),
        lambda: file("LA"),
        lambda: file("P"),
        lambda: file("1"),
        lambda: file("I;16"),
        lambda: file("CMYK", kind="JPEG"),
        lambda: file("L", kind="JPEG"),
        lambda: file("CMYK", kind="TIFF"),
        lambda: file("RGBA", kind="WEBP"),
        lambda: file("P", kind="GIF"),
        lambda: file("RGB", (20_000, 1_000), "PNG"),
        lambda: file("1", (20_000, 2_000), "PNG"),
        lambda: file("RGB", (20_000, 1), "BMP"),
        lambda: file("RGB", (1, 5_000)),
        lambda: file("RGB", (1, 1)),
    ],
)
def test_pictures_of_every_kind_are_drawn(make: Callable[[], bytes]) -> None:
    kept = prepared(make(), "logo")
    logo = opened(kept)
    assert logo is not None
    assert logo.pixels[0] <= LARGEST[0]
    assert logo.pixels[1] <= LARGEST[1]
    pdf = draw_invoice(WRAPPED, logo=kept)
    assert b"/Subtype /Image" in pdf
    assert draw_invoice(WRAPPED, logo=kept) == pdf
    assert [row for row in rows(pdf) if row] == [row for row in rows(draw_invoice(WRAPPED)) if row]
    assert_within_margins(pdf)


SVG = b'<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg"></svg>'


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (SVG, LogoIsADrawing),
        (b"\xef\xbb\xbf  " + SVG[22:], LogoIsADrawing),
        (bomb(20_000), LogoTooLarge),
        (bomb(8_000), LogoTooLarge),
        (file("RGB")[:200], LogoNotAPicture),
        (bomb(100), LogoNotAPicture),
        (b"%PDF-1.4", LogoNotAPicture),
        (b"not a picture", LogoNotAPicture),
        (bytes(5000), LogoNotAPicture),
        (b"x" * 20_000_001, LogoTooLarge),
    ],
)
def test_other_files_are_refused_and_harm_no_invoice(data: bytes, refused: type[Exception]) -> None:
    with pytest.raises(refused) as caught:
        prepared(data, "logo.bin")
    assert "logo.bin" in sentence(caught.value)
    assert draw_invoice(WRAPPED, logo=data) == draw_invoice(WRAPPED)


def test_damaged_pictures_never_fail_an_invoice() -> None:
    dice = random.Random(226)
    for whole in (file("RGBA"), file("CMYK", kind="JPEG"), file("P", kind="GIF"), file("RGB", kind="TIFF")):
        for _ in range(30):
            broken = bytearray(whole)
            for _ in range(dice.randint(1, 20)):
                broken[dice.randrange(len(broken))] = dice.randrange(256)
            opened(bytes(broken[: dice.randint(1, len(broken))]))
