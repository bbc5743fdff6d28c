"""Woven, knitted and sewn goods, drawn."""

from __future__ import annotations

from pos.services.demo.pictures.canvas import MIDDLE, Canvas, Colour, points, shade


def tote(on: Canvas, cloth: Colour, print_: Colour = "#17624A") -> None:
    """A bag with long handles and a small leaf printed on it."""
    on.shadow(92, y=262)
    on.line([(196, 136), (198, 74), (240, 46), (282, 74), (284, 136)], shade(cloth, -0.24), 10)
    on.line([(196, 136), (202, 84), (240, 60), (278, 84), (284, 136)], shade(cloth, -0.1), 9)
    on.blob(points("156,112 240,110 324,112 332,188 326,262 240,264 154,262 148,188"), cloth)
    on.shape([(154, 112), (326, 112), (327, 124), (153, 124)], shade(cloth, -0.1))
    on.line([(304, 132), (310, 200), (304, 256)], shade(cloth, -0.12), 5)
    _sprig(on, MIDDLE, 196, print_)


def scarf(on: Canvas, wool: Colour) -> None:
    on.oval(140, 226, 350, 266, shade(on.ground, -0.13))
    for x in range(180, 242, 10):
        on.line([(x, 234), (x - 2, 264)], shade(wool, -0.22), 5, soft=False)
    on.shape([(170, 120), (246, 120), (242, 240), (174, 240)], shade(wool, -0.14))
    for x in range(236, 300, 10):
        on.line([(x, 204), (x + 2, 236)], shade(wool, -0.1), 5, soft=False)
    on.shape([(228, 110), (304, 110), (306, 210), (230, 210)], wool)
    on.blob([(144, 98), (176, 62), (240, 54), (306, 62), (336, 98), (304, 140), (240, 148), (176, 140)], wool)
    on.blob(points("186,98 212,80 240,76 270,80 294,98 268,108 240,110 212,108"), shade(wool, -0.34))
    for y in (170, 186):
        on.line([(231, y), (305, y)], shade(wool, 0.35), 5, soft=False)
        on.line([(174, y + 30), (242, y + 30)], shade(wool, 0.2), 5, soft=False)
    on.line([(162, 104), (190, 126), (238, 132)], shade(wool, 0.25), 4)
    on.line([(320, 104), (296, 122), (262, 130)], shade(wool, -0.14), 4)


def tshirt(on: Canvas, cotton: Colour, print_: Colour = "#17624A") -> None:
    half = points("276,62 326,84 364,138 330,162 310,140 312,262")
    outline = [*half, *((2 * MIDDLE - x, y) for x, y in reversed(half))]
    on.shape([(x + 6, y + 8) for x, y in outline], shade(on.ground, -0.13))
    on.shape(outline, cotton)
    on.shape([(310, 140), (312, 262), (292, 262), (296, 120)], shade(cotton, -0.09))
    on.oval(206, 42, 274, 84, shade(cotton, -0.2))
    on.oval(211, 38, 269, 77, shade(on.ground, 0.22))
    on.line([(122, 134), (152, 156)], shade(cotton, -0.16), 3, soft=False)
    on.line([(358, 134), (328, 156)], shade(cotton, -0.16), 3, soft=False)
    _sprig(on, MIDDLE, 160, print_)


def napkins(on: Canvas, linen: Colour) -> None:
    on.box(152, 100, 344, 262, shade(on.ground, -0.13), 8)
    for step in range(4):
        low = 252 - step * 9
        on.box(146 - step * 0, low - 150, 336, low, shade(linen, 0.22 - step * 0.05 if step else -0.16), 7)
    on.box(146, 76, 336, 218, linen, 7)
    on.line([(156, 208), (326, 208)], shade(linen, 0.4), 2.5, soft=False)
    on.line([(156, 86), (326, 86)], shade(linen, 0.4), 2.5, soft=False)
    on.box(234, 76, 242, 250, "#E9D9B8")
    on.line([(238, 146), (212, 128), (206, 148), (238, 148)], "#E9D9B8", 5)
    on.line([(238, 146), (264, 128), (270, 148), (238, 148)], "#E9D9B8", 5)


def towel(on: Canvas, linen: Colour, stripe: Colour) -> None:
    on.line([(240, 50), (240, 64)], shade(stripe, -0.2), 5, soft=False)
    on.shape([(176, 74), (306, 74), (322, 264), (172, 266)], shade(on.ground, -0.13))
    on.shape([(168, 66), (312, 66), (312, 254), (168, 260)], linen)
    on.shape([(240, 66), (312, 66), (312, 254), (260, 256)], shade(linen, -0.06))
    for x in (182, 192, 288, 298):
        on.box(x, 66, x + 5, 254, stripe)
    for y in (208, 220, 232):
        on.box(168, y, 312, y + 5, stripe)
    on.ring(230, 52, 250, 72, stripe, 4)


