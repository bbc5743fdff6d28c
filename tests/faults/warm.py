"""A warmed process that forks a child for each use case asked for: a start costs milliseconds, not a second.

Reads one JSON list of `[use case, folder, kill at, options]` a line; runs all of a list at the same time in
children of their own, and answers with what each of them said, how it ended, and its number of points.
`python -m tests.faults.warm CASE FOLDER [OPTIONS]` runs one use case in this very process.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import pos.exchange
import pos.services.till.backup
import pos.shop  # noqa: F401  loaded here, once, for all children
from tests.faults.kill_points import KillPoints
from tests.faults.use_cases import USE_CASES, Said

NOBODY = 65534


def serve() -> None:
    """Answer until standard input ends."""
    for line in sys.stdin:
        children = [_start(*asked) for asked in json.loads(line)]
        print(json.dumps([_end(*child) for child in children]), flush=True)


def warm_up() -> None:
    """Load what is only loaded when it is needed: a child that became another user may not read it."""
    with tempfile.TemporaryDirectory() as folder:
        run("a day", Path(folder) / "shop", Said(os.open(os.devnull, os.O_WRONLY)), {"orders": 1})


def _start(case: str, folder: str, kill_at: int, options: dict[str, Any]) -> tuple[int, int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    os.close(reading)
    sys.dont_write_bytecode = True  # a full disk or a kill would leave half a module behind for everybody
    code = 1
    try:
        points = KillPoints(kill_at)
        points.watch()
        _limit(options.pop("largest_file", None))
        if options.pop("as_nobody", False) and os.getuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        run(case, Path(folder), Said(writing), options)
        os.write(writing, json.dumps(["points", points.count]).encode() + b"\n")
        code = 0
    except BaseException:
        os.write(writing, json.dumps(["failed", traceback.format_exc()]).encode() + b"\n")
    finally:
        os._exit(code)


def _end(process: int, reading: int) -> dict[str, Any]:
    with os.fdopen(reading, "rb") as pipe:
        told = [json.loads(line) for line in pipe.read().splitlines() if line.endswith(b"]")]
    _, status = os.waitpid(process, 0)
    return {
        "said": [words for kind, words in told if kind == "said"],
        "points": next((count for kind, count in told if kind == "points"), 0),
        "failed": next((text for kind, text in told if kind == "failed"), ""),
        "killed": os.WIFSIGNALED(status),
    }


def _limit(largest_file: int | None) -> None:
    if largest_file is not None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails with EFBIG instead
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))


def run(case: str, folder: Path, said: Said, options: dict[str, Any]) -> None:
    """One use case, as a command or a window would run it."""
    USE_CASES[case](folder, said, **options)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        given = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
        run(sys.argv[1], Path(sys.argv[2]), Said(1), given)
    else:
        warm_up()
        serve()
