"""Pots, drawn."""

from __future__ import annotations

from pos.services.demo.pictures.canvas import FLOOR, MIDDLE, Canvas, Colour, shade


def mug(on: Canvas, glaze: Colour, clay: Colour = "#D8C3A2") -> None:
    on.shadow(82)
    on.ring(282, 120, 346, 196, shade(glaze, -0.1), 13)
    on.turned([(62, 92), (63, 150), (60, 212), (52, FLOOR)], clay)
    on.turned([(62, 92), (63, 150), (61, 200), (60, 212)], glaze)
    _mouth(on, 62, 92, 12, glaze)


def cup(on: Canvas, glaze: Colour, clay: Colour = "#D8C3A2") -> None:
    on.shadow(110)
    on.oval(138, 218, 342, 246, shade(glaze, -0.16))
    on.oval(138, 213, 342, 240, glaze)
    on.oval(178, 218, 302, 234, shade(glaze, -0.1))
    on.ring(276, 148, 322, 200, shade(glaze, -0.1), 10)
    on.turned([(50, 132), (50, 165), (42, 205), (28, 228)], glaze)
    _mouth(on, 50, 132, 9, glaze, "#5A3A26")


def bowl(on: Canvas, glaze: Colour) -> None:
    on.shadow(78)
    on.turned([(38, 222), (40, FLOOR)], shade(glaze, -0.18), soft=False)
    on.turned([(104, 130), (98, 168), (74, 206), (38, 228)], glaze)
    _mouth(on, 104, 130, 18, glaze)


def plate(on: Canvas, glaze: Colour, rim: Colour = "#F3EBDC") -> None:
    on.oval(146, 72, 346, 272, shade(on.ground, -0.13))
    on.oval(140, 60, 340, 260, rim)
    on.oval(146, 66, 334, 254, glaze)
    on.ring(172, 92, 308, 228, shade(glaze, -0.12), 3)
    on.oval(175, 95, 305, 225, shade(glaze, 0.1))
    on.line([(162, 132), (176, 106), (200, 86)], shade(glaze, 0.42), 5)


def teapot(on: Canvas, glaze: Colour) -> None:
    on.shadow(92)
    on.ring(296, 122, 368, 212, shade(glaze, -0.12), 12)
    spout = [(176, 200), (142, 176), (128, 138), (112, 126), (132, 124), (150, 142), (168, 160), (182, 170)]
    on.blob(spout, shade(glaze, 0.06))
    on.turned([(34, 112), (70, 128), (86, 168), (76, 212), (46, FLOOR)], glaze)
    on.turned([(8, 98), (30, 104), (38, 118)], shade(glaze, -0.06))
    on.oval(228, 82, 252, 104, shade(glaze, -0.16))
    on.oval(231, 84, 243, 94, shade(glaze, 0.2))


def vase(on: Canvas, glaze: Colour, leaf: Colour = "#7E9468") -> None:
    on.shadow(56)
    on.line([(240, 140), (234, 96), (214, 54)], shade(leaf, -0.2), 4)
    on.line([(242, 140), (256, 102), (286, 70)], shade(leaf, -0.2), 4)
    for x, y in ((208, 50), (222, 74), (204, 74), (242, 88), (222, 96), (288, 64), (264, 78), (284, 88)):
        on.oval(x - 12, y - 9, x + 12, y + 9, leaf)
    on.turned([(24, 118), (22, 138), (48, 170), (54, 204), (36, FLOOR)], glaze)
    _mouth(on, 24, 118, 5, glaze)


def bud_vase(on: Canvas, glaze: Colour, petal: Colour = "#E4B04A") -> None:
    on.shadow(46)
    on.line([(240, 140), (244, 104), (236, 76)], "#6F8256", 4)
    on.blob([(244, 116), (264, 104), (276, 108), (262, 120)], "#7E9468")
    for x, y in ((236, 54), (218, 66), (224, 86), (248, 86), (254, 66)):
        on.oval(x - 13, y - 13, x + 13, y + 13, petal)
    on.oval(226, 62, 246, 82, shade(petal, -0.45))
    on.turned([(14, 130), (12, 164), (38, 196), (42, 218), (30, FLOOR)], glaze)


