"""Bank accounts, and the code that a banking app reads to fill in a transfer in euros (EPC069-12)."""

from __future__ import annotations

from pos.domain.money.amounts import Money

MOST_BYTES = 331
NAME_MOST, TEXT_MOST = 70, 140
AMOUNT_MOST = 99_999_999_999
"""In cents: 999,999,999.99 euros."""


def compact(code: str) -> str:
    """An IBAN or BIC without the spaces people write in it."""
    return "".join(code.split()).upper()


def is_iban(written: str) -> bool:
    """Whether this is an account number, by its country's form and its check digits."""
    from stdnum import iban

    return iban.is_valid(compact(written))


def is_bic(written: str) -> bool:
    """Whether this looks like the code of a bank."""
    from stdnum import bic

    return bic.is_valid(compact(written))


def iban_groups(written: str) -> str:
    """An IBAN as people read it, in fours; the parts of a group cannot be parted at a line's end."""
    code = compact(written)
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def epc_payload(amount: Money, *, holder: str, iban: str, bic: str = "", reference: str = "") -> str:
    """What the code says, or "" where no such code can be made: other money, no account, nothing to pay."""
    name = _line(holder, NAME_MOST)
    if amount.currency != "EUR" or not 0 < amount.minor <= AMOUNT_MOST or not name or not is_iban(iban):
        return ""
    bank = compact(bic) if is_bic(bic) else ""
    from stdnum import iso11649

    structured = compact(reference) if iso11649.is_valid(reference) else ""
    text = "" if structured else _line(reference, TEXT_MOST)
    while len(_written(name, text, structured, bank, iban, amount).encode()) > MOST_BYTES:
        name, text = (name[:-1], text) if len(name) > 20 else (name, text[:-1])
    return _written(name, text, structured, bank, iban, amount)


def _written(name: str, text: str, structured: str, bank: str, iban: str, amount: Money) -> str:
    rows = ["BCD", "002", "1", "SCT", bank, name, compact(iban), f"EUR{amount}", "", structured, text]
    return "\n".join(rows).rstrip("\n")


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most].rstrip()
