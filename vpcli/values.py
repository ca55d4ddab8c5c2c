"""Values of options: what a person types, or gives from Python, as what the commands work with.

Each function returns the value or raises `UsageError` with the words that say what is expected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from vpcli.errors import DataError, InvocationError, Problem, UsageError, nearest

if TYPE_CHECKING:  # each value loads what it is read with
    from vpcli.core.facts.model import Measure

__all__ = [
    "LAGS",
    "WINDOWS",
    "YEARS",
    "choice",
    "date",
    "delimiter",
    "digits",
    "input_format",
    "level",
    "measure",
    "percent",
    "precisions",
    "scenarios",
    "whole_number",
    "years_in_order",
]

YEARS = (1000, 2999)
"""Years that a person may name."""
LAGS = (1, 500)
WINDOWS = (2, None)
_MOST_PERCENT = 1_000_000
_MOST_DIGITS = 15
_MOST_SHOWN = 40


def _wrong(code: str, **fields: object) -> UsageError:
    return UsageError(Problem(code, fields))


def percent(value: object) -> Decimal:
    """Return a percentage given as a number, or as a text such as 8, 8%, 8.5 or 8,5 %.

    >>> percent("8,5 %"), percent(6)
    (Decimal('8.5'), Decimal('6'))
    """
    text = str(value).strip().removesuffix("%").strip().replace(",", ".").replace("−", "-")
    try:
        number = Decimal(text)
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > _MOST_PERCENT:
        raise _wrong("percentage", text=value)
    return number


def level(value: object, numbers: str | None = None) -> Decimal:
    """Return a level given as a number, or as a text such as 4000.5, or as `numbers` says.

    What could be read in two ways, such as 4.000, is asked about.

    >>> level("4000.5"), level("4.000", "vi"), level(4000)
    (Decimal('4000.5'), Decimal('4000'), Decimal('4000'))
    """
    from vpcli.core.facts.number import NumberFormat, NumeralError, read_numeral

    is_number = not isinstance(value, str)
    declared = "en" if is_number else numbers
    try:
        text = f"{Decimal(str(value)):f}" if is_number else str(value).strip()
        return read_numeral(text, NumberFormat(declared) if declared else None)[0]
    except NumeralError as error:
        undecided = error.code == "number-undecidable"
        raise _wrong("level-undecidable" if undecided else "level", text=value) from None
    except ArithmeticError:
        raise _wrong("level", text=value) from None


def whole_number(value: object, least: int, most: int | None = None) -> int:
    """Return a whole number within bounds."""
    text = str(value)
    number = int(text) if len(text) <= _MOST_SHOWN and _is_whole(text) else None
    if number is None or number < least or (most is not None and number > most):
        shown = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"
        code = "whole-number" if most is None else "whole-number-to"
        raise _wrong(code, text=shown, least=least, most=most)
    return number


def _is_whole(text: str) -> bool:
    digits = text.strip().removeprefix("-").removeprefix("+")
    return digits.isascii() and digits.isdecimal()


def years_in_order(first: int | None, last: int | None) -> None:
    """See that the first year is not after the last one."""
    if first and last and first > last:
        raise _wrong("years-reversed", first=first, last=last)


def choice(value: str, known: Collection[str]) -> str:
    """Return a value that is one of those known."""
    if value in known:
        return value
    raise _wrong("choice", text=value, known=", ".join(known))


def scenarios(values: Iterable[str]) -> dict[str, Decimal | None]:
    """Return scenarios typed as NAME=PCT, or NAME for one of the data, each name once."""
    found: dict[str, Decimal | None] = {}
    for value in values:
        name, mark, number = value.partition("=")
        try:
            rate = percent(number) if mark else None
        except UsageError:
            raise _wrong("scenario", text=value) from None
        if not name.strip() or name.strip() in found:
            raise _wrong("scenario", text=value)
        found[name.strip()] = rate
    return found


def date(value: str, *, day_first: bool = False) -> str:
    """Return a date given as 2020-01-20, 2020-01 or 2020, or as printed, 20/1/2020 or 1/2020.

    One such as 3/4/2020 is read only where the day is known to come first.
    """
    from vpcli.readers.fields import parse_date

    try:
        return parse_date(str(value), None, day_first=day_first)
    except DataError as error:
        (problem,) = error.problems
        if problem.code == "date-undecidable":
            raise _wrong(problem.code, **problem.fields) from None
        raise _wrong("date") from None


def delimiter(value: str) -> str:
    """Return the one character that stands between cells; tab for a tab."""
    value = {"\\t": "\t", "tab": "\t"}.get(value, value)
    if len(value) == 1 and value not in '"\r\n':
        return value
    raise _wrong("delimiter")


def input_format(value: str) -> str:
    """Return the name of a format that can be read."""
    from vpcli.readers.registry import FORMATS

    return choice(value, FORMATS)


def precisions(values: Mapping[str, object]) -> dict[str, Decimal]:
    """Return what the figures of columns are known to, by the column as data name it."""
    from vpcli.readers.fields import parse_precision

    found = {}
    for column, unit in values.items():
        try:
            found[column.strip().replace("_", "-")] = parse_precision(str(unit).strip(), None)
        except DataError:
            raise _wrong("precision", text=f"{column}={unit}" if unit else column) from None
    return found


def digits(value: object) -> int | None:
    """Return a number of decimals; None, or auto, for those that the precision supports."""
    if value is None or value == "auto":
        return None
    text = str(value)
    if text.isascii() and text.isdecimal() and len(text) < 5 and int(text) <= _MOST_DIGITS:
        return int(text)
    raise _wrong("digits")


def measure(name: str | None, known: Collection[Measure]) -> Measure | None:
    """Return the measure that was named; the nearest one is offered for any other word.

    Raises `InvocationError` (`unknown-measure`).
    """
    if name is None:
        return None
    plain = name.casefold().replace("_", "-").removesuffix("-pct").removesuffix("-pp")
    by_name = {measure.value: measure for measure in known}
    if plain not in by_name:
        near = nearest(plain, by_name)
        fields = {"text": name, "known": ", ".join(by_name), "hint": near}
        raise InvocationError(Problem("unknown-measure", fields))
    return by_name[plain]
