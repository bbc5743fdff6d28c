"""Paper goods, drawn."""

from __future__ import annotations

from pos.services.demo.pictures.canvas import Canvas, Colour, points, shade

PAPER = "#FBF7EE"


def bird_cards(on: Canvas, bird: Colour, breast: Colour) -> None:
    """A card with a small bird on a twig, more behind it."""
    _fan(on, bird)
    on.line([(176, 216), (230, 208), (304, 214)], "#8A6A48", 4)
    on.blob([(196, 166), (214, 132), (250, 130), (276, 160), (318, 190), (262, 202), (218, 204)], bird)
    on.blob([(196, 168), (212, 176), (240, 196), (216, 202), (198, 190)], breast)
    on.blob([(240, 154), (272, 166), (286, 188), (250, 184)], shade(bird, -0.25))
    on.oval(190, 116, 236, 160, bird)
    on.shape([(192, 134), (174, 142), (193, 146)], "#D99A3D")
    on.oval(202, 130, 210, 138, "#2B241C")
    on.line([(226, 202), (224, 212)], "#8A6A48", 3, soft=False)
    on.line([(240, 202), (240, 211)], "#8A6A48", 3, soft=False)


def flower_cards(on: Canvas, flower: Colour, leaf: Colour = "#7E9468") -> None:
    _fan(on, flower)
    on.line([(238, 232), (236, 160), (262, 104)], leaf, 4)
    on.blob([(236, 228), (198, 196), (190, 150), (222, 184)], leaf)
    on.blob([(240, 228), (284, 204), (298, 166), (256, 188)], shade(leaf, -0.12))
    for x, y in ((268, 112), (240, 128), (274, 146), (226, 160)):
        bell = points("0,-12 12,2 15,17 0,12 -15,17 -12,2")
        on.blob([(x + dx, y + dy) for dx, dy in bell], flower)
        on.line([(x, y - 12), (x + 4 if x < 250 else x - 6, y - 18)], leaf, 3, soft=False)


def town_card(on: Canvas, roof: Colour, wall: Colour = "#F1E3C4") -> None:
    """A postcard with half-timbered houses by the water."""
    on.box(130, 80, 366, 252, shade(on.ground, -0.13), 5)
    on.box(122, 70, 358, 244, PAPER, 5)
    on.box(132, 80, 348, 234, "#BFD6DC", 2)
    houses = ((140, 140, 64, "#E9C9A0"), (204, 122, 62, wall), (266, 136, 70, "#E3B7A0"))
    for left, top, wide, front in houses:
        on.shape([(left - 5, top), (left + wide / 2, top - 38), (left + wide + 5, top)], roof)
        on.box(left, top, left + wide, 212, front)
        for x in (left + 3, left + wide / 2, left + wide - 3):
            on.line([(x, top + 2), (x, 210)], "#7A5638", 3.5, soft=False)
        for y in (top + 3, (top + 212) / 2):
            on.line([(left + 2, y), (left + wide - 2, y)], "#7A5638", 3.5, soft=False)
        on.line([(left + 3, 208), (left + wide / 2, (top + 212) / 2)], "#7A5638", 3, soft=False)
    on.box(132, 210, 348, 234, "#8DB3BF", 2)
    on.line([(160, 220), (216, 220)], "#D9E8EA", 3, soft=False)
    on.line([(256, 226), (320, 226)], "#D9E8EA", 3, soft=False)


def thanks_card(on: Canvas, heart: Colour) -> None:
    """A folded card with a heart, and its envelope."""
    on.box(176, 116, 368, 250, shade(on.ground, -0.13), 6)
    on.box(168, 106, 360, 242, "#E7D3B4", 6)
    on.line([(172, 110), (264, 180), (356, 110)], shade("#E7D3B4", -0.18), 4, soft=False)
    on.box(126, 64, 262, 236, shade(on.ground, -0.18), 4)
    on.box(120, 58, 254, 230, PAPER, 4)
    on.blob(points("187,174 150,138 150,114 168,106 187,122 206,106 224,114 224,138"), heart)
    on.line([(160, 122), (160, 132)], shade(heart, 0.45), 5, soft=False)
    on.line([(160, 200), (214, 200)], shade(heart, -0.2), 3, soft=False)


def notebook(on: Canvas, cover: Colour, band: Colour = "#17624A") -> None:
    on.box(168, 66, 332, 266, shade(on.ground, -0.15), 10)
    on.box(160, 60, 322, 262, "#EFE6D3", 8)
    on.box(158, 54, 318, 256, cover, 10)
    on.box(158, 54, 180, 256, shade(cover, -0.16), 8)
    on.box(290, 54, 298, 256, band)
    on.box(204, 96, 270, 132, PAPER, 4)
    on.line([(216, 108), (258, 108)], shade(cover, -0.35), 3, soft=False)
    on.line([(216, 119), (244, 119)], shade(cover, -0.2), 3, soft=False)


