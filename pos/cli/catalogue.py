"""Commands about products and their stock."""

from __future__ import annotations

import re
from argparse import Namespace
from contextlib import closing
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pos.cli.arguments import REASONS
from pos.cli.output import Output, columns
from pos.cli.records.merging import said, shapes
from pos.cli.stores.there import stock_there
from pos.domain.catalogue.errors import ProductUnknown
from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.domain.catalogue.stock import StockLevel
from pos.domain.imports.mistakes import ColumnsNotUsed
from pos.domain.imports.notices import Notice, grouped
from pos.domain.money.amounts import price_digits
from pos.domain.money.quantity import check_quantity, digits
from pos.domain.words.errors import NotANumber
from pos.domain.words.merging import taken_of

if TYPE_CHECKING:
    from pos.shop import Shop

EVERYTHING = 1_000_000
PAGE = 500

_DIGITS = re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,12})?", re.ASCII)


def take_in(arguments: Namespace, output: Output) -> None:
    """A catalogue file, whole; with `--dry-run` only what it would do."""
    from pos.shop import open_shop

    changes = dict(_pair(one, arguments) for one in arguments.map) or None
    with closing(open_shop(arguments.data)) as shop:
        preview = shop.imports.preview(
            arguments.file,
            format=arguments.format,
            changes=changes,
            encoding=arguments.encoding,
            place=arguments.place,
        )
        counts: Any = preview
        if not arguments.dry_run:
            counts = shop.imports.apply(
                preview, count_stock=arguments.count_stock, sell_hidden=arguments.sell_hidden
            )
    file = preview.file
    value = {
        "format": file.format,
        "products": len(file.products),
        "variants": file.variants,
        "created": counts.created,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "skipped": counts.skipped,
        "mistakes": [{"row": one.row, "column": one.column, "message": str(one)} for one in counts.mistakes],
    }
    done = "would be" if arguments.dry_run else "are"
    text = "{format}: {created} {done} new, {updated} changed, {unchanged} unchanged; {skipped} left out."
    told = [one for one in counts.mistakes if not isinstance(one, ColumnsNotUsed)]  # named below
    places = [(_rows(one), one.column, _said(one)) for one in grouped(told)]
    hidden = f"{file.hidden} not for sale where the file comes from: archived, or sold with --sell-hidden."
    lost = "Not read: " + ", ".join(file.without_use) + "." if file.without_use else ""
    about = [text.format(**value, done=done), hidden if file.hidden else "", lost]
    lines = [*about, columns(places, indent="  ")]
    output.result(value, "\n".join(filter(None, lines)))


def _rows(notice: Notice) -> str:
    return f"row {notice.row}" if notice.count == 1 else f"{notice.count} rows"


def _said(notice: Notice) -> str:
    return str(notice.first) if notice.count == 1 else f"{notice.first} Rows {notice.places}"


