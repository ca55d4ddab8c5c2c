"""How far was the plan met? `a = y_t / k_t`, and the verdict in the indicator's direction."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vpcli.core.agreement import meet, reproduces
from vpcli.core.arithmetic import EXACT, HUNDRED
from vpcli.core.codes import Reason
from vpcli.core.columns import ATTAINMENT_COLUMNS as COLUMNS
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.keys import Interval
from vpcli.core.model import Dataset, Direction, Kind, Measure, Series, Verdict
from vpcli.core.number import Figure
from vpcli.core.report import Number, Picture, Report, Row, Shape, Tone, number
from vpcli.core.rows import (
    OTHER_EDITION,
    marked,
    notes_of_editions,
    row_status,
    series_cells,
    source_ids,
    tones,
    years_of,
)
from vpcli.core.solve import Quantity
from vpcli.core.views import Known, View, views_of

__all__ = ["attainment", "verdict"]

_PLANNED = (Measure.PLAN, Measure.PLANNED_GROWTH)
_Face = tuple[Interval, bool]
"""The printed ends of a figure, and whether they are left out, as in "below 4"."""
_MOST_COMPARED = 100
"""Of the differing plans of a year; a further one is compared with so many, and with its equals."""


def attainment(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    fail_under: Decimal | None = None,
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
    an attainment is below `fail_under` per cent in the same sense. A rate or a range is judged
    by the rule alone, whatever the two limits.
    """
    targets: set[int] = set()
    rows: list[Row] = []
    several = False
    for series, view in views_of(dataset):
        planned = years_of(series, Measure.PLAN, Measure.PLANNED_GROWTH)
        years = _years(series)
        targets.update(set(planned).difference(years))
        for year in years:
            if (first is None or year >= first) and (last is None or year <= last):
                plans = list(_plans(view, year))
                several |= len(plans) > 1
                rows += [_row(series, known, year, met_at) for known in plans]
    # Of a rate the points between result and plan stand in the gap alone.
    in_points = any(row.series and row.series.indicator.kind is Kind.RATE for row in rows)
    growing = any(row.cells["planned_growth_pct"] for row in rows)
    failed = [row for row in rows if fail_under is not None and _fails(row, fail_under)]
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
            *(("plan_source",) if several else ()),
            "actual",
            "plan",
            "gap",
            *(("planned_growth_pct", "growth_pct") if growing else ()),
        ),
        optional=("growth_pct", "planned_growth_pct", *(() if in_points else ("gap",))),
        yielding=("plan", "actual"),
        explained="attainment_pct",
        picture=Picture(Shape.BARS, ("attainment_pct",)),
        notes=[*notes_of_editions(rows), *_notes(sorted(targets), met_at)],
        lead=_lead(rows, failed, fail_under),
        failed=bool(failed),
    )


def _notes(targets: list[int], met_at: Decimal | None) -> list[tuple[str, dict[str, object]]]:
    notes: list[tuple[str, dict[str, object]]] = []
    if met_at is not None:
        notes.append(("met-at", {"limit": met_at}))
    if targets:
        notes.append(("targets-elsewhere", {"years": targets}))
    return notes


def _lead(
    rows: list[Row], failed: list[Row], fail_under: Decimal | None
) -> list[tuple[str, dict[str, object]]]:
    """How many plans were met, and how many fell short of the limit asked for."""
    judged = [row.cells["verdict"] for row in rows if row.cells["verdict"]]
    good = sum(code != Verdict.NOT_MET.value for code in judged)
    lead: list[tuple[str, dict[str, object]]] = [
        ("lead.met", {"good": good, "judged": len(judged), "all": len(rows)})
    ]
    if fail_under is not None:
        lead.append(("lead.under", {"limit": fail_under, "count": len(failed)}))
    return lead


def _fails(row: Row, limit: Decimal) -> bool:
    rate = row.cells["attainment_pct"]
    if isinstance(rate, Number) and rate.value is not None and row.series:
        return _is_under(rate.value, limit, row.series.indicator.direction)
    return row.cells["verdict"] == Verdict.NOT_MET.value


def _is_under(rate: Decimal, limit: Decimal, direction: Direction) -> bool:
    """Whether an attainment falls short of a limit, both in per cent, in a direction."""
    if direction is Direction.DOWN:
        return EXACT.multiply(rate, limit) > HUNDRED * HUNDRED
    return rate < limit


def _years(series: Series) -> list[int]:
    """Years with a result, and earlier plans; without any result, every planned year."""
    results = years_of(series, Measure.ACTUAL, Measure.ATTAINMENT, figures_only=True)
    grown = years_of(series, Measure.GROWTH)
    planned = years_of(series, Measure.PLAN, Measure.PLANNED_GROWTH)
    if results:
        # A growth rate is a result too: with it the level, and so the attainment, is implied.
        last = max([results[-1], *grown])
        return sorted({*results, *(year for year in planned if year <= last)})
    return planned or grown


def _plans(view: View, year: int) -> Iterator[Known]:
    """What is known with the plan of the latest source, then with every other that was printed."""
    known = view.solution_for(year, Measure.ACTUAL, Measure.ATTAINMENT)
    latest = view.judged_for(year, Measure.ACTUAL, Measure.ATTAINMENT)
    yield latest
    seen, printed = [latest], {_printed_plan(latest, year)}
    others = (known.planned_by(one, year) for one in view.sources_printing(year, *_PLANNED))
    for other in (known, *others):
        own = _printed_plan(other, year)
        if own is not None and own in printed:
            continue
        if not any(_same_plan(other, before, year) for before in seen[:_MOST_COMPARED]):
            seen.append(other)
            printed.add(own)
            yield other


