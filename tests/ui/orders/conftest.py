"""A shop with a few orders, on its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.orders.office import Office
from tests.ui.phone_shop import PhoneShop
from tests.ui.shop_window import shop_window


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    with shop_window(qtbot, tmp_path) as made:
        office = Office(made.bot, made.window, made.shop)
        office.phone = PhoneShop(made.shop)
        yield office


@pytest.fixture
def office(bare: Office) -> Office:
    """A sale, an unpaid delivery for Lucie, an unpaid pickup for Jules; Lucie's is the newest but one."""
    lucie = bare.phone.customer("Lucie Martin", phone="06 12 34 56 78", email="lucie@example.com")
    jules = bare.phone.customer("Jules Verne", company="Nautilus SARL")
    bare.phone.sold("BOWL")
    bare.phone.ordered(lucie, quantity=2)
    bare.phone.ordered(jules, kind="pickup")
    bare.open()
    return bare
