"""The one place where decimal precision and rounding are set.

Every published figure has at most `MAX_DIGITS` digits and an exponent within
`MAX_EXPONENT`, so sums and differences of two are exact in `EXACT`. Divisions are
rounded once in `POINT` (round half cases away from a false tie) or outward in
`FLOOR` and `CEILING`, so that an interval always contains the true value.
"""

from __future__ import annotations

from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
)
from functools import lru_cache

__all__ = [
    "CEILING",
    "EXACT",
    "FLOOR",
    "HUNDRED",
    "MAX_DIGITS",
    "MAX_EXPONENT",
    "ONE",
    "POINT",
    "ZERO",
    "rounded",
    "significant",
    "significant_down",
    "significant_up",
]

MAX_DIGITS = 40
MAX_EXPONENT = 60

EXACT = Context(prec=400)
POINT = Context(prec=80, rounding=ROUND_05UP)
FLOOR = Context(prec=80, rounding=ROUND_FLOOR)
CEILING = Context(prec=80, rounding=ROUND_CEILING)

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

TWELVE = Context(prec=12, rounding=ROUND_HALF_UP)
TWELVE_DOWN = Context(prec=12, rounding=ROUND_FLOOR)
TWELVE_UP = Context(prec=12, rounding=ROUND_CEILING)


def rounded(value: Decimal, decimals: int, mode: str = ROUND_HALF_UP) -> Decimal:
    """Round to a number of decimals (may be negative), half away from zero unless told.

    >>> rounded(Decimal("2.345"), 2), rounded(Decimal("-2.345"), 2)
    (Decimal('2.35'), Decimal('-2.35'))
    """
    return value.quantize(_unit(decimals), rounding=mode, context=EXACT)


@lru_cache
def _unit(decimals: int) -> Decimal:
    return ONE.scaleb(-decimals)


def significant(value: Decimal) -> Decimal:
    """Round to exactly 12 significant digits, half away from zero.

    >>> significant(Decimal(56000) / Decimal(51000))
    Decimal('1.09803921569')
    """
    return TWELVE.plus(value)


def significant_down(value: Decimal) -> Decimal:
    """Round a lower bound down to 12 significant digits."""
    return TWELVE_DOWN.plus(value)


def significant_up(value: Decimal) -> Decimal:
    """Round an upper bound up to 12 significant digits."""
    return TWELVE_UP.plus(value)
