"""Which web shop is meant by what people type or paste, and where its own panel is."""

from __future__ import annotations

import pytest

from pos.domain.stores.errors import StoreNumberUnreadable
from pos.domain.stores.place import admin_of, place_of


@pytest.mark.parametrize(
    ("kind", "written", "found"),
    [
        ("ecwid", " 4711 ", ("4711", "")),
        ("ecwid", "https://my.ecwid.com/store/4711#orders", ("4711", "")),
        ("ecwid", "http://127.0.0.1:8000/api/v3/4711", ("4711", "http://127.0.0.1:8000/api/v3")),
        ("woo", "shop.example.org/", ("shop.example.org", "")),
        ("woo", "https://example.org/shop/wp-admin/index.php", ("example.org/shop", "")),
        ("woo", "http://127.0.0.1:8000", ("127.0.0.1:8000", "http://127.0.0.1:8000/wp-json/wc/v3")),
    ],
)
def test_a_web_shop_is_known_by_what_people_have_at_hand(
    kind: str, written: str, found: tuple[str, str]
) -> None:
    assert place_of(kind, written) == found


def test_the_page_of_an_order_there_is_known_where_the_panel_is() -> None:
    here = "https://my.ecwid.com/store/4711#order:id=TL%2F3&return=orders"
    assert admin_of("ecwid", "4711", "", "TL/3", "9") == here
    assert admin_of("woo", "example.org/shop", "", "7", "7") == (
        "https://example.org/shop/wp-admin/post.php?post=7&action=edit"
    )
    assert admin_of("ecwid", "4711", "http://127.0.0.1:1/api/v3", "TL3", "9") == ""


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("ecwid", ""), ("ecwid", "my shop"), ("ecwid", "https://my.ecwid.com/"), ("ecwid", "http://[::1"),
        ("ecwid", "٤٧١١"), ("woo", ""), ("woo", "my shop"), ("woo", "https://"), ("woo", "http://[::1"),
    ],
)  # fmt: skip
def test_what_names_none_is_refused(kind: str, written: str) -> None:
    with pytest.raises(StoreNumberUnreadable):
        place_of(kind, written)
