"""The recovery sheet: saved or printed before anything else goes on, and typed back in, word by word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from pos.domain.sync.recovery import WORDS, is_beginning, is_word, typed_words
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import CODES, LinesField
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.settings.tills.hub_presenter import HubPresenter


class SheetDialog(Dialog):
    """Offers the sheet; one that `must` be taken stays until it is on paper or in a file."""

    def __init__(self, window: QWidget, hub: HubPresenter, said: str = "", *, must: bool = False) -> None:
        """`said` is what kept all of this till from being sent, "" for nothing."""
        super().__init__(window, _("Recovery sheet"), 560)
        self._hub, self._must, self._ended = hub, must, False
        texts = (
            _("The hub is made.") if must else "",
            said,
            _("On this sheet is the shop key, which says who belongs to the shop: it lets tills in when "
              "this computer is lost."),
            _("Print it, or save it and print it elsewhere; then put it in a safe and remove the file."),
        )  # fmt: skip
        for words in filter(None, texts):
            self.body.addWidget(theme.label(words, wrap=True))
        self.outcome = theme.label("", theme.BODY, theme.MEDIUM, theme.Tone.ACCENT, wrap=True)
        self.outcome.hide()
        self.body.addWidget(self.outcome)
        self.save = PlainButton(_("Save the sheet…"), icon="download", height=52)
        self.print = PlainButton(_("Print the sheet"), icon="printer", height=52)
        self._printer = hub.printer
        self.done = self.back_button()
        self.done.setText(_("Done"))
        self.done.setEnabled(not must)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.done)
        row.addWidget(self.print, 1)
        row.addWidget(self.save, 1)
        self.body.addLayout(row)
        self.print.setVisible(bool(self._printer))
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.closed.connect(self._end)
        self.first = self.save

    def _end(self) -> None:
        self._ended = True

    def _save(self) -> None:
        proposed = f"{_('recovery')}.pdf"
        file, _kind = QFileDialog.getSaveFileName(self, _("Save the recovery sheet"), proposed, "*.pdf")
        if file:
            name = Path(file).name
            kept = _("The sheet is in {file}. Print it, and remove the file.").format(file=name)
            self._hub.write_sheet(Path(file), lambda: self._kept(kept), self._refused)

    def _print(self) -> None:
        self.print.setEnabled(False)
        kept = _("The sheet is printed.")
        self._hub.print_sheet(self._printer, lambda: self._kept(kept), self._refused)

    def _kept(self, words: str) -> None:
        if self._ended:
            return
        self._must = False
        self._say(words, theme.Tone.ACCENT)
        self.done.setEnabled(True)
        self.print.setEnabled(True)
        self.done.setFocus()

    def _refused(self, words: str) -> None:
        if not self._ended:
            self.print.setEnabled(True)
            self._say(words, theme.Tone.BAD)

    def _say(self, words: str, tone: theme.Tone) -> None:
        theme.set_tone(self.outcome, tone)
        self.outcome.setText(words)
        self.outcome.show()
        announce(words, urgent=tone is theme.Tone.BAD)

    def step_back(self) -> None:
        """Stay as long as the sheet is nowhere: it may never be shown again on another computer."""
        if self._must:
            self._say(_("Save or print the sheet first."), theme.Tone.BAD)
        else:
            super().step_back()


class TypeSheetDialog(FormDialog):
    """Takes the words of a sheet, typed or scanned, and says at once which one cannot be on it."""

    def __init__(self, window: QWidget, hub: HubPresenter) -> None:
        super().__init__(
            window,
            _("Type in the recovery sheet"),
            _("Take the key"),
            560,
            note=_("Type its words in their order, or scan its code. This till can then let tills in."),
        )
        self._hub, self._ended = hub, False
        self.words = LinesField(_("Words of the sheet"), height=110)
        self.words.edit.setProperty(CODES, True)
        self.count = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.body.addWidget(self.words)
        self.body.addWidget(self.count)
        self.finish()
        self.first = self.words.edit
        self.words.changed.connect(self._look)
        self.closed.connect(self._end)
        self._look()

    def _end(self) -> None:
        self._ended = True
        self.words.set_text("")

    def _look(self) -> None:
        """Count the words, and name the first that no sheet has; the last may still be written."""
        text = self.words.edit.toPlainText()
        words = typed_words(text)
        writing = len(words) if text[-1:].isalpha() else 0
        fits = (is_beginning(one) if at == writing else is_word(one) for at, one in enumerate(words, 1))
        wrong = next((at for at, fit in enumerate(fits, 1) if not fit), 0)
        said = _("Look at word {place}: no sheet has one with these letters.")
        self.words.set_mistake(said.format(place=wrong) if wrong else "")
        count, of = current().number(len(words)), current().number(WORDS)
        said = ngettext("{count} word of {of}", "{count} words of {of}", len(words))
        self.count.setText(said.format(count=count, of=of))

    def submit(self) -> bool:
        """Take the key in the lane; the dialog stays until it is known to be right."""
        self.answer.setEnabled(False)
        self.say("")
        self._hub.take_back(self.words.text(), self._kept, self._refused)
        return False

    def _kept(self) -> None:
        if not self._ended:
            announce(_("This till can let tills in."))
            self.close_dialog()

    def _refused(self, words: str) -> None:
        if not self._ended:
            self.answer.setEnabled(True)
            self.say(words)
