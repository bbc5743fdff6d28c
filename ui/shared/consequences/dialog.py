"""What would follow is shown before it is saved: Enter saves exactly that, or tells that it changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.orders.after.consequences import Consequences, Outcome
from pos.domain.orders.errors import ChangedMeanwhile, ChangedSinceShown
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog, open_dialog_of
from ui.kit.forms.fields import TextField
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.kit.voice import announce
from ui.shared.consequences import words
from ui.shared.consequences.view import ConsequencesView
from ui.shared.consequences.words import Methods

WIDTH = 600
REASON_LIMIT = 500


class Follow(Protocol):
    """Does it, or with `dry` only sees what would follow; `unmailed` are kinds of mail that do not go out.

    With `shown` it is refused where something else would follow than that. Runs in the writer lane.
    """

    def __call__(
        self, unmailed: frozenset[str], *, dry: bool = False, shown: Consequences | None = None
    ) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """What could also be done, said above what follows: its words, those of its button, what that does."""

    words: str
    take: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be done: the question, the words of the button that does it, and how it is done.

    `offers` stand above what follows: taking one closes the question. `with_reason` makes the `follow` of
    what is written as the reason, which is asked where it is given; `reason` is what was written before.
    """

    title: str
    answer: str
    follow: Follow
    methods: Methods = ()
    offers: tuple[Offer, ...] = ()
    with_reason: Callable[[str], Follow] | None = None
    reason: str = ""


class ConsequencesDialog(Dialog):
    """Shows a proposal with what would follow from it; `saved` tells what then did."""

    saved = Signal(object)  # Outcome
    outdated = Signal(object)  # ChangedMeanwhile: it was made of an order that is another one now

    def __init__(self, window: QWidget, lane: Lane, proposal: Proposal, outcome: Outcome) -> None:
        super().__init__(window, proposal.title, WIDTH)
        self._lane, self._proposal, self._outcome = lane, proposal, outcome
        self.saving = False
        self.problem = theme.label("", theme.BODY, theme.MEDIUM, Tone.BAD, wrap=True)
        self.problem.hide()
        self.view = ConsequencesView()
        self.reason = TextField(_("Reason (optional)"), proposal.reason, limit=REASON_LIMIT)
        if proposal.with_reason is None:
            self.reason.hide()
        self.reason.changed.connect(self._follow)
        self.offers = [self._offer(one) for one in proposal.offers]
        self._lay_out()
        self._show(outcome)

    def _offer(self, offer: Offer) -> PlainButton:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(theme.label(offer.words, theme.BODY, theme.MEDIUM, Tone.WARNING, wrap=True), 1)
        take = PlainButton(offer.take)
        take.setAccessibleDescription(offer.words)
        take.clicked.connect(lambda: self._take(offer))
        row.addWidget(take)
        self.body.addLayout(row)
        return take

    def _take(self, offer: Offer) -> None:
        if not self.saving:
            self.close_dialog()
            offer.run()

    def _lay_out(self) -> None:
        self.body.addWidget(self.view)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.problem)
        self.back = self.back_button()
        self.answer = self.answer_button(self._proposal.answer, self.save)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.back)
        row.addWidget(self.answer, 1)
        self.body.addLayout(row)
        self.first = self.answer

    def _show(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self.view.show_outcome(outcome, self._proposal.methods)
        self.answer.set_amount(words.amount(outcome.consequences))

    def open_dialog(self) -> bool:
        """Open, and tell what would follow to those who do not see it."""
        opened = super().open_dialog()
        if opened:
            announce(". ".join(self.view.lines))
        return opened

    def save(self) -> None:
        """Do it as shown; a second press while the first runs does nothing."""
        if self.saving:
            return
        self._set_saving(True)
        unmailed = self.view.unticked
        shown = self._outcome.consequences.without_mails(unmailed)
        follow = self._follow()
        self._lane.run(lambda _progress: follow(unmailed, shown=shown), self._done, self._refused)

    def _follow(self) -> Follow:
        """How it is done, with the reason as it is written by now."""
        with_reason = self._proposal.with_reason
        return with_reason(self.reason.text()) if with_reason else self._proposal.follow

    @property
    def is_written(self) -> bool:
        """Whether something was written that would be lost with it."""
        return bool(self.reason.line.text())

    def _done(self, outcome: Outcome) -> None:
        self._set_saving(False)
        self.close_dialog()
        self.saved.emit(outcome)

    def _refused(self, error: CashierError) -> None:
        """Say why it was not saved; where the order changed, show what would follow now."""
        if isinstance(error, ChangedMeanwhile):
            self._set_saving(False)
            self.close_dialog()
            self.outdated.emit(error)
            return
        self.say(sentence(error))
        if not isinstance(error, ChangedSinceShown):
            self._set_saving(False)
            return
        follow, unmailed = self._proposal.follow, frozenset[str]()
        self._lane.run(lambda _progress: follow(unmailed, dry=True), self._shown_again, self._gone)

    def _shown_again(self, outcome: Outcome) -> None:
        self._set_saving(False)
        self._show(outcome)
        announce(". ".join(self.view.lines))

    def _gone(self, error: CashierError) -> None:
        """It cannot be done any more."""
        self._set_saving(False)
        self.say(sentence(error))

    def say(self, said: str) -> None:
        """Show why something was not done."""
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        announce(said, urgent=True)

    def _set_saving(self, saving: bool) -> None:
        self.saving = saving
        for part in (self.answer, self.back, self.reason):
            part.setEnabled(not saving)
        if not saving:
            self.answer.setFocus()

    def step_back(self) -> None:
        """Nothing is taken back while it is being saved."""
        if not self.saving:
            super().step_back()


def propose(
    window: QWidget,
    lane: Lane,
    proposal: Proposal,
    saved: Callable[[Outcome], None],
    refused: Callable[[CashierError], None],
    seen: Callable[[], None] = lambda: None,
) -> None:
    """See what would follow, then ask; `refused` hears why it cannot be done, when no dialog is open.

    `seen` hears first that what would follow is known, or that it is refused.
    """

    def show(outcome: Outcome) -> None:
        seen()
        if open_dialog_of(window) is not None:
            return
        dialog = ConsequencesDialog(window, lane, proposal, outcome)
        dialog.saved.connect(saved)
        dialog.outdated.connect(refused)
        dialog.open_dialog()

    def failed(error: CashierError) -> None:
        seen()
        refused(error)

    follow = proposal.follow
    lane.run(lambda _progress: follow(frozenset(), dry=True), show, failed)
