"""The pictures of the demo's products, drawn where they are needed instead of being shipped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from pos.disk import new_file
from pos.services.demo.goods import Artwork
from pos.services.demo.pictures import bath, ceramics, pantry, paper, textile, wood
from pos.services.demo.pictures.canvas import Canvas

DRAWN: dict[str, Callable[..., None]] = {
    f"{room.__name__.rpartition('.')[2]}.{name}": drawing
    for room in (bath, ceramics, pantry, paper, textile, wood)
    for name, drawing in vars(room).items()
    if callable(drawing) and getattr(drawing, "__module__", "") == room.__name__
}
"""What can be drawn, as `ceramics.mug`."""


def draw(look: Artwork) -> bytes:
    """The picture of a product as PNG; the same bytes for the same look."""
    canvas = Canvas(look.ground)
    DRAWN[look.drawing](canvas, *look.tones)
    return canvas.png()


def keep(look: Artwork, folder: Path) -> str:
    """Draw a picture into the folder; returns the hash that the file is named by."""
    drawn = draw(look)
    name = hashlib.sha256(drawn).hexdigest()
    with open(new_file(folder / f"{name}.png"), "wb") as file:
        file.write(drawn)
    return name