def products(arguments: Namespace, output: Output) -> None:
    """All products by name, or what the box would find."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=True)) as shop:
        currency = shop.settings.current().currency
        limit = arguments.limit or EVERYTHING
        text = " ".join(arguments.text)
        if text:
            found = list(shop.catalogue.list(text, limit=arguments.limit or PAGE))[:limit]
        else:
            found = []
            while len(found) < limit:
                after = found[-1].cursor if found else ("", "")
                page = shop.catalogue.list(after=after, limit=min(PAGE, limit - len(found)))
                found += page
                if not page:
                    break
    output.result([described(one, currency) for one in found], _listed(found, currency) or "No products.")


def product(arguments: Namespace, output: Output) -> None:
    """One product by the SKU or barcode of a variant; or one that is merged into another."""
    from pos.shop import open_shop

    words = arguments.words
    merging = words[0] == "merge" and len(words) > 1
    if len(words) != (3 if merging else 1) or (arguments.keep and not merging):
        arguments.usage_error("write a SKU, or: merge FROM INTO [--keep FIELD]")
    with closing(open_shop(arguments.data, reads=not (merging and arguments.yes))) as shop:
        found = shop.catalogue.by_sku(words[-1])
        currency = shop.settings.current().currency
        told, chosen = _merged(shop, words[1], found, arguments) if merging else ([], {})
        found = shop.catalogue.product(found.id) if merging else found
        as_of = shop.stock.known_at()
    aged = {"as_of": as_of.isoformat()} if as_of else {}
    value = {**described(found, currency), **aged, **chosen}
    output.result(value, "\n".join([*told, _listed([found], currency)]))


def _merged(
    shop: Shop, sku: str, into: ProductRecord, arguments: Namespace
) -> tuple[list[str], dict[str, object]]:
    """What moves and stays, said and for scripts; and done where the person is sure."""
    gone, sure = shop.catalogue.by_sku(sku), bool(arguments.yes)
    plan = shop.product_merging.plan(gone.id, into.id)
    taken = taken_of(plan.differs, arguments.keep)
    if sure:
        shop.product_merging.merge(gone.id, into.id, taken)
    lines = [
        f"{one.sku or gone.name} {'is' if sure else 'would be'} {other.sku or into.name}, with its stock"
        for one, other in plan.same
    ]
    lines += [f"{one.sku or one.options} {'moved' if sure else 'would move'}" for one in plan.moved]
    lines += said(plan.differs, taken, sure=sure)
    if sure:
        return lines, {}
    return [*lines, "Nothing was changed. Add --yes to do it."], {"differs": shapes(plan.differs, taken)}


def stock(arguments: Namespace, output: Output) -> None:
    """What is on hand and how it came to be; or a move."""
    from pos.shop import open_shop

    words = arguments.words
    deed = words[0] if words[0] in ("move", "at") else ""
    if len(words) != (3 if deed else 1):
        arguments.usage_error("write a SKU, or: move SKU QUANTITY --reason R; at SKU LETTER; at SKU -")
    if deed == "move" and not arguments.reason:
        arguments.usage_error("a move needs its --reason, one of: " + ", ".join(REASONS))
    if deed != "move" and arguments.reason:
        arguments.usage_error("--reason says nothing here")
    with closing(open_shop(arguments.data, reads=not deed)) as shop:
        if deed == "move":
            level = _moved(shop, words, arguments)
        elif deed == "at":
            level = _assigned(shop, words[1], words[2])
        else:
            level = _looked_up(shop, words[0])
        there = stock_there(shop, level.variant_id)
    output.result({**_level(level), "store": there}, _level_text(level))


def _moved(shop: Shop, words: list[str], arguments: Namespace) -> StockLevel:
    variant = shop.catalogue.variant_by_sku(words[1])
    shop.stock.move(variant.id, _quantity(words[2], variant.unit), arguments.reason, arguments.note)
    return shop.stock.of_variant(variant.id)


def _assigned(shop: Shop, code: str, letter: str) -> StockLevel:
    """The only piece is at that till from now on; with - at any."""
    variant = shop.catalogue.variant_by_sku(code)
    shop.catalogue.change_variant(variant.id, till="" if letter == "-" else letter)
    return shop.stock.of_variant(variant.id)


def _looked_up(shop: Shop, code: str) -> StockLevel:
    """By SKU, also of what is no longer sold; else by barcode."""
    try:
        return shop.stock.level(code)
    except ProductUnknown:
        return shop.stock.of_variant(shop.catalogue.variant_by_sku(code).id)


def described(one: ProductRecord, currency: str) -> dict[str, object]:
    """A product as scripts read it."""
    variants = [_variant(variant, currency) | _beside(one, variant) for variant in one.variants]
    return {"name": one.name, "category": one.category, "variants": variants}


def _variant(one: VariantRecord, currency: str) -> dict[str, object]:
    """One kind of it; a higher price that does not count now only where there is one."""
    told: dict[str, object] = {
        "sku": one.sku,
        "barcodes": list(one.barcodes),
        "options": one.options,
        "price": None if one.price is None else price_digits(one.price, currency),
        "on_hand": None if one.on_hand is None else digits(one.on_hand),
    }
    if one.till:
        told["till"] = one.till
    before = one.price_before
    return told if before is None else told | {"price_before": price_digits(before, currency)}


def _beside(of: ProductRecord, one: VariantRecord) -> dict[str, object]:
    """The other kinds that have one stock with this one, where there are some."""
    together = [each for each in of.variants if one.shares and each.shares == one.shares]
    others = [each.sku for each in together if each is not one]
    return {"one_stock_with": others} if others else {}


def _listed(found: list[ProductRecord], currency: str) -> str:
    """One variant a line: SKU, name, price, stock."""
    rows = [
        (
            variant.sku or next(iter(variant.barcodes), ""),
            " ".join(filter(None, (one.name, variant.options))),
            "price asked" if variant.price is None else f"{price_digits(variant.price, currency)} {currency}",
            "unlimited" if variant.on_hand is None else f"{digits(variant.on_hand)} in stock",
        )
        for one in found
        for variant in one.variants
    ]
    return columns(rows, right=(2, 3))


def _level(level: StockLevel) -> dict[str, object]:
    return {
        "sku": level.sku,
        "on_hand": None if level.on_hand is None else digits(level.on_hand),
        **({"as_of": level.as_of.isoformat()} if level.as_of else {}),
        **({"till": level.till} if level.till else {}),
        "moves": [
            {
                "at": one.at.isoformat(),
                "reason": one.reason.value,
                "quantity": digits(one.quantity),
                "order": one.order_number,
                "note": one.note,
            }
            for one in level.moves
        ],
    }


def _level_text(level: StockLevel) -> str:
    on_hand = "unlimited" if level.on_hand is None else f"{digits(level.on_hand)} in stock"
    if level.as_of:
        on_hand += f", as of {level.as_of:%Y-%m-%d %H:%M}"
    if level.till:
        on_hand += f", the only piece at till {level.till}"
    moves = [
        (f"{one.at:%Y-%m-%d %H:%M}", f"{one.quantity:+f}", one.reason.value, one.order_number, one.note)
        for one in level.moves
    ]
    head = f"{level.sku} {level.name}: {on_hand}".strip()
    return "\n".join(filter(None, (head, columns(moves, right=(1,), indent="  "))))


def _quantity(text: str, unit: str) -> Decimal:
    """What a move may be: any number a line can hold, up or down."""
    if not _DIGITS.fullmatch(text):
        raise NotANumber(text)
    quantity = Decimal(text)
    if not quantity:
        raise NotANumber(text)
    return check_quantity(abs(quantity), unit).copy_sign(quantity)


def _pair(text: str, arguments: Namespace) -> tuple[str, str]:
    column, separator, field = text.rpartition("=")
    if not (separator and column and field):
        arguments.usage_error("--map wants COLUMN=FIELD")
    return column, field
