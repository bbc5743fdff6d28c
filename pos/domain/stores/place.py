"""Which web shop somebody means who writes its number, its name, or pastes an address."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from pos.domain.stores.errors import StoreNumberUnreadable

_OF_A_PROGRAM = re.compile(r"/(wp-json|wp-admin|wp-login\.php)(/.*)?$")


def place_of(kind: str, written: str) -> tuple[str, str]:
    """The web shop's number there, and where it answers, "" where its kind usually does.

    Ecwid: a number, or an address with it. WooCommerce: the address of the shop, of whichever of its pages.
    Raises StoreNumberUnreadable.
    """
    text = written.strip()
    try:
        number, url = _woo(text) if kind == "woo" else _ecwid(text)
    except ValueError as error:
        raise StoreNumberUnreadable(written) from error
    if not number:
        raise StoreNumberUnreadable(written)
    return number, url


def _ecwid(text: str) -> tuple[str, str]:
    if "://" not in text:
        number = "".join(text.removeprefix("#").split())
        return (number if number.isascii() and number.isdigit() else ""), ""
    address = urlsplit(text)
    parts = [one for one in address.path.split("/") if one]
    numbers = [one for one in parts if one.isascii() and one.isdigit()]
    if (address.hostname or "").endswith("ecwid.com"):
        return (numbers[0] if numbers else ""), ""
    if not parts or parts[-1] not in numbers:
        return "", ""
    return parts[-1], f"{address.scheme}://{address.netloc}/{'/'.join(parts[:-1])}".rstrip("/")


def _woo(text: str) -> tuple[str, str]:
    address = urlsplit(text if "://" in text else f"https://{text}")
    where = _OF_A_PROGRAM.sub("", address.path).rstrip("/")
    name = f"{address.netloc}{where}"
    if not address.hostname or any(one.isspace() for one in name):
        return "", ""
    return name, "" if address.scheme == "https" else f"{address.scheme}://{name}/wp-json/wc/v3"


def admin_of(kind: str, number: str, url: str, public: str, internal: str) -> str:
    """The page of an order in the web shop's own control panel; "" where that is not known.

    Ecwid: https://docs.ecwid.com (EcwidApp.openPage). WordPress leads on from a post's page to an order's.
    """
    if url:  # not where its kind usually is: nobody knows where its panel is
        return ""
    if kind == "ecwid":
        return f"https://my.ecwid.com/store/{quote(number)}#order:id={quote(public, safe='')}&return=orders"
    return f"https://{quote(number)}/wp-admin/post.php?post={quote(internal, safe='')}&action=edit"
