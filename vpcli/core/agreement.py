"""Whether a published figure agrees with what the other facts imply.

A fact never testifies for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from vpcli.core.arithmetic import EXACT, POINT
from vpcli.core.identities import Interval, Key
from vpcli.core.model import Fact, Kind
from vpcli.core.solve import solve

__all__ = ["Agreement", "grade", "weakest"]


class Agreement(StrEnum):
    """How well a printed figure agrees with the others, best first."""

    EXACT = "exact"
    WITHIN_ROUNDING = "within-rounding"
    BY_QUALIFIER_ONLY = "by-qualifier-only"
    DISAGREEMENT = "disagreement"


def grade(fact: Fact, facts: Sequence[Fact], kind: Kind) -> Agreement | None:
    """Grade one fact against all the others of its source; None where they do not bind it.

    Exact: the printed values of the others reproduce its digits. Within rounding: the
    half-unit intervals meet. By qualifier only: they meet only thanks to a "nearly", "more
    than" or "about".
    """
    figure, key = fact.figure, Key(fact.measure, fact.year)
    others = [other for other in facts if other is not fact]
    expected = solve(others, kind).get(key)
    if figure is None or expected is None or expected.published:
        return None
    if expected.point is not None and _to_unit(expected.point, figure.unit) == figure.value:
        return Agreement.EXACT
    loose = solve(others, kind, half_units=True).get(key)
    if loose and _meet(loose.interval, (figure.half_unit_low, figure.half_unit_high)):
        return Agreement.WITHIN_ROUNDING
    if _meet(expected.interval, (figure.low, figure.high)):
        return Agreement.BY_QUALIFIER_ONLY
    return Agreement.DISAGREEMENT


def weakest(grades: Iterable[Agreement | None]) -> Agreement | None:
    """Return the weakest of several grades, or None where nothing was graded.

    >>> weakest([Agreement.EXACT, None, Agreement.WITHIN_ROUNDING]).value
    'within-rounding'
    """
    order = list(Agreement)
    return max((g for g in grades if g is not None), key=order.index, default=None)


def _to_unit(value: Decimal, unit: Decimal) -> Decimal:
    """Round to a whole number of units, half away from zero."""
    count = POINT.divide(value, unit).quantize(Decimal(1), ROUND_HALF_UP, context=EXACT)
    return EXACT.multiply(count, unit)


def _meet(first: Interval | None, second: Interval) -> bool:
    return first is not None and first[0] <= second[1] and second[0] <= first[1]
