"""Commands about the shop as a whole."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pos.cli.output import Output
from pos.cli.refusals import (
    CountryWrong,
    FileUnwritable,
    IndexStale,
    JournalBroken,
    LetterWrong,
    NotProvable,
    RegionWrong,
    SealWrong,
    reason_of,
    require_file,
)
from pos.domain.mail.kinds import MailKind
from pos.domain.money.amounts import CURRENCIES, Money
from pos.domain.money.cash import cash_rule
from pos.domain.money.errors import CurrencyUnknown
from pos.domain.money.tenders import usual_cash_step
from pos.domain.shop.errors import BackupBroken, DiskTrouble, OpenToOthers
from pos.domain.shop.numbering import is_letter
from pos.domain.shop.rates import COUNTRIES, propose
from pos.domain.shop.regions import regions_of
from pos.domain.shop.settings import NewShop, ShopSettings
from pos.domain.shop.terms import usual_terms
from pos.domain.words.errors import CashierError
from pos.domain.words.phrases import CountryName
from pos.domain.words.text import clean
from pos.text import sentence
from pos.text.locales import currency_of, locale_of, paper_language

REGION_LIMIT = 40

if TYPE_CHECKING:
    from pos.services.till.files import ShopFolder
    from pos.shop import Shop


def init(arguments: Namespace, output: Output) -> None:
    """A new empty shop; what is not said is proposed from the country."""
    from pos.shop import create_shop

    with closing(create_shop(arguments.data, new_shop(arguments))) as made:
        settings = made.settings.current()
        _say_if_open(made, output)
        terms = "prices include tax" if settings.prices_include_tax else "tax comes on top of prices"
        note = propose(settings.country, settings.region).note
        output.result(
            {**described(settings, made.folder.path), **({"note": note} if note else {})},
            f"{settings.name} is ready in {made.folder.path}: {settings.currency}, {terms}, "
            f"till {settings.letter}.{_rounding(settings)}{' ' if note else ''}{note}",
        )


def _rounding(settings: ShopSettings) -> str:
    """How cash is rounded, and who rules it."""
    if settings.cash_step == 1:
        return ""
    rule = cash_rule(settings.country, settings.currency)
    why = f" ({rule.why.value}: {rule.source})" if rule else ""
    return f" Cash is rounded to {Money(settings.cash_step, settings.currency)}{why}."


def new_shop(arguments: Namespace) -> NewShop:
    """The answers of the command line, filled in from the country's usual terms."""
    letter = arguments.till_letter.upper()
    if not is_letter(letter):
        raise LetterWrong(arguments.till_letter)
    country = arguments.country.upper() or "FR"
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise CountryWrong(arguments.country)
    region = _region(country, arguments.region)
    language = arguments.language or paper_language(country, region=region)
    proposal = propose(country, region, language)
    currency = arguments.currency.upper() or currency_of(country)
    if currency not in CURRENCIES:
        raise CurrencyUnknown(currency)
    included = proposal.prices_include_tax if arguments.included is None else arguments.included
    return NewShop(
        name=clean(arguments.name) or "Comptoir",
        country=country,
        region=region,
        currency=currency,
        prices_include_tax=included,
        person=clean(arguments.person),
        tax_classes=proposal.classes,
        tax_label=proposal.label,
        exempt_sentence=proposal.sentence,
        language=language,
        locale=locale_of(country, language) or "en_GB",
        letter=letter,
        invoice_terms=usual_terms(country, language),
        cash_step=usual_cash_step(currency, country),
    )


def _region(country: str, typed: str) -> str:
    """The letters of the region, which may be written as ISO 3166 does (CA-QC) or by its name."""
    known = regions_of(country)
    wanted = typed.strip().upper().removeprefix(f"{country}-")
    if not wanted or (not known and country not in COUNTRIES):
        return clean(wanted, REGION_LIMIT)
    for one in known:
        if wanted in (one.key, one.name.upper()):
            return one.key
    raise RegionWrong(typed, CountryName(country), ", ".join(filter(None, (one.key for one in known))) or "—")


def described(settings: ShopSettings, folder: Path) -> dict[str, object]:
    """A shop as scripts read it."""
    rounded = settings.cash_step > 1
    return {
        "name": settings.name,
        "currency": settings.currency,
        "country": settings.country,
        **({"region": settings.region} if settings.region else {}),
        "prices_include_tax": settings.prices_include_tax,
        "tax_rounding": settings.tax_rounding.value,
        **({"cash_rounded_to": str(Money(settings.cash_step, settings.currency))} if rounded else {}),
        "till_letter": settings.letter,
        "demo": settings.demo,
        "folder": str(folder),
    }


DEMO_COUNTS = {"products": "product", "variants": "variant", "customers": "customer", "orders": "orders"}


def demo(arguments: Namespace, output: Output) -> None:
    """The demo shop, in a folder of its own."""
    from pos.founding import create_demo

    with closing(create_demo(arguments.data, language=arguments.language)) as made:
        _say_if_open(made, output)
        reader = made.till.database.reader()
        counts = {
            name: reader.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for name, table in DEMO_COUNTS.items()
        }
        text = "{products} products, {variants} variants, {customers} customers, {orders} orders"
        text = text.format(**counts)
        output.result({**counts, "folder": str(made.folder.path)}, f"{text}: {made.folder.path}")


