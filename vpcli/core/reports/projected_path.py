"""Where does a growth rate or a trend lead, what does a target ask, when is a level reached?

One row for every scenario or trend and year ahead. The edition that knows the base answers for it,
that of a plan for the plan. Blank where the base is missing or the way cannot be gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.codes import Basis, Reason, Status
from vpcli.core.facts.model import Dataset, Kind, Measure, Series, Words
from vpcli.core.facts.quantity_keys import Interval
from vpcli.core.measures.arithmetic_of_quantities import apart, divided
from vpcli.core.measures.cagr_and_averages import average_growth
from vpcli.core.measures.digits import level_decimals
from vpcli.core.measures.trends import (
    CONFIDENCE,
    Compounding,
    Course,
    Stepwise,
    Trend,
    trend_course,
)
from vpcli.core.reports.attainment import judged_row
from vpcli.core.reports.cells import Number, number
from vpcli.core.reports.columns import END_COLUMNS, Column, Type
from vpcli.core.reports.courses import Target, courses, results_and_plans, ways
from vpcli.core.reports.lines import Line
from vpcli.core.reports.projection import planned_rate, planning, target_ahead
from vpcli.core.reports.rows import (
    SERIES_COLUMNS,
    level_cell,
    point_unit,
    rate_cells,
    series_cells,
    source_ids,
)
from vpcli.core.reports.table import Limit, Picture, Report, Row, Shape
from vpcli.core.solver.quantity import Found, Quantity, Unknown, exact
from vpcli.core.solver.series_in_editions import View, views_of
from vpcli.errors import InvocationError, Problem
from vpcli.limits import check_rows

__all__ = ["Asked", "path"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("scenario", Type.CODE),
    Column("base_year", Type.YEAR),
    Column("base", Type.LEVEL),
    Column("year", Type.YEAR),
    Column("growth_pct", Type.RATE),
    Column("growth_low", Type.RATE),
    Column("growth_high", Type.RATE),
    Column("growth_unit", Type.CODE),
    Column("value", Type.LEVEL),
    Column("value_low", Type.LEVEL),
    Column("value_high", Type.LEVEL),
    Column("predicted", Type.DISPLAY),
    Column("predicted_low", Type.LEVEL),
    Column("predicted_high", Type.LEVEL),
    Column("plan", Type.LEVEL),
    Column("target", Type.LEVEL),
    Column("target_low", Type.LEVEL),
    Column("target_high", Type.LEVEL),
    Column("gap", Type.CHANGE),
    Column("gap_low", Type.CHANGE),
    Column("gap_high", Type.CHANGE),
    *END_COLUMNS,
)
_SCREEN = (
    "scenario",
    "year",
    "value",
    "predicted",
    "growth_pct",
    "target",
    "gap",
    "base",
    "base_year",
)
_GIVE_WAY = ("base_year", "base", "gap", "growth_pct", "target", "scenario", "predicted")
_LONGEST = 500  # years; what takes longer is not reached


class Asked(NamedTuple):
    """What a path is asked for: growth by scenario (per cent a year), trends, a target, a level.

    `until` is the last year of a path, `by` that of `target`; `reach` is a level whose year is
    sought; a trend is taken from the latest `window` years. Levels are in the unit of the
    indicator.
    """

    scenarios: Mapping[str, Decimal]
    until: int | None = None
    target: Decimal | None = None
    by: int | None = None
    reach: Decimal | None = None
    trends: tuple[Trend, ...] = ()
    window: int | None = None
    plans: tuple[str, ...] = ()
    """Scenarios of the data set, by name."""


def path(dataset: Dataset, first: int | None, asked: Asked) -> Report:
    """Return the levels that lie ahead, year by year, beside the way to the target.

    A scenario is `y_b (1 + g)^n` from the last level; `first` names another base year, or the
    first year that a trend is taken from. Growth is in per cent a year, or in percentage points
    for an indicator that is itself a rate. Without a scenario or trend the growth is the printed
    planned growth. `target` is the plan of the year, or else the level on the way to the last
    plan, at one growth rate; `gap` is the level less that. Bounds carry the printed precision;
    what is typed is exact. A fitted trend has a prediction interval besides. Raises
    `InvocationError` where there are too many years ahead for so many series.
    """

    def lines(view: View) -> Iterator[Line]:
        yield from results_and_plans(view, lambda year: judged_row(view, year))
        ahead = _Ahead(view.series, view, first, asked, dataset.scenarios)
        yield from ways(view, ahead.way_to_target())

    rows: list[Row] = []
    below: list[Words] = []
    for series, view in views_of(dataset):
        rows += _Ahead(series, view, first, asked, dataset.scenarios).rows()
        check_rows(len(rows))
        if _falls_below_zero(view, rows):
            below.append(series.indicator.name)
    fitted = any(trend.is_fitted for trend in asked.trends)
    return Report(
        "path",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=_SCREEN,
        optional=_GIVE_WAY,
        explained="value",
        headings={"predicted": ("heading.predicted", {"level": CONFIDENCE})},
        notes=[
            ("path-fitted", {"level": CONFIDENCE}) if fitted else ("path", {}),
            *([("never-below-zero", {"names": below})] if below else []),
        ],
        picture=Picture(
            Shape.PATH,
            ("value",),
            "scenario",
            start=("base_year", "base"),
            interval="predicted",
            rate="growth_pct",
            gap="gap",
            limits=() if asked.reach is None else (Limit("reach", asked.reach, None),),
            course=courses(dataset, lines),
        ),
    )


def _falls_below_zero(view: View, rows: list[Row]) -> bool:
    """Whether a path leads below zero though no level of the series ever was."""
    ahead = [row.cells["value"] for row in rows if row.series is view.series]
    falls = any(
        isinstance(cell, Number) and cell.value is not None and cell.value < 0 for cell in ahead
    )
    if not falls:
        return False
    known = view.latest()
    levels = [known.get(Measure.ACTUAL, year) for year in view.years_known(Measure.ACTUAL)]
    return all(level.low is None or level.low >= 0 for level in levels if level)


class _Ahead:
    """The paths of one series from its base."""

    def __init__(
        self,
        series: Series,
        view: View,
        first: int | None,
        asked: Asked,
        scenarios: Mapping[str, Mapping[str, Mapping[int, Decimal]]],
    ) -> None:
        self.plans = {
            name: scenarios.get(name, {}).get(series.indicator.id, {}) for name in asked.plans
        }
        self.series, self.view, self.first, self.asked = series, view, first, asked
        self.kind = series.indicator.kind
        last = max(view.years_known(Measure.ACTUAL), default=0)
        self.base_year = first if first is not None and not asked.trends else last
        self.known = view.answering(self.base_year, Measure.ACTUAL, Measure.GROWTH)
        self.base = self.known.get(Measure.ACTUAL, self.base_year)
        self.goal, self.goal_year = target_ahead(view, self.base_year, asked.target, asked.by)

    def rows(self) -> Iterator[Row]:
        if not self.base or self.base.point is None or self.base.interval is None:
            yield self.row("", self.base_year, None, Reason.NO_BASE_YEAR)
        elif self.kind is Kind.CHAIN_INDEX:
            yield self.row("", self.base_year, None, Reason.INDEX_HAS_NO_PATH)
        else:
            for name in self.names():
                course = self.course(name, self.base)
                if isinstance(course, Unknown):
                    yield self.row(name, self.base_year + 1, None, course.reason)
                else:
                    yield from self.along(name, course)

    def way_to_target(self) -> Target:
        """The way from the first level, or that of the year asked for, over the base."""
        year = min([self.base_year, *self.view.years_known(Measure.ACTUAL)])
        year = year if self.first is None else self.first
        base = self.view.answering(year, Measure.ACTUAL).get(Measure.ACTUAL, year)
        return Target(year, base, self.base_year, self.base, self.goal_year, self.goal)

    def names(self) -> list[str]:
        """The scenarios and trends asked for; the way to a target; else the printed plan."""
        asked = self.asked
        names = [*asked.scenarios, *asked.plans, *(trend.value for trend in asked.trends)]
        if asked.trends:
            return names
        if asked.target is not None:
            return [*names, "target"]
        return names or ["planned"]

    def course(self, name: str, base: Quantity) -> Course | Unknown:
        asked = self.asked
        assert base.point is not None
        trend = Trend(name) if name in asked.trends and name not in asked.scenarios else None
        if self.kind is not Kind.RATE and base.point <= 0 and not (trend and trend.is_fitted):
            return Unknown(Reason.NEGATIVE_BASE if base.point else Reason.ZERO_BASE)
        if trend is not None:
            return trend_course(trend, self.known, self.first, self.base_year, asked.window)
        if name in self.plans:
            return self.thought_of(name, base)
        rate: Found
        if name in asked.scenarios:
            rate = exact(asked.scenarios[name])
        elif name == "target":
            rate = self.required()
        else:
            rate = self.planned()[0]
        if isinstance(rate, Unknown):
            return rate
        return Compounding(base, self.base_year, rate, self.kind)

    def nothing_after(self, name: str, year: int) -> InvocationError:
        """A level that is not above zero grows to nothing."""
        fields = {"scenario": name, "indicator": self.series.indicator.id, "year": year}
        return InvocationError(Problem("scenario-of-nothing", fields))

    def thought_of(self, name: str, base: Quantity) -> Course | Unknown:
        """The course of a scenario in the data: one growth rate, or levels by year.

        Raises `InvocationError` for a level not above zero with another one after it.
        """
        plan = self.plans[name]
        if 0 in plan:
            return Compounding(base, self.base_year, exact(plan[0]), self.kind)
        levels = {year: exact(level) for year, level in plan.items() if year > self.base_year}
        if not levels:
            return Unknown(Reason.NO_PLAN)
        for year in sorted(levels)[:-1]:
            if self.kind is not Kind.RATE and plan[year] <= 0:
                raise self.nothing_after(name, year)
        return Stepwise({self.base_year: base, **levels}, self.kind)

    def planned(self) -> tuple[Found, int]:
        """The planned growth of next year, or else the average planned over the years ahead."""
        following = self.base_year + 1
        rate = planning(self.view, following).get(Measure.PLANNED_GROWTH, following)
        if rate:
            return rate, following
        for year in self.view.years_known(Measure.PLANNED_AVERAGE_GROWTH):
            if year > self.base_year:
                return planned_rate(planning(self.view, year), year), year
        return Unknown(Reason.NO_PLANNED_GROWTH), following

    def required(self) -> Found:
        """The growth a year that leads from the base to the target."""
        if not self.goal or self.goal_year is None or self.goal_year <= self.base_year:
            return Unknown(Reason.TARGET_NOT_AHEAD)
        years = self.goal_year - self.base_year
        if self.kind is Kind.RATE:
            return divided(apart(self.goal, self.base), Decimal(years))
        if self.goal.point == 0:
            return Unknown(Reason.NEGATIVE_TARGET)
        return average_growth(self.base, self.goal, years)

    def way(self, year: int) -> Found:
        """The plan of a year, or else the level on the way to the target."""
        plan = self.plan(year)
        if plan or self.goal_year is None or year > self.goal_year:
            return plan
        if year == self.goal_year:
            return self.goal
        rate = self.required()
        if not rate or not self.base:
            return rate
        return Compounding(self.base, self.base_year, rate, self.kind).level(year)

    def plan(self, year: int) -> Found:
        return planning(self.view, year).get(Measure.PLAN, year)

    def along(self, name: str, course: Course) -> Iterator[Row]:
        asked = self.asked
        if asked.reach is not None:
            yield self.reached(name, course, asked.reach)
            return
        until = asked.by if name == "target" else asked.until or asked.by
        if name in self.plans and 0 not in self.plans[name]:
            until = min(until or max(self.plans[name]), max(self.plans[name]))
        if until is None and name == "planned":
            until = self.planned()[1]
        if until is None:
            until = self.goal_year if asked.trends and self.goal_year else self.base_year + 1
        if until <= self.base_year:
            yield self.row(name, until, course, Reason.TARGET_NOT_AHEAD)
        for year in range(self.base_year + 1, until + 1):
            yield self.row(name, year, course, Reason.NONE)

    def reached(self, name: str, course: Course, level: Decimal) -> Row:
        """The first year in which the path is at a level or beyond it."""
        assert self.base
        assert self.base.point is not None
        up = level >= self.base.point
        for year in range(self.base_year, self.base_year + _LONGEST + 1):
            value = self.base if year == self.base_year else course.level(year)
            if not value:
                break
            if value.point is None:
                return self.row(name, year, course, Reason.NOT_A_SINGLE_VALUE)
            if value.point >= level if up else value.point <= level:
                return self.row(name, year, course, Reason.NONE)
        away = course.growth(self.base_year + 1)
        leads_away = away and away.point is not None and away.point != 0
        passed = leads_away and level != self.base.point and (away.point > 0) != up  # type: ignore[union-attr, operator] # it is known
        reason = Reason.ALREADY_PASSED if passed else Reason.NEVER_REACHED
        return self.row(name, self.base_year, course, reason)

    def row(self, name: str, year: int, course: Course | None, reason: Reason) -> Row:
        rate = course.growth(max(year, self.base_year + 1)) if course else None
        value = course.level(year) if course and not reason else None
        if isinstance(value, Unknown):
            reason = value.reason
        if name == "target" and year == self.goal_year:
            value = self.goal  # the path was made to end there
        predicted = course.predicted(year) if course and value else None
        plan = self.plan(year)
        target = self.way(year) if name != "target" and not reason else plan
        gap = apart(value, target) if value and target else None
        decimals = max(level_decimals(self.base, self.series), level_decimals(value, self.series))
        weakest = value or self.base
        shown = number(value, level_decimals(value, self.series))
        return Row(
            self.series,
            series_cells(self.series)
            | {
                "scenario": name,
                "base_year": self.base_year or None,
                "base": level_cell(self.base, self.series),
                "year": year or None,
            }
            | rate_cells("growth", rate)
            | {
                "growth_unit": point_unit(self.kind),
                "value": _ahead(shown, predicted),
                "value_low": value.low if value else None,
                "value_high": value.high if value else None,
                "predicted": _range(predicted, level_decimals(value, self.series)),
                "predicted_low": predicted[0] if predicted else None,
                "predicted_high": predicted[1] if predicted else None,
                "plan": level_cell(plan, self.series),
                "target": level_cell(target, self.series),
                "target_low": target.low if target else None,
                "target_high": target.high if target else None,
                "gap": number(gap, decimals),
                "gap_low": gap.low if gap else None,
                "gap_high": gap.high if gap else None,
                "basis": value.basis.value if value else "",
                "status": (weakest.status if weakest else Status.NORMAL).value,
                "reason": reason.value,
                "source": source_ids(self.base, rate, target),
            },
        )


def _ahead(cell: Number | None, predicted: Interval | None) -> Number | None:
    """A level ahead with its bounds, where they are not all the same and nothing wider is told."""
    return cell and cell._replace(shows_bounds=predicted is None and cell.low != cell.high)


def _range(ends: tuple[Decimal, Decimal] | None, decimals: int) -> Number | None:
    """A number that is shown as an interval."""
    return ends and Number(None, *ends, Basis.COMPUTED, Status.NORMAL, decimals)
