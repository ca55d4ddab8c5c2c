"""What commands work out over several years, as steps that `explain` can tell.

Averages of growth, the level on a path, and the ratio of the growth reached to the growth
required, each with the quantities that it was made of.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Direction, Kind, Measure
from vpcli.core.facts.quantity_keys import Key, key_over
from vpcli.core.measures.cagr_and_averages import AVERAGES, LevelsOf, average_growth
from vpcli.core.measures.trends import Compounding
from vpcli.core.reports.on_track import ratio
from vpcli.core.reports.projection import OF_A_TARGET, planned_rate, planning, target_ahead
from vpcli.core.solver.identities import Identity, Scope, Term
from vpcli.core.solver.identities_in_force import relation_of, relations_for
from vpcli.core.solver.quantity import Found, Quantity, Unknown, exact
from vpcli.core.solver.relations import Operand, Relation
from vpcli.core.solver.series_in_editions import Known, View
from vpcli.core.solver.solution import Known as Lookup

__all__ = ["OVER_YEARS", "Told", "over_years"]

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

_METHODS = {name: Identity(name, Scope.METHOD, _AVERAGE, (), frozenset(Kind)) for name in AVERAGES}

OVER_YEARS = (Measure.AVERAGE_GROWTH, Measure.PROJECTED, Measure.RATIO)
"""What is worked out over years on demand."""


class Told(NamedTuple):
    """What is asked for: the base year, growth a year that was typed, the method of averaging."""

    first: int | None = None
    growth: Decimal | None = None
    method: str = "cagr"


_Made = tuple[Key, Lookup] | Unknown
"""The quantity asked for, and everything it was made of; or why it cannot be known."""


def over_years(view: View, measure: Measure, year: int, asked: Told) -> _Made:
    """Return the quantity asked for, and everything it was made of; or why it is not known.

    Growth is in per cent a year, or in points of a rate; the ratio takes the growth of a rate in
    per cent, as of a level.
    """
    if measure is Measure.AVERAGE_GROWTH:
        return _average(view, year, asked)
    if measure is Measure.PROJECTED:
        return _projected(view, year, asked)
    return _ratio(view, year, asked)


def _with(known: Known, made: dict[Key, Quantity]) -> Lookup:
    def lookup(key: Key) -> Found | None:
        return made.get(key) or known.solved.get(key)

    return lookup


def _average(view: View, year: int, asked: Told) -> _Made:
    kind = view.series.indicator.kind
    years = view.years_known(Measure.ACTUAL)
    first = asked.first if asked.first is not None else min(years, default=year)
    if kind is Kind.CHAIN_INDEX:
        return Unknown(Reason.INDEX_HAS_NO_LEVEL)
    known = view.spanning(first, year)
    key = key_over(Measure.AVERAGE_GROWTH, year, view.id, first)
    levels = LevelsOf(known, first, year)
    found = AVERAGES[asked.method](levels)
    if isinstance(found, Unknown):
        return found
    if asked.method == "cagr":
        relation = relation_of(_COMPOUND[kind is Kind.RATE], view.id, year, first)
    else:
        of = [Key(Measure.ACTUAL, one, view.id) for one in levels.by_year]
        if asked.method == "mean":
            of = [Key(Measure.GROWTH, one, view.id) for one in range(first + 1, year + 1)]
        elif asked.method == "log":
            of = [of[0], of[-1]]
        identity = _METHODS[asked.method]
        relation = Relation.of(identity, Operand(key), map(Operand, of), year - first)
    return key, _with(known, {key: found._replace(relation=relation)})


def _projected(view: View, year: int, asked: Told) -> _Made:
    kind = view.series.indicator.kind
    last = max(view.years_known(Measure.ACTUAL), default=year)
    first = asked.first if asked.first is not None else last
    known = view.answering(first, Measure.ACTUAL)
    base = known.get(Measure.ACTUAL, first)
    rate = exact(asked.growth) if asked.growth is not None else _planned(view, first)
    if not base:
        return base
    if base.point is None:
        return Unknown(Reason.NOT_A_SINGLE_VALUE)
    if not rate:
        return rate
    if first >= year:
        return Unknown(Reason.TARGET_NOT_AHEAD)
    if kind is Kind.CHAIN_INDEX:
        return Unknown(Reason.INDEX_HAS_NO_PATH)
    if kind is not Kind.RATE and base.point <= 0:
        return Unknown(Reason.NEGATIVE_BASE if base.point else Reason.ZERO_BASE)
    key = Key(Measure.PROJECTED, year, view.id)
    level = Compounding(base, first, rate, kind).level(year)
    if isinstance(level, Unknown):
        return level
    relation = relation_of(_AHEAD[kind is Kind.RATE], view.id, year, first)
    assumed = relation.operands[1].key
    return key, _with(known, {key: level._replace(relation=relation), assumed: rate})


def _planned(view: View, first: int) -> Found:
    """The planned growth of the year that follows, or the average planned over years ahead."""
    ahead = [
        year
        for measure in OF_A_TARGET[1:]
        for year in view.years_known(measure)
        if year > first and (measure is not Measure.PLANNED_GROWTH or year == first + 1)
    ]
    if not ahead:
        return Unknown(Reason.NO_PLANNED_GROWTH)
    return planned_rate(planning(view, ahead[0]), ahead[0])


def _ratio(view: View, year: int, asked: Told) -> _Made:
    years = view.years_known(Measure.ACTUAL)
    if year not in years[-1:]:
        return Unknown(Reason.NO_ACTUAL)
    first = asked.first if asked.first is not None else years[0]
    goal, goal_year = target_ahead(view, year, None, None)
    if goal_year is None or not goal:
        return Unknown(Reason.NO_PLAN)
    if year <= first:
        return Unknown(Reason.ONE_YEAR_ONLY)
    known = view.spanning(first, year)
    if known.crosses_break(first, goal_year):
        return Unknown(Reason.SERIES_BREAK)
    base = known.get(Measure.ACTUAL, first)
    reached = average_growth(base, known.get(Measure.ACTUAL, year), year - first)
    required = average_growth(base, goal, goal_year - first)
    direction = view.series.indicator.direction
    found = ratio(reached, required, direction)
    for one in (reached, required, found):
        if isinstance(one, Unknown):
            return one
    assert reached
    assert required
    assert found
    if not required.point or (required.point > 0) != (direction is Direction.UP):
        return Unknown(Reason.NOTHING_REQUIRED)  # the target lies on the worse side
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
        Key(Measure.PLAN, goal_year, view.id): goal,
    }
    return own, _with(known, made)
