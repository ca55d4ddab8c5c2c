"""The likely misprint: which one figure, had it been mistyped, would make everything agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from vpcli.core.agreement import meet
from vpcli.core.arithmetic import EXACT
from vpcli.core.consistency import Checked
from vpcli.core.findings import Finding, Misprint, Slip, significant_digits
from vpcli.core.grades import ways_without
from vpcli.core.keys import key_of
from vpcli.core.model import Fact
from vpcli.core.number import Figure, NumeralError, figure
from vpcli.core.operation import cell_of
from vpcli.core.propagate import printed_interval
from vpcli.core.quantity import published

__all__ = ["likely_misprints", "slips_of"]

_MOST = 3
"""More candidates than these say nothing."""
_LEAST_DIGITS = 3
"""What stands in another row too must have so many, or it is a coincidence."""
_SCALES = (1, -1, 2, -2, 3, -3)


def likely_misprints(checked: Checked, finding: Finding) -> tuple[Misprint, ...]:
    """Return the figures of a disagreement that a slip explains; none where they are over three.

    The figure as it would read meets what all the others imply, and no disagreement is left that
    shares a figure with this one.
    """
    facts = (finding.fact, *finding.against)
    tied = _tied(checked, facts)
    found: list[Misprint] = []
    for fact in facts:
        if all(any(one is fact for one in conflict) for conflict in tied):
            found += _misprints(checked, fact)
        if len(found) > _MOST:
            return ()
    return tuple(found)


def _tied(checked: Checked, facts: Sequence[Fact]) -> list[list[Fact]]:
    """The disagreements that share a figure with this one, directly or through others."""
    ids = {id(fact) for fact in facts}
    tied: list[list[Fact]] = []
    waiting = list(checked.conflicts)
    while True:
        joining = [one for one in waiting if not ids.isdisjoint(map(id, one))]
        if not joining:
            return tied
        tied += joining
        ids |= {id(fact) for one in joining for fact in one}
        waiting = [one for one in waiting if one not in joining]


def _misprints(checked: Checked, fact: Fact) -> Iterator[Misprint]:
    printed = fact.figure
    if printed is None or printed.value is None:
        return
    intervals = [
        interval
        for way in ways_without(checked.edition, fact)
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
        if meet((low, high), printed_interval(made, checked.edition.reading)):
            told.add(value)
            yield _read(checked, fact, slip, made)
    if not told and _stands_elsewhere(checked, fact):
        middle = EXACT.divide(EXACT.add(low, high), Decimal(2))
        made = _as_printed(printed, middle.quantize(printed.value))
        if made is not None:
            yield _read(checked, fact, Slip.OTHER_ROW, made)


def _read(checked: Checked, fact: Fact, slip: Slip, made: Figure) -> Misprint:
    reads = cell_of(key_of(fact), published(fact._replace(figure=made)), checked.series)
    return Misprint(fact, slip, reads)


def _as_printed(printed: Figure, value: Decimal) -> Figure | None:
    """Another value with the precision and the qualifier of a printed one."""
    try:
        return figure(value, printed.qualifier, unit=printed.declared_precision)
    except NumeralError:
        return None


def _stands_elsewhere(checked: Checked, fact: Fact) -> bool:
    """Whether the same digits stand in another row of the same year, or year of the same row."""
    assert fact.figure is not None
    value = fact.figure.value
    if value is None or significant_digits(value) < _LEAST_DIGITS:
        return False
    return any(
        other is not fact
        and other.measure is fact.measure
        and other.figure is not None
        and other.figure.value == value
        and (other.year == fact.year or other.indicator == fact.indicator)
        for other in checked.printed
    )


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
