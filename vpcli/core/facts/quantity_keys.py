"""Quantities, and the factors that identities use for them.

Inside, a rate is kept as the factor it multiplies by: growth of 13.43 % is 1.1343, an
attainment of 109.9 % is 1.099, a share or a contribution of 5.91 is 0.0591. For an indicator
that is itself a rate, growth is a change in percentage points and stays as printed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, POINT
from vpcli.core.facts.model import Fact, Kind, Measure

__all__ = [
    "PREVIOUS_YEAR_100",
    "Interval",
    "Key",
    "decode",
    "decode_interval",
    "encode",
    "encode_interval",
    "is_own_factor",
    "is_positive",
    "key_of",
    "key_over",
]

_SLACK = Decimal("1e-60")

Interval = tuple[Decimal, Decimal]


class Key(NamedTuple):
    """A quantity: a measure of an indicator in a year; measure None is the constant `year`.

    `against` is the base year where it is not the year before, or the total of a share.
    """

    measure: Measure | None
    year: int
    indicator: str = ""
    against: int | str = ""
    by: str = ""
    """Whose plan it is about, where several authorities set one."""

    @property
    def since(self) -> int | None:
        """The base year where it is not the year before."""
        return self.against if isinstance(self.against, int) else None

    @property
    def years(self) -> str:
        """The year, after the base year where it is not the year before: 2015–2019."""
        return str(self.year) if self.since is None else f"{self.since}–{self.year}"


PREVIOUS_YEAR_100 = Key(None, 100)

_GROWTHS = frozenset(
    {
        Measure.GROWTH,
        Measure.PLANNED_GROWTH,
        Measure.AVERAGE_GROWTH,
        Measure.PLANNED_AVERAGE_GROWTH,
        Measure.REQUIRED_GROWTH,
        Measure.ASSUMED_GROWTH,
    }
)
_NOTHING_LEFT = Decimal(-100)
_PURE = frozenset({Measure.MULTIPLE, Measure.RATIO})
_IN_UNIT = frozenset(measure for measure in Measure if measure.is_in_unit)
_AS_PRINTED = {
    kind: _IN_UNIT | _PURE | (_GROWTHS if kind is Kind.RATE else frozenset()) for kind in Kind
}
"""Measures that are their own factor, by the kind of indicator."""


def key_of(fact: Fact) -> Key:
    """Return the quantity that a fact is about."""
    if fact.total:
        return Key(fact.measure, fact.year, fact.indicator, fact.total)
    if fact.since is None:  # by far the most frequent case
        return Key(fact.measure, fact.year, fact.indicator, "", fact.plan_by)
    return key_over(fact.measure, fact.year, fact.indicator, fact.since, fact.plan_by)


def key_over(measure: Measure, year: int, indicator: str, since: int | None, by: str = "") -> Key:
    """Return a quantity measured against a base year, which is left out if it is the year before.

    >>> key_over(Measure.GROWTH, 2019, "gdp", 2018).against
    ''
    """
    against = "" if since is None or since == year - 1 else since
    return Key(measure, year, indicator, against, by)


def is_own_factor(measure: Measure, kind: Kind) -> bool:
    """Tell whether identities use a measure as it is printed, as they do levels."""
    return measure in _AS_PRINTED[kind]


def is_positive(value: Decimal, measure: Measure, kind: Kind) -> bool:
    """Tell whether a printed value is surely a positive factor."""
    if value > 0:
        return True
    return measure in _GROWTHS and value > _NOTHING_LEFT and not is_own_factor(measure, kind)


def encode_interval(interval: Interval, measure: Measure, kind: Kind) -> Interval:
    """Turn both ends of an interval of printed values into factors, rounded outward."""
    low, high = encode(interval[0], measure, kind), encode(interval[1], measure, kind)
    return _outward(low, high) if measure is Measure.LOG_GROWTH else (low, high)


def decode_interval(interval: Interval, measure: Measure, kind: Kind) -> Interval:
    """Turn both ends of an interval of factors back, rounded outward."""
    low, high = decode(interval[0], measure, kind), decode(interval[1], measure, kind)
    return _outward(low, high) if measure is Measure.LOG_GROWTH else (low, high)


def _outward(low: Decimal, high: Decimal) -> Interval:
    """By more than a logarithm or its inverse is off at 80 digits."""
    return FLOOR.subtract(low, _SLACK), CEILING.add(high, _SLACK)


def encode(value: Decimal, measure: Measure, kind: Kind) -> Decimal:
    """Turn a printed value into the factor that identities use; levels stay as they are.

    >>> encode(Decimal("13.43"), Measure.GROWTH, Kind.LEVEL)
    Decimal('1.1343')
    """
    if measure in _AS_PRINTED[kind]:
        return value
    factor = EXACT.scaleb(value, -2)
    if measure is Measure.LOG_GROWTH:
        return POINT.exp(factor)
    return EXACT.add(factor, ONE) if measure in _GROWTHS else factor


def decode(factor: Decimal, measure: Measure, kind: Kind) -> Decimal:
    """Turn a factor back into per cent (or percentage points); the inverse of `encode`.

    >>> decode(Decimal("1.1343"), Measure.GROWTH, Kind.LEVEL)
    Decimal('13.4300')
    """
    if measure in _AS_PRINTED[kind]:
        return factor
    if measure in _GROWTHS:
        return EXACT.multiply(EXACT.subtract(factor, ONE), HUNDRED)
    if measure is Measure.LOG_GROWTH:
        return POINT.multiply(POINT.ln(factor), HUNDRED)
    return EXACT.multiply(factor, HUNDRED)
