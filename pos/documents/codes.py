"""Texts as the modules of a printed code."""

from __future__ import annotations

from functools import lru_cache

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=8)
def payment_matrix(payload: str) -> Matrix:
    """The modules of a payment code, from the top, without the quiet zone: level M, as its rules ask."""
    import segno

    # Any mask is read; trying all eight for the evenest would take longer than the rest of an invoice.
    code = segno.make_qr(payload.encode(), error="m", boost_error=False, mask=3)
    return tuple(tuple(map(bool, line)) for line in code.matrix)
