"""How fast did it grow over several years? Each average under its standard name.

Sources of the formulas: United Nations, Handbook of National Accounting, and World Bank,
World Development Indicators, "Statistical methods" (exponential and least-squares growth);
Vietnamese handbooks call the geometric mean "tốc độ phát triển bình quân".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial

from vpcli.core.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, POINT, ZERO
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.growth import COLUMNS
from vpcli.core.model import Dataset, Kind, Measure, Series, Status
from vpcli.core.projection import average_growth
from vpcli.core.quantities import divided, less, mean, resting_on
from vpcli.core.report import Report, Row, number
from vpcli.core.rows import (
    point_unit,
    row_status,
    series_cells,
    source_ids,
    tone,
    tones,
)
from vpcli.core.solve import Basis, Quantity
from vpcli.core.views import Known, View, views_of

__all__ = ["Method", "growth_over", "least_squares", "log_growth", "mean_growth"]

_SLACK = Decimal("1e-60")  # far more than a logarithm is off by at 80 digits
_FEWEST_POINTS = 3


class Method(StrEnum):
    """The ways to average growth over years; `yoy` and `lag` compare two years."""

    YOY = "yoy"
    LAG = "lag"
    CAGR = "cagr"
    MEAN = "mean"
    LOG = "log"
    LEAST_SQUARES = "least-squares"
    LEAST_SQUARES_LOG = "least-squares-log"


Levels = Mapping[int, Quantity]


class _NoAnswer(Exception):  # noqa: N818 (a signal inside this module, not an error)
    """Why a method gives no number, as the code of a reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def growth_over(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    method: Method,
    lag: int = 1,
    annualise: bool = False,
) -> Report:
    """Return growth by a method: for `lag` one row a year, for averages one row a series.

    Rates are in per cent (a year, but for `lag` without `annualise`), for an indicator that is
    itself a rate in percentage points; levels in the indicator's unit. Averages run from the
    year `first` to `last`, or from the first to the last level there is.
    """
    rows: list[Row] = []
    for series, view in views_of(dataset):
        if method is Method.LAG:
            rows += _lagged(series, view, first, last, lag, annualise=annualise)
        else:
            rows += [_averaged(series, view, first, last, method)]
    return Report(
        "growth-over",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("base_year", "year", "growth_pct", "method", "value", "base", "change"),
        optional=("change",),
        explained="growth_pct",
    )


def _lagged(
    series: Series, view: View, first: int | None, last: int | None, lag: int, *, annualise: bool
) -> list[Row]:
    """Growth on the level `lag` years before, of every year that has a level."""
    rows = []
    for year in _years_with_levels(view):
        if (first is None or year >= first) and (last is None or year <= last):
            known = view.solution_for(year, Measure.ACTUAL)
            levels = _levels(known, year - lag, year)
            name = f"lag-{lag}" + ("-annualised" if annualise and lag > 1 else "")
            years = lag if annualise else 1
            found, reason = _attempt(partial(_between, levels, year - lag, year, series, years))
            rows.append(_row(series, levels, year - lag, year, found, name, reason))
    return rows


def _averaged(
    series: Series, view: View, first: int | None, last: int | None, method: Method
) -> Row:
    years = _years_with_levels(view)
    chain = series.indicator.kind is Kind.CHAIN_INDEX
    begin = first if first is not None else min(years, default=0) - chain
    end = last if last is not None else max(years, default=begin)
    known = view.solution_for(end, Measure.ACTUAL, Measure.GROWTH)
    levels = _levels(known, begin, end)
    if method is Method.MEAN:
        rates = {year: known.get(Measure.GROWTH, year) for year in range(begin + 1, end + 1)}
        found, reason = _attempt(lambda: mean_growth(list(rates.values())))
    else:
        found, reason = _attempt(lambda: _BY_METHOD[method](levels, begin, end, series))
    return _row(series, levels, begin, end, found, method.value, reason)


def _years_with_levels(view: View) -> list[int]:
    known = view.solution_for(9999, Measure.ACTUAL)
    return sorted(
        key.year
        for key in known.solution
        if key.measure is Measure.ACTUAL and key.indicator == view.id
    )


