"""The likely misprint: which one figure, had it been mistyped, would make everything agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import EXACT
from vpcli.core.facts.model import Fact
from vpcli.core.facts.number import Figure, NumeralError, figure
from vpcli.core.facts.quantity_keys import key_of
from vpcli.core.reports.disagreements import Checked
from vpcli.core.reports.findings import Finding, Misprint, Slip, significant_digits
from vpcli.core.reports.step import cell_of
from vpcli.core.solver.agreement import meet
from vpcli.core.solver.grades import ways_without
from vpcli.core.solver.narrowing import printed_interval
from vpcli.core.solver.quantity import published

__all__ = ["LikelyMisprints", "slips_of"]

_MOST = 3
"""More candidates than these say nothing."""
_LEAST_DIGITS = 3
"""What stands in another row too must have so many, or it is a coincidence."""
_SCALES = (1, -1, 2, -2, 3, -3)


class LikelyMisprints:
    """What would make everything agree in one edition, were one figure mistyped."""

    def __init__(self, checked: Checked) -> None:
        """Look at the disagreements of an edition."""
        self.checked = checked
        self._of: dict[int, list[Misprint]] = {}
        self._tied = _tied(checked.conflicts)
        self._values: dict[Decimal, list[Fact]] = {}
        for fact in checked.printed:
            if fact.figure is not None and fact.figure.value is not None:
                self._values.setdefault(fact.figure.value, []).append(fact)

    def of(self, finding: Finding) -> tuple[Misprint, ...]:
        """Return the figures of a disagreement that a slip explains; none if over three.

        The figure as it would read meets what all the others imply, and no disagreement is left
        that shares a figure with this one.
        """
        found: list[Misprint] = []
        for fact in (finding.fact, *finding.against):
            if self.checked.doubts[id(fact)] == self._tied[id(fact)]:
                found += self._misprints(fact)
            if len(found) > _MOST:
                return ()
        return tuple(found)

    def _misprints(self, fact: Fact) -> list[Misprint]:
        if id(fact) not in self._of:
            self._of[id(fact)] = list(self._slips(fact))
        return self._of[id(fact)]

    def _slips(self, fact: Fact) -> Iterator[Misprint]:
        printed = fact.figure
        if printed is None or printed.value is None:
            return
        intervals = [
            interval
            for way in ways_without(self.checked.edition, fact)
            if (interval := way.quantity.interval) is not None
        ]
        if not intervals:
            return
        low, high = max(one[0] for one in intervals), min(one[1] for one in intervals)
        if low > high:
            return
        told: set[Decimal] = set()
        for slip, value in slips_of(printed, signed=not fact.measure.is_level):
            made = _as_printed(printed, value)
            if made is None or value in told or value == printed.value:
                continue
            if meet((low, high), printed_interval(made, self.checked.edition.reading)):
                told.add(value)
                yield _read(self.checked, fact, slip, made)
        if not told and self._stands_elsewhere(fact, printed.value):
            middle = EXACT.divide(EXACT.add(low, high), Decimal(2))
            made = _as_printed(printed, middle.quantize(printed.value))
            if made is not None:
                yield _read(self.checked, fact, Slip.OTHER_ROW, made)

    def _stands_elsewhere(self, fact: Fact, value: Decimal) -> bool:
        """Whether the digits stand in another row of the year too, or another year of the row."""
        return significant_digits(value) >= _LEAST_DIGITS and any(
            other is not fact
            and other.measure is fact.measure
            and (other.year == fact.year or other.indicator == fact.indicator)
            for other in self._values[value]
        )


def _tied(conflicts: Sequence[Sequence[Fact]]) -> dict[int, int]:
    """By the identity of a fact: how many conflicts share a figure, directly or through others."""
    of: dict[int, list[int]] = {}
    for place, conflict in enumerate(conflicts):
        for fact in conflict:
            of.setdefault(id(fact), []).append(place)
    found: dict[int, int] = {}
    for begin, own in of.items():
        if begin in found:
            continue
        ids, places = {begin}, set(own)
        waiting = [*places]
        while waiting:
            for fact_id in map(id, conflicts[waiting.pop()]):
                if fact_id not in ids:
                    ids.add(fact_id)
                    new = set(of[fact_id]) - places
                    places |= new
                    waiting += new
        found |= dict.fromkeys(ids, len(places))
    return found


def _read(checked: Checked, fact: Fact, slip: Slip, made: Figure) -> Misprint:
    reads = cell_of(key_of(fact), published(fact._replace(figure=made)), checked.series)
    return Misprint(fact, slip, reads)


def _as_printed(printed: Figure, value: Decimal) -> Figure | None:
    """Another value with the precision and the qualifier of a printed one."""
    try:
        return figure(value, printed.qualifier, unit=printed.declared_precision)
    except NumeralError:
        return None


def slips_of(printed: Figure, *, signed: bool) -> Iterator[tuple[Slip, Decimal]]:
    """Yield what a printed value may have been meant to be, by how it was mistyped."""
    value = printed.value
    assert value is not None
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if signed and value:
        yield Slip.LOST_SIGN, value.copy_negate()
    for scale in _SCALES[: None if not signed else 4]:
        yield Slip.SCALE, EXACT.scaleb(value, scale)
    for slip, other in _other_digits(digits):
        if not value or not other or other[0] == 0 < digits[0]:
            continue  # nobody types a zero in front
        yield slip, EXACT.create_decimal((sign, other, exponent))


def _other_digits(digits: tuple[int, ...]) -> Iterator[tuple[Slip, tuple[int, ...]]]:
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = (*digits[:at], digits[at + 1], digits[at], *digits[at + 2 :])
            yield Slip.SWAPPED, swapped
        else:
            yield Slip.DOUBLED, (*digits[:at], *digits[at + 1 :])
    for at, digit in enumerate(digits):
        for near in (digit - 1, digit + 1):
            if 0 <= near <= 9:
                yield Slip.NEIGHBOUR, (*digits[:at], near, *digits[at + 1 :])
    for at in range(len(digits) + 1):
        for digit in range(10):
            if at or digit:
                yield Slip.DROPPED, (*digits[:at], digit, *digits[at:])
