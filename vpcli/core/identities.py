"""The identities that link published figures, as one table, and how each is computed.

Inside, a rate is kept as the factor it multiplies by: growth of 13.43 % is 1.1343, an
attainment of 109.9 % is 1.099. For an indicator that is itself a rate, growth is a change
in percentage points and the identities add instead of multiplying.

Formulas: United Nations, Handbook of National Accounting, and the Vietnamese statistical
handbooks' "tốc độ phát triển = nhiệm vụ kế hoạch × hoàn thành kế hoạch".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from vpcli.core.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, ONE, POINT, ZERO
from vpcli.core.model import Kind, Measure

__all__ = [
    "PREVIOUS_YEAR_100",
    "Identity",
    "Interval",
    "Key",
    "Relation",
    "Term",
    "decode",
    "encode",
    "relations_at",
]

Interval = tuple[Decimal, Decimal]


class Key(NamedTuple):
    """A quantity of a series: a measure in a year; measure None is the constant 100."""

    measure: Measure | None
    year: int


PREVIOUS_YEAR_100 = Key(None, 0)


@dataclass(frozen=True, slots=True)
class Term:
    """A measure, and the year it is taken in against the year of the identity."""

    measure: Measure | None
    lag: int = 0

    def at(self, year: int) -> Key:
        """Return the quantity for a year."""
        return PREVIOUS_YEAR_100 if self.measure is None else Key(self.measure, year - self.lag)


@dataclass(frozen=True, slots=True)
class Identity:
    """`result = base × factor`, or `result = base + factor` where `adds`, for some kinds."""

    name: str
    result: Term
    base: Term
    factor: Term
    kinds: frozenset[Kind]
    adds: bool = False


_ACTUAL, _PLAN = Term(Measure.ACTUAL), Term(Measure.PLAN)
_LAST_YEAR = Term(Measure.ACTUAL, lag=1)
_GROWTH, _PLANNED_GROWTH = Term(Measure.GROWTH), Term(Measure.PLANNED_GROWTH)
_ATTAINMENT = Term(Measure.ATTAINMENT)
_CONSTANT = Term(None)
_GROWING = frozenset({Kind.LEVEL, Kind.FIXED_INDEX})
_CHAIN = frozenset({Kind.CHAIN_INDEX})
_RATE = frozenset({Kind.RATE})

# Levels first: a figure computed from published levels is preferred to an implied one.
IDENTITIES = (
    Identity("growth", _ACTUAL, _LAST_YEAR, _GROWTH, _GROWING),
    Identity("planned-growth", _PLAN, _LAST_YEAR, _PLANNED_GROWTH, _GROWING),
    Identity("chain-growth", _ACTUAL, _CONSTANT, _GROWTH, _CHAIN),
    Identity("chain-planned-growth", _PLAN, _CONSTANT, _PLANNED_GROWTH, _CHAIN),
    Identity("attainment", _ACTUAL, _PLAN, _ATTAINMENT, _GROWING | _CHAIN),
    Identity("factors", _GROWTH, _PLANNED_GROWTH, _ATTAINMENT, _GROWING | _CHAIN),
    Identity("change-in-points", _ACTUAL, _LAST_YEAR, _GROWTH, _RATE, adds=True),
    Identity("planned-change-in-points", _PLAN, _LAST_YEAR, _PLANNED_GROWTH, _RATE, adds=True),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One identity in one year. Multiplying identities need a base above zero."""

    identity: Identity
    result: Key
    base: Key
    factor: Key
    terms: tuple[Key, Key, Key] = field(init=False)
    """Result, base and factor."""

    def __post_init__(self) -> None:
        """Keep the three terms together, since they are walked all the time."""
        object.__setattr__(self, "terms", (self.result, self.base, self.factor))

    def interval(self, unknown: Key, first: Interval, second: Interval) -> Interval | None:
        """Return the interval of one term implied by the other two, given in order of `terms`.

        All in factors; bounds are rounded outward. None where nothing follows, since a
        multiplying identity needs a base and a growth factor above zero.
        """
        if self.identity.adds:
            return _sum(first, second) if unknown == self.result else _difference(first, second)
        if unknown == self.result:
            return _product(first, second) if first[0] > 0 else None
        if unknown == self.factor:
            return _quotient(first, second) if second[0] > 0 else None
        return _quotient(first, second) if first[0] > 0 and second[0] > 0 else None

    def point(self, unknown: Key, first: Decimal, second: Decimal) -> Decimal | None:
        """Return the point value of one term from the other two, as `interval` does."""
        if self.identity.adds:
            sign = EXACT.add if unknown == self.result else EXACT.subtract
            return sign(first, second)
        if unknown == self.result:
            return POINT.multiply(first, second) if first > 0 else None
        if unknown == self.factor:
            return POINT.divide(first, second) if second > 0 else None
        return POINT.divide(first, second) if first > 0 and second > 0 else None


@lru_cache(maxsize=4096)
def relations_at(year: int, kind: Kind) -> tuple[Relation, ...]:
    """Return the relations that hold in a year for a kind of indicator."""
    return tuple(
        Relation(
            identity, identity.result.at(year), identity.base.at(year), identity.factor.at(year)
        )
        for identity in IDENTITIES
        if kind in identity.kinds
    )


def encode(value: Decimal, measure: Measure, kind: Kind) -> Decimal:
    """Turn a printed value into the factor that identities use; levels stay as they are.

    >>> encode(Decimal("13.43"), Measure.GROWTH, Kind.LEVEL)
    Decimal('1.1343')
    """
    if measure.is_level or (kind is Kind.RATE and measure is not Measure.ATTAINMENT):
        return value
    factor = EXACT.scaleb(value, -2)
    return factor if measure is Measure.ATTAINMENT else EXACT.add(factor, ONE)


def decode(factor: Decimal, measure: Measure, kind: Kind) -> Decimal:
    """Turn a factor back into per cent (or percentage points); the inverse of `encode`.

    >>> decode(Decimal("1.1343"), Measure.GROWTH, Kind.LEVEL)
    Decimal('13.4300')
    """
    if measure.is_level or (kind is Kind.RATE and measure is not Measure.ATTAINMENT):
        return factor
    if measure is Measure.ATTAINMENT:
        return EXACT.multiply(factor, HUNDRED)
    return EXACT.multiply(EXACT.subtract(factor, ONE), HUNDRED)


def _sum(a: Interval, b: Interval) -> Interval:
    return FLOOR.add(a[0], b[0]), CEILING.add(a[1], b[1])


def _difference(a: Interval, b: Interval) -> Interval:
    return FLOOR.subtract(a[0], b[1]), CEILING.subtract(a[1], b[0])


def _product(base: Interval, factor: Interval) -> Interval:
    """Multiply by a base above zero."""
    low = FLOOR.multiply(base[0] if factor[0] > ZERO else base[1], factor[0])
    high = CEILING.multiply(base[1] if factor[1] > ZERO else base[0], factor[1])
    return low, high


def _quotient(result: Interval, divisor: Interval) -> Interval:
    """Divide by a divisor above zero."""
    low = FLOOR.divide(result[0], divisor[1] if result[0] > ZERO else divisor[0])
    high = CEILING.divide(result[1], divisor[0] if result[1] > ZERO else divisor[1])
    return low, high
