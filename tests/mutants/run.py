"""`python3 tests --mutants`: make the code wrong in one place after another, and see whether a test notices.

A seeded sample of all changes of `domain`, `journal` and `services`, after the named ones. Each is made in a
copy of the project, and only the tests run there that ran the changed lines when all was right.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import contextlib
import json
import os
import py_compile
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.mutants.named import named_mutants
from tests.mutants.points import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent.parent
MUTATED = ("pos/domain", "pos/journal", "pos/services")
NOT_MUTATED = "/demo/"
"""The goods, pictures and sales of the shop to try are no rules."""

TESTS = (
    *("domain", "journal", "services", "model", "contacts", "text", "exchange", "documents", "cli"),
    "faults/test_tampering.py",
)
"""Tests without a window, which is slow to drive and shows only what these compute."""

IN_OTHER_PROCESSES = "test_processes.py"
"""Tests whose lines cannot be noted from outside."""

COPIED = ("pos", "ui", "tests", "resources", "pyproject.toml", "requirements.txt", "build.spec")
SECONDS_AT_LEAST = 100
"""A mutant gets this, and a few times what its tests took before."""

KILLED, SURVIVED, UNREACHED = "killed", "survived", "no test runs it"


@dataclass
class Covered:
    """What each test took in seconds, and which tests ran a line."""

    seconds: dict[str, float] = field(default_factory=dict)
    tests: dict[tuple[str, int], set[str]] = field(default_factory=dict)
    of_file: dict[str, set[str]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def add(self, record: Path) -> None:
        """Take in what one run of tests wrote."""
        told = json.loads(record.read_text("utf-8"))
        self.failed += told["failed"]
        for test, (seconds, files) in told["passed"].items():
            self.seconds[test] = seconds
            for path, lines in files.items():
                self.of_file.setdefault(path, set()).add(test)
                for line in lines:
                    self.tests.setdefault((path, line), set()).add(test)

    def of(self, mutant: Mutant, importers: dict[str, set[str]], tree: Path) -> list[str]:
        """The tests that could notice, the quickest first; the tree is as it was recorded."""
        lines = {(mutant.path, line) for line in mutant.lines}
        if mutant.symbol:
            word = re.compile(rf"\b{mutant.symbol}\b")
            for path in (mutant.path, *importers.get(mutant.path, ())):
                text = (tree / path).read_text("utf-8").splitlines()
                lines |= {(path, number) for number, line in enumerate(text, 1) if word.search(line)}
        found = set().union(*(self.tests.get(line, set()) for line in lines))
        if not found and mutant.symbol is not None:
            found = self.of_file.get(mutant.path, set())
        return sorted(found, key=lambda test: (self.seconds[test], test))


def main(arguments: list[str]) -> int:
    """Run what is asked for; 1 where a named mutant survives."""
    asked = _asked(arguments)
    paths = python_files(ROOT)
    chosen, importers = _sample(paths, asked), _importers(paths)
    with tempfile.TemporaryDirectory(prefix="comptoir-mutants-") as folder:
        trees = [_copy(Path(folder) / f"tree{n}") for n in range(asked.jobs)]
        covered = _record(trees)
        if not _passes(trees[0], sorted(covered.seconds)[:3], covered):
            sys.exit("The tests fail in a copy before anything is changed.")
        print(f"{len(covered.seconds)} tests recorded, {len(chosen)} mutants, seed {asked.seed}", flush=True)
        results = _try_all(chosen, trees, covered, importers)
    return _told(chosen, results)


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 tests --mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument("--count", type=int, default=100, help="how many beside the named ones (100)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at a time")
    parser.add_argument("files", nargs="*", help="only these files or folders")
    return parser.parse_args(arguments)


def python_files(root: Path) -> list[str]:
    """The files that are made wrong."""
    found = (
        path.relative_to(root).as_posix() for folder in MUTATED for path in (root / folder).rglob("*.py")
    )
    return sorted(path for path in found if NOT_MUTATED not in path)


def _sample(paths: list[str], asked: argparse.Namespace) -> list[Mutant]:
    wanted = tuple(Path(os.path.relpath(name, ROOT)).as_posix() for name in asked.files)
    within = [path for path in paths if not wanted or path.startswith(wanted)]
    if not within:
        sys.exit(f"No file of {', '.join(MUTATED)} is meant by {' '.join(asked.files)}.")
    sample = _spread([one for path in within for one in mutants(ROOT, path)], asked)
    named = [one for one in named_mutants(ROOT, paths) if one.path in within]
    return [*named, *sorted(sample, key=lambda one: (one.path, one.start))]


def _spread(every: list[Mutant], asked: argparse.Namespace) -> list[Mutant]:
    """A random sample; a statement gives its second change when all others gave one, so no table fills it."""
    chance = random.Random(asked.seed)
    chance.shuffle(every)
    turns: Counter[tuple[str, int]] = Counter()
    ranked: list[tuple[int, int, Mutant]] = []
    for one in every:
        ranked.append((turns[one.path, one.lines.start], len(ranked), one))
        turns[one.path, one.lines.start] += 1
    return [one for _turn, _place, one in sorted(ranked)[: asked.count]]


def _importers(paths: list[str]) -> dict[str, set[str]]:
    """Which files import a file directly."""
    files = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in paths}
    found: dict[str, set[str]] = {}
    for path in paths:
        for node in ast.walk(ast.parse((ROOT / path).read_bytes())):
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names)):
                    if name in files:
                        found.setdefault(files[name], set()).add(path)
    return found


def _copy(tree: Path) -> Path:
    """A copy of the project, compiled so that a changed file is always noticed."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, tree / name)
    by_content = py_compile.PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(tree / "pos", quiet=1, invalidation_mode=by_content)
    (tree / "tmp").mkdir()
    return tree


