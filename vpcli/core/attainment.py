"""How far was the plan met? `a = y_t / k_t`, and the verdict in the indicator's direction."""

from __future__ import annotations

from decimal import Decimal

from vpcli.core.arithmetic import EXACT, HUNDRED
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.keys import Interval
from vpcli.core.model import Dataset, Direction, Kind, Measure, Series, Verdict
from vpcli.core.report import Column, Number, Report, Row, Tone, Type, number
from vpcli.core.rows import (
    SERIES_COLUMNS,
    marked,
    row_status,
    series_cells,
    source_ids,
    tones,
    years_of,
)
from vpcli.core.solve import Quantity
from vpcli.core.views import View, rows_by_year

__all__ = ["attainment", "verdict"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("plan", Type.LEVEL),
    Column("actual", Type.LEVEL),
    Column("gap", Type.CHANGE),
    Column("attainment_pct", Type.SHARE),
    Column("attainment_low", Type.SHARE),
    Column("attainment_high", Type.SHARE),
    Column("verdict", Type.CODE),
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
)


def attainment(
    dataset: Dataset,
    first: int | None = None,
    last: int | None = None,
    *,
    fail_under: Decimal | None = None,
) -> Report:
    """Return the attainment of the plan for every series and year that has a result.

    Attainment is in per cent of the plan (109.9 is 9.9 % above it), the gap in the
    indicator's unit. Plans for years after the last result are targets: see `projection`.
    An indicator that is itself a rate is compared in points, never as a per cent of a per cent.
    The report has failed where an attainment is below `fail_under` per cent; for an indicator
    of which less is better, where the plan is below so many per cent of the result; for a rate
    or a range, where the plan is not met.
    """
    targets = {
        year
        for series in dataset.series
        for year in years_of(series, Measure.PLAN, Measure.PLANNED_GROWTH)
        if year not in _years(series)
    }
    rows = rows_by_year(dataset, _years, _row, first, last)
    judged = [row.cells["verdict"] for row in rows if row.cells["verdict"]]
    good = sum(code != Verdict.NOT_MET.value for code in judged)
    lead: list[tuple[str, dict[str, object]]] = [
        ("lead.met", {"good": good, "judged": len(judged), "all": len(rows)})
    ]
    failed = [row for row in rows if fail_under is not None and _is_under(row, fail_under)]
    if fail_under is not None:
        lead.append(("lead.under", {"limit": fail_under, "count": len(failed)}))
    return Report(
        "attainment",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("year", "attainment_pct", "verdict", "actual", "plan", "gap"),
        optional=("gap",),
        explained="attainment_pct",
        notes=[("targets-elsewhere", {"years": sorted(targets)})] if targets else [],
        lead=lead,
        failed=bool(failed),
    )


def _is_under(row: Row, limit: Decimal) -> bool:
    rate = row.cells["attainment_pct"]
    if not isinstance(rate, Number) or rate.value is None or row.series is None:
        return row.cells["verdict"] == Verdict.NOT_MET.value
    if row.series.indicator.direction is Direction.DOWN:
        return EXACT.multiply(rate.value, limit) > HUNDRED * HUNDRED
    return rate.value < limit


def _years(series: Series) -> list[int]:
    """Years with a result, and earlier plans; without any result, every planned year."""
    results = years_of(series, Measure.ACTUAL, Measure.ATTAINMENT)
    grown = years_of(series, Measure.GROWTH)
    planned = years_of(series, Measure.PLAN, Measure.PLANNED_GROWTH)
    if results:
        # A growth rate is a result too: with it the level, and so the attainment, is implied.
        last = max([results[-1], *grown])
        return sorted({*results, *(year for year in planned if year <= last)})
    return planned or grown


def _row(series: Series, view: View, year: int) -> Row:
    known = view.solution_for(year, Measure.ACTUAL, Measure.ATTAINMENT)
    plan = known.get(Measure.PLAN, year)
    actual = known.get(Measure.ACTUAL, year)
    rate = known.get(Measure.ATTAINMENT, year)
    gap = known.derived(Measure.GAP, year)
    judged = verdict(actual, plan, rate, series.indicator.direction)
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
            "actual": number(actual, level_decimals(actual, series)),
            "gap": number(gap, decimals),
            "attainment_pct": number(rate, rate_decimals(rate)),
            "attainment_low": rate.low if rate else None,
            "attainment_high": rate.high if rate else None,
            "verdict": judged.value if judged else "",
            "basis": rate.basis.value if rate else "",
            "status": row_status(series, year, *([rate] if rate else [actual, plan])).value,
            "reason": _reason(series, actual, plan, rate),
            "source": source_ids(*shown),
        },
        tones([("attainment_pct", mood), ("verdict", mood)]),
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
    reached, wanted = _faces(actual), _faces(plan)
    if reached is None or wanted is None:
        if rate is None or rate.point is None:
            return None
        reached, wanted = (rate.point, rate.point), (HUNDRED, HUNDRED)
    above, below = reached[0] > wanted[1], reached[1] < wanted[0]
    figure = plan.published.figure if plan and plan.published else None
    if figure is not None and figure.strict:  # "below 4" is not met by 4
        above, below = reached[0] >= wanted[1], reached[1] <= wanted[0]
    if not (above or below) and wanted[0] <= reached[0] and reached[1] <= wanted[1]:
        return Verdict.MET
    if direction is Direction.NONE or not (above or below):
        return None
    return Verdict.EXCEEDED if above == (direction is Direction.UP) else Verdict.NOT_MET


def _faces(quantity: Quantity | None) -> tuple[Decimal, Decimal] | Interval | None:
    """The printed ends of a published figure, or None."""
    fact = quantity.published if quantity else None
    figure = fact.figure if fact else None
    return (figure.low_face, figure.high_face) if figure else None


def _reason(
    series: Series, actual: Quantity | None, plan: Quantity | None, rate: Quantity | None
) -> str:
    """The code of why something in the row is blank, or marked; empty when nothing is."""
    if plan is None and rate is None:
        return "no-plan" if actual else "no-actual"
    if actual is None or plan is None:
        return "no-actual" if actual is None else "no-plan"
    if rate is not None and rate.point is not None:
        return marked(rate, actual, plan)
    if plan.point is None and not plan.interval:
        return "not-a-single-value"
    if series.indicator.kind is Kind.RATE:
        return "rate-in-points"
    if plan.point is None or actual.point is None:
        return "not-a-single-value"
    return "zero-plan" if plan.point == 0 else "negative-plan"
