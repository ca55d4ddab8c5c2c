"""What does the target require? `(k_t / y_b)^(1/(t−b)) − 1` a year, beside the planned growth."""

from __future__ import annotations

from decimal import Context, Decimal

from vpcli.core.agreement import Agreement, grade, weakest
from vpcli.core.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, POINT, ZERO
from vpcli.core.digits import level_decimals, rate_decimals
from vpcli.core.keys import PREVIOUS_YEAR_100, key_over
from vpcli.core.model import Dataset, Kind, Measure, Series, Status
from vpcli.core.network import relations_for
from vpcli.core.quantities import resting_on
from vpcli.core.report import Column, Picture, Report, Row, Shape, Tone, Type, number
from vpcli.core.rows import (
    SERIES_COLUMNS,
    marked,
    series_cells,
    source_ids,
    tone,
    tones,
    years_of,
)
from vpcli.core.solve import Basis, Quantity
from vpcli.core.views import Known, View, notes_of_plans, rows_by_year

__all__ = [
    "OF_A_TARGET",
    "average_growth",
    "base_of_target",
    "exact",
    "planned_rate",
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
    Column("basis", Type.CODE),
    Column("status", Type.CODE),
    Column("reason", Type.CODE),
    Column("source", Type.TEXT),
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
        picture=Picture(Shape.BARS, ("required_growth_pct", "planned_growth_pct")),
        notes=notes_of_plans(told),
    )


def _years(series: Series) -> list[int]:
    """Years with a target; for an indicator that has none, the year after its last one."""
    results = years_of(
        series, Measure.ACTUAL, Measure.GROWTH, Measure.ATTAINMENT, figures_only=True
    )
    planned = years_of(series, *OF_A_TARGET, figures_only=True)
    targets = [year for year in planned if not results or year > results[-1]]
    return targets or [max(fact.year for fact in series.facts) + 1]


def base_of_target(known: Known, year: int) -> tuple[int, Quantity | None]:
    """Return the last known level before a target, and its year."""
    series = known.view.series
    if series.indicator.kind is Kind.CHAIN_INDEX:
        return year - 1, known.solution.get(PREVIOUS_YEAR_100)
    years = [
        key.year
        for key in known.solution
        if key.measure is Measure.ACTUAL and key.indicator == known.view.id and key.year < year
    ]
    base_year = max(years, default=year - 1)
    return base_year, known.get(Measure.ACTUAL, base_year)


def _row(series: Series, view: View, year: int) -> Row:
    known = view.solution_for(year, *OF_A_TARGET)
    target = known.get(Measure.PLAN, year)
    base_year, base = base_of_target(known, year)
    stated = planned_rate(known, year)
    required = required_growth(known, year)
    change = known.derived(
        Measure.PLANNED_CHANGE, year, None if base and not base.facts else base_year
    )
    facts = view.facts_behind(year, *OF_A_TARGET)
    agreement = weakest(
        grade(fact, facts, view.views.structure)
        for fact in facts
        if fact.year == year and fact.measure in OF_A_TARGET and fact.indicator == view.id
    )
    shown = [q for q in (target, base, stated) if q]
    decimals = max(level_decimals(target, series), level_decimals(base, series))
    mood = tone(required.point if required else None, series.indicator.direction)
    doubt = Tone.WORSE if agreement is Agreement.DISAGREEMENT else None
    return Row(
        series,
        series_cells(series)
        | {
            "base_year": base_year,
            "base": number(base, level_decimals(base, series)),
            "year": year,
            "target": number(target, level_decimals(target, series)),
            "target_low": target.low if target else None,
            "target_high": target.high if target else None,
            "change": number(change, decimals),
            "required_growth_pct": number(required, rate_decimals(required)),
            "required_growth_low": required.low if required else None,
            "required_growth_high": required.high if required else None,
            "planned_growth_pct": number(stated, rate_decimals(stated)),
            "agreement": agreement.value if agreement else "",
            "basis": required.basis.value if required else "",
            "status": Status.combine([quantity.status for quantity in shown]).value,
            "reason": _reason(series, target, base, required),
            "source": source_ids(*shown),
        },
        tones([("required_growth_pct", mood), ("agreement", doubt)]),
    )


