"""Growth seen against another series: in real terms, per head, or relative to a reference.

Real growth divides the factor of a nominal series by that of a price index, growth per head by
that of the population; relative growth is a difference in percentage points. Source: United
Nations, Handbook of National Accounting (volume as value over price).

One row for every year with a result of the series; each of the two is answered for by its latest
edition. Blank where either growth is.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from vpcli.core.facts.arithmetic import HUNDRED, ONE
from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Measure, Series
from vpcli.core.measures.arithmetic_of_quantities import less, plus, ratio
from vpcli.core.reports.columns import GROWTH_COLUMNS, Column, Type
from vpcli.core.reports.growth import base_before, mark_of_editions
from vpcli.core.reports.rows import growth_row, years_of
from vpcli.core.reports.table import Picture, Report, Row, Shape
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.quantity import Found, Unknown
from vpcli.core.solver.series_in_editions import Known, View, views_of

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
    link: bool = False,
) -> Report:
    """Return growth on the year before against a reference series of the same area.

    `chosen` picks the reference; where none of an area is picked, one of the same indicator in
    another area is. Growth is in per cent, relative growth in percentage points. In real terms
    the level is that of the year at the prices of the year before; per head both levels are
    divided by the reference. With `link`, levels of editions that differ are joined.
    """
    listed = [*views_of(dataset, link=link)]
    everything = dataset._replace(series=(*dataset.series, *dataset.hidden), hidden=())
    picked = [(series, view) for series, view in views_of(everything, link=link) if chosen(series)]
    references = {series.area.id: view for series, view in picked}
    of_indicator = {series.indicator.id: view for series, view in picked}
    rows = []
    for series, view in listed:
        if chosen(series):
            continue
        reference = references.get(series.area.id) or of_indicator.get(series.indicator.id)
        for year in years_of(series, Measure.ACTUAL, Measure.GROWTH):
            if is_asked(year, first, last):
                rows.append(_row(view, reference, year, against))
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


def _row(view: View, reference: View | None, year: int, against: Against) -> Row:
    known = view.answering(year, Measure.GROWTH, Measure.ACTUAL)
    own = known.get(Measure.GROWTH, year)
    no_reference = Unknown(Reason.NO_REFERENCE_FIGURE)
    other = reference.answering(year, Measure.GROWTH, Measure.ACTUAL) if reference else None
    theirs = (other.get(Measure.GROWTH, year) if other else None) or no_reference
    if against is Against.RELATIVE:
        rate = less(own, theirs)
    else:
        rate = plus(ratio(plus(own, HUNDRED), plus(theirs, HUNDRED)), HUNDRED.copy_negate())
    base, value = _levels(known, other, theirs, year, against)
    return growth_row(
        view.series,
        (year - 1, year),
        (base, value),
        None,
        rate,
        method=against.value,
        mark=mark_of_editions(known, year),
        unit="pp" if against is Against.RELATIVE else "%",
    )


def _levels(
    known: Known, other: Known | None, theirs: Found, year: int, against: Against
) -> tuple[Found, Found]:
    """The two levels that the adjusted growth joins."""
    value, base = known.get(Measure.ACTUAL, year), base_before(known, year)
    if against is Against.DEFLATOR:
        return base, ratio(value, plus(theirs, HUNDRED))
    if against is Against.PER and other is not None:
        heads = [other.get(Measure.ACTUAL, y) for y in (year - 1, year)]
        return ratio(base, heads[0], ONE), ratio(value, heads[1], ONE)
    return base, value
