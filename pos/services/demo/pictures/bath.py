"""Candles, soap and what belongs to them, drawn."""

from __future__ import annotations

from pos.services.demo.pictures.canvas import FLOOR, MIDDLE, Canvas, Colour, points, shade
from pos.services.demo.pictures.light import flame


def candle(on: Canvas, glass: Colour, label: Colour = "#F7F1E4") -> None:
    """A candle in a tinted glass with a plain label."""
    on.shadow(74)
    flame(on, MIDDLE, 88)
    on.line([(240, 94), (240, 112)], "#4A3A2E", 4, soft=False)
    on.turned([(64, 112), (64, 226), (58, FLOOR)], glass, soft=False)
    on.oval(176, 100, 304, 124, shade(glass, 0.45))
    on.oval(183, 104, 297, 121, "#F8EFDB")
    on.line([(240, 98), (240, 112)], "#4A3A2E", 4, soft=False)
    on.box(200, 146, 280, 214, label, 5)
    on.line([(218, 168), (262, 168)], shade(glass, -0.3), 4, soft=False)
    on.line([(226, 182), (254, 182)], shade(glass, 0.1), 3, soft=False)
    on.line([(230, 194), (250, 194)], shade(glass, 0.1), 3, soft=False)


def pillar(on: Canvas, wax: Colour) -> None:
    for x, top in ((206.0, 100), (284.0, 142)):
        on.shadow(44, x)
        flame(on, x, top - 16)
        on.line([(x, top - 12), (x, top + 2)], "#4A3A2E", 4, soft=False)
        on.turned([(34, top), (34, FLOOR)], wax, x, soft=False)
        for row, y in enumerate(range(top + 18, int(FLOOR) - 6, 15)):
            for dx in range(-20 + row % 2 * 10, 24, 20):
                on.ring(x + dx - 7, y - 7, x + dx + 7, y + 7, shade(wax, -0.16), 2)
        on.oval(x - 34, top - 8, x + 34, top + 8, shade(wax, 0.35))
        on.line([(x, top - 10), (x, top)], "#4A3A2E", 4, soft=False)


def tapers(on: Canvas, wax: Colour, string: Colour = "#8A6A48") -> None:
    on.shadow(40, y=262)
    on.line([(218, 72), (240, 50), (262, 72)], shade(wax, -0.3), 4)
    for x, tone in ((222.0, 0.0), (258.0, -0.1)):
        of = shade(wax, tone) if tone else wax
        on.turned([(5, 68), (13, 92), (15, 180), (16, 260)], of, x)
    on.box(204, 160, 276, 172, string, 5)
    on.line([(240, 166), (216, 184), (206, 206)], string, 5)
    on.line([(240, 166), (262, 186), (276, 204)], string, 5)


def soap(on: Canvas, bar: Colour, fleck: Colour) -> None:
    """Two bars of soap, cut by hand, with what scents them."""
    on.shadow(118)
    on.box(176, 92, 344, 168, shade(bar, -0.2), 16)
    on.box(176, 84, 344, 158, shade(bar, -0.07), 16)
    on.box(132, 158, 322, FLOOR, shade(bar, -0.17), 18)
    on.box(132, 150, 322, 228, bar, 18)
    on.line([(150, 162), (300, 162)], shade(bar, 0.4), 4, soft=False)
    flecks = "160,196 184,214 206,186 262,190 284,212 300,186 246,214 206,104 236,132 272,106 306,128 324,104"
    for x, y in points(flecks):
        on.oval(x - 3.5, y - 2.5, x + 3.5, y + 2.5, fleck)
    on.box(198, 178, 256, 206, shade(bar, -0.12), 6)
    on.line([(210, 192), (244, 192)], shade(bar, 0.3), 3, soft=False)


def offcuts(on: Canvas, bowl: Colour, *bars: Colour) -> None:
    """A bowl of soap ends in all colours."""
    on.shadow(100)
    for at, (left, top) in enumerate(points("170,108 222,84 268,106 196,124 250,128")):
        bar = bars[at % len(bars)]
        on.box(left, top + 6, left + 62, top + 50, shade(bar, -0.18), 9)
        on.box(left, top, left + 62, top + 44, bar, 9)
    on.turned([(110, 154), (100, 190), (74, 224), (54, FLOOR)], bowl)
    on.box(128, 148, 352, 164, shade(bowl, 0.25), 8)


def dish(on: Canvas, wood: Colour, bar: Colour = "#F1E3C4") -> None:
    """A slatted soap dish with a bar on it."""
    on.shadow(116)
    on.box(172, 146, 308, 206, shade(bar, -0.14), 18)
    on.box(172, 140, 308, 196, bar, 18)
    on.line([(192, 152), (282, 152)], shade(bar, 0.5), 4, soft=False)
    on.box(126, 200, 354, 226, wood, 12)
    for x in range(158, 340, 28):
        on.box(x, 206, x + 10, 220, shade(wood, -0.3), 5)
    on.box(146, 224, 166, FLOOR + 4, shade(wood, -0.22), 4)
    on.box(314, 224, 334, FLOOR + 4, shade(wood, -0.22), 4)


def sachet(on: Canvas, linen: Colour, flower: Colour) -> None:
    """A bag of lavender with a few stems in front."""
    on.shadow(84, y=250)
    on.blob(points("202,66 240,74 278,66 284,100 258,118 222,118 196,100"), shade(linen, 0.14))
    on.blob(points("222,116 258,116 306,168 310,222 286,250 194,250 170,222 174,168"), linen)
    on.line([(292, 174), (298, 214), (284, 240)], shade(linen, -0.12), 5)
    on.box(208, 108, 272, 122, flower, 6)
    for x, lean in ((222, -16), (240, 0), (258, 16)):
        on.line([(240, 240), (x, 176)], "#7E9468", 3, soft=False)
        for up in range(5):
            y, at = 190 - up * 12, x + lean * up * 0.16
            on.oval(at - 7, y - 7, at + 7, y + 7, shade(flower, 0.12 * (up % 2)))


def salts(on: Canvas, salt: Colour, cork: Colour = "#B98C5A") -> None:
    """A jar of bath salts with a cork."""
    on.shadow(72)
    on.turned([(34, 66), (34, 98)], cork, soft=False)
    on.oval(206, 60, 274, 74, shade(cork, 0.25))
    on.turned([(40, 92), (42, 108), (68, 126), (68, 226), (60, FLOOR)], shade(on.ground, 0.6))
    on.turned([(62, 142), (62, 224), (54, 232)], salt)
    for x, y in points("196,160 222,152 252,160 282,154 206,220 238,214 270,222 290,204"):
        on.box(x - 5, y - 5, x + 5, y + 5, shade(salt, 0.45), 2)
    on.box(202, 170, 278, 208, "#F7F1E4", 4)
    on.line([(218, 184), (262, 184)], shade(salt, -0.35), 4, soft=False)
    on.line([(226, 196), (254, 196)], shade(salt, -0.1), 3, soft=False)
