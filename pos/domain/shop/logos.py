"""Why a file cannot be the shop's logo."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.words.errors import CashierError


@dataclass(eq=False)
class LogoIsADrawing(CashierError):
    text = "{name} is an SVG drawing. Export it as a PNG picture and choose that. The logo was not changed."
    name: str


@dataclass(eq=False)
class LogoTooLarge(CashierError):
    text = "{name} is too large for a logo. Save it smaller, 1,000 pixels wide, and choose it again."
    name: str


@dataclass(eq=False)
class LogoNotAPicture(CashierError):
    text = "{name} is not a picture that can be read. Choose a PNG or JPEG file. The logo was not changed."
    name: str
