"""A real PostgreSQL for the tests: a cluster of their own with TLS, or the one of COMPTOIR_TEST_PG."""

from __future__ import annotations

import functools
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

psycopg = pytest.importorskip("psycopg", reason="the library that talks to a hub is missing")
from psycopg import conninfo, sql  # noqa: E402

SERVER = "COMPTOIR_TEST_PG"
PASSWORD = "pos tgres'\\ & co"
"""Characters that a connection string has to mask."""


def binaries() -> Path | None:
    """Where a server's programs are, the newest first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def nobody(command: list[str]) -> list[str]:
    """A server never runs as root."""
    if os.name != "posix" or os.getuid() != 0:
        return command
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]


def certificate(folder: Path, name: str, subject: str, days: tuple[str, str] | None = None) -> None:
    """A certificate `name`.pem with its key, signed by the folder's `ca`, or that one itself."""
    run = functools.partial(subprocess.run, check=True, capture_output=True, cwd=folder)
    key = ["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key"]
    run(key)
    if name.startswith("ca"):
        run(["openssl", "req", "-new", "-x509", "-key", f"{name}.key", "-out", f"{name}.pem", "-days", "3650",
             "-subj", f"/CN={subject}"])  # fmt: skip
        return
    run(["openssl", "req", "-new", "-key", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={subject}"])
    (folder / f"{name}.ext").write_text(
        f"subjectAltName={'DNS' if subject[0].isalpha() else 'IP'}:{subject}\n"
    )
    (folder / "index.txt").write_text("")
    (folder / "ca.conf").write_text(
        "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\nunique_subject=no\n"
        "default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n"
    )
    begins, ends = days or ("20200101000000Z", "20991231000000Z")
    run(["openssl", "ca", "-batch", "-notext", "-config", "ca.conf", "-cert", "ca.pem", "-keyfile", "ca.key",
         "-in", f"{name}.csr", "-out", f"{name}.pem", "-extfile", f"{name}.ext", "-startdate", begins,
         "-enddate", ends])  # fmt: skip


def free_port() -> int:
    """A port that was free a moment ago."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Cluster:
    """A server of the tests' own; a direct child, so that a kill leaves no zombie that holds the lock."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self._programs = programs
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Files and certificates of a new cluster."""
        certificate(self.folder, "ca", "Tests of Comptoir")
        certificate(self.folder, "server", "localhost")
        (self.folder / "password").write_text(PASSWORD + "\n")
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", "nobody:nogroup", str(self.folder)], check=True)
            self.folder.chmod(0o711)
        (self.folder / "server.key").chmod(0o600)
        subprocess.run(
            nobody([
                str(self._programs / "initdb"), "-D", str(self.data), "-U", "postgres", "-E", "UTF8",
                "--locale=C",
                "-A", "scram-sha-256", "--pwfile", str(self.folder / "password"), "--no-sync",
            ]),
            check=True, capture_output=True, cwd=self.folder,
        )  # fmt: skip

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self, *more: str) -> None:
        """Start the server, and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1", "port": str(self.port), "ssl": "on", "max_connections": "60",
            "unix_socket_directories": str(self.folder), "ssl_cert_file": str(self.folder / "server.pem"),
            "ssl_key_file": str(self.folder / "server.key"), "shared_buffers": "16MB", "autovacuum": "off",
        }  # fmt: skip
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        self._process = subprocess.Popen(
            nobody([str(self._programs / "postgres"), "-D", str(self.data), *options, *more]),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder,
        )  # fmt: skip
        ready = [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ready, check=False).returncode:
            assert self._process.poll() is None, "the server ended"

    def stop(self) -> None:
        """Stop it in order, and at once."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait()
            self._process = None

    def kill(self) -> None:
        """Kill it with its children: nothing it promised may be lost."""
        assert self._process is not None
        pid = self._process.pid
        self._process.send_signal(signal.SIGSTOP)
        os.waitpid(pid, os.WUNTRACED)  # from here on it makes no more children
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._process = None

    def dsn(self, database: str = "postgres", **more: object) -> str:
        """How the server's owner reaches a database of it."""
        own: dict[str, object] = {
            "host": "localhost", "hostaddr": "127.0.0.1", "port": self.port, "dbname": database,
            "user": "postgres", "password": PASSWORD, "sslmode": "verify-full",
            "sslrootcert": str(self.folder / "ca.pem"),
        }  # fmt: skip
        return conninfo.make_conninfo(**{**own, **more})

    @contextmanager
    def showing(self, begins: str, ends: str) -> Iterator[None]:
        """For a while the server shows a certificate of other days."""
        certificate(self.folder, "other", "localhost", (begins, ends))
        files = {"ssl_cert_file": self.folder / "other.pem", "ssl_key_file": self.folder / "other.key"}
        for file in files.values():
            if os.getuid() == 0:
                shutil.chown(file, "nobody", "nogroup")
            file.chmod(0o600)
        self.stop()
        self.start(*(part for key, file in files.items() for part in ("-c", f"{key}={file}")))
        try:
            yield
        finally:
            self.stop()
            self.start()


class TestDatabase:
    """An empty database of one test, with an owner of its own who may make roles and nothing more."""

    __test__ = False

    def __init__(self, server: str) -> None:
        self._server = server
        mark = secrets.token_hex(4)
        self.name, self.owner = f"shop {mark}'s", f"owner {mark}"
        self.secret = f"s\\'3 cr=t%@/{mark}"
        with closing(psycopg.connect(server, autocommit=True)) as admin:
            run = admin.execute
            run(
                sql.SQL("CREATE ROLE {} LOGIN CREATEROLE PASSWORD {}").format(
                    sql.Identifier(self.owner), sql.Literal(self.secret)
                )
            )
            run(sql.SQL("CREATE DATABASE {} OWNER {}").format(*map(sql.Identifier, (self.name, self.owner))))

    def dsn(self, **more: object) -> str:
        """How its owner reaches it."""
        said = conninfo.conninfo_to_dict(self._server)
        own = {"dbname": self.name, "user": self.owner, "password": self.secret}
        return conninfo.make_conninfo(**{**said, **own, **more})

    def run(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Do something as the server's owner."""
        said = {**conninfo.conninfo_to_dict(self._server), "dbname": self.name}
        with closing(psycopg.connect(conninfo.make_conninfo(**said), autocommit=True)) as admin:
            found = admin.execute(statement, values)
            return found.fetchall() if found.description else []

    def drop(self) -> None:
        """Take it away with the roles that were made for it."""
        with closing(psycopg.connect(self._server, autocommit=True)) as admin:
            admin.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name))
            )
            made = """WITH RECURSIVE r(oid) AS (SELECT oid FROM pg_roles WHERE rolname = %s UNION
                SELECT m.roleid FROM pg_auth_members m JOIN r ON m.member = r.oid WHERE m.roleid NOT IN
                (SELECT oid FROM pg_roles WHERE rolname LIKE 'pg\\_%%' OR rolsuper))
                SELECT rolname FROM pg_roles JOIN r USING (oid) ORDER BY rolname = %s"""
            for (role,) in admin.execute(made, (self.owner, self.owner)).fetchall():
                admin.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@functools.cache
def _why_not() -> str:
    if os.environ.get(SERVER):
        return ""
    if os.name != "posix" or binaries() is None:
        return "no PostgreSQL here: install postgresql, or set COMPTOIR_TEST_PG"
    return "" if shutil.which("openssl") else "no openssl here to make certificates"


@contextmanager
def running() -> Iterator[Cluster]:
    """A server of one's own; raises LookupError, which says why, where there can be none."""
    programs = binaries()
    if (why := _why_not()) or programs is None:
        raise LookupError(why or "no PostgreSQL of the tests' own")
    folder = Path(
        tempfile.mkdtemp(prefix="comptoir-pg-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
    )
    one = Cluster(folder, programs)
    try:
        one.make()
        one.start()
        yield one
    finally:
        one.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server of the tests' own."""
    with ExitStack() as stack:
        try:
            one = stack.enter_context(running())
        except LookupError as error:
            pytest.skip(str(error))
        yield one


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> str:
    """How the owner of a server reaches it."""
    return os.environ.get(SERVER) or request.getfixturevalue("cluster").dsn()


@pytest.fixture
def database(server: str) -> Iterator[TestDatabase]:
    """An empty database with an owner of its own."""
    one = TestDatabase(server)
    yield one
    one.drop()
