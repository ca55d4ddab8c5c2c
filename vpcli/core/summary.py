"""The one table of an official annex: last year, plan, result, next plan, and how they compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vpcli.core.arithmetic import EXACT
from vpcli.core.attainment import verdict
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.model import Dataset, Direction, Kind, Measure, Series, Status, Verdict
from vpcli.core.report import Cell, Column, Number, Report, Row, Tone, Type, number
from vpcli.core.rows import (
    OTHER_EDITION,
    notes_of_editions,
    row_status,
    series_cells,
    source_ids,
    tones,
    years_of,
)
from vpcli.core.solve import Basis, Quantity
from vpcli.core.views import View, notes_of_plans, views_of

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
_REASONS = {"actual": "no-actual", "plan": "no-plan", "previous": "no-base-year"}
_RESULTS = (Measure.ACTUAL, Measure.GROWTH, Measure.ATTAINMENT)


def summary(
    dataset: Dataset,
    _first: int | None = None,
    _last: int | None = None,
    *,
    year: int | None = None,
    as_growth: bool = False,
) -> Report:
    """Return one row for every indicator, parts under their totals.

    `year` is that of the result, the latest with one unless told. Comparisons are indices in
    per cent (113.43 for growth of 13.43 %), or with `as_growth` the change in per cent; for an
    indicator that is itself a rate they are changes in percentage points, and only then.
    """
    asked_for = year
    if year is None:
        year = max(
            (
                max(found)
                for one in dataset.series
                if (found := years_of(one, *_RESULTS, figures_only=True))
            ),
            default=max(fact.year for one in dataset.series for fact in one.facts),
        )
    views = {(series.area.id, series.indicator.id): view for series, view in views_of(dataset)}
    told = [
        _row(series, views[series.area.id, series.indicator.id], year, place, as_growth=as_growth)
        for place, series in _numbered(dataset)
    ]
    if asked_for and all(row.cells[name] is None for row in told for name in _LEVELS):
        told = []
    asked = [name for name in _REASONS if any(row.cells[name] is not None for row in told)]
    rows = [row._replace(cells={**row.cells, "reason": _reason(row, asked)}) for row in told]
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
        notes=[
            *_blanks(rows, headings),
            *notes_of_editions(rows),
            *notes_of_plans((view, one) for view in views.values() for one in (year, year + 1)),
        ],
    )


def _blanks(
    rows: Sequence[Row], headings: Mapping[str, tuple[str, Mapping[str, object]]]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Say below the table why a level or a comparison is blank, by column and reason."""
    for name in (*_LEVELS, *_COMPARED):
        if name in _LEVELS and all(row.cells[name] is None for row in rows):
            continue
        found: dict[str, list[str]] = {}
        for row in rows:
            if row.cells[name] is None and (reason := _why_blank(row, name)):
                found.setdefault(reason, []).append(row.number)
        for reason, numbers in found.items():
            yield "blank-in", {"column": headings[name], "reason": reason, "numbers": numbers}


def _why_blank(row: Row, name: str) -> str:
    """The reason of a blank level; of a comparison that both levels are there for."""
    if name in _LEVELS:
        return _REASONS.get(name, "no-plan")
    operands = [row.cells[one] for one in _COMPARED[name]]
    if not all(isinstance(one, Number) for one in operands) or row.series is None:
        return ""
    if row.series.indicator.kind is Kind.RATE:
        return "rate-in-points"
    values = [one.value for one in operands if isinstance(one, Number)]
    if None in values:
        return "not-a-single-value"
    return "negative-base" if values[1] else "zero-base"


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


def _row(series: Series, view: View, year: int, place: tuple[int, ...], *, as_growth: bool) -> Row:
    known = view.judged_for(year, *_RESULTS)
    ahead = view.solution_for(year + 1, Measure.PLAN, Measure.PLANNED_GROWTH)
    previous, actual = known.get(Measure.ACTUAL, year - 1), known.get(Measure.ACTUAL, year)
    plan, next_plan = known.get(Measure.PLAN, year), ahead.get(Measure.PLAN, year + 1)
    growth, attained = known.get(Measure.GROWTH, year), known.get(Measure.ATTAINMENT, year)
    planned = ahead.get(Measure.PLANNED_GROWTH, year + 1)
    judged = verdict(actual, plan, attained, series.indicator.direction)
    levels = {"previous": previous, "plan": plan, "actual": actual, "next_plan": next_plan}
    kind = series.indicator.kind
    cells: dict[str, Cell] = {
        name: number(quantity, level_decimals(quantity, series))
        for name, quantity in levels.items()
    }
    cells |= {
        "actual_to_previous": _compared(growth, 0, kind, as_growth=as_growth),
        "actual_to_plan": _compared(attained, 100, kind, as_growth=as_growth),
        "next_plan_to_actual": _compared(planned, 0, kind, as_growth=as_growth),
    }
    shown = [q for q in (*levels.values(), growth, attained, planned) if q]
    elsewhere = any(known.is_beside(rate, Measure.ACTUAL, year) for rate in (growth, attained))
    mood = None
    if judged is not None and series.indicator.direction is not Direction.NONE:
        mood = Tone.WORSE if judged is Verdict.NOT_MET else Tone.BETTER
    return Row(
        series,
        series_cells(series)
        | {"number": ".".join(map(str, place)), "year": year}
        | cells
        | {
            "verdict": judged.value if judged else "",
            "implied": ";".join(
                name for name, level in levels.items() if level and level.basis is Basis.IMPLIED
            ),
            "status": row_status(series, year, actual).value,
            "reason": OTHER_EDITION if elsewhere else "",
            "source": source_ids(*shown),
        },
        tones([("verdict", mood)]),
        number=".".join(map(str, place)),
    )


def _compared(rate: Quantity | None, base: int, kind: Kind, *, as_growth: bool) -> Number | None:
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


def _reason(row: Row, asked: Sequence[str]) -> str:
    """Why a level is blank, of those that other indicators have; next year's need not be there."""
    blank = (_REASONS[name] for name in asked if row.cells[name] is None)
    own = str(row.cells["reason"])
    return next(blank, "no-actual" if row.cells["actual"] is None else own)
