"""Whether a published figure agrees with what the other facts imply.

A fact never testifies for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from vpcli.core.facts.arithmetic import EXACT, POINT, rounded
from vpcli.core.facts.number import Figure
from vpcli.core.facts.quantity_keys import Interval

__all__ = ["Agreement", "meet", "reproduces", "weakest"]


class Agreement(StrEnum):
    """How well a printed figure agrees with the others, best first."""

    EXACT = "exact"
    WITHIN_ROUNDING = "within-rounding"
    BY_QUALIFIER_ONLY = "by-qualifier-only"
    DISAGREEMENT = "disagreement"


def weakest(grades: Iterable[Agreement | None]) -> Agreement | None:
    """Return the weakest of several grades, or None where nothing was graded.

    >>> weakest([Agreement.EXACT, None, Agreement.WITHIN_ROUNDING]).value
    'within-rounding'
    """
    order = list(Agreement)
    return max((g for g in grades if g is not None), key=order.index, default=None)


def reproduces(value: Decimal, figure: Figure) -> bool:
    """Tell whether a value, rounded half away from zero, gives the digits of a figure.

    >>> from vpcli.core.facts.number import figure
    >>> reproduces(Decimal("15.0390625"), figure(Decimal(15)))
    True
    """
    count = rounded(POINT.divide(value, figure.unit), 0)
    return EXACT.multiply(count, figure.unit) == figure.value


def meet(first: Interval | None, second: Interval) -> bool:
    """Tell whether two intervals have a value in common; nothing meets an unknown one."""
    return first is not None and first[0] <= second[1] and second[0] <= first[1]
