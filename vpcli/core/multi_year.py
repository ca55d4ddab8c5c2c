"""How far on the way to the target of a plan of several years, and is that enough by now?

`(y − b) / (k − b)`, the share of the way from the base to the target that is gone, against the
share of the years that are gone; the growth a year that was reached, and that is still needed.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from vpcli.core.arithmetic import HUNDRED, POINT
from vpcli.core.attainment import verdict
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.model import Dataset, Kind, Measure, Series, Status, Verdict
from vpcli.core.projection import average_growth, exact
from vpcli.core.quantities import divided, less, share_between
from vpcli.core.report import Column, Picture, Report, Row, Shape, Tone, Type, number
from vpcli.core.rows import (
    SERIES_COLUMNS,
    marked,
    point_unit,
    series_cells,
    source_ids,
    tones,
)
from vpcli.core.solve import Quantity
from vpcli.core.views import View, views_of

__all__ = ["Pace", "multi_year"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("base_year", Type.YEAR),
    Column("base", Type.LEVEL),
    Column("year", Type.YEAR),
    Column("value", Type.LEVEL),
    Column("target_year", Type.YEAR),
    Column("target", Type.LEVEL),
    Column("years_gone", Type.YEAR),
    Column("years", Type.YEAR),
    Column("time_gone_pct", Type.SHARE),
    Column("way_gone_pct", Type.SHARE),
    Column("way_gone_low", Type.SHARE),
    Column("way_gone_high", Type.SHARE),
    Column("lead_pp", Type.POINTS),
    Column("pace", Type.CODE),
    Column("growth_pct", Type.RATE),
    Column("needed_growth_pct", Type.RATE),
    Column("growth_unit", Type.CODE),
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)


class Pace(StrEnum):
    """The way gone against the time gone."""

    TARGET_MET = "target-met"
    AHEAD = "ahead"
    ON_PACE = "on-pace"
    BEHIND = "behind"
    AWAY = "moving-away"

    @property
    def is_enough(self) -> bool:
        """Whether at this pace the target will be met in its year."""
        return self in (Pace.TARGET_MET, Pace.AHEAD, Pace.ON_PACE)


def multi_year(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return for every indicator how far it is on the way from its base to its last plan.

    The base is the level of the year `first`, else the first known; the result the last known
    level up to the year of the plan and to `last`. Shares of way and time are in per cent,
    their difference in percentage points, growth in per cent a year (in points for a rate).
    A planned range or bound is met at the end that is nearer to the base.
    """
    rows = [_row(series, view, first, last) for series, view in views_of(dataset)]
    judged = [Pace(str(row.cells["pace"])) for row in rows if row.cells["pace"]]
    good = sum(pace.is_enough for pace in judged)
    return Report(
        "progress",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=(
            "way_gone_pct",
            "time_gone_pct",
            "pace",
            "growth_pct",
            "needed_growth_pct",
            "base_year",
            "base",
            "year",
            "value",
            "target_year",
            "target",
        ),
        optional=("base", "growth_pct", "value", "base_year"),
        yielding=("target", "year", "needed_growth_pct"),
        explained="way_gone_pct",
        picture=Picture(Shape.BARS, ("way_gone_pct", "time_gone_pct")),
        notes=[("progress", {})],
        lead=[("lead.pace", {"good": good, "judged": len(judged), "all": len(rows)})],
    )


