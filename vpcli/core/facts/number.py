"""Published numbers: the text as printed, its exact value, its last place and its interval.

A figure is never read through floating point. What was printed stands for half a unit
of the last printed place on each side; a qualifier ("nearly", "more than", "about")
makes the interval one-sided or wider.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, MAX_DIGITS, MAX_EXPONENT, ONE

__all__ = [
    "Figure",
    "NumberFormat",
    "NumeralError",
    "Qualifier",
    "between",
    "bound",
    "figure",
    "infer_format",
    "read_numeral",
    "readings",
]


class NumberFormat(StrEnum):
    """How numbers are printed: `vi` is 1.234,5 and `en` is 1,234.5."""

    EN = "en"
    VI = "vi"


class Qualifier(StrEnum):
    """A word before a number that widens or shifts what it stands for."""

    NONE = ""
    NEARLY = "nearly"
    MORE_THAN = "more-than"
    ABOUT = "about"


class NumeralError(ValueError):
    """A numeral that cannot be read; `code` names the reason for the message catalogue."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


_SPACE = "[ \u00a0\u2009\u202f]"


def _pattern(group: str, mark: str) -> re.Pattern[str]:
    indian = "[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|" if group == "," else ""
    whole = (
        rf"{indian}[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+"
    )
    return re.compile(
        rf"(?={mark}?[0-9])(?P<whole>{whole}|[0-9]*)(?:{mark}(?P<fraction>[0-9]+))?(?:[eE](?P<exponent>[+-]?[0-9]{{1,9}}))?"
    )


_PATTERNS = {
    NumberFormat.EN: _pattern(",", r"\."),
    NumberFormat.VI: _pattern(r"\.", ","),
}
_SHORT = 18
"""Digits that every number may have."""
_WHOLE = re.compile("[0-9]+")
_WITH_POINT = re.compile(r"[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})")
"""A number whose point can be nothing but a decimal mark."""
_NOT_DIGIT = re.compile("[^0-9]")
_INFINITE = Decimal("Infinity")


@lru_cache(maxsize=1 << 14)
def readings(numeral: str) -> dict[NumberFormat, Decimal]:
    """Return every valid reading of an unsigned numeral, by number format.

    Raises `NumeralError` (`number-too-long`, `number-too-large`) for a number beyond what is
    computed with.

    >>> readings("244.794")
    {<NumberFormat.EN: 'en'>: Decimal('244.794'), <NumberFormat.VI: 'vi'>: Decimal('244794')}
    >>> readings("10.8")
    {<NumberFormat.EN: 'en'>: Decimal('10.8')}
    """
    if len(numeral) <= _SHORT:  # by far the most frequent cases
        if _WHOLE.fullmatch(numeral):
            value = Decimal(numeral)
            return {NumberFormat.EN: value, NumberFormat.VI: value}
        if _WITH_POINT.fullmatch(numeral):
            return {NumberFormat.EN: Decimal(numeral)}
    found: dict[NumberFormat, Decimal] = {}
    for number_format, pattern in _PATTERNS.items():
        match = pattern.fullmatch(numeral)
        if match is None:
            continue
        whole, fraction = match["whole"], match["fraction"] or ""
        digits = (whole if whole.isdecimal() else _NOT_DIGIT.sub("", whole)) + fraction
        exponent = int(match["exponent"] or 0) - len(fraction)
        if len(digits) > MAX_DIGITS:
            raise NumeralError("number-too-long")
        if abs(exponent) > MAX_EXPONENT:
            raise NumeralError("number-too-large")
        found[number_format] = EXACT.create_decimal(f"{digits}E{exponent}")
    return found


def infer_format(numerals: Iterable[str]) -> tuple[NumberFormat | None, bool]:
    """Infer the number format of numerals printed together.

    Returns the format that numerals with only one reading agree on (None when there is
    no such numeral, or when they disagree) and whether they disagree.

    >>> infer_format(["244.794", "13,43"])
    (<NumberFormat.VI: 'vi'>, False)
    >>> infer_format(["13,43", "10.8"])
    (None, True)
    """
    seen: set[NumberFormat] = set()
    for numeral in numerals:
        if len(numeral) <= _SHORT:
            if _WHOLE.fullmatch(numeral):
                continue
            if _WITH_POINT.fullmatch(numeral):
                seen.add(NumberFormat.EN)
                continue
        try:
            found = readings(numeral)
        except NumeralError:
            continue
        if len(found) == 1:
            seen.update(found)
    if len(seen) == 1:
        return next(iter(seen)), False
    return None, bool(seen)


