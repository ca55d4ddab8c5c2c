"""Growth averaged over years: compound, arithmetic, logarithmic, by least squares.

Sources of the formulas: United Nations, Handbook of National Accounting, and World Bank,
World Development Indicators, "Statistical methods" (exponential and least-squares growth);
Vietnamese handbooks call the geometric mean "tốc độ phát triển bình quân".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from vpcli.core.arithmetic import CEILING, FLOOR, HUNDRED, ONE, POINT
from vpcli.core.fitted import Bounded, Line, exponential
from vpcli.core.model import Kind, Measure, Status
from vpcli.core.projection import average_growth, exact
from vpcli.core.quantities import divided, less, mean, resting_on
from vpcli.core.solve import Quantity, around_its_value
from vpcli.core.views import Known

__all__ = [
    "Levels",
    "NoAnswer",
    "attempt",
    "bounded",
    "compound_growth",
    "growth_between",
    "least_squares",
    "least_squares_log",
    "levels_between",
    "log_growth",
    "logarithms",
    "mean_growth",
    "refuse_break",
    "refuse_thin",
]

_SLACK = Decimal("1e-60")  # far more than a logarithm is off by at 80 digits
_FEWEST_POINTS = 3

Levels = Mapping[int, Quantity]
"""Levels by year, in the indicator's unit."""


class NoAnswer(Exception):  # noqa: N818 (a signal inside the core, not an error)
    """Why a method gives no number, as the code of a reason."""

    @property
    def reason(self) -> str:
        """The code."""
        return str(self.args[0])


def attempt(work: Callable[[], Quantity]) -> tuple[Quantity | None, str]:
    """Return what a method gives, or nothing and the code of the reason."""
    try:
        return work(), ""
    except NoAnswer as stop:
        return None, stop.reason


def levels_between(known: Known, first: int, last: int) -> Levels:
    """Return the levels of a span; of a chain index the index on a fixed base that it makes."""
    if known.view.series.indicator.kind is not Kind.CHAIN_INDEX:
        found = {year: known.get(Measure.ACTUAL, year) for year in range(first, last + 1)}
        return {year: quantity for year, quantity in found.items() if quantity is not None}
    level = exact(HUNDRED)
    levels = {first: level}
    for year in range(first + 1, last + 1):
        index = known.get(Measure.ACTUAL, year)
        chained = _chained(level, index)
        if chained is None:
            break
        level = levels[year] = chained
    return levels


def _chained(level: Quantity, index: Quantity | None) -> Quantity | None:
    """The level that a chain index makes of the one before; None where it is no single value."""
    if index is None or index.point is None or index.interval is None:
        return None
    assert level.point is not None
    assert level.interval is not None
    return resting_on(
        [level, index],
        POINT.divide(POINT.multiply(level.point, index.point), HUNDRED),
        FLOOR.divide(FLOOR.multiply(level.interval[0], index.interval[0]), HUNDRED),
        CEILING.divide(CEILING.multiply(level.interval[1], index.interval[1]), HUNDRED),
    )


def _ends(levels: Levels, first: int, last: int) -> tuple[Quantity, Quantity]:
    if last not in levels:
        raise NoAnswer("no-actual")
    if first not in levels or first >= last:
        raise NoAnswer("no-base-year")
    refuse_break(levels, first)
    return levels[first], levels[last]


def refuse_break(levels: Levels, first: int) -> None:
    """Raise `NoAnswer` where the source marks a break after the first year."""
    if any(year > first and level.status is Status.BREAK for year, level in levels.items()):
        raise NoAnswer("series-break")


def growth_between(levels: Levels, first: int, last: int, kind: Kind, years: int) -> Quantity:
    """Return `100 ((y_t / y_b)^(1/years) − 1)`, or `(y_t − y_b) / years` of a rate, in points.

    Raises `NoAnswer` where an end is missing, is no single value, or is not above zero.
    """
    base, value = _ends(levels, first, last)
    if kind is Kind.RATE:
        found = divided(less(value, base), Decimal(years))
        if found is None:
            raise NoAnswer("not-a-single-value")
        return found
    if base.point is None or value.point is None:
        raise NoAnswer("not-a-single-value")
    if base.point <= 0:
        raise NoAnswer("zero-base" if base.point == 0 else "negative-base")
    found = average_growth(base, value, years)
    if found is None:
        raise NoAnswer("not-positive")
    return found