def jug(on: Canvas, glaze: Colour, clay: Colour = "#D8C3A2") -> None:
    """A jug with its spout to the left."""
    on.shadow(70)
    on.ring(272, 104, 340, 194, shade(glaze, -0.12), 13)
    on.blob([(196, 78), (172, 80), (184, 104), (204, 112)], shade(glaze, 0.05))
    on.turned([(44, 80), (40, 114), (60, 168), (62, 206), (46, FLOOR)], clay)
    on.turned([(44, 80), (40, 114), (60, 168), (63, 198)], glaze)
    _mouth(on, 44, 80, 8, glaze)


def butter_dish(on: Canvas, glaze: Colour) -> None:
    on.shadow(120)
    on.box(124, 212, 356, FLOOR, shade(glaze, -0.14), 12)
    on.box(124, 206, 356, 226, glaze, 10)
    on.box(152, 138, 328, 212, glaze, 26)
    on.box(290, 150, 328, 212, shade(glaze, -0.09), 18)
    on.box(152, 190, 328, 212, glaze, 4)
    on.line([(172, 186), (172, 160), (186, 154)], shade(glaze, 0.6), 5)
    on.oval(224, 116, 256, 144, shade(glaze, -0.18))
    on.oval(228, 118, 244, 130, shade(glaze, 0.3))


def egg_cup(on: Canvas, glaze: Colour, egg: Colour = "#EBCBA6") -> None:
    for x, full in ((194.0, True), (290.0, False)):
        on.shadow(44, x)
        if full:
            on.turned([(4, 94), (26, 116), (36, 150), (30, 176)], egg, x)
        on.turned([(40, 152), (38, 178), (18, 202), (14, 212), (32, FLOOR)], glaze, x)
        if not full:
            on.oval(x - 40, 146, x + 40, 160, shade(glaze, 0.3))
            on.oval(x - 34, 148, x + 34, 158, shade(glaze, -0.25))
        for dx, dy in ((-22, 170), (-4, 166), (14, 176), (-12, 186), (6, 192)):
            on.oval(x + dx - 2, dy - 2, x + dx + 2, dy + 2, shade(glaze, -0.45))


def planter(on: Canvas, clay: Colour, leaf: Colour = "#6F8F5E") -> None:
    """A flower pot with a plant of round leaves."""
    on.shadow(64)
    leaves = ((206, 98, 0.0), (274, 98, -0.12), (240, 72, 0.12), (222, 124, -0.08), (262, 126, 0.06))
    for x, y, tone in leaves:
        on.line([(240, 160), (x, y)], shade(leaf, -0.3), 4)
        on.oval(x - 25, y - 20, x + 25, y + 20, shade(leaf, tone))
        on.line([(x - 14, y + 5), (x + 12, y - 5)], shade(leaf, tone + 0.25), 2)
    on.turned([(58, 168), (44, FLOOR)], clay, soft=False)
    on.turned([(66, 150), (64, 174)], shade(clay, 0.1), soft=False)


def kugelhopf(on: Canvas, glaze: Colour, dots: Colour = "#F3E6CF") -> None:
    on.shadow(106)
    on.turned([(20, 110), (62, 116), (88, 160), (102, 220), (104, FLOOR)], glaze)
    for half in (-70, -36, 0, 36, 70):
        bend = [(MIDDLE + half * 0.55, 122), (MIDDLE + half * 0.95, 164), (MIDDLE + half * 1.1, 216)]
        on.line(bend, shade(glaze, -0.16), 6)
    for half in (-53, -18, 18, 53):
        for dx, dy in ((-5, 184), (5, 184), (0, 176), (0, 192)):
            on.oval(MIDDLE + half + dx - 4, dy - 4, MIDDLE + half + dx + 4, dy + 4, dots)
    on.box(132, 222, 348, FLOOR, shade(glaze, 0.1), 8)
    on.oval(222, 102, 258, 116, shade(glaze, -0.35))


def _mouth(on: Canvas, half: float, y: float, high: float, glaze: Colour, inside: Colour = "") -> None:
    """The opening of a pot: a light lip around what is inside."""
    on.oval(MIDDLE - half, y - high, MIDDLE + half, y + high, shade(glaze, 0.34))
    lip = 5.0
    dark = inside or shade(glaze, -0.28)
    on.oval(MIDDLE - half + lip, y - high + lip * 0.5, MIDDLE + half - lip, y + high - lip * 0.5, dark)
