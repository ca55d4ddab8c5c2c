"""An axis of values: round ones, 1, 2 or 5 times a power of ten apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, POINT, ZERO, rounded
from vpcli.writers.display import plain_number

__all__ = ["Axis", "ticks"]

_APART = Decimal(10)
_LONG = Decimal(1).scaleb(9)
"""Values as large as this are written with a power of ten left out, where it has a name."""


def ticks(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Return round values from at or below one to at or above another, with `most` gaps at most.

    Of one level it is in the middle of them, unless it is zero.

    >>> [str(tick) for tick in ticks(Decimal("2.3"), Decimal("9.1"), 5)]
    ['2', '4', '6', '8', '10']
    """
    if low == high:
        away = POINT.divide(low.copy_abs(), _APART) if low else Decimal(1)
        low, high = (EXACT.subtract(low, away) if low else low), EXACT.add(high, away)
    width = EXACT.subtract(high, low)
    power = POINT.divide(width, Decimal(most)).adjusted()
    while True:
        for times in (1, 2, 5):
            step = Decimal(times).scaleb(power)
            first = rounded(POINT.divide(low, step), 0, ROUND_FLOOR)
            last = rounded(POINT.divide(high, step), 0, ROUND_CEILING)
            last = last if last > first else first + 1
            if last - first <= most:
                count = int(last - first) + 1
                return [EXACT.multiply(first + one, step) for one in range(count)]
        power += 1


class Axis(NamedTuple):
    """Round values that hold all that is drawn, and how they are written."""

    ticks: tuple[Decimal, ...]
    decimals: int
    power: int
    """The power of ten that is left out of the labels, told beside the unit."""

    @staticmethod
    def of(values: Iterable[Decimal], most: int, powers: Sequence[int] = ()) -> Axis:
        """Return the axis of some values, with `most` gaps between its ticks at most.

        `powers` are the powers of ten that have a name beside the unit.
        """
        listed = [*values]
        made = tuple(ticks(min(listed), max(listed), most))
        size = max(abs(one) for one in made)
        named = [one for one in powers if size >= max(_LONG, Decimal(1).scaleb(one))]
        power = max(named, default=0)
        step = EXACT.subtract(made[1], made[0])
        return Axis(made, max(0, power - step.adjusted()), power)

    @property
    def low(self) -> Decimal:
        """The lowest tick."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """The highest tick."""
        return self.ticks[-1]

    def label(self, tick: Decimal, lang: str) -> str:
        """Return what stands beside a tick."""
        return plain_number((tick or ZERO).scaleb(-self.power), self.decimals, lang)
