"""What the command line says about itself."""

from __future__ import annotations

from itertools import product

import pytest

from pos import __version__
from pos.cli.arguments import parse
from tests.cli.conftest import CommandLine
from tests.sample import sample

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
    assert len(lines) <= 52
    assert max(map(len, lines)) <= 80
    listed = [line.split()[0] for line in lines if line.startswith("  ") and line[2].isalpha()]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_shows_an_example(bare: CommandLine, command: str) -> None:
    said = bare(command, "--help")
    assert (said.status, said.err) == (0, "")
    _before, _, example = said.out.partition("for example:\n")
    assert example.startswith(f"  comptoir {command}")
    assert all(line.split().count("comptoir") == 1 for line in example.splitlines() if line.strip())
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


DIFFERENT_PLACES = (
    (("order", "place", "f.json"), (("--date-is-right",), ("--json",), ("--accept-more",))),
    (
        ("order", "pay", "1", "card", "2.00"),
        (("--reference", "T-1"), ("--accept-more",), ("--date-is-right",)),
    ),
    (("order", "cancel", "1"), (("--reason", "a mistake"), ("--goods=gone",), ("--repay",))),
    (("order", "status", "1"), (("--tracking", "6A 1"), ("--fulfilment", "Shipped"))),
    (("order", "invoice", "1"), (("--data", "d"), ("--date-is-right",))),
    (("stock", "move", "MUG", "-2"), (("--reason", "damage"), ("--note", "-3"))),
    (("import", "products", "f.csv"), (("--dry-run",), ("--map", "A=name"))),
    (("product", "merge", "A", "B"), (("--yes",), ("--data=d",))),
    (("customer", "erase", "a@example.com"), (("--yes",), ("--json",))),
    (("orders", "blue", "mug"), (("--since", "2026-11-01"), ("--limit", "3"))),
    (("products", "blue", "mug"), (("--limit=3",), ("--json",))),
    (("document", "A-1"), (("--kind", "invoice"), ("-o", "x.pdf"), ("--width", "58"))),
    (("restore", "f"), (("--instead",), ("--data", "d"))),
    (("price", "-"), (("--json",), ("--data", "d"))),
    (("init",), (("--name", "-"), ("--tax-included",), ("--country=FR",))),
    (("verify",), (("--expect", "3:7f3a91c2"), ("--rebuild",))),
)


@pytest.mark.parametrize(("words", "options"), sample(DIFFERENT_PLACES, 4), ids=lambda one: str(one[0]))
def test_options_stand_anywhere(words: tuple[str, ...], options: tuple[tuple[str, ...], ...]) -> None:
    def typed(places: tuple[int, ...]) -> dict[str, object]:
        line = [*words]
        for place, option in sorted(zip(places, options, strict=True), reverse=True):
            line[place:place] = option
        read = vars(parse(line))
        return {name: value for name, value in read.items() if name != "usage_error"}

    behind = typed((len(words),) * len(options))
    assert [name for name in behind if name.startswith("-")] == []
    for places in product(range(len(words) + 1), repeat=len(options)):
        assert typed(places) == behind


def test_what_stands_behind_two_dashes_is_no_option(till: CommandLine) -> None:
    assert parse(["products", "--limit", "2", "--", "--json", "mug"]).text == ["--json", "mug"]
    assert till("products", "--", "--limit").status == 0
    assert till("--json", "products", "--", "-5").json == []
