"""What does the target require? `(k_t / y_b)^(1/(t−b)) − 1` a year, beside the planned growth.

One row for every plan of a year after the last result. The edition that sets the plan answers for
it; `agreement` is the grade of its figures against the others of that edition, as `check` has it.
Blank where there is no level to start from, a range is compared, or the indicator is a rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Fact, Kind, Measure, Series, Status
from vpcli.core.facts.quantity_keys import PREVIOUS_YEAR_100
from vpcli.core.measures.cagr_and_averages import a_year, average_growth
from vpcli.core.measures.digits import level_decimals
from vpcli.core.reports.attainment import judged_row
from vpcli.core.reports.cells import Cell, Tone, number
from vpcli.core.reports.columns import END_COLUMNS, Column, Type
from vpcli.core.reports.courses import Target, courses, results_and_plans, ways
from vpcli.core.reports.lines import Line
from vpcli.core.reports.rows import (
    SERIES_COLUMNS,
    level_cell,
    marked,
    rate_cell,
    rate_cells,
    rows_by_year,
    series_cells,
    source_ids,
    tone,
    tones,
    years_of,
)
from vpcli.core.reports.table import Picture, Report, Row, Shape
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.agreement import Agreement, weakest
from vpcli.core.solver.grades import grade
from vpcli.core.solver.identities_in_force import relations_for
from vpcli.core.solver.quantity import Found, Quantity, Unknown, exact
from vpcli.core.solver.series_in_editions import Known, View, notes_of_plans
from vpcli.core.solver.solution import CONSTANTS

__all__ = [
    "OF_A_TARGET",
    "base_of_target",
    "planned_rate",
    "planning",
    "projection",
    "required_growth",
    "target_ahead",
]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("base_year", Type.YEAR),
    Column("base", Type.LEVEL),
    Column("year", Type.YEAR),
    Column("target", Type.LEVEL),
    Column("target_low", Type.LEVEL),
    Column("target_high", Type.LEVEL),
    Column("change", Type.CHANGE),
    Column("required_growth_pct", Type.RATE),
    Column("required_growth_low", Type.RATE),
    Column("required_growth_high", Type.RATE),
    Column("planned_growth_pct", Type.RATE),
    Column("agreement", Type.CODE),
    *END_COLUMNS,
)


OF_A_TARGET = (Measure.PLAN, Measure.PLANNED_GROWTH, Measure.PLANNED_AVERAGE_GROWTH)
"""The ways to set a target: the level itself, and the growth to it, in a year or on average."""
_SLACK = Decimal("1e-60")  # far more than a root is off by at 80 digits


def projection(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return, for every target, the growth it requires of the last known level.

    A target is the plan of a year that has no result yet, printed or implied by the planned
    growth. Required growth is in per cent a year; levels are in the indicator's unit. It is
    computed from target and base alone, so that the printed planned growth can be held
    against it: `agreement` says how well they agree.
    """
    told: list[tuple[View, int]] = []

    def row(series: Series, view: View, year: int) -> Row:
        told.append((view, year))
        return _row(series, view, year)

    rows = rows_by_year(dataset, _years, row, first, last)
    return Report(
        "projection",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=(
            "year",
            "required_growth_pct",
            "planned_growth_pct",
            "agreement",
            "target",
            "base",
            "base_year",
            "change",
        ),
        optional=("change", "base_year"),
        yielding=("base", "target"),
        explained="required_growth_pct",
        picture=Picture(
            Shape.BARS,
            ("required_growth_pct", "planned_growth_pct"),
            verdict="agreement",
            then=Picture(
                Shape.PATH,
                title="over-years",
                course=courses(dataset, partial(_lines, first=first)),
            ),
        ),
        notes=notes_of_plans(told),
    )


def _lines(view: View, first: int | None) -> Iterator[Line]:
    """Results and plans from a first year on, if there are any, and the ways to the last target."""
    year = _years(view.series)[-1]
    known, levels = planning(view, year), view.years_known(Measure.ACTUAL)
    levels = [one for one in levels if is_asked(one, first, None)] or levels
    target = known.get(Measure.PLAN, year)
    if not target:
        return
    begin = levels[0] if levels else year
    for line in results_and_plans(view, lambda year: judged_row(view, year)):
        yield line._replace(points=tuple(one for one in line.points if one.year >= begin))
    base = known.view.answering(begin, Measure.ACTUAL).get(Measure.ACTUAL, begin)
    yield from ways(view, Target(begin, base, *base_of_target(known, year), year, target))


def _years(series: Series) -> list[int]:
    """Years with a target; for an indicator that has none, the year after its last one."""
    results = years_of(
        series, Measure.ACTUAL, Measure.GROWTH, Measure.ATTAINMENT, figures_only=True
    )
    planned = years_of(series, *OF_A_TARGET, figures_only=True)
    targets = [year for year in planned if not results or year > results[-1]]
    return targets or [max(fact.year for fact in series.facts) + 1]


def planning(view: View, year: int) -> Known:
    """Return what is known with the plan of a year, from the edition that sets it."""
    plan = view.planning(year, *OF_A_TARGET)
    return view.seen_by(plan.edition).with_plan_by(plan.by)


