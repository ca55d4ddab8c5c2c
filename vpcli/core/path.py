"""Where does a growth rate lead, what does a target ask a year, when is a level reached?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from vpcli.core.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, POINT
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.model import Dataset, Kind, Measure, Series, Status
from vpcli.core.projection import average_growth
from vpcli.core.report import Column, Number, Report, Row, Type, number
from vpcli.core.rows import SERIES_COLUMNS, point_unit, series_cells, source_ids
from vpcli.core.solve import Basis, Quantity
from vpcli.core.views import Known, View, views_of

__all__ = ["Asked", "path"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("scenario", Type.TEXT),
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
    Column("plan", Type.LEVEL),
    Column("gap", Type.CHANGE),
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)
_LONGEST = 500  # years; what takes longer is not reached


@dataclass(frozen=True, slots=True)
class Asked:
    """What a path is asked for: growth by scenario (per cent a year), a target, a level.

    `until` is the last year of a path, `by` that of `target`; `reach` is a level whose year is
    sought. Levels are in the unit of the indicator.
    """

    scenarios: Mapping[str, Decimal]
    until: int | None = None
    target: Decimal | None = None
    by: int | None = None
    reach: Decimal | None = None


def path(dataset: Dataset, first: int | None, asked: Asked) -> Report:
    """Return the levels that lie ahead, year by year: `y_b (1 + g)^n` from the last level.

    `first` names another base year. Growth is in per cent a year, or in percentage points for
    an indicator that is itself a rate. Without a scenario the growth is the printed planned
    growth. Bounds carry the printed precision of the base and of a printed rate; what is typed
    is exact.
    """
    rows = [
        row
        for series, view in views_of(dataset)
        for row in _Ahead(series, view, first, asked).rows()
    ]
    return Report(
        "path",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("scenario", "year", "value", "growth_pct", "plan", "gap", "base", "base_year"),
        optional=("scenario", "plan", "gap", "base_year", "base"),
        explained="value",
        notes=[("path", {})],
    )


class _Ahead:
    """The paths of one series from its base."""

    def __init__(self, series: Series, view: View, first: int | None, asked: Asked) -> None:
        self.series, self.view, self.asked = series, view, asked
        known = view.solution_for(9999, Measure.ACTUAL)
        years = [
            key.year
            for key in known.solution
            if key.measure is Measure.ACTUAL and key.indicator == view.id
        ]
        self.base_year = first if first is not None else max(years, default=0)
        self.known: Known = view.solution_for(self.base_year, Measure.ACTUAL)
        self.base = self.known.get(Measure.ACTUAL, self.base_year)

    def rows(self) -> Iterator[Row]:
        if self.base is None or self.base.point is None or self.base.interval is None:
            yield self.row("", self.base_year, None, None, "no-base-year")
            return
        kind = self.series.indicator.kind
        if kind is Kind.CHAIN_INDEX:
            yield self.row("", self.base_year, None, None, "index-has-no-path")
        elif kind is not Kind.RATE and self.base.point <= 0:
            reason = "zero-base" if self.base.point == 0 else "negative-base"
            yield self.row("", self.base_year, None, None, reason)
        else:
            for name, rate, reason in self.rates():
                yield from self.along(name, rate, reason)

    def rates(self) -> Iterator[tuple[str, Quantity | None, str]]:
        """The growth of every scenario; that of the target; else the printed planned growth."""
        asked = self.asked
        for name, percent in asked.scenarios.items():
            yield name, _exact(percent), ""
        if asked.target is not None and asked.by is not None:
            yield "target", *self.required(asked.target, asked.by)
        elif not asked.scenarios:
            planned = self.view.solution_for(self.base_year + 1, Measure.PLANNED_GROWTH)
            rate = planned.get(Measure.PLANNED_GROWTH, self.base_year + 1)
            yield "planned", rate, "" if rate and rate.point is not None else "no-planned-growth"

    def required(self, target: Decimal, by: int) -> tuple[Quantity | None, str]:
        """The growth a year that leads from the base to a target."""
        if by <= self.base_year:
            return None, "target-not-ahead"
        assert self.base is not None
        if self.series.indicator.kind is Kind.RATE:
            assert self.base.point is not None
            assert self.base.interval is not None
            years = Decimal(by - self.base_year)
            return Quantity(
                POINT.divide(EXACT.subtract(target, self.base.point), years),
                FLOOR.divide(FLOOR.subtract(target, self.base.interval[1]), years),
                CEILING.divide(CEILING.subtract(target, self.base.interval[0]), years),
                Basis.COMPUTED,
                self.base.status,
                self.base.facts,
            ), ""
        found = average_growth(self.base, _exact(target), by - self.base_year)
        return found, "" if found else "negative-target"

    def along(self, name: str, rate: Quantity | None, reason: str) -> Iterator[Row]:
        if rate is None or rate.point is None:
            yield self.row(name, self.base_year + 1, None, None, reason)
            return
        asked = self.asked
        if asked.reach is not None:
            yield self.reached(name, rate, asked.reach)
            return
        until = asked.by if name == "target" and asked.by else asked.until or self.base_year + 1
        if until <= self.base_year:
            yield self.row(name, until, rate, None, "target-not-ahead")
        for year in range(self.base_year + 1, until + 1):
            value = self.level(rate, year - self.base_year)
            if name == "target" and year == asked.by and asked.target is not None:
                value = _exact(asked.target)  # the path was made to end there
            yield self.row(name, year, rate, value, "")

    def reached(self, name: str, rate: Quantity, level: Decimal) -> Row:
        """The first year in which the path is at a level or beyond it."""
        assert self.base is not None
        assert self.base.point is not None
        up = level >= self.base.point
        for years in range(_LONGEST + 1):
            value = self.level(rate, years)
            assert value.point is not None
            if value.point >= level if up else value.point <= level:
                return self.row(name, self.base_year + years, rate, value, "")
        return self.row(name, self.base_year, rate, None, "never-reached")

    def level(self, rate: Quantity, years: int) -> Quantity:
        """`y_b (1 + g)^n`, or `y_b + n g` of a rate."""
        base = self.base
        assert base is not None
        assert base.point is not None
        assert base.interval is not None
        assert rate.point is not None
        low, high = rate.interval or (rate.point, rate.point)
        if self.series.indicator.kind is Kind.RATE:
            n = Decimal(years)
            ends = (
                EXACT.add(base.point, EXACT.multiply(rate.point, n)),
                FLOOR.add(base.interval[0], FLOOR.multiply(low, n)),
                CEILING.add(base.interval[1], CEILING.multiply(high, n)),
            )
        else:
            ends = (
                POINT.multiply(base.point, POINT.power(_factor(rate.point), years)),
                FLOOR.multiply(base.interval[0], FLOOR.power(_factor(low), years)),
                CEILING.multiply(base.interval[1], CEILING.power(_factor(high), years)),
            )
        basis = Basis.IMPLIED if rate.published else Basis.COMPUTED
        return Quantity(*ends, basis, Status.FORECAST, base.facts + rate.facts)

    def row(
        self, name: str, year: int, rate: Quantity | None, value: Quantity | None, reason: str
    ) -> Row:
        plan = self.view.solution_for(year, Measure.PLAN).get(Measure.PLAN, year)
        gap = None
        if value and plan and value.point is not None and plan.point is not None:
            point = EXACT.subtract(value.point, plan.point)
            gap = Quantity(point, None, None, value.basis, Status.FORECAST)
        decimals = max(level_decimals(self.base, self.series), level_decimals(value, self.series))
        shown = [quantity for quantity in (self.base, rate) if quantity]
        return Row(
            self.series,
            series_cells(self.series)
            | {
                "scenario": name,
                "base_year": self.base_year,
                "base": number(self.base, level_decimals(self.base, self.series)),
                "year": year,
                "growth_pct": number(rate, rate_decimals(rate)),
                "growth_low": rate.low if rate else None,
                "growth_high": rate.high if rate else None,
                "growth_unit": point_unit(self.series.indicator.kind),
                "value": _with_bounds(number(value, level_decimals(value, self.series))),
                "value_low": value.low if value else None,
                "value_high": value.high if value else None,
                "plan": number(plan, level_decimals(plan, self.series)),
                "gap": number(gap, decimals),
                "basis": value.basis.value if value else "",
                "status": (
                    value or self.base or Quantity(None, None, None, Basis.COMPUTED)
                ).status.value,
                "reason": reason,
                "source": source_ids(*shown),
            },
        )


def _with_bounds(cell: Number | None) -> Number | None:
    """A level ahead with its bounds, where they are not all the same."""
    return cell and replace(cell, shows_bounds=cell.low != cell.high)


def _exact(value: Decimal) -> Quantity:
    """A number that was typed and not printed."""
    return Quantity(value, value, value, Basis.COMPUTED)


def _factor(percent: Decimal) -> Decimal:
    """The factor of a growth rate; a fall of more than everything leaves nothing."""
    return max(EXACT.add(ONE, POINT.divide(percent, HUNDRED)), Decimal(0))
