"""The identities that link published figures, as one table, with the kinds they hold for.

There are two forms: `result = base × factor ^ years`, and `result = sum of the operands`.

Formulas: United Nations, Handbook of National Accounting; Eurostat, methods of contributions
to growth; and the Vietnamese statistical handbooks' "tốc độ phát triển = nhiệm vụ kế hoạch ×
hoàn thành kế hoạch".
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from vpcli.core.facts.model import Kind, Measure

__all__ = ["IDENTITIES", "Identity", "Scope", "Term"]


class Scope(StrEnum):
    """What an identity is about: one year, several years, a part and its total, all parts.

    `METHOD` is an average over years, which is worked out and not solved for.
    """

    YEAR = "year"
    SPAN = "span"
    PART = "part"
    WHOLE = "whole"
    METHOD = "method"


class Term(NamedTuple):
    """One quantity of an identity.

    `lag` counts years back, or is None for the base year of a span; `net` means the factor
    less one; `of` says whose quantity it is.
    """

    measure: Measure | None
    lag: int | None = 0
    net: bool = False
    of: str = "self"
    spanning: bool = False
    constant: int = 0


class Identity(NamedTuple):
    """`result = base × factor ^ years`, or `result = Σ operands` where `adds`, for some kinds.

    A base that is a level must be above zero, unless `any_sign`. `measures` are those that
    call for the identity: where none of them is printed or asked for, it is left out.
    """

    name: str
    scope: Scope
    result: Term
    operands: tuple[Term, ...]
    kinds: frozenset[Kind]
    adds: bool = False
    any_sign: bool = False
    measures: frozenset[Measure] = frozenset()
    compounds: bool = False
    """Whether the factor is taken to the power of the years of the span."""

    @property
    def is_of_a_plan(self) -> bool:
        """Whether it takes a quantity that depends on whose plan it is."""
        terms = (self.result, *self.operands)
        return any(term.measure is not None and term.measure.is_of_a_plan for term in terms)

    @property
    def looks_back(self) -> bool:
        """Whether it joins the levels of two years, so that a break in the series suspends it."""
        terms = (self.result, *self.operands)
        return any(term.lag != 0 or term.measure in _ACROSS_YEARS for term in terms)


_ACROSS_YEARS = (Measure.CHANGE, Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH)
_M = Measure
_ACTUAL, _PLAN, _LAST_YEAR = Term(_M.ACTUAL), Term(_M.PLAN), Term(_M.ACTUAL, lag=1)
_GROWTH, _PLANNED = Term(_M.GROWTH), Term(_M.PLANNED_GROWTH)
_ATTAINMENT, _CHANGE = Term(_M.ATTAINMENT), Term(_M.CHANGE)
_HUNDRED, _ONE = Term(None, constant=100), Term(None, constant=1)
_BASE = Term(_M.ACTUAL, lag=None)
_SINCE = Term(_M.GROWTH, spanning=True)
_TOTAL, _TOTAL_LAST = Term(_M.ACTUAL, of="total"), Term(_M.ACTUAL, lag=1, of="total")
_SHARE, _SHARE_LAST = Term(_M.SHARE), Term(_M.SHARE, lag=1)
_POINTS, _OF_GROWTH = Term(_M.CONTRIBUTION), Term(_M.SHARE_OF_GROWTH)
_TOTAL_NET = Term(_M.GROWTH, net=True, of="total")
_GROWING = frozenset({Kind.LEVEL, Kind.FIXED_INDEX})
_CHAIN = frozenset({Kind.CHAIN_INDEX})
_RATE = frozenset({Kind.RATE})
_LEVEL = frozenset({Kind.LEVEL})
_ALL = frozenset(Kind)
_CHANGES = frozenset({_M.CHANGE, _M.CONTRIBUTION, _M.SHARE_OF_GROWTH})
_OF_POINTS = frozenset({_M.CONTRIBUTION, _M.SHARE_OF_GROWTH})
_OF_PLANS = frozenset(measure for measure in _M if measure.is_of_a_plan)


def _parts(measure: Measure) -> tuple[Term, ...]:
    return (Term(measure, of="parts"),)


# Levels first: a figure computed from published levels is preferred to an implied one.
IDENTITIES = (
    Identity("growth", Scope.YEAR, _ACTUAL, (_LAST_YEAR, _GROWTH), _GROWING),
    Identity(
        "planned-growth",
        Scope.YEAR,
        _PLAN,
        (_LAST_YEAR, _PLANNED),
        _GROWING,
        measures=_OF_PLANS,
    ),
    Identity("chain-growth", Scope.YEAR, _ACTUAL, (_HUNDRED, _GROWTH), _CHAIN),
    Identity(
        "chain-planned-growth",
        Scope.YEAR,
        _PLAN,
        (_HUNDRED, _PLANNED),
        _CHAIN,
        measures=_OF_PLANS,
    ),
    Identity(
        "attainment",
        Scope.YEAR,
        _ACTUAL,
        (_PLAN, _ATTAINMENT),
        _GROWING | _CHAIN,
        measures=_OF_PLANS,
    ),
    Identity(
        "factors",
        Scope.YEAR,
        _GROWTH,
        (_PLANNED, _ATTAINMENT),
        _GROWING | _CHAIN,
        measures=_OF_PLANS,
    ),
    Identity("change-in-points", Scope.YEAR, _ACTUAL, (_LAST_YEAR, _GROWTH), _RATE, adds=True),
    Identity(
        "planned-change-in-points",
        Scope.YEAR,
        _PLAN,
        (_LAST_YEAR, _PLANNED),
        _RATE,
        adds=True,
        measures=_OF_PLANS,
    ),
    Identity(
        "change",
        Scope.YEAR,
        _ACTUAL,
        (_LAST_YEAR, _CHANGE),
        _GROWING,
        adds=True,
        measures=_CHANGES,
    ),
    Identity(
        "change-by-growth",
        Scope.YEAR,
        _CHANGE,
        (_LAST_YEAR, Term(_M.GROWTH, net=True)),
        _GROWING,
        measures=_CHANGES,
    ),
    Identity(
        "change-as-points",
        Scope.YEAR,
        _GROWTH,
        (_CHANGE,),
        _RATE,
        adds=True,
        measures=frozenset({_M.CHANGE}),
    ),
    Identity(
        "gap",
        Scope.YEAR,
        _ACTUAL,
        (_PLAN, Term(_M.GAP)),
        _ALL,
        adds=True,
        measures=frozenset({_M.GAP}),
    ),
    Identity(
        "gap-by-attainment",
        Scope.YEAR,
        Term(_M.GAP),
        (_PLAN, Term(_M.ATTAINMENT, net=True)),
        _GROWING | _CHAIN,
        measures=frozenset({_M.GAP}),
    ),
    Identity(
        "multiple",
        Scope.YEAR,
        _GROWTH,
        (_ONE, Term(_M.MULTIPLE)),
        _GROWING | _CHAIN,
        measures=frozenset({_M.MULTIPLE}),
    ),
    Identity(
        "log-growth",
        Scope.YEAR,
        _GROWTH,
        (_ONE, Term(_M.LOG_GROWTH)),
        _GROWING,
        measures=frozenset({_M.LOG_GROWTH}),
    ),
    Identity("growth-since", Scope.SPAN, _ACTUAL, (_BASE, _SINCE), _GROWING),
    Identity("points-since", Scope.SPAN, _ACTUAL, (_BASE, _SINCE), _RATE, adds=True),
    Identity(
        "change-since",
        Scope.SPAN,
        _ACTUAL,
        (_BASE, Term(_M.CHANGE, spanning=True)),
        _GROWING | _RATE,
        adds=True,
        measures=frozenset({_M.CHANGE}),
    ),
    Identity(
        "compounding",
        Scope.SPAN,
        _SINCE,
        (Term(_M.GROWTH, lag=1, spanning=True), _GROWTH),
        _GROWING | _CHAIN,
    ),
    Identity(
        "multiple-since",
        Scope.SPAN,
        _SINCE,
        (_ONE, Term(_M.MULTIPLE, spanning=True)),
        _GROWING | _CHAIN,
        measures=frozenset({_M.MULTIPLE}),
    ),
    Identity(
        "log-growth-since",
        Scope.SPAN,
        _SINCE,
        (_ONE, Term(_M.LOG_GROWTH, spanning=True)),
        _GROWING,
        measures=frozenset({_M.LOG_GROWTH}),
    ),
    Identity(
        "average-growth",
        Scope.SPAN,
        _SINCE,
        (_ONE, Term(_M.AVERAGE_GROWTH, spanning=True)),
        _GROWING | _CHAIN,
        compounds=True,
        measures=frozenset({_M.AVERAGE_GROWTH}),
    ),
    Identity(
        "average-points",
        Scope.SPAN,
        _SINCE,
        (Term(_M.AVERAGE_GROWTH, spanning=True),),
        _RATE,
        adds=True,
        compounds=True,
        measures=frozenset({_M.AVERAGE_GROWTH}),
    ),
    Identity(
        "planned-average-growth",
        Scope.SPAN,
        _PLAN,
        (_BASE, Term(_M.PLANNED_AVERAGE_GROWTH, spanning=True)),
        _GROWING,
        compounds=True,
        measures=frozenset({_M.PLANNED_AVERAGE_GROWTH}),
    ),
    Identity(
        "planned-average-points",
        Scope.SPAN,
        _PLAN,
        (_BASE, Term(_M.PLANNED_AVERAGE_GROWTH, spanning=True)),
        _RATE,
        adds=True,
        compounds=True,
        measures=frozenset({_M.PLANNED_AVERAGE_GROWTH}),
    ),
    Identity(
        "required-growth",
        Scope.SPAN,
        _PLAN,
        (_BASE, Term(_M.REQUIRED_GROWTH, spanning=True)),
        _GROWING,
        compounds=True,
        measures=frozenset({_M.REQUIRED_GROWTH}),
    ),
    Identity(
        "planned-change",
        Scope.SPAN,
        _PLAN,
        (_BASE, Term(_M.PLANNED_CHANGE, spanning=True)),
        _GROWING | _RATE,
        adds=True,
        measures=frozenset({_M.PLANNED_CHANGE}),
    ),
    Identity(
        "chain-planned-change",
        Scope.YEAR,
        _PLAN,
        (_HUNDRED, Term(_M.PLANNED_CHANGE)),
        _CHAIN,
        adds=True,
        measures=frozenset({_M.PLANNED_CHANGE}),
    ),
    Identity(
        "chain-change",
        Scope.YEAR,
        _ACTUAL,
        (_HUNDRED, _CHANGE),
        _CHAIN,
        adds=True,
        measures=frozenset({_M.CHANGE}),
    ),
    Identity(
        "chain-required-growth",
        Scope.YEAR,
        _PLAN,
        (_HUNDRED, Term(_M.REQUIRED_GROWTH)),
        _CHAIN,
        measures=frozenset({_M.REQUIRED_GROWTH}),
    ),
    Identity(
        "share",
        Scope.PART,
        _ACTUAL,
        (_TOTAL, _SHARE),
        _LEVEL,
        measures=frozenset({_M.SHARE}),
    ),
    Identity(
        "contribution",
        Scope.PART,
        _CHANGE,
        (_TOTAL_LAST, _POINTS),
        _LEVEL,
        measures=_OF_POINTS,
    ),
    Identity(
        "weighted-growth",
        Scope.PART,
        _POINTS,
        (_SHARE_LAST, Term(_M.GROWTH, net=True)),
        _LEVEL,
        measures=_OF_POINTS,
    ),
    Identity(
        "share-of-growth",
        Scope.PART,
        _POINTS,
        (_TOTAL_NET, _OF_GROWTH),
        _LEVEL,
        any_sign=True,
        measures=frozenset({_M.SHARE_OF_GROWTH}),
    ),
    Identity(
        "share-of-change",
        Scope.PART,
        _CHANGE,
        (Term(_M.CHANGE, of="total"), _OF_GROWTH),
        _LEVEL,
        any_sign=True,
        measures=frozenset({_M.SHARE_OF_GROWTH}),
    ),
    Identity("sum-of-parts", Scope.WHOLE, _TOTAL, _parts(_M.ACTUAL), _LEVEL, adds=True),
    Identity(
        "sum-of-plans", Scope.WHOLE, Term(_M.PLAN, of="total"), _parts(_M.PLAN), _LEVEL, adds=True
    ),
    Identity(
        "sum-of-shares",
        Scope.WHOLE,
        _ONE,
        _parts(_M.SHARE),
        _LEVEL,
        adds=True,
        measures=frozenset({_M.SHARE}),
    ),
    Identity(
        "sum-of-changes",
        Scope.WHOLE,
        Term(_M.CHANGE, of="total"),
        _parts(_M.CHANGE),
        _LEVEL,
        adds=True,
        measures=_CHANGES,
    ),
    Identity(
        "sum-of-contributions",
        Scope.WHOLE,
        _TOTAL_NET,
        _parts(_M.CONTRIBUTION),
        _LEVEL,
        adds=True,
        measures=_OF_POINTS,
    ),
    Identity(
        "sum-of-shares-of-growth",
        Scope.WHOLE,
        _ONE,
        _parts(_M.SHARE_OF_GROWTH),
        _LEVEL,
        adds=True,
        measures=frozenset({_M.SHARE_OF_GROWTH}),
    ),
)
