"""Catches what nobody expected: keeps the sale going, says what is safe, and writes down where it happened.

The report names places in the program and kinds of errors, never values: a message may hold a name.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext as QtContext
from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion

ROOT = Path(__file__).resolve().parents[2]
LOG = logging.getLogger("comptoir")
_MEGABYTE = 1_000_000
_FILES = 5


def report_of(error: BaseException) -> str:
    """Return what happened and where, from the outer call to the inner one, causes first; no values."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        parts.append(
            "\n".join([f"{type(one).__module__}.{type(one).__qualname__}", *_places(one.__traceback__)])
        )
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    import platform  # only a crash needs it

    machine = f"Comptoir on Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
    return "\n".join([machine, *reversed(parts)])


def _places(trace: TracebackType | None) -> list[str]:
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        file = Path(code.co_filename)
        shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else Path(*file.parts[-2:])
        lines.append(f"  {shown.as_posix()}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return lines


class Crash(QObject):
    """Takes over Python's hooks; `happened` tells the window's thread, with the report."""

    happened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._file: Path | None = None
        self._hooks: tuple[Callable[..., object], Callable[..., object]] | None = None
        self._handler: logging.Handler | None = None

    def install(self) -> None:
        """Take the hooks of the window's thread, of all lanes, and of Qt."""
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_qt_said)
        LOG.propagate = False
        LOG.setLevel(logging.INFO)
        if not LOG.handlers:
            LOG.addHandler(logging.NullHandler())

    def remove(self) -> None:
        """Give the hooks back and close the log."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks
            self._hooks = None
            qInstallMessageHandler(None)
        if self._handler is not None:
            LOG.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def write_to(self, folder: Path) -> None:
        """Keep the log in the shop's folder from now on: five files of a megabyte."""
        from logging.handlers import RotatingFileHandler  # costs milliseconds the first paint does not have

        try:
            (folder / "log").mkdir(mode=0o700, exist_ok=True)
            self._file = folder / "log" / "comptoir.log"
            handler = RotatingFileHandler(
                self._file, maxBytes=_MEGABYTE, backupCount=_FILES - 1, encoding="utf-8", delay=True
            )
        except OSError:
            return  # a full or read-only disk must not stop the till; the shop says so where it matters
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logging.raiseExceptions = False
        LOG.addHandler(handler)
        self._handler = handler

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            raise SystemExit(130)
        report = report_of(error.with_traceback(trace))
        LOG.error("%s", report)
        self.happened.emit(report)

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._caught(args.exc_type, args.exc_value, args.exc_traceback)


def _qt_said(kind: QtMsgType, context: QtContext, message: str) -> None:
    if kind is QtMsgType.QtFatalMsg:
        LOG.critical("Qt: %s", message)
    elif kind is not QtMsgType.QtDebugMsg:
        LOG.warning("Qt: %s", message)
