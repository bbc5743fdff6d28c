"""Starts Comptoir: `python3 pos` opens the window, `python3 pos COMMAND` works without one."""

import os
import sys

# Running a folder puts that folder first on the path; its modules must never stand in for the library's.
# In a bundle the first place is the library itself.
if __package__ != "pos" and not getattr(sys, "frozen", False):
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from pos import bootstrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run a command, or the window where none is given, and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if asks_for_help(arguments) and sys.version_info >= bootstrap.OLDEST_PYTHON:
        from pos.cli.arguments import parse

        parse(arguments)  # says it and ends; nothing needs to be installed for that
    window = opens_the_window(arguments)
    bootstrap.ensure(window=window)
    if window:
        from ui.main import main as open_window

        return open_window(arguments)
    from pos.cli import main as run_command

    return run_command(arguments)


def asks_for_help(arguments: "Sequence[str]") -> bool:
    """Whether only the commands, one of them, or the version are to be told."""
    return not {"-h", "--help", "--version"}.isdisjoint(arguments)


def opens_the_window(arguments: "Sequence[str]") -> bool:
    """Whether nothing but the choice of a folder is asked."""
    rest = list(arguments)
    while rest:
        if rest[0] == "--data" and len(rest) > 1:
            del rest[:2]
        elif rest[0].startswith("--data="):
            del rest[0]
        else:
            return False
    return True


if __name__ == "__main__":
    if getattr(sys, "frozen", False) and not {"--multiprocessing-fork", "-c"}.isdisjoint(sys.argv):
        from multiprocessing import freeze_support  # a bundle is its own interpreter: helpers begin here

        freeze_support()
    sys.exit(main())
