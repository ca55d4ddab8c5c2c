"""The least-squares line through yearly values, and how far a new value may lie from it.

Source: Draper and Smith, Applied Regression Analysis: the straight line and its prediction
interval, for errors that are independent, normal and of one variance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, ONE, POINT, ZERO
from vpcli.core.facts.quantity_keys import Interval
from vpcli.core.measures.student import between_quantile

__all__ = ["Bounded", "Line", "exponential"]

_SLACK = Decimal("1e-60")  # far more than a power is off by at 80 digits
_MORE = Decimal("1e-35")  # the same of a quantile


class Bounded(NamedTuple):
    """A value with its bounds, all in one unit."""

    point: Decimal
    low: Decimal
    high: Decimal


class Line:
    """`z = a + b t` through values by year; every result is a weighted sum of the values.

    Bounds are what the bounds of the values allow, rounded outward.
    """

    def __init__(self, values: Mapping[int, Bounded]) -> None:
        """Take the values of at least two years."""
        self.values = values
        self.middle = Fraction(sum(values), len(values))
        self.spread = sum((year - self.middle) ** 2 for year in values)

    def slope(self) -> Bounded:
        """Return b, in the unit of the values a year.

        >>> values = {2000: "1", 2001: "3", 2002: "5"}
        >>> line = Line({t: Bounded(*[Decimal(z)] * 3) for t, z in values.items()})
        >>> round(line.slope().point, 6)
        Decimal('2.000000')
        """
        return self._weighted(lambda year: (year - self.middle) / self.spread)

    def at(self, year: int) -> Bounded:
        """Return the value of the line in a year."""
        share = Fraction(1, len(self.values))
        ahead = (year - self.middle) / self.spread
        return self._weighted(lambda own: share + ahead * (own - self.middle))

    def predicted(self, year: int, percent: Decimal) -> Interval:
        """Return the prediction interval of a new value, from the values as printed.

        `z ± t s √(1 + 1/n + (T − t̄)² / Σ (t − t̄)²)`, s the standard error of the residuals
        and t Student's with n − 2 degrees of freedom. Needs three values.
        """
        count = len(self.values)
        squares = ZERO
        for own, value in self.values.items():
            residual = POINT.subtract(value.point, self.at(own).point)
            squares = POINT.add(squares, POINT.multiply(residual, residual))
        away = 1 + Fraction(1, count) + (year - self.middle) ** 2 / self.spread
        variance = POINT.divide(
            POINT.multiply(squares, Decimal(away.numerator)),
            EXACT.multiply(Decimal(count - 2), Decimal(away.denominator)),
        )
        half = POINT.multiply(between_quantile(percent, count - 2), POINT.sqrt(variance))
        half = CEILING.multiply(half, EXACT.add(ONE, _MORE))
        middle = self.at(year).point
        return FLOOR.subtract(middle, half), CEILING.add(middle, half)

    def _weighted(self, weight_of: Callable[[int], Fraction]) -> Bounded:
        point, low, high = ZERO, ZERO, ZERO
        for year, value in self.values.items():
            weight = weight_of(year)
            top, bottom = Decimal(weight.numerator), Decimal(weight.denominator)
            ends = (value.low, value.high) if weight >= 0 else (value.high, value.low)
            point = POINT.add(point, POINT.divide(POINT.multiply(value.point, top), bottom))
            low = FLOOR.add(low, FLOOR.divide(FLOOR.multiply(ends[0], top), bottom))
            high = CEILING.add(high, CEILING.divide(CEILING.multiply(ends[1], top), bottom))
        return Bounded(point, low, high)


def exponential(value: Bounded) -> Bounded:
    """Return e to the power of a value; its bounds rounded outward."""
    less, more = EXACT.subtract(ONE, _SLACK), EXACT.add(ONE, _SLACK)
    return Bounded(
        POINT.exp(value.point),
        FLOOR.multiply(FLOOR.exp(value.low), less),
        CEILING.multiply(CEILING.exp(value.high), more),
    )
