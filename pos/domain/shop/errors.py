"""What may be wrong with the shop: what it says about itself, its folder, its file, its clock."""

from __future__ import annotations

from datetime import datetime

from pos.domain.words.errors import CashierError


class ClockMoved(CashierError):
    text = (
        "The computer's clock says {now}, but the last entry was made at {last}. "
        "Set the clock, or confirm that today's date is right; the cart is kept."
    )
    now: datetime
    last: datetime


class ClockOffHub(ClockMoved):
    text = (
        "The computer's clock says {now}, but the hub's said {last}. "
        "Set the clock, or confirm that today's date is right; the cart is kept."
    )


class NoShopHere(CashierError):
    text = "There is no shop in {folder} yet. Create one, or open another folder."
    folder: str


class ShopGone(NoShopHere):
    text = (
        "The shop's file in {folder} is gone. Nothing was begun anew: the newest good copy is {copy}. "
        "Restore it, or choose an empty folder."
    )
    copy: str


class ShopGoneUncopied(NoShopHere):
    text = (
        "The shop's file in {folder} is gone, and no good copy lies there. Nothing was begun anew. "
        "Restore a backup, or choose an empty folder."
    )


class OnlyToLook(CashierError):
    text = (
        "{folder} can only be read. Everything can be looked at, and nothing was saved. "
        "To sell, bring the shop to a disk that can be written."
    )
    folder: str


class OpenToOthers(CashierError):
    text = (
        "Others on this computer may open {folder}: its rights cannot be changed. "
        "Everything works; keep the shop in a folder of your own."
    )
    folder: str


class OtherShop(CashierError):
    text = (
        "{path} is of another shop than the one in {folder}. Nothing was changed. "
        "Restore it into a folder of its own."
    )
    path: str
    folder: str


class FolderClosed(CashierError):
    text = (
        "{folder} cannot be opened ({reason}). Nothing was changed. "
        "Ask who owns it, or choose another folder."
    )
    folder: str
    reason: str


class ShopExists(CashierError):
    text = "{folder} already holds a shop. Choose an empty folder; nothing was changed."
    folder: str


class NotAShop(CashierError):
    text = (
        "{path} is not a shop of Comptoir. It was left as it is. Restore a backup, or choose another folder."
    )
    path: str


class NewerFile(CashierError):
    text = (
        "{path} was written by a newer Comptoir. It was left as it is. Install the newer program to open it."
    )
    path: str


class OldFile(CashierError):
    text = (
        "{path} is of an early format that this program does not read. It was left as it is. "
        "Move it away, and make the demo anew: comptoir demo."
    )
    path: str


class RebuildStopped(CashierError):
    text = "The tables were not made anew, and the shop is as it was. Start again to go on."


class CheckStopped(CashierError):
    text = "The check was stopped. Nothing was changed."


class FileDamaged(CashierError):
    text = "The shop's file is damaged. It was left as it is. Restore the last backup."


class EntryDamaged(CashierError):
    text = "This entry is damaged: run verify. Nothing was changed."


class EntryTooLarge(CashierError):
    text = "This is too much to save at once. Do it in smaller steps; nothing was saved."


class EntryWrong(CashierError):
    text = "Entry {entry} is not as it was written: {what}. Nothing of it was taken in."
    entry: str
    what: str


class FileReplaced(CashierError):
    text = (
        "The shop's file was replaced while the till was open. "
        "Nothing was saved, the cart is kept. Start again."
    )


class LockedByOther(CashierError):
    text = "This shop is already open in another window ({holder}). Use that one, or close it first."
    holder: str


class TillBusy(CashierError):
    text = "Another program is using the shop's file. Nothing was saved, the cart is kept. Try again."


class ImportRunning(CashierError):
    text = "Another program is taking a catalogue file into this shop. Nothing was changed. Try again later."


class DiskTrouble(CashierError):
    text = (
        "The disk refused to save ({reason}). Nothing was saved, the cart is kept. "
        "Free some space and try again."
    )
    reason: str


class BackupBroken(CashierError):
    text = "{path} is not a complete backup. It was not used; nothing was changed."
    path: str


class BackupExists(CashierError):
    text = "{path} exists already. Choose another name; nothing was changed."
    path: str


class IbanWrong(CashierError):
    text = "“{written}” is not an IBAN: a character is wrong or missing. Nothing was changed; check it."
    written: str


class BicWrong(CashierError):
    text = "“{written}” is not a BIC: it has 8 or 11 letters and figures, such as CCOPFRPP. Check it."
    written: str


class WebsiteWrong(CashierError):
    text = "“{written}” is not the address of a website. Write one such as www.example.com."
    written: str


class SiretWrong(CashierError):
    text = "“{written}” is not a SIRET: it has 14 digits, and the last one checks the others. Check it."
    written: str


class ServerNameWrong(CashierError):
    text = "“{written}” is not the name of a server. Write it alone, such as mail.example.com."
    written: str


class PortWrong(CashierError):
    text = "A port is a whole number from 1 to 65535; 0 is the usual one. Nothing was changed."


class PasswordUnreadable(CashierError):
    text = "No password could be read from {path}. Nothing was changed."
    path: str


class LogoIsADrawing(CashierError):
    text = "{name} is an SVG drawing. Export it as a PNG picture and choose that. The logo was not changed."
    name: str


class LogoTooLarge(CashierError):
    text = "{name} is too large for a logo. Save it smaller, 1,000 pixels wide, and choose it again."
    name: str


class LogoNotAPicture(CashierError):
    text = "{name} is not a picture that can be read. Choose a PNG or JPEG file. The logo was not changed."
    name: str


class OfficeOnly(CashierError):
    text = "The office changes prices, products and settings. This till sells; nothing was changed."


class TrackingLinkWrong(CashierError):
    text = (
        "“{written}” is no link to follow parcels. Write a web address that begins with https:// and has"
        " NUMBER where the tracking number goes."
    )
    written: str
