"""A figure as people write it: signs, currencies, footnotes and flags around one number."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import normalize

from vpcli.core.facts.model import Status
from vpcli.core.facts.number import NumeralError
from vpcli.core.facts.phrase import Phrase, parse_phrase
from vpcli.core.facts.units import (
    CURRENCIES,
    CURRENCY_BEFORE,
    POINTS,
    SHORT_SCALES,
    is_known,
    parse_unit,
)
from vpcli.readers.fields import CONFIDENTIAL, FLAGS, REVISED

__all__ = ["Written", "in_points", "looks_like_a_figure", "read_figure"]


class Written(NamedTuple):
    """One printed figure taken apart, with what is written around it.

    `phrase` is None where the flag says that the figure is not told (c, confidential).
    """

    phrase: Phrase | None
    status: Status | None = None
    note: str = ""


_BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_PLAIN_NUMBER = r"(?:[0-9][0-9.,  \u202f]*|[.,][0-9]+)"
_IN_BRACKETS = re.compile(rf"\(\s*({_PLAIN_NUMBER}\s*%?)\s*\)")
_BEHIND = re.compile(rf"({_PLAIN_NUMBER})\s*[-−]")
_FOOTNOTE = re.compile(r"(?<=[0-9%])\s*((?:[¹²³⁰⁴-⁹]+|\*+|†+|\(\*+\))+)$")
_FLAG = re.compile(r"(?<=[0-9%])(?:\s*\(([a-z]{1,3})\)|\s+([a-z]{1,2})|([a-z]))$", re.IGNORECASE)
_CURRENCY = re.compile(rf"([-−+(]?)\s*({CURRENCY_BEFORE})\s*([-−+]?)\s*(?=[0-9.,])", re.IGNORECASE)
_SHORT_SCALE = re.compile(rf"(?<=[0-9])(?:{'|'.join(SHORT_SCALES)})$", re.IGNORECASE)
_INDIAN = re.compile(r"(?<![0-9.,])[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9,])")
_THOUSANDS_OF = re.compile(
    r"([0-9]+)\s+(nghìn|ngàn)\s+([0-9]{1,3})\s+(tỷ|tỉ|triệu)(?!\w)(.*)", re.IGNORECASE
)
_YEAR_WITH_WORDS = re.compile(
    r"\s*[12][0-9]{3}\s*(?:\([^()0-9]*\)|(?:on|over|so với|vs\.?|/)\s.*|/\s*[12][0-9]{3}\b.*)\s*",
    re.IGNORECASE,
)
_LONGEST = 400


def read_figure(text: str) -> Written:
    """Take a printed figure apart, with the flags and marks around it.

    A flag (b, p, e, f, d, u) is a status, c hides the figure, r and footnote marks are notes.
    Raises `NumeralError`: `not-a-number`, or `unknown-flag` for another letter behind it.

    >>> read_figure("5210 b").status.value, read_figure("(317)").phrase.negative
    ('B', True)
    >>> read_figure("US$412.75 billion").phrase.units, read_figure("₹2,48,310").phrase.numerals
    (('billion usd',), ('248310',))
    >>> read_figure("612.4¹").note, read_figure("317-").phrase.negative
    ('¹', True)
    """
    if _BARE.fullmatch(text) or len(text) > _LONGEST:
        return Written(parse_phrase(text))
    rest = normalize("NFC", text).strip()
    if rest.casefold() == CONFIDENTIAL:
        return Written(None)
    note, status = "", None
    if mark := _FOOTNOTE.search(rest):
        note, rest = mark[1].strip("()"), rest[: mark.start()].rstrip()
    if flag := _FLAG.search(rest):
        letters = next(filter(None, flag.groups())).casefold()
        is_unit = is_known(parse_unit(letters)) and not flag[1]
        is_unit = is_unit or (letters in SHORT_SCALES and _CURRENCY.match(rest) is not None)
        if not is_unit:
            status, said = _flagged(letters)
            if CONFIDENTIAL in letters:
                return Written(None, status, said or note)
            note, rest = said or note, rest[: flag.start()].rstrip()
    phrase = parse_phrase(_plainly(rest))
    return Written(phrase._replace(text=text), status, note)


def _flagged(letters: str) -> tuple[Status | None, str]:
    """The status and the note that letters behind a figure say."""
    if not set(letters) <= FLAGS.keys() | {CONFIDENTIAL, REVISED} or len(set(letters)) != len(
        letters
    ):
        raise NumeralError("unknown-flag")
    found = [FLAGS[letter] for letter in letters if letter in FLAGS]
    note = REVISED if REVISED in letters else ""
    if Status.BREAK in found:
        return Status.BREAK, note
    return (Status.combine(found) if found else None), note


def _plainly(text: str) -> str:
    """The figure with its sign in front, its currency behind, and no Indian groups."""
    if match := _CURRENCY.match(text):
        before, sign, after = match.groups()
        rest, bracket = text[match.end() :], ""
        if before == "(":
            rest, bracket = rest.rstrip(" )"), "-"
            before = ""
        rest = _SHORT_SCALE.sub(lambda found: f" {SHORT_SCALES[found[0].casefold()]}", rest)
        text = f"{before or after or bracket}{rest} {CURRENCIES[sign.casefold()]}"
    if match := _IN_BRACKETS.fullmatch(text) or _BEHIND.fullmatch(text):
        text = f"-{match[1].strip()}"
    if match := _THOUSANDS_OF.fullmatch(text):
        whole, thousand, rest, unit, behind = match.groups()
        text = f"{whole} {thousand} {unit} {rest} {unit}{behind}"
    return _INDIAN.sub(lambda found: found[0].replace(",", ""), text)


def looks_like_a_figure(text: str) -> bool:
    """Tell whether a cell holds a figure and no words.

    >>> [looks_like_a_figure(text) for text in ("1.234,5", "gần 51 nghìn tỷ", "2 vụ lúa", "Nam")]
    [True, True, False, False]
    """
    if not any(map(str.isdecimal, text)) or _YEAR_WITH_WORDS.fullmatch(text):
        return False
    try:
        written = read_figure(text)
    except NumeralError:
        return False
    if written.phrase is None:
        return True
    units = [parse_unit(unit) for unit in written.phrase.units if unit]
    return all(unit.base is None or is_known(unit) for unit in units)


def in_points(text: str) -> bool:
    """Tell whether a figure is in percentage points.

    >>> in_points("−1.0 pp"), in_points("−1.0")
    (True, False)
    """
    try:
        phrase = read_figure(text).phrase
    except NumeralError:
        return False
    return phrase is not None and any(parse_unit(unit).base == POINTS for unit in phrase.units)
