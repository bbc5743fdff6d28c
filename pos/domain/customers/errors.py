"""Why a customer cannot be kept or found."""

from __future__ import annotations

from pos.domain.words.errors import CashierError


class CustomerUnknown(CashierError):
    text = "There is no customer “{reference}” in this shop."
    reference: str


class SeveralCustomers(CashierError):
    text = "{count} customer has “{reference}”. Use the id."
    many = "{count} customers have “{reference}”. Use the id of one of them."
    reference: str
    count: int


class CustomerNameless(CashierError):
    text = "Nothing tells who this is. Type a name, a company, an e-mail or a phone number."


class SameCustomer(CashierError):
    text = "Both are {name}: choose another customer to merge with."
    name: str
