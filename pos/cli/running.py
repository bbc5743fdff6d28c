"""Runs one command, and says in one sentence what stopped it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb

from pos.cli.arguments import parse
from pos.cli.commands import command
from pos.cli.output import Output
from pos.disk import private_umask
from pos.domain.words.errors import CashierError

SHOW_ALL = "COMPTOIR_TRACEBACK"
"""The environment variable that shows a bug in full."""


def run(argv: Sequence[str]) -> int:
    """The exit status of a command; whatever goes wrong is a sentence."""
    arguments = parse(list(argv))
    output = Output(as_json=arguments.json)
    try:
        with private_umask():
            return int(command(arguments.command)(arguments, output) or 0)
    except BrokenPipeError:
        return 1  # who read the output has gone; there is nobody to tell
    except CashierError as error:
        return _refused(output, error)
    except Exception as error:
        if os.environ.get(SHOW_ALL):
            raise
        return _refused(output, _unforeseen(error))


def _refused(output: Output, error: CashierError) -> int:
    try:
        output.refuse(error)
    except (OSError, CashierError):
        output.say_refused(error)
    return 1


def _unforeseen(error: Exception) -> CashierError:
    from pos.cli.refusals import Unforeseen

    last = extract_tb(error.__traceback__)[-1]
    return Unforeseen(type(error).__name__, f"{Path(last.filename).name}:{last.lineno}")
