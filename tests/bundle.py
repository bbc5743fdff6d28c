"""Builds the bundle, and proves it by selling one item where there is no Python: `python tests/bundle.py`.

`--into DIR` keeps it there (else it is thrown away); `--built DIR` proves one that was built before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

if __package__ != "tests":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from pos import bootstrap

ROOT = Path(bootstrap.ROOT)
CATALOGUE = 'name,sku,price,stock\n"Mug, blue glaze",MUG-BLU,18.00,5\n'
PHONE_ORDER = {
    "channel": "phone",
    "customer": {
        "company": "Vogt Keramikhandel GmbH",
        "email": "einkauf@vogt-keramik.example.com",
        "phone": "+49 69 90009321",
        "tax_id": "DE 136 695 976",
    },
    "lines": [{"sku": "MUG-BLU", "quantity": "1"}],
    "charges": [{"kind": "delivery", "name": "Parcel", "amount": "12.00"}],
    "fulfilment": {
        "method": "delivery",
        "address": {
            "street": ["Gartenstraße 112"],
            "postcode": "60596",
            "city": "Frankfurt",
            "country": "DE",
        },
    },
}
"""Needs what is loaded by a country's name: numbers of phones, VAT and addresses."""

ORDER = {"lines": [{"sku": "MUG-BLU", "quantity": "2"}], "payments": [{"method": "cash", "amount": "50.00"}]}
STARTS = 5
PATIENCE = 60.0


class Unproved(Exception):
    """The bundle does not do what it must."""