def read_numeral(numeral: str, number_format: NumberFormat | None) -> tuple[Decimal, bool]:
    """Read an unsigned numeral; also tell whether it goes against the given format.

    Raises `NumeralError`: `not-a-number`, or `number-undecidable` when the format is not
    known and both formats give a different number.

    >>> read_numeral("7,28", NumberFormat.VI)
    (Decimal('7.28'), False)
    >>> read_numeral("10.8", NumberFormat.VI)
    (Decimal('10.8'), True)
    """
    found = readings(numeral)
    if not found:
        raise NumeralError("not-a-number")
    if number_format in found:
        return found[number_format], False
    if number_format is None and len(set(found.values())) > 1:
        raise NumeralError("number-undecidable")
    return next(iter(found.values())), number_format is not None


class Figure(NamedTuple):
    """A published number, range or bound, in the unit it is kept in.

    `low_face` and `high_face` are the printed values: equal for a single number, different
    for a range, infinite on the open side of a bound. `unit` is one unit of the last printed
    place (or the declared precision). `low` and `high` are the interval it stands for, with
    the qualifier heeded.
    """

    text: str
    low_face: Decimal
    high_face: Decimal
    unit: Decimal
    qualifier: Qualifier
    low: Decimal
    high: Decimal
    strict: bool = False
    """Of a bound: whether the printed end itself is outside ("below 4")."""
    numbers: NumberFormat | None = None
    """The number format that the text was read by; None where any reads the same."""
    is_excess: bool = False
    """Whether the text gives the excess over 100 %, without saying so itself."""

    @property
    def value(self) -> Decimal | None:
        """The printed value, or None for a range or a bound."""
        return self.low_face if self.low_face == self.high_face else None

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite, so that the figure can enter a formula."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def is_one_number(self) -> bool:
        """Whether it is a number with decimals or none, known to half a unit of its last place."""
        if self.low_face is not self.high_face or self.qualifier is not Qualifier.NONE:
            return False
        exponent = _exponent(self.low_face)
        return exponent <= 0 and self.unit == _unit(exponent)

    @property
    def decimals(self) -> int:
        """Decimals printed (0 for whole numbers), in the unit it is kept in."""
        if self.low_face is self.high_face:  # by far the most frequent case
            return max(0, -_exponent(self.low_face))
        faces = [face for face in (self.low_face, self.high_face) if face.is_finite()]
        return max(0, *(-_exponent(face) for face in faces))

    @property
    def half_unit_low(self) -> Decimal:
        """Lower end when every qualifier is ignored: half a unit below what is printed."""
        return EXACT.subtract(self.low_face, EXACT.divide(self.unit, Decimal(2)))

    @property
    def half_unit_high(self) -> Decimal:
        """Upper end when every qualifier is ignored: half a unit above what is printed."""
        return EXACT.add(self.high_face, EXACT.divide(self.unit, Decimal(2)))

    def shifted(self, amount: Decimal) -> Figure:
        """Return the figure with a constant added (an excess of 9.9 % is an index of 109.9 %)."""
        return self._replace(
            low_face=EXACT.add(self.low_face, amount),
            high_face=EXACT.add(self.high_face, amount),
            low=EXACT.add(self.low, amount),
            high=EXACT.add(self.high, amount),
        )

    def scaled(self, exponent: int) -> Figure:
        """Return the figure in a unit that is smaller by that power of ten."""
        return self._replace(
            low_face=EXACT.scaleb(self.low_face, exponent),
            high_face=EXACT.scaleb(self.high_face, exponent),
            unit=EXACT.scaleb(self.unit, exponent),
            low=EXACT.scaleb(self.low, exponent),
            high=EXACT.scaleb(self.high, exponent),
        )

    def with_text(self, text: str, numbers: NumberFormat | None) -> Figure:
        """Return the figure with the text it was printed as, and the format that reads it."""
        return self._replace(text=text, numbers=numbers)

    @property
    def declared_precision(self) -> Decimal | None:
        """One unit of what the figure is known to, where its digits do not say so."""
        ends = [face for face in (self.low_face, self.high_face) if face.is_finite()]
        units = [_last_place(face) for face in ends]
        if self.unit != min(units):
            return self.unit
        if self.value is not None or len(ends) == 1 or self.qualifier:
            return None
        low = EXACT.subtract(self.low_face, EXACT.divide(units[0], Decimal(2)))
        high = EXACT.add(self.high_face, EXACT.divide(units[-1], Decimal(2)))
        return None if (low, high) == (self.low, self.high) else self.unit


