"""What the person sees after a crash: what happened, what is safe, and how to go on."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import slim_bars
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.wheel import no_wheel_focus
from ui.kit.look import theme


class CrashDialog(Dialog):
    """Continue, copy the report, or quit; further crashes are added to the same dialog."""

    over = True

    def __init__(self, window: QWidget, report: str) -> None:
        happened = _("Comptoir met a mistake of its own and could not finish the last step.")
        super().__init__(window, _("Something went wrong"), 640)
        self.setAccessibleDescription(happened)
        self._reports = [report]
        self.body.setContentsMargins(28, 26, 28, 24)
        self._add_words(happened)
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setFont(theme.font(theme.SMALL))
        self.report.setFrameShape(QFrame.Shape.NoFrame)
        self.report.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.report.setFixedHeight(150)
        self.report.setAccessibleName(_("Report"))
        slim_bars(self.report)
        no_wheel_focus(self.report)
        self.body.addWidget(self.report)
        self._add_buttons()
        self._show()

    def _add_words(self, happened: str) -> None:
        safe = _("Your cart is kept, and every finished sale is safe on disk.")
        do = _(
            "Continue and try the step again. If it returns, copy the report and send it to who "
            "looks after your till: it holds no names and no amounts."
        )
        self.body.addWidget(theme.label(happened, wrap=True))
        self.body.addWidget(theme.label(safe, weight=theme.BOLD, tone=theme.Tone.ACCENT, wrap=True))
        self.body.addWidget(theme.label(do, tone=theme.Tone.MUTED, wrap=True))

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        leave = PlainButton(_("Quit"), height=44)
        leave.clicked.connect(self._leave)
        copy = PlainButton(_("Copy report"), height=44)
        copy.clicked.connect(self._copy)
        self.first = self.answer_button(_("Continue"), self.close_dialog, height=44)
        row.addWidget(leave)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(self.first)
        self.body.addLayout(row)

    def add(self, report: str) -> None:
        """Add another crash; the same one again only once."""
        if report not in self._reports and len(self._reports) < 10:
            self._reports.append(report)
            self._show()

    def _show(self) -> None:
        self.report.setPlainText("\n\n".join(self._reports))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def _leave(self) -> None:
        self.close_dialog()
        self._window.close()


def show_crash(window: QWidget, report: str) -> None:
    """Show a crash over the window; one dialog for all that come while it is open."""
    if not window.isVisible():
        QApplication.exit(1)
        return
    for dialog in window.window().findChildren(CrashDialog):
        if dialog.isVisible():
            dialog.add(report)
            return
    CrashDialog(window, report).open_dialog()
