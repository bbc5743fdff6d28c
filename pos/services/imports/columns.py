"""What a person said the columns of a file mean, kept on this machine for the next file of the same shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from pos.domain.imports.read_file import Look, ReadFile
from pos.exchange import formats
from pos.exchange.columns.names import FIELDS
from pos.services.shop.settings import Settings


class KeptColumns:
    """By the names of a file's columns: which format it was read as, and what each means."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def of(self, look: Look) -> tuple[str, dict[str, str]] | None:
        """The format and what was said of the columns of such a file; None where nothing was."""
        if not look.header_row:
            return None  # numbered columns look alike in all files
        written = self._settings.choice(_key(look.columns))
        if not written:
            return None
        format, mapping = json.loads(written)
        known = {column: field for column, field in mapping.items() if field in FIELDS}
        return (format, known) if format in formats.NAMES else None

    def keep(self, file: ReadFile) -> None:
        """Keep what the columns of this file mean; it was said by a person."""
        chosen: tuple[str, Mapping[str, str]] = (file.format, file.mapping)
        self._settings.choose(_key(file.columns), json.dumps(chosen, ensure_ascii=False))


def _key(columns: Sequence[str]) -> str:
    digest = hashlib.sha256("\x1f".join(columns).encode("utf-8", "surrogatepass")).hexdigest()
    return f"columns.{digest[:16]}"
