"""The command line as processes of their own: side by side, cut off, in poor surroundings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.cli import main
from tests.cli.conftest import CommandLine, as_process, environment, line
from tests.faults.audit import audit
from tests.faults.powercut import needs_strace
from tests.shared import ROOT

HEAVY = ("PySide6", "reportlab", "PIL", "pypdfium2", "babel", "alembic", "rapidfuzz")
posix = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")


def started(*words: str, **options: object) -> subprocess.Popen[bytes]:
    """A command that runs by itself."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "pos"), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )  # type: ignore[call-overload,no-any-return]


def test_the_source_tree_is_a_program(till: CommandLine) -> None:
    done = as_process("--json", "products", "--data", str(till.folder), cwd=till.files)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(json.loads(done.stdout)) == 3
    refused = as_process("order", "7", "--data", str(till.folder))
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.decode() == "There is no order A-000007 in this shop.\n"
    assert as_process("bogus").returncode == 2


def test_two_processes_take_exact_numbers(till: CommandLine) -> None:
    each = 25
    file = till.write(
        [{"lines": [{"sku": "MUG-BLU"}], "payments": [{"method": "cash", "amount": "18"}]}] * each
    )
    words = ("order", "place", file, "--json", "--data", str(till.folder))
    running = [started(*words) for _ in range(2)]
    said = [process.communicate(timeout=240) for process in running]
    assert [(process.returncode, err) for process, (_out, err) in zip(running, said, strict=True)] == [
        (0, b"")
    ] * 2
    numbers = [json.loads(row)["number"] for out, _err in said for row in out.splitlines()]
    assert sorted(numbers) == [f"A-{n:06d}" for n in range(1, 2 * each + 1)]
    assert till.json("stock", "MUG-BLU")["on_hand"] == "0"
    assert audit(till.folder, dict.fromkeys(numbers, 1800)) == []


def test_no_command_loads_what_it_does_not_need(till: CommandLine) -> None:
    commands = ("products", "orders", "stock CARD", "verify", "order place -", "--help")
    code = (
        "import sys; from pos.cli import main\n"
        "for words in sys.argv[3:]:\n"
        "    try: main([*sys.argv[1:3], *words.split()])\n"
        "    except SystemExit: pass\n"
        f"    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--data", str(till.folder), *commands],
        input=json.dumps({"lines": [line()]}).encode(), cwd=ROOT, capture_output=True, check=True,
        timeout=240,
    )  # fmt: skip
    assert done.stderr.splitlines() == [b"[]"] * len(commands)


def test_names_come_out_whole_in_a_plain_locale(till: CommandLine) -> None:
    plain = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii:strict")
    till.json("import", "products", till.write("name,sku,price\nÉtagère 花瓶,ÉTA,9\n", "c.csv"))
    listed = as_process("products", "--data", str(till.folder), env=plain)
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert "Étagère 花瓶" in listed.stdout.decode("utf-8")
    refused = as_process("product", "花", "--data", str(till.folder), env=plain)
    assert refused.returncode == 1
    assert refused.stderr.count(b"\n") == 1
    assert b"Traceback" not in refused.stderr


@posix
def test_a_reader_that_leaves_ends_the_command_quietly(till: CommandLine) -> None:
    till("order", "place", till.write([{"lines": [line()]}] * 40))
    for words in (
        ("orders",),
        ("products", "--json"),
        ("order", "place", till.write([{"lines": [line()]}] * 5)),
    ):
        ours, theirs = os.pipe()
        os.close(ours)
        process = subprocess.run(
            [sys.executable, str(ROOT / "pos"), *words, "--data", str(till.folder)],
            stdout=theirs, stderr=subprocess.PIPE, timeout=240, check=False,
        )  # fmt: skip
        os.close(theirs)
        assert (process.returncode, process.stderr) == (1, b""), words
    assert len(till.json("orders")) == 41, "what nobody hears of ends the list"


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_an_output_that_cannot_be_written_is_said(till: CommandLine) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, str(ROOT / "pos"), "products", "--data", str(till.folder)],
            stdout=full, stderr=subprocess.PIPE, timeout=240, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(b"The output cannot be written")
    assert done.stderr.count(b"\n") == 1


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl+C reaches the commands also where the tests run with `&`, which lets all they start ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix
@pytest.mark.usefixtures("heard")
def test_ctrl_c_while_it_reads_is_one_sentence(till: CommandLine) -> None:
    process = started("price", "-", "--data", str(till.folder), stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b" " * 300_000)  # more than a pipe holds: once written, the command is reading
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=240)
    assert (process.returncode, out, err) == (1, b"", b"Interrupted. Nothing more was changed.\n")


def test_ctrl_c_between_two_orders_keeps_the_first(
    till: CommandLine, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from pos.cli import order_files

    place, placed = order_files._place, []

    def once(*words: object) -> str:
        if placed:
            raise KeyboardInterrupt
        placed.append(place(*words))  # type: ignore[arg-type]
        return placed[0]

    monkeypatch.setattr(order_files, "_place", once)
    said = till("order", "place", till.write([{"lines": [line()]}] * 3))
    assert (said.status, said.err) == (1, "Interrupted. Nothing more was changed.\n")
    assert [one["number"] for one in till.json("orders")] == placed == ["A-000001"]


def test_a_bug_is_a_sentence_unless_all_is_asked_for(
    till: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_words: object) -> str:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("pos.cli.order_files._place", broken)
    said = till("order", "place", till.write({"lines": [line()]}))
    assert said.status == 1
    assert "ZeroDivisionError at test_processes.py:" in said.err
    assert "secret" not in said.err
    monkeypatch.setenv("COMPTOIR_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["--data", str(till.folder), "order", "place", till.write({"lines": [line()]})])


@posix
def test_a_person_at_a_terminal_sees_how_far_the_proof_is(till: CommandLine) -> None:
    terminal, end = os.openpty()
    words = (str(ROOT / "pos"), "--data", str(till.folder), "verify", "--rebuild")
    whole = subprocess.run([sys.executable, *words], stderr=end, stdout=subprocess.PIPE, check=True)
    shown = os.read(terminal, 10_000).decode()
    os.close(end)
    os.close(terminal)
    assert shown.startswith("\rChecking: ")
    assert "100 %" in shown
    assert shown.endswith("\r"), "the line goes again"
    assert b"everything adds up" in whole.stdout


@needs_strace
@pytest.mark.usefixtures("heard")
def test_a_person_at_a_terminal_stops_the_proof(till: CommandLine) -> None:
    before = (till.folder / "shop.db").read_bytes()
    terminal, end = os.openpty()
    stopped = subprocess.run(
        ["strace", "-f", "-o", os.devnull, "-P", os.ttyname(end),
         "-e", "inject=write:signal=SIGINT:when=1",  # as soon as the first step is shown
         sys.executable, str(ROOT / "pos"), "--data", str(till.folder), "verify", "--rebuild"],
        stderr=end, stdout=subprocess.PIPE,
    )  # fmt: skip
    os.close(end)
    assert (stopped.returncode, stopped.stdout) == (1, b"")
    assert b"Interrupted. Nothing more was changed." in os.read(terminal, 10_000)
    assert (till.folder / "shop.db").read_bytes() == before
    os.close(terminal)


def test_a_script_sees_no_progress(till: CommandLine) -> None:
    done = as_process("--data", str(till.folder), "verify", "--rebuild")
    assert (done.returncode, done.stderr) == (0, b"")
