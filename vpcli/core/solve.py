"""Solving: from the facts of one series to every quantity that the identities determine.

Intervals come from propagation; the printed values are carried beside them as point
values. A quantity says how it is known: published, computed from published levels, or
implied because a published rate was needed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from vpcli.core.arithmetic import HUNDRED
from vpcli.core.identities import (
    PREVIOUS_YEAR_100,
    Interval,
    Key,
    Relation,
    decode,
    encode,
    relations_at,
)
from vpcli.core.model import Fact, Kind, Status
from vpcli.core.propagate import consistent_intervals

__all__ = ["Basis", "Quantity", "Solution", "complete", "derive", "relations_of", "solve"]


class Basis(StrEnum):
    """How a number is known."""

    PUBLISHED = "published"
    COMPUTED = "computed"
    IMPLIED = "implied"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as vpcli knows it: level in the indicator's unit, or rate in per cent or points.

    `point` follows from the printed values (None for a range or bound); `low` and `high`
    enclose the true value (None where nothing bounds it). `facts` are the published facts
    it rests on, `relation` the identity it was derived by, and `conflict` tells that a fact
    it rests on cannot be true beside the others.
    """

    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    basis: Basis
    status: Status = Status.NORMAL
    facts: tuple[Fact, ...] = ()
    relation: Relation | None = None
    conflict: bool = False

    @property
    def published(self) -> Fact | None:
        """The fact itself, where the quantity was published."""
        return self.facts[0] if self.basis is Basis.PUBLISHED else None

    @property
    def interval(self) -> Interval | None:
        """Both bounds, or None where one is missing."""
        if self.low is None or self.high is None:
            return None
        return self.low, self.high


Solution = dict[Key, Quantity]
"""The quantities of one system of facts, by measure and year."""


_CONSTANT = Quantity(HUNDRED, HUNDRED, HUNDRED, Basis.COMPUTED)


def relations_of(facts: Iterable[Fact], kind: Kind) -> list[Relation]:
    """Return every relation that can hold among facts; none reaches across a series break."""
    facts = list(facts)
    breaks = {fact.year for fact in facts if fact.status is Status.BREAK}
    return [
        relation
        for year in sorted({fact.year for fact in facts})
        for relation in relations_at(year, kind)
        if not (year in breaks and relation.base.year == year - 1)
    ]


def solve(facts: Sequence[Fact], kind: Kind, *, half_units: bool = False) -> Solution:
    """Solve the facts of one series, printed in one source.

    With `half_units` every qualifier is ignored. Facts that contradict one another stay as
    published, are marked, and nothing is implied from them.
    """
    printed = [fact for fact in facts if fact.figure is not None]
    relations = relations_of(facts, kind)
    intervals: dict[Key, Interval] = {}
    aside: set[int] = set()
    if half_units or any(not fact.measure.is_level for fact in printed):
        intervals, aside = consistent_intervals(printed, relations, kind, half_units=half_units)
    published = [_published(fact, index in aside) for index, fact in enumerate(printed)]
    solution: Solution = {PREVIOUS_YEAR_100: _CONSTANT}
    doubtful: Solution = {}
    for quantity in published:
        fact = quantity.facts[0]
        (doubtful if quantity.conflict else solution).setdefault(
            Key(fact.measure, fact.year), quantity
        )
    if not intervals:  # from levels alone everything follows in one step, and nothing narrows
        return solution | _step(solution, relations, kind, skip=())
    complete(solution, relations, kind, skip=doubtful)
    if doubtful:
        solution |= doubtful
        # Two levels in doubt still have a growth rate; nothing else is derived from them.
        for key, quantity in _step(solution, relations, kind, skip=()).items():
            if quantity.basis is Basis.COMPUTED:
                solution[key] = quantity
    return {key: _narrowed(key, quantity, intervals, kind) for key, quantity in solution.items()}