def _record(trees: list[Path]) -> Covered:
    """Run all tests once, each folder or file in one of the trees, and note what they run."""
    files = [
        path.relative_to(trees[0]).as_posix()
        for name in TESTS
        for path in _test_files(trees[0] / "tests" / name)
        if path.name != IN_OTHER_PROCESSES
    ]
    shares = [files[n :: len(trees)] for n in range(len(trees))]
    covered = Covered()
    with ThreadPoolExecutor(len(trees)) as pool:
        for record in pool.map(_record_share, trees, shares):
            covered.add(record)
    for test in covered.failed:
        print(f"left out, since it fails before anything is changed: {test}", flush=True)
    return covered


def _test_files(place: Path) -> list[Path]:
    return [place] if place.suffix else sorted(place.rglob("test_*.py"))


def _record_share(tree: Path, share: list[str]) -> Path:
    record = tree / "record.json"
    command = _pytest("--mutants-record", str(record), *share)
    done = subprocess.run(command, cwd=tree, env=_environment(tree), capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"The tests cannot be run:\n{done.stdout[-5000:]}{done.stderr}")
    return record


def _try_all(
    chosen: list[Mutant], trees: list[Path], covered: Covered, importers: dict[str, set[str]]
) -> list[str]:
    """What became of each change, one at a time in each tree; tells at once what was not noticed."""
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for tree in trees:
        free.put(tree)

    def tried(mutant: Mutant) -> str:
        tree = free.get()
        try:
            result = _try(tree, mutant, covered, importers)
        finally:
            free.put(tree)
        if result != KILLED or mutant.name:
            print(f"{result}: {mutant}", flush=True)
        return result

    with ThreadPoolExecutor(len(trees)) as pool:
        return list(pool.map(tried, chosen))


def _try(tree: Path, mutant: Mutant, covered: Covered, importers: dict[str, set[str]]) -> str:
    """What became of a change: the tests of its own folder are asked first, then the others."""
    tests = covered.of(mutant, importers, tree)
    layer, noun = mutant.path.split("/")[1:3]
    near = [test for test in tests if test.startswith(f"tests/{layer}/{noun}/")]
    near = near or [test for test in tests if test.startswith(f"tests/{layer}/")]
    far = [test for test in tests if test not in near]
    file = tree / mutant.path
    source = file.read_bytes()
    try:
        file.write_bytes(mutant.applied_to(source))
        noticed = any(share and not _passes(tree, share, covered) for share in (near, far))
    finally:
        file.write_bytes(source)
    return KILLED if noticed else SURVIVED if tests else UNREACHED


def _pytest(*arguments: str) -> list[str]:
    quiet = ("-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "tests.mutants.plugin")
    return [sys.executable, "-m", "pytest", *quiet, *arguments]


def _environment(tree: Path, **also: str) -> dict[str, str]:
    """The plain environment of tests, with a folder of the tree for what they leave behind."""
    shared = os.environ.get("COMPTOIR_SHARED", str(ROOT.parent / "shared"))
    place = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tree / "tmp"))
    return {**os.environ, "PYTHONHASHSEED": "0", "COMPTOIR_SHARED": shared, **place, **also}


def _passes(tree: Path, tests: list[str], covered: Covered) -> bool:
    """Whether these tests notice nothing; one that does not end in time has noticed."""
    chosen = tree / "chosen.json"
    chosen.write_text(json.dumps(tests), "utf-8")
    modules = sorted({test.partition("::")[0] for test in tests})
    running = subprocess.Popen(
        _pytest("-x", "--mutants-only", str(chosen), *modules),
        cwd=tree,
        env=_environment(tree, PYTHONDONTWRITEBYTECODE="1"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return running.wait(SECONDS_AT_LEAST + 3 * sum(covered.seconds[test] for test in tests)) == 0
    except subprocess.TimeoutExpired:
        if os.name == "posix":
            running.send_signal(signal.SIGINT)  # lets the tests clear up
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(5)
        running.kill()
        running.wait()
        return False


def _told(chosen: list[Mutant], results: list[str]) -> int:
    """Print the survivors together and a table by layer; 1 where a named one is among them."""
    left = [(result, one) for one, result in zip(chosen, results, strict=True) if result != KILLED]
    print("\nNot noticed:" if left else "\nAll were noticed.")
    for result, one in left:
        print(f"{one}" + (f"  [{result}]" if result == UNREACHED else ""))
    counts = Counter(
        (one.path.rpartition("/")[0], result) for one, result in zip(chosen, results, strict=True)
    )
    whole = Counter(("together", result) for result in results)
    results_in_order = (KILLED, SURVIVED, UNREACHED)
    print("\n" + " " * 30 + "".join(f"{result:>18}" for result in results_in_order))
    for folder in (*sorted({folder for folder, _ in counts}), "together"):
        row = "".join(f"{(counts + whole)[folder, result]:>18}" for result in results_in_order)
        print(f"{folder:30}{row}")
    return int(any(one.name for _, one in left))
