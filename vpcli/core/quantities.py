"""Arithmetic on quantities: a point value, its bounds rounded outward, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vpcli.core.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, POINT, ZERO
from vpcli.core.model import Status
from vpcli.core.solve import Quantity, basis_of

__all__ = [
    "apart",
    "divided",
    "less",
    "mean",
    "plus",
    "resting_on",
    "scaled_ratio",
    "share_between",
    "times",
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


def less(first: Quantity | None, second: Quantity | None) -> Quantity | None:
    """Return `first − second`, in their unit; None where one is no single value."""
    if first is None or second is None or first.point is None or second.point is None:
        return None
    low = high = None
    if first.interval and second.interval:
        low = FLOOR.subtract(first.interval[0], second.interval[1])
        high = CEILING.subtract(first.interval[1], second.interval[0])
    return resting_on([first, second], EXACT.subtract(first.point, second.point), low, high)


def apart(first: Quantity | None, second: Quantity | None) -> Quantity | None:
    """Return `first − second`, as an interval where one is a range or a bound.

    None where nothing follows: one is missing, or open on the side that matters.
    """
    if first is None or second is None:
        return None
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
        return None
    found = resting_on([first, second], point, low, high)
    own, other = first.ends, second.ends
    if point is None and own and other:
        ends = EXACT.subtract(own[0], other[1]), EXACT.subtract(own[1], other[0])
        return found._replace(faces=ends)
    return found


def plus(quantity: Quantity | None, amount: Decimal) -> Quantity | None:
    """Return a quantity with a constant added; a published one stays published."""
    if quantity is None or quantity.point is None:
        return None
    low, high = quantity.interval or (None, None)
    return quantity._replace(
        point=EXACT.add(quantity.point, amount),
        low=None if low is None else EXACT.add(low, amount),
        high=None if high is None else EXACT.add(high, amount),
    )


def times(quantity: Quantity | None, factor: Decimal) -> Quantity | None:
    """Return a quantity times a factor above zero."""
    if quantity is None or quantity.point is None:
        return None
    low, high = quantity.interval or (None, None)
    return resting_on(
        [quantity],
        EXACT.multiply(quantity.point, factor),
        None if low is None else FLOOR.multiply(low, factor),
        None if high is None else CEILING.multiply(high, factor),
    )


def divided(quantity: Quantity | None, divisor: Decimal) -> Quantity | None:
    """Return a quantity divided by a number above zero."""
    if quantity is None:
        return None
    return resting_on(
        [quantity],
        None if quantity.point is None else POINT.divide(quantity.point, divisor),
        None if quantity.low is None else FLOOR.divide(quantity.low, divisor),
        None if quantity.high is None else CEILING.divide(quantity.high, divisor),
    )


def scaled_ratio(
    first: Quantity | None, second: Quantity | None, scale: Decimal = HUNDRED
) -> Quantity | None:
    """Return `scale × first / second`; None unless the second is above zero."""
    if first is None or second is None or first.point is None or second.point is None:
        return None
    if second.point <= 0:
        return None
    if first is second or (first.facts and first.facts == second.facts):
        return resting_on([first], scale, scale, scale)
    low = high = None
    if first.interval and second.interval and second.interval[0] > 0 and first.interval[0] >= 0:
        low = FLOOR.multiply(scale, FLOOR.divide(first.interval[0], second.interval[1]))
        high = CEILING.multiply(scale, CEILING.divide(first.interval[1], second.interval[0]))
    point = POINT.multiply(scale, POINT.divide(first.point, second.point))
    return resting_on([first, second], point, low, high)


def share_between(
    base: Quantity | None, value: Quantity | None, target: Quantity | None
) -> Quantity | None:
    """Return `100 (value − base) / (target − base)`, the share of the way gone, in per cent.

    None where one is no single value, or nothing lies between base and target.
    """
    if base is None or value is None or target is None:
        return None
    if base.point is None or value.point is None or target.point is None:
        return None
    way = EXACT.subtract(target.point, base.point)
    if not way:
        return None
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
