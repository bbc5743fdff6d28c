"""What gets a name was synced before, and its folder after: seen in what the kernel was asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.powercut import needs_strace
from tests.faults.rig import ROOT
from tests.sample import sample
from tests.shop_kit import ShopKit

CALL = re.compile(r"(fsync|fdatasync|rename\w*)\((.*)\) = 0")


@needs_strace
@pytest.mark.parametrize("case", sample(["init", "backup", "new life", "restore"], 1))
def test_a_name_is_given_between_two_syncs(shop: ShopKit, ram: Path, case: str) -> None:
    shop.shop.backups.make(ram / "kept.comptoir")
    shop.close()
    if case == "new life":
        shop.shop.folder.key.unlink()
    folder = ram / "new" if case == "init" else shop.folder
    done = subprocess.run(
        ["strace", "-f", "-y", "-s", "300", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2", "-o",
         str(ram / "trace"), sys.executable, "-B", "-m", "tests.faults.warm", case, str(folder)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    synced: set[str] = set()
    waiting: set[str] = set()
    named = 0
    for line in (ram / "trace").read_text().splitlines():
        call = CALL.search(line)
        if call and call[1].startswith("rename"):
            source, target = re.findall(r'"([^"]+)"', call[2])
            aside = os.path.basename(target).startswith("shop-") and not target.endswith(".restored")
            assert source in synced or aside, line  # a file put aside was on the medium before
            waiting.add(os.path.dirname(target))
            synced.add(target)  # the same file
            named += 1
        elif call:
            path = re.findall("<([^>]+)>", call[2])[0]
            synced.add(path)
            waiting.discard(path)
    assert named
    assert waiting == set()
