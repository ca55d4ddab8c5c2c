"""Constraint propagation: narrow the intervals of all quantities by all identities.

Every interval carries the facts its two ends rest on, so that an empty one names the
facts that cannot all be true. Rounding is outward throughout: facts that agree are never
told apart by rounding of our own, and stopping early only leaves intervals wider.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vpcli.core.arithmetic import CEILING, EXACT, FLOOR, HUNDRED
from vpcli.core.identities import PREVIOUS_YEAR_100, Interval, Key, Relation, encode
from vpcli.core.model import Fact, Kind

__all__ = ["consistent_intervals"]

_ENOUGH = Decimal("0.01")  # narrowing by less than 1 % of a printed unit is not pursued
_MAX_VISITS = 200  # of one relation; a guard, since narrowing slows down geometrically


@dataclass(frozen=True, slots=True)
class _Bounds:
    """An interval and, as bit sets, the facts its two ends rest on."""

    low: Decimal
    high: Decimal
    low_facts: int
    high_facts: int

    @property
    def facts(self) -> int:
        return self.low_facts | self.high_facts


class _Contradiction(Exception):  # noqa: N818 (a signal inside this module, not an error)
    def __init__(self, facts: int) -> None:
        self.facts = facts


def consistent_intervals(
    facts: Sequence[Fact], relations: Sequence[Relation], kind: Kind, *, half_units: bool
) -> tuple[dict[Key, Interval], set[int]]:
    """Narrow all intervals (in factors); set facts aside that contradict one another.

    Returns the intervals and the positions of the facts set aside. Qualifiers are loose
    words: where facts contradict one another only through them, half-unit intervals are
    used for the whole system instead.
    """
    aside: set[int] = set()
    while True:
        active = [index for index in range(len(facts)) if index not in aside]
        try:
            known = _propagate(facts, active, relations, kind, half_units=half_units)
        except _Contradiction as found:
            if not half_units:
                half_units = True
                continue
            suspects = [index for index in active if found.facts >> index & 1]
            aside.update(_smallest_conflict(facts, suspects, relations, kind))
        else:
            return {key: (bounds.low, bounds.high) for key, bounds in known.items()}, aside


def _smallest_conflict(
    facts: Sequence[Fact], suspects: list[int], relations: Sequence[Relation], kind: Kind
) -> list[int]:
    """Drop every suspect without which the others still contradict one another."""
    needed = list(suspects)
    for index in suspects:
        without = [other for other in needed if other != index]
        try:
            _propagate(facts, without, relations, kind, half_units=True)
        except _Contradiction:
            needed = without
    return needed


def _propagate(
    facts: Sequence[Fact],
    active: Iterable[int],
    relations: Sequence[Relation],
    kind: Kind,
    *,
    half_units: bool,
) -> dict[Key, _Bounds]:
    """Narrow until nothing moves; raise on an empty interval."""
    known, steps = _printed(facts, active, kind, half_units=half_units)
    users: dict[Key, list[int]] = {}
    for position, relation in enumerate(relations):
        for key in relation.terms:
            users.setdefault(key, []).append(position)
    visits = [0] * len(relations)
    pending = dict.fromkeys(range(len(relations)))
    while pending:
        position = next(iter(pending))
        del pending[position]
        visits[position] += 1
        if visits[position] > _MAX_VISITS:
            continue
        for key in relations[position].terms:
            if _apply(relations[position], key, known, steps):
                pending.update(dict.fromkeys(user for user in users[key] if user != position))
    return known


def _printed(
    facts: Sequence[Fact], active: Iterable[int], kind: Kind, *, half_units: bool
) -> tuple[dict[Key, _Bounds], dict[Key, Decimal]]:
    """The printed intervals, and for each what counts as movement: 1 % of a printed unit."""
    known: dict[Key, _Bounds] = {PREVIOUS_YEAR_100: _Bounds(HUNDRED, HUNDRED, 0, 0)}
    steps: dict[Key, Decimal] = {}
    for index in active:
        fact = facts[index]
        figure, key = fact.figure, Key(fact.measure, fact.year)
        if figure is None or not figure.is_bounded:
            continue
        low, high = figure.low, figure.high
        if half_units:
            low, high = figure.half_unit_low, figure.half_unit_high
        low, high = encode(low, fact.measure, kind), encode(high, fact.measure, kind)
        mask = 1 << index
        _narrow(known, key, _Bounds(low, high, mask, mask), None)
        unit = EXACT.subtract(
            encode(figure.unit, fact.measure, kind), encode(Decimal(0), fact.measure, kind)
        )
        steps[key] = EXACT.multiply(unit, _ENOUGH)
    return known, steps


def _apply(
    relation: Relation, key: Key, known: dict[Key, _Bounds], steps: dict[Key, Decimal]
) -> bool:
    """Narrow one term of a relation by the other two; tell whether it moved."""
    if key == PREVIOUS_YEAR_100:
        return False
    others = [bounds for other in relation.terms if other != key and (bounds := known.get(other))]
    if len(others) != 2:
        return False
    implied = relation.interval(key, *((bounds.low, bounds.high) for bounds in others))
    if implied is None:
        return False
    resting_on = others[0].facts | others[1].facts
    return _narrow(known, key, _Bounds(*implied, resting_on, resting_on), steps.get(key))


def _narrow(known: dict[Key, _Bounds], key: Key, new: _Bounds, step: Decimal | None) -> bool:
    """Intersect what is known of a quantity with new bounds; tell whether it moved enough."""
    old = known.get(key)
    if old is None:
        known[key] = new
        return True
    low_from = new if new.low > old.low else old
    high_from = new if new.high < old.high else old
    bounds = _Bounds(low_from.low, high_from.high, low_from.low_facts, high_from.high_facts)
    if bounds.low > bounds.high:
        raise _Contradiction(bounds.facts)
    known[key] = bounds
    moved = EXACT.add(FLOOR.subtract(bounds.low, old.low), FLOOR.subtract(old.high, bounds.high))
    if step is None:
        step = CEILING.multiply(CEILING.subtract(old.high, old.low), _ENOUGH)
    return moved > step
