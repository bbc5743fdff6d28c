"""The side of the tests: ask the warmed process for children, and put a prepared shop back each time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks and kills")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: what it had said, how many points it passed, and its traceback."""

    said: list[str]
    points: int
    failed: str
    killed: bool


class Warm:
    """The warmed process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, case: str, folder: Path, *, kill_at: int = 0, **options: Any) -> Ended:
        """One use case in a child of its own."""
        return self.together([(case, folder, kill_at, options)])[0]

    def together(self, asked: list[tuple[str, Path, int, dict[str, Any]]]) -> list[Ended]:
        """Several use cases at the same time."""
        self.begin(asked)
        return self.ended()

    def begin(self, asked: list[tuple[str, Path, int, dict[str, Any]]]) -> None:
        """Start use cases and go on; `ended` waits for them."""
        assert self._process.stdin
        plain = [(case, str(folder), kill_at, options) for case, folder, kill_at, options in asked]
        self._process.stdin.write(json.dumps(plain) + "\n")
        self._process.stdin.flush()

    def ended(self) -> list[Ended]:
        """How the use cases ended."""
        assert self._process.stdout
        return [Ended(**one) for one in json.loads(self._process.stdout.readline())]

    def close(self) -> None:
        """Let it go."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


class Prepared:
    """A folder tree as it was: put back byte for byte, files keep being the very same files.

    The key file must stay the same one, or the till would begin a new life as after a copy.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept = root.with_name(f"{root.name}.kept")
        shared = shutil.ignore_patterns("*-shm")
        shutil.copytree(root, self._kept, copy_function=_link_key, ignore=shared)

    def put_back(self) -> None:
        """Make the tree again as it was."""
        shutil.rmtree(self._root)
        shutil.copytree(self._kept, self._root, copy_function=_link_key)


def _link_key(source: str, target: str) -> str:
    if source.endswith("till.key"):
        os.link(source, target)
        return target
    return shutil.copyfile(source, target)


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """The warmed process, for all tests."""
    process = Warm()
    yield process
    process.close()
