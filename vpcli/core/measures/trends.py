"""Where a series goes from its base: at a growth rate, or along a fitted trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from typing import Protocol

from vpcli.core.facts.arithmetic import (
    CEILING,
    EXACT,
    FLOOR,
    HUNDRED,
    MAX_DIGITS,
    MAX_EXPONENT,
    ONE,
    POINT,
    ZERO,
)
from vpcli.core.facts.codes import Reason, Status
from vpcli.core.facts.model import Kind, Measure
from vpcli.core.facts.quantity_keys import Interval
from vpcli.core.measures.arithmetic_of_quantities import apart, divided, resting_on
from vpcli.core.measures.cagr_and_averages import (
    AVERAGES,
    LevelsOf,
    average_growth,
    average_of_rates,
    bounded,
    logarithms,
    why_no_line,
)
from vpcli.core.measures.least_squares import Bounded, Line, exponential
from vpcli.core.solver.quantity import Found, Quantity, Unknown
from vpcli.core.solver.series_in_editions import Known

__all__ = ["CONFIDENCE", "Compounding", "Course", "Stepwise", "Trend", "trend_course"]

CONFIDENCE = Decimal(95)
"""Per cent of cases that a prediction interval is made for."""

_SMALLEST_LOGARITHM = Decimal(-100_000)
_GREATEST_LOGARITHM = Decimal(230)
_GREATEST = ONE.scaleb(MAX_EXPONENT + MAX_DIGITS)
"""What no level that is printed comes near to, and its logarithm."""


class Trend(StrEnum):
    """The ways to go on as before; the last two are fitted to all years."""

    LAST = "last"
    CAGR = "cagr"
    MEAN = "mean"
    LINEAR = "linear"
    LEAST_SQUARES = "least-squares"

    @property
    def is_fitted(self) -> bool:
        """Whether a line is fitted, so that there is a prediction interval."""
        return self in (Trend.LINEAR, Trend.LEAST_SQUARES)


class Course(Protocol):
    """A level for every year ahead."""

    def level(self, year: int) -> Found:
        """Return the level in a year, in the indicator's unit, with the bounds of rounding.

        Unknown (`too-large`) beyond all measure.
        """

    def growth(self, year: int) -> Found:
        """Return the growth on the year before, in per cent, or in points of a rate."""

    def predicted(self, year: int) -> Interval | None:
        """Return the prediction interval of the level, where the course is fitted."""


class Compounding:
    """`y_b (1 + g)^n`, or `y_b + n g` of an indicator that is itself a rate."""

    def __init__(self, base: Quantity, base_year: int, rate: Quantity, kind: Kind) -> None:
        """Start from a base that is a single value with bounds."""
        self.base, self.base_year, self.kind, self.rate = base, base_year, kind, rate

    def growth(self, year: int) -> Found:
        """Return the rate, the same in every year."""
        return self.rate

    def predicted(self, year: int) -> Interval | None:
        """Return None: nothing is fitted."""
        return None

    def level(self, year: int) -> Found:
        """Return the level; its bounds are those of the base and of the rate together."""
        base, rate, years = self.base, self.rate, year - self.base_year
        low, high = (
            (rate.point, rate.point)
            if rate.point is not None and not rate.interval
            else (rate.low, rate.high)
        )
        ends = (
            self._after(base.point, rate.point, years, POINT),
            self._after(base.low, low, years, FLOOR),
            self._after(base.high, high, years, CEILING),
        )
        return _ahead([base, rate], *ends)

    def _after(
        self, base: Decimal | None, percent: Decimal | None, years: int, context: Context
    ) -> Decimal | None:
        """One end of a level after years; None where the base or the rate is open there."""
        if base is None or percent is None:
            return None
        if self.kind is Kind.RATE:
            return context.add(base, context.multiply(percent, Decimal(years)))
        return context.multiply(base, context.power(_factor(percent), years))


class Stepwise:
    """Through levels set for certain years, at one growth rate from each to the next."""

    def __init__(self, levels: Mapping[int, Quantity], kind: Kind) -> None:
        """Take the base and the levels ahead of it."""
        self.levels, self.kind = levels, kind

    def _leg(self, year: int) -> Compounding | Unknown:
        """The way from the last level before a year to the next; unknown after all of them."""
        after = min((one for one in self.levels if one >= year), default=None)
        before = max((one for one in self.levels if one < year), default=None)
        if after is None or before is None:
            return Unknown(Reason.NO_PLAN)
        base, level, years = self.levels[before], self.levels[after], after - before
        if self.kind is Kind.RATE:
            rate = divided(apart(level, base), Decimal(years))
        else:
            rate = average_growth(base, level, years)
        if isinstance(rate, Unknown):
            return rate
        return Compounding(base, before, rate, self.kind)

    def growth(self, year: int) -> Found:
        """Return the growth of the way that a year lies on."""
        leg = self._leg(year)
        return leg if isinstance(leg, Unknown) else leg.rate

    def predicted(self, year: int) -> Interval | None:
        """Return None: nothing is fitted."""
        return None

    def level(self, year: int) -> Found:
        """Return the level set for a year, or the one on the way to the next."""
        if year in self.levels:
            return self.levels[year]
        leg = self._leg(year)
        return leg if isinstance(leg, Unknown) else leg.level(year)


class Fitted:
    """The least-squares line through the levels, or through their logarithms."""

    def __init__(self, levels: LevelsOf, line: Line, *, exponential: bool) -> None:
        """Take the line through the levels, or through their logarithms."""
        self.levels, self.line, self.exponential = levels, line, exponential

    def level(self, year: int) -> Found:
        """Return the level on the line; of logarithms `exp(a + b t)`, which is the median."""
        at = self.line.at(year)
        return self._resting(exponential(at) if self.exponential else at)

    def growth(self, year: int) -> Found:
        """Return the growth of the line on the year before; the slope itself of a rate."""
        if self.exponential:
            return AVERAGES["least-squares"](self.levels)
        if self.levels.kind is Kind.RATE:
            return self._resting(self.line.slope())
        level, before = self.line.at(year), self.line.at(year - 1)
        if before.low <= 0 or level.low <= 0:
            return Unknown(Reason.NOT_POSITIVE)
        return self._resting(
            Bounded(
                _per_cent(level.point, before.point, POINT),
                _per_cent(level.low, before.high, FLOOR),
                _per_cent(level.high, before.low, CEILING),
            )
        )

    def predicted(self, year: int) -> Interval | None:
        """Return the interval that the level of the year lies in with a confidence of 95 %."""
        low, high = self.line.predicted(year, CONFIDENCE)
        if not self.exponential:
            return low, high
        if low < _SMALLEST_LOGARITHM or high > _GREATEST_LOGARITHM:
            return None
        return FLOOR.exp(low), CEILING.exp(high)

    def _resting(self, value: Bounded) -> Found:
        return _ahead(list(self.levels.by_year.values()), value.point, value.low, value.high)


def _ahead(made_of: Sequence[Quantity], *ends: Decimal | None) -> Found:
    """A level ahead, as a point with its bounds; unknown beyond all measure."""
    if any(end is not None and abs(end) > _GREATEST for end in ends):
        return Unknown(Reason.TOO_LARGE)
    return resting_on(made_of, *ends)._replace(status=Status.FORECAST)


def trend_course(
    trend: Trend, known: Known, first: int | None, last: int, window: int | None
) -> Course | Unknown:
    """Return the course that goes on as before, from the level of the year `last`.

    The trend is taken from the levels of the years `first` to `last`, or of the latest
    `window` years. Unknown where they do not allow it.
    """
    begin = min(known.view.years_known(Measure.ACTUAL)) if first is None else first
    if window is not None:
        begin = max(begin, last - window + 1)
    levels = LevelsOf(known, begin, last)
    if trend.is_fitted:
        return _fitted(trend, levels)
    if trend is Trend.LAST:
        rate = average_of_rates([known.get(Measure.GROWTH, last)])
    else:
        rate = AVERAGES[trend.value](levels)
    base = levels.get(last)
    for found in (rate, base):
        if isinstance(found, Unknown):
            return found
    assert isinstance(rate, Quantity)
    assert isinstance(base, Quantity)
    return Compounding(base, last, rate, levels.kind)


def _fitted(trend: Trend, levels: LevelsOf) -> Course | Unknown:
    in_logs = trend is Trend.LEAST_SQUARES
    if in_logs and levels.kind is Kind.RATE:
        return Unknown(Reason.RATE_IN_POINTS)
    why = why_no_line(levels)
    if why is not None:
        return why
    values = logarithms(levels.by_year, levels.kind) if in_logs else bounded(levels.by_year)
    if isinstance(values, Unknown):
        return values
    return Fitted(levels, Line(values), exponential=in_logs)


def _per_cent(level: Decimal, before: Decimal, context: Context) -> Decimal:
    """The growth from one level to another."""
    factor = context.divide(level, before)
    return context.multiply(context.subtract(factor, ONE), HUNDRED)


def _factor(percent: Decimal) -> Decimal:
    """The factor of a growth rate; a fall of more than everything leaves nothing."""
    return max(EXACT.add(ONE, POINT.divide(percent, HUNDRED)), ZERO)
