"""Cut the power: record what a child writes and syncs, then keep of it only what a disk owes after a cut.

What was synced is there. Of what was written since, any part may be there, in any order, torn at 512 bytes.
Names (made, moved, removed) are kept in their order up to some moment, and all of them once their folder was
synced: what a journaling file system promises.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.faults.rig import ROOT

CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,openat"
SECTOR = 512


def strace_works() -> bool:
    """Whether strace is here and may trace."""
    strace = shutil.which("strace")
    return bool(strace) and subprocess.run([strace, "true"], capture_output=True).returncode == 0


needs_strace = pytest.mark.skipif(not strace_works(), reason="needs strace, and the right to trace a child")


@dataclass(frozen=True, slots=True)
class Call:
    """One recorded call on a file of the folder, or (`kind` "said") what the person was told."""

    kind: str
    path: str = ""
    data: bytes = b""
    offset: int = -1
    target: str = ""


def record(folder: Path, trace: Path, *command: str) -> list[Call]:
    """Run a use case under strace; what it did to the files of a folder, in order."""
    return record_module(folder, trace, "tests.faults.warm", *command)


def record_module(folder: Path, trace: Path, module: str, *words: str, ends: int = 0) -> list[Call]:
    """The same of any module of the tests, which may end as by `kill -9`."""
    done = subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(trace),
         sys.executable, "-B", "-m", module, *words],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == ends, done.stderr
    with trace.open(encoding="latin-1") as lines:
        return list(_calls(lines, str(folder)))


_LINE = re.compile(r"\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_HANDLE = re.compile(r"(\d+)<(.*?)>(?:, (.*))?$", re.DOTALL)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def _calls(lines: Iterator[str], folder: str) -> Iterator[Call]:
    for line in lines:
        assert "unfinished" not in line or folder not in _plain(line).decode("latin-1"), "two threads write"
        found = _LINE.match(line)
        if not found or int(found[3]) < 0:
            continue
        name, arguments = found[1], found[2]
        texts = [_plain(text) for text in _TEXT.findall(arguments)]
        if name == "openat":
            if "O_CREAT" in arguments and (path := texts[0].decode()).startswith(folder):
                yield Call("make", path, target="empty" if "O_TRUNC" in arguments else "")
        elif name.startswith(("rename", "unlink")):
            paths = [text.decode() for text in texts]
            if paths[-1].startswith(folder):
                yield Call(name[:6], paths[0], target=paths[-1])
        else:
            yield from _on_handle(name, arguments, texts, folder)


def _on_handle(name: str, arguments: str, texts: list[bytes], folder: str) -> Iterator[Call]:
    found = _HANDLE.match(arguments)
    assert found, arguments[:200]
    path = _plain(found[2]).decode()
    if name == "write" and found[1] == "1":
        yield Call("said", data=texts[0])
    elif path.startswith(folder) and not path.endswith("-shm"):
        last = arguments.rpartition(", ")[2]
        if name == "pwrite64":
            yield Call("write", path, texts[0], int(last))
        elif name == "write":
            yield Call("write", path, texts[0])
        elif name == "ftruncate":
            yield Call("cut", path, offset=int(last))
        else:
            yield Call("sync", path)


def _plain(text: str) -> bytes:
    """What strace wrote with \\xNN, plainly."""
    if text.startswith("\\x") and len(text) % 4 == 0:
        return bytes.fromhex(text.replace("\\x", ""))
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")


@dataclass(slots=True)
class _File:
    """A file on the disk: what is there for sure, and what was written since."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)
    length: int = 0

    def after_a_cut(self, chance: random.Random) -> bytes:
        """What is found when the power is back."""
        found = bytearray(self.sure)
        kept = chance.choice(("none", "all", "first", "some", "torn"))
        first = chance.randint(0, len(self.since))
        for place, call in enumerate(self.since):
            if kept in ("all", "torn") or (kept == "first" and place < first):
                _do(found, call, chance if kept == "torn" else None)
            elif kept == "some" and chance.random() < 0.5:
                _do(found, call, None)
        return bytes(found)


def _do(content: bytearray, call: Call, torn: random.Random | None) -> None:
    """Do a write to a file's content; torn, only some of its sectors."""
    if call.kind == "cut":
        if torn is None or torn.random() < 0.5:
            content[call.offset :] = bytes(max(0, call.offset - len(content)))
        return
    start, end = call.offset, call.offset + len(call.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        if torn is None or torn.random() < 0.5:
            if len(content) < stop:
                content.extend(bytes(stop - len(content)))
            content[start:stop] = call.data[start - call.offset : stop - call.offset]
        start = stop


class Disk:
    """Follows the recorded calls, and can be cut off after any of them."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}
        self._sure: dict[str, _File] = {}
        self._since: list[tuple[Call, _File | None]] = []
        self.told: list[str] = []

    def hold(self, folder: Path) -> None:
        """What was there before, for sure."""
        for path in folder.rglob("*"):
            if path.is_file() and not path.name.endswith("-shm"):
                content = bytearray(path.read_bytes())
                self._files[str(path)] = _File(content, length=len(content))
        self._sure = dict(self._files)

    def follow(self, call: Call) -> None:
        """The next call."""
        getattr(self, f"_{call.kind}")(call)

    def cut(self, folder: Path, seed: int) -> None:
        """Write what is found after a cut now into an empty folder."""
        chance = random.Random(seed)
        names = dict(self._sure)
        for call, file in self._since[: chance.randint(0, len(self._since))]:
            _rename(names, call, file)
        for path, file in names.items():
            there = folder / path.rpartition(f"/{folder.name}/")[2]  # also in a folder of its own
            there.parent.mkdir(exist_ok=True)
            there.write_bytes(file.after_a_cut(chance))

    def _said(self, call: Call) -> None:
        import json

        self.told.append(json.loads(call.data)[1])

    def _make(self, call: Call) -> None:
        if call.path not in self._files and not call.path.endswith("-shm"):
            self._files[call.path] = _File()
            self._since.append((call, self._files[call.path]))
        elif call.target and call.path in self._files:
            self._cut(Call("cut", call.path, offset=0))

    def _write(self, call: Call) -> None:
        file = self._files[call.path]
        if call.offset < 0:
            call = Call("write", call.path, call.data, file.length)
        file.since.append(call)
        file.length = max(file.length, call.offset + len(call.data))

    def _cut(self, call: Call) -> None:
        self._files[call.path].since.append(call)
        self._files[call.path].length = call.offset

    def _sync(self, call: Call) -> None:
        file = self._files.get(call.path)
        if file is None:  # a folder: its names are sure now
            self._sure = dict(self._files)
            self._since.clear()
            return
        for each in file.since:
            _do(file.sure, each, None)
        file.since.clear()

    def _rename(self, call: Call) -> None:
        self._since.append((call, None))
        _rename(self._files, call, None)

    def _unlink(self, call: Call) -> None:
        if call.path in self._files:
            self._since.append((call, None))
            _rename(self._files, call, None)


def _rename(names: dict[str, _File], call: Call, file: _File | None) -> None:
    if call.kind == "make":
        assert file
        names[call.path] = file
    elif call.kind == "rename":
        if call.path in names:
            names[call.target] = names.pop(call.path)
    else:
        names.pop(call.path, None)
