"""The command line as a person or a script types it, and what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pos.cli import main
from tests.faults.audit import audit
from tests.shared import ROOT
from tests.shop_kit import ram

__all__ = ["ram"]

CATALOGUE = """name,sku,barcode,price,stock,category
"Mug, blue glaze",MUG-BLU,4006381333931,18.00,50,Mugs
"Bowl, ash wood",BOW-ASH,,24.00,10,Bowls
Postcard,CARD,,1.50,,Paper
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON values, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> str:
        """The type of the refusal, whose sentence stands alone on standard error."""
        assert self.status == 1
        (sentence,) = self.err.splitlines()
        said = self.lines[-1]["error"]
        assert said["message"] == sentence
        assert not any(unicodedata.category(one) in ("Cc", "Cs") for one in sentence), sentence
        assert "Traceback" not in self.err
        assert said["type"] != "Unforeseen", sentence
        return str(said["type"])


class CommandLine:
    """Types commands for the till in a folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self.files = folder.parent
        self._capture = capture

    def __call__(self, *words: str) -> Said:
        """Run a command in this process."""
        self._capture.readouterr()
        try:
            status = main(["--data", str(self.folder), *words])
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = self._capture.readouterr()
        return Said(status, out.decode("utf-8"), err.decode("utf-8"))

    def json(self, *words: str) -> Any:
        """Run a command that succeeds, and return its one value."""
        said = self("--json", *words)
        assert (said.status, said.err) == (0, "")
        return said.json

    def refused(self, *words: str) -> str:
        """Run a command that is refused, and return the type of its refusal."""
        return self("--json", *words).error

    def write(self, value: Any, name: str = "order.json") -> str:
        """A file that holds the value as JSON, or these bytes or this text."""
        path = self.files / name
        data = value if isinstance(value, bytes | str) else json.dumps(value)
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return str(path)

    def price(self, document: Any) -> Any:
        """The totals of a document."""
        return self.json("price", self.write(document))

    def place(self, document: Any) -> Any:
        """The order that a document becomes."""
        return self.json("order", "place", self.write(document))


def as_process(*words: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own, as from the source tree."""
    return subprocess.run(
        [sys.executable, str(ROOT / "pos"), *words], capture_output=True, timeout=240, check=False, **options
    )


def environment(**changes: str) -> dict[str, str]:
    """The environment of a process."""
    return {**os.environ, **changes}


def line(name: str = "Engraving", price: str = "6.00", **fields: Any) -> dict[str, Any]:
    """A line that stands for no product."""
    return {"name": name, "unit_price": price, **fields}


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Processes find the modules compiled, as on any machine; not in a tree that shall hold none."""
    if not sys.dont_write_bytecode:
        yield
        return
    with tempfile.TemporaryDirectory() as compiled, pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", compiled)
        yield


@pytest.fixture
def bare(ram: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> CommandLine:
    """The command line where no shop is yet."""
    return CommandLine(ram / "till", capfdbinary)


Opener = Callable[..., CommandLine]


@pytest.fixture
def opened(bare: CommandLine) -> Iterator[Opener]:
    """Makes the shop as `init` with these options makes it; it is audited when the test is over."""

    def make(*options: str, catalogue: str = "") -> CommandLine:
        assert bare("init", *options).status == 0
        if catalogue:
            assert bare("import", "products", bare.write(catalogue, "catalogue.csv")).status == 0
        return bare

    yield make
    if (bare.folder / "shop.db").exists():
        assert audit(bare.folder, {}) == []


@pytest.fixture
def till(opened: Opener) -> CommandLine:
    """A shop in France with mugs, bowls and postcards."""
    return opened("--name", "Atelier Lune", "--person", "Lucie", catalogue=CATALOGUE)


@pytest.fixture(scope="module")
def steady_files() -> Iterator[Path]:
    """The files of the shop that all tests of a module share."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        files = Path(folder)
        (files / "catalogue.csv").write_text(CATALOGUE, "utf-8")
        where = ("--data", str(files / "till"))
        assert (
            main([*where, "init"]) == main([*where, "import", "products", str(files / "catalogue.csv")]) == 0
        )
        yield files
        assert audit(files / "till", {}) == []


@pytest.fixture
def steady(steady_files: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> CommandLine:
    """The same shop as `till`, for tests that leave it as it is."""
    return CommandLine(steady_files / "till", capfdbinary)