def cushion(on: Canvas, linen: Colour, check: Colour) -> None:
    """A cushion in kelsch, the checked linen of Alsace."""
    on.shadow(104, y=250)
    corners = [(136, 66), (240, 78), (344, 66), (334, 158), (344, 252), (240, 242), (136, 252), (146, 158)]
    on.blob(corners, linen)
    for at in range(5):
        x, y = 166 + at * 33, 94 + at * 30
        on.line([(x, 82), (x, 240)], shade(check, 0.3), 9, soft=False)
        on.line([(156, y), (324, y)], shade(check, 0.3), 9, soft=False)
    for across in range(5):
        for down in range(5):
            x, y = 166 + across * 33, 94 + down * 30
            on.box(x - 4.5, y - 4.5, x + 4.5, y + 4.5, check)


def apron(on: Canvas, linen: Colour, string: Colour = "#8A6A48") -> None:
    on.line([(206, 76), (214, 46), (240, 38), (266, 46), (274, 76)], string, 6)
    on.line([(162, 150), (126, 164), (112, 200)], string, 6)
    on.line([(318, 150), (354, 164), (368, 200)], string, 6)
    outline = [(202, 70), (278, 70), (288, 122), (324, 144), (322, 266), (158, 266), (156, 144), (192, 122)]
    on.shape([(x + 6, y + 7) for x, y in outline], shade(on.ground, -0.13))
    on.shape(outline, linen)
    on.shape([(324, 144), (322, 266), (300, 266), (302, 132)], shade(linen, -0.1))
    on.box(196, 168, 284, 228, shade(linen, -0.1), 6)
    on.line([(200, 174), (280, 174)], shade(linen, 0.35), 2.5, soft=False)
    on.line([(240, 178), (240, 224)], shade(linen, 0.25), 2, soft=False)
    on.box(202, 70, 278, 80, shade(linen, -0.16))


def throw(on: Canvas, wool: Colour, stripe: Colour = "#F3EBDC") -> None:
    on.shadow(116, y=250)
    for low, tone in ((250, -0.16), (210, -0.05), (170, 0.06)):
        on.box(126, low - 56, 352, low, shade(wool, tone), 26)
        on.box(290, low - 56, 310, low, shade(stripe, tone / 2 if tone < 0 else tone))
        on.box(318, low - 56, 326, low, shade(stripe, tone / 2 if tone < 0 else tone))
        on.line([(146, low - 10), (270, low - 10)], shade(wool, tone - 0.12), 3, soft=False)
    for x in range(138, 276, 14):
        on.line([(x, 116), (x - 2, 98)], shade(wool, 0.12), 6, soft=False)
    on.box(126, 112, 290, 130, shade(wool, 0.14), 9)


def ribbon(on: Canvas, linen: Colour, core: Colour = "#C9A777") -> None:
    """A reel of ribbon with a loose end."""
    on.shadow(92, y=246)
    on.line([(272, 224), (316, 246), (346, 226), (384, 244)], shade(linen, -0.12), 22)
    on.line([(272, 220), (316, 242), (346, 222), (384, 240)], linen, 14)
    on.oval(148, 72, 316, 246, shade(core, -0.2))
    on.oval(144, 66, 312, 240, shade(core, 0.2))
    on.oval(156, 78, 300, 228, linen)
    for ring in (60, 49, 38):
        on.ring(228 - ring, 153 - ring, 228 + ring, 153 + ring, shade(linen, -0.14), 2.5)
    on.oval(200, 125, 256, 181, core)
    on.oval(213, 138, 243, 168, shade(core, -0.4))


def glove(on: Canvas, cloth: Colour, trim: Colour = "#F3EBDC") -> None:
    on.ring(300, 226, 330, 262, shade(cloth, -0.25), 6)
    hand = points("188,252 182,180 170,120 190,66 244,52 292,76 300,150 296,252 240,256")
    thumb = [(290, 196), (318, 176), (330, 138), (356, 138), (354, 184), (328, 220), (294, 238)]
    on.blob([(x + 6, y + 7) for x, y in hand], shade(on.ground, -0.13))
    on.blob(thumb, shade(cloth, -0.08))
    on.blob(hand, cloth)
    ends = points("188,112 262,66 184,160 292,92 192,204 296,140 220,226 296,180")
    ends += points("220,62 294,120 184,88 296,172 186,146 288,220")
    for a, b in zip(ends[::2], ends[1::2], strict=True):
        on.line([a, b], shade(cloth, 0.3), 2.5, soft=False)
    on.box(178, 226, 304, 262, trim, 8)


def _sprig(on: Canvas, x: float, y: float, colour: Colour) -> None:
    """A small branch with leaves: the workshop's mark."""
    on.line([(x, y + 36), (x, y - 30)], colour, 4, soft=False)
    for side in (-1, 1):
        for up in (22, 2, -18):
            tip = points("0,0 12,-17 29,-17 20,-3")
            on.blob([(x + side * dx, y + up + dy) for dx, dy in tip], colour)
    on.blob([(x, y - 24), (x + 8, y - 38), (x, y - 52), (x - 8, y - 38)], colour)
