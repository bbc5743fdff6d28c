"""What a person said the columns of a file mean, kept on this machine for the next file of the same shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

from pos.domain.imports.read_file import Look
from pos.exchange import formats
from pos.exchange.columns.names import FIELDS
from pos.exchange.letters import READ
from pos.services.shop.settings import Settings


class Kept(NamedTuple):
    """How a file of some shape is read: its format, its columns, its letters, whose stock counts."""

    format: str
    mapping: dict[str, str]
    encoding: str = ""
    place: str = ""


class KeptColumns:
    """By the names of a file's columns, as they read before anybody chose its letters: how it was read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def of(self, look: Look) -> Kept | None:
        """What was said of such a file; None where nothing was."""
        if not look.header_row:
            return None  # numbered columns look alike in all files
        written = self._settings.choice(_key(look.columns))
        if not written:
            return None
        kept = Kept(*json.loads(written))
        known = {column: field for column, field in kept.mapping.items() if field in FIELDS}
        readable = kept.format in formats.NAMES and kept.encoding in ("", *READ)
        return kept._replace(mapping=known) if readable else None

    def keep(self, columns: Sequence[str], kept: Kept) -> None:
        """Keep what a person said of a file with these columns."""
        self._settings.choose(_key(columns), json.dumps(kept, ensure_ascii=False))


def _key(columns: Sequence[str]) -> str:
    digest = hashlib.sha256("\x1f".join(columns).encode("utf-8", "surrogatepass")).hexdigest()
    return f"columns.{digest[:16]}"
