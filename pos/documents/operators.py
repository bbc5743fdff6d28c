"""The operators that draw text and codes on a page of a PDF.

reportlab's own text object measures every string again and escapes it character by character; its fonts are
used as they are, by the calls that text object makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pos.documents.fonts import Face, Typeface
from pos.documents.measures import Ink

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_DARK = re.compile(b"\x01+")

Placed = tuple[float, float, str, Ink]
"""A line of text in drawing order: its left end and its base line in points, from the lower left corner."""


class Lettering:
    """Writes the text of one file; knows which byte of which embedded font stands for a character."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas: Any = canvas
        self._bytes: dict[str, dict[str, str]] = {}

    def draw(self, texts: Iterable[Placed]) -> None:
        """All text of a page as one object; colour and font are written only where they change."""
        texts = list(texts)
        self._learn(texts)
        steps = ["q 0 g BT"]
        fill: object = 0.0
        font: tuple[str, int, float] = ("", 0, 0.0)
        for x, y, text, ink in texts:
            steps.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            if (ink.tint or ink.gray) != fill:
                fill = ink.tint or ink.gray
                steps.append("{:.3f} {:.3f} {:.3f} rg".format(*ink.tint) if ink.tint else f"{ink.gray:g} g")
            for face, run in ink.typeface.runs(text):
                for subset, shown in self._encoded(face, run):
                    if font != (face.name, subset, ink.size):
                        font = (face.name, subset, ink.size)
                        steps.append(f"{self._named(face, subset)} {ink.size:g} Tf")
                    steps.append(f"<{shown}> Tj")
        steps.append("ET Q")
        self._canvas.addLiteral("\n".join(steps))

    def _learn(self, texts: Sequence[Placed]) -> None:
        """Ask each font for all its new characters at once."""
        by_typeface: dict[Typeface, list[str]] = {}
        for _x, _y, text, ink in texts:
            by_typeface.setdefault(ink.typeface, []).append(text)
        for typeface, lines in by_typeface.items():
            new: dict[Face, list[str]] = {}
            for char in dict.fromkeys("".join(lines)):
                face = typeface.face_of(char)
                if face and char not in self._bytes.get(face.name, ()):
                    new.setdefault(face, []).append(char)
            for face, chars in new.items():
                self._encoded(face, "".join(chars))

    def _encoded(self, face: Face, run: str) -> Sequence[tuple[int, str]]:
        known = self._bytes.setdefault(face.name, {})
        try:
            return ((0, "".join([known[char] for char in run])),)
        except KeyError:
            parts = _font(face).splitString(run, self._canvas._doc)
            if len(parts) == 1 and parts[0][0] == 0:
                known.update((char, f"{byte:02x}") for char, byte in zip(run, parts[0][1], strict=True))
            return [(subset, shown.hex()) for subset, shown in parts]

    def _named(self, face: Face, subset: int) -> str:
        return str(_font(face).getSubsetInternalName(subset, self._canvas._doc))


def _font(face: Face) -> Any:
    from reportlab.pdfbase import pdfmetrics

    return pdfmetrics.getFont(face.name)


def draw_code(canvas: Canvas, code: Sequence[Sequence[bool]], size: float, left: float, top: float) -> None:
    """The code as one filled path, so that no viewer shows seams between its modules of `size`."""
    steps = [f"q {size:.4f} 0 0 {-size:.4f} {left:.4f} {top:.4f} cm"]
    for y, line in enumerate(code):
        for run in _DARK.finditer(bytes(line)):
            steps.append(f"{run.start()} {y} {run.end() - run.start()} 1 re")
    canvas.addLiteral("\n".join(["q 0 g", *steps, "f Q Q"]))


def new_canvas(out: Any, *, title: str, author: str, subject: str, language: str) -> Canvas:
    """A canvas whose file says what it is, and is the same bytes whenever it is written."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # letters for the bytes of a file are of the time of seven-bit mail
    canvas = Canvas(out, pageCompression=1, invariant=1, lang=language)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(subject)
    canvas.setCreator("Comptoir")
    return canvas