class Bundle:
    """The built program on a machine with nothing: an empty home, no Python on the path, no variables."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.folder = folder
        self.program = folder / ("comptoir.exe" if os.name == "nt" else "comptoir")
        self.shop = work / "shop"
        self._home = work / "home"
        self._home.mkdir()
        kept = ("SYSTEMROOT", "TEMP", "TMP") if os.name == "nt" else ()
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {"HOME": str(self._home), "PATH": str(self._home), "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *words: str, given: str = "", shop: Path | None = None) -> Any:
        """The one JSON value of a command that succeeds; progress is told only where something was given."""
        done = subprocess.run(
            [self.program, *words, "--json", "--data", shop or self.shop], input=given.encode(),
            env=self.environment, cwd=self._home, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        if done.returncode or (done.stderr and not given):
            raise Unproved(f"{' '.join(words)}: {done.stderr.decode(errors='replace')}")
        print(f"  comptoir {' '.join(words)}")
        return json.loads(done.stdout)

    def megabytes(self) -> float:
        """What it takes on the disk."""
        files = (path for path in self.folder.rglob("*") if path.is_file() and not path.is_symlink())
        return sum(path.stat().st_size for path in files) / 1_000_000


def build(into: Path) -> Path:
    """Build the bundle, and return its folder."""
    print("building, which takes a minute or two", flush=True)
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        places = ["--distpath", str(into), "--workpath", work, str(ROOT / "build.spec")]
        done = subprocess.run([*command, *places], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Unproved(f"it was not built: {done.stdout}{done.stderr}")
    return into / "comptoir"


def sell(bundle: Bundle, work: Path) -> None:
    """Make a shop, take in a mug, sell two, send one abroad, draw both papers, and prove the books."""
    catalogue, order, paper = work / "catalogue.csv", work / "order.json", work / "receipt.pdf"
    catalogue.write_text(CATALOGUE, "utf-8")
    order.write_text(json.dumps(ORDER), "utf-8")
    bundle.run("init", "--name", "Atelier Lune", "--country", "FR")
    _same(bundle.run("import", "products", str(catalogue))["created"], 1)
    placed = bundle.run("order", "place", str(order))
    _same((placed["number"], placed["total"], placed["change"]), ("A-000001", "36.00", "14.00"))
    _same(bundle.run("stock", "MUG-BLU")["on_hand"], "3")
    _same(bundle.run("products", "mgu blue")[0]["name"], "Mug, blue glaze")
    bundle.run("document", "A-000001", "-o", str(paper))
    _same(paper.read_bytes()[:5], b"%PDF-")
    order.write_text(json.dumps(PHONE_ORDER), "utf-8")
    placed = bundle.run("order", "place", str(order))
    # The number of the buyer is read, but a seller who has none owes the tax.
    _same((placed["exemption"], placed["payment_status"]), (None, "Awaiting payment"))
    _same(placed["buyer"]["tax_id"], "DE136695976")
    bundle.run("document", "A-000002", "--kind", "invoice", "-o", str(paper))
    _same(paper.read_bytes()[:5], b"%PDF-")
    _same(bundle.run("verify", "--rebuild")["ok"], True)
    bundle.run("backup", str(work / "shop.comptoir"))
    if not any(bundle.folder.rglob("migrations/versions/*.py")):
        raise Unproved("the migrations are not in it: an older shop could not be opened")


def travel(bundle: Bundle, work: Path) -> None:
    """Make a hub and a second till that gets all there is, if there is a PostgreSQL here."""
    from tests import postgres

    try:
        with postgres.running() as cluster:
            database = postgres.TestDatabase(cluster.dsn())
            bundle.run("hub", "create", "-", given=database.dsn())
            code = bundle.run("hub", "pair", "--letter", "B")["code"]
            second = work / "second"
            bundle.run("hub", "pair", "-", given=code, shop=second)
            _same(bundle.run("sync", "--once", shop=second)["unsent"], 0)
            _same(bundle.run("sync", "--once")["unsent"], 0)
            _same(bundle.run("digest", shop=second)["digest"], bundle.run("digest")["digest"])
    except LookupError as error:
        print(f"  no hub was tried: {error}")


def meet_a_web_shop(bundle: Bundle, work: Path) -> None:
    """Connect a web shop and take in what it sells, if its stand-in is here."""
    from _pytest.outcomes import Skipped

    from tests.stores import stand_in

    token = work / "token.txt"
    token.write_text("secret_full\n", "utf-8")
    try:
        with stand_in.running() as store:
            where = ("--store", "4711", "--token-file", str(token), "--url", f"{store.url}/api/v3")
            bundle.run("store", "connect", "--kind", "ecwid", *where)
            done = bundle.run("store", "sync")
            _same((done["stopped"], done["pulled"]["products"] > 0), (None, True))
    except Skipped as skipped:
        print(f"  no web shop was tried: {skipped}")


def open_window(command: Sequence[str | Path], bundle: Bundle, environment: dict[str, str]) -> float:
    """Seconds until the window has painted and opened the shop: only then it says who holds the shop."""
    holder = bundle.shop / "till.holder"
    holder.unlink(missing_ok=True)
    began = time.perf_counter()
    window = subprocess.Popen([*command, "--data", bundle.shop], env=environment, stderr=subprocess.PIPE)
    try:
        while not holder.exists():
            if window.poll() is not None or time.perf_counter() - began > PATIENCE:
                window.kill()
                raise Unproved(f"the window did not open: {window.communicate()[1].decode(errors='replace')}")
            time.sleep(0.001)
        return time.perf_counter() - began
    finally:
        window.terminate()
        window.communicate(timeout=PATIENCE)


def compare_starts(bundle: Bundle, work: Path) -> str:
    """The bundle's start beside that of the source tree, in turns; the first of each warms the disk."""
    own = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(work / "compiled")}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    ways: dict[str, tuple[list[str | Path], dict[str, str]]] = {
        "bundle": ([bundle.program], bundle.environment),
        "source": ([sys.executable, ROOT / "pos"], own),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(STARTS + 1):
        for name, (command, environment) in ways.items():
            found[name].append(open_window(command, bundle, environment))
    ours, theirs = (statistics.median(found[name][1:]) for name in ("bundle", "source"))
    return f"start to open shop: {ours:.2f} s, from the source tree {theirs:.2f} s ({ours / theirs:.2f} x)"


def prove(folder: Path) -> None:
    """Sell in the built program, let it meet others, open its window, and say how large and fast it is."""
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        bundle = Bundle(folder, work)
        sell(bundle, work)
        meet_a_web_shop(bundle, work)
        travel(bundle, work)
        print(f"  {compare_starts(bundle, work)}")
        _same(bundle.run("verify", "--rebuild")["ok"], True)
        print(f"{bundle.megabytes():.0f} MB in {folder}: it sells.")


def _same(found: object, wanted: object) -> None:
    if found != wanted:
        raise Unproved(f"{found!r} instead of {wanted!r}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--into", type=Path)
    parser.add_argument("--built", type=Path)
    asked = parser.parse_args()
    bootstrap.ensure(bootstrap.FOR_THE_TESTS)
    into = asked.into or Path(tempfile.mkdtemp())
    try:
        prove(asked.built or build(into))
    except (Unproved, subprocess.SubprocessError) as problem:
        print(f"The bundle is not proved: {problem}", file=sys.stderr)
        return 1
    finally:
        if not asked.into:
            shutil.rmtree(into, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
