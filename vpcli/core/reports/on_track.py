"""On track or not? How far on the way to the target, and is that enough by now?

Two judgements of one way from a base over the last result to the last plan:

- `progress`: the share of the way gone, `(y − b) / (k − b)`, against the share of the years gone,
  and the growth a year that was reached and that is still needed.
- `assess`: `R = d × CAGR(base → latest) / |CAGR(base → target)|`, d = 1 where more is better and −1
  where less is; the method that Statistics Canada and Open SDG publish for their goal reports,
  inspired by Eurostat's. Without a target the growth reached is judged: by Eurostat's threshold of
  1 % a year, or by the thresholds of Statistics Canada, 1.5, 0.5 and 0 % a year, the positive ones
  smaller near a natural limit.

One row for every indicator. The latest edition that knows base and result answers, that of the
plan for the target. Blank where one of the three is missing, and across a break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from vpcli.core.facts.arithmetic import CEILING, FLOOR, HUNDRED, ONE, POINT
from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Direction, Kind, Measure, Series, Status, Verdict
from vpcli.core.measures.arithmetic_of_quantities import less, resting_on, share_between
from vpcli.core.measures.cagr_and_averages import LevelsOf, a_year, average_growth
from vpcli.core.reports.attainment import judged_row, verdict
from vpcli.core.reports.cells import Cell, Tone, number
from vpcli.core.reports.columns import END_COLUMNS, Column, Type
from vpcli.core.reports.courses import Target, courses, results_and_plans, ways
from vpcli.core.reports.lines import Line
from vpcli.core.reports.projection import target_ahead
from vpcli.core.reports.rows import (
    SERIES_COLUMNS,
    level_cell,
    marked,
    point_unit,
    rate_cell,
    rate_cells,
    series_cells,
    source_ids,
    tones,
)
from vpcli.core.reports.table import Limit, Picture, Report, Row, Shape
from vpcli.core.solver.quantity import Found, Quantity, Unknown, exact
from vpcli.core.solver.series_in_editions import Known, View, views_of

__all__ = ["ASSESS_COLUMNS", "PROGRESS_COLUMNS", "Pace", "Progress", "assess", "progress", "ratio"]

_WAY = (
    *SERIES_COLUMNS,
    Column("base_year", Type.YEAR),
    Column("base", Type.LEVEL),
    Column("year", Type.YEAR),
    Column("value", Type.LEVEL),
    Column("target_year", Type.YEAR),
    Column("target", Type.LEVEL),
)
PROGRESS_COLUMNS = (
    *_WAY,
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
    *END_COLUMNS,
)
ASSESS_COLUMNS = (
    *_WAY,
    Column("growth_pct", Type.RELATIVE),
    Column("required_growth_pct", Type.RELATIVE),
    Column("ratio", Type.RATIO),
    Column("ratio_low", Type.RATIO),
    Column("ratio_high", Type.RATIO),
    Column("progress", Type.CODE),
    *END_COLUMNS,
)
_ON_TRACK, _PROGRESS = Decimal("0.95"), Decimal("0.60")
_MOST_DRAWN = Decimal(2)
_CLEAR = Decimal(1)
"""Eurostat's threshold, in per cent a year, where there is no target."""
_FAST, _SLOW = Decimal("1.5"), Decimal("0.5")
"""Statistics Canada's, in per cent a year."""
_EXPONENT = Decimal("4.44")
"""How fast its thresholds shrink towards a natural limit."""


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


class Progress(StrEnum):
    """The judgement by growth, best first; the last four are Eurostat's without a target."""

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


