"""What each command runs; its module, and what that needs, is loaded for it alone."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pos.cli.output import Output

Run = Callable[[Namespace, "Output"], "int | None"]


def command(name: str) -> Run:
    if name in ("init", "demo", "verify", "digest", "kinds", "backup", "restore"):
        return _of_the_shop(name)
    if name in ("import", "products", "product", "stock"):
        return _of_the_catalogue(name)
    if name in ("customers", "customer"):
        from pos.cli import customers

        return {"customers": customers.customers, "customer": customers.customer}[name]
    if name == "mail":
        from pos.cli.mail.mail import mail

        return mail
    if name == "store":
        from pos.cli.stores.store import store

        return store
    if name == "hub":
        from pos.cli.sync.hub import hub

        return hub
    if name in ("bundle", "tills"):
        from pos.cli.sync import bundles

        return {"bundle": bundles.bundle, "tills": bundles.tills}[name]
    if name == "sync":
        from pos.cli.sync.rounds import sync

        return sync
    if name == "exceptions":
        from pos.cli.sync.decisions import exceptions

        return exceptions
    return _of_orders(name)


def _of_the_shop(name: str) -> Run:
    from pos.cli import shop

    return {
        "init": shop.init, "demo": shop.demo, "verify": shop.verify, "digest": shop.digest,
        "kinds": shop.kinds, "backup": shop.backup,
        "restore": shop.restore,
    }[name]  # fmt: skip


def _of_the_catalogue(name: str) -> Run:
    from pos.cli import catalogue

    return {
        "import": catalogue.take_in, "products": catalogue.products, "product": catalogue.product,
        "stock": catalogue.stock,
    }[name]  # fmt: skip


def _of_orders(name: str) -> Run:
    if name == "price":
        from pos.cli.order_files import price

        return price
    if name == "documents":
        from pos.cli.quotes.papers import documents

        return documents
    if name in ("quote", "quotes"):
        from pos.cli.quotes import quotes

        return {"quote": quotes.quote, "quotes": quotes.quotes}[name]
    if name in ("orders", "export"):
        from pos.cli import order_rows

        return {"orders": order_rows.orders, "export": order_rows.export}[name]
    from pos.cli import orders

    return {"order": orders.order, "document": orders.document}[name]
