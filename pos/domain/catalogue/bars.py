"""Codes as bars, drawn by whoever shows them: EAN-13 (ISO/IEC 15420) and Code 128 (ISO/IEC 15417).

A code is a string of modules from the left, `1` a dark one, without the quiet zone beside it.
"""

from __future__ import annotations

_LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011",
    "0110001", "0101111", "0111011", "0110111", "0001011",
)  # fmt: skip
"""Digits of the left half, with an odd number of dark modules."""
_MIRRORED = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
"""Which digits of the left half are of the other kind, by the first digit, which has no bars of its own."""

_WIDTHS = (
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
    "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
    "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
    "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
    "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
    "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
    "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
    "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
    "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
    "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
)  # fmt: skip
"""Widths of bar, space, bar … of each sign of a Code 128."""
_START_B, _STOP = 104, 106
QUIET = 11
"""Modules of white that a reader needs at either side."""


def ean_13(code: str) -> str:
    """The 95 modules of a number of thirteen digits; a UPC-A is one with a zero in front."""
    sides = []
    for digit, how in zip(code[1:7], _MIRRORED[int(code[0])], strict=True):
        odd = _LEFT[int(digit)]
        sides.append(odd if how == "L" else _turned(odd)[::-1])
    right = (_turned(_LEFT[int(digit)]) for digit in code[7:])
    return f"101{''.join(sides)}01010{''.join(right)}101"


def _turned(modules: str) -> str:
    return modules.translate({48: 49, 49: 48})


def code_128(text: str) -> str:
    """The modules of a text of printable ASCII, in the set with capital and small letters."""
    values = [ord(sign) - 32 for sign in text]
    check = (_START_B + sum(place * value for place, value in enumerate(values, 1))) % 103
    widths = "".join(_WIDTHS[value] for value in (_START_B, *values, check, _STOP))
    return "".join("10"[at % 2] * int(width) for at, width in enumerate(widths))
