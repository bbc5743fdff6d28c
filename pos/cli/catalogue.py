"""Commands about products and their stock."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing
from decimal import Decimal
from typing import Any

from pos.cli.output import Output
from pos.domain.errors import NotANumber
from pos.domain.numerals import read_number
from pos.domain.products import ProductRecord, VariantRecord
from pos.domain.stock import StockLevel
from pos.services.order_documents import digits, price_digits

EVERYTHING = 1_000_000
PAGE = 500


def take_in(arguments: Namespace, output: Output) -> None:
    """A catalogue file, whole; with `--dry-run` only what it would do."""
    from pos.shop import open_shop

    mapping = dict(_pair(one, arguments) for one in arguments.map) or None
    with closing(open_shop(arguments.data)) as shop:
        preview = shop.imports.preview(arguments.file, format=arguments.format, mapping=mapping)
        counts: Any = preview
        if not arguments.dry_run:
            counts = shop.imports.apply(preview, count_stock=arguments.count_stock)
    file = preview.file
    value = {
        "format": file.format,
        "products": len(file.products),
        "variants": file.variants,
        "created": counts.created,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "skipped": file.skipped,
        "mistakes": [{"row": one.row, "column": one.column, "message": str(one)} for one in counts.mistakes],
    }
    text = "{format}: {created} new, {updated} changed, {unchanged} unchanged, {skipped} left out"
    lines = [text.format(**value)] + [
        f"  row {one.row}{f', {one.column}' if one.column else ''}: {one}" for one in counts.mistakes
    ]
    output.result(value, "\n".join(lines))


def products(arguments: Namespace, output: Output) -> None:
    """All products by name, or what the box would find."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        currency = shop.settings.current().currency
        limit = arguments.limit or EVERYTHING
        text = " ".join(arguments.text)
        if text:
            found = list(shop.catalogue.list(text, limit=arguments.limit or PAGE))[:limit]
        else:
            found = []
            while len(found) < limit:
                after = found[-1].cursor if found else ("", 0)
                page = shop.catalogue.list(after=after, limit=min(PAGE, limit - len(found)))
                found += page
                if not page:
                    break
    lines = [_line(one, variant, currency) for one in found for variant in one.variants]
    output.result([described(one, currency) for one in found], "\n".join(lines))


def product(arguments: Namespace, output: Output) -> None:
    """One product by the SKU or barcode of a variant."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        found = shop.catalogue.by_sku(arguments.sku)
        currency = shop.settings.current().currency
    output.result(
        described(found, currency), "\n".join(_line(found, one, currency) for one in found.variants)
    )


def stock(arguments: Namespace, output: Output) -> None:
    """What is on hand and how it came to be; or a move."""
    from pos.shop import open_shop

    words = arguments.words
    moving = words[0] == "move" and len(words) > 1
    if len(words) != (3 if moving else 1):
        arguments.usage_error("write a SKU, or: move SKU QUANTITY --reason R")
    with closing(open_shop(arguments.data)) as shop:
        if moving:
            quantity = _quantity(words[2])
            variant = shop.catalogue.variant_by_sku(words[1])
            shop.stock.move(variant.id, quantity, arguments.reason, arguments.note)
            words = [variant.sku or words[1]]
        level = shop.stock.level(words[0])
    output.result(_level(level), _level_text(level))


def described(one: ProductRecord, currency: str) -> dict[str, object]:
    """A product as scripts read it."""
    return {
        "name": one.name,
        "category": one.category,
        "variants": [
            {
                "sku": variant.sku,
                "barcodes": list(variant.barcodes),
                "options": variant.options,
                "price": None if variant.price is None else price_digits(variant.price, currency),
                "on_hand": None if variant.on_hand is None else digits(variant.on_hand),
            }
            for variant in one.variants
        ],
    }


def _line(one: ProductRecord, variant: VariantRecord, currency: str) -> str:
    price = "" if variant.price is None else f"{price_digits(variant.price, currency)} {currency}"
    on_hand = "unlimited" if variant.on_hand is None else digits(variant.on_hand)
    name = " ".join(filter(None, (one.name, variant.options)))
    return f"{variant.sku:<16} {name:<48} {price:>14} {on_hand:>10}"


def _level(level: StockLevel) -> dict[str, object]:
    return {
        "sku": level.sku,
        "on_hand": None if level.on_hand is None else digits(level.on_hand),
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
    on_hand = "unlimited" if level.on_hand is None else f"{digits(level.on_hand)} on hand"
    lines = [f"{level.sku} {level.name}: {on_hand}"]
    lines += [
        f"  {one.at:%Y-%m-%d %H:%M}  {digits(one.quantity):>10}  {one.reason.value}  {one.order_number}"
        for one in level.moves
    ]
    return "\n".join(lines)


def _quantity(text: str) -> Decimal:
    number = read_number(text, decimals=6, decimal_mark=".", thousands_mark="")
    if not number:
        raise NotANumber(text)
    return number


def _pair(text: str, arguments: Namespace) -> tuple[str, str]:
    column, separator, field = text.rpartition("=")
    if not separator:
        arguments.usage_error("--map wants COLUMN=FIELD")
    return column, field
