"""The text that a cell of a workbook shows, by its value and its number format."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from vpcli.core.facts.arithmetic import EXACT
from vpcli.core.facts.number import NumeralError
from vpcli.core.facts.phrase import parse_phrase
from vpcli.readers.fields import PlainNumber
from vpcli.readers.tables.figures import read_figure

__all__ = ["displayed"]

_MOST_DECIMALS = 30
_DIGITS_OF_EXCEL = 15
_NOT_DIGITS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PARTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|.')
_OUR_MARKS = re.compile("[≈!]")
"""Of tables of our own: what is implied, what others contradict."""
_PLACES = re.compile(r"[#0?,]*0(?:\.(0*))?")


def displayed(value: object, number_format: str, *, stored: bool = False) -> str:
    """Return the text of a cell; a number with the decimals that its format shows, or all stored.

    Of the words in a format those are kept that are part of a figure: a qualifier before it, a
    status behind it.

    >>> displayed(0.1 + 0.2, "General"), displayed(13.4321, "0.00"), displayed(0.1343, "0.0%")
    ('0.3', '13.43', '13.4%')
    >>> displayed(51000, '"gần "#,##0" e"'), displayed(7, '0" tỷ"')
    ('gần 51000 e', '7')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    if isinstance(value, date):
        only_year = _NOT_DIGITS.sub("", number_format).casefold() in ("yyyy", "e", "jjjj")
        return f"{value.year:04}" if only_year else value.isoformat()
    if isinstance(value, int | float | Decimal):
        before, behind = _words(number_format) if '"' in number_format else ("", "")
        return PlainNumber(before + _number(value, number_format, stored=stored) + behind)
    return str(value).strip()


def _number(value: float | Decimal, number_format: str, *, stored: bool) -> str:
    number = Decimal(f"{value:.{_DIGITS_OF_EXCEL}g}")
    if not number.is_finite():
        return str(value)
    decimals, per_cent = _decimals(number_format)
    decimals = None if stored else decimals
    if decimals is not None:  # rounded once, from the shortest number that is stored so
        number = Decimal(repr(value) if isinstance(value, float) else value)
    number = EXACT.scaleb(number, 2) if per_cent else number
    if decimals is None:
        number = EXACT.normalize(number)
        text = f"{number:f}" if abs(number.adjusted()) < _MOST_DECIMALS else str(number)
    else:
        text = f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT):f}"
    return text + ("%" if per_cent else "")


@lru_cache(1 << 10)
def _words(number_format: str) -> tuple[str, str]:
    """The words of a format before and behind the number that are part of a figure."""
    parts = _PARTS.findall(number_format)
    digits = [at for at, part in enumerate(parts) if part in "0#?"]
    if not digits or ";" in parts[: digits[0]]:
        return "", ""
    end = parts.index(";") if ";" in parts else len(parts)
    before = "".join(part.strip('"') for part in parts[: digits[0]] if part[0] == '"')
    behind = "".join(part.strip('"') for part in parts[digits[0] : end] if part[0] == '"')
    return (
        before if before.strip() and _is_qualifier(before) else "",
        behind if behind.strip() and _is_mark(behind) else "",
    )


def _is_qualifier(text: str) -> bool:
    try:
        return bool(parse_phrase(f"{text}1").words)
    except NumeralError:
        return False


def _is_mark(text: str) -> bool:
    flag = _OUR_MARKS.sub("", text)
    try:
        return not flag.strip() or read_figure(f"1{flag}").status is not None
    except NumeralError:
        return False


@lru_cache(1 << 10)
def _decimals(number_format: str) -> tuple[int | None, bool]:
    """The decimals that a format shows, None for those there are, and whether it is in per cent."""
    shown = _NOT_DIGITS.sub("", number_format.partition(";")[0])
    per_cent = "%" in shown
    places = _PLACES.search(shown)
    as_it_is = "E" in shown.upper() or "/" in shown or "#" in shown.partition(".")[2]
    if places is None or as_it_is or shown.rstrip(" %").endswith(","):
        return None, per_cent
    return min(len(places[1] or ""), _MOST_DECIMALS), per_cent
