"""Sets itself up on a bare machine: checks, `.venv`, packages, and starts again inside.

Standard library only. What was installed is remembered as a copy of the requirements inside `.venv`: a
repeat start compares two files. An empty copy is an installation that was interrupted; the next start begins
it anew.
Pythons too old for the rest must still read this file to get their sentence: hence the quoted annotations.
"""

import os
import sys

TYPE_CHECKING = False  # typing costs milliseconds at every start
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO, NoReturn

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 15)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
RESTARTED = "COMPTOIR_RESTARTED"
FOR_THE_TILL = ("requirements.txt",)
FOR_THE_TESTS = ("requirements.txt", os.path.join("tests", "requirements.txt"))

# system and machine: the oldest glibc or macOS for which each package of requirements.txt is built.
OLDEST_SYSTEM = {
    ("Linux", "x86_64"): (2, 34),
    ("Linux", "aarch64"): (2, 39),
    ("Darwin", "x86_64"): (13, 0),
    ("Darwin", "arm64"): (13, 0),
    ("Windows", "amd64"): (),
    ("Windows", "arm64"): (),
}
OLDEST_MACOS_FOR_THE_NEWEST_PYTHON = (14, 0)
WHERE_TO_FIND: "Mapping[tuple[int, ...], str]" = {
    (2, 34): ", as in Debian 12 or Ubuntu 22.04",
    (2, 39): ", as in Debian 13 or Ubuntu 24.04",
    OLDEST_MACOS_FOR_THE_NEWEST_PYTHON: " for this Python; for Python 3.14 macOS 13 is enough",
}

# library: its package for apt, dnf and pacman; the first block is needed to load Qt at all, the second to
# open a window on X11, where Qt itself would only abort.
QT_LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor", "wayland"),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl", "wayland"),
}
INSTALLERS = {"apt-get": "apt install", "dnf": "dnf install", "pacman": "pacman -S"}


class NotReady(Exception):
    """The machine lacks something; the message says what, and what to do about it."""


def ensure(requirements: "Sequence[str]" = FOR_THE_TILL, *, window: bool = False) -> None:
    """Return only when running inside the project's `.venv` with these requirements and libraries.

    A bundle and an installed package bring their own packages: nothing is done there. Ends the process with
    one sentence where something is missing.
    """
    try:
        _require_python()
        if not getattr(sys, "frozen", False) and os.path.exists(os.path.join(ROOT, requirements[0])):
            _stand_inside(requirements)
        if window:
            _require_libraries()
    except NotReady as problem:
        sys.exit(f"comptoir: {problem}")
    except KeyboardInterrupt:
        sys.exit("comptoir: stopped while setting up. Start again: it begins where it must.")
    except OSError as problem:
        sys.exit(
            f"comptoir: cannot set up in {ROOT}: {problem.strerror}. Put the folder where you may write."
        )


def _require_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        raise NotReady(
            "this is Python {}.{}; Python {}.{} or newer is needed. Install it and start again.".format(
                *sys.version_info[:2], *OLDEST_PYTHON
            )
        )


# --- the project's own Python ---


def _stand_inside(requirements: "Sequence[str]") -> None:
    inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    restarted = os.environ.pop(RESTARTED, "")
    if inside and not os.path.isdir(_packages()):
        _write(_record(FOR_THE_TILL[0]), b"")  # the system's Python was replaced by a newer one: begin anew
        _start_again(_base_python())
    ready = all(_is_installed(name) for name in requirements)
    if inside and ready:
        return
    if restarted:
        raise NotReady(
            f"the Python in {VENV} does not start as it should. Delete that folder and start again."
        )
    if not ready:
        _install(requirements)
    _start_again(_python())


def _base_python() -> str:
    return getattr(sys, "_base_executable", None) or sys.executable


def _packages() -> str:
    """Where the running Python expects the packages of `.venv`."""
    version = "python{}.{}".format(*sys.version_info[:2])
    return os.path.join(VENV, *(("Lib",) if os.name == "nt" else ("lib", version)), "site-packages")


def _python() -> str:
    return (
        os.path.join(VENV, "Scripts", "python.exe")
        if os.name == "nt"
        else os.path.join(VENV, "bin", "python")
    )


def _record(name: str) -> str:
    """Where the copy of an installed requirements file lies."""
    return os.path.join(VENV, "installed-" + name.replace(os.sep, "-"))


