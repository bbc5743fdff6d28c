"""The second face: everything a window does with the shop's data, for scripts, support and tests."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run one command; 0 done, 1 refused with one sentence, 2 wrong use."""
    try:
        from pos.cli.running import run  # within reach of Ctrl-C: it brings half the program along

        return run(argv)
    except KeyboardInterrupt:
        import sys

        if sys.stderr is not None:
            print("Interrupted. Nothing more was changed.", file=sys.stderr)
        return 1
