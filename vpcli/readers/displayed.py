"""The text that a cell of a workbook shows, by its value and its number format."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from vpcli.core.facts.arithmetic import EXACT
from vpcli.readers.fields import PlainNumber

__all__ = ["displayed"]

_MOST_DECIMALS = 30
_DIGITS_OF_EXCEL = 15
_NOT_DIGITS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PLACES = re.compile(r"[#0?,]*0(?:\.(0*))?")


def displayed(value: object, number_format: str, *, stored: bool = False) -> str:
    """Return the text of a cell; a number with the decimals that its format shows, or all stored.

    >>> displayed(0.1 + 0.2, "General"), displayed(13.4321, "0.00"), displayed(0.1343, "0.0%")
    ('0.3', '13.43', '13.4%')
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
        return PlainNumber(_number(value, number_format, stored=stored))
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
def _decimals(number_format: str) -> tuple[int | None, bool]:
    """The decimals that a format shows, None for those there are, and whether it is in per cent."""
    shown = _NOT_DIGITS.sub("", number_format.partition(";")[0])
    per_cent = "%" in shown
    places = _PLACES.search(shown)
    as_it_is = "E" in shown.upper() or "/" in shown or "#" in shown.partition(".")[2]
    if places is None or as_it_is or shown.rstrip(" %").endswith(","):
        return None, per_cent
    return min(len(places[1] or ""), _MOST_DECIMALS), per_cent
