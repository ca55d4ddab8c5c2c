"""What single fields of every format hold: years, statuses, verdicts, and what means no figure."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from vpcli.core.arithmetic import MAX_DIGITS
from vpcli.core.model import Measure, Status, Verdict
from vpcli.errors import DataError, Place, Problem

__all__ = [
    "IN_UNIT_COLUMNS",
    "MEASURE_COLUMNS",
    "NO_FIGURE",
    "STATUSES",
    "VERDICTS",
    "PlainNumber",
    "parse_base_year",
    "parse_date",
    "parse_natural_limit",
    "parse_precision",
    "parse_since",
    "parse_year",
    "said_yes",
    "with_decimals",
]

MEASURE_COLUMNS = {
    "actual": Measure.ACTUAL,
    "plan": Measure.PLAN,
    "growth": Measure.GROWTH,
    "planned_growth": Measure.PLANNED_GROWTH,
    "attainment": Measure.ATTAINMENT,
    "over_plan": Measure.ATTAINMENT,
    "change": Measure.CHANGE,
    "multiple": Measure.MULTIPLE,
    "average_growth": Measure.AVERAGE_GROWTH,
    "planned_average_growth": Measure.PLANNED_AVERAGE_GROWTH,
    "share": Measure.SHARE,
    "contribution": Measure.CONTRIBUTION,
    "share_of_growth": Measure.SHARE_OF_GROWTH,
    "verdict": Measure.VERDICT,
}
IN_UNIT_COLUMNS = tuple(name for name, measure in MEASURE_COLUMNS.items() if measure.is_in_unit)

NO_FIGURE = frozenset({"", "..", "...", "…", "NA", "N/A", "n/a", "#N/A", ":", "-", "–"})
"""Texts that say that there is no figure.

A dash is printed where nothing occurred; whether a zero is meant is for the person to say.
"""


class PlainNumber(str):
    """A number that a format gives as a number: its decimal mark is a point in every file."""

    __slots__ = ()


def with_decimals(text: str, decimals: int) -> str:
    """Write a plain number with at least so many decimals, as it is said to be known to them.

    >>> with_decimals("1000", 1), with_decimals("13.43", 1), with_decimals("1e3", 2)
    ('1000.0', '13.43', '1e3')
    """
    whole, mark, fraction = text.partition(".")
    if not whole.lstrip("-").isdecimal() or not (fraction.isdecimal() or not mark):
        return text
    missing = min(decimals, MAX_DIGITS) - len(fraction)
    return f"{whole}.{fraction}{'0' * missing}" if missing > 0 else text


STATUSES = {status.value.casefold(): status for status in Status} | {
    "normal": Status.NORMAL,
    "chính thức": Status.NORMAL,
    "estimate": Status.ESTIMATED,
    "estimated": Status.ESTIMATED,
    "ước": Status.ESTIMATED,
    "ước tính": Status.ESTIMATED,
    "ước thực hiện": Status.ESTIMATED,
    "provisional": Status.PROVISIONAL,
    "sơ bộ": Status.PROVISIONAL,
    "forecast": Status.FORECAST,
    "dự báo": Status.FORECAST,
    "break": Status.BREAK,
    "missing": Status.MISSING,
}


def parse_year(text: str, place: Place) -> int:
    """Read a whole year of four digits; raise `DataError` for anything else."""
    text = text.strip()
    if len(text) == 4 and text.isascii() and text.isdecimal() and text[0] in "12":
        return int(text)
    raise DataError(Problem("not-a-whole-year", {"text": text}, place))


VERDICTS = {verdict.value: verdict.value for verdict in Verdict} | {
    "vượt": Verdict.EXCEEDED.value,
    "vượt kế hoạch": Verdict.EXCEEDED.value,
    "đạt": Verdict.MET.value,
    "đạt kế hoạch": Verdict.MET.value,
    "hoàn thành": Verdict.MET.value,
    "không đạt": Verdict.NOT_MET.value,
    "chưa đạt": Verdict.NOT_MET.value,
    "not met": Verdict.NOT_MET.value,
}


def parse_since(text: str, year: int, place: Place) -> int:
    """Read the base year of a comparison; raise `DataError` unless it is before the year."""
    since = parse_year(text, place)
    if since >= year:
        raise DataError(Problem("since-not-before", {"since": since, "year": year}, place))
    return since


def parse_base_year(text: str, place: Place) -> int:
    """Read the year in which an index is 100; raise `DataError` for no whole year."""
    return parse_year(text, place)


def parse_natural_limit(text: str, place: Place) -> Decimal:
    """Read a level that cannot be passed, such as 100; raise `DataError` unless above zero."""
    try:
        return parse_precision(text.replace(",", "."), place)
    except DataError:
        raise DataError(Problem("bad-limit", {"text": text}, place)) from None


def said_yes(text: str, place: Place) -> bool:
    """Read yes or no; raise `DataError` for any other word."""
    said = {"yes": True, "true": True, "có": True, "no": False, "false": False, "không": False}
    if text.casefold() not in said:
        valid = ", ".join(said)
        raise DataError(Problem("not-a-choice", {"text": text, "valid": valid}, place))
    return said[text.casefold()]


def parse_date(text: str, place: Place | None) -> str:
    """Read an ISO date to the day, the month or the year; raise `DataError` for anything else."""
    if re.fullmatch(r"[12][0-9]{3}(-[0-9]{2}){0,2}", text):
        try:
            date.fromisoformat(text + "-01" * (2 - text.count("-")))
        except ValueError:
            pass
        else:
            return text
    raise DataError(Problem("not-a-date", {"text": text}, place))


def parse_precision(text: str, place: Place | None) -> Decimal:
    """Read what figures are known to, such as 0.001; raise `DataError` for no such number."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or value <= 0 or abs(value.adjusted()) > MAX_DIGITS:
        raise DataError(Problem("bad-precision", {"text": text}, place))
    return value
