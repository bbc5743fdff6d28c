"""What is decided about statuses of orders: their names, which are offered and mailed, the shop's own."""

from __future__ import annotations

import uuid
from dataclasses import replace

from pos.domain.mail.kinds import MailSwitch, is_on, status_key
from pos.domain.shop.statuses import GIVEN, STANDS_AS, ShopStatus
from pos.domain.words.text import clean
from pos.text import _
from ui.settings.presenter import Feedback, SettingsPresenter
from ui.shared.orders.words import FULFILMENTS, PAYMENTS

NAME_LIMIT = 40


def usual_name(key: str) -> str:
    """What everybody calls a given status."""
    given = {status.value: words for status, (words, _mood) in (*PAYMENTS.items(), *FULFILMENTS.items())}
    return _(given.get(key, key))


class StatusPresenter:
    """Reads and decides; `feedback` is the row or field that was asked."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter

    def statuses(self, axis: str) -> tuple[ShopStatus, ...]:
        """All of an axis: the given ones in their order, behind each the shop's own that stand as it."""
        said = {one.key: one for one in self._kept if one.axis == axis}
        found: list[ShopStatus] = []
        for key in GIVEN[axis]:
            found.append(said.get(key, ShopStatus(key, axis)))
            found += [one for one in said.values() if one.stands_as == key]
        return tuple(found)

    @property
    def _kept(self) -> tuple[ShopStatus, ...]:
        return self._presenter.settings.statuses

    def can_be_said(self, status: ShopStatus) -> bool:
        """Whether a person may give it to an order; the others follow from money and goods alone."""
        return status.is_own or status.key in STANDS_AS[status.axis]

    def is_mailed(self, status: ShopStatus) -> bool:
        """Whether the customer is written to when it is said."""
        return is_on(status_key(status.key), self._presenter.settings.mail_switches)

    def add(self, axis: str, name: str, feedback: Feedback) -> None:
        """Make one of the shop's own: not mailed, and standing as what an order begins with, until said."""
        made = ShopStatus(f"own-{uuid.uuid4().hex[:12]}", axis, clean(name, NAME_LIMIT), STANDS_AS[axis][0])
        if not made.name:
            feedback.refuse(_("Write the name of the status."))
            return
        switches = (*self._presenter.settings.mail_switches, MailSwitch(status_key(made.key), False))
        self._presenter.decide(feedback, statuses=(*self._kept, made), mail_switches=switches)

    def rename(self, status: ShopStatus, name: str, feedback: Feedback) -> None:
        """Call it something else; nothing written is as everybody calls it."""
        if status.is_own and not clean(name, NAME_LIMIT):
            feedback.refuse(_("Write the name of the status."))
            return
        self._put(replace(status, name=clean(name, NAME_LIMIT)), feedback)

    def stand_as(self, status: ShopStatus, key: str, feedback: Feedback) -> None:
        """Let one of the shop's own stand as another given status."""
        self._put(replace(status, stands_as=key), feedback)

    def offer(self, status: ShopStatus, on: bool, feedback: Feedback) -> None:
        """Offer it, or no more; orders that have it still say so."""
        self._put(replace(status, off=not on), feedback)

    def mail(self, status: ShopStatus, on: bool, feedback: Feedback) -> None:
        """Write to the customer when it is said, or not."""
        key = status_key(status.key)
        others = (one for one in self._presenter.settings.mail_switches if one.key != key)
        self._presenter.decide(feedback, mail_switches=(*others, MailSwitch(key, on)))

    def remove(self, status: ShopStatus, feedback: Feedback) -> None:
        """Have one of the shop's own no more; orders then show what it stood as."""
        left = tuple(one for one in self._kept if one.key != status.key)
        self._presenter.decide(feedback, _("Removed"), statuses=left)

    def _put(self, changed: ShopStatus, feedback: Feedback) -> None:
        others = tuple(one for one in self._kept if one.key != changed.key)
        keys = [one.key for one in self._kept]
        if changed.key in keys:
            put = tuple(changed if one.key == changed.key else one for one in self._kept)
        else:
            put = (*others, changed)
        self._presenter.decide(feedback, statuses=put)
