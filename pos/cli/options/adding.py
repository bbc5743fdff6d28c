"""How commands are added, and how what is typed behind their options is read."""

from __future__ import annotations

import argparse

from pos.domain.words.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

TYPED_MAX = 1000


class Commands:
    """Adds commands that share the common options, and lists them in groups."""

    def __init__(self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
        self._group = parser.add_subparsers(
            metavar="COMMAND", required=True, prog="comptoir", help=argparse.SUPPRESS
        )
        self._common = common
        self._listed: list[str] = []
        self.parsers: dict[str, argparse.ArgumentParser] = {}

    def group(self, title: str) -> None:
        """What is added from now on stands under this title."""
        self._listed += ["", f"{title}:"]

    def add(self, name: str, about: str, example: str) -> argparse.ArgumentParser:
        """A command, what it does in one line, and how it is written."""
        self._listed.append(f"  {name:<11}{about}")
        command = self._group.add_parser(
            name,
            parents=[self._common],
            description=f"{about[0].upper()}{about[1:]}.",
            epilog="for example:\n" + "\n".join(f"  comptoir {line}" for line in example.splitlines()),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            argument_default=argparse.SUPPRESS,
            allow_abbrev=False,
        )
        command.set_defaults(command=name, usage_error=command.error)
        self.parsers[name] = command
        return command

    def listed(self) -> str:
        """All commands in their groups."""
        return "\n".join(self._listed)


def typed(text: str) -> str:
    """A text as a person means it; names of files are left as they are."""
    return clean(text, TYPED_MAX)


def path(text: str) -> Path:
    from pathlib import Path

    return Path(text)


def folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the name of a folder is wanted")
    return path(text)


def positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 15 and int(text)):
        raise argparse.ArgumentTypeError("a whole number above zero is wanted")
    return int(text)


def port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 5 and int(text) < 65536):
        raise argparse.ArgumentTypeError("a port is a whole number below 65536")
    return int(text)
