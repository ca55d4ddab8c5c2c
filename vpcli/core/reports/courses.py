"""The lines that a chart over the years shows beside an answer: results, plans, ways to a target.

Results and plans are those of all years there are. A line of results is broken where two levels
cannot be compared: at a gap, across a break, between editions that do not agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.model import Dataset, Kind, Measure, Series
from vpcli.core.measures.arithmetic_of_quantities import divided, less
from vpcli.core.measures.cagr_and_averages import LevelsOf, a_year
from vpcli.core.measures.digits import level_decimals
from vpcli.core.measures.trends import Compounding
from vpcli.core.reports.cells import Number, number
from vpcli.core.reports.lines import Line, Point, Role, number_of
from vpcli.core.reports.rows import level_cell, rate_cell
from vpcli.core.reports.table import Course, Row
from vpcli.core.solver.quantity import Found, Quantity
from vpcli.core.solver.series_in_editions import View, views_of

__all__ = ["Target", "courses", "results_and_plans", "ways"]


class Target(NamedTuple):
    """The last level, the target, and the base that the straight way starts from."""

    base_year: int
    base: Found
    year: int
    value: Found
    target_year: int | None
    target: Found


def courses(dataset: Dataset, lines: Callable[[View], Iterable[Line]]) -> Course:
    """Return what makes the lines of every series of a data set, where they are asked for."""

    def make() -> Mapping[int, Sequence[Line]]:
        return {id(series): [*lines(view)] for series, view in views_of(dataset)}

    return make


def results_and_plans(view: View, judged: Callable[[int], Row]) -> Iterator[Line]:
    """Yield the results of all years with their verdicts, and the plan of each year.

    `judged` makes the row of a year as `attainment` has it.
    """
    results = view.years_known(Measure.ACTUAL)
    rows = {year: judged(year) for year in {*results, *view.years_known(Measure.PLAN)}}
    reached = []
    for before, year in zip([0, *results], results, strict=False):
        row = rows[year]
        reached.append(
            Point(
                year,
                number_of(row.cells["actual"]),
                verdict=str(row.cells["verdict"]),
                tone=row.tones.get("verdict"),
                is_joined=before == year - 1 and _is_joined(view, before, year),
            )
        )
    yield Line("actual", "", tuple(reached), Role.RESULT)
    planned = []
    for year in sorted(rows):
        cell = rows[year].cells["plan"]
        if isinstance(cell, Number):
            value = number_of(cell)
            planned.append(Point(year, value, interval=None if value else cell, is_joined=False))
    yield Line("plan", "", tuple(planned), Role.PLAN)


def _is_joined(view: View, first: int, last: int) -> bool:
    """Whether two levels may be compared; of a chain index each is a growth of its own."""
    if view.series.indicator.kind is Kind.CHAIN_INDEX:
        return True
    return LevelsOf(view.spanning(first, last), first, last).why_not_joined() is None


def ways(view: View, way: Target) -> Iterator[Line]:
    """Yield the straight way from the base to the target, and the path required from now on.

    None of them leads across a break.
    """
    series, broken = view.series, view.latest().crosses_break
    base, value, target = (_single(one) for one in (way.base, way.value, way.target))
    if series.indicator.kind is Kind.CHAIN_INDEX or not target or way.target_year is None:
        return
    ahead = way.target_year
    if base and way.base_year < min(way.year, ahead) and not broken(way.base_year, ahead):
        yield _straight(series, way, base, target)
    if value and way.year < ahead and not broken(way.year, ahead):
        required = _required(series, way, value, target)
        if required is not None:
            yield required


def _single(found: Found) -> Quantity | None:
    return found if found and found.point is not None else None


def _straight(series: Series, way: Target, base: Quantity, target: Quantity) -> Line:
    assert way.target_year is not None
    years = way.target_year - way.base_year
    a_year = divided(less(target, base), Decimal(years))
    # A change spread over years deserves a digit more than what is spread.
    decimals = 1 + max(level_decimals(base, series), level_decimals(target, series))
    ends = ((way.base_year, base), (way.target_year, target))
    points = tuple(Point(year, number_of(level_cell(level, series))) for year, level in ends)
    return Line("change", "", points, Role.STRAIGHT, number(a_year, decimals))


def _required(series: Series, way: Target, value: Quantity, target: Quantity) -> Line | None:
    assert way.target_year is not None
    rate = a_year(series.indicator.kind, value, target, way.target_year - way.year)
    if not rate or rate.point is None:
        return None
    course = Compounding(value, way.year, rate, series.indicator.kind)
    levels = {year: course.level(year) for year in range(way.year + 1, way.target_year)}
    levels = {way.year: value, **levels, way.target_year: target}
    points = tuple(Point(y, number_of(level_cell(one, series))) for y, one in levels.items())
    return Line("growth_pct", "", points, Role.REQUIRED, number_of(rate_cell(rate)))
