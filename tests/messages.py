"""Collects every text of `pos/` and `ui/`, brings the catalogues up to date, and says what is wrong in them.

`python3 tests --messages` writes `resources/locale/LANGUAGE/LC_MESSAGES/comptoir.po` (texts that are new
stand there empty, those that are gone are dropped) and compiles `comptoir.mo` beside it. Both are committed.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pos.domain.words import languages
from pos.text.speech import CONTEXT

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "resources" / "locale"
PAPERS = ("pos/documents/", "pos/services/papers/", "pos/services/mail/")
"""Where the words of receipts, invoices, credit notes and messages stand."""

LANGUAGES = {one.code: ("",) if one.window else PAPERS for one in languages.LANGUAGES if one.code != "en"}
"""Each language with the rooms whose texts it speaks: all of them, or the papers'."""

ONE = frozenset({"_", "gettext", "say", "mark"})
PLURAL = frozenset({"ngettext"})
MEANT = frozenset({"pgettext"})
FOR_TRANSLATORS = "# Translators: "
"""How a comment begins that stands above a text and goes into the catalogues with it."""
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # a date of the day would change the files at every run


class Text(NamedTuple):
    """A text of the program: its English words, its plural form if it has one, what it is said of."""

    one: str
    many: str | None = None
    context: str | None = None
    comment: str = ""

    @property
    def key(self) -> str:
        """Its English words, behind its context where it has one, as compiled catalogues have it."""
        return f"{self.context}{CONTEXT}{self.one}" if self.context else self.one


@dataclass
class Found:
    """A text with all places it stands in."""

    many: str | None = None
    files: set[str] = field(default_factory=set)
    comments: set[str] = field(default_factory=set)


Texts = dict[str, Found]
"""What was found of each text, by its English words, behind its context where it has one."""


# --- collecting ---


def texts(rooms: tuple[str, ...]) -> Texts:
    """Every text of these rooms that a person may read, in the order of the files."""
    found: Texts = {}
    for path, text in all_texts():
        if path.startswith(rooms):
            known = found.setdefault(text.key, Found())
            known.many = known.many or text.many
            known.files.add(path)
            known.comments |= {text.comment} - {""}
    return found


@cache
def all_texts() -> tuple[tuple[str, Text], ...]:
    """The texts with their files."""
    return tuple(
        (path.relative_to(ROOT).as_posix(), text)
        for folder in ("pos", "ui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for text in texts_of(path.read_text("utf-8"))
    )


def texts_of(source: str) -> Iterator[Text]:
    """The texts of one file."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _texts_of_call(node, _comment_above(lines, node.lineno))
        elif isinstance(node, ast.ClassDef):
            said = dict(filter(None, map(_text_of_class, node.body)))
            if said.get("text"):
                yield Text(said["text"], said.get("many") or None)


def _texts_of_call(call: ast.Call, comment: str) -> Iterator[Text]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    words = [_string(argument) for argument in call.args]
    first, second = (*words, None, None)[:2]
    if name in ONE and first:
        yield Text(first, context=second if name == "mark" else None, comment=comment)
    elif name in PLURAL and first and second:
        yield Text(first, second, comment=comment)
    elif name in MEANT and first and second:
        yield Text(second, context=first, comment=comment)


def _comment_above(lines: list[str], at: int) -> str:
    """What a comment right above this line (counted from 1) says to translators."""
    above = lines[at - 2].strip() if at > 1 else ""
    return above.removeprefix(FOR_TRANSLATORS) if above.startswith(FOR_TRANSLATORS) else ""


def _text_of_class(statement: ast.stmt) -> tuple[str, str] | None:
    """The sentence of an error: `text = "..."` in the body of its class, and `many` for other numbers."""
    if isinstance(statement, ast.Assign):
        target, value = statement.targets[0], statement.value
    elif isinstance(statement, ast.AnnAssign) and statement.value:
        target, value = statement.target, statement.value
    else:
        return None
    if isinstance(target, ast.Name) and target.id in ("text", "many"):
        return target.id, _string(value) or ""
    return None


def _string(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# --- numbers ---

COUNTING = frozenset({"count"})
"""Names of places that hold a number, wherever it comes from."""
NUMBERS = frozenset({"number", "len"})
"""What is called to put a number into a text."""


def numbered() -> set[str]:
    """The texts of the program that have a number put in."""
    files = (path for folder in ("pos", "ui") for path in sorted((ROOT / folder).rglob("*.py")))
    return {text for path in files for text in numbered_in(path.read_text("utf-8"))}


def numbered_in(source: str) -> set[str]:
    """The texts of one file that have a number put in: by name, by `format`, or as a value of an error."""
    tree = ast.parse(source)
    places = {
        keyword.arg
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "format"
        for keyword in call.keywords
        if keyword.arg and _is_number(keyword.value)
    }
    found = {
        text.one
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for text in _texts_of_call(node, "")
        if _places(text.one) & (places | COUNTING)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            text = dict(filter(None, map(_text_of_class, node.body))).get("text", "")
            values = {one.target.id for one in node.body if _holds_number(one)}  # type: ignore[attr-defined]
            found |= {text} if _places(text) & values else set()
    return found


def _is_number(value: ast.expr) -> bool:
    """Whether a number is written there."""
    return any(
        isinstance(one, ast.Call) and getattr(one.func, "attr", getattr(one.func, "id", "")) in NUMBERS
        for one in ast.walk(value)
    )


def _holds_number(statement: ast.stmt) -> bool:
    """Whether a value of an error is a number: `count: int`."""
    return (
        isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and ast.unparse(statement.annotation).startswith(("int", "Decimal"))
    )


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
    collected = texts(LANGUAGES[language])
    for key in sorted(collected, key=lambda key: key.split(CONTEXT)[::-1]):
        found, many = collected[key], collected[key].many
        context, _between, one = key.rpartition(CONTEXT)
        identity = (one, many) if many else one
        known = old.get(one, context or None)
        flags = known.flags & {"fuzzy"} if known else set()
        kept = _strings(known) if known and bool(known.pluralizable) == bool(many) else ("", "")
        set_ = _set_in_french if language == "fr" else str
        string = tuple(map(set_, kept)) if many else set_(kept[0])
        places = [(file, 1) for file in sorted(found.files)]
        message = new.add(identity, string, places, flags, sorted(found.comments), context=context or None)
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
    """The text of a message as `texts` has it."""
    return Text(_id(message), context=message.context).key


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _id(message: Message) -> str:
    return _ids(message)[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))
