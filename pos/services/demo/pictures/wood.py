"""Turned and carved wood, drawn."""

from __future__ import annotations

from pos.services.demo.pictures.canvas import FLOOR, MIDDLE, Canvas, Colour, points, shade
from pos.services.demo.pictures.light import flame


def bowl(on: Canvas, wood: Colour) -> None:
    """A wide bowl with the rings of its tree."""
    on.shadow(86)
    on.turned([(118, 134), (108, 176), (78, 216), (46, FLOOR)], wood)
    on.line([(138, 164), (190, 180), (250, 178), (330, 164)], shade(wood, -0.16), 2.5)
    on.line([(150, 190), (200, 202), (262, 202), (318, 190)], shade(wood, -0.16), 2.5)
    on.oval(122, 112, 358, 156, shade(wood, 0.3))
    on.oval(129, 116, 351, 152, shade(wood, -0.2))
    on.oval(158, 124, 322, 152, shade(wood, -0.11))
    on.oval(196, 133, 284, 152, shade(wood, -0.02))


def spoon(on: Canvas, wood: Colour) -> None:
    for x, tone in ((206.0, 0.0), (276.0, -0.12)):
        of = shade(wood, tone) if tone else wood
        on.shadow(30, x, 262)
        on.line([(x, 140), (x + 2, 200), (x, 254)], of, 15)
        on.line([(x - 3, 150), (x - 2, 200), (x - 3, 250)], shade(of, 0.25), 3)
        on.oval(x - 33, 52, x + 33, 148, of)
        on.oval(x - 23, 62, x + 23, 134, shade(of, -0.17))
        on.oval(x - 23, 68, x + 23, 134, shade(of, -0.08))


def board(on: Canvas, wood: Colour) -> None:
    """A cutting board with a hole to hang it."""
    on.box(160, 62, 332, 268, shade(on.ground, -0.13), 20)
    on.box(152, 54, 324, 260, shade(wood, -0.22), 20)
    on.box(152, 52, 324, 254, wood, 20)
    for x, bend in ((178, 5), (204, -6), (230, 6), (262, -5), (292, 5)):
        on.line([(x, 62), (x + bend, 120), (x - bend, 190), (x, 244)], shade(wood, -0.12), 2.5)
    on.oval(222, 66, 254, 98, shade(wood, -0.25))
    on.oval(224, 70, 252, 98, shade(on.ground, 0.1))


def servers(on: Canvas, wood: Colour) -> None:
    for way in (-1, 1):
        of = shade(wood, 0.12) if way < 0 else wood
        head = MIDDLE + 66 * way
        on.line([(MIDDLE - 60 * way, 256), (MIDDLE, 178), (MIDDLE + 48 * way, 110)], of, 14)
        on.oval(head - 34, 48, head + 30, 126, of)
        on.oval(head - 24, 58, head + 20, 112, shade(of, -0.15))
    for x in (296.0, 308.0):
        on.line([(x, 50), (x - 5, 84)], shade(on.ground, 0.22), 5)


def rolling_pin(on: Canvas, wood: Colour) -> None:
    on.oval(176, 206, 340, 246, shade(on.ground, 0.55))
    on.line([(118, 214), (362, 106)], shade(wood, -0.28), 16, soft=False)
    on.line([(172, 190), (308, 130)], shade(wood, -0.1), 54, soft=False)
    on.line([(170, 186), (306, 126)], wood, 46, soft=False)
    on.line([(168, 172), (292, 118)], shade(wood, 0.3), 6, soft=False)


def casket(on: Canvas, wood: Colour) -> None:
    """A box with a dovetailed corner, its lid a little open."""
    on.shadow(112)
    on.shape([(140, 118), (332, 118), (344, 142), (136, 142)], shade(wood, 0.2))
    on.box(136, 140, 346, 156, shade(wood, -0.12), 5)
    on.box(142, 156, 340, FLOOR, wood, 6)
    on.box(142, 156, 340, 164, shade(wood, -0.25))
    for y in (172, 192, 212):
        on.shape([(142, y), (164, y + 3), (164, y + 9), (142, y + 12)], shade(wood, -0.25))
        on.shape([(340, y), (318, y + 3), (318, y + 9), (340, y + 12)], shade(wood, -0.25))
    on.line([(186, 182), (250, 178), (300, 184)], shade(wood, -0.12), 2.5)
    on.line([(180, 212), (236, 216), (302, 210)], shade(wood, -0.12), 2.5)
    on.oval(232, 176, 248, 192, "#D9B863")


