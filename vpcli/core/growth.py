"""How fast did each indicator grow? Year on year, `g = y_t / y_{t-1} − 1`."""

from __future__ import annotations

from vpcli.core.codes import Reason
from vpcli.core.columns import GROWTH_COLUMNS as COLUMNS
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.keys import PREVIOUS_YEAR_100
from vpcli.core.model import Dataset, Kind, Measure, Series, Status
from vpcli.core.report import Picture, Report, Row, Shape, number
from vpcli.core.rows import (
    OTHER_EDITION,
    marked,
    notes_of_editions,
    point_unit,
    row_status,
    series_cells,
    source_ids,
    tone,
    tones,
    years_of,
)
from vpcli.core.solve import Quantity
from vpcli.core.views import View, rows_by_year

__all__ = ["growth"]


def growth(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return growth on the year before for every series and year.

    Growth is in per cent, or in percentage points for an indicator that is itself a rate;
    levels are in the indicator's unit. A gap is never bridged and nothing is carried from
    one series to the next: what cannot be known is blank and carries its reason.
    """
    rows = rows_by_year(dataset, _years, _row, first, last, only=(Measure.GROWTH,))
    return Report(
        "growth",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("year", "growth_pct", "value", "base", "change"),
        optional=("change",),
        yielding=("base", "value"),
        explained="growth_pct",
        picture=Picture(Shape.SPARK, ("growth_pct",)),
        notes=notes_of_editions(rows),
    )


def _years(series: Series) -> list[int]:
    """Years with a result; for an indicator that has none, its last year, to say so."""
    return years_of(series, Measure.ACTUAL, Measure.GROWTH) or [
        max(fact.year for fact in series.facts)
    ]


def _row(series: Series, view: View, year: int) -> Row:
    known = view.solution_for(year, Measure.ACTUAL, Measure.GROWTH)
    kind = series.indicator.kind
    rate = known.get(Measure.GROWTH, year)
    value = known.get(Measure.ACTUAL, year)
    base = known.get(Measure.ACTUAL, year - 1)
    if kind is Kind.CHAIN_INDEX:
        base = known.solution.get(PREVIOUS_YEAR_100)
    broken = rate is None and _is_break(series, year)
    if broken:
        base = None
    change = None if broken else known.derived(Measure.CHANGE, year)
    decimals = max(level_decimals(value, series), level_decimals(base, series))
    shown = (rate,) if rate else (value, base)
    return Row(
        series,
        series_cells(series)
        | {
            "year": year,
            "base_year": year - 1,
            "base": number(base, level_decimals(base, series)),
            "value": number(value, level_decimals(value, series)),
            "change": number(change, decimals),
            "growth_pct": number(rate, rate_decimals(rate)),
            "growth_low": rate.low if rate else None,
            "growth_high": rate.high if rate else None,
            "growth_unit": point_unit(kind),
            "method": "yoy",
            "basis": rate.basis.value if rate else "",
            "status": row_status(series, year, rate or value).value,
            "reason": _reason(series, year, rate, value, base)
            or (OTHER_EDITION if known.is_beside(rate, Measure.ACTUAL, year) else ""),
            "source": source_ids(*shown),
        },
        tones([("growth_pct", tone(rate.point if rate else None, series.indicator.direction))]),
    )


def _is_break(series: Series, year: int) -> bool:
    return any(fact.status is Status.BREAK for fact in series.of_year(year))


def _reason(
    series: Series,
    year: int,
    rate: Quantity | None,
    value: Quantity | None,
    base: Quantity | None,
) -> str:
    """The code of why something in the row is blank, or marked; empty when nothing is."""
    if value is None:
        return Reason.NO_ACTUAL.value
    if rate is None and _is_break(series, year):
        return "series-break"
    if base is None:
        return (marked(rate, value) if rate else "") or Reason.NO_BASE_YEAR.value
    if rate is not None and rate.point is not None:
        return marked(rate, value, base)
    if base.point is None or value.point is None:
        return "not-a-single-value"
    return (Reason.NEGATIVE_BASE if base.point else Reason.ZERO_BASE).value
