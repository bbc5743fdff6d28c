"""The panel at the right: one paper, and what can be done with it, or with several."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.papers.register import IssuedPaper
from pos.text import _, current
from ui.kit.controls.buttons import PAY, PlainButton, PrimaryButton
from ui.kit.lists.detail import DetailPanel
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.shared.orders import words

WIDTH = 360


class PaperDetail(DetailPanel):
    """Shows the chosen paper; its signals say what the person wants."""

    open_asked = Signal()
    order_asked = Signal(str)  # by id
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__(WIDTH, "file-text")
        self.paper: IssuedPaper | None = None
        self.name = theme.label("", theme.TITLE, theme.BOLD, wrap=True)
        self.total = theme.label("", theme.TITLE, theme.BOLD)
        self.said = theme.label("", wrap=True)
        self.order = PlainButton("", icon="receipt-text", height=44)
        self.main = PrimaryButton("", height=PAY)
        self.print_all = PrimaryButton("", height=PAY)
        self.lay_out(self._head(), self._body(), self._foot())
        self.several.layout().addWidget(self.print_all)  # type: ignore[union-attr]
        self.main.clicked.connect(self.open_asked)
        self.print_all.clicked.connect(self.print_asked)
        self.order.clicked.connect(lambda: self.paper and self.order_asked.emit(self.paper.order_id))
        speak(self, self._say)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 16, 16, 16)
        head.setSpacing(theme.space(3))
        head.addWidget(self.name, 1)
        head.addWidget(self.total)
        return head

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(theme.space(3))
        column.addWidget(self.said)
        column.addWidget(self.order)
        column.addStretch(1)
        return body

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.addWidget(self.main)
        return foot

    def show_paper(self, paper: IssuedPaper | None) -> None:
        """Look at a paper, or at none."""
        self.paper = paper
        self.show_chosen(paper is not None)
        self._say()

    def _say(self) -> None:
        self.empty.say(_("Choose a document to see it"))
        self.print_all.setText(_("Print all of them"))
        self.main.setText(_("Look at it"))
        paper = self.paper
        if paper is None:
            return
        self.name.setText(f"{_(words.PAPERS[paper.kind])} {paper.number}")
        self.total.setText(current().money(paper.total))
        lines = [current().short(paper.made_at), _("Till {till}").format(till=paper.till)]
        lines.append(paper.customer or _("Walk-in"))
        if paper.invoice:
            lines.append(_("Credits invoice {number}").format(number=paper.invoice))
        self.said.setText("\n".join(lines))
        self.order.setText(_("Order {number}").format(number=paper.order))
        self.order.setVisible(bool(paper.order))
