"""Save and change quotes, give them to customers, place them as orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType, structs

from pos.domain.mail.kinds import MailKind
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import BeingEdited
from pos.domain.orders.orders import PlacedOrder
from pos.domain.quotes.errors import (
    QuoteChanged,
    QuoteDeclined,
    QuoteEndsBefore,
    QuoteExpired,
    QuotePlaced,
    QuoteToNobody,
    QuoteTooOldToMail,
)
from pos.domain.quotes.quotes import Prices, Quote, QuoteRow, QuoteState
from pos.domain.words.text import clean
from pos.journal.kinds.quotes import QuotedCart, QuoteEnded, QuoteFields, QuotePersonal, QuoteSet
from pos.journal.kinds.sold import OrderPersonal
from pos.journal.orders.quotes import QuoteStory, quote_story
from pos.services.catalogue.search import Search
from pos.services.customers.picture_names import pass_on
from pos.services.orders.agreements import agreed_of, handed_by, personal_of
from pos.services.orders.entry_parts import NOTHING_ASKED, Asked
from pos.services.orders.place import Checkout
from pos.services.quotes import reading
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

LONGEST_TEXT = 4000
WAITS = """SELECT 1 FROM mail m JOIN entry e USING (arrival) LEFT JOIN mail_try t USING (arrival, kind)
    WHERE m.quote_id = :quote AND m.sent = '' AND e.origin = :life
    AND coalesce(t.state, 'waiting') IN ('waiting', 'handing')
    AND m.arrival = (SELECT max(arrival) FROM quote_fact WHERE quote_id = :quote)"""
"""Whether the last that happened to a quote is that this till was asked to mail it, and it is on its way."""


class Quotes:
    """Keeps what was quoted; a quote takes no stock and no money."""

    def __init__(self, till: Till, settings: Settings, checkout: Checkout, search: Search) -> None:
        self._till = till
        self._settings = settings
        self._checkout = checkout
        self._search = search

    # to look at

    def quote(self, number: str) -> Quote:
        """One quote, whole, by id or number; a bare counter means this till's own.

        Raises QuoteUnknown, and SeveralQuotes for a number that two quotes bear: then an id is wanted.
        """
        reader = self._till.database.reader()
        key, uid = reading.found(reader, number, self._till.life.letter)
        return reading.whole(reader, key, uid, self._settings.current(), self._today())

    def asked(self, number: str, event: str) -> tuple[Quote, int]:
        """A quote as it was when an entry asked for its mail, and how often that went already."""
        reader = self._till.database.reader()
        key, uid = reading.found(reader, number, self._till.life.letter)
        went = quote_story(reader, key).mailed(event, MailKind.QUOTE.value)
        return reading.whole(reader, key, uid, self._settings.current(), self._today(), event), len(went)

    def find(
        self, text: str = "", *, state: QuoteState | None = None, before: str = "", limit: int = 50
    ) -> tuple[QuoteRow, ...]:
        """Quotes of a number or customer, in a state, newest first; `before` is the cursor of the last."""
        reader = self._till.database.reader()
        return reading.find(reader, clean(text, 100), state, before, limit, self._today())

    def cart(self, number: str, prices: Prices = Prices.QUOTED) -> Cart:
        """The quote's goods as a cart that may be placed: at the quoted prices and rates, or at today's.

        At today's prices discounts stay as they were asked for, and what the shop no longer has stays as
        it was quoted.
        """
        return self._priced(self.quote(number).cart, prices)

    def _priced(self, cart: Cart, prices: Prices) -> Cart:
        if prices is Prices.QUOTED:
            return cart
        hits = [(one, self._search.variant(one.variant_id) if one.variant_id else None) for one in cart.lines]
        lines = (
            line
            if hit is None or hit.price is None
            else replace(line, unit_price=hit.price, taxes=hit.taxes, list_price=None, price_reason="")
            for line, hit in hits
        )
        return self._checkout.agreement().follow(cart, replace(cart, lines=tuple(lines)))

    def _today(self) -> date:
        return self._till.clock().date()

    # to do

    def save(
        self,
        cart: Cart,
        number: str = "",
        *,
        valid_until: date | None = None,
        text: str | None = None,
        seen: str = "",
    ) -> Quote:
        """Quote a cart, or change the quote of that number; saving a cart twice gives one quote.

        Without a day it is valid as long as before, a new or expired one for the shop's usual days. A change
        of what the customer was given raises the revision; nothing changed writes nothing. `seen` is the
        event of the quote that the change was made of.
        """
        cart.require_complete()
        if cart.edits is not None:
            raise BeingEdited(cart.edits.number)
        with self._till.transaction() as tx:
            tx.require_clock()
            story, uid = self._known(tx, number, cart)
            if story:
                _require_holds(tx, story)
                if seen and (latest := story.latest) and latest.header.event_id != seen:
                    raise QuoteChanged(story.number)
            quoted, personal = self._quoted(cart, text, story)
            _record(tx, uid, story, quoted, personal, self._until(valid_until, story))
            tx.connection.exec_driver_sql("DELETE FROM draft WHERE cart_id = ?", (bytes.fromhex(cart.id),))
            key = tx.raw().execute("SELECT id FROM quote WHERE uid = ?", (bytes.fromhex(uid),)).fetchone()[0]
            pass_on(tx, cart.id, uid)
            return self._whole(tx, key, uid)

    def _whole(self, tx: Transaction, key: int, uid: str) -> Quote:
        return reading.whole(tx.raw(), key, uid, self._settings.current(), self._today())

    def _known(self, tx: Transaction, number: str, cart: Cart) -> tuple[QuoteStory | None, str]:
        """The quote of that number, else the one that this cart became, and its id."""
        if number:
            key, uid = reading.found(tx.raw(), number, self._till.life.letter)
            return quote_story(tx.raw(), key), uid
        row = tx.raw().execute("SELECT id FROM quote WHERE uid = ?", (bytes.fromhex(cart.id),)).fetchone()
        return (quote_story(tx.raw(), row[0]) if row else None), cart.id

    def _quoted(
        self, cart: Cart, text: str | None, story: QuoteStory | None
    ) -> tuple[QuotedCart, QuotePersonal]:
        cart = self._checkout.agreement().lawful(cart)
        said = text if text is not None else story.personal.text if story else ""
        private = personal_of(cart) or OrderPersonal()
        return (
            QuotedCart(
                agreed=agreed_of(cart, cart.totals(), labels=self._settings.current().tax_labels),
                channel=cart.channel,
                currency=cart.currency,
                includes_tax=cart.terms.prices_include_tax,
                tax_rounding=cart.terms.tax_rounding.value,
                fulfilment=handed_by(cart),
                payment_method=cart.payment_method,
                deposit=cart.deposit,
                promised=cart.promised,
            ),
            QuotePersonal(**structs.asdict(private), text=clean(said, LONGEST_TEXT, lines=True)),
        )

    def _until(self, wished: date | None, story: QuoteStory | None) -> str:
        """The last day the prices hold."""
        today, before = self._today(), story.valid_until if story else ""
        if wished is not None and wished < today:
            raise QuoteEndsBefore(wished)
        if wished is None and before >= today.isoformat():
            return before
        return (wished or today + timedelta(days=self._settings.current().quote_days)).isoformat()

    def place(
        self,
        number: str,
        tenders: Sequence[Tender] = (),
        *,
        prices: Prices | None = None,
        cart: Cart | None = None,
        accept_oversell: bool = False,
        accept_more: bool = False,
        asked: Asked = NOTHING_ASKED,
    ) -> PlacedOrder:
        """Make the quote an order that names it: `cart`, or the quote's own at these prices.

        Once its day has passed, at which prices is to be said. A quote becomes one order: raises QuotePlaced
        for a second, while the same cart once more gives the first.
        """
        with self._till.transaction() as tx:
            key, uid = reading.found(tx.raw(), number, self._till.life.letter)
            story = quote_story(tx.raw(), key)
            end, of = story.end, replace(asked, quote=uid)
            again = end is not None and cart is not None and end.order == cart.id
            if not again:
                _require_holds(tx, story)
                if prices is None and story.valid_until < tx.day:
                    raise QuoteExpired(story.number, date.fromisoformat(story.valid_until))
            placed = self._checkout.place_order(
                cart or self._priced(self._whole(tx, key, uid).cart, prices or Prices.QUOTED),
                tenders,
                unpaid=True,
                accept_oversell=accept_oversell,
                accept_more=accept_more,
                asked=of,
            )
            if not again:
                tx.record(QuoteEnded(uid, tx.day, "placed", placed.id))
                pass_on(tx, uid, placed.id)
        return placed

    def decline(self, number: str) -> Quote:
        """The customer does not want it."""
        with self._till.transaction() as tx:
            key, uid = reading.found(tx.raw(), number, self._till.life.letter)
            _require_holds(tx, quote_story(tx.raw(), key))
            tx.record(QuoteEnded(uid, tx.day, "declined"))
            return self._whole(tx, key, uid)

    def give_out(self, number: str) -> None:
        """The customer gets the quote as it is now, on paper; given again it is no entry.

        A change raises the revision from then on.
        """
        with self._till.transaction() as tx:
            key, uid = reading.found(tx.raw(), number, self._till.life.letter)
            story = quote_story(tx.raw(), key)
            if story.sent != story.revision:
                fields = QuoteFields(sent=story.revision)
                tx.record(QuoteSet(uid, tx.day, fields, _seen(story, "sent")))

    def mail(self, number: str) -> Quote:
        """The customer gets the quote as it is now by mail, with its paper.

        Asked again while that very mail still waits, it is the same one. Raises QuoteToNobody,
        QuoteTooOldToMail, QuotePlaced or QuoteDeclined.
        """
        with self._till.transaction() as tx:
            key, uid = reading.found(tx.raw(), number, self._till.life.letter)
            story = quote_story(tx.raw(), key)
            _require_holds(tx, story)
            if story.valid_until < tx.day:
                raise QuoteTooOldToMail(story.number, date.fromisoformat(story.valid_until))
            if not reading.address(tx.raw(), story):
                raise QuoteToNobody(story.number)
            if tx.raw().execute(WAITS, {"quote": key, "life": self._till.life.origin}).fetchone() is None:
                fields, mails = QuoteFields(sent=story.revision), (MailKind.QUOTE.value,)
                tx.record(QuoteSet(uid, tx.day, fields, _seen(story, "sent"), mails))
            return self._whole(tx, key, uid)


def _record(
    tx: Transaction,
    uid: str,
    story: QuoteStory | None,
    quoted: QuotedCart,
    personal: QuotePersonal,
    until: str,
) -> None:
    """Write down what is another than before, over what is known of it."""
    if story is None:
        fields = QuoteFields(number=tx.next_number("quote"), revision=1, cart=quoted, valid_until=until)
    else:
        before = story.personal
        other = (quoted, structs.replace(personal, text=before.text)) != (story.cart, before)
        later, said = until != story.valid_until, personal.text != before.text
        if not other and not later and not said:
            return
        fields = QuoteFields(
            revision=story.revision + 1 if story.sent == story.revision else UNSET,
            cart=quoted if other else UNSET,
            valid_until=until if later else UNSET,
        )
    names = [name for name, value in structs.asdict(fields).items() if value is not UNSET]
    private: QuotePersonal | UnsetType = UNSET
    if "cart" in names:
        private = personal
    elif personal.text:
        private = QuotePersonal(text=personal.text)
    seen = _seen(story, *names, "text")
    tx.record(QuoteSet(uid, tx.day, fields, seen, personal=UNSET if private == QuotePersonal() else private))


def _require_holds(tx: Transaction, story: QuoteStory) -> None:
    """Refuse what was placed or declined."""
    end = story.end
    if end is None or end.why == "expired":
        return
    if end.why == "declined":
        raise QuoteDeclined(story.number)
    row = tx.raw().execute("SELECT number FROM orders WHERE uid = ?", (bytes.fromhex(end.order),)).fetchone()
    raise QuotePlaced(story.number, row[0] if row else "?")


def _seen(story: QuoteStory | None, *names: str) -> dict[str, tuple[str, ...]]:
    """By field: the clocks of what a change of it replaces."""
    return {name: tuple(sorted(story.heads[name].values)) for name in names} if story else {}
