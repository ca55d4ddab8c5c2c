"""How many decimals a number deserves on the screen: those its precision supports."""

from __future__ import annotations

from decimal import Decimal

from vpcli.core.facts.arithmetic import EXACT
from vpcli.core.facts.model import Kind, Series
from vpcli.core.solver.quantity import Found
from vpcli.core.solver.relations import Relation

__all__ = ["level_decimals", "rate_decimals"]

_LEAST_SIGNIFICANT_DIGITS = 5
_MOST_RATE_DECIMALS = 2
_MOST_PRINTED_RATE_DECIMALS = 4


def level_decimals(quantity: Found | None, series: Series) -> int:
    """Decimals of a level: as printed; for others the series' finest, and at least 5 digits.

    An index or a rate takes the finest decimals of all its figures, growth rates included.
    """
    if not quantity:
        return 0
    fact = quantity.published
    if fact and fact.figure:
        return fact.figure.decimals
    is_level = series.indicator.kind is Kind.LEVEL
    if quantity.point is None or not quantity.point or not is_level:
        return series.decimals
    relation = quantity.relation
    if relation is not None and relation.identity.adds and _is_of_one_series(relation):
        return series.decimals  # a difference shows no more digits than what it is made of
    return max(series.decimals, _LEAST_SIGNIFICANT_DIGITS - 1 - quantity.point.adjusted())


def _is_of_one_series(relation: Relation) -> bool:
    return len({key.indicator for key in relation.terms if key.measure is not None}) == 1


def rate_decimals(quantity: Found | None) -> int:
    """Decimals of a rate: as printed (up to 4), or for others 1 or 2 as its interval supports."""
    if not quantity:
        return 0
    fact = quantity.published
    if fact and fact.figure:
        printed = fact.figure.decimals
        return printed if printed <= _MOST_PRINTED_RATE_DECIMALS else _MOST_RATE_DECIMALS
    if quantity.low is None or quantity.high is None:
        return _MOST_RATE_DECIMALS
    half = EXACT.divide(EXACT.subtract(quantity.high, quantity.low), Decimal(2))
    supported = -half.adjusted() if half else _MOST_RATE_DECIMALS
    return max(1, min(_MOST_RATE_DECIMALS, supported))
