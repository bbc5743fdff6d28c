"""What pytest does for mutants: `--mutants-record` notes the lines of each test, `--mutants-only` chooses."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

MEMORY_MAX = 4 << 30
"""Bytes; a changed loop may never stop collecting."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants-record", metavar="FILE", help="write the lines that each test runs")
    parser.addoption("--mutants-only", metavar="FILE", help="run only the tests named there, in that order")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import Phase, settings

    if record := config.getoption("--mutants-record"):
        config.pluginmanager.register(Recorder(Path(record), config.rootpath))
    if only := config.getoption("--mutants-only"):
        config.pluginmanager.register(Chosen(json.loads(Path(only).read_text("utf-8"))))
        # Whether it fails is all that is asked: the smallest example is not looked for.
        settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutants")
        if sys.platform == "linux":
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))


class Chosen:
    """Leaves only the named tests, in the order of the names."""

    def __init__(self, names: list[str]) -> None:
        self._places = {name: place for place, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = [item for item in items if item.nodeid in self._places]
        items[:] = sorted(kept, key=lambda item: self._places[item.nodeid])


Lines = dict[str, set[int]]


class Recorder:
    """Notes the seconds and the lines of `pos` of each test, with those of fixtures it shares with others.

    A test that fails is no judge of a change; it is only named.
    """

    def __init__(self, file: Path, root: Path) -> None:
        self._file = file
        self._below = os.path.join(root, "pos", "")
        self._now: Lines = {}
        self._tests: dict[str, tuple[float, Lines, list[tuple[str, str]]]] = {}
        self._wide: dict[tuple[str, str], Lines] = {}
        self._failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Generator[None, object, object]:
        _forget_what_is_cached()
        self._now = {}
        begun = time.perf_counter()
        threading.settrace(self._enter)
        sys.settrace(self._enter)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            wide = [(name, item.nodeid) for name in item.fixturenames]
            self._tests[item.nodeid] = (time.perf_counter() - begun, self._now, wide)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        if fixturedef.scope == "function":
            return (yield)
        outside, self._now = self._now, {}
        try:
            return (yield)
        finally:
            self._wide[fixturedef.argname, fixturedef.baseid] = self._now
            self._now = outside

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        told = {}
        for name, (seconds, lines, wide) in self._tests.items():
            for fixture, base in self._wide:
                if any(fixture == wanted and test.startswith(base) for wanted, test in wide):
                    for path, more in self._wide[fixture, base].items():
                        lines.setdefault(path, set()).update(more)
            below = len(self._below) - len(f"pos{os.sep}")
            told[name] = (
                seconds,
                {path[below:].replace(os.sep, "/"): [*found] for path, found in lines.items()},
            )
        passed = {name: one for name, one in told.items() if name not in self._failed}
        self._file.write_text(json.dumps({"passed": passed, "failed": sorted(self._failed)}), "utf-8")

    def _enter(self, frame: FrameType, event: str, argument: object) -> Any:
        return self._line if frame.f_code.co_filename.startswith(self._below) else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        self._now.setdefault(frame.f_code.co_filename, set()).add(frame.f_lineno)
        return self._line


def _forget_what_is_cached() -> None:
    """Let each test compute anew, so that its lines do not depend on the tests before it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pos."):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()
