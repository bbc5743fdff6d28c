"""What the command line says about itself."""

from __future__ import annotations

import pytest

from pos import __version__
from tests.cli.conftest import CommandLine

COMMANDS = (
    "init", "demo", "verify", "digest", "kinds", "backup", "restore", "import", "products", "product",
    "stock", "price", "order", "orders", "document",
)  # fmt: skip


def test_the_help_is_grouped_and_fits_a_screen(bare: CommandLine) -> None:
    said = bare("--help")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert [line for line in lines if line in ("the shop:", "products and stock:", "orders:")] == [
        "the shop:", "products and stock:", "orders:",
    ]  # fmt: skip
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 80
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2].isalpha()]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_shows_an_example(bare: CommandLine, command: str) -> None:
    said = bare(command, "--help")
    assert (said.status, said.err) == (0, "")
    _before, _, example = said.out.partition("for example:\n")
    assert example.startswith(f"  comptoir {command}")
    assert "--data DIR" in said.out
    assert said.out.isascii(), "a help text is shown in every locale"


def test_the_version(bare: CommandLine) -> None:
    assert bare("--version").out == f"Comptoir {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        (), ("--json",), ("bogus",), ("product",), ("product", "A", "B"), ("init", "--nam", "x"),
        ("import", "orders", "x"), ("import", "products"), ("products", "--bogus"),
        ("--data", "", "products"), ("price",), ("price", "a", "b"),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2_and_says_how(bare: CommandLine, words: tuple[str, ...]) -> None:
    said = bare(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage: comptoir")
