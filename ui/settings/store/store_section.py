"""The section of the web shop: what it would do, or how it stands and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.progress import Bar
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.speaking import speak
from ui.settings.confirm import ConfirmBand
from ui.settings.lists import pair, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.settings.store.store_presenter import StorePresenter
from ui.shared.stores.web_shop import WebShop

if TYPE_CHECKING:
    from pos.domain.stores.connection import StoreConnection
    from pos.domain.stores.state import StoreState


class StoreSection(Section):
    """Without a web shop it is two sentences and the way to connect one; nothing else is loaded."""

    heading, icon = mark("Web shop"), "globe"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow, web_shop: WebShop) -> None:
        super().__init__(presenter)
        self._window, self._web_shop = window, web_shop
        self.lane = Lane("connecting a web shop", self)
        window.status.follow(self.lane)
        self.stores = StorePresenter(presenter, web_shop, self.lane)
        window.closing.connect(self._stop)
        self._kept = ""
        self._kept_of: StoreConnection | None = None
        self._rows()
        web_shop.moved.connect(self._show)
        speak(self, self._say)

    def _stop(self) -> None:
        self.stores.stop()
        self.lane.close(cancel=True)

    def _rows(self) -> None:
        self.connect_ = PlainButton("", icon="globe", height=40)
        self.none = self.add(
            mark("The shop you already have on the web"),
            mark(
                "With Ecwid or WooCommerce: what is sold here goes into its orders, once, and what it sells "
                "leaves your shelf here. It also works where there is no network: everything follows later."
            ),
            self.connect_,
        )
        self.tag = Tag("", Mood.NEUTRAL)
        self.who = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.how = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.why = theme.label("", theme.NOTE, tone=theme.Tone.BAD, wrap=True)
        self.bar = Bar()
        self.send, self.pause = PlainButton("", icon="upload", height=40), PlainButton("", height=40)
        self.stands = self.add(
            mark("How it stands"),
            mark("What waits goes by itself, every minute or so, while this window is open."),
            stacked(self.who, self.tag, self.how, self.why, self.bar, pair(self.send, self.pause)),
            wide=True,
        )
        self.ways = theme.label("", wrap=True)
        self.token = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.change = PlainButton("", height=40)
        self.goes = self.add(
            mark("What goes which way"),
            mark("With another token, or other choices, nothing begins anew."),
            stacked(self.ways, self.token, self.change),
            wide=True,
        )
        self.confirm = ConfirmBand()
        self.end, self.take = PlainButton("", height=40), PlainButton("", height=40)
        self.leave = self.add(
            mark("Disconnect"),
            mark("Both shops keep all they have; connected again later, nothing is doubled."),
            stacked(pair(self.end, self.take), self.confirm),
            wide=True,
        )
        self._connect_rows()
        self._show()

    def _connect_rows(self) -> None:
        self.connect_.clicked.connect(self._connect)
        self.send.clicked.connect(lambda: (web.stop if (web := self._web_shop).is_running else web.go)())
        self.pause.clicked.connect(self._pause)
        self.change.clicked.connect(self._connect)
        self.end.clicked.connect(self._ask_to_disconnect)
        self.take.clicked.connect(self._take_over)

    # what is shown

    def opened(self) -> None:
        """Read how it stands now."""
        self._kept_of = None
        self._web_shop.look()
        self._show()

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        self._show()

    def _show(self) -> None:
        state = self._web_shop.state
        self.offer(self.none, state is None)
        for row in (self.stands, self.goes, self.leave):
            self.offer(row, state is not None)
        if state is not None:
            self._show_state(state)

    def _show_state(self, state: StoreState) -> None:
        from ui.shared.moments import when
        from ui.shared.stores import words

        web, store = self._web_shop, state.store
        is_mine, is_paused = state.doing != "elsewhere", state.doing == "paused"
        kind = words.KINDS.get(store.kind, store.kind)
        self.who.setText(" · ".join((store.name or store.number, kind, store.number)))
        self.tag.show_tag(*words.chip(state, web.step, web.asks, running=web.is_running))
        last = _("Last round {when}: {what}.")
        done = [last.format(when=when(one.at), what=words.round_line(one)) for one in state.rounds[:1]]
        self.how.setText(" ".join((words.standing(state), *done)))
        self.why.setText(words.why(state))
        self.why.setVisible(bool(state.why))
        self.bar.setVisible(web.is_running)
        if web.step is not None and web.step.of > 0:
            self.bar.show_share(web.step.done / web.step.of)
        self.send.setText(_("Stop") if web.is_running else _("Send now"))
        self.send.setEnabled(is_mine and not is_paused)
        self.pause.setText(_("Go on") if is_paused else _("Pause"))
        self.pause.setEnabled(is_mine)
        if is_mine and self._kept_of != store and self.isVisible():
            self._kept_of = store
            self.stores.where(store, self._say_where)
        self.ways.setText("\n".join(_(said) for name, said in words.SYNCS.items() if name in store.syncs))
        self.token.setText(self._where() if is_mine else "")
        self.token.setVisible(is_mine)
        self.change.setEnabled(is_mine)
        self.end.setVisible(is_mine)
        self.take.setVisible(not is_mine)
        self.leave.rename(mark("Disconnect") if is_mine else mark("Take over"))

    def _say_where(self, where: str) -> None:
        self._kept = where
        self._show()

    def _where(self) -> str:
        return {
            "keyring": _("The token is kept in the keyring."),
            "file": _("The token is kept in a file only you can read: this system has no keyring."),
            "nowhere": _("No token is kept on this computer."),
        }.get(self._kept, "")

    def _say(self) -> None:
        self.connect_.setText(_("Connect…"))
        self.change.setText(_("Change…"))
        self.end.setText(_("Disconnect…"))
        self.take.setText(_("Take over…"))
        self._show()

    # what is asked

    def _connect(self) -> None:
        from ui.settings.store.connect_dialog import ConnectDialog

        state = self._web_shop.state
        dialog = ConnectDialog(self._window, self.stores, state.store if state else None)
        dialog.closed.connect(self.opened)
        dialog.open_dialog()

    def _pause(self) -> None:
        state = self._web_shop.state
        if state is not None:
            self._web_shop.pause(paused=state.doing != "paused", refused=self.stands.refuse)

    def _ask_to_disconnect(self) -> None:
        state = self._web_shop.state
        if state is None:
            return
        from ui.shared.stores import words

        waits = " ".join(words.waiting_lines(state.waiting))
        asked = _(
            "Disconnect {name}? Its token is forgotten here; both shops keep everything, and the links stay. "
            "To shut this till out for good, remove its app or key in the web shop too."
        ).format(name=state.store.name or state.store.number)
        self.confirm.back = self.end
        self.confirm.ask(
            " ".join(filter(None, (asked, waits))),
            _("Disconnect"),
            lambda: self.stores.part(self.none.saved, self.leave.refuse),
            lambda: None,
        )

    def _take_over(self) -> None:
        from ui.settings.store.connect_dialog import TakeOverDialog

        state = self._web_shop.state
        if state is not None:
            TakeOverDialog(self._window, self.stores, state.store).open_dialog()
