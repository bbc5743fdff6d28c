"""The bundle is built and sells."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.shared import ROOT


@pytest.mark.full
def test_the_built_program_sells_without_python() -> None:
    pytest.importorskip("PyInstaller")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "bundle.py")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "it sells" in done.stdout
