"""What single fields of every format hold: years, statuses, verdicts, and what means no figure."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from vpcli.core.facts.arithmetic import MAX_DIGITS
from vpcli.core.facts.model import Measure, Status, Verdict
from vpcli.errors import DataError, Place, Problem

__all__ = [
    "CONFIDENTIAL",
    "FLAGS",
    "IN_UNIT_COLUMNS",
    "MEASURE_COLUMNS",
    "NO_FIGURE",
    "REVISED",
    "STATUSES",
    "VERDICTS",
    "PlainNumber",
    "parse_base_year",
    "parse_date",
    "parse_natural_limit",
    "parse_precision",
    "parse_since",
    "parse_status",
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

NO_FIGURE = frozenset(
    {"", "..", "...", "…", "NA", "N/A", "n/a", "#N/A", ":", "-", "–", "—", "--", "NaN", "nan"}
    | {"NULL", "Null", "null", "None", "none", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!"}
)
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
    "official": Status.NORMAL,
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


FLAGS = {
    letter: STATUSES[letter] for letter in ("a", "b", "d", "e", "f", "i", "n", "p", "s", "u", "v")
}
"""Letters that statistics offices write behind a figure or in a column of flags."""
REVISED = "r"
"""Revised: the status stays as it is, and the letter is a note."""
CONFIDENTIAL = "c"
"""There is a figure, and it is not told; z is one that cannot be."""
_NO_VALUE = frozenset({"c", "z", "m", "l", "h", "q", "o"})
_BETWEEN_FLAGS = re.compile(r"[;,/+\s]+")


def parse_status(word: str) -> tuple[Status | None, str] | None:
    """Read a status, or several flags such as "bp" and "E;P"; None for what is not known.

    A break goes before the others, and of the others the weakest counts; r (revised) is a note.

    >>> parse_status("E;P")[0].value, parse_status("bp")[0].value, parse_status("pr")
    ('E', 'B', (<Status.PROVISIONAL: 'P'>, 'r'))
    """
    plain = word.strip().casefold()
    plain = plain.removesuffix(" value").removesuffix(" figure")
    if plain in STATUSES:
        return STATUSES[plain], ""
    parts = [part for part in _BETWEEN_FLAGS.split(plain) if part]
    if not all(part in STATUSES or part == REVISED for part in parts):
        letters = [letter for part in parts for letter in part]
        if len(letters) > 4 or not all(_is_flag(letter) for letter in letters):
            return None
        parts = letters
    note = REVISED if REVISED in parts else ""
    if _NO_VALUE & {*parts}:
        return Status.MISSING, note
    found = [STATUSES[part] for part in parts if part != REVISED]
    if Status.BREAK in found:
        return Status.BREAK, note
    return (Status.combine(found) if found else None), note


def _is_flag(letter: str) -> bool:
    return letter in FLAGS or letter in _NO_VALUE or letter == REVISED


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


def parse_date(text: str, place: Place | None, *, day_first: bool = False) -> str:
    """Read a date to the day, the month or the year, and return it as ISO writes it.

    It may be an ISO date, or one as Vietnamese texts print it, 20/1/2020 or 1/2020. One that
    is also a date with the month first, such as 3/4/2020, is read only with `day_first`. Raises
    `DataError` for anything else.

    >>> parse_date("20/1/2020", None), parse_date("3/4/2020", None, day_first=True)
    ('2020-01-20', '2020-04-03')
    """
    if re.fullmatch(r"[12][0-9]{3}(-[0-9]{2}){0,2}", text):
        if _is_date(text + "-01" * (2 - text.count("-"))):
            return text
    elif printed := re.fullmatch(r"(?:([0-9]{1,2})/)?([0-9]{1,2})/([12][0-9]{3})", text):
        first, second, year = printed.groups()
        made = "-".join([year, f"{second:0>2}", *([f"{first:0>2}"] if first else [])])
        turned = f"{year}-{first or 0:0>2}-{second:0>2}"
        if _is_date(made if first else f"{made}-01"):
            if day_first or turned == made or not _is_date(turned):
                return made
            readings = {"text": text, "first": made, "second": turned}
            raise DataError(Problem("date-undecidable", readings, place))
    raise DataError(Problem("not-a-date", {"text": text}, place))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def parse_precision(text: str, place: Place | None) -> Decimal:
    """Read what figures are known to, such as 0.001; raise `DataError` for no such number."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or value <= 0 or abs(value.adjusted()) > MAX_DIGITS:
        raise DataError(Problem("bad-precision", {"text": text}, place))
    return value
