"""Arithmetic on quantities: a point value, its bounds rounded outward, and what it rests on.

What is asked of a quantity that is not known is not known for the same reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, POINT, ZERO
from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Status
from vpcli.core.solver.quantity import Found, Quantity, Unknown, basis_of, first_unknown

__all__ = [
    "apart",
    "divided",
    "less",
    "mean",
    "plus",
    "ratio",
    "resting_on",
    "share_between",
]


def resting_on(
    of: Sequence[Quantity], point: Decimal | None, low: Decimal | None, high: Decimal | None
) -> Quantity:
    """Return a quantity computed from others: their facts, the weakest status and basis."""
    return Quantity(
        point,
        low,
        high,
        basis_of(of),
        Status.combine([quantity.status for quantity in of]),
        tuple({id(fact): fact for quantity in of for fact in quantity.facts}.values()),
        conflict=any(quantity.conflict for quantity in of),
    )


def less(first: Found, second: Found) -> Found:
    """Return `first − second`, in their unit; of single values only."""
    unknown = first_unknown(first, second)
    return apart(first, second) if unknown is None else unknown


def apart(first: Found, second: Found) -> Found:
    """Return `first − second`, as an interval where one is a range or a bound.

    Not a single value where one is open on the side that matters.
    """
    if not first:
        return first
    if not second:
        return second
    point = None
    if first.point is not None and second.point is not None:
        point = EXACT.subtract(first.point, second.point)
    low, high = (
        None if own is None or other is None else context.subtract(own, other)
        for own, other, context in (
            (first.low, second.high, FLOOR),
            (first.high, second.low, CEILING),
        )
    )
    if point is None and low is None and high is None:
        return Unknown(Reason.NOT_A_SINGLE_VALUE)
    found = resting_on([first, second], point, low, high)
    own, other = first.ends, second.ends
    if point is None and own and other:
        ends = EXACT.subtract(own[0], other[1]), EXACT.subtract(own[1], other[0])
        return found._replace(faces=ends)
    return found


def plus(quantity: Found, amount: Decimal) -> Found:
    """Return a quantity with a constant added; a published one stays published."""
    if not quantity:
        return quantity
    if quantity.point is None:
        return Unknown(Reason.NOT_A_SINGLE_VALUE)
    low, high = quantity.interval or (None, None)
    return quantity._replace(
        point=EXACT.add(quantity.point, amount),
        low=None if low is None else EXACT.add(low, amount),
        high=None if high is None else EXACT.add(high, amount),
    )


def divided(quantity: Found, divisor: Decimal) -> Found:
    """Return a quantity divided by a number above zero."""
    if not quantity:
        return quantity
    return resting_on(
        [quantity],
        None if quantity.point is None else POINT.divide(quantity.point, divisor),
        None if quantity.low is None else FLOOR.divide(quantity.low, divisor),
        None if quantity.high is None else CEILING.divide(quantity.high, divisor),
    )


def ratio(first: Found, second: Found, scale: Decimal = HUNDRED) -> Found:
    """Return `scale × first / second`, of single values, the second above zero."""
    unknown = first_unknown(first, second)
    if unknown is not None:
        return unknown
    assert isinstance(first, Quantity)
    assert isinstance(second, Quantity)
    assert first.point is not None
    assert second.point is not None
    if second.point <= 0:
        return Unknown(Reason.NEGATIVE_BASE if second.point else Reason.ZERO_BASE)
    low = high = None
    if first.interval and second.interval and second.interval[0] > 0 and first.interval[0] >= 0:
        low = FLOOR.multiply(scale, FLOOR.divide(first.interval[0], second.interval[1]))
        high = CEILING.multiply(scale, CEILING.divide(first.interval[1], second.interval[0]))
    point = POINT.multiply(scale, POINT.divide(first.point, second.point))
    return resting_on([first, second], point, low, high)


def share_between(base: Found, value: Found, target: Found) -> Found:
    """Return `100 (value − base) / (target − base)`, the share of the way gone, in per cent.

    Of single values; nothing is required where nothing lies between base and target.
    """
    unknown = first_unknown(base, value, target)
    if unknown is not None:
        return unknown
    assert isinstance(base, Quantity)
    assert isinstance(value, Quantity)
    assert isinstance(target, Quantity)
    assert base.point is not None
    assert value.point is not None
    assert target.point is not None
    way = EXACT.subtract(target.point, base.point)
    if not way:
        return Unknown(Reason.NOTHING_REQUIRED)
    point = POINT.divide(EXACT.multiply(HUNDRED, EXACT.subtract(value.point, base.point)), way)
    low = high = None
    if base.interval and value.interval and target.interval:
        ways = [EXACT.subtract(k, b) for k in target.interval for b in base.interval]
        if min(ways) > 0 or max(ways) < 0:
            # Monotonous in each of the three, so that the extremes are at the ends.
            pairs = [
                (EXACT.multiply(HUNDRED, EXACT.subtract(y, b)), EXACT.subtract(k, b))
                for y in value.interval
                for b in base.interval
                for k in target.interval
            ]
            low = min(FLOOR.divide(gone, whole) for gone, whole in pairs)
            high = max(CEILING.divide(gone, whole) for gone, whole in pairs)
    return resting_on([value, base, target], point, low, high)


def mean(of: Sequence[Quantity]) -> Quantity:
    """Return the arithmetic mean of single values; its bounds where all are bounded."""
    total, low, high = ZERO, ZERO, ZERO
    count = Decimal(len(of))
    for quantity in of:
        assert quantity.point is not None
        total = EXACT.add(total, quantity.point)
    point = POINT.divide(total, count)
    intervals = [quantity.interval for quantity in of if quantity.interval]
    if len(intervals) < len(of):
        return resting_on(of, point, None, None)
    for ends in intervals:
        low, high = FLOOR.add(low, ends[0]), CEILING.add(high, ends[1])
    return resting_on(of, point, FLOOR.divide(low, count), CEILING.divide(high, count))
