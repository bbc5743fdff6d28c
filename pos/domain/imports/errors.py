"""Why a file cannot be taken in as a catalogue."""

from __future__ import annotations

from pos.domain.words.errors import CashierError


class ImportUnknown(CashierError):
    text = "There is no import to take back."


class FileGone(CashierError):
    text = "{path} is not there any more. Nothing was changed. Choose the file again."
    path: str


class FileForbidden(CashierError):
    text = "You are not allowed to read {path}. Nothing was changed. Ask who owns it, or choose a copy of it."
    path: str


class FileUnreadable(CashierError):
    text = "{path} could not be read: {reason}. Nothing was changed. Copy it to this computer and try again."
    path: str
    reason: str


class NotAFile(CashierError):
    text = "{path} is a folder or a device, not a file. Nothing was changed. Choose a CSV file."
    path: str


class FileEmpty(CashierError):
    text = "{path} is empty. Nothing was changed. Export the catalogue again."
    path: str


class FileTooLarge(CashierError):
    text = "{path} has {megabytes} MB, more than the {most} MB that can be read. Split it into several files."
    path: str
    megabytes: int
    most: int


class RowEndless(CashierError):
    text = "Row {row} of {path} does not end: a quote is left open. Nothing was changed. Close it there."
    path: str
    row: int


class NotText(CashierError):
    text = "{path} is not a text file. Nothing was changed. Choose a CSV file."
    path: str


class Workbook(CashierError):
    text = "{path} is a spreadsheet, not a CSV file. Nothing was changed. Open it and save it as CSV."
    path: str


class Picture(CashierError):
    text = "{path} is a picture, not a CSV file. Nothing was changed. Choose the catalogue itself."
    path: str


class WebPage(CashierError):
    text = "{path} is a web page, not a CSV file. Nothing was changed. Log in to the shop and export again."
    path: str


class FormatUnknown(CashierError):
    text = "“{name}” is not a format that can be read. Choose one of: {known}."
    name: str
    known: str


class EncodingUnknown(CashierError):
    text = "“{name}” is no encoding that can be read. Choose one of: {known}."
    name: str
    known: str


class FieldUnknown(CashierError):
    text = "“{name}” is nothing that a column can mean. Choose one of: {known}."
    name: str
    known: str


class PlaceUnknown(CashierError):
    text = "The file has no stock of a place “{name}”. Choose one of: {known}."
    name: str
    known: str


class FormatDoesNotFit(CashierError):
    text = "{path} does not have the columns of {title}. Nothing was changed. Let its format be recognised."
    path: str
    title: str


class ReadingCancelled(CashierError):
    text = "Reading the file was cancelled. Nothing was changed."


class TakingBackCancelled(CashierError):
    text = "Taking the file back was cancelled. It is in as before."