def cathedral_print(on: Canvas, stone: Colour) -> None:
    """A framed print of the cathedral with its one spire."""
    on.box(166, 50, 334, 274, shade(on.ground, -0.15), 4)
    on.box(158, 42, 324, 266, "#5B4331", 4)
    on.box(168, 52, 314, 256, PAPER)
    on.box(182, 66, 300, 242, shade(stone, 0.72))
    on.box(200, 158, 282, 242, stone)
    on.box(200, 132, 238, 170, stone)
    on.shape([(200, 132), (238, 132), (230, 108), (219, 74), (208, 108)], shade(stone, -0.1))
    on.box(250, 146, 282, 170, shade(stone, 0.1))
    on.oval(224, 166, 258, 200, shade(stone, -0.4))
    on.ring(230, 172, 252, 194, shade(stone, 0.45), 2.5)
    on.blob([(230, 242), (232, 216), (241, 206), (250, 216), (252, 242)], shade(stone, -0.45))
    for x in (209, 268):
        on.blob([(x - 5, 230), (x - 4, 206), (x + 1, 196), (x + 6, 206), (x + 7, 230)], shade(stone, -0.3))


def wrap(on: Canvas, paper: Colour, leaf: Colour) -> None:
    for x, of, on_it in ((206.0, paper, leaf), (276.0, leaf, paper)):
        on.shadow(38, x, 262)
        on.turned([(30, 62), (30, 258)], of, x, soft=False)
        on.oval(x - 30, 52, x + 30, 72, shade(of, 0.4))
        on.oval(x - 18, 56, x + 18, 68, shade(of, -0.3))
        for y in range(92, 250, 34):
            on.blob([(x - 14, y + 12), (x - 12, y - 4), (x + 2, y - 10), (x, y + 6)], on_it)
            on.blob([(x + 4, y + 24), (x + 4, y + 10), (x + 18, y + 2), (x + 18, y + 16)], on_it)
    on.box(168, 150, 314, 166, "#E9D9B8", 3)


def book(on: Canvas, cover: Colour, bird: Colour = "#F3EBDC") -> None:
    """A book with a bird on its cover."""
    on.box(164, 62, 340, 268, shade(on.ground, -0.15), 6)
    on.box(158, 60, 326, 262, "#F6EFE0", 5)
    on.box(154, 52, 320, 254, cover, 6)
    on.box(154, 52, 168, 254, shade(cover, -0.2), 4)
    on.box(190, 72, 300, 80, bird, 3)
    on.box(206, 90, 284, 96, shade(cover, 0.4), 3)
    on.blob([(206, 176), (222, 150), (252, 150), (272, 174), (300, 196), (256, 206), (222, 206)], bird)
    on.oval(202, 138, 238, 172, bird)
    on.shape([(204, 152), (190, 158), (205, 162)], "#D99A3D")
    on.oval(212, 149, 218, 155, "#2B241C")
    on.blob([(244, 170), (268, 180), (276, 194), (250, 192)], shade(cover, 0.25))
    on.line([(196, 218), (290, 214)], shade(cover, 0.4), 4)


def voucher(on: Canvas, band: Colour, gold: Colour = "#D9B863") -> None:
    on.box(116, 96, 376, 248, shade(on.ground, -0.13), 10)
    on.box(108, 86, 368, 238, PAPER, 10)
    on.box(118, 96, 358, 228, shade(gold, 0.6), 6)
    on.box(122, 100, 354, 224, PAPER, 5)
    on.box(164, 86, 186, 238, band)
    for side in (-1, 1):
        loop = points("0,150 26,122 50,128 46,156 22,162")
        on.blob([(175 + side * dx, y) for dx, y in loop], band)
        on.blob([(175 + side * 18, 146), (175 + side * 34, 134), (175 + side * 36, 148)], shade(band, -0.3))
        on.line([(175, 154), (175 + side * 16, 178), (175 + side * 24, 200)], shade(band, -0.12), 10)
    on.box(163, 140, 187, 164, shade(band, -0.2), 8)
    on.line([(246, 138), (332, 138)], shade(gold, -0.2), 6, soft=False)
    on.line([(262, 158), (316, 158)], shade(gold, 0.2), 4, soft=False)
    on.line([(270, 192), (332, 192)], shade(gold, 0.2), 3, soft=False)


def _fan(on: Canvas, tone: Colour) -> None:
    """Three cards, one over the other; the front one is left to be drawn on."""
    on.shape([(204, 72), (340, 92), (318, 256), (184, 236)], shade(on.ground, -0.15))
    on.shape([(206, 62), (346, 84), (322, 246), (182, 224)], shade(tone, 0.55))
    on.shape([(176, 70), (322, 66), (326, 240), (180, 246)], shade(tone, 0.75))
    on.box(156, 72, 326, 250, shade(on.ground, -0.1), 4)
    on.box(152, 68, 320, 246, PAPER, 4)
