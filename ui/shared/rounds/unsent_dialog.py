"""What lies only on this computer is said before it closes or its folder is moved, and can be saved then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from pos.domain.sync.state import SyncState
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.shared.rounds import words

if TYPE_CHECKING:
    from pos.shop import Shop


def at_risk(shop: Shop) -> SyncState | None:
    """How a till with a hub stands, where sales of it are in one place only."""
    sync = shop.sync
    if shop.only_looks or not sync.has_hub:
        return None
    state = sync.state()
    return state if state and state.unsent_sales and not sync.stick.holds_all else None


class UnsentDialog(Dialog):
    """Goes on, or saves a bundle first; Esc goes back to the work."""

    over = True

    def __init__(
        self, window: MainWindow, shop: Shop, state: SyncState, go: Callable[[], None], title: str,
        advice: str, answer: str,
    ) -> None:  # fmt: skip
        super().__init__(window, title, 600)
        self._lane, self._shop, self._go, self._ended = window.behind, shop, go, False
        self.body.addWidget(
            theme.label(words.safe(state), theme.BODY, theme.MEDIUM, theme.Tone.WARNING, wrap=True)
        )
        self.body.addWidget(theme.label(advice, wrap=True))
        self.outcome = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.back = self.back_button()
        self.save = PlainButton(_("Save bundle…"), icon="download", height=52)
        self.answer = self.answer_button(answer, self._leave)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.back)
        row.addWidget(self.save)
        row.addWidget(self.answer, 1)
        self.body.addLayout(row)
        self.save.clicked.connect(self._save)
        self.closed.connect(self._end)
        self.first = self.save

    def _end(self) -> None:
        self._ended = True

    def _leave(self) -> None:
        self.close_dialog()
        self._go()

    def _save(self) -> None:
        bundles = self._shop.sync.bundles
        proposed = f"comptoir-{self._shop.till.life.letter}.bundle"
        file, _kind = QFileDialog.getSaveFileName(self, _("A file for other tills"), proposed, "*.bundle")
        if not file:
            return
        self._say(_("Writing…"))
        self._lane.run(
            lambda _progress: bundles.write(Path(file)),
            lambda made: self._say(_("{file} is written.").format(file=made.file.name)),
            self._refused,
        )

    def _refused(self, error: CashierError) -> None:
        self._say(sentence(error))

    def _say(self, text: str) -> None:
        if not self._ended:
            self.outcome.setText(text)
            self.outcome.show()
            announce(text)
            self.answer.setFocus()


def before_the_folder(window: MainWindow, shop: Shop, show: Callable[[], None]) -> None:
    """Show the shop's folder or its backups; where sales are only here, say first what moving them means."""
    state = at_risk(shop)
    if state is None:
        show()
        return
    advice = _(
        "These sales go where this folder goes, and a backup brought back begins before them. Send them, or "
        "save them on a stick, before you move the folder or bring a backup back."
    )
    UnsentDialog(window, shop, state, show, _("Show the folder?"), advice, _("Show the folder")).open_dialog()
