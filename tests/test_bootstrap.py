"""Setting up a bare machine: what is asked of it, what is remembered, and the sentences."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pos import bootstrap
from pos.__main__ import opens_the_window

ROOT = Path(bootstrap.ROOT)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of its own with a `.venv` whose Python exists."""
    monkeypatch.setattr(bootstrap, "ROOT", str(tmp_path))
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / ".venv"))
    (tmp_path / "requirements.txt").write_text("babel==1\n")
    python = Path(bootstrap._python())
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


def test_a_copy_of_the_requirements_tells_what_is_installed(project: Path) -> None:
    assert not bootstrap._is_installed("requirements.txt")
    Path(bootstrap._record("requirements.txt")).write_text("babel==1\n")
    assert bootstrap._is_installed("requirements.txt")
    (project / "requirements.txt").write_text("babel==2\n")
    assert not bootstrap._is_installed("requirements.txt")


def test_an_interrupted_installation_begins_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(bootstrap._record("requirements.txt")).touch()
    left_over = project / ".venv" / "half a package"
    left_over.touch()
    monkeypatch.setattr(bootstrap, "_base_python", lambda: sys.executable)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: subprocess.CompletedProcess([], 0, "", ""))
    bootstrap._make_venv()
    assert not left_over.exists()


def test_what_was_wiped_with_an_interruption_is_installed_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for_the_till, for_the_tests = bootstrap.FOR_THE_TESTS
    (project / "tests").mkdir()
    (project / for_the_tests).write_text("pytest==1\n")
    Path(bootstrap._record(for_the_till)).write_text("babel==1\n")
    Path(bootstrap._record(for_the_tests)).touch()
    installed: list[str] = []
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_k: subprocess.CompletedProcess([], 0, "", ""))
    monkeypatch.setattr(bootstrap, "_install_packages", installed.append)
    bootstrap._install(bootstrap.FOR_THE_TESTS)
    assert installed == [for_the_till, for_the_tests]


def test_a_venv_of_the_developers_own_is_kept(project: Path) -> None:
    kept = project / ".venv" / "kept"
    kept.touch()
    bootstrap._make_venv()
    assert kept.exists()


def test_a_python_without_venv_is_named_in_one_line_to_paste(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(bootstrap._python()).unlink()
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    line = "apt install python{}.{}-venv".format(*sys.version_info[:2])
    with pytest.raises(SystemExit, match=line):
        bootstrap.ensure()
    assert not (project / ".venv" / "pyvenv.cfg").exists()


def test_a_refused_package_is_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "_python", lambda: sys.executable)
    (project / "requirements.txt").write_text("no-hash==1\n")
    with pytest.raises(SystemExit, match=r"comptoir: the packages could not be installed .*start again"):
        bootstrap.ensure()
    assert "Traceback" not in capsys.readouterr().err


def test_an_old_python_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (9, 0))
    with pytest.raises(SystemExit, match=r"Python 9\.0 or newer is needed"):
        bootstrap.ensure()


