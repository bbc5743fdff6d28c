"""The flame of a candle, drawn."""

from __future__ import annotations

from pos.services.demo.pictures.canvas import Canvas, shade


def flame(on: Canvas, x: float, y: float) -> None:
    """A small flame with its glow, over the wick that ends at `y`."""
    on.oval(x - 24, y - 36, x + 24, y + 12, shade("#F6D98A", 0.35))
    on.blob([(x, y - 30), (x + 9, y - 6), (x, y + 6), (x - 9, y - 6)], "#EFA640")
    on.blob([(x, y - 14), (x + 4, y - 3), (x, y + 4), (x - 4, y - 3)], "#FBE7A8")
