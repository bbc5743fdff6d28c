"""PySide6 6.12.0 on Python 3.11 loses a reference to None at every call that returns nothing.

After some thousand calls the process dies, which a till meets within minutes. This guards the version pin;
from Python 3.12 on None cannot be lost.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLineEdit

CALLS = 500


def test_calls_that_return_nothing_keep_their_reference_to_none(qapp: QApplication) -> None:
    edit = QLineEdit()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        edit.setText("a")
    assert before - sys.getrefcount(None) < CALLS // 2
