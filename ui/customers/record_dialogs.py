"""A customer is forgotten, or becomes one with another: what goes or moves is shown first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pos.domain.customers.customers import Customer, CustomerRow
from pos.domain.customers.records import CustomerMerge, Erasure
from pos.text import _, current, ngettext
from ui.customers import words
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.dialogs.merge_dialog import Key, MergeDialog, Planned
from ui.kit.forms.fields import TextField
from ui.kit.look import theme
from ui.shared.merging import eithers, known_then, orders_moving

SHOWN = 12
"""Numbers of orders that are listed; more are counted."""


class EraseDialog(FormDialog):
    """What of a customer goes for ever, and what the law keeps."""

    def __init__(
        self, window: QWidget, found: Erasure, copies: Sequence[Path], erase: Callable[[], None]
    ) -> None:
        """`copies` are files of before, which no erasing reaches."""
        name = words.name(found.customer)
        super().__init__(
            window,
            _("Erase {name}?").format(name=name),
            _("Erase for ever"),
            note=_("Name, addresses, e-mail, phone and notes go for good. There is no way back."),
        )
        self._erase = erase
        self.said = theme.label("\n\n".join([*_going(found), *_left(copies)]), wrap=True)
        self.body.addWidget(self.said)
        self.finish()
        self.first = self.back

    def submit(self) -> bool:
        """Forget them."""
        self._erase()
        return True


def merge_dialog(
    window: QWidget,
    gone: Customer,
    find: Callable[[str], CustomerRow | None],
    plan: Callable[[str, frozenset[Key]], CustomerMerge],
    merge: Callable[[CustomerMerge, frozenset[Key]], None],
) -> MergeDialog:
    """Who this customer is one with, what moves there, and whose details stay."""

    def look(taken: frozenset[Key]) -> Planned | None:
        known = find(other.text()) if other.text() else None
        if known is None:
            return None
        found = plan(known.id, taken)
        return Planned(
            [orders_moving(found), "", *known_then(found)],
            eithers(found.differs),
            lambda: merge(found, taken),
        )

    title = _("Merge {name} into another customer").format(name=words.name(gone))
    other = TextField(_("The one that stays"), hint=_("Name, e-mail or phone"))
    return MergeDialog(window, title, other, look)


def _going(found: Erasure) -> list[str]:
    count = len(found.entries)
    lines = [
        ngettext(
            "{count} entry loses what tells who this is.",
            "{count} entries lose what tells who this is.",
            count,
        ).format(count=current().number(count))
    ]
    if found.orders:
        lines.append(_("Orders without a name: {numbers}").format(numbers=_listed(found.orders)))
    if found.quotes:
        lines.append(_("Quotes without a name: {numbers}").format(numbers=_listed(found.quotes)))
    if found.carts:
        count = len(found.carts)
        words = ngettext("{count} cart not yet placed too.", "{count} carts not yet placed too.", count)
        lines.append(words.format(count=current().number(count)))
    if found.invoiced:
        lines.append(_("Kept, since invoiced: {numbers}").format(numbers=_listed(found.invoiced)))
    return lines


def _left(copies: Sequence[Path]) -> list[str]:
    """What holds it still, and has to be removed by hand."""
    lines = []
    if copies:
        names = _listed(tuple(one.name for one in copies))
        folders = ", ".join(dict.fromkeys(str(one.parent) for one in copies))
        words = _("Copies made before hold it still, until you remove them: {files}, in {folders}")
        lines.append(words.format(files=names, folders=folders))
    lines.append(_("So do backups and bundles taken elsewhere, and the backups of a hub's server."))
    return lines


def _listed(numbers: tuple[str, ...]) -> str:
    more = len(numbers) - SHOWN
    shown = ", ".join(numbers[:SHOWN])
    return f"{shown} (+{current().number(more)})" if more > 0 else shown