def _row(series: Series, view: View, first: int | None, last: int | None) -> Row:
    target_year = next(reversed(view.years_known(Measure.PLAN)), None)
    levels = [
        year
        for year in view.years_known(Measure.ACTUAL)
        if (target_year is None or year <= target_year) and (last is None or year <= last)
    ]
    base_year = first if first is not None else next(iter(levels), None)
    year = levels[-1] if levels else None
    target = _level(view, Measure.PLAN, target_year)
    base, value = (_level(view, Measure.ACTUAL, one) for one in (base_year, year))
    goal = _nearer(target, base)
    reason = _reason(series, base, value, goal, (base_year, year))
    way = reached = needed = lead = time = None
    pace: Pace | None = None
    gone = years = None
    if not reason:
        assert base_year is not None
        assert year is not None
        assert target_year is not None
        gone, years = year - base_year, target_year - base_year
        time = exact(POINT.divide(Decimal(100 * gone), Decimal(years)))
        way = share_between(base, value, goal)
        reached = _a_year(series, base, value, gone)
        needed = _a_year(series, value, goal, years - gone) if years > gone else None
        lead = less(way, time)
        pace = _pace(verdict(value, target, None, series.indicator.direction), way, time)
        reason = marked(base, value, target)
    mood = (Tone.BETTER if pace.is_enough else Tone.WORSE) if pace else None
    shown = [quantity for quantity in (value, base, target) if quantity]
    return Row(
        series,
        series_cells(series)
        | {
            "base_year": base_year,
            "base": number(base, level_decimals(base, series)),
            "year": year,
            "value": number(value, level_decimals(value, series)),
            "target_year": target_year,
            "target": number(target, level_decimals(target, series)),
            "years_gone": gone,
            "years": years,
            "time_gone_pct": number(time, 1),
            "way_gone_pct": number(way, rate_decimals(way)),
            "way_gone_low": way.low if way else None,
            "way_gone_high": way.high if way else None,
            "lead_pp": number(lead, rate_decimals(lead)),
            "pace": pace.value if pace else "",
            "growth_pct": number(reached, rate_decimals(reached)),
            "needed_growth_pct": number(needed, rate_decimals(needed)),
            "growth_unit": point_unit(series.indicator.kind),
            "basis": way.basis.value if way else "",
            "status": Status.combine([quantity.status for quantity in shown]).value,
            "reason": reason,
            "source": source_ids(*shown),
        },
        tones([("way_gone_pct", mood), ("pace", mood)]),
    )


def _level(view: View, measure: Measure, year: int | None) -> Quantity | None:
    return None if year is None else view.solution_for(year, measure).get(measure, year)


def _nearer(target: Quantity | None, base: Quantity | None) -> Quantity | None:
    """A planned range or bound as the end that is nearer to the base."""
    if target is None or target.faces is None or base is None or base.point is None:
        return target
    start = base.point
    near = min(filter(Decimal.is_finite, target.faces), key=lambda end: abs(end - start))
    return target._replace(point=near, low=near, high=near)


def _a_year(
    series: Series, first: Quantity | None, last: Quantity | None, years: int
) -> Quantity | None:
    """The average growth from one level to another: per cent a year, or points of a rate."""
    if series.indicator.kind is Kind.RATE:
        return divided(less(last, first), Decimal(years))
    return average_growth(first, last, years)


def _pace(judged: Verdict | None, way: Quantity | None, time: Quantity) -> Pace:
    """The verdict on the target, where there is one; else the way gone against the time gone."""
    assert way is not None
    assert way.point is not None
    assert time.point is not None
    if judged in (Verdict.MET, Verdict.EXCEEDED):
        return Pace.TARGET_MET
    if way.point > HUNDRED:  # past the target, and not to its better side
        return Pace.AWAY if judged is Verdict.NOT_MET else Pace.TARGET_MET
    if way.point < 0:
        return Pace.AWAY
    if way.point == time.point:
        return Pace.ON_PACE
    return Pace.AHEAD if way.point > time.point else Pace.BEHIND


def _reason(
    series: Series,
    base: Quantity | None,
    value: Quantity | None,
    goal: Quantity | None,
    years: tuple[int | None, int | None],
) -> str:
    """The code of why there is no share of the way; empty where there is one."""
    base_year, year = years
    if series.indicator.kind is Kind.CHAIN_INDEX:
        return "index-has-no-path"
    for quantity, reason in ((goal, "no-plan"), (value, "no-actual"), (base, "no-base-year")):
        if quantity is None:
            return reason
        if quantity.point is None:
            return "not-a-single-value"
    assert base is not None
    assert goal is not None
    assert base_year is not None
    assert year is not None
    if year <= base_year:
        return "one-year-only"
    return "nothing-required" if base.point == goal.point else ""
