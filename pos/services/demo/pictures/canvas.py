"""A small canvas for flat illustrations: drawn three times too large, then shrunk, so that edges are soft."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw

WIDTH, HEIGHT = 480, 320
SCALE = 3
ZOOM = 0.93
"""Everything is drawn this much smaller around the middle, so that no tile cuts it."""
MIDDLE = 240.0
FLOOR = 238.0
"""Where things stand: tiles cut the picture above 36 and below 284, rows left of 80 and right of 400."""

Point = tuple[float, float]
Colour = str


def shade(colour: Colour, by: float) -> Colour:
    """The colour towards white (positive) or towards a warm black (negative)."""
    towards = (255, 253, 248) if by > 0 else (44, 30, 20)
    parts = ImageColor.getrgb(colour)[:3]
    mixed = (round(part + (aim - part) * abs(by)) for part, aim in zip(parts, towards, strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def points(written: str) -> list[Point]:
    """Points as they are written in a drawing: `"178,92 188,66"`."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in written.split())]


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 10) -> list[Point]:
    """A soft curve through all the points (Catmull-Rom)."""
    count = len(points)
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    curve: list[Point] = []
    for at in range(count if closed else count - 1):
        a, b, c, d = around[at : at + 4]
        curve += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _placed(points: Sequence[Point]) -> list[Point]:
    """Where points of the finished picture lie while it is drawn."""
    x, y = MIDDLE * SCALE, HEIGHT / 2 * SCALE
    zoom = ZOOM * SCALE
    return [(x + (px - MIDDLE) * zoom, y + (py - HEIGHT / 2) * zoom) for px, py in points]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def one(p: float, q: float, r: float, s: float) -> float:
        return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)))

    return one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])


class Canvas:
    """Draws in units of the finished picture, from the top left."""

    def __init__(self, ground: Colour) -> None:
        self.ground = ground
        self._image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)
        self.oval(MIDDLE - 122, 38, MIDDLE + 122, 282, shade(ground, 0.22))

    def shadow(self, half: float, x: float = MIDDLE, y: float = FLOOR) -> None:
        """Lay the shadow of something that stands or lies on the floor."""
        self.oval(x - half, y - 8, x + half, y + 10, shade(self.ground, -0.13))

    def oval(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        """An ellipse within a box."""
        self._draw.ellipse(_placed([(left, top), (right, bottom)]), fill=fill)

    def ring(
        self, left: float, top: float, right: float, bottom: float, colour: Colour, width: float
    ) -> None:
        """The outline of an ellipse."""
        box = _placed([(left, top), (right, bottom)])
        self._draw.ellipse(box, outline=colour, width=round(width * ZOOM * SCALE))

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: Colour, radius: float = 0
    ) -> None:
        """A rectangle, with round corners."""
        box = _placed([(left, top), (right, bottom)])
        self._draw.rounded_rectangle(box, radius * ZOOM * SCALE, fill=fill)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A polygon with straight sides."""
        self._draw.polygon(_placed(points), fill=fill)

    def blob(self, points: Sequence[Point], fill: Colour) -> None:
        """A soft closed shape through all the points."""
        self.shape(smooth(points, closed=True), fill)

    def line(self, points: Sequence[Point], colour: Colour, width: float, *, soft: bool = True) -> None:
        """A line with round ends through all the points."""
        path = smooth(points) if soft and len(points) > 2 else list(points)
        self._draw.line(_placed(path), fill=colour, width=round(width * ZOOM * SCALE), joint="curve")
        half = width / 2
        for x, y in (path[0], path[-1]):
            self.oval(x - half, y - half, x + half, y + half, colour)

    def turned(self, profile: Sequence[Point], fill: Colour, x: float = MIDDLE, *, soft: bool = True) -> None:
        """Something thrown or turned: half widths by height, the light from the left."""
        curve = smooth(profile) if soft else list(profile)
        self._strip(curve, x, -1.0, 1.0, fill)
        self._strip(curve, x, 0.5, 1.0, shade(fill, -0.13))
        inner = curve[len(curve) // 6 : -max(len(curve) // 6, 1)]
        self._strip(inner, x, -0.8, -0.62, shade(fill, 0.28))

    def _strip(self, curve: Sequence[Point], x: float, near: float, far: float, fill: Colour) -> None:
        right = [(x + half * far, y) for half, y in curve]
        left = [(x + half * near, y) for half, y in curve]
        self.shape([*right, *reversed(left)], fill)

    def png(self) -> bytes:
        """The finished picture; the same bytes for the same drawing."""
        file = BytesIO()
        self._image.reduce(SCALE).save(file, "PNG", compress_level=7)
        return file.getvalue()
