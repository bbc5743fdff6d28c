"""The section of the scanner: three codes are scanned, and what it does is told and set right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.catalogue.scanner_trial import GOOD, TRIAL, Finding, Sent, diagnose, remembered
from pos.domain.catalogue.scanners import AS_DELIVERED, End, ScannerHabits
from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import icons, theme
from ui.kit.speaking import speak
from ui.kit.voice import announce
from ui.settings.lists import beside, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.settings.scanner.paper import NAME, ScannerCodes
from ui.settings.scanner.scan_pad import ScanPad
from ui.settings.scanner.words import told
from ui.shared.papers.receipt_dialog import ReceiptDialog


class ScannerSection(Section):
    """A trial of three codes, and what is known of the scanner."""

    heading, icon = mark("Scanner"), "scan-barcode"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow) -> None:
        super().__init__(presenter)
        self._window = window
        self._sent: list[Sent | None] = [None] * len(TRIAL)
        self._findings: tuple[Finding, ...] | None = None
        """Of the last trial; None where it was not tried since the window is open."""
        self.step = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.pad = ScanPad(TRIAL[0])
        self.again, self.paper = PlainButton("", height=40), PlainButton("", icon="printer", height=40)
        self.found = FindingList()
        self.forget = PlainButton("", height=40)
        self._trial = self.add(
            mark("Try the scanner"),
            mark("Scan the three codes one after the other, from the screen or from paper."),
            stacked(self.step, self.pad, beside(self.again, self.paper)),
            wide=True,
        )
        self._known = self.add(
            mark("What the scanner does"),
            mark("Kept on this computer, and used by every scan."),
            stacked(self.found, beside(self.forget)),
            wide=True,
        )
        self.pad.sent.connect(self._take)
        self.pad.late.connect(self._correct)
        self.again.clicked.connect(self.start)
        self.paper.clicked.connect(self._print)
        self.forget.clicked.connect(self._forget)
        speak(self, self._say)

    @property
    def at(self) -> int:
        """The place of the code that is to be scanned; after the last one, all are."""
        return self._sent.index(None) if None in self._sent else len(TRIAL)

    def start(self) -> None:
        """Try again from the first code."""
        self._sent = [None] * len(TRIAL)
        self.pad.setFocus()
        self._say()

    def scanned(self) -> None:
        """A code was scanned while the keyboard was elsewhere: from now on it comes here."""
        self.pad.setFocus()
        announce(self.step.text(), urgent=True)

    def _take(self, sent: Sent) -> None:
        if self.at == len(TRIAL):
            self._sent = [None] * len(TRIAL)
        self._sent[self.at] = sent
        self._judge()

    def _correct(self, end: End) -> None:
        """An Enter came so late that the code was taken to be over."""
        done = [place for place, one in enumerate(self._sent) if one is not None]
        last = self._sent[done[-1]] if done else None
        if last is not None and last.end is End.NOTHING:
            self._sent[done[-1]] = Sent(last.typed, end)
            self._judge()

    def _judge(self) -> None:
        sent = [one for one in self._sent if one is not None]
        if len(sent) == len(TRIAL):
            diagnosis = diagnose(sent)
            self._findings = diagnosis.findings
            for place in diagnosis.unread:
                self._sent[place] = None
            if not diagnosis.unread:
                self._keep(diagnosis.habits)
        self._say()
        announce(self.step.text())

    def _keep(self, habits: ScannerHabits) -> None:
        memory = self._presenter.memory
        before = memory.scanner
        memory.scanner = habits

        def take_back() -> None:
            memory.scanner, self._findings = before, None
            self._known.saved(_("As before"))
            self._say()

        self._known.saved("", take_back if before != habits else None)

    def _forget(self) -> None:
        self._keep(AS_DELIVERED)
        self._findings = None
        self.start()

    def _print(self) -> None:
        title = _("Codes to try the scanner")
        ReceiptDialog(self._window, NAME, ScannerCodes(self._window), title).open_dialog()

    def _say(self) -> None:
        at, count = self.at, len(TRIAL)
        if at < count:
            words = _("Code {number} of {count}: click it, and scan it.")
            words = words.format(number=at + 1, count=count)
        else:
            words = _("All three are scanned.")
        self.step.setText(words)
        self.pad.show_code(TRIAL[min(at, count - 1)])
        self.pad.setAccessibleName(words)
        self.again.setText(_("Start again"))
        self.paper.setText(_("Print the codes…"))
        self.forget.setText(_("Forget it"))
        habits = self._presenter.memory.scanner
        findings = remembered(habits) if self._findings is None else self._findings
        self.found.show_findings([(one in GOOD, told(one, habits)) for one in findings])
        self.forget.setVisible(habits != AS_DELIVERED)


class FindingList(QWidget):
    """What was found, a line each, with a sign before it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))
        self.words: tuple[str, ...] = ()

    def show_findings(self, findings: Sequence[tuple[bool, str]]) -> None:
        """Whether it is good, and the words; none says that nothing is known."""
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.words = tuple(words for _good, words in findings)
        for good, words in findings:
            self._column.addWidget(_line(_Sign("circle-check" if good else "info", good), words))
        if not findings:
            nothing = _("Nothing is known of it yet.")
            self._column.addWidget(theme.label(nothing, tone=theme.Tone.MUTED, wrap=True))


class _Sign(QWidget):
    """An icon; the words beside it say the same."""

    def __init__(self, icon: str, good: bool) -> None:
        super().__init__()
        self._icon, self._good = icon, good
        self.setFixedSize(22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the colour of the theme."""
        of, painter = theme.colours(), QPainter(self)
        icons.paint(painter, self._icon, QRectF(0, 0, 20, 22), of.accent if self._good else of.muted, 18)
        painter.end()


def _line(sign: QWidget, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(2))
    row.addWidget(sign)
    row.addWidget(theme.label(words, wrap=True), 1)
    return line
