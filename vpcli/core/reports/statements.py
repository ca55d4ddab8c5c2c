"""What a report says of each indicator: the result of the year, how it compares, what is planned.

Printed figures are told as they were printed. Growth, attainment and planned growth that were not
printed, but follow, are told to the decimals that their interval supports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from vpcli.core.facts.arithmetic import HUNDRED, rounded
from vpcli.core.facts.model import Dataset, Fact, Kind, Measure, Series, Words
from vpcli.core.facts.number import figure
from vpcli.core.measures.digits import rate_decimals
from vpcli.core.reports.attainment import judged_in
from vpcli.core.reports.projection import planning
from vpcli.core.reports.rows import years_of
from vpcli.core.reports.show import COLUMNS
from vpcli.core.reports.table import Report, Row
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.quantity import Found, Quantity
from vpcli.core.solver.series_in_editions import View, views_of
from vpcli.errors import Place

__all__ = ["statements"]

_RESULTS = (Measure.ACTUAL, Measure.GROWTH, Measure.ATTAINMENT)
_PLANS = (Measure.PLAN, Measure.PLANNED_GROWTH)
_MOST_DECIMALS = 4
_ALSO = (
    Measure.CHANGE,
    Measure.MULTIPLE,
    Measure.AVERAGE_GROWTH,
    Measure.PLANNED_AVERAGE_GROWTH,
    Measure.SHARE,
    Measure.CONTRIBUTION,
    Measure.SHARE_OF_GROWTH,
)
"""What is told only where it was printed."""


def statements(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return the facts to be told of the latest year with a result, and of the years after it.

    Both are those from the first to the last year that are asked for.
    """
    shown = {(series.area.id, series.indicator.id) for series in dataset.series}
    rows: list[Row] = []
    disagreeing: list[Words] = []
    for series, view in views_of(dataset):
        if (series.area.id, series.indicator.id) in shown:
            facts = list(_facts(series, view, partial(is_asked, first=first, last=last)))
            rows += [Row(series, {}, fact=fact) for fact in facts]
            if any(_is_doubted(view, fact) for fact in facts):
                disagreeing.append(series.indicator.name)
    notes = [("disagreeing", {"names": disagreeing})] if disagreeing else []
    return Report("statements", dataset.title, COLUMNS, rows, (), screen=(), notes=notes)


def _is_doubted(view: View, fact: Fact) -> bool:
    """Whether a figure that is told cannot be true beside the others."""
    known = judged_in(view, fact.year)
    if fact.measure.is_planned:
        known = planning(view, fact.year)
    found = known.get(fact.measure, fact.year, since=fact.since)
    return isinstance(found, Quantity) and found.conflict


def _facts(series: Series, view: View, asked: Callable[[int], bool]) -> Iterator[Fact]:
    """The facts of one series: its latest result, and every target after it."""
    results = [*filter(asked, years_of(series, *_RESULTS, figures_only=True))]
    year = results[-1] if results else None
    is_rate = series.indicator.kind is Kind.RATE
    is_index = series.indicator.kind is Kind.CHAIN_INDEX
    if year is not None:
        known = judged_in(view, year)
        moved = Measure.CHANGE if is_rate else Measure.GROWTH
        for measure in (Measure.ACTUAL, moved, Measure.ATTAINMENT):
            found = known.get(measure, year)
            twice = is_index and measure is not Measure.ACTUAL and known.get(Measure.ACTUAL, year)
            if not twice or _is_printed(found):
                yield from _told(series, measure, year, found)
        yield from _told(series, Measure.PLAN, year, known.get(Measure.PLAN, year))
    for ahead in filter(asked, years_of(series, *_PLANS, figures_only=True)):
        if year is None or ahead > year:
            known = planning(view, ahead)
            for measure in _PLANS[: 1 if is_rate else 2]:
                found = known.get(measure, ahead)
                twice = is_index and measure is not Measure.PLAN and known.get(Measure.PLAN, ahead)
                if not twice or _is_printed(found):
                    yield from _told(series, measure, ahead, found)
    told = [fact for fact in series.facts if asked(fact.year)]
    yield from _others(told, year)


def _others(facts: Iterable[Fact], year: int | None) -> Iterator[Fact]:
    """What else the latest source that tells of the year prints of it and of years after it."""
    of_year = [fact for fact in facts if year is None or fact.year >= year]
    sources = {fact.source for fact in of_year if fact.measure in _RESULTS or year is None}
    for fact in of_year:
        beside = fact.since is not None or fact.measure is not Measure.CHANGE
        if fact.measure in _ALSO and fact.figure and beside and fact.source in sources:
            yield fact


def _is_printed(found: Found) -> bool:
    return isinstance(found, Quantity) and found.published is not None


def _told(series: Series, measure: Measure, year: int, found: Found) -> Iterator[Fact]:
    """A fact as it was printed; a rate that was not, to the decimals it is known to.

    A rate of many decimals, as data files hold them, is told to two.
    """
    if not isinstance(found, Quantity):
        return
    printed = found.published
    if printed is not None and printed.figure is not None:
        is_level = measure in (Measure.ACTUAL, Measure.PLAN)
        if is_level or printed.figure.value is None or printed.figure.decimals <= _MOST_DECIMALS:
            yield printed
            return
    if measure in (Measure.ACTUAL, Measure.PLAN) or found.point is None or found.conflict:
        return
    value = rounded(found.point, rate_decimals(found))
    made = figure(value)
    if measure is Measure.ATTAINMENT:
        made = made._replace(is_excess=value > HUNDRED)
    id_ = series.indicator.id
    yield Fact(measure, year, made, found.status, "", Place(""), indicator=id_)
