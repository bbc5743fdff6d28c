"""The second face: everything a window does with the shop's data, for scripts, support and tests."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pos.cli.arguments import parse
from pos.cli.output import Output
from pos.domain.errors import CashierError


def main(argv: Sequence[str]) -> int:
    """Run one command; 0 done, 1 refused with one sentence, 2 wrong use."""
    arguments = parse(list(argv))
    output = Output(as_json=arguments.json)
    try:
        return int(arguments.run(arguments, output) or 0)
    except CashierError as error:
        output.refuse(error)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. Nothing more was changed.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