def _published(fact: Fact, conflict: bool) -> Quantity:
    figure = fact.figure
    assert figure is not None
    return Quantity(
        figure.value,
        figure.low if figure.low.is_finite() else None,
        figure.high if figure.high.is_finite() else None,
        Basis.PUBLISHED,
        fact.status,
        (fact,),
        conflict=conflict,
    )


def _narrowed(key: Key, quantity: Quantity, intervals: dict[Key, Interval], kind: Kind) -> Quantity:
    """Replace the bounds by those that propagation found."""
    if quantity.conflict or key.measure is None or key not in intervals:
        return quantity
    low, high = (decode(end, key.measure, kind) for end in intervals[key])
    return replace(quantity, low=low, high=high)


def complete(
    solution: Solution, relations: Sequence[Relation], kind: Kind, skip: Container[Key] = ()
) -> None:
    """Add, step by step, everything that follows from a solution; what is there stays."""
    while step := _step(solution, relations, kind, skip):
        solution.update(step)


def _step(
    solution: Solution, relations: Iterable[Relation], kind: Kind, skip: Container[Key]
) -> Solution:
    """What follows in one step from the quantities known so far, the best derivation of each."""
    found: Solution = {}
    for relation in relations:
        unknown = [key for key in relation.terms if key not in solution]
        if len(unknown) != 1 or (key := unknown[0]) in skip:
            continue
        quantity = derive(relation, key, solution, kind)
        if quantity is not None and _preference(quantity) > _preference(found.get(key)):
            found[key] = quantity
    return found


def _preference(quantity: Quantity | None) -> int:
    """A point value before bounds alone; from levels before from rates."""
    if quantity is None:
        return 0
    return 1 + 2 * (quantity.point is not None) + (quantity.basis is Basis.COMPUTED)


def derive(relation: Relation, unknown: Key, known: Solution, kind: Kind) -> Quantity | None:
    """Derive one term of a relation from the other two, or return None where it cannot be."""
    first_key, second_key = (key for key in relation.terms if key != unknown)
    operands = [known[first_key], known[second_key]]
    point: Decimal | None = None
    interval: Interval | None = None
    first = _encoded(operands[0].point, first_key, kind)
    second = _encoded(operands[1].point, second_key, kind)
    if first is not None and second is not None:
        point = relation.point(unknown, first, second)
    bounds = _encoded_interval(operands[0], first_key, kind)
    others = _encoded_interval(operands[1], second_key, kind)
    if bounds is not None and others is not None:
        interval = relation.interval(unknown, bounds, others)
    if point is None and interval is None:
        return None
    facts = tuple({id(fact): fact for q in operands for fact in q.facts}.values())
    low, high = interval or (None, None)
    return Quantity(
        _decoded(point, unknown, kind),
        _decoded(low, unknown, kind),
        _decoded(high, unknown, kind),
        _basis(operands),
        Status.combine([q.status for q in operands if q.status is not Status.BREAK]),
        facts,
        relation,
        any(q.conflict for q in operands),
    )


def _basis(operands: Iterable[Quantity]) -> Basis:
    """Computed when only published levels were needed, implied when a published rate was."""
    for operand in operands:
        fact = operand.published
        if operand.basis is Basis.IMPLIED or (fact and not fact.measure.is_level):
            return Basis.IMPLIED
    return Basis.COMPUTED


def _encoded(value: Decimal | None, key: Key, kind: Kind) -> Decimal | None:
    if value is None or key.measure is None:
        return value
    return encode(value, key.measure, kind)


def _encoded_interval(quantity: Quantity, key: Key, kind: Kind) -> Interval | None:
    low, high = (_encoded(end, key, kind) for end in (quantity.low, quantity.high))
    return None if low is None or high is None else (low, high)


def _decoded(value: Decimal | None, key: Key, kind: Kind) -> Decimal | None:
    if value is None or key.measure is None:
        return value
    return decode(value, key.measure, kind)
