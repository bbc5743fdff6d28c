"""Which code page a file is written in: the one under which its words are most like a language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

WORD = re.compile(rb"[@-~\x80-\xff]*[\x80-\xff][@-~\x80-\xff]*")
"""Bytes around one that is not ASCII; second bytes of Asian pages may be letters and signs of ASCII."""

MOST_WORDS = 400
DOUBT = 0.8
"""How much worse per letter another reading must be for the best one to be beyond doubt."""

_AT_HOME = 1.0
_OLD = 0.35
_USUAL = 0.5
_WORST = -4.0


class Reading(NamedTuple):
    """A code page, the language that fits it best, and how well: 0 is indifferent, 2 the best.

    `texts` are the words as the page reads them. One of the shop's country has the advantage `home`.
    """

    score: float
    encoding: str
    letters: str
    texts: tuple[str, ...]
    home: float


class _Language(NamedTuple):
    """The letters outside ASCII, the commonest first; the pages they were written in, the usual one first."""

    letters: str
    pages: str
    countries: str


_WEST = "cp1252 mac_roman cp850"
_MIDDLE = "cp1250 iso8859_2 cp852"
_SLAVIC = "cp1251 koi8_r cp866 iso8859_5"
_BALTIC = "cp1257 cp775 iso8859_4"

_LANGUAGES = (
    _Language("éèàêçâîôùûëïœ", _WEST, "FR BE CH LU MC CA SN CI CM MG RE GP MQ GF HT MA TN DZ"),
    _Language("üäöß", _WEST, "DE AT CH LI LU BE"),
    _Language("óíáéñúü¿¡", _WEST, "ES MX AR CL CO PE UY EC BO PY VE CR PA GT HN NI SV DO CU PR US"),
    _Language("ãçáéóíêõúâôà", _WEST, "PT BR AO MZ CV"),
    _Language("àèùòìé", _WEST, "IT CH SM VA"),
    _Language("éëïèüö", _WEST, "NL BE SR"),
    _Language("äöåé", _WEST, "SE FI AX"),
    _Language("øæåéöäü", _WEST, "DK NO FO GL"),
    _Language("íáðéóþýúæö", _WEST, "IS"),
    _Language("éñèüöçáóï", _WEST, "US GB IE AU NZ ZA SG IN PH KE NG MT"),
    _Language("àéèíóòçúïü·", _WEST, "AD ES"),
    _Language("łóążęśćńź", _MIDDLE, "PL"),
    _Language("íáéěýšžřčůúňťďó", _MIDDLE, "CZ"),
    _Language("áíýéčšžúľťňďôäóĺŕ", _MIDDLE, "SK"),
    _Language("éáóöőüúíű", _MIDDLE, "HU"),
    _Language("ăâîșțşţ", _MIDDLE, "RO MD"),
    _Language("čšžćđ", _MIDDLE, "HR SI BA RS ME"),
    _Language("ëç", _WEST, "AL XK"),
    _Language("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", _SLAVIC, "RU BY KZ KG UZ TJ MN"),
    _Language("оаиінвртесклудмпязьбгйчхцїжєюшщфґ", f"{_SLAVIC} koi8_u", "UA"),
    _Language("аоиетнрвслкдпмзябугъчжцйхщфшью", _SLAVIC, "BG"),
    _Language("аоиенртсувкдпмјлбзгчшцћжђњљфхџѓќѕ", _SLAVIC, "RS MK ME BA"),
    _Language("оаіыьнерстлдкяумпўвзгбйцчшжхюфёэ", _SLAVIC, "BY"),
    _Language("αοιετσνηυρπκμλςόίάέδγήθύώχβφξζψϊϋΐΰ", "cp1253 iso8859_7 cp737 cp869", "GR CY"),
    _Language("ıişüçöğâîû", "cp1254 cp857", "TR CY"),
    _Language("ıəişüçöğ", "cp1254", "AZ"),
    _Language("יולהרתאמבשנדםעקחןפטגצסזכץףךŋ", "cp1255 cp862 iso8859_8", "IL"),
    _Language("الينمروتبةعدسفهكقحجشطصأىخزإضغذثئءظؤآگچپژکی", "cp1256 iso8859_6 cp864", "EG SA AE IQ JO LB"),
    _Language("ėšžųįąčūęą", _BALTIC, "LT"),
    _Language("āīēšņļūķģžč", _BALTIC, "LV"),
    _Language("äõüöšž", _BALTIC, "EE"),
    _Language("àáâãèéêìíòóôõùúýăđĩũơưạ̣̀́̉̃", "cp1258", "VN"),
    _Language("านรกเงอมยวลดสทตปบคชพจขหแโใไผธศซ่้ีัิุู์ื็ะำึๆฟถฐณญภษฎฏฆ", "cp874", "TH"),
    _Language("ー", "cp932 euc_jp", "JP"),
    _Language("", "gb18030", "CN"),
    _Language("", "big5hkscs", "TW HK MO"),
    _Language("", "cp949", "KR"),
)
_EVERYBODYS = frozenset(letter for one in _LANGUAGES for letter in one.letters + one.letters.upper())
DOUBLE = frozenset({"cp932", "euc_jp", "gb18030", "big5hkscs", "cp949"})
"""The pages that write a letter in two bytes."""

_USUAL_PAGES = "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874"
_ASIAN_PAGES = "cp932 euc_jp gb18030 big5hkscs cp949"
_OLD_PAGES = "koi8_r cp850 cp852 cp866 cp737 cp857 mac_roman iso8859_2 iso8859_5 iso8859_7"

CHOICE = tuple(f"{_USUAL_PAGES} {_ASIAN_PAGES} {_OLD_PAGES}".split())
"""The pages a person can choose among, the usual ones first."""

READ = (*dict.fromkeys([*CHOICE, *(page for one in _LANGUAGES for page in one.pages.split()), "utf-8"]),)
"""All that a file can be read in; those beyond the choice are offered where a file reads well in them."""


def are_usual(foreign: Iterable[str]) -> bool:
    """Whether most of these are letters of a language, and not two bytes that fit by chance."""
    found = list(foreign)
    usual = [one for one in found if one in _EVERYBODYS or one > "\u2e80" or not one.isalpha()]
    return len(usual) * 3 >= len(found) * 2


def readings(words: Iterable[bytes], country: str) -> list[Reading]:
    """The pages that fit best, the best first; of those that give the same letters only the first."""
    counted = [word for word, _times in Counter(words).most_common(MOST_WORDS)]
    best: dict[str, Reading] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for language in _LANGUAGES:
        home = _AT_HOME if country in language.countries.split() else 0.0
        for at, page in enumerate(language.pages.split()):
            if page not in texts:
                texts[page] = tuple(word.decode(page, "replace") for word in counted)
            advantage = home - (_OLD if at else 0) + (_USUAL if page == "cp1252" and not country else 0)
            score = _fits(page, language.letters, texts[page]) + advantage
            reading = Reading(score, page, language.letters, texts[page], advantage)
            best[page] = max(best.get(page, reading), reading)
    found: dict[tuple[str, ...], Reading] = {}
    for reading in sorted(best.values(), reverse=True):
        found.setdefault(reading.texts, reading)
    return list(found.values())


def in_doubt(found: list[Reading]) -> list[Reading]:
    """The best and all about as good, judged by the words they read otherwise."""
    best = found[0]
    alike = [each for each in found[1:] if _margin(best, each) < max(0.0, DOUBT - best.home + each.home)]
    return [best, *sorted(alike, key=lambda each: each.home - each.score)]


def _margin(best: Reading, other: Reading) -> float:
    """How much better the best reads what the two do not read alike."""
    apart = [both for both in zip(best.texts, other.texts, strict=True) if both[0] != both[1]]
    ours, theirs = zip(*apart, strict=True)
    return _fits(best.encoding, best.letters, ours) - _fits(other.encoding, other.letters, theirs)


def _fits(page: str, letters: str, texts: tuple[str, ...]) -> float:
    """How well these words read in a language, per letter outside ASCII."""
    known = _worth(letters)
    marks = [
        mark
        for text in texts
        for mark in (_double(text, letters) if page in DOUBLE else _single(text, known))
    ]
    return sum(marks) / len(marks) if marks else 0.0


@cache
def _worth(letters: str) -> dict[str, float]:
    """What each letter speaks for its language: 2 the commonest, 1 the rarest; capitals the same."""
    worth = {}
    for at, letter in enumerate(letters):
        worth[letter] = worth[letter.upper()] = 2 - at / len(letters)
    if "ı" in letters:
        worth["İ"] = worth["ı"]
        del worth["I"]
    return worth


def _single(text: str, known: dict[str, float]) -> Iterator[float]:
    """One mark a letter outside ASCII, with what stands around it in its word."""
    before, small = " ", False
    for letter, after in zip(text, f"{text[1:]} ", strict=True):
        if not letter.isascii():
            mark = _mark(letter, before.isalpha(), known)
            beside_latin = letter > "\u036f" and letter.isalpha() and (_latin(before) or _latin(after))
            yield (
                min(mark, -2.0 if beside_latin else -1.0)
                if beside_latin or (small and letter.isupper())
                else mark
            )
        small = letter.isalpha() and (small or letter.islower())
        before = letter


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _mark(letter: str, inside: bool, known: dict[str, float]) -> float:
    """What a letter speaks for a language; signs inside words speak against it."""
    if letter == "\ufffd" or unicodedata.category(letter) == "Cc":
        return _WORST
    if letter in known:
        return known[letter]
    if letter.isalpha():
        return -2.0
    if letter in "’“”‘–—„…€«»°®™\u00a0" or (letter in "²³½¼¾£" and not inside):
        return 0.5
    return -3.0 if inside else -1.5


def _double(text: str, letters: str) -> Iterator[float]:
    """The same for Asian pages: common characters speak for a page, rare ones beside Latin against it."""
    before = " "
    for letter in text:
        if letter.isascii():
            if letter.isalpha() and before > "\u2e80":
                yield -1.5
        elif letter == "\ufffd":
            yield _WORST
        else:
            yield _asian(letter, letters)
        before = letter


def _asian(letter: str, letters: str) -> float:
    if "\u3041" <= letter <= "\u30fe":
        return 2.0 if letters else 0.0  # other pages hold them too, where nobody writes them
    if "\uac00" <= letter <= "\ud7a3":
        return 2.0
    if "\u4e00" <= letter <= "\u9fff":
        return 1.2
    if "\uff61" <= letter <= "\uff9f":
        return -0.5
    return 0.5 if "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uff5e" else -1.5
