"""On track or not? The rate reached since the base year against the rate the target requires.

`R = d × CAGR(base → latest) / |CAGR(base → target)|`, d = 1 where more is better and −1 where
less is; the method that Statistics Canada and Open SDG publish for their goal reports, inspired
by Eurostat's. Without a target, direction and size of the growth reached are judged by
Eurostat's threshold of 1 % a year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from vpcli.core.arithmetic import CEILING, FLOOR, POINT
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.model import Dataset, Direction, Kind, Measure, Series, Status
from vpcli.core.projection import average_growth, exact, target_ahead
from vpcli.core.quantities import resting_on
from vpcli.core.report import Column, Picture, Report, Row, Shape, Tone, Type, number
from vpcli.core.rows import SERIES_COLUMNS, series_cells, source_ids, tones
from vpcli.core.solve import Quantity
from vpcli.core.views import View, views_of

__all__ = ["Progress", "assess", "ratio"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("base_year", Type.YEAR),
    Column("base", Type.LEVEL),
    Column("year", Type.YEAR),
    Column("value", Type.LEVEL),
    Column("target_year", Type.YEAR),
    Column("target", Type.LEVEL),
    Column("growth_pct", Type.RELATIVE),
    Column("required_growth_pct", Type.RELATIVE),
    Column("ratio", Type.RATIO),
    Column("ratio_low", Type.RATIO),
    Column("ratio_high", Type.RATIO),
    Column("progress", Type.CODE),
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)
_ON_TRACK, _PROGRESS = Decimal("0.95"), Decimal("0.60")
_CLEAR = Decimal(1)  # per cent a year, where there is no target


class Progress(StrEnum):
    """The judgement, best first; the last four are for indicators without a target."""

    TARGET_MET = "target-met"
    ON_TRACK = "on-track"
    ACCELERATE = "acceleration-needed"
    LIMITED = "limited-progress"
    AWAY = "moving-away"
    CLEARLY_BETTER = "clear-progress"
    BETTER = "moderate-progress"
    WORSE = "moderate-decline"
    CLEARLY_WORSE = "clear-decline"


_GOOD = (Progress.TARGET_MET, Progress.ON_TRACK, Progress.CLEARLY_BETTER, Progress.BETTER)
_BAD = (Progress.AWAY, Progress.WORSE, Progress.CLEARLY_WORSE)


def assess(
    dataset: Dataset,
    first: int | None = None,
    _last: int | None = None,
    *,
    target: Decimal | None = None,
    by: int | None = None,
) -> Report:
    """Return for every indicator whether it is on track to its target.

    The base is the level of the year `first`, else the first level; the target the last plan
    after the last result, or `target` in the year `by`. Growth is in per cent a year, the ratio
    a pure number.
    """
    rows = [_row(series, view, first, target, by) for series, view in views_of(dataset)]
    return Report(
        "assess",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=(
            "progress",
            "ratio",
            "growth_pct",
            "required_growth_pct",
            "base_year",
            "base",
            "year",
            "value",
            "target_year",
            "target",
        ),
        optional=("base", "value", "base_year", "year", "target_year"),
        explained="progress",
        picture=Picture(Shape.BARS, ("ratio",)),
        notes=[("assess", {}), *_open_to_rounding(rows)],
    )


def _open_to_rounding(rows: Sequence[Row]) -> Iterator[tuple[str, dict[str, object]]]:
    """Name the rows whose judgement would be another one elsewhere within the rounding."""
    named = [
        row.series.indicator.name
        for row in rows
        if row.series and row.cells["reason"] == "rounding-undecided"
    ]
    if named:
        yield "rounding-undecided", {"names": named}


def _row(
    series: Series, view: View, first: int | None, target: Decimal | None, by: int | None
) -> Row:
    known = view.latest()
    years = view.years_known(Measure.ACTUAL)
    base_year = first if first is not None else (years[0] if years else 0)
    year = years[-1] if years else 0
    base, value = known.get(Measure.ACTUAL, base_year), known.get(Measure.ACTUAL, year)
    goal, goal_year = target_ahead(view, year, target, by)
    reached = required = ratio_ = None
    progress: Progress | None = None
    reason = _reason(series, base, value, base_year, year)
    if not reason and goal_year is not None and goal_year <= base_year:
        reason = "target-not-ahead"
    if not reason:
        reached = average_growth(base, value, year - base_year)
        if goal is not None and goal_year is not None:
            required = average_growth(base, goal, goal_year - base_year)
            ratio_ = ratio(reached, required, series.indicator.direction)
        ahead = (goal_year or year) - base_year
        progress, reason = _judged(series, base, value, reached, goal, ahead)
        if progress and not reason and _is_open(progress, series, reached, ratio_):
            reason = "rounding-undecided"
    tone = Tone.BETTER if progress in _GOOD else Tone.WORSE if progress in _BAD else None
    shown = [quantity for quantity in (value, base, goal) if quantity]
    return Row(
        series,
        series_cells(series)
        | {
            "base_year": base_year or None,
            "base": number(base, level_decimals(base, series)),
            "year": year or None,
            "value": number(value, level_decimals(value, series)),
            "target_year": goal_year,
            "target": number(goal, level_decimals(goal, series)),
            "growth_pct": number(reached, rate_decimals(reached)),
            "required_growth_pct": number(required, rate_decimals(required)),
            "ratio": number(ratio_, 2),
            "ratio_low": ratio_.low if ratio_ else None,
            "ratio_high": ratio_.high if ratio_ else None,
            "progress": progress.value if progress else "",
            "basis": reached.basis.value if reached else "",
            "status": Status.combine([quantity.status for quantity in shown]).value,
            "reason": reason,
            "source": source_ids(*shown),
        },
        tones([("progress", tone), ("ratio", tone)]),
    )


def _reason(
    series: Series, base: Quantity | None, value: Quantity | None, base_year: int, year: int
) -> str:
    """Why there is no verdict; empty where there can be one."""
    if value is None:
        return "no-actual"
    if base is None:
        return "no-base-year"
    if year <= base_year:
        return "one-year-only"
    if series.indicator.kind is Kind.CHAIN_INDEX:
        return "index-has-no-path"
    if base.point is None or value.point is None:
        return "not-a-single-value"
    if base.point == 0:
        return "zero-base"
    if base.point < 0 or value.point <= 0:
        low, high = sorted((base.point, value.point))
        return "sign-change" if low < 0 < high else "not-positive"
    return "no-direction" if series.indicator.direction is Direction.NONE else ""


def ratio(
    reached: Quantity | None, required: Quantity | None, direction: Direction
) -> Quantity | None:
    """Return `d × reached / |required|`, with its interval; None where nothing is required.

    Of a range of required growth the interval is all there is.

    >>> from vpcli.core.solve import Basis, Quantity
    >>> def rate(x): return Quantity(Decimal(x), Decimal(x), Decimal(x), Basis.COMPUTED)
    >>> ratio(rate("-4"), rate("-5"), Direction.DOWN).point
    Decimal('0.8')
    """
    if reached is None or required is None or reached.point is None:
        return None
    d = Decimal(1) if direction is Direction.UP else Decimal(-1)
    point = low = high = None
    if required.point:
        size = required.point.copy_abs()
        point = POINT.multiply(d, POINT.divide(reached.point, size))
    if reached.interval and required.interval and required.interval[0] * required.interval[1] > 0:
        sizes = [end.copy_abs() for end in required.interval]
        tops = [POINT.multiply(d, end) for end in reached.interval]
        low = min(FLOOR.divide(top, size) for top in tops for size in sizes)
        high = max(CEILING.divide(top, size) for top in tops for size in sizes)
    if point is None and low is None:
        return None
    return resting_on([reached, required], point, low, high)


def _judged(
    series: Series,
    base: Quantity | None,
    value: Quantity | None,
    reached: Quantity | None,
    goal: Quantity | None,
    years: int,
) -> tuple[Progress | None, str]:
    """The judgement on a target, by both ends of a range; without one, on the growth alone."""
    assert reached is not None
    assert reached.point is not None
    up = series.indicator.direction is Direction.UP
    if goal is None:
        return _by_growth(reached.point, up=up), ""
    assert value is not None
    assert value.point is not None
    ends, strict = _ends(goal)
    if _is_met(value.point, ends, up=up, strict=strict):
        return Progress.TARGET_MET, ""
    found = {_towards(series, base, reached, end, years) for end in ends if end.is_finite()}
    return next(iter(found)) if len(found) == 1 else (None, "range-undecided")


def _is_open(
    progress: Progress, series: Series, reached: Quantity | None, ratio_: Quantity | None
) -> bool:
    """Whether the ends that rounding leaves would be judged differently; a target met is met."""
    if progress is Progress.TARGET_MET:
        return False
    up = series.indicator.direction is Direction.UP
    if ratio_ is not None:
        found = {_by_ratio(end) for end in (ratio_.low, ratio_.high) if end is not None}
    else:
        ends = reached.interval if reached else None
        found = {_by_growth(end, up=up) for end in ends or ()}
    return len(found) > 1


def _by_growth(growth: Decimal, *, up: bool) -> Progress:
    growth = growth if up else growth.copy_negate()
    if growth >= 0:
        return Progress.CLEARLY_BETTER if growth >= _CLEAR else Progress.BETTER
    return Progress.WORSE if growth >= _CLEAR.copy_negate() else Progress.CLEARLY_WORSE


def _ends(goal: Quantity) -> tuple[tuple[Decimal, Decimal], bool]:
    """The printed ends of a target, infinite where it is open; whether they themselves miss it."""
    figure = goal.published.figure if goal.published else None
    if figure is not None:
        return (figure.low_face, figure.high_face), figure.strict
    if goal.point is not None:
        return (goal.point, goal.point), False
    assert goal.interval is not None
    return goal.interval, False


def _is_met(value: Decimal, ends: tuple[Decimal, Decimal], *, up: bool, strict: bool) -> bool:
    """Whether a level is in the target or beyond its better end."""
    worst = ends[0] if up else ends[1]
    if value == worst:
        return not strict
    return (value > worst) == up


def _towards(
    series: Series, base: Quantity | None, reached: Quantity, end: Decimal, years: int
) -> tuple[Progress | None, str]:
    """The judgement by the ratio that one end of a target gives."""
    required = average_growth(base, exact(end), years)
    found = ratio(reached, required, series.indicator.direction)
    if found is None or found.point is None:
        return None, "negative-target" if required is None else "nothing-required"
    return _by_ratio(found.point), ""


def _by_ratio(value: Decimal) -> Progress:
    for threshold, progress in (
        (_ON_TRACK, Progress.ON_TRACK),
        (_PROGRESS, Progress.ACCELERATE),
        (Decimal(0), Progress.LIMITED),
    ):
        if value >= threshold:
            return progress
    return Progress.AWAY
