"""Transfers to the shop's account: what is paid to whom, and what the code for a banking app says."""

from __future__ import annotations

from dataclasses import dataclass

from pos.contacts.bank import epc_payload
from pos.domain.money.amounts import Money
from pos.domain.shop.settings import ShopSettings


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is to be transferred, to whom, and what the code says; "" where none can be made."""

    amount: Money
    holder: str
    iban: str
    bic: str
    reference: str
    payload: str


def code_for(settings: ShopSettings, amount: Money) -> str:
    """What the code says while the order has no number yet."""
    transfer = transfer_of(settings, amount, "")
    return transfer.payload if transfer else ""


def transfer_of(settings: ShopSettings, amount: Money, reference: str) -> Transfer | None:
    """The transfer of an amount to the shop's account; None where it has no account."""
    if not settings.iban:
        return None
    holder = settings.bank_holder or settings.name
    payload = epc_payload(amount, holder=holder, iban=settings.iban, bic=settings.bic, reference=reference)
    return Transfer(amount, holder, settings.iban, settings.bic, reference, payload)