def coasters(on: Canvas, wood: Colour) -> None:
    """Four round coasters in a row of steps."""
    for step, (x, y) in enumerate(((196, 128), (284, 122), (204, 206), (290, 202))):
        of = shade(wood, 0.1 - 0.07 * step)
        on.oval(x - 44, y - 36, x + 46, y + 50, shade(on.ground, -0.13))
        on.oval(x - 46, y - 44, x + 42, y + 44, shade(of, -0.3))
        on.oval(x - 42, y - 40, x + 38, y + 40, of)
        for ring in (12, 22, 32):
            on.ring(x - 2 - ring, y - ring, x - 2 + ring, y + ring, shade(of, -0.14), 2)


def candlestick(on: Canvas, wood: Colour, wax: Colour = "#F6EEDC") -> None:
    on.shadow(62)
    flame(on, MIDDLE, 76)
    on.turned([(11, 86), (11, 142)], wax, soft=False)
    profile = [(24, 138), (14, 152), (20, 166), (10, 182), (16, 200), (12, 214), (50, 230), (54, FLOOR)]
    on.turned(profile, wood)
    on.oval(216, 133, 264, 145, shade(wood, 0.25))


def spinning_top(on: Canvas, wood: Colour, band: Colour = "#C4573F") -> None:
    on.shadow(40, y=250)
    on.turned([(7, 66), (8, 122)], shade(wood, -0.12), soft=False)
    on.oval(228, 56, 252, 80, band)
    on.turned([(16, 116), (88, 148), (92, 160), (52, 200), (8, 250)], wood)
    on.turned([(89, 146), (93, 158), (86, 172)], band)
    on.turned([(72, 184), (62, 194)], shade(band, 0.3), soft=False)


def car(on: Canvas, wood: Colour, wheel: Colour = "#7A5638") -> None:
    on.shadow(126)
    on.blob(points("128,206 136,168 180,158 204,116 276,114 304,158 350,170 352,208"), wood)
    on.box(130, 186, 352, 216, shade(wood, -0.1), 14)
    on.blob([(206, 156), (220, 130), (240, 128), (240, 156)], shade(on.ground, 0.4))
    on.blob([(252, 156), (252, 128), (270, 130), (286, 156)], shade(on.ground, 0.4))
    for x in (184, 300):
        on.oval(x - 31, 177, x + 31, 239, wheel)
        on.oval(x - 14, 194, x + 14, 222, shade(wood, 0.3))
        on.oval(x - 4, 204, x + 4, 212, wheel)


def spaetzle_board(on: Canvas, wood: Colour, steel: Colour = "#B9BEC0") -> None:
    """A board with a handle, and its scraper."""
    on.box(174, 96, 310, 272, shade(on.ground, -0.13), 16)
    on.box(216, 44, 252, 110, wood, 16)
    on.box(166, 88, 302, 262, shade(wood, -0.2), 16)
    on.box(166, 86, 302, 256, wood, 16)
    on.oval(228, 54, 240, 66, shade(on.ground, -0.05))
    on.shape([(170, 244), (298, 244), (294, 258), (174, 258)], shade(wood, 0.25))
    for x, bend in ((196, 4), (226, -5), (256, 5), (282, -3)):
        on.line([(x, 100), (x + bend, 160), (x, 236)], shade(wood, -0.1), 2.5)
    on.shape([(288, 132), (376, 100), (388, 132), (300, 164)], steel)
    on.shape([(376, 100), (388, 132), (398, 128), (386, 96)], shade(wood, -0.35))
