"""Checks everything: `python3 tests [--all] [pytest arguments]`; `--messages` brings the texts up to date.

`--keep` keeps a small shop of a new version of the tables, which later programs must open.
`--chaos [--seeds N] [--postgres N]` lets tills, computers and hubs fail at random, and proves what is left.
`--mutants [--seed N] [--count N] [FILES]` checks the tests: the code is made wrong, and one must fail.

Ruff, mypy and the import contracts run first, then pytest, whose summary closes the output and repeats which
checks failed. What Python compiles is kept beside the sources, also where it is told otherwise: each of the
many programs that the tests begin would compile everything for itself. Sets up the same `.venv` as
`python3 pos`, with the packages of the tests.
"""

import os
import sys

if __package__ != "tests":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from pos import bootstrap

TYPE_CHECKING = False  # the packages are not there yet
if TYPE_CHECKING:
    from subprocess import Popen

ROOT = bootstrap.ROOT
PYTHON_FILES = ("pos", "ui", "tests", "build.spec")
CHECKS = (
    ("ruff check", ("-m", "ruff", "check", "--quiet", *PYTHON_FILES)),
    ("ruff format", ("-m", "ruff", "format", "--check", "--quiet", *PYTHON_FILES)),
    ("mypy --strict", ("-m", "mypy", "--strict", "pos", "ui")),
    (
        "lint-imports",
        ("-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"),
    ),
)
COMPILE = ("-m", "pytest", "--collect-only", "--quiet")
"""What loads all modules, and leaves them compiled for all processes that come after it."""
WHOLE_FILES = ("--dist", "loadfile", "--max-worker-restart", "0")
"""Tests of one file share what is dear to make; files are spread over the processors.

A process that dies ends the run: what would take its place may wait for ever.
"""
MOST = 4
"""Processes at once, at most: one more than there are processors, since some tests wait for servers."""


def main(arguments: "list[str]") -> int:
    """Run the checks, then the tests; 0 only when all of them pass."""
    bootstrap.ensure(bootstrap.FOR_THE_TESTS)
    if arguments == ["--messages"]:
        from tests.messages import bring_up_to_date

        bring_up_to_date()
        return 0
    if arguments == ["--keep"]:
        from tests.kept import keep

        keep()
        return 0
    if arguments[:1] == ["--mutants"]:
        from tests.mutants.run import main as run_mutants

        return run_mutants(arguments[1:])
    if arguments[:1] == ["--chaos"]:
        from tests.chaos.walk import main as run_chaos

        return run_chaos(arguments[1:])
    missing = bootstrap.missing_libraries({}) if sys.platform.startswith("linux") else {}
    if missing:
        sys.exit(f"tests: Qt needs system libraries that are missing here: {bootstrap.how_to_get(missing)}")
    every = not set(arguments) - {"--all"}
    compiling = _begin_to_compile() if every else None
    failed = [name for name, command in CHECKS if not _passes(name, command)]
    if compiling is not None:
        compiling.wait()
    return _run_pytest(arguments, failed, every) or int(bool(failed))


def _begin_to_compile() -> "Popen[bytes] | None":
    """Compile beside the checks, where nothing is compiled yet; what is wrong, the tests will say."""
    from importlib.util import cache_from_source
    from subprocess import DEVNULL, Popen

    if os.path.exists(cache_from_source(os.path.join(ROOT, "tests", "sample.py"))):
        return None
    command = [sys.executable, *COMPILE]
    return Popen(command, cwd=ROOT, env=_environment(), stdout=DEVNULL, stderr=DEVNULL)


def _passes(name: str, command: "tuple[str, ...]") -> bool:
    import subprocess

    present = [
        part for part in command if part not in PYTHON_FILES or os.path.exists(os.path.join(ROOT, part))
    ]
    done = subprocess.run([sys.executable, *present], cwd=ROOT, capture_output=True, text=True)
    print(f"{name}: {'FAILED' if done.returncode else 'ok'}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


def _environment(**more: str) -> "dict[str, str]":
    """What pytest itself cannot set for its own process; tests/conftest.py pins the rest."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONHASHSEED": "0", **more}


def _run_pytest(arguments: "list[str]", failed: "list[str]", every: bool) -> int:
    import subprocess

    environment = _environment(COMPTOIR_FAILED_CHECKS=", ".join(failed))
    workers = ("-n", str(min((os.cpu_count() or 1) + 1, MOST)), *WHOLE_FILES) if every else ()
    return subprocess.call([sys.executable, "-m", "pytest", *workers, *arguments], cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
