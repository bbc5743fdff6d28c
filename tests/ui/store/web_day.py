"""A day in front of the whole program and of the web shop it is connected to, in the words of its person."""

from __future__ import annotations

from tests.stores.stand_in import StandIn
from tests.ui.program import Program
from ui.decisions.page import DecisionsPage
from ui.frame.refs import PageRef
from ui.settings.page import SettingsPage
from ui.settings.store.connect_dialog import ConnectDialog
from ui.settings.store.store_section import StoreSection
from ui.shared.stores.panel import StorePanel
from ui.shared.stores.web_shop import WebShop


class WebDay:
    """The program in front of a person, and the web shop she has; `between` seconds pass after a round."""

    between = 3600

    def __init__(self, till: Program, web: StandIn) -> None:
        self.till, self.web = till, web

    @property
    def web_shop(self) -> WebShop:
        (found,) = self.till.window.findChildren(WebShop)
        return found

    def rest(self) -> None:
        """Until nothing goes on with the web shop."""
        shop = self.web_shop
        self.till.settle()
        self.till.wait(lambda: not (shop.lane.busy or shop.looks.busy), "the web shop")
        self.till.settle()

    def connect(self) -> None:
        """Settings, Web shop, Connect: which one, the choices, the preview; then its first round."""
        till = self.till
        till.window.open(PageRef.SETTINGS)
        till.settle()
        page = till.window.page(PageRef.SETTINGS)
        assert isinstance(page, SettingsPage)
        assert page.sections is not None
        section = page.sections.section(StoreSection)
        page.open_section(page.sections.kinds.index(StoreSection))
        till.click(section.connect_)
        dialog = till.dialog
        assert isinstance(dialog, ConnectDialog)
        self.say_which(dialog)
        for _page in range(3):
            till.click(dialog.answer)
            self.till.wait(lambda: not section.lane.busy, "the web shop's answer")
            assert dialog.problem.isHidden(), dialog.problem.text()
        shop = self.web_shop
        self.till.wait(lambda: bool(shop.state and shop.state.rounds), "the first round")
        self.rest()
        till.to("sell")

    def say_which(self, dialog: ConnectDialog) -> None:
        """Write on the first page where the web shop is, and what lets this till in."""
        raise NotImplementedError

    def sends(self) -> None:
        """The chip, Send now, back; then time passes there."""
        link = self.till.window.status.offered("web shop")
        assert link is not None
        link.click()
        panel = self.till.dialog
        assert isinstance(panel, StorePanel)
        panel.send.click()
        self.rest()
        panel.close_dialog()
        self.rest()
        self.web.clock(advance=self.between)

    def said(self) -> str:
        """The chip in the status bar."""
        link = self.till.window.status.offered("web shop")
        return link.text() if link else ""

    def answers_the_one_question(self, kind: str, answer: str) -> None:
        """The chip asks once; a button of the page answers, and all is there."""
        self.till.wait(lambda: self.web_shop.asks == 1, "the question")
        assert self.said() == "Web shop asks you: 1"
        self.till.window.open(PageRef.DECISIONS)
        self.till.settle()
        page = self.till.window.page(PageRef.DECISIONS)
        assert isinstance(page, DecisionsPage)
        (card,) = page.cards
        assert card.one.kind == kind
        next(one for one in card.buttons if one.text() == answer).click()
        self.till.wait(lambda: self.web_shop.asks == 0, "the answer")
        self.rest()
        assert self.said().startswith("Web shop: all there")
        self.till.to("sell")