def _levels(known: Known, first: int, last: int) -> Levels:
    """The levels from one year to another; of a chain index the fixed-base index it makes."""
    if known.view.series.indicator.kind is not Kind.CHAIN_INDEX:
        found = {year: known.get(Measure.ACTUAL, year) for year in range(first, last + 1)}
        return {year: quantity for year, quantity in found.items() if quantity is not None}
    level = Quantity(HUNDRED, HUNDRED, HUNDRED, Basis.COMPUTED)
    levels = {first: level}
    for year in range(first + 1, last + 1):
        index = known.get(Measure.ACTUAL, year)
        if index is None or index.point is None or index.interval is None or level.interval is None:
            break
        level = Quantity(
            POINT.divide(POINT.multiply(level.point or ZERO, index.point), HUNDRED),
            FLOOR.divide(FLOOR.multiply(level.interval[0], index.interval[0]), HUNDRED),
            CEILING.divide(CEILING.multiply(level.interval[1], index.interval[1]), HUNDRED),
            index.basis if index.basis is Basis.IMPLIED else Basis.COMPUTED,
            Status.combine([level.status, index.status]),
            level.facts + index.facts,
            conflict=level.conflict or index.conflict,
        )
        levels[year] = level
    return levels


def _attempt(work: Callable[[], Quantity]) -> tuple[Quantity | None, str]:
    try:
        return work(), ""
    except _NoAnswer as stop:
        return None, stop.reason


def _ends(levels: Levels, first: int, last: int) -> tuple[Quantity, Quantity]:
    if last not in levels:
        raise _NoAnswer("no-actual")
    if first not in levels or first >= last:
        raise _NoAnswer("no-base-year")
    return levels[first], levels[last]


def _between(levels: Levels, first: int, last: int, series: Series, years: int) -> Quantity:
    """`100 ((y_t / y_b)^(1/years) − 1)`, or `(y_t − y_b) / years` of a rate, in points."""
    base, value = _ends(levels, first, last)
    if series.indicator.kind is Kind.RATE:
        return _change_in_points(base, value, years)
    if base.point is None or value.point is None:
        raise _NoAnswer("not-a-single-value")
    if base.point <= 0:
        raise _NoAnswer("zero-base" if base.point == 0 else "negative-base")
    found = average_growth(base, value, years)
    if found is None:
        raise _NoAnswer("not-positive")
    return found


def _cagr(levels: Levels, first: int, last: int, series: Series) -> Quantity:
    return _between(levels, first, last, series, last - first)


def _change_in_points(base: Quantity, value: Quantity, years: int) -> Quantity:
    found = divided(less(value, base), Decimal(years))
    if found is None:
        raise _NoAnswer("not-a-single-value")
    return found


def mean_growth(rates: Sequence[Quantity | None]) -> Quantity:
    """Return the arithmetic mean of annual growth rates, in per cent (or points) a year.

    It is never below the compound rate, and does not give back the last level.
    """
    known = [rate for rate in rates if rate is not None and rate.point is not None]
    if not known or len(known) < len(rates):
        raise _NoAnswer("gap-in-years" if known else "no-base-year")
    return mean(known)


def log_growth(levels: Levels, first: int, last: int, series: Series) -> Quantity:
    """Return `100 ln(y_t / y_b) / (t − b)`: the average logarithmic growth, in per cent a year.

    Also called exponential or continuous growth: `exp(r / 100) − 1` is the compound rate.
    """
    base, value = _ends(levels, first, last)
    if series.indicator.kind is Kind.RATE:
        raise _NoAnswer("rate-in-points")
    logs = _logs({first: base, last: value})
    years = Decimal(last - first)
    point = POINT.divide(POINT.subtract(logs[last].point, logs[first].point), years)
    low = FLOOR.divide(FLOOR.subtract(logs[last].low, logs[first].high), years)
    high = CEILING.divide(CEILING.subtract(logs[last].high, logs[first].low), years)
    return resting_on([base, value], *_percent(point, low, high))


def least_squares(levels: Levels, first: int, last: int, series: Series) -> Quantity:
    """Return `100 (exp(b) − 1)`, b the slope of ln y on the year by least squares, in per cent.

    The World Bank's least-squares growth rate: every year counts, not only the two ends.
    """
    slope = _slope(levels, first, last, series)
    point, low, high = _ends_of(slope)
    less, more = EXACT.subtract(ONE, _SLACK), EXACT.add(ONE, _SLACK)
    return _with(
        slope,
        POINT.subtract(POINT.exp(point), ONE),
        FLOOR.subtract(FLOOR.multiply(FLOOR.exp(low), less), ONE),
        CEILING.subtract(CEILING.multiply(CEILING.exp(high), more), ONE),
    )


