"""The sections of an order's panel below its figures: what needs a person, documents, notes, history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.decisions.exceptions import ShopException
from pos.domain.mail.kinds import QueuedMail
from pos.domain.orders.orders import OrderNote, OrderPaper
from pos.text import _, current, ngettext, sentence
from ui.kit.controls.buttons import LinkButton, PlainButton
from ui.kit.controls.panel import Hairline
from ui.kit.controls.status_button import MenuButton, StatusChoice
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.orders.detail.addresses import Block
from ui.shared.mails.mail_list import MailList
from ui.shared.orders import words
from ui.shared.orders.answers import answer


class Part(QWidget):
    """A part of the panel under a hairline, with a title of its own."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        self.inner = QVBoxLayout()
        self.inner.setContentsMargins(16, 10, 16, 12)
        self.inner.setSpacing(theme.space(1))
        self.title = theme.label("", theme.NOTE, tone=Tone.MUTED)
        self.inner.addWidget(self.title)
        column.addLayout(self.inner)


class Papers(Part):
    """The documents with numbers of their own, each opened by a touch, and those that are drawn any time."""

    opened = Signal(object)  # OrderPaper
    drawn = Signal(str)  # the kind of a paper that bears the order's number

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[PlainButton] = []
        self.grid = QGridLayout()
        self.grid.setSpacing(theme.space(2))
        for side in (0, 1):
            self.grid.setColumnStretch(side, 1)
        self.inner.addLayout(self.grid)
        self._kinds: Sequence[str] = ()
        self.more = MenuButton(self._choices)
        self.inner.addWidget(self.more)

    def _choices(self) -> list[StatusChoice]:
        """The papers that can be drawn of the order shown."""
        return [StatusChoice(_(words.PAPERS[one]), partial(self.drawn.emit, one)) for one in self._kinds]

    def show_papers(self, papers: Iterable[OrderPaper], kinds: Sequence[str] = ()) -> None:
        """Show the papers; `kinds` are those that bear the order's number."""
        self.title.setText(_("Documents"))
        self._kinds = kinds
        self.more.setText(_("Other papers"))
        self.more.setVisible(bool(kinds))
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for at, paper in enumerate(papers):
            button = PlainButton(f"{_(words.PAPERS.get(paper.kind, paper.kind))} {paper.number}")
            if paper.printed:
                times = ngettext("printed once", "printed {count} times", paper.printed)
                button.setToolTip(times.format(count=paper.printed))
            button.clicked.connect(lambda _on=False, paper=paper: self.opened.emit(paper))
            self.grid.addWidget(button, at // 2, at % 2)
            self.buttons.append(button)
        self.setVisible(bool(self.buttons))


class History(Part):
    """What happened, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str]] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        self.inner.addSpacing(4)
        self.inner.addLayout(self.grid)
        self.versions = LinkButton("")
        self.versions.padding = 2
        self.inner.addWidget(self.versions, 0, Qt.AlignmentFlag.AlignLeft)

    def show_versions(self, count: int) -> None:
        """Offer to compare the versions, where there are several."""
        words_ = ngettext("{count} version: compare…", "{count} versions: compare…", count)
        self.versions.setText(words_.format(count=current().number(count)))
        self.versions.setVisible(count > 1)

    def show_history(self, rows: Iterable[tuple[datetime, str, str]], placed: date) -> None:
        """Show what happened: with the time on the day it was placed, else with the day too, and whose."""
        self.title.setText(_("History"))
        told = list(rows)
        self.rows = [
            (current().time(at) if at.date() == placed else current().short(at), said)
            for at, said, _whose in told
        ]
        empty(self.grid)
        for at, ((time, said), (_at, _said, whose)) in enumerate(zip(self.rows, told, strict=True)):
            when = theme.label(time, theme.NOTE, tone=Tone.MUTED)
            self.grid.addWidget(when, at, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(theme.label(said, wrap=True), at, 1)
            by = theme.label(whose, theme.SMALL, tone=Tone.MUTED)
            self.grid.addWidget(by, at, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.setVisible(bool(self.rows))


class Notes(Part):
    """What was written with the order, and every note since, each with who wrote it."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.for_customer, self.private = Block(), Block()
        self.blocks: list[Block] = []
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.space(1))
        self.write = LinkButton("")
        self.write.padding = 2
        self.title.hide()
        for block in (self.for_customer, self.private):
            self.inner.addWidget(block)
        self.inner.addLayout(self.rows)
        self.inner.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        self.write.clicked.connect(self.asked)

    def show_notes(self, customer: str, private: str, notes: Sequence[OrderNote], today: date) -> None:
        """Show the notes; those of the customer are named so."""
        self.write.setText(_("Write a note…"))
        for block, title, note in (
            (self.for_customer, _("Note for the customer"), customer),
            (self.private, _("Private note"), private),
        ):
            block.say(title, (note,))
            block.setVisible(bool(note))
        empty(self.rows)
        self.blocks = [Block() for _note in notes]
        for block, one in zip(self.blocks, notes, strict=True):
            title = _("Private note") if one.private else _("Note for the customer")
            block.say(title, (one.text or _("This note was erased."),), _whose(one, today))
            self.rows.addWidget(block)

    def hide_writing(self) -> None:
        """A cart on hold has only what was written with it."""
        self.write.hide()
        self.setVisible(not (self.for_customer.isHidden() and self.private.isHidden()))


def _whose(one: OrderNote, today: date) -> str:
    return " · ".join(filter(None, (current().lately(one.at, today), one.by, one.letter)))


class Letters(Part):
    """The messages about the order, and how each stands."""

    def __init__(self) -> None:
        super().__init__()
        self.list = MailList()
        self.inner.addWidget(self.list)

    def show_mails(self, mails: Sequence[QueuedMail]) -> None:
        """Show them; none takes no room."""
        self.title.setText(_("E-mail"))
        self.list.show_mails(mails)
        self.setVisible(bool(mails))


class Needs(Part):
    """What two tills did without knowing of each other, with the answers a person can give."""

    decided = Signal(str, str)  # which, and the choice

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[tuple[str, str], PlainButton] = {}
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme.space(1))
        self.inner.addLayout(self.rows)

    def show_needs(self, needs: Sequence[ShopException]) -> None:
        """Show each with its answers, the harmless one first."""
        self.title.setText(_("Somebody has to decide"))
        empty(self.rows)
        self.buttons = {}
        for one in needs:
            said = theme.label(sentence(one.sentence), theme.BODY, theme.MEDIUM, Tone.WARNING, wrap=True)
            self.rows.addWidget(said)
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.space(2))
            for choice in one.choices:
                button = PlainButton(answer(choice))
                button.clicked.connect(
                    lambda _on=False, one=one, choice=choice: self.decided.emit(one.id, choice)
                )
                self.buttons[one.id, choice] = button
                row.addWidget(button, 1)
            self.rows.addWidget(holder)
        self.setVisible(bool(needs))


def empty(layout: QVBoxLayout | QGridLayout) -> None:
    """Take all widgets out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