def _last_place(value: Decimal) -> Decimal:
    return _unit(_exponent(value))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


@lru_cache
def _unit(exponent: int) -> Decimal:
    return ONE.scaleb(exponent)


@lru_cache
def _half_unit(exponent: int) -> Decimal:
    return EXACT.divide(_unit(exponent), Decimal(2))


def figure(
    value: Decimal,
    qualifier: Qualifier = Qualifier.NONE,
    *,
    unit: Decimal | None = None,
    text: str = "",
    numbers: NumberFormat | None = None,
) -> Figure:
    """Make the figure of a single printed value, printed as a text in a number format.

    A qualifier acts on the magnitude; its unit is the last printed non-zero place, at most
    a tenth of the value. Raises `NumeralError` (`qualified-zero`) for a qualifier before zero.

    >>> f = figure(Decimal("13.43"))
    >>> f.low, f.high
    (Decimal('13.425'), Decimal('13.435'))
    >>> f = figure(Decimal("-2.77"), Qualifier.NEARLY)
    >>> f.low, f.high
    (Decimal('-2.77'), Decimal('-2.76'))
    >>> f = figure(Decimal("100"), Qualifier.NEARLY)
    >>> f.low, f.high
    (Decimal('90.0'), Decimal('100'))
    """
    if unit is None:
        exponent = _exponent(value)
        place, half = _unit(exponent), _half_unit(exponent)
    else:
        place, half = unit, EXACT.divide(unit, Decimal(2))
    if qualifier is Qualifier.NONE:
        low, high = EXACT.subtract(value, half), EXACT.add(value, half)
    else:
        if not value:
            raise NumeralError("qualified-zero")
        last = EXACT.normalize(value).as_tuple().exponent
        assert isinstance(last, int)
        size = value.copy_abs()
        step = min(ONE.scaleb(last), EXACT.scaleb(size, -1))
        inner, outer = EXACT.subtract(size, step), EXACT.add(size, step)
        low, high = {
            Qualifier.NEARLY: (inner, size),
            Qualifier.MORE_THAN: (size, outer),
            Qualifier.ABOUT: (inner, outer),
        }[qualifier]
        if value.is_signed():
            low, high = high.copy_negate(), low.copy_negate()
    return Figure(text, value, value, place, qualifier, low, high, numbers=numbers)


def between(low: Decimal, high: Decimal, *, unit: Decimal | None = None) -> Figure:
    """Make the figure of a printed range such as 6,6–6,8; both ends are rounded numbers.

    Raises `NumeralError` (`range-reversed`) when the first end is above the second.

    >>> f = between(Decimal("6.6"), Decimal("6.8"))
    >>> f.low, f.high, f.value
    (Decimal('6.55'), Decimal('6.85'), None)
    """
    if low > high:
        raise NumeralError("range-reversed")
    first, last = figure(low, unit=unit), figure(high, unit=unit)
    finer = min(first.unit, last.unit)
    return Figure("", low, high, finer, Qualifier.NONE, first.low, last.high)


def bound(value: Decimal, *, upper: bool, strict: bool, unit: Decimal | None = None) -> Figure:
    """Make the figure of a bound: `upper` for "below 4", otherwise "above 24".

    A `strict` bound leaves the printed end itself out.

    >>> bound(Decimal("4"), upper=True, strict=True).low_face
    Decimal('-Infinity')
    """
    place = figure(value, unit=unit).unit
    low, high = (_INFINITE.copy_negate(), value) if upper else (value, _INFINITE)
    return Figure("", low, high, place, Qualifier.NONE, low, high, strict)