LINUX, ARM = ("Linux", "x86_64"), ("Linux", "aarch64")
INTEL_MAC, MAC = ("Darwin", "x86_64"), ("Darwin", "arm64")
WINDOWS, ARM_WINDOWS = ("Windows", "amd64"), ("Windows", "arm64")
MACHINES = [
    ("cpython", (3, 11), LINUX, (2, 34), ""),
    ("cpython", (3, 15), LINUX, (2, 36), ""),
    ("cpython", (3, 15), ARM, (2, 39), ""),
    ("cpython", (3, 14), MAC, (13, 0), ""),
    ("cpython", (3, 15), MAC, (14, 0), ""),
    ("cpython", (3, 12), INTEL_MAC, (10, 16), ""),
    ("cpython", (3, 15), MAC, (26, 1), ""),
    ("cpython", (3, 11), WINDOWS, (), ""),
    ("cpython", (3, 15), ARM_WINDOWS, (), ""),
    ("cpython", (3, 16), LINUX, (2, 41), "this is Python 3.16; the packages .* CPython 3.11 to 3.15"),
    ("free-threaded", (3, 14), LINUX, (2, 41), "this is free-threaded 3.14; the packages"),
    ("pypy", (3, 11), WINDOWS, (), "this is pypy 3.11; the packages"),
    ("cpython", (3, 12), LINUX, (2, 31), "has glibc 2.31; on x86_64 glibc 2.34 .*Debian 12 or Ubuntu 22.04"),
    ("cpython", (3, 12), LINUX, (), "has no glibc; on x86_64 glibc 2.34"),
    ("cpython", (3, 11), ARM, (2, 36), "has glibc 2.36; on aarch64 glibc 2.39 .*Debian 13 or Ubuntu 24.04"),
    ("cpython", (3, 13), MAC, (12, 7), "has macOS 12.7; on arm64 macOS 13.0 or newer is needed[.]"),
    ("cpython", (3, 11), INTEL_MAC, (11, 0), "has macOS 11.0; on x86_64 macOS 13.0"),
    (
        "cpython",
        (3, 15),
        INTEL_MAC,
        (13, 6),
        "has macOS 13.6; .* macOS 14.0 .*Python 3.14 macOS 13",
    ),
    ("cpython", (3, 11), ("Linux", "armv7l"), (2, 41), "this is Linux on armv7l; .* 64-bit"),
    ("cpython", (3, 11), ("Windows", "32 bits"), (), "this is Windows on 32 bits; .* 64-bit Python"),
    ("cpython", (3, 11), ("FreeBSD", "amd64"), (), "this is FreeBSD on amd64; .* Linux, macOS and Windows"),
]


@pytest.mark.parametrize(("kind", "python", "system", "version", "sentence"), MACHINES)
def test_a_machine_that_a_package_is_not_built_for_is_told(
    kind: str, python: tuple[int, int], system: tuple[str, str], version: tuple[int, ...], sentence: str
) -> None:
    said = bootstrap.not_built_for(kind, python, system, version)
    assert re.search(sentence, said)
    assert bool(said) is bool(sentence)


def test_a_machine_is_refused_before_anything_is_downloaded(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(subprocess, "run", lambda *words, **_k: started.append(words))
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **_k: started.append(words))
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    Path(bootstrap._python()).unlink()
    with pytest.raises(SystemExit, match=r"comptoir: this is \w+ on riscv64; .*with a 64-bit Python\.$"):
        bootstrap.ensure()
    assert started == []
    assert not Path(bootstrap._record("requirements.txt")).exists()


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("apt-get", "apt install libegl1 libxcb-cursor0"),
        ("dnf", "dnf install libglvnd-egl xcb-util-cursor"),
        ("pacman", "pacman -S libglvnd xcb-util-cursor"),
    ],
)
def test_missing_libraries_are_named_in_one_line_to_paste(
    program: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == program else None)
    every = {**bootstrap.QT_LIBRARIES, **bootstrap.X11_LIBRARIES}
    said = bootstrap.how_to_get({name: every[name] for name in ("libEGL.so.1", "libxcb-cursor.so.0")})
    assert said.startswith("libEGL.so.1, libxcb-cursor.so.0.")
    assert [part.removeprefix("sudo ") for part in map(str.strip, said.splitlines()) if line in part] == [
        line
    ]


