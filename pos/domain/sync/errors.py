"""What keeps entries from going from till to till, each in one sentence."""

from __future__ import annotations

from pos.domain.words.errors import CashierError


class NotABundle(CashierError):
    text = "“{file}” is not a bundle of Comptoir. Choose the file another till wrote; nothing was taken in."
    file: str


class BundleCut(CashierError):
    text = "“{file}” is not whole: its end is missing. Copy it again; nothing was taken in."
    file: str


class BundleChanged(CashierError):
    text = "“{file}” is not as it was written. Copy it again from the till; nothing was taken in."
    file: str


class BundleFromNewer(CashierError):
    text = "“{file}” was written by a newer Comptoir. Update this one; nothing was taken in."
    file: str


class BundleOfAnotherShop(CashierError):
    text = "“{file}” is of another shop. Nothing was taken in."
    file: str


class FileInTheWay(CashierError):
    text = "“{file}” is there and is no bundle of this shop. Choose another name; it was left as it is."
    file: str


class VectorUnreadable(CashierError):
    text = "“{file}” does not say how far each till is. Write lives with their numbers; nothing was written."
    file: str
