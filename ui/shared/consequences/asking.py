"""A dialog that asks what is to be done with an order, and shows beside it what would follow from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from pos.domain.orders.after.consequences import Outcome
from pos.domain.orders.errors import ChangedSinceShown
from pos.domain.shop.errors import ClockMoved
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import scrolling
from ui.kit.dialogs.dialog import Dialog
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.kit.voice import announce
from ui.shared.consequences import words
from ui.shared.consequences.dialog import Follow
from ui.shared.consequences.view import ConsequencesView
from ui.shared.consequences.words import Methods

WIDTH = 900
SIDE = 372
BESIDE, LEAST, MORE = 230, 240, 60
"""So much of the window's height goes to title, buttons and margins, and what is asked scrolls in the rest;
it is at least so high, and a little higher than what is asked at first."""


class AskDialog(Dialog):
    """What is asked at the left, what follows at the right; Enter saves exactly what is shown.

    A subclass fills `form`, says in `follow` what is to be done, and calls `look` whenever that changes.
    `saved` tells what then did; `clock` hands over how to go on once the date was confirmed.
    """

    saved = Signal(object)  # Outcome
    clock = Signal(object)  # Callable[[], None]

    def __init__(
        self, window: QWidget, lane: Lane, title: str, answer: str, methods: Methods, width: int = WIDTH
    ) -> None:
        super().__init__(window, title, width)
        self.methods = methods
        self.view = ConsequencesView()
        self.problem = theme.label("", theme.BODY, theme.MEDIUM, Tone.BAD, wrap=True)
        self.note = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.date_is_right = PlainButton("")
        self.form = QVBoxLayout()
        self.form.setSpacing(theme.space(2))
        self._lane = lane
        self._asked = self._seen = 0
        self._outcome: Outcome | None = None
        self._saves_when_seen = self.saving = False
        self._told = ""
        self.back = self.back_button()
        self.answer = self.answer_button(answer, self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.space(2), 0)
        column.addLayout(self.form)
        column.addStretch(1)
        self.area = scrolling(inside)
        row = QHBoxLayout()
        row.setSpacing(theme.space(4))
        row.addWidget(self.area, 1)
        row.addLayout(self._side())
        self.body.addLayout(row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.space(2))
        buttons.addWidget(self.back)
        buttons.addWidget(self.answer, 1)
        self.body.addLayout(buttons)

    def _side(self) -> QLayout:
        self.date_is_right.setText(_("The date is right"))
        self.date_is_right.clicked.connect(lambda: self.clock.emit(self.look))
        side = QVBoxLayout()
        side.setSpacing(theme.space(2))
        for part in (self.note, self.view, self.problem, self.date_is_right):
            part.setFixedWidth(theme.tall(SIDE))
            side.addWidget(part)
            part.hide()
        side.addStretch(1)
        return side

    def takes_code(self, code: str) -> bool:
        """A scan does not throw away what is filled in: it is told that it was not taken."""
        QApplication.beep()
        self.look(_("Finish this first: {code} was not taken.").format(code=code))
        return True

    # what is asked

    def follow(self) -> Follow | None:
        """How it is done as it is filled in; None while nothing is chosen. Raises what cannot be read."""
        raise NotImplementedError

    def hint(self) -> str:
        """What to do first, while nothing is chosen."""
        raise NotImplementedError

    def look(self, told: str = "") -> None:
        """See what would follow from what is filled in now; `told` is said beside it."""
        self._told = told
        self._asked += 1
        asked = self._asked
        try:
            follow = self.follow()
        except CashierError as error:
            self._cannot(asked, error)
            return
        if follow is None:
            self._seen = asked
            self._outcome = None
            self._show_note(self.hint())
            return
        self._lane.run(
            lambda _progress: follow(frozenset(), dry=True),
            lambda outcome: self._see(asked, outcome),
            lambda error: self._cannot(asked, error),
            latest="consequences",
        )

    # what follows

    def _see(self, asked: int, outcome: Outcome) -> None:
        if asked != self._asked or self.isHidden():
            return
        self._seen, self._outcome = asked, outcome
        self.say(self._told)
        self.view.show_outcome(outcome, self.methods)
        self.view.show()
        said = self.remark(outcome)
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.answer.setEnabled(not self.saving)
        self.answer.set_amount(self.amount_on_button(outcome))
        if self._saves_when_seen:
            self._saves_when_seen = False
            self.save()

    def _cannot(self, asked: int, error: CashierError) -> None:
        if asked != self._asked or self.isHidden():
            return
        self._seen, self._outcome, self._saves_when_seen = asked, None, False
        self._show_note("")
        self.say(sentence(error), moved=isinstance(error, ClockMoved))

    def _show_note(self, said: str) -> None:
        self.say("")
        self.view.hide()
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.answer.setEnabled(False)
        self.answer.set_amount("")

    def remark(self, outcome: Outcome) -> str:
        """What is said above what follows."""
        return ""

    def amount_on_button(self, outcome: Outcome) -> str:
        """What the main button carries."""
        return words.amount(outcome.consequences)

    # saving

    def save(self) -> None:
        """Do it as shown; what was just written is looked at first, and a second press does nothing."""
        if self.saving or not self.answer.isEnabled():
            return
        if self._seen != self._asked:
            self._saves_when_seen = True
            return
        outcome, follow = self._outcome, self.follow()
        if outcome is not None and follow is not None:
            self.do(follow, outcome)

    def do(self, follow: Follow, outcome: Outcome) -> None:
        """Do what was shown with `outcome`."""
        self._set_saving(True)
        unmailed = self.view.unticked
        shown = outcome.consequences.without_mails(unmailed)
        self._lane.run(lambda _progress: follow(unmailed, shown=shown), self._done, self._refused)

    def _done(self, outcome: Outcome) -> None:
        self._set_saving(False)
        self.close_dialog()
        self.saved.emit(outcome)

    def _refused(self, error: CashierError) -> None:
        """Say why it was not saved; where the order changed, show what would follow now."""
        self._set_saving(False)
        if isinstance(error, ChangedSinceShown):
            self.look(sentence(error))
        else:
            self.say(sentence(error), moved=isinstance(error, ClockMoved))

    def say(self, said: str, *, moved: bool = False) -> None:
        """Show why something was not done; of a moved clock the date can be confirmed right here."""
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        self.date_is_right.setVisible(moved)
        announce(said, urgent=True)

    def _set_saving(self, saving: bool) -> None:
        self.saving = saving
        for button in (self.answer, self.back):
            button.setEnabled(not saving)

    def open_dialog(self) -> bool:
        """Open, and see what would follow."""
        room = max(self._window.height() - theme.tall(BESIDE), theme.tall(LEAST))
        wanted = max(self.form.totalSizeHint().height() + theme.tall(MORE), theme.tall(LEAST))
        self.area.setFixedHeight(min(room, wanted))
        opened = super().open_dialog()
        if opened:
            self.look()
        return opened

    def step_back(self) -> None:
        """Nothing is taken back while it is being saved."""
        if not self.saving:
            super().step_back()
