"""Products, their variants, codes and stock; prices in millionths of the major unit, stock of a piece."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class Product(Base):
    """What the shop sells, under one name; ``clocks`` says per field when it was last set.

    ``into_id`` is the product it was merged into, ``import_id`` the latest file that set it.
    """

    __tablename__ = "product"
    __table_args__ = (
        Index("ix_product_handle", "source", "handle", sqlite_where=text("handle <> ''")),
        Index("ix_product_name", text("name COLLATE NOCASE"), "uid"),
        Index("ix_product_favourite", "favourite", sqlite_where=text("favourite IS NOT NULL")),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    category: Mapped[str]
    tax_class: Mapped[str]
    source: Mapped[str]
    handle: Mapped[str]
    picture_url: Mapped[str]
    picture: Mapped[str]
    questions: Mapped[str]
    favourite: Mapped[int | None]
    archived: Mapped[int]
    into_id: Mapped[int | None]
    import_id: Mapped[int | None]
    clocks: Mapped[str]
    description: Mapped[str]
    """Last, so that a long one is not read with every search hit."""


class Variant(Base):
    """One kind of a product, with a price and stock of its own; a price of NULL is asked at the till.

    Kinds with the same ``shares`` have one stock together.
    """

    __tablename__ = "variant"
    __table_args__ = (
        Index("ix_variant_product", "product_id", "position"),
        Index("ix_variant_sku", text("sku COLLATE NOCASE")),
        Index("ix_variant_shares", "shares", sqlite_where=text("shares <> ''")),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    position: Mapped[int]
    options: Mapped[str]
    sku: Mapped[str]
    price: Mapped[int | None]
    cost: Mapped[int | None]
    unit: Mapped[str]
    tracked: Mapped[int]
    oversell: Mapped[str]
    till: Mapped[str]
    shares: Mapped[str]
    weight: Mapped[int]
    price_before: Mapped[int]
    picture: Mapped[str]
    archived: Mapped[int]
    into_id: Mapped[int | None]
    clocks: Mapped[str]


class Barcode(Base):
    """A code that stands for a variant; the same code may stand for several."""

    __tablename__ = "barcode"
    __table_args__ = (Index("ix_barcode_variant", "variant_id", "position"), kind(Kind.DERIVED, rowid=False))

    code: Mapped[str] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True)
    position: Mapped[int]


class Stock(Base):
    """The sum of a variant's moves at a location, kept as a row and added again by ``verify``.

    Of kinds that share their stock each has the row of all their moves.
    """

    __tablename__ = "stock"
    __table_args__ = (
        Index("ix_stock_below", "on_hand", sqlite_where=text("on_hand < 0")),
        kind(Kind.DERIVED, rowid=False),
    )

    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True)
    location: Mapped[str] = mapped_column(primary_key=True)
    on_hand: Mapped[int]


class Move(Base):
    """One move; ``order_id`` where an order caused it, ``arrival`` and ``hlc`` of the entry that says so."""

    __tablename__ = "stock_move"
    __table_args__ = (
        Index("ix_stock_move_variant", "variant_id", "hlc"),
        Index("ix_stock_move_web", "variant_id", "quantity", sqlite_where=text("reason = 'web shop'")),
        Index("ix_stock_move_count", "arrival", sqlite_where=text("reason = 'count'")),
        kind(Kind.DERIVED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    location: Mapped[str]
    quantity: Mapped[int]
    reason: Mapped[str]
    order_id: Mapped[int | None]
    note: Mapped[str]
    at: Mapped[str]
    hlc: Mapped[int]
    arrival: Mapped[int]