def _is_installed(name: str) -> bool:
    return os.path.exists(_python()) and _bytes(_record(name)) == _bytes(os.path.join(ROOT, name))


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""


def _start_again(python: str) -> "NoReturn":
    os.environ[RESTARTED] = "1" if python == _python() else ""
    command = [python, *sys.orig_argv[1:]]
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess  # execv on Windows gives the console back before the program ends

    sys.exit(subprocess.call(command))


def _install(names: "Sequence[str]") -> None:
    """Make `.venv` where it is missing or broken, and install the files in turn; one line a step."""
    _require_builds()
    with open(os.path.join(ROOT, FOR_THE_TILL[0]), "rb") as held_open:
        _lock(held_open)
        _make_venv()
        for name in names:
            if not _is_installed(name):  # another start may have done it while this one waited
                _write(_record(name), b"")
                _install_packages(name)
                _write(_record(name), _bytes(os.path.join(ROOT, name)))
    _say("Ready.")


def _lock(file: "IO[bytes]") -> None:
    """Wait, where the platform can, until no other start is installing."""
    if os.name != "nt":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def _make_venv() -> None:
    import importlib.util
    import shutil
    import subprocess

    interrupted = any(os.path.exists(_record(n)) and not _bytes(_record(n)) for n in FOR_THE_TESTS)
    if os.path.exists(_python()) and not interrupted:
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        module = {
            "Python's venv module": ("python{}.{}-venv".format(*sys.version_info[:2]), "python3", "python")
        }
        raise NotReady(f"a part of Python is missing here: {how_to_get(module)}")
    _say("Setting up Comptoir, once. This takes a minute or two.")
    shutil.rmtree(VENV, ignore_errors=True)
    os.makedirs(VENV, exist_ok=True)
    _write(_record(FOR_THE_TILL[0]), b"")
    _say("  a Python of its own in .venv")
    made = subprocess.run([_base_python(), "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode:
        raise NotReady(f"Python could not make {VENV}: {_last_line(made.stdout + made.stderr)}")


def _install_packages(name: str) -> None:
    import subprocess

    _say(f"  the packages of {name}")
    command = [
        _python(), "-m", "pip", "install", "--require-hashes", "--only-binary=:all:", "--no-deps",
        "--no-input", "--disable-pip-version-check", "--progress-bar=off", "-r", os.path.join(ROOT, name),
    ]  # fmt: skip
    said: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        for line in pip.stdout or ():
            said.append(line.strip())
            if line.startswith("Collecting "):
                _say(f"    {line.split()[1].split('==')[0]}")
    if pip.returncode:
        raise NotReady(
            f"the packages could not be installed ({reason_in(said)}). Check the network and the free "
            "disk space, then start again; if that does not help, delete .venv first."
        )


def reason_in(said: "Sequence[str]") -> str:
    """What stopped pip, in its own words.

    Where it reaches no server it ends in "no matching distribution", which is not the reason: that lies in
    the warnings before, inside the names of the errors of three libraries. A crash tells it in its last line.
    """
    errors = [line.partition("ERROR:")[2].strip() for line in said if line.startswith("ERROR:")]
    if not errors or errors[0].startswith("Exception"):
        return _last_line("\n".join(said))
    if "versions: none" not in errors[0] and "No matching" not in errors[0]:
        return errors[0]
    broken = [line for line in said if "connection broken by" in line or "Could not fetch" in line]
    return _innermost(broken[0]) if broken else errors[0]


def _innermost(line: str) -> str:
    """The words inside `broken by 'NewConnectionError('<object>: No route to host')': /simple/`."""
    import re

    for mark in ("connection broken by ", "Caused by "):
        line = line.rpartition(mark)[2]
    line = re.sub(r"[\"']: /\S*$|<[^>]*>: |\w+(Error|Exception)\(", "", line)
    return re.sub(r"^\d+, |[\"']|\)+( - skipping)?$|\(_ssl[^)]*\)", "", line.strip(" '\"")).strip(" .)'\"")


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[-1]


# --- what the packages are built for ---


def _require_builds() -> None:
    """Refuse, before anything is downloaded, a machine for which some package has no build."""
    import platform
    import sysconfig

    free = sysconfig.get_config_var("Py_GIL_DISABLED")
    machine = platform.machine().lower() if sys.maxsize > 2**32 else "32 bits"
    library, version = platform.libc_ver()
    if sys.platform == "darwin":
        version = platform.mac_ver()[0]
    elif library != "glibc":
        version = ""
    problem = not_built_for(
        "free-threaded" if free else sys.implementation.name,
        sys.version_info[:2],
        (platform.system(), machine),
        tuple(int(part) for part in version.split(".")[:2] if part.isdigit()),
    )
    if problem:
        raise NotReady(problem)


def not_built_for(
    kind: str, python: "tuple[int, ...]", system: "tuple[str, str]", version: "tuple[int, ...]"
) -> str:
    """What this machine has and what is needed, in one sentence; nothing where each package has a build.

    `kind` is Python's own (cpython, free-threaded, pypy), `system` as in OLDEST_SYSTEM, `version` that of
    glibc on Linux (nothing for another C library), of macOS, and nothing elsewhere.
    """
    if kind != "cpython" or python > NEWEST_PYTHON:
        return (
            "this is {} {}.{}; the packages it needs are built for CPython {}.{} to {}.{}. "
            "Install one of these and start again with it."
        ).format("Python" if kind == "cpython" else kind, *python, *OLDEST_PYTHON, *NEWEST_PYTHON)
    if system not in OLDEST_SYSTEM:
        return (
            "this is {} on {}; the packages it needs are built for Linux, macOS and Windows on 64-bit "
            "Intel or ARM, with a 64-bit Python."
        ).format(*system)
    oldest, name = OLDEST_SYSTEM[system], "glibc"
    if system[0] == "Darwin":
        oldest, name = (OLDEST_MACOS_FOR_THE_NEWEST_PYTHON if python == NEWEST_PYTHON else oldest), "macOS"
    if version >= oldest or version == (10, 16):  # what a newer macOS tells a Python built for an older one
        return ""
    has = "{} {}.{}".format(name, *version) if version else f"no {name}"
    needed = "{} {}.{}".format(name, *oldest)
    found = WHERE_TO_FIND.get(oldest, "")
    return f"this machine has {has}; on {system[1]} {needed} or newer is needed{found}."


# --- system libraries ---


def _require_libraries() -> None:
    """Name in one line to paste what Linux lacks to open a window; other systems bring it all."""
    if not sys.platform.startswith("linux"):
        return
    desktops = desktops_here(os.environ)
    if not desktops:
        raise NotReady("there is no screen here. Start it from a desktop, or give a command: comptoir --help")
    lacks = [missing_libraries(needed) for needed in desktops]
    if all(lacks):  # where both are there, Qt opens the window on the one it can
        raise NotReady(f"its window needs system libraries that are missing here: {how_to_get(lacks[0])}")


def desktops_here(environment: "Mapping[str, str]") -> "list[Mapping[str, tuple[str, ...]]]":
    """What each desktop needs for a window, what Qt tries first in front; empty without a screen."""
    asked = environment.get("QT_QPA_PLATFORM", "")
    if asked:
        known = {"xcb": X11_LIBRARIES, "wayland": WAYLAND_LIBRARIES, "wayland-egl": WAYLAND_LIBRARIES}
        return [known.get(kind.partition(":")[0], {}) for kind in asked.split(";")]
    both = (("WAYLAND_DISPLAY", WAYLAND_LIBRARIES), ("DISPLAY", X11_LIBRARIES))
    return [needed for variable, needed in both if environment.get(variable)]


def how_to_get(missing: "Mapping[str, tuple[str, ...]]") -> str:
    """The missing libraries, and the one line to paste that installs them."""
    import shutil

    names = ", ".join(missing)
    for place, (program, command) in enumerate(INSTALLERS.items()):
        if shutil.which(program):
            packages = " ".join(sorted({packages[place] for packages in missing.values()}))
            return f"{names}.\nPaste this line, then start again:\n\n    {_as_root()}{command} {packages}\n"
    return f"{names}. Install them with the system's package manager, then start again."


def _as_root() -> str:
    return "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "


def missing_libraries(desktop: "Mapping[str, tuple[str, ...]]") -> "Mapping[str, tuple[str, ...]]":
    """The libraries Qt needs and the loader does not find, each with its packages for apt, dnf and pacman."""
    import ctypes

    missing: dict[str, tuple[str, ...]] = {}
    for library, packages in {**QT_LIBRARIES, **desktop}.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = packages
    return missing
