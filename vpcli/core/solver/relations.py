"""Relations: one identity about certain quantities, and each of them implied by the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, ONE, POINT, ZERO
from vpcli.core.facts.quantity_keys import Interval, Key
from vpcli.core.solver.identities import Identity

__all__ = ["Operand", "Relation"]

_SLACK = Decimal("1e-60")  # far more than a power or a root is off by at 80 digits


class Operand(NamedTuple):
    """A quantity as an identity takes it: `value × times + shift`."""

    key: Key
    shift: Decimal = ZERO
    times: Decimal = ONE

    @property
    def is_plain(self) -> bool:
        """Whether it is taken as it is."""
        return (self.times is ONE or self.times == ONE) and not self.shift

    def taken(self, value: Decimal) -> Decimal:
        """The value as the identity takes it; exact."""
        if self.is_plain:
            return value
        return EXACT.add(EXACT.multiply(value, self.times), self.shift)

    def given(self, value: Decimal, outward: int = 0) -> Decimal:
        """The inverse of `taken`, rounded down (−1), up (1) or to the nearest (0)."""
        if self.is_plain:
            return value
        context = (POINT, CEILING, FLOOR)[outward]
        return context.divide(context.subtract(value, self.shift), self.times)


class Relation(NamedTuple):
    """One identity about certain quantities; `years` is the power of a compounding factor."""

    identity: Identity
    result: Operand
    operands: tuple[Operand, ...]
    years: int
    terms: tuple[Key, ...]
    """The quantities: result first, then the operands. They are walked all the time."""
    all_operands: tuple[Operand, ...]
    """Result and operands, in the order of `terms`."""

    @staticmethod
    def of(
        identity: Identity, result: Operand, operands: Iterable[Operand], years: int = 1
    ) -> Relation:
        """Make a relation of an identity and what takes part in it."""
        taken = tuple(operands)
        terms = (result.key, *(operand.key for operand in taken))
        return Relation(identity, result, taken, years, terms, (result, *taken))

    def intervals(self, known: Sequence[Interval | None]) -> list[Interval | None]:
        """Return for every term the interval that the others imply, in the order of `terms`.

        All in factors; bounds are rounded outward. None where nothing follows: another term
        is unknown, or a base is not above zero.
        """
        missing = sum(interval is None for interval in known)
        if missing > 1:
            return [None] * len(known)
        taken = [
            None if interval is None else self._taken(operand, interval)
            for operand, interval in zip(self.all_operands, known, strict=True)
        ]
        implied = self._sums(taken) if self.identity.adds else self._products(taken)
        return [
            None
            if interval is None or (missing and known[position] is not None)
            else (operand.given(interval[0], -1), operand.given(interval[1], 1))
            for position, (operand, interval) in enumerate(
                zip(self.all_operands, implied, strict=True)
            )
        ]

    def interval(self, position: int, known: Sequence[Interval | None]) -> Interval | None:
        """Return the interval of one term implied by the others, in the order of `terms`."""
        taken: list[Interval | None] = []
        for at, operand in enumerate(self.all_operands):
            interval = known[at]
            if at == position:
                taken.append(None)
            elif interval is None:
                return None
            else:
                taken.append(self._taken(operand, interval))
        implied = (self._sums(taken) if self.identity.adds else self._products(taken))[position]
        if implied is None:
            return None
        operand = self.all_operands[position]
        return operand.given(implied[0], -1), operand.given(implied[1], 1)

    def point(self, position: int, known: Sequence[Decimal | None]) -> Decimal | None:
        """Return the point value of one term from the others, as `interval` does."""
        values: list[Decimal | None] = []
        for at, operand in enumerate(self.all_operands):
            value = known[at]
            if at == position:
                values.append(None)
            elif value is None:
                return None
            else:
                values.append(operand.taken(value))
        found = self._sum(values, position) if self.identity.adds else self._product(values)
        return None if found is None else self.all_operands[position].given(found)

    @staticmethod
    def _taken(operand: Operand, interval: Interval) -> Interval:
        if operand.is_plain:
            return interval
        return operand.taken(interval[0]), operand.taken(interval[1])

    @staticmethod
    def _sum(values: Sequence[Decimal | None], position: int) -> Decimal:
        total = ZERO
        for value in values[1:]:
            if value is not None:
                total = EXACT.add(total, value)
        if position == 0 or values[0] is None:
            return total
        return EXACT.subtract(values[0], total)

    def _product(self, values: Sequence[Decimal | None]) -> Decimal | None:
        result, base, factor = values
        if base is None:
            assert result is not None
            assert factor is not None
            if not factor or (not self.identity.any_sign and not (result > 0 and factor > 0)):
                return None
            return POINT.divide(result, POINT.power(factor, self.years))
        if not self.identity.any_sign and base <= 0:
            return None
        if result is None:
            assert factor is not None
            return POINT.multiply(base, factor if self.years == 1 else self._power(factor))
        if not base or (self.years > 1 and result <= 0):
            return None
        ratio = POINT.divide(result, base)
        if self.years == 1:
            return ratio
        return POINT.power(ratio, POINT.divide(ONE, Decimal(self.years)))

    def _power(self, factor: Decimal) -> Decimal:
        return POINT.power(factor, self.years)

    def _sums(self, taken: Sequence[Interval | None]) -> list[Interval | None]:
        """Narrow every term of a sum in one pass: the whole less all the others."""
        low = high = ZERO
        missing = None
        for position, interval in enumerate(taken[1:], 1):
            if interval is None:
                missing = position
            else:
                low, high = FLOOR.add(low, interval[0]), CEILING.add(high, interval[1])
        implied: list[Interval | None] = [None] * len(taken)
        result = taken[0]
        if missing is None:
            implied[0] = low, high
        if result is None:
            return implied
        for position, interval in enumerate(taken[1:], 1):
            if missing not in (None, position):
                continue
            own_low, own_high = interval or (ZERO, ZERO)
            implied[position] = (
                FLOOR.subtract(result[0], CEILING.subtract(high, own_high)),
                CEILING.subtract(result[1], FLOOR.subtract(low, own_low)),
            )
        return implied

    def _products(self, taken: Sequence[Interval | None]) -> list[Interval | None]:
        """Narrow result, base and factor, each by the other two."""
        result, base, factor = taken
        sign = self.identity.any_sign
        powered = factor if factor is None or self.years == 1 else self._powered(factor)
        implied: list[Interval | None] = [None, None, None]
        if base is not None and powered is not None and (sign or base[0] > 0):
            implied[0] = _product(base, powered)
        if (
            result is not None
            and powered is not None
            and (sign or (result[0] > 0 and powered[0] > 0))
        ):
            implied[1] = _quotient(result, powered)
        if result is not None and base is not None and (sign or base[0] > 0):
            quotient = _quotient(result, base)
            if self.years == 1 or quotient is None:
                implied[2] = quotient
            elif quotient[0] > 0:
                implied[2] = self._rooted(quotient)
        return implied

    def _powered(self, factor: Interval) -> Interval | None:
        if factor[0] <= 0:
            return None
        low, high = FLOOR.power(factor[0], self.years), CEILING.power(factor[1], self.years)
        return _widened(low, high)

    def _rooted(self, ratio: Interval) -> Interval:
        part = Decimal(self.years)
        low = FLOOR.power(ratio[0], POINT.divide(ONE, part))
        return _widened(low, CEILING.power(ratio[1], POINT.divide(ONE, part)))


def _widened(low: Decimal, high: Decimal) -> Interval:
    """Outward by more than a power can be off."""
    return (
        FLOOR.multiply(low, EXACT.subtract(ONE, _SLACK)),
        CEILING.multiply(high, EXACT.add(ONE, _SLACK)),
    )


def _product(first: Interval, second: Interval) -> Interval:
    if first[0] > 0:  # by far the most frequent case
        low = FLOOR.multiply(first[0] if second[0] > ZERO else first[1], second[0])
        high = CEILING.multiply(first[1] if second[1] > ZERO else first[0], second[1])
        return low, high
    pairs = [(a, b) for a in first for b in second]
    return (
        min(FLOOR.multiply(a, b) for a, b in pairs),
        max(CEILING.multiply(a, b) for a, b in pairs),
    )


def _quotient(result: Interval, divisor: Interval) -> Interval | None:
    """None for a divisor that may be zero."""
    if divisor[0] > 0:
        low = FLOOR.divide(result[0], divisor[1] if result[0] > ZERO else divisor[0])
        high = CEILING.divide(result[1], divisor[0] if result[1] > ZERO else divisor[1])
        return low, high
    if divisor[1] < 0:
        pairs = [(a, b) for a in result for b in divisor]
        return (
            min(FLOOR.divide(a, b) for a, b in pairs),
            max(CEILING.divide(a, b) for a, b in pairs),
        )
    return None
