"""How fast did each indicator grow? Year on year, `g = y_t / y_{t-1} − 1`.

One row for every year with a result. The latest edition that knows the growth answers, with its
own levels; the row says `other-edition` where they are of another one, or a later one differs.
Blank where a level is missing, is no single value or not above zero, and across a break.
"""

from __future__ import annotations

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Kind, Measure, Series
from vpcli.core.facts.quantity_keys import PREVIOUS_YEAR_100
from vpcli.core.reports.columns import GROWTH_COLUMNS as COLUMNS
from vpcli.core.reports.rows import growth_row, notes_of_editions, rows_by_year, years_of
from vpcli.core.reports.table import Picture, Report, Row, Shape
from vpcli.core.solver.quantity import Found, Unknown
from vpcli.core.solver.series_in_editions import Known, View
from vpcli.core.solver.solution import CONSTANTS

__all__ = ["base_before", "growth", "mark_of_editions"]


def growth(
    dataset: Dataset, first: int | None = None, last: int | None = None, *, link: bool = False
) -> Report:
    """Return growth on the year before for every series and year.

    Growth is in per cent, or in percentage points for an indicator that is itself a rate;
    levels are in the indicator's unit. A gap is never bridged and nothing is carried from
    one series to the next: what cannot be known is blank and carries its reason. With `link`,
    levels of editions that differ are joined by their growth.
    """
    rows = rows_by_year(dataset, _years, _row, first, last, link=link)
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
    return years_of(series, Measure.ACTUAL, Measure.GROWTH, Measure.LOG_GROWTH) or [
        max(fact.year for fact in series.facts)
    ]


def _row(series: Series, view: View, year: int) -> Row:
    known = view.answering(year, Measure.GROWTH, Measure.ACTUAL)
    rate, value = known.get(Measure.GROWTH, year), known.get(Measure.ACTUAL, year)
    base, change = base_before(known, year), known.get(Measure.CHANGE, year)
    mark = mark_of_editions(known, year)
    if not value:
        mark = value.reason
    elif not base:
        mark = mark or Reason.NO_BASE_YEAR
    return growth_row(
        series,
        (year - 1, year),
        (base, value),
        change,
        rate,
        method="yoy",
        mark=mark,
    )


def base_before(known: Known, year: int) -> Found:
    """Return the level of the year before that a growth starts from; unknown across a break.

    Of a chain index it is 100.
    """
    if known.view.series.indicator.kind is Kind.CHAIN_INDEX:
        return CONSTANTS[PREVIOUS_YEAR_100]
    if known.crosses_break(year - 1, year) and not known.get(Measure.GROWTH, year):
        return Unknown(Reason.SERIES_BREAK)
    return known.get(Measure.ACTUAL, year - 1)


def mark_of_editions(known: Known, year: int, *more: Found) -> Reason:
    """Return the mark of a row whose numbers are not all of editions known to agree.

    They are its growth, its levels, and `more` that it shows.
    """
    keys = [known.key(Measure.ACTUAL, year), known.key(Measure.GROWTH, year)]
    if known.view.series.indicator.kind is not Kind.CHAIN_INDEX:
        keys.append(known.key(Measure.ACTUAL, year - 1))
    shown = [*more, *(known.solved.get(key) for key in keys)]
    beside = known.is_beside(keys, shown)
    return Reason.OTHER_EDITION if beside else Reason.NONE