def compound_growth(levels: Levels, first: int, last: int, kind: Kind) -> Quantity:
    """Return `100 ((y_t / y_b)^(1/(t−b)) − 1)`, the compound annual growth rate, in per cent.

    The geometric mean of the yearly factors; points a year for an indicator that is a rate.
    """
    return growth_between(levels, first, last, kind, last - first)


def mean_growth(rates: Sequence[Quantity | None]) -> Quantity:
    """Return the arithmetic mean of annual growth rates, in per cent (or points) a year.

    It is never below the compound rate, and does not give back the last level.
    """
    known = [
        around_its_value(rate) for rate in rates if rate is not None and rate.point is not None
    ]
    if not known or len(known) < len(rates):
        raise NoAnswer("gap-in-years" if known else "no-base-year")
    return mean(known)


def log_growth(levels: Levels, first: int, last: int, kind: Kind) -> Quantity:
    """Return `100 ln(y_t / y_b) / (t − b)`: the average logarithmic growth, in per cent a year.

    Also called exponential or continuous growth: `exp(r / 100) − 1` is the compound rate.
    """
    base, value = _ends(levels, first, last)
    if kind is Kind.RATE:
        raise NoAnswer("rate-in-points")
    logs = logarithms({first: base, last: value})
    years = Decimal(last - first)
    rate = Bounded(
        POINT.divide(POINT.subtract(logs[last].point, logs[first].point), years),
        FLOOR.divide(FLOOR.subtract(logs[last].low, logs[first].high), years),
        CEILING.divide(CEILING.subtract(logs[last].high, logs[first].low), years),
    )
    return _in_per_cent([base, value], rate)


def least_squares(levels: Levels, first: int, last: int, kind: Kind) -> Quantity:
    """Return `100 (exp(b) − 1)`, b the slope of ln y on the year by least squares, in per cent.

    The World Bank's least-squares growth rate: every year counts, not only the two ends.
    """
    factor = exponential(_slope(levels, first, last, kind))
    rate = Bounded(
        POINT.subtract(factor.point, ONE),
        FLOOR.subtract(factor.low, ONE),
        CEILING.subtract(factor.high, ONE),
    )
    return _in_per_cent(list(levels.values()), rate)


def least_squares_log(levels: Levels, first: int, last: int, kind: Kind) -> Quantity:
    """Return `100 b` itself, the slope in per cent on the logarithmic scale."""
    return _in_per_cent(list(levels.values()), _slope(levels, first, last, kind))


def _slope(levels: Levels, first: int, last: int, kind: Kind) -> Bounded:
    if kind is Kind.RATE:
        raise NoAnswer("rate-in-points")
    refuse_thin(levels, first, last)
    return Line(logarithms(levels)).slope()


def refuse_thin(levels: Levels, first: int, last: int) -> None:
    """Raise `NoAnswer` below three levels, and where more than half of the years have none."""
    if len(levels) < _FEWEST_POINTS:
        raise NoAnswer("too-few-points")
    if 2 * len(levels) < last - first + 1:
        raise NoAnswer("too-many-gaps")
    refuse_break(levels, first)


def bounded(levels: Levels) -> dict[int, Bounded]:
    """Return levels as values with bounds; raise `NoAnswer` for a range or a bound."""
    found = {}
    for year, level in levels.items():
        if level.point is None or level.interval is None:
            raise NoAnswer("not-a-single-value")
        found[year] = Bounded(level.point, *level.interval)
    return found


def logarithms(levels: Levels) -> dict[int, Bounded]:
    """Return the natural logarithms of levels, bounds rounded outward.

    Raises `NoAnswer` unless the lower bound of every level is above zero.
    """
    logs = {}
    for year, level in bounded(levels).items():
        if level.low <= 0:
            raise NoAnswer("not-positive")
        logs[year] = Bounded(
            POINT.ln(level.point),
            FLOOR.subtract(FLOOR.ln(level.low), _SLACK),
            CEILING.add(CEILING.ln(level.high), _SLACK),
        )
    return logs


def _in_per_cent(of: Sequence[Quantity], ratio: Bounded) -> Quantity:
    return resting_on(
        of,
        POINT.multiply(ratio.point, HUNDRED),
        FLOOR.multiply(ratio.low, HUNDRED),
        CEILING.multiply(ratio.high, HUNDRED),
    )