def planned_rate(known: Known, year: int) -> Quantity | None:
    """Return the printed planned growth of a year, or else the printed average that ends in it."""
    found = {
        (key.measure is not Measure.PLANNED_GROWTH, -int(key.against or 0)): quantity
        for key, quantity in known.solution.items()
        if key.measure in OF_A_TARGET[1:]
        and key.indicator == known.view.id
        and key.year == year
        and quantity.published
    }
    return found[min(found)] if found else None


def required_growth(known: Known, year: int) -> Quantity | None:
    """Return the average annual growth that the plan of a year asks of the last known level."""
    kind = known.view.series.indicator.kind
    base_year, base = base_of_target(known, year)
    if kind is Kind.RATE:
        return None
    found = average_growth(base, known.get(Measure.PLAN, year), year - base_year)
    if found is None:
        return None
    since = None if kind is Kind.CHAIN_INDEX else base_year
    key = key_over(Measure.REQUIRED_GROWTH, year, known.view.id, since)
    return found._replace(relation=next(relations_for(key, kind, since)))


def average_growth(base: Quantity | None, target: Quantity | None, years: int) -> Quantity | None:
    """Return the average annual growth from one level to another, in per cent a year.

    `100 ((target / base)^(1/years) − 1)`, the compound annual growth rate. The bounds come from
    the printed precision of both; of a range or a bound they are all there is. None unless base
    and target are above zero.
    """
    if base is None or target is None:
        return None
    if any(one.point is not None and one.point <= 0 for one in (base, target)):
        return None
    point = low = high = None
    if base.point is not None and target.point is not None:
        point = _root(POINT, POINT.divide(target.point, base.point), years, ZERO)
    first, last = _printed(base), _printed(target)
    if first[0] is not None and first[0] > 0 and (last[0] is None or last[0] > 0):
        if last[0] is not None and first[1] is not None:
            low = _root(FLOOR, FLOOR.divide(last[0], first[1]), years, _SLACK.copy_negate())
        if last[1] is not None and last[1] > 0:
            high = _root(CEILING, CEILING.divide(last[1], first[0]), years, _SLACK)
    if point is None and low is None and high is None:
        return None
    return resting_on([target, base], point, low, high)


def exact(value: Decimal) -> Quantity:
    """Return a number that was typed and not printed."""
    return Quantity(value, value, value, Basis.COMPUTED)


def target_ahead(
    view: View, year: int, target: Decimal | None, by: int | None
) -> tuple[Quantity | None, int | None]:
    """Return the target typed, else the last plan of a year after a given one, and its year."""
    if target is not None and by is not None:
        return exact(target), by
    ahead = [one for one in view.years_known(Measure.PLAN) if one > year]
    if not ahead:
        return None, None
    source = view.solution_for(max(ahead), *OF_A_TARGET)
    return source.get(Measure.PLAN, max(ahead)), max(ahead)


def _printed(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The bounds a level was printed with, not narrowed by the rate it is held against."""
    fact = quantity.published
    if fact and fact.figure and fact.figure.is_bounded:
        return fact.figure.low, fact.figure.high
    return quantity.low, quantity.high


def _root(context: Context, factor: Decimal, years: int, slack: Decimal) -> Decimal:
    """The yearly growth in per cent of a factor over years; of a bound with slack outward."""
    if years > 1:
        factor = context.power(factor, context.divide(ONE, Decimal(years)))
        factor = context.multiply(factor, EXACT.add(ONE, slack))
    return context.multiply(context.subtract(factor, ONE), HUNDRED)


def _reason(
    series: Series,
    target: Quantity | None,
    base: Quantity | None,
    required: Quantity | None,
) -> str:
    """The code of why something in the row is blank, or marked; empty when nothing is."""
    if target is None:
        return "no-plan"
    if base is None:
        return "no-base-year"
    if required is not None:
        return marked(target, base)
    if series.indicator.kind is Kind.RATE:
        return "rate-in-points"
    if target.point is None or base.point is None:
        return "not-a-single-value"
    if base.point == 0:
        return "zero-base"
    return "negative-base" if base.point < 0 else "negative-target"