def _least_squares_log(levels: Levels, first: int, last: int, series: Series) -> Quantity:
    """`100 b` itself, the slope in per cent on the logarithmic scale."""
    slope = _slope(levels, first, last, series)
    return _with(slope, *_ends_of(slope))


def _ends_of(quantity: Quantity) -> tuple[Decimal, Decimal, Decimal]:
    assert quantity.point is not None
    assert quantity.low is not None
    assert quantity.high is not None
    return quantity.point, quantity.low, quantity.high


def _with(quantity: Quantity, point: Decimal, low: Decimal, high: Decimal) -> Quantity:
    """The quantity with a value and its bounds given as ratios, in per cent."""
    point, low, high = _percent(point, low, high)
    return replace(quantity, point=point, low=low, high=high)


def _slope(levels: Levels, first: int, last: int, series: Series) -> Quantity:
    """The slope of ln y on the year: a weighted sum of logarithms, weights (t − t̄) / S."""
    if series.indicator.kind is Kind.RATE:
        raise _NoAnswer("rate-in-points")
    if len(levels) < _FEWEST_POINTS:
        raise _NoAnswer("too-few-points")
    if 2 * len(levels) < last - first + 1:
        raise _NoAnswer("too-many-gaps")
    logs = _logs(levels)
    mean = Fraction(sum(levels), len(levels))
    spread = sum((year - mean) ** 2 for year in levels)
    point, low, high = ZERO, ZERO, ZERO
    for year, log in logs.items():
        weight = (year - mean) / spread
        top, bottom = Decimal(weight.numerator), Decimal(weight.denominator)
        point = POINT.add(point, POINT.divide(POINT.multiply(log.point, top), bottom))
        ends = (log.low, log.high) if weight >= 0 else (log.high, log.low)
        low = FLOOR.add(low, FLOOR.divide(FLOOR.multiply(ends[0], top), bottom))
        high = CEILING.add(high, CEILING.divide(CEILING.multiply(ends[1], top), bottom))
    return resting_on(list(levels.values()), point, low, high)


@dataclass(frozen=True, slots=True)
class _Log:
    point: Decimal
    low: Decimal
    high: Decimal


def _logs(levels: Levels) -> dict[int, _Log]:
    """The natural logarithms of levels above zero, bounds rounded outward."""
    logs = {}
    for year, level in levels.items():
        if level.point is None or level.interval is None:
            raise _NoAnswer("not-a-single-value")
        if level.point <= 0 or level.interval[0] <= 0:
            raise _NoAnswer("not-positive")
        low, high = (
            context.ln(end) for context, end in zip((FLOOR, CEILING), level.interval, strict=True)
        )
        logs[year] = _Log(
            POINT.ln(level.point), FLOOR.subtract(low, _SLACK), CEILING.add(high, _SLACK)
        )
    return logs


def _percent(point: Decimal, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    return (
        POINT.multiply(point, HUNDRED),
        FLOOR.multiply(low, HUNDRED),
        CEILING.multiply(high, HUNDRED),
    )


_BY_METHOD: dict[Method, Callable[[Levels, int, int, Series], Quantity]] = {
    Method.CAGR: _cagr,
    Method.LOG: log_growth,
    Method.LEAST_SQUARES: least_squares,
    Method.LEAST_SQUARES_LOG: _least_squares_log,
}


def _row(
    series: Series,
    levels: Levels,
    base_year: int,
    year: int,
    rate: Quantity | None,
    method: str,
    reason: str,
) -> Row:
    base, value = levels.get(base_year), levels.get(year)
    change = less(value, base)
    decimals = max(level_decimals(value, series), level_decimals(base, series))
    shown = [quantity for quantity in ((rate,) if rate else (value, base)) if quantity]
    return Row(
        series,
        series_cells(series)
        | {
            "year": year,
            "base_year": base_year,
            "base": number(base, level_decimals(base, series)),
            "value": number(value, level_decimals(value, series)),
            "change": number(change, decimals),
            "growth_pct": number(rate, rate_decimals(rate)),
            "growth_low": rate.low if rate else None,
            "growth_high": rate.high if rate else None,
            "growth_unit": point_unit(series.indicator.kind),
            "method": method,
            "basis": rate.basis.value if rate else "",
            "status": row_status(series, year, *shown).value,
            "reason": reason,
            "source": source_ids(*shown),
        },
        tones([("growth_pct", tone(rate.point if rate else None, series.indicator.direction))]),
    )