def base_of_target(known: Known, year: int) -> tuple[int, Found]:
    """Return the last known level before a target, and its year.

    Where there is none, the year is that of the printed planned growth, or else the year before.
    """
    view = known.view
    if view.series.indicator.kind is Kind.CHAIN_INDEX:
        return year - 1, CONSTANTS[PREVIOUS_YEAR_100]
    for one in reversed(view.years_known(Measure.ACTUAL)):
        if one < year and (level := known.get(Measure.ACTUAL, one)):
            return one, level
    stated = _printed_rate(known, year)
    since = stated.since if stated and stated.since is not None else year - 1
    return since, Unknown(Reason.NO_BASE_YEAR)


def _row(series: Series, view: View, year: int) -> Row:
    known = planning(view, year)
    target, stated = known.get(Measure.PLAN, year), planned_rate(known, year)
    base_year, base = base_of_target(known, year)
    required = required_growth(known, year)
    since = None if base and not base.facts else base_year
    change = known.get(Measure.PLANNED_CHANGE, year, since=since)
    graded = (
        grade(known.edition, fact)
        for fact in known.edition.facts_of(view.id, year)
        if fact.measure in OF_A_TARGET and fact.plan_by == known.by
    )
    agreement = weakest(graded) if stated else None
    shown = [quantity for quantity in (target, base, stated) if isinstance(quantity, Quantity)]
    decimals = max(level_decimals(target, series), level_decimals(base, series))
    mood = tone(required.point if required else None, series.indicator.direction)
    doubt = Tone.WORSE if agreement is Agreement.DISAGREEMENT else None
    reason = required.reason if isinstance(required, Unknown) else marked(target, base)
    return Row(
        series,
        series_cells(series)
        | {
            "base_year": base_year,
            "base": level_cell(base, series),
            "year": year,
            "target": level_cell(target, series),
            "target_low": target.low if target else None,
            "target_high": target.high if target else None,
            "change": number(change, decimals),
        }
        | rate_cells("required_growth", required)
        | {
            "planned_growth_pct": rate_cell(stated),
            "agreement": agreement.value if agreement else "",
            "basis": required.basis.value if required else "",
            "status": Status.combine([quantity.status for quantity in shown]).value,
            "reason": reason.value,
            "source": source_ids(*shown),
        },
        tones([("required_growth_pct", mood), ("agreement", doubt)]),
        points=_points_a_year(series, (base_year, base), (year, target)),
    )


def _points_a_year(
    series: Series, base: tuple[int, Found], target: tuple[int, Found]
) -> dict[str, Cell]:
    """What the target of a rate requires, in percentage points a year: nothing of other levels."""
    (first, before), (last, after) = base, target
    if series.indicator.kind is not Kind.RATE or not before or not after or first >= last:
        return {}
    required = a_year(Kind.RATE, before, after, last - first)
    return {"required_growth_pct": rate_cell(required)} if required else {}


def planned_rate(known: Known, year: int) -> Found:
    """Return the printed planned growth of a year, or else the printed average that ends in it."""
    fact = _printed_rate(known, year)
    if fact is None:
        return Unknown(Reason.NO_PLANNED_GROWTH)
    return known.get(fact.measure, year, since=fact.since)


def _printed_rate(known: Known, year: int) -> Fact | None:
    printed = {
        (fact.measure is not Measure.PLANNED_GROWTH, -(fact.since or 0)): fact
        for edition in (known.edition, *known.view.editions.listed)
        for fact in edition.facts_of(known.view.id, year)
        if fact.measure in OF_A_TARGET[1:] and fact.figure and fact.plan_by == known.by
    }
    return printed[min(printed)] if printed else None


def required_growth(known: Known, year: int) -> Found:
    """Return the average annual growth that the plan of a year asks of the last known level."""
    kind = known.view.series.indicator.kind
    base_year, base = base_of_target(known, year)
    target = known.get(Measure.PLAN, year)
    if not target:
        return target
    if not base:
        return base
    if kind is not Kind.CHAIN_INDEX and known.crosses_break(base_year, year):
        return Unknown(Reason.SERIES_BREAK)
    if kind is Kind.RATE:
        return Unknown(Reason.RATE_IN_POINTS)
    if target.point == 0:
        return Unknown(Reason.NEGATIVE_TARGET)
    found = average_growth(base, target, year - base_year)
    if not found:
        return found
    since = None if kind is Kind.CHAIN_INDEX else base_year
    key = known.key(Measure.REQUIRED_GROWTH, year, since=since)
    return found._replace(relation=next(relations_for(key, kind, since)))


def target_ahead(
    view: View, year: int, target: Decimal | None, by: int | None
) -> tuple[Found, int | None]:
    """Return the target typed, else the last plan of a year after a given one, and its year."""
    if target is not None and by is not None:
        return exact(target), by
    ahead = [one for one in view.years_known(Measure.PLAN) if one > year]
    if not ahead:
        return Unknown(Reason.NO_PLAN), None
    return planning(view, max(ahead)).get(Measure.PLAN, max(ahead)), max(ahead)
