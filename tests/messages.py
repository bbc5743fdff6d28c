"""Collects every text of `pos/` and `ui/`, brings the catalogues up to date, and says what is wrong in them.

`python3 tests --messages` writes `resources/locale/LANGUAGE/LC_MESSAGES/comptoir.po` (texts that are new
stand there empty, those that are gone are dropped) and compiles `comptoir.mo` beside it. Both are committed.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "resources" / "locale"
PAPERS = ("pos/documents/", "pos/services/papers/")
"""Where the words of receipts, invoices and credit notes stand."""

LANGUAGES = {"fr": ("",), "de": PAPERS, "es": PAPERS, "it": PAPERS, "nl": PAPERS}
"""Each language with the rooms whose texts it speaks: all of them, or the papers'."""

ONE = frozenset({"_", "gettext", "say", "mark", "N_"})
PLURAL = frozenset({"ngettext"})
CONTEXT = frozenset({"pgettext"})
BEHIND = "\x04"
"""Parts the context of a text from the text, as compiled catalogues do."""
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # a date of the day would change the files at every run

Texts = dict[str, tuple[str | None, set[str]]]
"""Message id: its plural form if it has one, and the files it stands in."""


# --- collecting ---


def texts(rooms: tuple[str, ...]) -> Texts:
    """Every text of these rooms that a person may read, in the order of the files."""
    found: Texts = {}
    for path, one, many in _all_texts():
        if path.startswith(rooms):
            known = found.setdefault(one, (many, set()))
            known[1].add(path)
            if many and not known[0]:
                found[one] = (many, known[1])
    return found


@cache
def _all_texts() -> tuple[tuple[str, str, str | None], ...]:
    """The texts with their files."""
    return tuple(
        (path.relative_to(ROOT).as_posix(), one, many)
        for folder in ("pos", "ui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for one, many in _texts_of(ast.parse(path.read_text("utf-8")))
    )


def _texts_of(tree: ast.Module) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _texts_of_call(node)
        elif isinstance(node, ast.ClassDef):
            for statement in node.body:
                text = _text_of_class(statement)
                if text:
                    yield text, None


def _texts_of_call(call: ast.Call) -> Iterator[tuple[str, str | None]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [_string(argument) for argument in call.args]
    if name in ONE and words and words[0]:
        yield words[0], None
    elif name in CONTEXT and len(words) > 1 and words[0] and words[1]:
        yield f"{words[0]}{BEHIND}{words[1]}", None
    elif name in PLURAL and len(words) > 1 and words[0] and words[1]:
        yield words[0], words[1]


def _text_of_class(statement: ast.stmt) -> str | None:
    """The sentence of an error: `text = "..."` in the body of its class."""
    if isinstance(statement, ast.Assign):
        target, value = statement.targets[0], statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value:
        target, value = statement.target, statement.value
    else:
        return None
    return _string(value) if isinstance(target, ast.Name) and target.id == "text" else None


def _string(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# --- catalogues ---


def path_of(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "comptoir.po"


def read(language: str) -> Catalog:
    """The catalogue as it lies in the project, empty where there is none."""
    path = path_of(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def updated(language: str) -> Catalog:
    """The catalogue with exactly the texts of the program, and the translations that were there."""
    old, new = read(language), _empty(language)
    for one, (many, files) in sorted(texts(LANGUAGES[language]).items()):
        context, _behind, text = one.rpartition(BEHIND)
        identity = (text, many) if many else text
        known = old.get(text, context or None)
        flags = known.flags & {"fuzzy"} if known else set()
        kept = _strings(known) if known and bool(known.pluralizable) == bool(many) else ("", "")
        set_ = _set_in_french if language == "fr" else str
        string = tuple(map(set_, kept)) if many else set_(kept[0])
        places = [(file, 1) for file in sorted(files)]
        message = new.add(identity, string, places, flags, context=context or None)
        message.flags -= {"python-format"}  # our places are {braces}; "20 % of" is no place
    return new


def bring_up_to_date() -> None:
    """Write the catalogues anew, compile them, and say what is left to translate."""
    for language in LANGUAGES:
        catalogue = updated(language)
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        left = untranslated(catalogue)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {len(left)} to translate")


def _set_in_french(text: str) -> str:
    """A translation as a printer would set it: no-break spaces in French punctuation, curled apostrophes."""
    text = re.sub(r" (?=[:;!?»%€])|(?<=«) ", "\xa0", text)
    return re.sub(r"(?<=\w)'(?=\w)", "\N{RIGHT SINGLE QUOTATION MARK}", text)


def as_po(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False)
    return out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="Comptoir",
        version="1",
        msgid_bugs_address="",
        copyright_holder="The Comptoir authors",
        header_comment="# The texts of Comptoir.\n#",
        creation_date=FIXED_DATE,
        revision_date=FIXED_DATE,
        last_translator="The Comptoir authors",
        language_team="The Comptoir authors",
        fuzzy=False,
    )


# --- what is wrong ---


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages without a translation, or with one that is only a guess."""
    return [_id(m) for m in catalogue if m.id and (m.fuzzy or not all(_strings(m)))]


def with_wrong_places(catalogue: Catalog) -> list[str]:
    """The translations that name other {places} than the English sentence (the plural one, if it has one)."""
    return [
        f"{_id(message)}: {string}"
        for message in catalogue
        if message.id
        for string in filter(None, _strings(message))
        if _places(string) != _places(_ids(message)[-1])
    ]


def with_bad_spaces(catalogue: Catalog) -> list[str]:
    """French texts whose double punctuation could fall to the next line: it needs a no-break space before."""
    loose = re.compile(r" [:;!?»%€]|« |[^\s\u202f\xa0:;!?(«][;!?»](?=\s|$)")
    straight = re.compile(r"\w'\w")
    return [s for m in catalogue if m.id for s in _strings(m) if loose.search(s) or straight.search(s)]


def key_of(message: Message) -> str:
    """The text as `texts` has it, behind its context where it has one."""
    return f"{message.context}{BEHIND}{_id(message)}" if message.context else _id(message)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _id(message: Message) -> str:
    return _ids(message)[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))
