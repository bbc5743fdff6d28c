"""What keeps the web shop from being used, each in one sentence."""

from __future__ import annotations

from pos.domain.words.errors import CashierError
from pos.domain.words.phrases import Phrase


class StoreToken(CashierError):
    text = (
        "The web shop does not accept the token: it is wrong, of another shop, or its app was removed. "
        "Make a new one in the web shop's settings and connect again; sales are safe here."
    )


class StoreNotFound(CashierError):
    text = "There is no web shop with the number {store}. Check it in the web shop's settings."
    store: str


class StorePlan(CashierError):
    text = "The plan of this web shop has no access for programs (“{said}”). Sales are safe here."
    said: str


class StoreScope(CashierError):
    text = "The token lacks the right {right}. Give it in the web shop's settings, then connect again."
    right: str


class StoreUnreachable(CashierError):
    text = "The web shop does not answer ({reason}). Sales are safe here; it is tried again by itself."
    reason: Phrase | str


class StoreAnswer(CashierError):
    text = "What answered is not the web shop ({reason}). Check the address; nothing was changed."
    reason: Phrase | str


class StoreCurrency(CashierError):
    text = "The web shop sells in {there}, this shop in {here}. They cannot be connected."
    there: str
    here: str


class StoreTaxMode(CashierError):
    text = (
        "Prices include tax in only one of the two shops. They cannot be connected; "
        "set the same in the web shop's tax settings."
    )


class StoreAddress(CashierError):
    text = "“{address}” is not an address of a web shop that can be trusted. It begins with https://."
    address: str


class StoreTokenUnreadable(CashierError):
    text = "No token could be read from {path}. Nothing was changed."
    path: str


class StoreNumberUnreadable(CashierError):
    text = (
        "“{written}” names no web shop. Ecwid: its number, such as 4711; WooCommerce: its address, such as "
        "shop.example.org."
    )
    written: str


class StoreHeld(CashierError):
    text = "The web shop is connected through till {holder}. Take it over there, or disconnect it first."
    holder: str


class StoreNotConnected(CashierError):
    text = "No web shop is connected. Connect one first."


class RoundElsewhere(CashierError):
    text = (
        "Another till, or another program of this one, is talking to the web shop now. "
        "Look again in a minute."
    )
