"""How far was the plan met? `a = y_t / k_t`, and the verdict in the indicator's direction.

One row for every year with a result and each plan of it: the latest one that is printed first,
then every other edition's or authority's that differs. The latest edition that knows the result
answers for it. Blank where there is no plan, a range is compared, or the indicator is a rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vpcli.core.facts.arithmetic import HUNDRED
from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Direction, Kind, Measure, Series, Verdict
from vpcli.core.facts.number import Figure
from vpcli.core.facts.quantity_keys import Interval
from vpcli.core.measures.digits import level_decimals
from vpcli.core.reports.cells import Number, Tone, number
from vpcli.core.reports.columns import ATTAINMENT_COLUMNS as COLUMNS
from vpcli.core.reports.conditions import (
    Condition,
    Judged,
    Planned,
    conditions_on_plans,
    is_under,
    the_other_way,
)
from vpcli.core.reports.courses import courses, results_and_plans
from vpcli.core.reports.growth import mark_of_editions
from vpcli.core.reports.lines import Line
from vpcli.core.reports.rows import (
    level_cell,
    marked,
    notes_of_editions,
    rate_cell,
    rate_cells,
    row_status,
    series_cells,
    source_ids,
    tones,
    years_of,
)
from vpcli.core.reports.table import Limit, Picture, Report, Row, Shape
from vpcli.core.reports.years import is_asked
from vpcli.core.solver.agreement import meet, reproduces
from vpcli.core.solver.quantity import Found, Unknown
from vpcli.core.solver.series_in_editions import Known, View, views_of

__all__ = ["attainment", "judged_in", "judged_row", "verdict"]

_PLANNED = (Measure.PLAN, Measure.PLANNED_GROWTH)
_RESULTS = (Measure.GROWTH, Measure.ACTUAL, Measure.ATTAINMENT)
_Face = tuple[Interval, bool]
"""The printed ends of a figure, and whether they are left out, as in "below 4"."""
_DRAWN = Decimal(50), Decimal(150)
"""Per cent of the plan; a bar beyond them is drawn as one that goes on."""
_MOST_COMPARED = 100
"""Of the differing plans of a year; a further one is compared with so many, and with its equals."""


def attainment(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    fail_under: Decimal | None = None,
    fail_if_not_met: bool = False,
    met_at: Decimal | None = None,
) -> Report:
    """Return the attainment of the plan for every series and year that has a result.

    Attainment is in per cent of the plan (109.9 is 9.9 % above it), the gap in the
    indicator's unit; planned growth and growth reached stand beside it. Plans for years after
    the last result are targets: see `projection`. Where sources print different plans for a
    year, each has its row. An indicator that is itself a rate is compared in points, never as
    a per cent of a per cent.

    From `met_at` per cent of the plan on it counts as met; for an indicator of which less is
    better, while the plan is still so many per cent of the result. The report has failed where
    an attainment is below `fail_under` per cent in the same sense, or with `fail_if_not_met`
    where a plan is not met, a rate's or a range too.
    """
    waiting: list[Planned] = []
    reached: set[int] = set()
    targets: set[int] = set()
    rows: list[Row] = []
    several = by_authority = False
    for series, view in views_of(dataset):
        planned = years_of(series, Measure.PLAN, Measure.PLANNED_GROWTH)
        years = _years(series)
        targets.update(set(planned).difference(years))
        results = years_of(series, *_RESULTS, figures_only=True)
        reached.update(year for year in results if is_asked(year, first, last))
        waiting += [Planned(series, year) for year in planned if year not in results]
        for year in years:
            if is_asked(year, first, last):
                plans = list(_plans(view, year))
                several |= len(plans) > 1
                rows += [_row(series, known, year, met_at) for known in plans]
                by_authority |= any(known.by for known in plans)
    # Of a rate the points between result and plan stand in the gap alone.
    in_points = any(row.series and row.series.indicator.kind is Kind.RATE for row in rows)
    growing = any(row.cells["planned_growth_pct"] for row in rows)
    conditions = conditions_on_plans(
        _judged(rows),
        [one for one in waiting if one.year in reached],
        fail_under,
        fail_if_not_met=fail_if_not_met,
    )
    return Report(
        "attainment",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=(
            "year",
            "attainment_pct",
            "verdict",
            *(("plan_by",) if by_authority else ("plan_source",) if several else ()),
            "actual",
            "plan",
            "gap",
            *(("planned_growth_pct", "growth_pct") if growing else ()),
        ),
        optional=("growth_pct", "planned_growth_pct", *(() if in_points else ("gap",))),
        yielding=("plan", "actual"),
        explained="attainment_pct",
        picture=_picture(dataset, met_at, fail_under),
        notes=[
            *notes_of_editions(rows),
            *_notes(sorted(targets), met_at),
            *_compared_the_other_way(rows, fail_under if fail_under is not None else met_at),
        ],
        lead=_lead(rows, conditions),
        failed=any(one.missed for one in conditions),
        conditions=conditions,
    )


def _picture(dataset: Dataset, met_at: Decimal | None, fail_under: Decimal | None) -> Picture:
    """Bars from 100 % on; of rates the points to the plan; below them all years there are."""

    def lines(view: View) -> Iterator[Line]:
        return results_and_plans(view, lambda year: judged_row(view, year, met_at))

    limits = [("met-at", met_at), ("fail-under", fail_under)]
    over_years = Picture(Shape.PATH, title="over-years", course=courses(dataset, lines))
    in_points = Picture(
        Shape.BARS,
        ("gap",),
        verdict="verdict",
        kinds=(Kind.RATE,),
        title="in-points",
        then=over_years,
    )
    return Picture(
        Shape.BARS,
        ("attainment_pct",),
        verdict="verdict",
        kinds=tuple(kind for kind in Kind if kind is not Kind.RATE),
        origin=HUNDRED,
        limits=tuple(
            Limit(name, value, the_other_way(value)) for name, value in limits if value is not None
        ),
        within=_DRAWN,
        title="of-plan",
        then=in_points,
    )


def _notes(targets: list[int], met_at: Decimal | None) -> list[tuple[str, dict[str, object]]]:
    notes: list[tuple[str, dict[str, object]]] = []
    if met_at is not None:
        notes.append(("met-at", {"limit": met_at}))
    if targets:
        notes.append(("targets-elsewhere", {"years": targets}))
    return notes


def _lead(rows: list[Row], conditions: list[Condition]) -> list[tuple[str, dict[str, object]]]:
    """How many plans were met, and how many fell short of the limit asked for."""
    judged = [row.cells["verdict"] for row in rows if row.cells["verdict"]]
    good = sum(code != Verdict.NOT_MET.value for code in judged)
    lead: list[tuple[str, dict[str, object]]] = [
        ("lead.met", {"good": good, "judged": len(judged), "all": len(rows)})
    ]
    lead += [
        ("lead.under", {"limit": one.limit, "count": one.missed})
        for one in conditions
        if one.limit is not None
    ]
    return lead


def _judged(rows: list[Row]) -> list[Judged]:
    return [
        Judged(row.series, year, cells["actual"], cells["plan"], cells["attainment_pct"], verdict)
        for row in rows
        if row.series and isinstance(year := (cells := row.cells)["year"], int)
        if isinstance(verdict := cells["verdict"], str)
    ]


def _compared_the_other_way(
    rows: list[Row], limit: Decimal | None
) -> Iterator[tuple[str, dict[str, object]]]:
    """Say what was held against a limit where less is better: plan to result, in per cent."""
    compared = [
        (one.series.indicator.name, value)
        for one in _judged(rows)
        if one.series.indicator.direction is Direction.DOWN
        if (value := one.compared) is not None
    ]
    if limit is not None and compared:
        names = [name for name, _ in compared]
        values = ", ".join(f"{value:.2f}" for _, value in compared)
        yield "less-is-better", {"names": names, "values": values}


def _years(series: Series) -> list[int]:
    """Years with a result, and earlier plans; without any result, every planned year."""
    results = years_of(series, *_RESULTS[1:], figures_only=True)
    grown = years_of(series, Measure.GROWTH)
    planned = years_of(series, *_PLANNED)
    if results:
        # A growth rate is a result too: with it the level, and so the attainment, is implied.
        last = max([results[-1], *grown])
        return sorted({*results, *(year for year in planned if year <= last)})
    return planned or grown


def last_result(series: Series) -> int:
    """Return the last year with a result; plans of later years are targets."""
    results = years_of(series, *_RESULTS, figures_only=True)
    return results[-1] if results else series.facts[-1].year


def judged_in(view: View, year: int, asked: Measure | None = None) -> Known:
    """Return what is known with the latest result of a year and the latest plan of it.

    Of a measure that is asked for, with the latest plan that makes it known.
    """
    plans = _plans(view, year)
    first = next(plans)
    if asked is None or first.get(asked, year):
        return first
    return next((known for known in plans if known.get(asked, year)), first)


def _plans(view: View, year: int) -> Iterator[Known]:
    """What is known with the latest plan, then with every other that differs."""
    plans = view.plans(year, *_PLANNED)
    found = [
        view.judged(year, one, *_RESULTS)
        if one in plans  # a printed attainment belongs to the result of its own edition
        else view.seen_by(one.edition).with_plan_by(one.by)
        for one in view.plans(year, *_PLANNED, Measure.ATTAINMENT)
    ]
    seen: list[Known] = []
    printed: set[_Face | None] = set()
    for known in found or [view.answering(year, *_RESULTS)]:
        face = _printed_plan(known, year)
        if seen and not known.by and face is not None and face in printed:
            continue
        if any(_adds_nothing(known, before, year) for before in seen[:_MOST_COMPARED]):
            continue
        seen.append(known)
        printed.add(face)
        yield known


def _printed_plan(known: Known, year: int) -> _Face | None:
    figure = _figure(known.get(Measure.PLAN, year))
    return None if figure is None else _face(figure)


def _face(figure: Figure) -> _Face:
    return _ends(figure), figure.strict


def _adds_nothing(known: Known, before: Known, year: int) -> bool:
    """Whether a plan is one told before, and no attainment is known by it alone."""
    is_more = known.get(Measure.ATTAINMENT, year) and not before.get(Measure.ATTAINMENT, year)
    return not is_more and _same_plan(known, before, year)


def _same_plan(one: Known, other: Known, year: int) -> bool:
    """Whether two plans are one: equal as printed, or the one a rounding of the other.

    Those of two authorities never are, once they are named.
    """
    if one.by and one.by != other.by and _is_named(one):
        return False
    for measure in _PLANNED:
        first, second = one.get(measure, year), other.get(measure, year)
        if not first or not second:
            continue
        own, others = _figure(first), _figure(second)
        if own is None or others is None:
            return second.interval is None or meet(first.interval, second.interval)
        return (
            _face(own) == _face(others)
            or _rounds_to(own.value, others)
            or _rounds_to(others.value, own)
        )
    return True


def _is_named(known: Known) -> bool:
    """Whether the data name the authority, and not only a source that sets another plan."""
    return known.by not in known.edition.sources


def _rounds_to(value: Decimal | None, figure: Figure) -> bool:
    """Whether a single value is printed as a figure is, with fewer digits."""
    return value is not None and figure.value is not None and reproduces(value, figure)


def _row(series: Series, known: Known, year: int, met_at: Decimal | None) -> Row:
    plan, actual = known.get(Measure.PLAN, year), known.get(Measure.ACTUAL, year)
    rate, gap = known.get(Measure.ATTAINMENT, year), known.get(Measure.GAP, year)
    planned, grown = known.get(Measure.PLANNED_GROWTH, year), known.get(Measure.GROWTH, year)
    judged = verdict(actual, plan, rate, series.indicator.direction)
    decimals = max(level_decimals(actual, series), level_decimals(plan, series))
    shown = [rate] if rate else [actual, plan]
    row = Row(
        series,
        series_cells(series)
        | {
            "year": year,
            "plan": level_cell(plan, series),
            "plan_from": _plan_end(plan, 0),
            "plan_to": _plan_end(plan, 1),
            "actual": level_cell(actual, series),
            "gap": number(gap, decimals),
        }
        | rate_cells("attainment", rate)
        | {
            "verdict": judged.value if judged else "",
            "planned_growth_pct": rate_cell(planned),
            "growth_pct": rate_cell(grown),
            "plan_source": source_ids(plan or planned),
            "plan_by": known.by if _is_named(known) else "",
            "basis": rate.basis.value if rate else "",
            "status": row_status(series, year, *shown).value,
            "reason": _mark(known, year, (actual, plan, rate), judged).value,
            "source": source_ids(rate, actual, plan, planned, grown),
        },
    )
    short = met_at is not None and any(is_under(one, met_at) for one in _judged([row]))
    if judged is Verdict.NOT_MET and met_at is not None and rate and rate.point is not None:
        judged = judged if short else Verdict.MET
        row = row._replace(cells={**row.cells, "verdict": judged.value})
    good = {Verdict.EXCEEDED: Tone.BETTER, Verdict.MET: Tone.BETTER, Verdict.NOT_MET: Tone.WORSE}
    mood = good[judged] if judged else None
    return row._replace(tones=tones([("attainment_pct", mood), ("verdict", mood)]))


def judged_row(view: View, year: int, met_at: Decimal | None = None) -> Row:
    """Return the row of a year: its latest result judged by its latest plan."""
    return _row(view.series, judged_in(view, year), year, met_at)


def _mark(
    known: Known, year: int, found: tuple[Found, Found, Found], judged: Verdict | None
) -> Reason:
    """Why something in the row is blank, or what must be known beside it."""
    actual, plan, rate = found
    series = known.view.series
    undirected = judged is None and series.indicator.direction is Direction.NONE
    if isinstance(rate, Unknown):
        if rate.reason is Reason.RATE_IN_POINTS and undirected:
            return Reason.NO_DIRECTION
        return rate.reason
    if not actual or not plan:
        missing = Reason.NO_PLAN if actual else Reason.NO_ACTUAL
        beside = mark_of_editions(known, year, rate, plan) if rate else Reason.NONE
        return marked(actual, plan, rate) or beside or missing
    if rate.point is None:
        return _why_no_value(series, actual, plan, undirected=undirected)
    beside = mark_of_editions(known, year, rate, plan)
    return marked(rate, actual, plan) or (Reason.NO_DIRECTION if undirected else beside)


def _why_no_value(series: Series, actual: Found, plan: Found, *, undirected: bool) -> Reason:
    if series.indicator.kind is Kind.RATE:
        return Reason.NO_DIRECTION if undirected else Reason.RATE_IN_POINTS
    return Reason.NOT_A_SINGLE_VALUE


def _plan_end(plan: Found, position: int) -> Number | None:
    """An end of a planned range or bound, as printed; None of a single value or an open side."""
    figure = _figure(plan)
    if not plan or figure is None or figure.value is not None:
        return None
    end, own = _ends(figure)[position], number(plan, figure.decimals)
    return (
        own._replace(value=end, low=None, high=None, face=None) if own and end.is_finite() else None
    )


def verdict(actual: Found, plan: Found, rate: Found, direction: Direction) -> Verdict | None:
    """Judge a result against its plan on printed face values, not on intervals.

    Met inside a planned range, at the plan, or on the right side of a bound; exceeded beyond
    the better end. Where a level is not printed, the attainment is judged against 100 %.
    None where nothing can be judged.
    """
    result, planned = _figure(actual), _figure(plan)
    if result is not None and planned is not None:
        reached, wanted = _ends(result), _ends(planned)
    elif rate and rate.point is not None:
        reached, wanted = (rate.point, rate.point), (HUNDRED, HUNDRED)
    else:
        return None
    above, below = reached[0] > wanted[1], reached[1] < wanted[0]
    if planned is not None and planned.strict:  # "below 4" is not met by 4
        above, below = reached[0] >= wanted[1], reached[1] <= wanted[0]
    if not (above or below) and wanted[0] <= reached[0] and reached[1] <= wanted[1]:
        return Verdict.MET
    if direction is Direction.NONE or not (above or below):
        return None
    return Verdict.EXCEEDED if above == (direction is Direction.UP) else Verdict.NOT_MET


def _figure(quantity: Found) -> Figure | None:
    """The figure that a quantity was published as, or None."""
    fact = quantity.published if quantity else None
    return fact.figure if fact else None


def _ends(figure: Figure) -> Interval:
    """The printed ends of a figure."""
    return figure.low_face, figure.high_face
