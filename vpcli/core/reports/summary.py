"""The one table of an official annex: last year, plan, result, next plan, and how they compare.

One row for every indicator, parts under their totals. The latest edition that knows the growth of
the year answers for the result and the year before, the edition that sets it for each plan. Every
blank is explained below the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import EXACT
from vpcli.core.facts.codes import Basis, Reason, Status, Verdict
from vpcli.core.facts.model import Dataset, Direction, Kind, Measure, Series
from vpcli.core.measures.digits import level_decimals, rate_decimals
from vpcli.core.reports.attainment import judged_in, last_result, verdict
from vpcli.core.reports.cells import Cell, Number, Tone, number
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.conditions import Judged, Planned, conditions_on_plans
from vpcli.core.reports.growth import mark_of_editions
from vpcli.core.reports.projection import planning
from vpcli.core.reports.rows import (
    level_cell,
    notes_of_editions,
    rate_cell,
    row_status,
    series_cells,
    source_ids,
    tones,
    years_of,
)
from vpcli.core.reports.table import Report, Row
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.quantity import Found, Unknown
from vpcli.core.solver.series_in_editions import Known, View, notes_of_plans, views_of

__all__ = ["summary"]

COLUMNS = (
    Column("number", Type.TEXT),
    Column("area", Type.TEXT),
    Column("indicator", Type.TEXT),
    Column("name", Type.NAME),
    Column("unit", Type.TEXT),
    Column("year", Type.YEAR),
    Column("previous", Type.LEVEL),
    Column("plan", Type.LEVEL),
    Column("actual", Type.LEVEL),
    Column("next_plan", Type.LEVEL),
    Column("actual_to_previous", Type.INDEX),
    Column("actual_to_plan", Type.INDEX),
    Column("next_plan_to_actual", Type.INDEX),
    Column("verdict", Type.CODE),
    Column("implied", Type.TEXT),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)
_LEVELS = ("previous", "plan", "actual", "next_plan")
_COMPARED = {
    "actual_to_previous": ("actual", "previous"),
    "actual_to_plan": ("actual", "plan"),
    "next_plan_to_actual": ("next_plan", "actual"),
}
"""Every comparison with the two levels it compares."""
_RESULTS = (Measure.ACTUAL, Measure.GROWTH, Measure.ATTAINMENT)


def summary(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    year: int | None = None,
    as_growth: bool = False,
    fail_under: Decimal | None = None,
    fail_if_not_met: bool = False,
) -> Report:
    """Return one row for every indicator, parts under their totals.

    `year` is that of the result; unless told, the latest from `first` to `last` with one.
    Comparisons are indices in per cent (113.43 for growth of 13.43 %), or with `as_growth` the
    change in per cent; for an indicator that is itself a rate the cells are changes in percentage
    points, and only then, while a person is shown them anyway, with their unit.
    The report has failed as that of `attainment` has, by the year of the result.
    """
    asked_for = year or first or last
    if year is None:
        year = _latest(dataset, first, last)
    views = {(series.area.id, series.indicator.id): view for series, view in views_of(dataset)}
    told = [
        _InYear(views[series.area.id, series.indicator.id], year, place, as_growth=as_growth)
        for place, series in _numbered(dataset)
    ]
    if asked_for and not any(one.found[name] for one in told for name in _LEVELS):
        told = []
    asked = [
        name for name in ("actual", "plan", "previous") if any(one.found[name] for one in told)
    ]
    rows = [one.row(asked) for one in told]
    conditions = conditions_on_plans(
        [one.judged() for one in told],
        [Planned(one.series, year) for one in told if one.is_waiting()],
        fail_under,
        fail_if_not_met=fail_if_not_met,
    )
    estimated = any(row.cells["status"] == Status.ESTIMATED.value for row in rows)
    years = {"year": year, "before": year - 1, "next": year + 1}
    actual = f"heading.summary.{'estimate' if estimated else 'result'}"
    headings: dict[str, tuple[str, Mapping[str, object]]] = {
        "previous": ("heading.summary.result", {"year": year - 1}),
        "plan": ("heading.summary.plan", years),
        "actual": (actual, years),
        "next_plan": ("heading.summary.plan", {"year": year + 1}),
        **{name: (f"{actual}.{name.replace('_', '-')}", years) for name in _COMPARED},
    }
    return Report(
        "summary",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("previous", "plan", "actual", "next_plan", *_COMPARED, "verdict"),
        optional=(
            "next_plan_to_actual",
            "next_plan",
            "previous",
            "actual_to_previous",
            "plan",
            "actual_to_plan",
            "verdict",
        ),
        ranges_yield=True,
        headings=headings,
        groups=dict.fromkeys(_COMPARED, "comparison"),
        empty="no-such-year",
        failed=any(one.missed for one in conditions),
        conditions=conditions,
        notes=[
            *_blanks(told, headings),
            *notes_of_editions(rows),
            *notes_of_plans((view, one) for view in views.values() for one in (year, year + 1)),
        ],
    )


def _latest(dataset: Dataset, first: int | None, last: int | None) -> int:
    """The latest year with a result, or else with any figure, of those that are asked for."""
    results = (y for one in dataset.series for y in years_of(one, *_RESULTS, figures_only=True))
    years = (fact.year for one in dataset.series for fact in one.facts)
    for known in (results, years):
        if asked := [year for year in known if is_asked(year, first, last)]:
            return max(asked)
    return last or first or 0


def _blanks(
    told: Sequence[_InYear], headings: Mapping[str, tuple[str, Mapping[str, object]]]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Say below the table why a level or a comparison is blank, by column and reason."""
    for name in (*_LEVELS, *_COMPARED):
        if name in _LEVELS and not any(one.found[name] for one in told):
            continue
        found: dict[str, list[str]] = {}
        for one in told:
            reason = one.why_blank(name)
            if reason:
                found.setdefault(reason.value, []).append(one.number)
        for code, numbers in found.items():
            yield "blank-in", {"column": headings[name], "reason": code, "numbers": numbers}


