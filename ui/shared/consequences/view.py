"""The panel of consequences: money, stock, papers, statuses, mails, and what a person has to do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.orders.after.consequences import Consequences, Outcome
from pos.text import _
from ui.kit.controls.panel import Hairline, Panel
from ui.kit.forms.choices import Tick
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.look.theme import Tone
from ui.shared.consequences import words
from ui.shared.consequences.words import Methods, Said
from ui.shared.orders.words import fulfilment_tag, payment_tag

TITLE_WIDTH = 104


class ConsequencesView(Panel):
    """Shows what follows, only what applies; `unticked` are the kinds of mail a person lets not go out."""

    ticked = Signal()  # another mail goes out, or one less

    def __init__(self) -> None:
        super().__init__(theme.radius.control, soft=True)
        self.unticked: frozenset[str] = frozenset()
        self.lines: list[str] = []
        """What is shown, line by line, as a screen reader tells it."""
        self.ticks: dict[str, Tick] = {}
        """The tick of each mail, by its kind."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 10)
        self._column.setSpacing(theme.space(2))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_outcome(self, outcome: Outcome, methods: Methods) -> None:
        """Show what would follow for an order; ticks that were taken off stay off."""
        of = outcome.consequences
        self._clear()
        self._section(_("Money"), self._said(words.money(of, methods)))
        self._section(_("Stock"), self._said(words.stock(of)))
        self._section(_("Documents"), self._said(words.documents(of)))
        self._section(_("Status"), self._statuses(outcome))
        self._section(_("Mail"), self._mails(of))
        self._section(_("By hand"), self._said(words.by_person(of, methods)))
        if not self.lines:
            self._section("", self._said([Said(_("Nothing else follows from it."))]))
        self.setAccessibleName(_("What follows"))
        self.setAccessibleDescription(". ".join(self.lines))
        self.updateGeometry()

    def _clear(self) -> None:
        self.lines, self.ticks = [], {}
        while (item := self._column.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()

    def _section(self, title: str, parts: list[QWidget]) -> None:
        if not parts:
            return
        if self._column.count():
            self._column.addWidget(Hairline())
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(3))
        head = theme.label(title, theme.NOTE, theme.MEDIUM, Tone.MUTED)
        head.setFixedWidth(theme.tall(TITLE_WIDTH))
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(head)
        column = QVBoxLayout()
        column.setSpacing(theme.space(1))
        for part in parts:
            column.addWidget(part)
        row.addLayout(column, 1)
        self._column.addWidget(holder)

    def _said(self, said: Iterable[Said]) -> list[QWidget]:
        return [self._line(one.words, Tone.WARNING if one.warning else Tone.INK) for one in said]

    def _line(self, text: str, tone: Tone = Tone.INK) -> QLabel:
        self.lines.append(text)
        weight = theme.MEDIUM if tone is Tone.WARNING else theme.REGULAR
        return theme.label(text, theme.BODY, weight, tone, wrap=True)

    def _statuses(self, outcome: Outcome) -> list[QWidget]:
        of, kind = outcome.consequences, outcome.order.row.fulfilment
        shown: list[QWidget] = []
        before, now = of.payment_status
        if before and before != now:
            shown.append(self._change(payment_tag(before), payment_tag(now)))
        before, now = of.fulfilment_status
        if before and before != now:
            shown.append(self._change(fulfilment_tag(before, kind), fulfilment_tag(now, kind)))
        return shown

    def _change(self, before: tuple[str, Mood], now: tuple[str, Mood]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        for part in (Tag(*before), theme.label("→", tone=Tone.MUTED), Tag(*now)):
            row.addWidget(part)
        row.addStretch(1)
        # Translators: a status before and after
        said = _("{before}, then {after}").format(before=before[0], after=now[0])
        holder.setAccessibleName(said)
        self.lines.append(said)
        return holder

    def _mails(self, of: Consequences) -> list[QWidget]:
        reachable = [one for one in of.mails if one.to]
        if of.mails and not reachable:
            return [self._line(words.no_mail(), Tone.MUTED)]
        shown: list[QWidget] = []
        for one in reachable:
            tick = Tick(words.mail(one), one.send and one.kind not in self.unticked)
            tick.changed.connect(lambda kind=one.kind: self._tick(kind))
            self.ticks[one.kind] = tick
            self.lines.append(tick.text())
            shown.append(tick)
        return shown

    def _tick(self, kind: str) -> None:
        if self.ticks[kind].isChecked():
            self.unticked -= {kind}
        else:
            self.unticked |= {kind}
        self.ticked.emit()
