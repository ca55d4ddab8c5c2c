"""Growth averaged over years: CAGR (compound), arithmetic, logarithmic, by least squares.

Sources of the formulas: United Nations, Handbook of National Accounting, and World Bank,
World Development Indicators, "Statistical methods" (exponential and least-squares growth);
Vietnamese handbooks call the geometric mean "tốc độ phát triển bình quân".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, POINT, ZERO
from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Kind, Measure
from vpcli.core.measures.arithmetic_of_quantities import divided, less, mean, plus, resting_on
from vpcli.core.measures.least_squares import Bounded, Line, exponential
from vpcli.core.solver.quantity import Found, Quantity, Unknown, exact, first_unknown
from vpcli.core.solver.series_in_editions import Known

__all__ = [
    "AVERAGES",
    "LevelsOf",
    "a_year",
    "average_growth",
    "average_of_rates",
    "bounded",
    "logarithms",
    "why_no_line",
]

_SLACK = Decimal("1e-60")  # far more than a logarithm or a root is off by at 80 digits
_FEWEST_POINTS = 3


class LevelsOf:
    """The levels of a span of years that one edition knows, in the indicator's unit.

    Of a chain index the index on a fixed base that it makes, 100 in the first year.
    """

    def __init__(self, known: Known, first: int, last: int) -> None:
        """Look at the years from the first to the last."""
        self.known, self.first, self.last = known, first, last
        self.kind = known.view.series.indicator.kind
        if self.kind is Kind.CHAIN_INDEX:
            self._levels: Mapping[int, Found] = _chained(known, first, last)
        else:
            self._levels = {y: known.get(Measure.ACTUAL, y) for y in range(first, last + 1)}

    def get(self, year: int) -> Found:
        """Return the level of a year."""
        return self._levels.get(year, Unknown(Reason.NO_ACTUAL))

    def mark(self, *more: Found) -> Reason:
        """Return the mark of a row of first and last, and `more`, if editions may differ."""
        ends = self.last, self.first
        return self.known.mark(ends, [*map(self.get, ends), *more])

    @property
    def change(self) -> Found:
        """The change from first to last, in the unit; of a chain index there is none."""
        if self.kind is Kind.CHAIN_INDEX:
            return less(self.get(self.last), self.get(self.first))
        return self.known.get(Measure.CHANGE, self.last, since=self.first)

    @property
    def growth(self) -> Found:
        """The growth from first to last, in per cent, or in points of a rate."""
        return self._as_printed(Measure.GROWTH, 1)

    @property
    def growth_a_year(self) -> Found:
        """The same a year: the compound annual growth rate (CAGR), or points a year.

        `100 ((y_t / y_b)^(1/(t−b)) − 1)`, the geometric mean of the yearly factors.
        """
        years = self.last - self.first
        return self._as_printed(Measure.GROWTH if years == 1 else Measure.AVERAGE_GROWTH, years)

    def _as_printed(self, measure: Measure, years: int) -> Found:
        """A growth that may be printed as such; of a chain index it is made of its product."""
        why = self.why_not_joined(of_single_values=False)
        if self.kind is not Kind.CHAIN_INDEX:
            if self.first >= self.last:
                return Unknown(Reason.NO_BASE_YEAR) if why is None else why
            found = self.known.get(measure, self.last, since=self.first)
            return found if found or why is None else why
        if why is not None:
            return why
        return average_growth(self.get(self.first), self.get(self.last), years)

    @property
    def by_year(self) -> dict[int, Quantity]:
        """The levels that are known."""
        return {year: level for year, level in self._levels.items() if level}

    def why_not_joined(self, *, of_single_values: bool = True) -> Unknown | None:
        """Return why first and last cannot be compared; None where they can."""
        value, base = self.get(self.last), self.get(self.first)
        if not value:
            return value
        other = isinstance(base, Unknown) and base.reason is Reason.OTHER_EDITION
        if self.first >= self.last or not (base or other):
            return Unknown(Reason.NO_BASE_YEAR)
        if self.crosses_break():
            return Unknown(Reason.SERIES_BREAK)
        if isinstance(base, Unknown):
            return base
        return first_unknown(value, base) if of_single_values else None

    def crosses_break(self) -> bool:
        """Tell whether the series breaks on the way."""
        return self.known.crosses_break(self.first, self.last)


def _chained(known: Known, first: int, last: int) -> dict[int, Found]:
    level = exact(HUNDRED)
    levels: dict[int, Found] = {first: level}
    for year in range(first + 1, last + 1):
        # The growth has the narrower interval where an index is printed twice.
        index = plus(known.get(Measure.GROWTH, year), HUNDRED) or known.get(Measure.ACTUAL, year)
        if not index or index.point is None or index.interval is None:
            break
        assert level.point is not None
        assert level.interval is not None
        level = resting_on(
            [level, index],
            POINT.divide(POINT.multiply(level.point, index.point), HUNDRED),
            FLOOR.divide(FLOOR.multiply(level.interval[0], index.interval[0]), HUNDRED),
            CEILING.divide(CEILING.multiply(level.interval[1], index.interval[1]), HUNDRED),
        )
        levels[year] = level
    return levels


def a_year(kind: Kind, first: Found, last: Found, years: int) -> Found:
    """Return the growth from one level to another: per cent a year, or points a year of a rate."""
    if kind is Kind.RATE:
        return divided(less(last, first), Decimal(years))
    return average_growth(first, last, years)


def average_growth(base: Found, value: Found, years: int) -> Found:
    """Return the average annual growth from one level to another, in per cent a year.

    `100 ((value / base)^(1/years) − 1)`, the compound annual growth rate (CAGR). The bounds come
    from the printed precision of both; of a range or a bound they are all there is. Nothing left
    of a level is a growth of −100 %.
    """
    if isinstance(value, Unknown):
        return value
    if isinstance(base, Unknown):
        return Unknown(Reason.NO_BASE_YEAR) if base.reason is Reason.NO_ACTUAL else base
    if base.point is not None and base.point <= 0:
        return Unknown(Reason.NEGATIVE_BASE if base.point else Reason.ZERO_BASE)
    if value.point is not None and value.point < 0:
        return Unknown(Reason.NEGATIVE_TARGET)
    point = low = high = None
    if base.point is not None and value.point is not None:
        point = _root(POINT, POINT.divide(value.point, base.point), years, ZERO)
    if base.low is not None and base.low > 0:
        if value.low is not None and base.high is not None:
            least = max(value.low, ZERO) if value.point is not None else value.low
            if least >= 0:
                low = _root(FLOOR, FLOOR.divide(least, base.high), years, _SLACK.copy_negate())
        if value.high is not None and value.high > 0:
            high = _root(CEILING, CEILING.divide(value.high, base.low), years, _SLACK)
    if point is None and low is None and high is None:
        return Unknown(Reason.NOT_A_SINGLE_VALUE)
    return resting_on([value, base], point, low, high)


def _root(context: Context, factor: Decimal, years: int, slack: Decimal) -> Decimal:
    """The yearly growth in per cent of a factor over years; of a bound with slack outward."""
    if years > 1 and factor:
        factor = context.power(factor, context.divide(ONE, Decimal(years)))
        factor = context.multiply(factor, EXACT.add(ONE, slack))
    return context.multiply(context.subtract(factor, ONE), HUNDRED)


def average_of_rates(rates: Sequence[Found]) -> Found:
    """Return the arithmetic mean of annual growth rates, in per cent (or points) a year.

    It is never below the compound rate, and does not give back the last level.
    """
    known = [rate for rate in rates if rate and rate.point is not None]
    if known and len(known) == len(rates):
        return mean(known)
    breaks = any(isinstance(one, Unknown) and one.reason is Reason.SERIES_BREAK for one in rates)
    if breaks:
        return Unknown(Reason.SERIES_BREAK)
    return Unknown(Reason.GAP_IN_YEARS if known else Reason.NO_BASE_YEAR)


def mean_growth(levels: LevelsOf) -> Found:
    """Return the arithmetic mean of the growth rates of a span of years."""
    years = range(levels.first + 1, levels.last + 1)
    return average_of_rates([levels.known.get(Measure.GROWTH, year) for year in years])


def log_growth(levels: LevelsOf) -> Found:
    """Return `100 ln(y_t / y_b) / (t − b)`: the average logarithmic growth, in per cent a year.

    Also called exponential or continuous growth: `exp(r / 100) − 1` is the compound rate.
    """
    unknown = levels.why_not_joined()
    if unknown is not None:
        return unknown
    ends = {year: levels.by_year[year] for year in (levels.first, levels.last)}
    logs = logarithms(ends, levels.kind)
    if isinstance(logs, Unknown):
        return logs
    base, value = logs[levels.first], logs[levels.last]
    years = Decimal(levels.last - levels.first)
    rate = Bounded(
        POINT.divide(POINT.subtract(value.point, base.point), years),
        FLOOR.divide(FLOOR.subtract(value.low, base.high), years),
        CEILING.divide(CEILING.subtract(value.high, base.low), years),
    )
    return _in_per_cent(list(ends.values()), rate)


def least_squares(levels: LevelsOf) -> Found:
    """Return `100 (exp(b) − 1)`, b the slope of ln y on the year by least squares, in per cent.

    The World Bank's least-squares growth rate: every year counts, not only the two ends.
    """
    slope = _slope(levels)
    if isinstance(slope, Unknown):
        return slope
    factor = exponential(slope)
    rate = Bounded(
        POINT.subtract(factor.point, ONE),
        FLOOR.subtract(factor.low, ONE),
        CEILING.subtract(factor.high, ONE),
    )
    return _in_per_cent(list(levels.by_year.values()), rate)


def least_squares_log(levels: LevelsOf) -> Found:
    """Return `100 b` itself, the slope in per cent on the logarithmic scale."""
    slope = _slope(levels)
    if isinstance(slope, Unknown):
        return slope
    return _in_per_cent(list(levels.by_year.values()), slope)


AVERAGES: dict[str, Callable[[LevelsOf], Found]] = {
    "cagr": lambda levels: levels.growth_a_year,
    "mean": mean_growth,
    "log": log_growth,
    "least-squares": least_squares,
    "least-squares-log": least_squares_log,
}
"""The averages of growth by the name of the method, each in per cent (or points) a year."""


def _slope(levels: LevelsOf) -> Bounded | Unknown:
    if levels.kind is Kind.RATE:
        return Unknown(Reason.RATE_IN_POINTS)
    unknown = why_no_line(levels)
    if unknown is not None:
        return unknown
    logs = logarithms(levels.by_year, levels.kind)
    return logs if isinstance(logs, Unknown) else Line(logs).slope()


def why_no_line(levels: LevelsOf) -> Unknown | None:
    """Return why no line is fitted: too few levels, too many gaps, a break; None where one is."""
    count = len(levels.by_year)
    if count < _FEWEST_POINTS:
        return Unknown(Reason.TOO_FEW_POINTS)
    if 2 * count < levels.last - levels.first + 1:
        return Unknown(Reason.TOO_MANY_GAPS)
    return Unknown(Reason.SERIES_BREAK) if levels.crosses_break() else None


def bounded(levels: Mapping[int, Quantity]) -> dict[int, Bounded] | Unknown:
    """Return levels as values with bounds; unknown where one is a range or a bound."""
    found = {}
    for year, level in levels.items():
        if level.point is None or level.interval is None:
            return Unknown(Reason.NOT_A_SINGLE_VALUE)
        found[year] = Bounded(level.point, *level.interval)
    return found


def logarithms(levels: Mapping[int, Quantity], kind: Kind) -> dict[int, Bounded] | Unknown:
    """Return the natural logarithms of levels, bounds rounded outward.

    Unknown for a rate, and unless the lower bound of every level is above zero.
    """
    if kind is Kind.RATE:
        return Unknown(Reason.RATE_IN_POINTS)
    values = bounded(levels)
    if isinstance(values, Unknown):
        return values
    logs = {}
    for year, level in values.items():
        if level.low <= 0:
            return Unknown(Reason.NOT_POSITIVE)
        logs[year] = Bounded(
            POINT.ln(level.point),
            FLOOR.subtract(FLOOR.ln(level.low), _SLACK),
            CEILING.add(CEILING.ln(level.high), _SLACK),
        )
    return logs


def _in_per_cent(of: Sequence[Quantity], rate: Bounded) -> Quantity:
    return resting_on(
        of,
        POINT.multiply(rate.point, HUNDRED),
        FLOOR.multiply(rate.low, HUNDRED),
        CEILING.multiply(rate.high, HUNDRED),
    )
