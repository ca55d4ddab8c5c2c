"""Solving: from the facts of one source to every quantity that the identities determine.

Intervals come from propagation; the printed values are carried beside them as point
values. A quantity says how it is known: published, computed from published levels, or
implied because a published rate was needed.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.arithmetic import HUNDRED, ONE, POINT, ZERO
from vpcli.core.codes import Basis
from vpcli.core.keys import PREVIOUS_YEAR_100, Interval, Key, decode, encode, key_of
from vpcli.core.model import Fact, Kind, Measure, Status
from vpcli.core.network import Structure
from vpcli.core.propagate import Reading, System
from vpcli.core.relations import Relation

__all__ = [
    "Basis",
    "Quantities",
    "Quantity",
    "Solution",
    "around_its_value",
    "as_printed",
    "basis_of",
    "complete",
    "complete_beside",
    "demand",
    "derive",
    "follows",
    "solve",
]


class Quantity(NamedTuple):
    """A number as vpcli knows it: level in the indicator's unit, or rate in per cent or points.

    `point` follows from the printed values (None for a range or bound); `low` and `high`
    enclose the true value (None where nothing bounds it). `facts` are the published facts
    it rests on, `relation` the identity it was derived by, and `conflict` tells that a fact
    it rests on cannot be true beside the others. `faces` are the printed ends of a range or
    bound; of a difference to a range, that of the printed ends.
    """

    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    basis: Basis
    status: Status = Status.NORMAL
    facts: tuple[Fact, ...] = ()
    relation: Relation | None = None
    conflict: bool = False
    faces: Interval | None = None

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

    @property
    def ends(self) -> Interval | None:
        """The printed ends of a range, or twice the point value; None where an end is open."""
        if self.point is not None:
            return self.point, self.point
        if self.faces and all(face.is_finite() for face in self.faces):
            return self.faces
        return None


Solution = dict[Key, Quantity]
"""The quantities of one system of facts."""

Quantities = Mapping[Key, Quantity]
"""The same, to look things up in."""

_DIFFERENCES = (Measure.CHANGE, Measure.PLANNED_CHANGE, Measure.GAP)

_CONSTANTS: Solution = {
    PREVIOUS_YEAR_100: Quantity(HUNDRED, HUNDRED, HUNDRED, Basis.COMPUTED),
    Key(None, 1): Quantity(ONE, ONE, ONE, Basis.COMPUTED),
}


def solve(
    facts: Sequence[Fact],
    structure: Structure,
    *,
    reading: Reading = Reading.PRINTED,
    relations: Sequence[Relation] | None = None,
    only: Collection[Measure] = (),
) -> Solution:
    """Solve facts printed in one source; `relations` where more hold than the facts call for.

    From levels alone only what is asked for need be computed: the measures `only`, if any.

    Qualifiers are loose words: where facts contradict one another only through them, every
    figure stands for the wider of its two readings. Facts that contradict one another even
    so stay as published, are marked, and nothing is implied from them.
    """
    printed = [fact for fact in facts if fact.figure is not None]
    if relations is None:
        relations = structure.relations(facts)
    levels_alone = not structure.parts and all(fact.measure.is_level for fact in printed)
    if levels_alone and reading is Reading.PRINTED:
        # Everything follows in one step, and nothing narrows.
        solution = _CONSTANTS | {
            key_of(fact): _published(fact, False) for fact in reversed(printed)
        }
        skip = _AllBut(only) if only else ()
        return solution | _step(solution, relations, structure.kinds, skip)
    intervals, aside = _settled(printed, relations, structure.kinds, reading)
    solution = dict(_CONSTANTS)
    doubtful: Solution = {}
    for index, fact in enumerate(printed):
        quantity = _published(fact, index in aside)
        (doubtful if quantity.conflict else solution).setdefault(key_of(fact), quantity)
    complete_beside(doubtful, solution, relations, structure.kinds)
    return {
        key: _narrowed(key, quantity, intervals, structure.kinds)
        for key, quantity in solution.items()
    }


class _AllBut(Container[Key]):
    """Every quantity but those of some measures."""

    def __init__(self, measures: Collection[Measure]) -> None:
        self._measures = measures

    def __contains__(self, key: object) -> bool:
        return isinstance(key, Key) and key.measure not in self._measures


def _step_from_levels(
    solution: Solution, relations: Sequence[Relation], kinds: Mapping[str, Kind]
) -> Solution:
    """What follows in one step from printed levels and what was computed from them."""
    step = _step(solution, relations, kinds, skip=())
    return {key: quantity for key, quantity in step.items() if quantity.basis is Basis.COMPUTED}


def _settled(
    facts: Sequence[Fact],
    relations: Sequence[Relation],
    kinds: Mapping[str, Kind],
    reading: Reading,
) -> tuple[dict[Key, Interval], set[int]]:
    """The narrowed intervals, and the positions of facts set aside for contradicting others."""
    system = System(facts, relations, kinds, reading)
    found = system.solved()
    if found is not None:
        return found, set()
    if reading is Reading.PRINTED and system.qualified:
        system = System(facts, relations, kinds, Reading.WIDEST)
    return system.settle(), system.aside


def as_printed(quantity: Quantity) -> Quantity:
    """Return a published quantity with the interval it was printed with, before any narrowing."""
    fact = quantity.published
    if fact is None or fact.figure is None:
        return quantity
    return _published(fact, quantity.conflict)


def around_its_value(quantity: Quantity) -> Quantity:
    """Return a quantity to be reckoned with further: its bounds have its value between them.

    What other figures leave of a printed value can leave it out; then it is taken as printed.
    """
    value, bounds = quantity.point, quantity.interval
    if value is None or bounds is None or bounds[0] <= value <= bounds[1]:
        return quantity
    return as_printed(quantity)


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
        faces=(figure.low_face, figure.high_face) if figure.value is None else None,
    )


def _narrowed(
    key: Key, quantity: Quantity, intervals: dict[Key, Interval], kinds: Mapping[str, Kind]
) -> Quantity:
    """Replace the bounds by those that propagation found; the point stays between them."""
    if quantity.conflict or key.measure is None or key not in intervals:
        return quantity
    low, high = (
        decode(end, key.measure, kinds.get(key.indicator, Kind.LEVEL)) for end in intervals[key]
    )
    point = quantity.point
    if point is not None and quantity.basis is not Basis.PUBLISHED:
        point = min(max(point, low), high)
    return quantity._replace(point=point, low=low, high=high)


def complete(
    solution: Solution,
    relations: Sequence[Relation],
    kinds: Mapping[str, Kind],
    skip: Container[Key] = (),
) -> None:
    """Add, step by step, everything that follows from a solution; what is there stays."""
    users: dict[Key, list[int]] = {}
    for position, relation in enumerate(relations):
        for key in relation.terms:
            users.setdefault(key, []).append(position)
    waiting: Collection[Relation] = relations
    while step := _step(solution, waiting, kinds, skip):
        solution.update(step)
        touched = {position for key in step for position in users[key]}
        waiting = [relations[position] for position in sorted(touched)]


def complete_beside(
    doubtful: Solution,
    solution: Solution,
    relations: Sequence[Relation],
    kinds: Mapping[str, Kind],
) -> None:
    """Add quantities in doubt and what follows from the others; nothing is implied by the former.

    Levels in doubt still have growth and contributions.
    """
    complete(solution, relations, kinds, skip=doubtful)
    if doubtful:
        solution |= doubtful
        while step := _step_from_levels(solution, relations, kinds):
            solution |= step


def _step(
    solution: Solution,
    relations: Iterable[Relation],
    kinds: Mapping[str, Kind],
    skip: Container[Key],
) -> Solution:
    """What follows in one step from the quantities known so far, the best derivation of each."""
    found: Solution = {}
    for relation in relations:
        key = _unknown(relation, solution)
        if key is None or key in skip:
            continue
        quantity = derive(relation, key, solution, kinds)
        if quantity is not None and (key not in found or _is_better(quantity, found[key])):
            found[key] = quantity
    return found


def follows(
    key: Key, relations: Iterable[Relation], known: Quantities, kinds: Mapping[str, Kind]
) -> Quantity | None:
    """Return what one quantity is by one step from what is known, by its best derivation."""
    best = None
    for relation in relations:
        if _unknown(relation, known) == key:
            quantity = derive(relation, key, known, kinds)
            if quantity is not None and (best is None or _is_better(quantity, best)):
                best = quantity
    return best


def _unknown(relation: Relation, solution: Quantities) -> Key | None:
    """The one term of a relation that is not known; None where there is none, or another."""
    found = None
    for key in relation.terms:
        if key not in solution:
            if found is not None:
                return None
            found = key
    return found


def _is_better(one: Quantity, other: Quantity) -> bool:
    """A point value before bounds alone; from levels before from rates; then what is narrower."""
    for first, second in (
        (one.point is not None, other.point is not None),
        (one.basis is Basis.COMPUTED, other.basis is Basis.COMPUTED),
        (one.interval is not None, other.interval is not None),
    ):
        if first != second:
            return first
    return _width(one) < _width(other)


def _width(quantity: Quantity) -> Decimal:
    if quantity.interval is None:
        return ZERO
    return POINT.subtract(quantity.interval[1], quantity.interval[0])


def demand(
    key: Key, relations: Iterable[Relation], known: Quantities, kinds: Mapping[str, Kind]
) -> Quantity | None:
    """Return a quantity from a solution, or else derive it by the first relation that gives it.

    Every further relation only narrows its bounds; what follows from levels alone is as narrow
    as it gets.
    """
    if key in known:
        return known[key]
    best: Quantity | None = None
    for relation in relations:
        found = derive(relation, key, known, kinds)
        if found is None:
            continue
        if best is None:
            best = found
            if best.basis is Basis.COMPUTED:
                break
        elif best.interval and found.interval:
            low = max(best.interval[0], found.interval[0])
            high = min(best.interval[1], found.interval[1])
            if low <= high:
                best = best._replace(low=low, high=high)
    return best


def derive(
    relation: Relation, unknown: Key, known: Quantities, kinds: Mapping[str, Kind]
) -> Quantity | None:
    """Derive one term of a relation from the others, or return None where it cannot be."""
    operands: Solution = {}
    points: list[Decimal | None] = []
    intervals: list[Interval | None] = []
    for key in relation.terms:
        point = interval = None
        if key != unknown:
            quantity = known.get(key)
            if quantity is None:
                return None
            operands[key] = quantity
            point, interval = quantity.point, quantity.interval
            if key.measure is not None:
                kind = kinds.get(key.indicator, Kind.LEVEL)
                if point is not None:
                    point = encode(point, key.measure, kind)
                if interval is not None:
                    low, high = interval
                    interval = encode(low, key.measure, kind), encode(high, key.measure, kind)
        points.append(point)
        intervals.append(interval)
    position = relation.terms.index(unknown)
    point, interval = relation.point(position, points), relation.interval(position, intervals)
    if point is None and interval is None:
        return None
    assert unknown.measure is not None
    kind = kinds.get(unknown.indicator, Kind.LEVEL)
    of = operands.values()
    return Quantity(
        None if point is None else decode(point, unknown.measure, kind),
        None if interval is None else decode(interval[0], unknown.measure, kind),
        None if interval is None else decode(interval[1], unknown.measure, kind),
        basis_of(of),
        Status.combine([one.status for one in of if one.status is not Status.BREAK]),
        tuple({id(fact): fact for one in of for fact in one.facts}.values()),
        relation,
        any(one.conflict for one in of),
        _ends(relation, unknown, operands, kinds) if point is None else None,
    )


def _ends(
    relation: Relation, unknown: Key, operands: Solution, kinds: Mapping[str, Kind]
) -> Interval | None:
    """The printed ends of a difference in the unit; only these are what a reader works out.

    A gap of 8.1 to a plan of 7–8 is 0.1 to 1.1, as the verdict goes by the printed ends too.
    """
    if unknown.measure not in _DIFFERENCES:
        return None
    printed: list[Interval | None] = []
    for key in relation.terms:
        ends = operands[key].ends if key != unknown else None
        if ends is None and key != unknown:
            return None
        if ends is not None and key.measure is not None:
            kind = kinds.get(key.indicator, Kind.LEVEL)
            ends = encode(ends[0], key.measure, kind), encode(ends[1], key.measure, kind)
        printed.append(ends)
    found = relation.interval(relation.terms.index(unknown), printed)
    if found is None:
        return None
    kind = kinds.get(unknown.indicator, Kind.LEVEL)
    return decode(found[0], unknown.measure, kind), decode(found[1], unknown.measure, kind)


def basis_of(operands: Iterable[Quantity]) -> Basis:
    """Return computed when only published levels were needed, implied when a published rate was."""
    for operand in operands:
        if operand.basis is Basis.COMPUTED:
            continue
        fact = operand.published
        if fact is None or not fact.measure.is_in_unit:
            return Basis.IMPLIED
    return Basis.COMPUTED