def verify(arguments: Namespace, output: Output) -> int:
    """The proof; 1 where something does not add up, or cannot be proven here."""
    from pos.services.till.audit import verify_folder
    from pos.services.till.files import shop_places
    from pos.shop import open_shop

    expect = _expected(arguments.expect) if arguments.expect else None
    if arguments.accept:
        with closing(open_shop(arguments.data)) as shop:
            shop.auditor.accept()
    with output.progress("Checking") as heard:
        places = shop_places(arguments.data)
        audit = verify_folder(places, rebuild=arguments.rebuild, expect=expect, progress=heard)
    bad = audit.first_bad
    value = {
        "entries": audit.entries,
        "answer": audit.answer.value,
        "ok": audit.ok,
        "first_bad": {"where": bad.where, "what": bad.what} if bad else None,
        "unprovable": [{"life": one.life, "letter": one.letter, "why": one.why} for one in audit.unprovable],
        "parked": [{"life": one.life, "seq": one.seq, "why": one.why} for one in audit.parked],
        "lives": [
            {
                "letter": one.letter,
                "life": one.life,
                "entries": one.entries,
                "signed": one.signed,
                "vouched": one.vouched,
            }
            for one in audit.lives
        ],
        "stale_indexes": list(audit.stale),
    }
    aside = f" ({len(audit.parked)} set aside)" if audit.parked else ""
    output.result(value, f"{audit.entries} entries, everything adds up{aside}." if audit.ok else "")
    if audit.stale:
        output.say_refused(IndexStale(", ".join(audit.stale)))
    if bad:
        broken = JournalBroken(bad.where, bad.what)
        output.say_refused(broken)
        _tell_shop(places, sentence(broken))
    elif audit.unprovable:
        output.say_refused(NotProvable(", ".join(one.letter for one in audit.unprovable)))
    return 0 if audit.ok else 1


def _tell_shop(places: ShopFolder, what: str) -> None:
    """Write to the shop that something is wrong where it wants that, as the window does.

    Of a copy or a restored file nothing is told: it is proven as it lies, and opening it would begin a life.
    """
    from pos.model.database import raw
    from pos.services.shop.settings import read
    from pos.services.till.audit import unwritten_shop
    from pos.services.till.life import known_life
    from pos.shop import open_shop

    with suppress(CashierError):  # what was found is said already
        with unwritten_shop(places) as connection:
            life = known_life(raw(connection), places)
            wanted = life is not None and read(raw(connection), life.origin).mails(MailKind.WRONG.value)
        if wanted and places.is_writable():
            with closing(open_shop(places.path)) as shop:
                shop.mails.tell_wrong(what)


def digest(arguments: Namespace, output: Output) -> None:
    """One value, equal on two tills exactly when their derived tables are equal."""
    from pos.services.till.audit import digest_folder
    from pos.services.till.files import shop_places

    found = digest_folder(shop_places(arguments.data))
    value: dict[str, object] = {"digest": found.digest, "entries": found.entries, "parked": found.parked}
    text = found.digest
    if arguments.tables:
        value["tables"] = {one.name: {"rows": one.rows, "hash": one.hash} for one in found.tables}
        text += "".join(f"\n{one.hash}  {one.rows:>9}  {one.name}" for one in found.tables)
    output.result(value, text)


def kinds(_arguments: Namespace, output: Output) -> None:
    """The formats of all entries."""
    from pos.journal.kinds import KINDS
    from pos.journal.proof.formats import table_of_kinds

    output.result({kind: fact.format for kind, fact in KINDS.items()}, table_of_kinds())


def backup(arguments: Namespace, output: Output) -> None:
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        try:
            made = shop.backups.make(arguments.file)
        except DiskTrouble as error:
            raise FileUnwritable(str(arguments.file), error.reason) from error
        except ValueError as error:  # a name that no system knows
            raise FileUnwritable(str(arguments.file), reason_of(error)) from error
    output.result(
        {"file": str(made.path), "bytes": made.bytes, "entries": made.entries},
        f"{made.entries} entries saved and read back: {made.path}",
    )


def restore(arguments: Namespace, output: Output) -> None:
    """Back from a verified copy; the till goes on under a new letter."""
    from pos.founding import restore_shop
    from pos.services.sync.ledger import unsent_aside

    require_file(arguments.file, BackupBroken(str(arguments.file)))
    restored, aside = restore_shop(arguments.data, arguments.file, instead=arguments.instead)
    with closing(restored) as shop:
        _say_if_open(shop, output)
        settings = shop.settings.current()
        lost = unsent_aside(aside)
        kept = f" The shop that was there is kept as {aside}." if aside else ""
        kept += f" {lost} of its entries are on no other till." if lost else ""
        value = {**described(settings, shop.folder.path), "aside": str(aside) if aside else None}
        value["unsent_aside"] = lost
        output.result(value, f"{settings.name} is back; this till is now {settings.letter}.{kept}")


def _say_if_open(shop: Shop, output: Output) -> None:
    """Say on standard error that others may read the folder; the shop is there all the same."""
    if not shop.is_private:
        output.say_refused(OpenToOthers(str(shop.folder.path)))


def _expected(text: str) -> tuple[int, str]:
    seq, _, seal = text.partition(":")
    if not (seq.isascii() and seq.isdecimal() and 4 <= len(seal) <= 64):
        raise SealWrong(text)
    return int(seq), seal
