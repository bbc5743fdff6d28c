"""What is looked at by the way stays alive: no part of the window goes with the name it was found by."""

from __future__ import annotations

import gc

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tests.ui.till import TillDriver
from ui.frame.refs import PageRef
from ui.kit.forms.tab_order import reading_order


def test_the_window_is_whole_after_tab_and_the_garbage_collector(till: TillDriver) -> None:
    till.window.open(PageRef.SETTINGS)
    till.settle()
    seen: list[QWidget] = [till.window.rail, till.window.status, *till.window.rail.findChildren(QWidget)]
    for _time in range(3):
        assert reading_order(till.window)
        gc.collect()
    assert all(isValid(one) for one in seen)
