"""How fast did it grow over several years? One row for every average, under its standard name."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from vpcli.core.averages import (
    Levels,
    attempt,
    compound_growth,
    growth_between,
    least_squares,
    least_squares_log,
    levels_between,
    log_growth,
    mean_growth,
)
from vpcli.core.columns import GROWTH_COLUMNS
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.model import Dataset, Kind, Measure, Series
from vpcli.core.quantities import less
from vpcli.core.report import Picture, Report, Row, Shape, number
from vpcli.core.rows import (
    point_unit,
    row_status,
    series_cells,
    source_ids,
    tone,
    tones,
)
from vpcli.core.solve import Quantity
from vpcli.core.views import View, views_of

__all__ = ["Method", "growth_over"]


class Method(StrEnum):
    """The ways to average growth over years; `yoy` and `lag` compare two years."""

    YOY = "yoy"
    LAG = "lag"
    CAGR = "cagr"
    MEAN = "mean"
    LOG = "log"
    LEAST_SQUARES = "least-squares"
    LEAST_SQUARES_LOG = "least-squares-log"


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
        GROWTH_COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("base_year", "year", "growth_pct", "method", "value", "base", "change"),
        optional=("change",),
        yielding=("base", "value", "method"),
        explained="growth_pct",
        picture=Picture(Shape.SPARK, ("growth_pct",)),
    )


def _lagged(
    series: Series, view: View, first: int | None, last: int | None, lag: int, *, annualise: bool
) -> list[Row]:
    """Growth on the level `lag` years before, of every year that has a level."""
    rows, kind = [], series.indicator.kind
    for year in view.years_known(Measure.ACTUAL):
        if (first is None or year >= first) and (last is None or year <= last):
            known = view.solution_for(year, Measure.ACTUAL)
            levels = levels_between(known, year - lag, year)
            name = f"lag-{lag}" + ("-annualised" if annualise and lag > 1 else "")
            years = lag if annualise else 1
            found, reason = attempt(partial(growth_between, levels, year - lag, year, kind, years))
            rows.append(_row(series, levels, (year - lag, year), found, name, reason))
    return rows


def _averaged(
    series: Series, view: View, first: int | None, last: int | None, method: Method
) -> Row:
    years = view.years_known(Measure.ACTUAL)
    if not years:
        return _row(series, {}, (first, last), None, method.value, "no-actual")
    kind = series.indicator.kind
    chain = kind is Kind.CHAIN_INDEX
    begin = first if first is not None else years[0] - chain
    end = last if last is not None else years[-1]
    known = view.solution_for(end, Measure.ACTUAL, Measure.GROWTH)
    levels = levels_between(known, begin, end)
    if method is Method.MEAN:
        rates = {year: known.get(Measure.GROWTH, year) for year in range(begin + 1, end + 1)}
        found, reason = attempt(lambda: mean_growth(list(rates.values())))
    else:
        found, reason = attempt(lambda: _BY_METHOD[method](levels, begin, end, kind))
    return _row(series, levels, (begin, end), found, method.value, reason)


_BY_METHOD: dict[Method, Callable[[Levels, int, int, Kind], Quantity]] = {
    Method.CAGR: compound_growth,
    Method.LOG: log_growth,
    Method.LEAST_SQUARES: least_squares,
    Method.LEAST_SQUARES_LOG: least_squares_log,
}


def _row(
    series: Series,
    levels: Levels,
    span: tuple[int | None, int | None],
    rate: Quantity | None,
    method: str,
    reason: str,
) -> Row:
    base_year, year = span
    base, value = (None if one is None else levels.get(one) for one in span)
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
