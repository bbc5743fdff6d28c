"""Commands about the shop as a whole."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pos.cli.output import Output
from pos.domain.errors import CashierError, CurrencyUnknown
from pos.domain.folding import clean
from pos.domain.money import CURRENCIES
from pos.domain.numbering import is_letter
from pos.domain.payments import usual_cash_step
from pos.domain.rates import propose
from pos.domain.settings import NewShop, ShopSettings

LOCALES = {"FR": ("fr", "fr_FR"), "BE": ("fr", "fr_BE"), "LU": ("fr", "fr_LU"), "CH": ("fr", "fr_CH")}


@dataclass(eq=False)
class LetterWrong(CashierError):
    text = "“{letter}” cannot name a till. Use one to three letters, such as A."
    letter: str


@dataclass(eq=False)
class SealWrong(CashierError):
    text = "“{text_given}” is no entry and seal. Write its number, a colon, and the seal: 214:7f3a91c2."
    text_given: str


@dataclass(eq=False)
class JournalBroken(CashierError):
    text = "The shop does not add up. First at {where}: {what}. Keep the file, and restore the last backup."
    where: str
    what: str


def init(arguments: Namespace, output: Output) -> None:
    """A new empty shop; what is not said is proposed from the country."""
    from pos.shop import create_shop

    with closing(create_shop(arguments.data, new_shop(arguments))) as made:
        settings = made.settings.current()
        output.result(described(settings, made.folder.path), f"{settings.name}: {made.folder.path}")


def new_shop(arguments: Namespace) -> NewShop:
    """The answers of the command line, filled in from the country's usual terms."""
    letter = arguments.till_letter.upper()
    if not is_letter(letter):
        raise LetterWrong(arguments.till_letter)
    country = arguments.country.upper() or "FR"
    proposal = propose(country)
    currency = arguments.currency.upper() or proposal.currency
    if currency not in CURRENCIES:
        raise CurrencyUnknown(currency)
    included = proposal.prices_include_tax if arguments.included is None else arguments.included
    language, locale = LOCALES.get(country, ("en", "en_GB"))
    return NewShop(
        name=clean(arguments.name) or "Comptoir",
        country=country,
        currency=currency,
        prices_include_tax=included,
        person=clean(arguments.person),
        tax_classes=proposal.classes,
        tax_label=proposal.label,
        language=language,
        locale=locale,
        letter=letter,
        cash_step=usual_cash_step(currency),
    )


def described(settings: ShopSettings, folder: Path) -> dict[str, object]:
    """A shop as scripts read it."""
    return {
        "name": settings.name,
        "currency": settings.currency,
        "country": settings.country,
        "prices_include_tax": settings.prices_include_tax,
        "tax_rounding": settings.tax_rounding.value,
        "till_letter": settings.letter,
        "demo": settings.demo,
        "folder": str(folder),
    }


def demo(arguments: Namespace, output: Output) -> None:
    """The demo shop, in a folder of its own."""
    from pos.shop import create_demo

    with closing(create_demo(arguments.data, language=arguments.language)) as made:
        reader = made.till.database.reader()
        counts = {
            name: reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for name, table in (("products", "product"), ("variants", "variant"), ("orders", "orders"))
        }
        text = "{products} products, {variants} variants, {orders} orders".format(**counts)
        output.result({**counts, "folder": str(made.folder.path)}, f"{text}: {made.folder.path}")


def verify(arguments: Namespace, output: Output) -> int:
    """The audit; 1 where something does not add up."""
    from pos.shop import open_shop

    expect = _expected(arguments.expect) if arguments.expect else None
    with closing(open_shop(arguments.data)) as shop:
        audit = shop.auditor.verify(rebuild=arguments.rebuild, expect=expect)
    bad = audit.first_bad
    value = {
        "entries": audit.entries,
        "ok": audit.ok,
        "first_bad": {"where": bad.where, "what": bad.what} if bad else None,
        "unsigned": audit.unsigned,
    }
    seals = f" (seals: {audit.unsigned} not checkable here)" if audit.unsigned else ""
    output.result(value, f"{audit.entries} entries, everything adds up{seals}." if audit.ok else "")
    if bad:
        output.say_refused(JournalBroken(bad.where, bad.what))
    return 0 if audit.ok else 1


def backup(arguments: Namespace, output: Output) -> None:
    """A verified copy of the shop."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        made = shop.backups.make(arguments.file)
    output.result(
        {"file": str(made.path), "bytes": made.bytes, "entries": made.entries},
        f"{made.entries} entries saved and read back: {made.path}",
    )


def restore(arguments: Namespace, output: Output) -> None:
    """Back from a verified copy; the till goes on under a new letter."""
    from pos.shop import restore_shop

    restored, aside = restore_shop(arguments.data, arguments.file, instead=arguments.instead)
    with closing(restored) as shop:
        settings = shop.settings.current()
        value = {**described(settings, shop.folder.path), "aside": str(aside) if aside else None}
        kept = f" The shop that was there is kept as {aside}." if aside else ""
        output.result(value, f"{settings.name} is back; this till is now {settings.letter}.{kept}")


def _expected(text: str) -> tuple[int, str]:
    seq, _, seal = text.partition(":")
    if not (seq.isascii() and seq.isdecimal() and 4 <= len(seal) <= 64):
        raise SealWrong(text)
    return int(seq), seal