def _numbered(dataset: Dataset) -> Iterator[tuple[tuple[int, ...], Series]]:
    """Every series with its number: 1, 1.1, 1.2, 2, … parts under the total they belong to."""
    by_area: dict[str, dict[str, Series]] = {}
    for series in dataset.series:
        by_area.setdefault(series.area.id, {})[series.indicator.id] = series
    below: dict[str, dict[str, None]] = {}
    for breakdown in dataset.parts:
        below.setdefault(breakdown.total, {}).update(dict.fromkeys(breakdown.parts))
    count = 0
    for members in by_area.values():
        inside = {part for total in members for part in below.get(total, ())}
        told: set[str] = set()
        for id_ in members:
            if id_ in inside or id_ in told:
                continue
            count += 1
            waiting: list[tuple[str, tuple[int, ...]]] = [(id_, (count,))]
            while waiting:
                one, place = waiting.pop()
                told.add(one)
                yield place, members[one]
                there = [p for p in below.get(one, ()) if p in members and p not in told]
                waiting += [(p, (*place, at)) for at, p in [*enumerate(there, 1)][::-1]]


class _InYear:
    """One indicator in the year of the result."""

    def __init__(self, view: View, year: int, place: tuple[int, ...], *, as_growth: bool) -> None:
        self.view, self.series, self.year = view, view.series, year
        self.number = ".".join(map(str, place))
        self.known = known = judged_in(view, year)
        ahead = planning(view, year + 1)
        of_plan = known if year <= last_result(view.series) else planning(view, year)
        self.found: dict[str, Found] = {
            "previous": known.get(Measure.ACTUAL, year - 1),
            "plan": of_plan.get(Measure.PLAN, year),
            "actual": known.get(Measure.ACTUAL, year),
            "next_plan": ahead.get(Measure.PLAN, year + 1),
            "actual_to_previous": known.get(Measure.GROWTH, year),
            "actual_to_plan": known.get(Measure.ATTAINMENT, year),
            "next_plan_to_actual": ahead.get(Measure.PLANNED_GROWTH, year + 1),
        }
        kind = self.series.indicator.kind
        self.cells: dict[str, Cell] = {
            name: level_cell(self.found[name], self.series) for name in _LEVELS
        }
        for name in _COMPARED:
            base = 100 if name == "actual_to_plan" else 0
            self.cells[name] = _compared(self.found[name], base, kind, as_growth=as_growth)
        self.points = self._points(ahead) if kind is Kind.RATE else {}

    def _points(self, ahead: Known) -> dict[str, Number]:
        """The comparisons of a rate, which are in percentage points whatever the others are in."""
        grown = self.found["actual_to_previous"]
        gap = self.known.get(Measure.GAP, self.year)
        planned = self.found["next_plan_to_actual"] or ahead.get(
            Measure.PLANNED_CHANGE, self.year + 1
        )
        decimals = {
            name: max(level_decimals(self.found[one], self.series) for one in compared)
            for name, compared in _COMPARED.items()
        }
        cells = {
            "actual_to_previous": number(grown, rate_decimals(grown)),
            "actual_to_plan": number(gap, decimals["actual_to_plan"]),
            "next_plan_to_actual": number(planned, decimals["next_plan_to_actual"]),
        }
        return {name: cell for name, cell in cells.items() if cell is not None}

    def row(self, asked: Sequence[str]) -> Row:
        """The row; `asked` are the levels that some indicator has, whose blanks have a reason."""
        judged, actual = self.verdict(), self.found["actual"]
        direction = self.series.indicator.direction
        mood = None
        if judged is not None and direction is not Direction.NONE:
            mood = Tone.WORSE if judged is Verdict.NOT_MET else Tone.BETTER
        implied = (n for n in _LEVELS if (q := self.found[n]) and q.basis is Basis.IMPLIED)
        return Row(
            self.series,
            series_cells(self.series)
            | {"number": self.number, "year": self.year}
            | self.cells
            | {
                "verdict": judged.value if judged else "",
                "implied": ";".join(implied),
                "status": row_status(self.series, self.year, actual).value,
                "reason": self.reason(asked).value,
                "source": source_ids(*self.found.values()),
            },
            tones([("verdict", mood)]),
            number=self.number,
            points=self.points,
        )

    def verdict(self) -> Verdict | None:
        """The verdict on the plan of the year, in the direction of the indicator."""
        actual, plan, attained = (self.found[n] for n in ("actual", "plan", "actual_to_plan"))
        return verdict(actual, plan, attained, self.series.indicator.direction)

    def is_waiting(self) -> bool:
        """Whether there is a plan of the year, and no result to hold against it."""
        return bool(self.found["plan"]) and not self.found["actual"]

    def judged(self) -> Judged:
        """What a condition on plans is held against."""
        judged, attained = self.verdict(), rate_cell(self.found["actual_to_plan"])
        levels = (self.cells["actual"], self.cells["plan"])
        return Judged(self.series, self.year, *levels, attained, judged.value if judged else "")

    def reason(self, asked: Sequence[str]) -> Reason:
        """What must be known beside the row; else why a level or a comparison is blank."""
        names = dict.fromkeys((*asked, "actual"))
        blank = next((why for name in names if (why := self.why_blank(name))), None)
        growth = self.found["actual_to_previous"]
        broken = isinstance(growth, Unknown) and growth.reason is Reason.SERIES_BREAK
        if blank is None and broken:
            return Reason.SERIES_BREAK
        shown = self.found["plan"], self.found["actual_to_plan"]
        beside = mark_of_editions(self.known, self.year, *shown) if any(shown) else Reason.NONE
        return beside or blank or Reason.NONE

    def why_blank(self, name: str) -> Reason:
        """The reason of a blank level; of a comparison that both levels are there for."""
        found = self.found[name]
        if name in _LEVELS:
            if found:
                return Reason.NONE
            reason = found.reason
            earlier = name == "previous" and reason is Reason.NO_ACTUAL
            return Reason.NO_BASE_YEAR if earlier else reason
        known = self.cells[name] is not None or name in self.points
        if known or not all(self.found[one] for one in _COMPARED[name]):
            return Reason.NONE
        if self.series.indicator.kind is Kind.RATE:
            return Reason.NOT_A_SINGLE_VALUE  # of single values the points are known
        return found.reason if isinstance(found, Unknown) else Reason.NOT_A_SINGLE_VALUE


def _compared(rate: Found, base: int, kind: Kind, *, as_growth: bool) -> Number | None:
    """A rate as an index of 100, or as a change; `base` is what it is printed against."""
    cell = number(rate, rate_decimals(rate))
    if cell is None or (kind is Kind.RATE and not as_growth):
        return None
    shift = Decimal((0 if as_growth else 100) - base)
    if kind is Kind.RATE:
        return cell

    def moved(value: Decimal | None) -> Decimal | None:
        return None if value is None else EXACT.add(value, shift)

    face = cell.face and (EXACT.add(cell.face[0], shift), EXACT.add(cell.face[1], shift))
    return cell._replace(
        value=moved(cell.value), low=moved(cell.low), high=moved(cell.high), face=face
    )