def test_a_library_that_is_not_there_is_found_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "QT_LIBRARIES", {"libnothing.so.9": ("nothing9", "nothing", "nothing")})
    assert bootstrap.missing_libraries({}) == {"libnothing.so.9": ("nothing9", "nothing", "nothing")}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_a_machine_without_a_screen_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(bootstrap.NotReady, match="no screen"):
        bootstrap._require_libraries()


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libnoway.so.0"),
        ({"QT_QPA_PLATFORM": "wayland"}, "libnoway.so.0"),
        ({"QT_QPA_PLATFORM": "xcb"}, "libnox.so.0"),
        ({"DISPLAY": ":0"}, "libnox.so.0"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "libnoway.so.0"),
        ({"QT_QPA_PLATFORM": "offscreen"}, ""),
        ({"QT_QPA_PLATFORM": "wayland;offscreen"}, ""),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_the_missing_library_of_each_desktop_is_named(
    environment: dict[str, str], missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(bootstrap, "QT_LIBRARIES", {})
    monkeypatch.setattr(bootstrap, "WAYLAND_LIBRARIES", {"libnoway.so.0": ("a", "b", "c")})
    monkeypatch.setattr(bootstrap, "X11_LIBRARIES", {"libnox.so.0": ("a", "b", "c")})
    if missing:
        with pytest.raises(bootstrap.NotReady, match=missing):
            bootstrap._require_libraries()
    else:
        bootstrap._require_libraries()


@pytest.mark.parametrize("kind", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_what_one_desktop_lacks_does_not_matter_where_the_other_is_whole(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "QT_LIBRARIES", {})
    monkeypatch.setattr(bootstrap, "WAYLAND_LIBRARIES", {} if kind == "DISPLAY" else {"libno.so": ("a",) * 3})
    monkeypatch.setattr(bootstrap, "X11_LIBRARIES", {} if kind != "DISPLAY" else {"libno.so": ("a",) * 3})
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    bootstrap._require_libraries()


RETRYING = "WARNING: Retrying (Retry(total=0, connect=None, read=None)) after connection broken by "
NOTHING = (
    "ERROR: Could not find a version that satisfies the requirement segno==1.6.6 (from versions: none)",
    "ERROR: No matching distribution found for segno==1.6.6",
)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            (
                RETRYING
                + "'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f24>: "
                + "Failed to establish a new connection: [Errno -2] Name or service not known')': /simple/x/",
                *NOTHING,
            ),
            "Failed to establish a new connection: [Errno -2] Name or service not known",
        ),
        (
            (
                RETRYING
                + "'ProxyError('Cannot connect to proxy.', NewConnectionError('<pip._vendor.urllib3."
                + "connection.HTTPSConnection object at 0x7fc8>: Failed to establish a new connection: "
                + "[Errno 111] Connection refused'))': /simple/segno/",
                *NOTHING,
            ),
            "Cannot connect to proxy., Failed to establish a new connection: [Errno 111] Connection refused",
        ),
        (
            (
                "Could not fetch URL https://pip.test/simple/segno/: There was a problem confirming the ssl "
                "certificate: HTTPSConnectionPool(host='pip.test', port=443): Max retries exceeded with url: "
                "/simple/segno/ (Caused by SSLError(SSLCertVerificationError(1, '[SSL: "
                "CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate "
                "(_ssl.c:1006)'))) - skipping",
                *NOTHING,
            ),
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate",
        ),
        (
            ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", ""),
            "Could not install packages due to an OSError: [Errno 28] No space left on device",
        ),
        (
            ("ERROR: Exception:", "Traceback (most recent call last):", "TimeoutError: Read timed out."),
            "TimeoutError: Read timed out.",
        ),
        (NOTHING, NOTHING[0].removeprefix("ERROR: ")),
        ((), "no reason given"),
    ],
)
def test_what_stopped_the_installation_is_said_in_pips_own_words(said: tuple[str, ...], reason: str) -> None:
    assert bootstrap.reason_in(said) == reason


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--data", "/tmp/shop"], True),
        (["--data=/tmp/shop"], True),
        (["--data"], False),
        (["--help"], False),
        (["verify"], False),
        (["--data", "/tmp/shop", "verify"], False),
        (["--json", "orders"], False),
    ],
)
def test_only_a_command_keeps_the_window_shut(arguments: list[str], window: bool) -> None:
    assert opens_the_window(arguments) is window


def test_the_bare_start_imports_nothing_slow() -> None:
    code = f"import sys; sys.path[0:0] = [{str(ROOT)!r}]; import pos.bootstrap; print(*sys.modules)"
    bare = {"-I", "-S"}
    done = subprocess.run([sys.executable, *bare, "-c", code], capture_output=True, text=True, check=True)
    slow = {"typing", "subprocess", "ctypes", "pathlib", "importlib.util", "hashlib", "shutil"}
    assert slow & set(done.stdout.split()) == set()


def test_running_the_folder_does_not_put_it_on_the_path(tmp_path: Path) -> None:
    code = "import runpy, sys; sys.path[0] = 'pos'; sys.argv = ['pos', '--nothing'];"
    code += "runpy.run_path('pos/__main__.py', run_name='looked at'); print(sys.path[0])"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(ROOT)


def test_the_checks_of_a_fresh_clone_can_ask_what_is_missing() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    asked = script.partition("<<'PYTHON'\n")[2].partition("\nPYTHON\n")[0]
    assert "missing_libraries" in asked
    done = subprocess.run([sys.executable, "-"], input=asked, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
