"""Growth seen against another series: in real terms, per head, or relative to a reference.

Real growth divides the factor of a nominal series by that of a price index, growth per head by
that of the population; relative growth is a difference in percentage points. Source: United
Nations, Handbook of National Accounting (volume as value over price).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from vpcli.core.arithmetic import HUNDRED, ONE
from vpcli.core.columns import GROWTH_COLUMNS
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.model import Dataset, Measure, Series
from vpcli.core.quantities import less, plus, scaled_ratio
from vpcli.core.report import Column, Picture, Report, Row, Shape, Type, number
from vpcli.core.rows import row_status, series_cells, source_ids, tone, tones, years_of
from vpcli.core.solve import Quantity
from vpcli.core.views import Known, View, views_of

__all__ = ["Against", "adjusted_growth"]


class Against(StrEnum):
    """What a series is seen against."""

    DEFLATOR = "real"
    PER = "per"
    RELATIVE = "relative"


def adjusted_growth(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    against: Against,
    chosen: Callable[[Series], bool],
) -> Report:
    """Return growth on the year before against a reference series of the same area.

    `chosen` picks the reference; where none of an area is picked, one of the same indicator in
    another area is. Growth is in per cent, relative growth in percentage points. In real terms
    the level is that of the year at the prices of the year before; per head both levels are
    divided by the reference.
    """
    listed = [*views_of(dataset)]
    everything = dataset._replace(series=(*dataset.series, *dataset.hidden), hidden=())
    picked = [(series, view) for series, view in views_of(everything) if chosen(series)]
    references = {series.area.id: view for series, view in picked}
    of_indicator = {series.indicator.id: view for series, view in picked}
    rows = []
    for series, view in listed:
        if chosen(series):
            continue
        reference = references.get(series.area.id) or of_indicator.get(series.indicator.id)
        for year in years_of(series, Measure.ACTUAL, Measure.GROWTH):
            if (first is None or year >= first) and (last is None or year <= last):
                rows.append(_row(series, view, reference, year, against))
    points = against is Against.RELATIVE
    columns = [
        Column(column.name, Type.POINTS) if points and column.type is Type.RATE else column
        for column in GROWTH_COLUMNS
    ]
    return Report(
        "growth",
        dataset.title,
        columns,
        rows,
        tuple(dataset.sources.values()),
        screen=("year", "growth_pct", "value", "base"),
        yielding=("base", "value"),
        explained="growth_pct",
        picture=Picture(Shape.SPARK, ("growth_pct",)),
        notes=[(f"against-{against.value}", {})],
        empty="no-reference",
    )


def _row(series: Series, view: View, reference: View | None, year: int, against: Against) -> Row:
    known = view.solution_for(year, Measure.ACTUAL, Measure.GROWTH)
    other = reference.solution_for(year, Measure.ACTUAL, Measure.GROWTH) if reference else None
    own = known.get(Measure.GROWTH, year)
    theirs = other.get(Measure.GROWTH, year) if other else None
    if against is Against.RELATIVE:
        rate = less(own, theirs)
    else:
        ratio = scaled_ratio(plus(own, HUNDRED), plus(theirs, HUNDRED))
        rate = plus(ratio, HUNDRED.copy_negate())
    value, base = _levels(known, other, theirs, year, against)
    reason = "" if rate else "no-base-year" if own is None else "no-reference-figure"
    shown = [quantity for quantity in ((rate,) if rate else (value, base)) if quantity]
    unit = "pp" if against is Against.RELATIVE else "%"
    return Row(
        series,
        series_cells(series)
        | {
            "year": year,
            "base_year": year - 1,
            "base": number(base, level_decimals(base, series)),
            "value": number(value, level_decimals(value, series)),
            "change": None,
            "growth_pct": number(rate, rate_decimals(rate)),
            "growth_low": rate.low if rate else None,
            "growth_high": rate.high if rate else None,
            "growth_unit": unit,
            "method": against.value,
            "basis": rate.basis.value if rate else "",
            "status": row_status(series, year, *shown).value,
            "reason": reason,
            "source": source_ids(*shown),
        },
        tones([("growth_pct", tone(rate.point if rate else None, series.indicator.direction))]),
    )


def _levels(
    known: Known, other: Known | None, theirs: Quantity | None, year: int, against: Against
) -> tuple[Quantity | None, Quantity | None]:
    """The two levels that the adjusted growth joins."""
    value, base = known.get(Measure.ACTUAL, year), known.get(Measure.ACTUAL, year - 1)
    if against is Against.DEFLATOR:
        return scaled_ratio(value, plus(theirs, HUNDRED)), base
    if against is Against.PER and other is not None:
        heads = [other.get(Measure.ACTUAL, y) for y in (year, year - 1)]
        return scaled_ratio(value, heads[0], ONE), scaled_ratio(base, heads[1], ONE)
    return value, base
