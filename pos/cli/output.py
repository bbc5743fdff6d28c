"""What a command says: sentences for a person, or one JSON value for a script."""

from __future__ import annotations

import json
import sys
from typing import Any

from pos.domain.errors import CashierError
from pos.text import sentence


class Output:
    """Writes a command's result; with `as_json` nothing but JSON goes to standard output."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, value: Any, text: str) -> None:
        """The result: the value for a script, the text for a person."""
        self._write(json.dumps(value, ensure_ascii=False) if self.as_json else text)

    def refuse(self, error: CashierError) -> None:
        """One sentence on standard error, and for a script the error as a value."""
        if self.as_json:
            said = {"type": type(error).__name__, "message": _one_line(error)}
            self._write(json.dumps({"error": said}, ensure_ascii=False))
        self.say_refused(error)

    def say_refused(self, error: CashierError) -> None:
        """One sentence on standard error."""
        print(_one_line(error).encode("utf-8", "replace").decode("utf-8"), file=sys.stderr)

    def _write(self, text: str) -> None:
        if not text:
            return
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.flush()


def _one_line(error: CashierError) -> str:
    return " ".join(sentence(error).split())
