"""Texts as the modules of a payment code.

segno draws the fixed patterns of each size once; only the bits of the text are then laid into them, since
trying eight masks and walking the matrix anew would take longer than the rest of an invoice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

Matrix = tuple[tuple[bool, ...], ...]

LEVEL, MASK = "m", 3
"""Payment codes have level M; any mask is read."""

# Of each version from 1 on: correction bytes of a block, blocks, data bytes in a block (some have one more).
_BLOCKS = [
    (10, 1, 16),
    (16, 1, 28),
    (26, 1, 44),
    (18, 2, 64),
    (24, 2, 86),
    (16, 4, 108),
    (18, 4, 124),
    (22, 4, 154),
    (22, 5, 182),
    (26, 5, 216),
    (30, 5, 254),
    (22, 8, 290),
    (22, 9, 334),
]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the bits of a version lie: `pick` takes each module from the bits with "01" behind them."""

    side: int
    bits: int
    mask: int
    pick: Callable[[str], tuple[str, ...]]


@lru_cache(maxsize=8)
def payment_matrix(payload: str) -> Matrix:
    """The modules of a payment code, from the top, without the quiet zone."""
    data = payload.encode()
    version = next(at for at, (_ec, _n, room) in enumerate(_BLOCKS, 1) if len(data) + _head(at) <= room)
    layout = _layout(version)
    message = _message(data, version)
    bits = int.from_bytes(message) << (layout.bits - 8 * len(message))
    modules = layout.pick(f"{bits ^ layout.mask:0{layout.bits}b}01")
    dark = tuple(map("1".__eq__, modules))
    return tuple(dark[at : at + layout.side] for at in range(0, len(dark), layout.side))


def _head(version: int) -> int:
    """Bytes that mode, length and end need; half bytes are rounded up."""
    return 2 if version < 10 else 3


def _message(data: bytes, version: int) -> bytes:
    """The data bytes of all blocks in turn, then their correction bytes in turn."""
    correction, count, room = _BLOCKS[version - 1]
    # Four bits say "bytes", then comes their number; the text ends with four bits of zero.
    length = 8 if version < 10 else 16
    whole = ((0b0100 << length | len(data)) << 8 * len(data) | int.from_bytes(data)) << 4
    filled = whole.to_bytes(len(data) + _head(version))
    # A byte of zeros before the filling, as segno has it; readers stop at the end mark before.
    filled += (b"\0" + b"\xec\x11" * room)[: room - len(filled)]
    short, longer = divmod(room, count)
    blocks, start = [], 0
    for at in range(count):
        end = start + short + (at >= count - longer)
        blocks.append(filled[start:end])
        start = end
    table = _table(correction)
    checks = [_check(block, table, correction) for block in blocks]
    turns = [block[at : at + 1] for at in range(short + 1) for block in blocks]
    return b"".join(turns) + bytes(check[at] for at in range(correction) for check in checks)


def _check(block: bytes, table: tuple[int, ...], size: int) -> bytes:
    """The rest of dividing the block by the generator of Reed and Solomon."""
    rest, top = 0, 8 * (size - 1)
    below = (1 << top) - 1
    for byte in block:
        rest = (rest & below) << 8 ^ table[byte ^ rest >> top]
    return rest.to_bytes(size)


@lru_cache
def _table(size: int) -> tuple[int, ...]:
    """Every multiple of the generator of that degree, its leading one left out, as one number each."""
    generator = [1]
    root = 1
    for _ in range(size):
        shifted = [*generator, 0]
        for at, factor in enumerate(generator):
            shifted[at + 1] ^= _times(factor, root)
        generator, root = shifted, _times(root, 2)
    return tuple(int.from_bytes(bytes(_times(each, by) for each in generator[1:])) for by in range(256))


def _times(one: int, other: int) -> int:
    """The product in the field of 256 numbers that the codes count in."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


@lru_cache
def _layout(version: int) -> _Layout:
    """The patterns of a version, from a sample that segno draws."""
    import segno
    from segno import consts

    sample = segno.make_qr("x", version=version, error=LEVEL, mask=MASK, boost_error=False)
    kinds = [list(row) for row in sample.matrix_iter(scale=1, border=0, verbose=True)]
    side = len(kinds)
    data = {consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT}
    # segno says of the module left of the second format pattern that it belongs to it; it holds data.
    cells = [(y, x) for y, x in _zigzag(side) if kinds[y][x] in data or (y, x) == (8, side - 9)]
    places = {cell: at for at, cell in enumerate(cells)}
    picks = [
        places.get((y, x), len(cells) + bool(sample.matrix[y][x])) for y in range(side) for x in range(side)
    ]
    mask = "".join("01"[(y + x) % 3 == 0] for y, x in cells)
    return _Layout(side, len(cells), int(mask, 2), itemgetter(*picks))


def _zigzag(side: int) -> list[tuple[int, int]]:
    """All cells in the order the standard fills them: pairs of columns from the right, up and down."""
    cells = []
    upwards = True
    for right in range(side - 1, 0, -2):
        column = right if right > 6 else right - 1  # the column of the timing pattern is left out
        for y in range(side - 1, -1, -1) if upwards else range(side):
            cells += [(y, column), (y, column - 1)]
        upwards = not upwards
    return cells
