"""The data that tests read and the project does not ship: catalogues, vectors, fonts, yardsticks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared(name: str) -> Path:
    """The path of `shared/data/NAME` (or `shared/NAME`), or skip the test where it is absent.

    `COMPTOIR_SHARED` names the folder; by default it lies beside the project.
    """
    folder = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared"))
    for path in (folder / "data" / name, folder / name):
        if path.exists():
            return path
    pytest.skip(f"shared/{name} is not here (COMPTOIR_SHARED names its folder)")
