"""F1: every key and what it does. Ctrl+K: every action by name."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pos.text import _
from ui.kit.actions import Action, Actions, matching
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.fields import TextField
from ui.kit.lists.rows import RowList, RowPainter, Rows
from ui.kit.look import drawing, theme
from ui.kit.look.keycap import Keycap, key_name, key_names, keycap_width, paint_keycap
from ui.kit.voice import announce


class KeyList(Dialog):
    """All keys of the page shown, in two columns."""

    def __init__(self, window: QWidget, registry: Actions) -> None:
        super().__init__(window, _("Keys"), 720)
        self.body.setContentsMargins(28, 24, 28, 24)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(8))
        grid.setVerticalSpacing(theme.space(2))
        known: list[tuple[str, list[str]]] = [
            (one.words, key_names(one.key)) for one in registry.all() if one.keys
        ]
        known += [(one.words, [key_name(key) for key in one.keys]) for one in registry.notes()]
        half = (len(known) + 1) // 2
        for at, (words, keys) in enumerate(known):
            column = at // half * 2
            grid.addWidget(theme.label(words, wrap=True), at % half, column)
            grid.addLayout(_caps(keys), at % half, column + 1)
        for column in (0, 2):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.back_button(height=44))
        self.body.addLayout(row)


def _caps(keys: list[str]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.space(1))
    row.addStretch(1)
    for name in keys:
        row.addWidget(Keycap(name))
    return row


class _CommandPainter(RowPainter[Action]):
    height = 44

    def paint_row(self, painter: QPainter, rect: QRect, row: Action, chosen: bool) -> None:
        place = QRectF(rect).adjusted(16, 0, -16, 0)
        drawing.text(painter, place, row.words, theme.font(weight=theme.MEDIUM), theme.colours().ink)
        if not row.keys:
            return
        names = key_names(row.key)
        left = place.right() - sum(keycap_width(name) for name in names) - 4 * (len(names) - 1)
        for name in names:
            left = paint_keycap(painter, left, place.center().y(), name) + 4


class Palette(Dialog):
    """Type a few letters of what to do, Enter does it."""

    def __init__(self, window: QWidget, registry: Actions) -> None:
        super().__init__(window, _("Commands"), 560, headed=False)
        self._registry = registry
        self.first = self.box = TextField("", hint=_("What do you want to do?"), size=theme.LARGE, height=48)
        self.box.line.setAccessibleName(_("Commands"))
        self.rows = Rows[Action](lambda one: one.words)
        self.list = RowList(_("Commands"), self.rows, _CommandPainter(), single_click=True)
        self.list.setFixedHeight(8 * theme.tall(_CommandPainter.height))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.box)
        self.nothing = theme.label(_("Nothing is called like that. Try another word."), tone=theme.Tone.MUTED)
        self.nothing.hide()
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.list)
        registry.grown.connect(self._show)
        self.box.changed.connect(self._show)
        self.box.entered.connect(self._run_chosen)
        self.list.taken.connect(self._run)
        self._show()

    def _show(self) -> None:
        known = matching(self._registry.all(), self.box.text().lstrip(">"))
        self.rows.show_rows(known)
        if known == () and self.nothing.isHidden():
            announce(self.nothing.text())
        self.nothing.setVisible(not known)
        self.list.choose(0 if self.rows.rowCount() else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let ↑ ↓ choose while the box keeps the keyboard."""
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if by and self.rows.rowCount():
            self.list.choose(max(0, self.list.chosen_at() + by))
            return
        super().keyPressEvent(event)

    def _run_chosen(self) -> None:
        at = self.list.chosen_at()
        if at >= 0:
            self._run(self.rows.row(at))

    def _run(self, action: Action) -> None:
        self.close_dialog()
        action.run()
