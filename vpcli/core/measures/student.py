"""Student's t distribution in decimal arithmetic, for integer degrees of freedom.

Formulas: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Context, Decimal
from functools import lru_cache

__all__ = ["between_quantile"]

_WORKING = Context(prec=60)
_UP = Context(prec=40, rounding=ROUND_CEILING)
_HALVINGS = 180  # of an interval at most a few thousand long: some 50 digits
_HALF_ANGLES = 5  # of at most a right angle: some 3°
_ONE, _TWO = Decimal(1), Decimal(2)


@lru_cache
def between_quantile(percent: Decimal, degrees: int) -> Decimal:
    """Return t such that a variable lies between −t and t in so many per cent of cases.

    The quantile of `(1 + percent / 100) / 2`, rounded up at 40 digits. Raises `ValueError`
    unless `percent` is between 0 and 100 and there is at least one degree of freedom.

    >>> round(between_quantile(Decimal(95), 10), 6)
    Decimal('2.228139')
    """
    if not 0 < percent < 100 or degrees < 1:
        raise ValueError((percent, degrees))
    wanted = _WORKING.divide(percent, Decimal(100))
    low, high = Decimal(0), _ONE
    while _between(high, degrees) < wanted:
        low, high = high, _WORKING.multiply(high, _TWO)
    for _ in range(_HALVINGS):
        middle = _WORKING.divide(_WORKING.add(low, high), _TWO)
        if _between(middle, degrees) < wanted:
            low = middle
        else:
            high = middle
    return _UP.plus(high)


def _between(t: Decimal, degrees: int) -> Decimal:
    """The probability of a value between −t and t: a finite sum in sine and cosine."""
    n = Decimal(degrees)
    square = _WORKING.add(n, _WORKING.multiply(t, t))
    sine = _WORKING.divide(t, _WORKING.sqrt(square))
    squared_cosine = _WORKING.divide(n, square)
    odd = degrees % 2
    cosine = _WORKING.sqrt(squared_cosine)
    term = cosine if odd else _ONE
    total = term if degrees > 1 else Decimal(0)
    for step in range(2 + odd, degrees - 1, 2):
        part = _WORKING.divide(Decimal(step - 1), Decimal(step))
        term = _WORKING.multiply(_WORKING.multiply(term, part), squared_cosine)
        total = _WORKING.add(total, term)
    area = _WORKING.multiply(sine, total)
    if not odd:
        return area
    angle = _arctangent(_WORKING.divide(t, _WORKING.sqrt(n)))
    return _WORKING.divide(_WORKING.add(angle, area), _quarter_turn())


@lru_cache
def _quarter_turn() -> Decimal:
    """Half of π."""
    return _WORKING.multiply(_arctangent(_ONE), _TWO)


def _arctangent(x: Decimal) -> Decimal:
    """The angle of a tangent, halved until its series converges fast."""
    for _ in range(_HALF_ANGLES):
        root = _WORKING.sqrt(_WORKING.add(_ONE, _WORKING.multiply(x, x)))
        x = _WORKING.divide(x, _WORKING.add(_ONE, root))
    square = _WORKING.multiply(x, x).copy_negate()
    power, total, divisor = x, x, 1
    while True:
        divisor += 2
        power = _WORKING.multiply(power, square)
        more = _WORKING.add(total, _WORKING.divide(power, Decimal(divisor)))
        if more == total:
            return _WORKING.multiply(total, Decimal(1 << _HALF_ANGLES))
        total = more
