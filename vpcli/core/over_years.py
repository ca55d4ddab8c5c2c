"""What commands work out over several years, as steps that `explain` can tell.

Averages of growth, the level on a path, and the ratio of the growth reached to the growth
required, each with the quantities that it was made of.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.assess import ratio
from vpcli.core.averages import (
    Levels,
    NoAnswer,
    compound_growth,
    least_squares,
    least_squares_log,
    levels_between,
    log_growth,
    mean_growth,
)
from vpcli.core.course import Compounding
from vpcli.core.identities import Identity, Scope, Term
from vpcli.core.keys import Key, key_over
from vpcli.core.model import Direction, Kind, Measure
from vpcli.core.network import relation_of, relations_for
from vpcli.core.projection import OF_A_TARGET, average_growth, exact, planned_rate, target_ahead
from vpcli.core.relations import Operand, Relation
from vpcli.core.solve import Quantities, Quantity
from vpcli.core.views import View

__all__ = ["AVERAGES", "OVER_YEARS", "Told", "over_years"]

_M = Measure
_AVERAGE = Term(_M.AVERAGE_GROWTH, spanning=True)
_BASE = Term(_M.ACTUAL, lag=None)
_RATES = frozenset({Kind.RATE})
_GROWING = frozenset({Kind.LEVEL, Kind.FIXED_INDEX})


_GROWN = Identity(
    "compound-growth", Scope.SPAN, Term(_M.ACTUAL), (_BASE, _AVERAGE), _GROWING, compounds=True
)
_COMPOUND = {
    False: _GROWN,
    True: _GROWN._replace(name="points-a-year", kinds=_RATES, adds=True),
}
_GOING_ON = Identity(
    "growth-ahead",
    Scope.SPAN,
    Term(_M.PROJECTED),
    (_BASE, Term(_M.ASSUMED_GROWTH, spanning=True)),
    _GROWING,
    compounds=True,
)
_AHEAD = {
    False: _GOING_ON,
    True: _GOING_ON._replace(name="points-ahead", kinds=_RATES, adds=True),
}
"""Growth that compounds, and that of a rate, which adds up: by whether it adds."""
_RATIO = Identity(
    "ratio", Scope.SPAN, _AVERAGE, (_AVERAGE, Term(_M.RATIO)), _GROWING, any_sign=True
)

AVERAGES: dict[str, Callable[[Levels, int, int, Kind], Quantity]] = {
    "cagr": compound_growth,
    "log": log_growth,
    "least-squares": least_squares,
    "least-squares-log": least_squares_log,
}
"""The averages that are made of levels, by the name of the method."""
_METHODS = {
    name: Identity(name, Scope.METHOD, _AVERAGE, (), frozenset(Kind))
    for name in ("mean", *AVERAGES)
}

OVER_YEARS = (Measure.AVERAGE_GROWTH, Measure.PROJECTED, Measure.RATIO)
"""What is worked out over years on demand."""


class Told(NamedTuple):
    """What is asked for: the base year, growth a year that was typed, the method of averaging."""

    first: int | None = None
    growth: Decimal | None = None
    method: str = "cagr"


def over_years(
    view: View, measure: Measure, year: int, asked: Told
) -> tuple[Key, Quantities] | None:
    """Return the quantity asked for, and everything it was made of.

    None where it cannot be known. Growth is in per cent a year, or in points of a rate; the
    ratio takes the growth of a rate in per cent, as of a level.
    """
    try:
        if measure is Measure.AVERAGE_GROWTH:
            return _average(view, year, asked)
        if measure is Measure.PROJECTED:
            return _projected(view, year, asked)
        return _ratio(view, year, asked)
    except NoAnswer:
        return None


def _average(view: View, year: int, asked: Told) -> tuple[Key, Quantities] | None:
    known = view.solution_for(year, Measure.ACTUAL, Measure.GROWTH)
    kind = view.series.indicator.kind
    years = view.years_known(Measure.ACTUAL)
    first = asked.first if asked.first is not None else min(years, default=year)
    if kind is Kind.CHAIN_INDEX:
        return None
    key = key_over(Measure.AVERAGE_GROWTH, year, view.id, first)
    levels = levels_between(known, first, year)
    if asked.method == "mean":
        between = range(first + 1, year + 1)
        found = mean_growth([known.get(Measure.GROWTH, one) for one in between])
        of = [Key(Measure.GROWTH, one, view.id) for one in between]
    else:
        found = AVERAGES[asked.method](levels, first, year, kind)
        of = [Key(Measure.ACTUAL, one, view.id) for one in levels]
    if asked.method == "cagr":
        relation = relation_of(_COMPOUND[kind is Kind.RATE], view.id, year, first)
    else:
        if asked.method == "log":
            of = [of[0], of[-1]]
        identity = _METHODS[asked.method]
        relation = Relation.of(identity, Operand(key), map(Operand, of), year - first)
    return key, {**known.solution, key: found._replace(relation=relation)}


def _projected(view: View, year: int, asked: Told) -> tuple[Key, Quantities] | None:
    kind = view.series.indicator.kind
    last = max(view.years_known(Measure.ACTUAL), default=year)
    first = asked.first if asked.first is not None else last
    known = view.solution_for(first, Measure.ACTUAL)
    base = known.get(Measure.ACTUAL, first)
    rate = exact(asked.growth) if asked.growth is not None else _planned(view, first)
    if base is None or base.point is None or rate is None or first >= year:
        return None
    if kind is Kind.CHAIN_INDEX or (kind is not Kind.RATE and base.point <= 0):
        return None
    key = Key(Measure.PROJECTED, year, view.id)
    level = Compounding(base, first, rate, kind).level(year)
    relation = relation_of(_AHEAD[kind is Kind.RATE], view.id, year, first)
    assumed = relation.operands[1].key
    return key, {**known.solution, key: level._replace(relation=relation), assumed: rate}


def _planned(view: View, first: int) -> Quantity | None:
    """The planned growth of the year that follows, or the average planned over years ahead."""
    ahead = [
        year
        for measure in OF_A_TARGET[1:]
        for year in view.years_known(measure)
        if year > first and (measure is not Measure.PLANNED_GROWTH or year == first + 1)
    ]
    if not ahead:
        return None
    return planned_rate(view.solution_for(ahead[0], *OF_A_TARGET), ahead[0])


def _ratio(view: View, year: int, asked: Told) -> tuple[Key, Quantities] | None:
    years = view.years_known(Measure.ACTUAL)
    if year not in years[-1:]:
        return None
    first = asked.first if asked.first is not None else years[0]
    goal, goal_year = target_ahead(view, year, None, None)
    if goal_year is None or year <= first:
        return None
    known = view.latest()
    base = known.get(Measure.ACTUAL, first)
    reached = average_growth(base, known.get(Measure.ACTUAL, year), year - first)
    required = average_growth(base, goal, goal_year - first)
    found = ratio(reached, required, view.series.indicator.direction)
    if goal is None or reached is None or required is None or found is None or not required.point:
        return None
    if (required.point > 0) != (view.series.indicator.direction is Direction.UP):
        return None  # the target lies on the worse side: the sign is not that of the quotient
    own = Key(Measure.RATIO, year, view.id)
    growth = key_over(Measure.AVERAGE_GROWTH, year, view.id, first)
    needed = key_over(Measure.REQUIRED_GROWTH, goal_year, view.id, first)
    relation = Relation.of(
        _RATIO,
        Operand(growth, Decimal(-1)),
        (Operand(needed, Decimal(-1)), Operand(own)),
    )
    made = {
        own: found._replace(relation=relation),
        growth: reached._replace(relation=relation_of(_COMPOUND[False], view.id, year, first)),
        needed: required._replace(relation=next(relations_for(needed, Kind.LEVEL, first))),
    }
    plan = Key(Measure.PLAN, goal_year, view.id)
    return own, {**known.solution, plan: goal, **made}
