"""The second page of connecting: who answered, what its token may, and what goes which way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.stores.connection import SYNCS, USUAL, StoreConnection, StoreTested
from pos.text import _, current, mark, ngettext
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.shared.orders.when import read_when, shown_when
from ui.shared.stores.words import SYNCS as SYNC_WORDS

HOUR, DAY = 3600, 86_400
WANTED = {
    "products": ("read_catalog",),
    "stock": ("read_catalog", "update_catalog"),
    "orders": ("create_orders", "update_orders"),
    "web_orders": ("read_orders",),
    "customers": ("read_customers",),
    "names": (),
}
"""The rights that a choice needs."""
LACKS = {
    "read_catalog": mark("The token may not read products: neither they nor stock can come or go."),
    "update_catalog": mark("The token may not change products: stock cannot be told."),
    "read_orders": mark("The token may not read orders: those of the web shop cannot come."),
    "create_orders": mark("The token may not make orders: sales cannot go there."),
    "update_orders": mark("The token may not change orders: how they stand cannot be told."),
    "read_customers": mark(
        "The token may not read customers, as is usual: they come with their orders, and all else works."
    ),
}


class ChoicesPage(QWidget):
    """Shows what was found, and takes what is wanted."""

    def __init__(self, store: StoreConnection | None, now: datetime) -> None:
        super().__init__()
        self._store, self._now, self._today = store, now, now.date()
        self.tag = Tag("", Mood.GOOD)
        self.who = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.notes = theme.label("", theme.NOTE, tone=theme.Tone.WARNING, wrap=True)
        self.ticks = {one: Tick(_(SYNC_WORDS[one])) for one in SYNCS}
        self.stock = ChoiceField(
            _("Whose stock counts at the beginning"),
            [("store", _("The web shop's figures")), ("till", _("The figures here"))],
            store.stock if store else "store",
        )
        self.email = TextField(_("E-mail address for sales without one"), store.email if store else "")
        self._since = shown_when(store.orders_from[:10], current()) if store and store.orders_from else ""
        self.since = TextField(_("Sales go up from the day"), self._since, hint=_("empty: from now on"))
        self.later = theme.label(
            _(
                "Whose stock begins holds for goods linked from now on; the others keep their figures. From "
                "an earlier day on sales go up too, each looked for there first; those before a later day "
                "stay here."
            ),
            theme.NOTE,
            tone=theme.Tone.MUTED,
            wrap=True,
        )
        self.later.setVisible(store is not None)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(self.tag)
        head.addWidget(self.who, 1)
        column.addLayout(head)
        column.addWidget(self.notes)
        ticks = QGridLayout()
        ticks.setVerticalSpacing(0)
        for place, tick in enumerate(self.ticks.values()):
            ticks.addWidget(tick, place, 0)
        column.addLayout(ticks)
        column.addWidget(self.stock)
        row = QHBoxLayout()
        row.setSpacing(theme.space(3))
        row.addWidget(self.email, 1)
        row.addWidget(self.since, 1)
        column.addLayout(row)
        column.addWidget(self.later)
        column.addStretch(1)

    def show_tested(self, tested: StoreTested) -> None:
        """Show who answered; what the token may not is left out."""
        profile = tested.profile
        self.tag.show_tag(_("It answers"), Mood.GOOD)
        taxed = _("prices with tax") if profile.includes_tax else _("prices without tax")
        self.who.setText(" · ".join(filter(None, (profile.name, profile.store, profile.currency, taxed))))
        said = [*_lacking(tested), *_odd(tested)]
        self.notes.setText("\n".join(said))
        self.notes.setVisible(bool(said))
        wanted = self._store.syncs if self._store else USUAL
        for name, tick in self.ticks.items():
            may = all(tested.rights.get(right, True) for right in WANTED[name])
            tick.setEnabled(may)
            tick.set_value(may and name in wanted)
        if not self.email.text():
            self.email.set_text(profile.email)

    def syncs(self) -> frozenset[str]:
        """What goes which way."""
        return frozenset(name for name, tick in self.ticks.items() if tick.value())

    def orders_from(self) -> str:
        """The day, or the moment, from which sales go up. Raises what kept it from being read."""
        written = self.since.text()
        if self._store and written.strip() == self._since:
            return self._store.orders_from
        return read_when(written, self._today, current())[:10] or (
            self._now.isoformat() if self._store else ""
        )


def _lacking(tested: StoreTested) -> Iterator[str]:
    for right, words in LACKS.items():
        if not tested.rights.get(right, True):
            yield _(words)


def _odd(tested: StoreTested) -> Iterator[str]:
    """What would not keep it from working, and a person should know."""
    if tested.profile.is_suspended:
        yield _("Its vendor has suspended this web shop: its customers cannot buy.")
    off = abs(tested.seconds_off)
    if off >= DAY:
        words = ngettext(
            "The clocks of both shops differ by {count} day. Check this computer's.",
            "The clocks of both shops differ by {count} days. Check this computer's.",
            off // DAY,
        )
        yield words.format(count=current().number(off // DAY))
    elif off >= HOUR:
        words = ngettext(
            "The clocks of both shops differ by {count} hour. Check this computer's.",
            "The clocks of both shops differ by {count} hours. Check this computer's.",
            off // HOUR,
        )
        yield words.format(count=current().number(off // HOUR))
