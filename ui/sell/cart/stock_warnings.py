"""The warnings that more is sold than is there: each says how it is now, and goes when it is no longer so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pos.domain.catalogue.products import Hit
from pos.domain.catalogue.stock import StockNotice
from pos.domain.orders.cart import Cart
from pos.text import _
from ui.kit.notices import Cause, NoticeBar, Notices
from ui.shared.cart import words as cart_words

Check = Callable[[Cart], Iterable[StockNotice]]


class StockWarnings:
    """Those told on the page and not put aside; `check` reads what is short in a cart."""

    def __init__(self, notices: Notices, check: Check) -> None:
        self._notices, self._check = notices, check
        self._told: dict[str, tuple[StockNotice, NoticeBar]] = {}

    def tell(self, short: StockNotice) -> None:
        """Warn, in place of what was said of the same goods before."""
        self._drop(short.line_id)
        self._told[short.line_id] = (short, self._notices.warning(cart_words.shortage_words(short)))

    def ask(self, hit: Hit, add: Callable[[], None], cause: Cause) -> None:
        """The only piece is at another till: the person says whether it is sold here all the same."""
        words = _("{name} is at till {letter}. Sell it here all the same?")
        words = words.format(name=cart_words.full_name(hit.name, hit.options), letter=hit.till)
        self._notices.warning(words, _("Sell it here"), add, cause=cause)

    def follow(self, cart: Cart) -> None:
        """Say the warnings on the page as the cart is now."""
        if not self._told:
            return
        seen = self._notices.bars()
        self._told = {line: told for line, told in self._told.items() if told[1] in seen}
        now = tuple(self._check(cart)) if self._told else ()
        for line, (short, _bar) in tuple(self._told.items()):
            same = [one for one in now if one.line_id == line or one.name == short.name]
            if not same:
                self._drop(line)
            elif same[0] != short:
                self._drop(line)
                self.tell(same[0])

    def _drop(self, line: str) -> None:
        _short, bar = self._told.pop(line, (None, None))
        if bar is not None and bar in self._notices.bars():
            bar.put_aside()