def progress(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return for every indicator how far it is on the way from its base to its last plan.

    The base is the level of the year `first`, else the first known; the result the last known
    level up to the year of the plan and to `last`. Shares of way and time are in per cent,
    their difference in percentage points, growth in per cent a year (in points for a rate).
    A planned range or bound is met at the end that is nearer to the base.
    """
    rows = [_progress_row(_Way.to_last_plan(view, first, last)) for _, view in views_of(dataset)]
    judged = [Pace(str(row.cells["pace"])) for row in rows if row.cells["pace"]]
    good = sum(pace.is_enough for pace in judged)
    return Report(
        "progress",
        dataset.title,
        PROGRESS_COLUMNS,
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
        picture=_picture_of_progress(dataset, first, last),
        notes=[("progress", {})],
        lead=[("lead.pace", {"good": good, "judged": len(judged), "all": len(rows)})],
    )


def _picture_of_progress(dataset: Dataset, first: int | None, last: int | None) -> Picture:
    """The way gone against the time gone; below it the results, the plans and the ways."""

    def lines(view: View) -> Iterator[Line]:
        yield from results_and_plans(view, lambda year: judged_row(view, year))
        way = _Way.to_last_plan(view, first, last)
        if way.why_not(to_target=True) is None:
            ends = (way.base_year, way.base, way.year, way.value, way.target_year, way.goal)
            yield from ways(view, Target(*ends))

    return Picture(
        Shape.BARS,
        ("way_gone_pct", "time_gone_pct"),
        verdict="pace",
        span=("base_year", "target_year"),
        limits=(Limit("target", HUNDRED, None),),
        within=(-HUNDRED, 2 * HUNDRED),
        then=Picture(Shape.PATH, title="over-years", course=courses(dataset, lines)),
    )


def assess(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    target: Decimal | None = None,
    by: int | None = None,
    rules: str = "eurostat",
    limit: Decimal | None = None,
) -> Report:
    """Return for every indicator whether it is on track to its target.

    The base is the level of the year `first`, else the first level; the result the last level up
    to `last`; the target the last plan after it, or `target` in the year `by`. Growth is in per
    cent a year, the ratio a pure number. Without a target `rules` judge: "eurostat" or "statcan",
    the latter near the natural `limit` of the indicator, in its unit.
    """
    rows = []
    for series, view in views_of(dataset):
        way = _Way.to_target(view, first, last, target, by)
        natural = limit if limit is not None else series.indicator.natural_limit
        rows.append(_assess_row(way, _Rules(rules, natural)))
    return Report(
        "assess",
        dataset.title,
        ASSESS_COLUMNS,
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
        yielding=("growth_pct",),
        explained="progress",
        picture=Picture(
            Shape.BARS,
            ("ratio",),
            verdict="progress",
            limits=(Limit("on-track", _ON_TRACK, None), Limit("accelerate", _PROGRESS, None)),
            within=(-_MOST_DRAWN, _MOST_DRAWN),
        ),
        notes=[("assess" if rules == "eurostat" else "assess-statcan", {}), *_open(rows)],
    )


def _open(rows: Sequence[Row]) -> Iterator[tuple[str, dict[str, object]]]:
    """Name the rows whose judgement would be another one elsewhere within the rounding."""
    named = [
        row.series.indicator.name
        for row in rows
        if row.series and row.cells["reason"] == Reason.ROUNDING_UNDECIDED
    ]
    if named:
        yield "rounding-undecided", {"names": named}


class _Way(NamedTuple):
    """From a base over the last result to a target."""

    view: View
    known: Known
    base_year: int
    year: int
    target_year: int | None
    target: Found

    @staticmethod
    def to_last_plan(view: View, first: int | None, last: int | None) -> _Way:
        """The way to the last plan there is, whether or not its year has come."""
        year = next(reversed(view.years_known(Measure.PLAN)), None)
        before = year if last is None else last if year is None else min(year, last)
        target: Found = Unknown(Reason.NO_PLAN)
        if year is not None:
            target = target_ahead(view, year - 1, None, None)[0]
        return _Way._made(view, first, before, year, target)

    @staticmethod
    def to_target(
        view: View, first: int | None, last: int | None, target: Decimal | None, by: int | None
    ) -> _Way:
        """The way to the target typed, else to the last plan after the last result."""
        known = [y for y in view.years_known(Measure.ACTUAL) if last is None or y <= last]
        goal, goal_year = target_ahead(view, known[-1] if known else 0, target, by)
        return _Way._made(view, first, last, goal_year, goal)

    @staticmethod
    def _made(
        view: View, first: int | None, last: int | None, target_year: int | None, target: Found
    ) -> _Way:
        years = [y for y in view.years_known(Measure.ACTUAL) if last is None or y <= last]
        base_year = first if first is not None else years[0] if years else 0
        year = years[-1] if years else 0
        return _Way(view, view.spanning(base_year, year), base_year, year, target_year, target)

    @property
    def series(self) -> Series:
        """The series that goes it."""
        return self.view.series

    @property
    def base(self) -> Found:
        """The level it begins with."""
        return self.known.get(Measure.ACTUAL, self.base_year)

    @property
    def value(self) -> Found:
        """The last level."""
        return self.known.get(Measure.ACTUAL, self.year)

    @property
    def goal(self) -> Found:
        """The target; of a planned range or bound the end that is nearer to the base."""
        target, base = self.target, self.base
        if not target or target.faces is None or not base or base.point is None:
            return target
        start = base.point
        near = min(filter(Decimal.is_finite, target.faces), key=lambda end: abs(end - start))
        return target._replace(point=near, low=near, high=near)

    @property
    def is_to_a_range(self) -> bool:
        """Whether the target is a range or a bound."""
        return isinstance(self.target, Quantity) and self.target.faces is not None

    @property
    def is_there_from_the_start(self) -> bool:
        """Whether the base lies in the range already, or on the good side of the bound."""
        direction = self.series.indicator.direction
        judged = verdict(self.base, self.target, Unknown(Reason.NONE), direction)
        return self.is_to_a_range and judged in _REACHED

    def why_not(self, *, to_target: bool) -> Unknown | None:
        """Why nothing can be said of it; None where something can."""
        if not self.value:
            return self.value
        if self.year <= self.base_year and self.base:
            return Unknown(Reason.ONE_YEAR_ONLY)
        if self.series.indicator.kind is Kind.CHAIN_INDEX:
            return Unknown(Reason.INDEX_HAS_NO_PATH)
        why = LevelsOf(self.known, self.base_year, self.year).why_not_joined()
        if why is not None:
            return why
        if to_target and self.target_year is not None:
            if self.target_year <= self.base_year:
                return Unknown(Reason.TARGET_NOT_AHEAD)
            if self.known.crosses_break(self.base_year, self.target_year):
                return Unknown(Reason.SERIES_BREAK)
        return None

    def growth_reached(self) -> Found:
        """The growth a year from base to result, in per cent, of a rate too."""
        if self.series.indicator.kind is not Kind.RATE and self.value and self.value.point:
            return LevelsOf(self.known, self.base_year, self.year).growth_a_year
        return average_growth(self.base, self.value, self.year - self.base_year)

    def cells(self) -> dict[str, Cell]:
        """The cells that both reports have."""
        return series_cells(self.series) | {
            "base_year": self.base_year or None,
            "base": level_cell(self.base, self.series),
            "year": self.year or None,
            "value": level_cell(self.value, self.series),
            "target_year": self.target_year,
            "target": level_cell(self.target, self.series),
        }

    def end(self, main: Found | None, reason: Reason) -> dict[str, Cell]:
        """The cells that a row of either ends with."""
        found = (self.value, self.base, self.target)
        shown = [quantity for quantity in found if isinstance(quantity, Quantity)]
        ends = [end for end in (self.base, self.value, main) if end]
        reason = reason or self.known.mark((self.year, self.base_year), ends)
        return {
            "basis": main.basis.value if main else "",
            "status": Status.combine([quantity.status for quantity in shown]).value,
            "reason": reason.value,
            "source": source_ids(*shown),
        }


def _progress_row(way: _Way) -> Row:
    series, base, value, goal = way.series, way.base, way.value, way.goal
    gone = years = pace = judged = None
    done: Found | None = None
    time = reached = needed = lead = None
    why = goal if isinstance(goal, Unknown) else way.why_not(to_target=True)
    if series.indicator.kind is Kind.CHAIN_INDEX:
        why = Unknown(Reason.INDEX_HAS_NO_PATH)
    if why is None:
        assert way.target_year is not None
        gone, years = way.year - way.base_year, way.target_year - way.base_year
        judged = verdict(value, way.target, Unknown(Reason.NONE), series.indicator.direction)
        done = share_between(base, value, goal)
        if way.is_there_from_the_start:
            done = Unknown(Reason.NOTHING_REQUIRED)
            pace = Pace.AWAY if judged is Verdict.NOT_MET else Pace.TARGET_MET
        why = done if isinstance(done, Unknown) else None
    if why is None and done and gone and years:
        time = exact(POINT.divide(Decimal(100 * gone), Decimal(years)))
        reached = LevelsOf(way.known, way.base_year, way.year).growth_a_year
        ahead = years > gone and not (way.is_to_a_range and judged in _REACHED)
        needed = a_year(series.indicator.kind, value, goal, years - gone) if ahead else None
        lead = less(done, time)
        pace = _pace(judged, done, time)
    mood = (Tone.BETTER if pace.is_enough else Tone.WORSE) if pace else None
    return Row(
        series,
        way.cells()
        | {
            "years_gone": gone,
            "years": years,
            "time_gone_pct": number(time, 1),
        }
        | rate_cells("way_gone", done)
        | {
            "lead_pp": rate_cell(lead),
            "pace": pace.value if pace else "",
            "growth_pct": rate_cell(reached),
            "needed_growth_pct": rate_cell(needed),
            "growth_unit": point_unit(series.indicator.kind),
        }
        | way.end(done, marked(base, value, way.target) if why is None else why.reason),
        tones([("way_gone_pct", mood), ("pace", mood)]),
    )


_REACHED = (Verdict.MET, Verdict.EXCEEDED)


def _pace(judged: Verdict | None, done: Quantity, time: Quantity) -> Pace:
    """The verdict on the target, where there is one; else the way gone against the time gone."""
    assert done.point is not None
    assert time.point is not None
    if judged in _REACHED:
        return Pace.TARGET_MET
    if done.point > HUNDRED:  # past the target, and not to its better side
        return Pace.AWAY if judged is Verdict.NOT_MET else Pace.TARGET_MET
    if done.point < 0:
        return Pace.AWAY
    if done.point == time.point:
        return Pace.ON_PACE
    return Pace.AHEAD if done.point > time.point else Pace.BEHIND


class _Rules(NamedTuple):
    """Whose thresholds judge the growth where there is no target, and the natural limit."""

    name: str
    limit: Decimal | None

    def judged(self, growth: Decimal, base: Decimal, *, up: bool) -> Progress:
        """The judgement on a growth, in per cent a year, from a base level."""
        growth = growth if up else growth.copy_negate()
        if self.name == "statcan":
            near = self._near_limit(base)
            for threshold, found in (
                (POINT.multiply(_FAST, near), Progress.ON_TRACK),
                (POINT.multiply(_SLOW, near), Progress.ACCELERATE),
                (Decimal(0), Progress.LIMITED),
            ):
                if growth >= threshold:
                    return found
            return Progress.AWAY
        if growth >= 0:
            return Progress.CLEARLY_BETTER if growth >= _CLEAR else Progress.BETTER
        return Progress.WORSE if growth >= _CLEAR.copy_negate() else Progress.CLEARLY_WORSE

    def _near_limit(self, base: Decimal) -> Decimal:
        """What the positive thresholds are multiplied by: less, the nearer the limit.

        `1 − (y₀/L)^4.44` below the limit L, `1 − ((2L − y₀)/L)^4.44` up to twice L, 1 beyond.
        """
        limit = self.limit
        if limit is None or base >= 2 * limit:
            return ONE
        away = base if base <= limit else 2 * limit - base
        if away <= 0:
            return ONE
        share = POINT.divide(away, limit)
        return POINT.subtract(ONE, POINT.power(share, _EXPONENT))


def _assess_row(way: _Way, rules: _Rules) -> Row:
    series, base, value, goal = way.series, way.base, way.value, way.target
    reached = required = by_target = None
    found: Progress | None = None
    why = way.why_not(to_target=True)
    why = _no_growth(series, base, value) if why is None else why
    reason = Reason.NONE if why is None else why.reason
    if why is None:
        reached = way.growth_reached()
        ahead = (way.target_year or way.year) - way.base_year
        if goal and way.target_year is not None:
            required = average_growth(base, goal, ahead)
            by_target = ratio(reached, required, series.indicator.direction)
        found, reason = _judged(way, reached, ahead, rules)
        if found and not reason and _is_open(found, way, reached, by_target, rules):
            reason = Reason.ROUNDING_UNDECIDED
    tone = Tone.BETTER if found in _GOOD else Tone.WORSE if found in _BAD else None
    return Row(
        series,
        way.cells()
        | {
            "growth_pct": rate_cell(reached),
            "required_growth_pct": rate_cell(required),
            "ratio": number(by_target, 2),
            "ratio_low": by_target.low if by_target else None,
            "ratio_high": by_target.high if by_target else None,
            "progress": found.value if found else "",
        }
        | way.end(reached, reason),
        tones([("progress", tone), ("ratio", tone)]),
    )


def _no_growth(series: Series, base: Found, value: Found) -> Unknown | None:
    """Why there is no growth from a base to judge by, or no direction; None where there is."""
    assert base
    assert value
    assert base.point is not None
    assert value.point is not None
    if base.point == 0:
        return Unknown(Reason.ZERO_BASE)
    if base.point < 0 or value.point < 0:
        low, high = sorted((base.point, value.point))
        return Unknown(Reason.SIGN_CHANGE if low < 0 < high else Reason.NOT_POSITIVE)
    undirected = series.indicator.direction is Direction.NONE
    return Unknown(Reason.NO_DIRECTION) if undirected else None


def ratio(reached: Found, required: Found, direction: Direction) -> Found:
    """Return `d × reached / |required|`, with its interval; unknown where nothing is required.

    Of a range of required growth the interval is all there is.

    >>> ratio(exact(Decimal("-4")), exact(Decimal("-5")), Direction.DOWN).point
    Decimal('0.8')
    """
    if not reached:
        return reached
    if not required:
        return required
    if reached.point is None:
        return Unknown(Reason.NOT_A_SINGLE_VALUE)
    d = ONE if direction is Direction.UP else ONE.copy_negate()
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
        return Unknown(Reason.NOTHING_REQUIRED)
    return resting_on([reached, required], point, low, high)


def _judged(way: _Way, reached: Found, years: int, rules: _Rules) -> tuple[Progress | None, Reason]:
    """The judgement on a target, by both ends of a range; without one, on the growth alone."""
    base, value, goal = way.base, way.value, way.target
    assert reached
    assert reached.point is not None
    assert base
    assert base.point is not None
    assert value
    assert value.point is not None
    up = way.series.indicator.direction is Direction.UP
    if not goal:
        return rules.judged(reached.point, base.point, up=up), Reason.NONE
    ends, strict = _ends(goal)
    if _is_met(value.point, ends, up=up, strict=strict):
        return Progress.TARGET_MET, Reason.NONE
    found = {_towards(way, reached, end, years) for end in ends if end.is_finite()}
    return next(iter(found)) if len(found) == 1 else (None, Reason.RANGE_UNDECIDED)


def _is_open(
    found: Progress, way: _Way, reached: Found, by_target: Found | None, rules: _Rules
) -> bool:
    """Whether the ends that rounding leaves would be judged differently; a target met is met."""
    if found is Progress.TARGET_MET:
        return False
    if by_target:
        ends = [end for end in (by_target.low, by_target.high) if end is not None]
        return len({_by_ratio(end) for end in ends}) > 1
    up = way.series.indicator.direction is Direction.UP
    base = way.base.point if way.base else None
    if base is None or not reached or not reached.interval:
        return False
    return len({rules.judged(end, base, up=up) for end in reached.interval}) > 1


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


def _towards(way: _Way, reached: Found, end: Decimal, years: int) -> tuple[Progress | None, Reason]:
    """The judgement by the ratio that one end of a target gives."""
    if end == 0:
        return None, Reason.NEGATIVE_TARGET
    found = ratio(
        reached, average_growth(way.base, exact(end), years), way.series.indicator.direction
    )
    if isinstance(found, Unknown):
        return None, found.reason
    return (_by_ratio(found.point), Reason.NONE) if found.point is not None else (None, Reason.NONE)


def _by_ratio(value: Decimal) -> Progress:
    for threshold, found in (
        (_ON_TRACK, Progress.ON_TRACK),
        (_PROGRESS, Progress.ACCELERATE),
        (Decimal(0), Progress.LIMITED),
    ):
        if value >= threshold:
            return found
    return Progress.AWAY
