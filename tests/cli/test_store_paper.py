"""The paper about the web shop: each command runs as it is printed, each word it quotes is on a screen."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from tests.shared import ROOT
from tests.stores.stand_in import running

PAPER = (ROOT / "docs" / "web-shop.md").read_text("utf-8")
PRINTED = re.findall(r"^    comptoir (.*)$", PAPER, re.MULTILINE) + re.findall(r"`comptoir ([^`]*)`", PAPER)
CHOSEN = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
THEIRS = {
    "WooCommerce", "Settings", "Advanced", "REST API", "Add key", "develop apps", "your app", "secret token",
}  # fmt: skip


@pytest.mark.parametrize(
    "printed", [pytest.param(one, marks=pytest.mark.full if "woo" in one else ()) for one in PRINTED]
)
def test_each_command_runs_as_it_is_printed(
    bare: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: str
) -> None:
    """But for the address of the web shop, which no paper knows."""
    words = shlex.split(printed, comments=True)
    kind = "woo" if "woo" in words else "ecwid"
    token = {"woo": "ck_full:cs_full", "ecwid": "secret_full"}[kind]
    monkeypatch.chdir(tmp_path)
    Path("keys.txt").write_text(f"{token}\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{token}\n"))
    bare.json("init", "--name", "Atelier", "--country", "FR")
    with running(kind, products=3, orders=0, customers=1) as web:
        address = f"{web.url}{'/wp-json/wc/v3' if kind == 'woo' else '/api/v3'}"
        if "connect" not in words:
            connect = ["store", "connect", "--store", "4711", "--token-file", "keys.txt", "--url", address]
            assert bare(*connect).status == 0
        said = bare(*words, *(["--url", address] if "connect" in words else []))
    assert said.status == 0, said.err
    assert said.err == ""


def test_each_word_it_quotes_is_on_a_screen() -> None:
    catalogue = (ROOT / "resources/locale/fr/LC_MESSAGES/comptoir.po").read_text("utf-8")
    blocks = re.findall(r'^(?:msgid|msgid_plural) ((?:"(?:[^"\\]|\\.)*"\s*)+)', catalogue, re.MULTILINE)
    known = {"".join(re.findall(r'"((?:[^"\\]|\\.)*)"', one)).rstrip("…").casefold() for one in blocks}
    quoted = {
        part.strip().rstrip("….").replace("TL3E4", "{number}")
        for one in CHOSEN.findall(PAPER)
        for part in re.split(r"\s*›\s*", " ".join(one.split()))
    }
    missing = {one for one in quoted - THEIRS if not any(one.casefold() in message for message in known)}
    assert len(quoted) > 20
    assert not missing