def _printed_plan(known: Known, year: int) -> _Face | None:
    figure = _figure(known.get(Measure.PLAN, year))
    return None if figure is None else _face(figure)


def _face(figure: Figure) -> _Face:
    return _ends(figure), figure.strict


def _same_plan(one: Known, other: Known, year: int) -> bool:
    """Whether two sources set one plan: equal as printed, or the one a rounding of the other."""
    for measure in _PLANNED:
        first, second = one.get(measure, year), other.get(measure, year)
        if first is None or second is None:
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


def _rounds_to(value: Decimal | None, figure: Figure) -> bool:
    """Whether a single value is printed as a figure is, with fewer digits."""
    return value is not None and figure.value is not None and reproduces(value, figure)


def _row(series: Series, known: Known, year: int, met_at: Decimal | None) -> Row:
    plan = known.get(Measure.PLAN, year)
    actual = known.get(Measure.ACTUAL, year)
    rate = known.get(Measure.ATTAINMENT, year)
    gap = known.derived(Measure.GAP, year)
    planned, grown = known.get(Measure.PLANNED_GROWTH, year), known.get(Measure.GROWTH, year)
    direction = series.indicator.direction
    judged = verdict(actual, plan, rate, direction)
    if judged is Verdict.NOT_MET and met_at is not None and rate and rate.point is not None:
        judged = judged if _is_under(rate.point, met_at, direction) else Verdict.MET
    decimals = max(level_decimals(actual, series), level_decimals(plan, series))
    shown = [q for q in ((rate,) if rate else (actual, plan)) if q]
    good = {Verdict.EXCEEDED: Tone.BETTER, Verdict.MET: Tone.BETTER, Verdict.NOT_MET: Tone.WORSE}
    mood = good[judged] if judged else None
    return Row(
        series,
        series_cells(series)
        | {
            "year": year,
            "plan": number(plan, level_decimals(plan, series)),
            "plan_from": _plan_end(plan, 0),
            "plan_to": _plan_end(plan, 1),
            "actual": number(actual, level_decimals(actual, series)),
            "gap": number(gap, decimals),
            "attainment_pct": number(rate, rate_decimals(rate)),
            "attainment_low": rate.low if rate else None,
            "attainment_high": rate.high if rate else None,
            "verdict": judged.value if judged else "",
            "planned_growth_pct": number(planned, rate_decimals(planned)),
            "growth_pct": number(grown, rate_decimals(grown)),
            "plan_source": source_ids(plan or planned),
            "basis": rate.basis.value if rate else "",
            "status": row_status(series, year, *([rate] if rate else [actual, plan])).value,
            "reason": _reason(series, actual, plan, rate, judged)
            or (OTHER_EDITION if known.is_beside(rate, Measure.ACTUAL, year) else ""),
            "source": source_ids(*shown),
        },
        tones([("attainment_pct", mood), ("verdict", mood)]),
    )


def _plan_end(plan: Quantity | None, position: int) -> Number | None:
    """An end of a planned range or bound, as printed; None of a single value or an open side."""
    figure = _figure(plan)
    if plan is None or figure is None or figure.value is not None:
        return None
    end, own = _ends(figure)[position], number(plan, figure.decimals)
    return (
        own._replace(value=end, low=None, high=None, face=None) if own and end.is_finite() else None
    )


def verdict(
    actual: Quantity | None,
    plan: Quantity | None,
    rate: Quantity | None,
    direction: Direction,
) -> Verdict | None:
    """Judge a result against its plan on printed face values, not on intervals.

    Met inside a planned range, at the plan, or on the right side of a bound; exceeded beyond
    the better end. Where a level is not printed, the attainment is judged against 100 %.
    None where nothing can be judged.
    """
    result, planned = _figure(actual), _figure(plan)
    if result is not None and planned is not None:
        reached, wanted = _ends(result), _ends(planned)
    elif rate is not None and rate.point is not None:
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


def _figure(quantity: Quantity | None) -> Figure | None:
    """The figure that a quantity was published as, or None."""
    fact = quantity.published if quantity else None
    return fact.figure if fact else None


def _ends(figure: Figure) -> Interval:
    """The printed ends of a figure."""
    return figure.low_face, figure.high_face


def _reason(
    series: Series,
    actual: Quantity | None,
    plan: Quantity | None,
    rate: Quantity | None,
    judged: Verdict | None,
) -> str:
    """The code of why something in the row is blank, or marked; empty when nothing is."""
    if plan is None and rate is None:
        return (Reason.NO_PLAN if actual else Reason.NO_ACTUAL).value
    if actual is None or plan is None:
        missing = Reason.NO_ACTUAL if actual is None else Reason.NO_PLAN
        return (marked(actual, plan, rate) if rate else "") or missing.value
    undirected = judged is None and series.indicator.direction is Direction.NONE
    if rate is not None and rate.point is not None:
        return marked(rate, actual, plan) or ("no-direction" if undirected else "")
    if plan.point is None and not plan.interval:
        return "not-a-single-value"
    if series.indicator.kind is Kind.RATE:
        return "no-direction" if undirected else "rate-in-points"
    if plan.point is None or actual.point is None:
        return "not-a-single-value"
    return (Reason.NEGATIVE_PLAN if plan.point else Reason.ZERO_PLAN).value
