"""What the command line refuses in words of its own: a script has no cart and no button."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from pos.disk import NoFile, open_file
from pos.domain.words.errors import CashierError
from pos.domain.words.phrases import CountryName


class LetterWrong(CashierError):
    text = "“{letter}” cannot name a till. Use one to three letters, such as A."
    letter: str


class CountryWrong(CashierError):
    text = "“{country}” is not a country. Write its two letters, such as FR."
    country: str


class RegionWrong(CashierError):
    text = "“{region}” has no taxes of its own in {country}. Write one of {known}."
    region: str
    country: CountryName
    known: str


class SealWrong(CashierError):
    text = "“{text_given}” is no entry and seal. Write its number, a colon, and the seal: 214:7f3a91c2."
    text_given: str


class JournalBroken(CashierError):
    text = "The shop does not add up. First at {where}: {what}. Keep the file, and restore the last backup."
    where: str
    what: str


class IndexStale(CashierError):
    text = "What the search reads of {what} is out of date; the check in the settings makes it anew."
    what: str


class NotProvable(CashierError):
    text = (
        "Everything adds up, but the key of {letters} is not known here, so it cannot be proven. "
        "If this till carries on after a restore, say so with `comptoir verify --accept`."
    )
    letters: str


class DayWrong(CashierError):
    text = "“{day}” is not a day. Write year, month and day, such as 2026-11-23."
    day: str


class FileMissing(CashierError):
    text = "There is no file {path}. Nothing was changed."
    path: str


class FileUnreadable(CashierError):
    text = "{path} cannot be read ({reason}). Nothing was changed."
    path: str
    reason: str


def require_file(path: Path, otherwise: CashierError) -> None:
    """Refuse what cannot be read; `otherwise` is said of what stands there and is no file at all."""
    try:
        open_file(path).close()
    except NoFile:
        raise otherwise from None
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(str(path)) from error
    except (OSError, ValueError) as error:
        raise FileUnreadable(str(path), reason_of(error)) from error


class FileUnwritable(CashierError):
    text = "{path} cannot be written ({reason}). Choose another place, or free some space."
    path: str
    reason: str


class Unforeseen(CashierError):
    text = (
        "Something went wrong that should not ({kind} at {place}). What was said to be done is safe. "
        "Please report it; COMPTOIR_TRACEBACK=1 shows all of it."
    )
    kind: str
    place: str


def require_place(path: Path) -> None:
    """Refuse at once where no file can be written later: after what cannot be taken back."""
    try:
        with suppress(FileNotFoundError):
            if not S_ISREG(path.lstat().st_mode):
                raise FileUnwritable(str(path), "it is no file")
        if not path.parent.is_dir():
            raise FileUnwritable(str(path), "there is no such folder")
    except (OSError, ValueError) as error:
        raise FileUnwritable(str(path), reason_of(error)) from error


def reason_of(error: Exception) -> str:
    """Why the system refused a file, in its own words."""
    return getattr(error, "strerror", None) or str(error)


class NameUnknown(CashierError):
    text = "No operation before this one gave an order the name “{name}”. Nothing was changed by it."
    name: str
