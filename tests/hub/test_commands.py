"""A shop, its hub and its tills by commands alone: real processes and a real PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.postgres import TestDatabase, cluster, database, server

__all__ = ["cluster", "database", "server"]

ROOT = Path(__file__).parents[2]


class Program:
    """The till of one folder, a process a command."""

    def __init__(self, folder: Path, dsn: str = "") -> None:
        self.folder = folder
        self._environment = {**os.environ, **({"COMPTOIR_HUB": dsn} if dsn else {})}

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "pos", "--data", str(self.folder), "--json", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self._environment, input=given, capture_output=True, text=True, check=False
        )

    def __call__(self, *words: str, given: str = "") -> Any:
        """What a command that does its work prints."""
        done = self.run(*words, given=given)
        assert done.returncode == 0, done.stderr + done.stdout
        return json.loads(done.stdout)

    def refused(self, *words: str, given: str = "") -> str:
        """Why a command is refused, in one sentence without a secret."""
        done = self.run(*words, given=given)
        assert done.returncode == 1, done.stderr + done.stdout
        assert "Traceback" not in done.stderr
        error = json.loads(done.stdout)["error"]
        assert len(done.stderr.strip().splitlines()) == 1
        return str(error["type"])


def test_three_tills_meet_at_a_hub_and_on_a_stick(tmp_path: Path, database: TestDatabase) -> None:
    a = Program(tmp_path / "a", database.dsn())
    a("init", "--name", "Atelier Lune", "--country", "FR")
    made = a("hub", "create")
    assert made["letter"] == "A"
    assert made["pushed"] > 0
    assert a("hub", "create")["hub"] == made["hub"]

    code = a("hub", "pair", "--letter", "B", "--role", "till")["code"]
    b = Program(tmp_path / "b")
    assert b("hub", "pair", "-", given=code)["letter"] == "B"
    assert Program(tmp_path / "x").refused("hub", "pair", code) == "CodeUsed"
    stick = tmp_path / "stick.bundle"
    code = a("hub", "pair", "--letter", "C", "--bundle", str(stick))["code"]
    c = Program(tmp_path / "c")
    c("hub", "pair", code, "--bundle", str(stick))
    for one in (c, a, b):
        done = one("sync", "--once")
        assert done["unsent"] == 0
    assert len({one("digest")["digest"] for one in (a, b, c)}) == 1
    status = b("hub", "status")
    assert (status["reachable"], status["unsent"]) == (True, 0)
    assert a("hub", "remove", "B")["letter"] == "B"
    assert b.refused("sync", "--once") == "TillRemoved"
    assert c("hub", "remove", "--here")["letter"] == "C"
    assert c.refused("sync", "--once") == "NoHub"
    assert b("verify", "--rebuild")["ok"]
