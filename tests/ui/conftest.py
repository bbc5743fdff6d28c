"""The till of the window's tests, and a window without a shop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.shop_kit import ram, shop
from tests.ui.bare_window import window
from tests.ui.till import TillDriver, open_till

__all__ = ["ram", "shop", "till", "window"]


@pytest.fixture
def tmp_path(ram: Path) -> Path:
    """In memory too: a window commits a lot, and no test here asks what is on a disk."""
    folder = ram / "tmp"
    folder.mkdir()
    return folder


@pytest.fixture
def till(tmp_path: Path, qapp: QApplication) -> Iterator[TillDriver]:
    """A window on a new, empty French shop."""
    with open_till(tmp_path, qapp) as driver:
        yield driver
