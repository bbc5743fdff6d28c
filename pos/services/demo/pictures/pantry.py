"""Good things to eat and drink, drawn."""

from __future__ import annotations

from pos.services.demo.pictures.canvas import FLOOR, MIDDLE, Canvas, Colour, points, shade

LABEL = "#F9F3E6"


def honey(on: Canvas, amber: Colour, lid: Colour = "#E9D9B8") -> None:
    """A jar of honey with a bee on its label."""
    on.shadow(76)
    on.turned([(54, 92), (68, 112), (70, 220), (60, FLOOR)], amber)
    on.box(182, 70, 298, 98, lid, 7)
    on.box(264, 70, 298, 98, shade(lid, -0.13), 7)
    on.box(190, 134, 290, 204, LABEL, 6)
    on.oval(222, 150, 244, 166, shade("#DCE6EA", 0.3))
    on.oval(240, 148, 262, 164, "#DCE6EA")
    on.oval(216, 160, 266, 188, "#E8B23C")
    for x in (228, 240, 252):
        on.line([(x, 163), (x, 185)], "#3B2C1E", 5, soft=False)
    on.oval(262, 166, 276, 182, "#3B2C1E")


def loose_honey(on: Canvas, amber: Colour, wood: Colour = "#C29A64") -> None:
    """Honey drawn off by weight: a pot and a dipper."""
    on.shadow(84)
    on.line([(250, 130), (296, 64), (310, 46)], shade(wood, -0.1), 9)
    on.turned([(70, 128), (84, 168), (78, 212), (58, FLOOR)], "#E9DCC3")
    on.oval(170, 114, 310, 142, shade("#E9DCC3", 0.4))
    on.oval(178, 118, 302, 139, amber)
    for at in range(4):
        x, y = 262 - at * 7, 112 + at * 9
        on.line([(x - 12, y - 8), (x + 12, y + 8)], wood if at % 2 else shade(wood, 0.2), 8, soft=False)
    on.blob([(196, 134), (216, 138), (214, 176), (206, 190), (198, 174)], amber)
    on.line([(204, 144), (204, 166)], shade(amber, 0.5), 3, soft=False)


def jam(on: Canvas, fruit: Colour, cloth: Colour) -> None:
    """A jar of jam under a cloth cap."""
    on.shadow(74)
    on.turned([(52, 96), (66, 116), (68, 220), (58, FLOOR)], fruit)
    on.blob(points("178,92 188,66 240,56 292,66 302,92 310,118 276,110 240,116 204,110 170,118"), cloth)
    for x, y in points("200,80 224,72 250,72 276,80 212,98 240,92 266,98 290,104 190,104"):
        on.oval(x - 4, y - 4, x + 4, y + 4, shade(cloth, 0.6))
    on.line([(184, 94), (240, 100), (296, 94)], "#8A6A48", 4)
    on.box(192, 142, 288, 206, LABEL, 6)
    on.oval(220, 156, 246, 190, fruit)
    on.oval(238, 160, 262, 192, shade(fruit, 0.16))
    on.blob([(240, 158), (252, 146), (264, 150), (254, 158)], "#7E9468")


def tea(on: Canvas, tin: Colour, leaf: Colour = "#7E9468") -> None:
    on.shadow(72)
    on.turned([(62, 90), (62, FLOOR)], tin, soft=False)
    on.turned([(66, 68), (66, 104)], shade(tin, -0.14), soft=False)
    on.oval(174, 58, 306, 80, shade(tin, 0.18))
    on.box(196, 126, 284, 216, LABEL, 44)
    on.line([(MIDDLE, 202), (MIDDLE, 148)], leaf, 3.5, soft=False)
    for side in (-1, 1):
        for y in (188, 170, 152):
            tip = [(240, y), (240 + side * 12, y - 14), (240 + side * 26, y - 12), (240 + side * 16, y)]
            on.blob(tip, leaf)


def gingerbread(on: Canvas, crumb: Colour, icing: Colour = "#FBF7EE") -> None:
    heart = points("240,262 158,186 134,122 168,76 216,78 240,104 264,78 312,76 346,122 322,186")
    on.blob([(x + 6, y + 8) for x, y in heart], shade(on.ground, -0.14))
    on.blob(heart, shade(crumb, -0.18))
    on.blob([(x + (240 - x) * 0.04, y - 4) for x, y in heart], crumb)
    for at, (x, y) in enumerate(heart):
        nx, ny = heart[(at + 1) % len(heart)]
        for part in (0.0, 0.5):
            cx, cy = x + (nx - x) * part, y + (ny - y) * part
            ix, iy = cx + (240 - cx) * 0.15, cy + (158 - cy) * 0.15
            on.oval(ix - 6, iy - 6, ix + 6, iy + 6, icing)
    for dx, dy in ((0, -20), (-19, -6), (-12, 16), (12, 16), (19, -6)):
        on.oval(240 + dx - 11, 158 + dy - 11, 240 + dx + 11, 158 + dy + 11, icing)
    on.oval(229, 147, 251, 169, "#C4573F")
