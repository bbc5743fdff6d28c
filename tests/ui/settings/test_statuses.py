"""Statuses of the shop's own: made on the settings page, renamed, switched off, mailed or not."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from pos.domain.shop.statuses import FULFILMENT, PAYMENT, ShopStatus
from tests.ui.settings.office import Office, open_, settings
from ui.kit.forms.fields import TextField
from ui.settings.statuses.status_section import StatusSection


def tick(section: StatusSection, name: str) -> QAbstractButton:
    """The tick that a screen reader calls so."""
    return next(one for one in section.findChildren(QAbstractButton) if one.accessibleName() == name)


def test_a_shop_makes_renames_and_switches_off_statuses(office: Office) -> None:
    section = office.section(StatusSection)
    open_(office, section)
    goods = section.lists[FULFILMENT]
    goods.field.set_text("Engraving")
    goods.button.click()
    office.settle()
    (made,) = settings(office).statuses
    assert (made.axis, made.name, made.stands_as, made.off) == (
        FULFILMENT, "Engraving", "Awaiting processing", False,
    )  # fmt: skip
    goods.field.set_text("engraving")
    goods.button.click()
    office.settle()
    assert len(settings(office).statuses) == 1
    tick(section, "Out for delivery is offered").click()
    office.settle()
    tick(section, "Mail the customer at Processing").click()
    office.settle()
    now = settings(office)
    assert ShopStatus("Out for delivery", FULFILMENT, off=True) in now.statuses
    assert [(one.key.split(":")[1][:4], one.on) for one in now.mail_switches] == [
        ("own-", False),
        ("Proc", True),
    ]
    lines = (one.line for one in section.findChildren(TextField))
    office.type(
        next(one for one in lines if one.accessibleName() == "Name of Awaiting payment"),
        "To be paid",
        enter=True,
    )
    assert ShopStatus("Awaiting payment", PAYMENT, "To be paid") in settings(office).statuses
    tick(section, "Remove Engraving").click()
    office.settle()
    assert not any(one.is_own for one in settings(office).statuses)
