"""Connects a web shop: which one, a test in words, what goes which way, a preview, then it begins."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos.domain.stores.connection import (
    USUAL_SETTLE,
    StoreConnection,
    StorePreview,
    StoreTested,
    StoreWish,
    wish_of,
)
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.kit.controls.progress import Bar
from ui.kit.controls.stack import Stack
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.lanes import Step
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.settings.store.choices_page import ChoicesPage
from ui.settings.store.preview_page import PreviewPage
from ui.settings.store.proposal_ticks import ProposalTicks
from ui.settings.store.store_presenter import Chosen, StorePresenter
from ui.settings.store.where_page import WherePage, hidden

WIDTH = 640
WHERE, CHOICES, PREVIEW = range(3)


class ConnectDialog(FormDialog):
    """Three pages; Esc goes one back, and stops what is being asked."""

    def __init__(self, window: QWidget, stores: StorePresenter, store: StoreConnection | None = None) -> None:
        """`store` is one that is connected already: it gets a new token, or other choices."""
        title = _("Connect a web shop") if store is None else _("The web shop that is connected")
        super().__init__(window, title, _("Test the connection"), WIDTH)
        self._stores, self._store, self._ended = stores, store, False
        self._wish: StoreWish | None = None
        self._tested: StoreTested | None = None
        now = stores.presenter.shop.till.clock()
        self.step = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.where = WherePage(store, lambda file: stores.token_in(file, self.say))
        self.choices = ChoicesPage(store, now)
        self.preview = PreviewPage(ProposalTicks(on=store is None))
        self.pages = Stack()
        for page in (self.where, self.choices, self.preview):
            self.pages.addWidget(page)
        self.bar = Bar()
        self.bar.hide()
        for part in (self.step, self.pages, self.bar):
            self.body.addWidget(part)
        self.finish()
        self.first = self.where.number.line if store is None else self.where.token.line
        stores.lane.progressed.connect(self._progressed)
        self.closed.connect(self._end)
        self._show(WHERE)

    # the pages

    def _show(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        names = (_("Which web shop"), _("What goes which way"), _("What will be done"))
        # Translators: which of three pages this is, and what it is called: "2 of 3: What goes which way"
        words = _("{step} of {of}: {name}").format(step=page + 1, of=len(names), name=names[page])
        self.step.setText(words)
        self._let(True)
        if page != WHERE:
            announce(words)
            self.answer.setFocus()

    def _let(self, go: bool) -> None:
        """Let the person go on, or wait for the web shop; Back stops that."""
        self.pages.setEnabled(go)
        self.answer.setEnabled(go)
        ready = (_("Test the connection"), _("Compare both shops"), _("Start"))
        self.answer.setText(ready[self.pages.currentIndex()] if go else _("One moment…"))
        self.bar.hide()

    def _progressed(self, step: Step) -> None:
        if not self._ended and not self.answer.isEnabled() and step.total:
            self.bar.show()
            self.bar.show_share(step.done / step.total)

    def step_back(self) -> None:
        """Stop what is being asked; else the page before, or close."""
        if not self.answer.isEnabled():
            self._stores.stop()
        elif self.pages.currentIndex() != WHERE:
            self.say("")
            self._show(self.pages.currentIndex() - 1)
        else:
            super().step_back()

    def _end(self) -> None:
        self._ended = True
        self._stores.stop()

    # what is asked

    def submit(self) -> bool:
        """Go on to the next page; the last one begins. The dialog stays until that is done."""
        (self._test, self._compare, self._start)[self.pages.currentIndex()]()
        return False

    def _test(self) -> None:
        try:
            kind, number, url = self.where.place()
        except CashierError:
            self.where.number.take_keyboard()
            return
        if not self.where.check_token():
            return
        before = self._store
        self._wish = wish_of(before) if before else StoreWish(kind, number, url, settle=USUAL_SETTLE[kind])
        self._wait()
        self._stores.test(self._wish, self.where.whole_token(), self._answered_by, self._refused)

    def _answered_by(self, tested: StoreTested) -> None:
        if self._ended:
            return
        self._tested = tested
        self.choices.show_tested(tested)
        self._show(CHOICES)

    def _compare(self) -> None:
        assert self._wish is not None
        try:
            since = self.choices.orders_from()
        except CashierError as error:
            self.refuse(self.choices.since, sentence(error))
            return
        self._wish = replace(
            self._wish,
            stock=self.choices.stock.value(),
            orders_from=since,
            email=self.choices.email.text().strip(),
            syncs=self.choices.syncs(),
        )
        self._wait()
        self._stores.preview(self._wish, self.where.whole_token(), self._compared, self._refused)

    def _compared(self, found: StorePreview) -> None:
        if self._ended:
            return
        assert self._tested is not None
        self.preview.show_preview(found, self.choices.stock.value(), self._tested.profile.currency)
        self._show(PREVIEW)

    def _start(self) -> None:
        assert self._wish is not None
        assert self._tested is not None
        self._wait()
        chosen = Chosen(self._wish, self._tested, self.preview.proposals.wanted())
        self._stores.start(chosen, self.where.whole_token(), self._begun, self._refused)

    def _begun(self) -> None:
        if not self._ended:
            self.close_dialog()

    def _wait(self) -> None:
        self.say("")
        self._let(False)

    def _refused(self, words: str) -> None:
        if not self._ended:
            self._let(True)
            self.say(words)


class TakeOverDialog(FormDialog):
    """From now on this till talks to the web shop, with a token of its own."""

    def __init__(self, window: QWidget, stores: StorePresenter, store: StoreConnection) -> None:
        super().__init__(
            window,
            _("Take the web shop over"),
            _("Take over"),
            560,
            note=_(
                "Till {letter} talks to the web shop now. Take it over where that till is gone or switched "
                "off: what it had begun is looked for first, and it sends nothing more once it hears of it."
            ).format(letter=store.letter),
        )
        self._stores, self._ended = stores, False
        self.token = hidden(_("Secret token") if store.kind == "ecwid" else _("Both keys: ck_…:cs_…"))
        self.body.addWidget(self.token)
        self.finish()
        self.first = self.token.line
        self.closed.connect(self._end)

    def _end(self) -> None:
        self._ended = True
        self._stores.stop()

    def submit(self) -> bool:
        """Try the token, and take over; the dialog stays until that is done."""
        token = self.token.text().strip()
        if not token or not token.isascii() or not token.isprintable():
            return self.refuse(self.token, _("Paste the token as the web shop shows it."))
        self.answer.setEnabled(False)
        self.say("")
        self._stores.take_over(token, self._done, self._refused)
        return False

    def _done(self) -> None:
        if not self._ended:
            self.close_dialog()

    def _refused(self, words: str) -> None:
        if not self._ended:
            self.answer.setEnabled(True)
            self.say(words)
