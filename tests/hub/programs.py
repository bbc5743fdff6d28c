"""Tills as programs of their own: one that is typed to again and again, one that ends after each command."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Program:
    """The till of one folder, a process a command."""

    def __init__(self, folder: Path, dsn: str = "") -> None:
        self.folder = folder
        self._environment = {**os.environ, **({"COMPTOIR_HUB": dsn} if dsn else {})}

    def said(self, *words: str, given: str = "") -> tuple[int, str, str]:
        """Its exit status, standard output and standard error."""
        command = [sys.executable, "pos", "--data", str(self.folder), "--json", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment, input=given, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    def __call__(self, *words: str, given: str = "") -> Any:
        """What a command that does its work prints."""
        status, out, err = self.said(*words, given=given)
        assert status == 0, err + out
        return json.loads(out)

    def refused(self, *words: str, given: str = "") -> str:
        """Why a command is refused, in one sentence without a secret."""
        status, out, err = self.said(*words, given=given)
        assert status == 1, err + out
        assert "Traceback" not in err
        assert len(err.strip().splitlines()) == 1
        return str(json.loads(out)["error"]["type"])

    def close(self) -> None:
        """It has ended already."""


class KeptProgram(Program):
    """The same in one process that stays: what it loaded it need not load again."""

    def __init__(self, folder: Path, dsn: str = "") -> None:
        super().__init__(folder, dsn)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hub.programs"], cwd=ROOT, env=self._environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def said(self, *words: str, given: str = "") -> tuple[int, str, str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([["--data", str(self.folder), "--json", *words], given]), file=self._process.stdin)
        self._process.stdin.flush()
        status, out, err = json.loads(self._process.stdout.readline())
        return status, out, err

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _answer(words: list[str], given: str) -> tuple[int, str, str]:
    from pos.cli import main

    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    sys.stdin = io.StringIO(given)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main(words)
        except SystemExit as left:
            status = int(left.code or 0)
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return status, out.buffer.getvalue().decode("utf-8"), err.getvalue()


if __name__ == "__main__":
    for line in iter(sys.__stdin__.readline, ""):  # type: ignore[union-attr]
        typed, typed_in = json.loads(line)
        print(json.dumps(_answer(typed, typed_in)), flush=True)
