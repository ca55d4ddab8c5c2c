"""Whether a published figure agrees with what the other facts imply.

A fact never testifies for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

from vpcli.core.arithmetic import EXACT, POINT, rounded
from vpcli.core.keys import Interval, key_of
from vpcli.core.model import Fact
from vpcli.core.network import Structure
from vpcli.core.number import Figure
from vpcli.core.propagate import Reading, printed_interval
from vpcli.core.solve import solve

__all__ = ["Agreement", "grade", "meet", "reproduces", "weakest"]


class Agreement(StrEnum):
    """How well a printed figure agrees with the others, best first."""

    EXACT = "exact"
    WITHIN_ROUNDING = "within-rounding"
    BY_QUALIFIER_ONLY = "by-qualifier-only"
    DISAGREEMENT = "disagreement"


def grade(fact: Fact, facts: Sequence[Fact], structure: Structure) -> Agreement | None:
    """Grade one fact against all the others of its source; None where they do not bind it.

    Exact: the printed values of the others reproduce its digits. Within rounding: the
    half-unit intervals meet. By qualifier only: they meet only thanks to a "nearly", "more
    than" or "about".
    """
    figure, key = fact.figure, key_of(fact)
    others = [other for other in facts if other is not fact]
    expected = solve(others, structure).get(key)
    if figure is None or expected is None or expected.published:
        return None
    if expected.point is not None and reproduces(expected.point, figure):
        return Agreement.EXACT
    loose = solve(others, structure, reading=Reading.HALF_UNITS).get(key)
    if loose and meet(loose.interval, printed_interval(figure, Reading.HALF_UNITS)):
        return Agreement.WITHIN_ROUNDING
    if meet(expected.interval, (figure.low, figure.high)):
        return Agreement.BY_QUALIFIER_ONLY
    return Agreement.DISAGREEMENT


def weakest(grades: Iterable[Agreement | None]) -> Agreement | None:
    """Return the weakest of several grades, or None where nothing was graded.

    >>> weakest([Agreement.EXACT, None, Agreement.WITHIN_ROUNDING]).value
    'within-rounding'
    """
    order = list(Agreement)
    return max((g for g in grades if g is not None), key=order.index, default=None)


def reproduces(value: Decimal, figure: Figure) -> bool:
    """Tell whether a value, rounded half away from zero, gives the digits of a figure.

    >>> from vpcli.core.number import figure
    >>> reproduces(Decimal("15.0390625"), figure(Decimal(15)))
    True
    """
    count = rounded(POINT.divide(value, figure.unit), 0)
    return EXACT.multiply(count, figure.unit) == figure.value


def meet(first: Interval | None, second: Interval) -> bool:
    """Tell whether two intervals have a value in common; nothing meets an unknown one."""
    return first is not None and first[0] <= second[1] and second[0] <= first[1]
