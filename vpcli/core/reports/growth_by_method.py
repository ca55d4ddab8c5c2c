"""How fast did it grow over several years? One row for every average, under its standard name.

The latest edition that knows both ends answers; where none does, the row is blank with
`other-edition`. Blank also across a break, and where the method does not allow the levels.
"""

from __future__ import annotations

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Kind, Measure
from vpcli.core.measures.cagr_and_averages import AVERAGES, LevelsOf
from vpcli.core.reports.columns import GROWTH_COLUMNS
from vpcli.core.reports.rows import growth_row
from vpcli.core.reports.table import Picture, Report, Row, Shape
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.quantity import Unknown
from vpcli.core.solver.series_in_editions import View, views_of

__all__ = ["growth_over"]


def growth_over(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    method: str,
    lag: int = 1,
    annualise: bool = False,
    link: bool = False,
) -> Report:
    """Return growth by a method: for `lag` one row a year, for averages one row a series.

    Rates are in per cent (a year, but for `lag` without `annualise`), for an indicator that is
    itself a rate in percentage points; levels in the indicator's unit. Averages run from the
    year `first` to `last`, or from the first to the last level there is. With `link`, levels of
    editions that differ are joined by their growth.
    """
    rows: list[Row] = []
    for _, view in views_of(dataset, link=link):
        if method == "lag":
            rows += _lagged(view, first, last, lag, annualise=annualise)
        else:
            rows += [_averaged(view, first, last, method)]
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
    view: View, first: int | None, last: int | None, lag: int, *, annualise: bool
) -> list[Row]:
    """Growth on the level `lag` years before, of every year that has a level."""
    rows = []
    name = f"lag-{lag}" + ("-annualised" if annualise and lag > 1 else "")
    for year in view.years_known(Measure.ACTUAL):
        if is_asked(year, first, last):
            levels = _levels(view, year - lag, year)
            ends = levels.get(year - lag), levels.get(year)
            rate = levels.growth_a_year if annualise else levels.growth
            years, change, mark = (year - lag, year), levels.change, levels.mark(rate)
            rows.append(growth_row(view.series, years, ends, change, rate, method=name, mark=mark))
    return rows


def _averaged(view: View, first: int | None, last: int | None, method: str) -> Row:
    years = view.years_known(Measure.ACTUAL)
    if not years:
        nothing = Unknown(Reason.NO_ACTUAL)
        return growth_row(view.series, (first, last), (None, None), None, nothing, method=method)
    chain = view.series.indicator.kind is Kind.CHAIN_INDEX
    begin = first if first is not None else years[0] - chain
    end = last if last is not None else years[-1]
    levels = _levels(view, begin, end)
    ends = levels.get(begin), levels.get(end)
    rate = AVERAGES[method](levels)
    span, change, mark = (begin, end), levels.change, levels.mark(rate)
    return growth_row(view.series, span, ends, change, rate, method=method, mark=mark)


def _levels(view: View, first: int, last: int) -> LevelsOf:
    """The levels of the edition that answers for a span."""
    return LevelsOf(view.spanning(first, last), first, last)
