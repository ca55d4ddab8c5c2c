"""Constraint propagation: narrow the intervals of all quantities by all identities.

Every interval carries the facts its two ends rest on, so that an empty one names the
facts that cannot all be true, and so that any fact can be taken out again. Rounding is
outward throughout: facts that agree are never told apart by rounding of our own, and
stopping early only leaves intervals wider.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from vpcli.core.arithmetic import CEILING, EXACT, FLOOR
from vpcli.core.keys import Interval, Key, encode, key_of
from vpcli.core.model import Fact, Kind
from vpcli.core.number import Figure, Qualifier
from vpcli.core.relations import Relation
from vpcli.errors import DataError, Problem

__all__ = ["Reading", "System", "printed_interval"]

_ENOUGH = Decimal("0.01")  # narrowing by less than 1 % of a printed unit is not pursued
_MAX_VISITS = 200  # of one relation; a guard, since narrowing slows down geometrically
_MOST_VISITS = 5_000_000
"""Of all relations, beyond some of each: what is left after a contradiction is narrowed anew."""
_VISITS_OF_EACH = 20


class Reading(Enum):
    """What a printed figure is taken to stand for.

    As printed: qualifiers heeded. Half units: every qualifier ignored. Widest: either.
    """

    PRINTED = "printed"
    HALF_UNITS = "half-units"
    WIDEST = "widest"


def printed_interval(figure: Figure, reading: Reading) -> Interval:
    """Return the interval that a figure stands for."""
    if reading is Reading.PRINTED or figure.qualifier is Qualifier.NONE:
        return figure.low, figure.high
    low, high = figure.half_unit_low, figure.half_unit_high
    if reading is Reading.HALF_UNITS:
        return low, high
    return min(low, figure.low), max(high, figure.high)


_Facts = frozenset[int]
_NONE: _Facts = frozenset()


class _Bounds(NamedTuple):
    """An interval and the facts its two ends rest on."""

    low: Decimal
    high: Decimal
    low_facts: _Facts
    high_facts: _Facts

    @property
    def facts(self) -> _Facts:
        if self.low_facts is self.high_facts:
            return self.low_facts
        return self.low_facts | self.high_facts


class _Contradiction(Exception):  # noqa: N818 (a signal inside this module, not an error)
    def __init__(self, facts: _Facts) -> None:
        self.facts = facts


_Known = dict[Key, _Bounds | None]


class System:
    """Facts of one edition, the relations among them, and what each figure stands for."""

    def __init__(
        self,
        facts: Sequence[Fact],
        relations: Sequence[Relation],
        kinds: Mapping[str, Kind],
        reading: Reading,
    ) -> None:
        """Take the facts that have a bounded figure; the others say nothing here."""
        self.facts = facts
        self.relations = relations
        self.kinds = kinds
        self.reading = reading
        self.keys = [key_of(fact) for fact in facts]
        self._printed = [self._interval(fact) for fact in facts]
        self.aside: set[int] = set()
        self.conflicts: list[list[int]] = []
        self._known: _Known | None = None
        self._visits = 0
        self._users: dict[Key, list[int]] = {}
        for position, relation in enumerate(relations):
            for key in relation.terms:
                self._users.setdefault(key, []).append(position)
        self._at: dict[Key, list[int]] = {}
        for index, key in enumerate(self.keys):
            self._at.setdefault(key, []).append(index)
        self._steps: dict[Key, Decimal] = {}
        self._resting: dict[int, list[Key]] | None = None

    @property
    def qualified(self) -> bool:
        """Whether any figure is qualified, so that readings differ."""
        return any(f.figure and f.figure.qualifier is not Qualifier.NONE for f in self.facts)

    def solved(self) -> dict[Key, Interval] | None:
        """Narrow everything; None where facts contradict one another."""
        try:
            self._known = self._propagate(self._active())
        except _Contradiction:
            return None
        return self.intervals

    def settle(self) -> dict[Key, Interval]:
        """Narrow everything, setting aside the smallest sets of facts that contradict.

        Raises `DataError` (`too-many-contradictions`) where they are too many to be told apart.
        """
        self._set_aside_plain_conflicts()
        while True:
            if self._visits > _MOST_VISITS + _VISITS_OF_EACH * len(self.relations):
                fields = {"figures": len(self.facts), "found": len(self.conflicts)}
                place = self.facts[self.conflicts[-1][0]].place
                raise DataError(Problem("too-many-contradictions", fields, place))
            try:
                self._known = self._propagate(self._active())
            except _Contradiction as found:
                suspects = [index for index in self._active() if index in found.facts]
                self._put_aside(self._smallest_conflict(suspects))
            else:
                self.conflicts += self._hidden_conflicts(self._known)
                return self.intervals

    @property
    def intervals(self) -> dict[Key, Interval]:
        """The narrowed intervals, in factors."""
        assert self._known is not None
        return {key: (bounds.low, bounds.high) for key, bounds in self._known.items() if bounds}

    def _interval(self, fact: Fact) -> Interval | None:
        """The interval of one fact, as a factor; None where the figure is not bounded."""
        if fact.figure is None or not fact.figure.is_bounded:
            return None
        low, high = printed_interval(fact.figure, self.reading)
        kind = self.kinds[fact.indicator]
        return encode(low, fact.measure, kind), encode(high, fact.measure, kind)

    def without(self, index: int) -> Interval | None:
        """Return what the other facts imply of the quantity that one fact is about.

        The state that `settle` found is taken, less every interval that rests on the fact,
        and narrowed again around it.
        """
        assert self._known is not None
        if self._resting is None:
            self._resting = _by_fact(self._known)
        affected = self._resting.get(index, [])
        known = _Overlay(self._known)
        pending: OrderedDict[int, None] = OrderedDict()
        for key in affected:
            rest = [i for i in self._at.get(key, ()) if i != index and i not in self.aside]
            known[key] = self._intersection(rest, key)
            pending.update(dict.fromkeys(self._users.get(key, ())))
        self._narrow_from(known, pending)
        bounds = known.get(self.keys[index])
        return None if bounds is None else (bounds.low, bounds.high)

    def relations_at(self, key: Key) -> list[Relation]:
        """The relations that a quantity takes part in."""
        return [self.relations[position] for position in self._users.get(key, ())]

    def _active(self) -> list[int]:
        return [index for index in range(len(self.facts)) if index not in self.aside]

    def _put_aside(self, conflict: list[int]) -> None:
        self.conflicts.append(conflict)
        self.aside.update(conflict)

    def _set_aside_plain_conflicts(self) -> None:
        """Facts that contradict by one relation, or by standing for the same quantity."""
        found: list[list[int]] = []
        for key, indices in self._at.items():
            if len(indices) > 1:
                try:
                    self._intersection(indices, key)
                except _Contradiction as at:
                    found.append(sorted(at.facts))
        for relation in self.relations:
            conflict = self._plain_conflict(relation)
            if conflict:
                found.append(conflict)
        for conflict in found:
            self._put_aside(conflict)

    def _hidden_conflicts(self, known: _Known) -> list[list[int]]:
        """What facts set aside contradict besides, among those that nothing speaks against.

        The latter are not set aside: they agree with one another.
        """
        found = []
        for index in sorted(self.aside):
            bounds, own = known.get(self.keys[index]), self._printed[index]
            if bounds and own and (own[1] < bounds.low or own[0] > bounds.high):
                found.append(self._smallest_conflict(sorted({index, *bounds.facts})))
        return found

    def _plain_conflict(self, relation: Relation) -> list[int] | None:
        """The facts of a relation all of whose terms are printed, where it cannot hold."""
        listed: list[Interval | None] = []
        involved: list[int] = []
        for key in relation.terms:
            if key.measure is None:
                listed.append((Decimal(key.year), Decimal(key.year)))
                continue
            at = self._at.get(key)
            interval = self._printed[at[0]] if at else None
            if at is None or interval is None:
                return None
            involved.append(at[0])
            listed.append(interval)
        for implied, own in zip(relation.intervals(listed), listed, strict=True):
            assert own is not None
            if implied is not None and (implied[0] > own[1] or implied[1] < own[0]):
                return involved
        return None

    def _smallest_conflict(self, suspects: list[int]) -> list[int]:
        """Drop every suspect without which the others still contradict one another."""
        needed = list(suspects)
        for index in suspects:
            without = [other for other in needed if other != index]
            try:
                self._propagate(without)
            except _Contradiction as found:
                needed = [other for other in without if other in found.facts]
        return needed

    def _propagate(self, active: Collection[int]) -> _Known:
        """Narrow until nothing moves; raise on an empty interval."""
        known: _Known = {}
        by_key: dict[Key, list[int]] = {}
        for index in active:
            by_key.setdefault(self.keys[index], []).append(index)
        for key, indices in by_key.items():
            bounds = self._intersection(indices, key)
            if bounds is not None:
                known[key] = bounds
        touched = {position for key in by_key for position in self._users.get(key, ())}
        self._narrow_from(known, OrderedDict.fromkeys(sorted(touched)))
        return known

    def _intersection(self, indices: Collection[int], key: Key) -> _Bounds | None:
        """What the facts about one quantity say together."""
        bounds: _Bounds | None = None
        for index in indices:
            interval = self._printed[index]
            if interval is None:
                continue
            own = frozenset((index,))
            new = _Bounds(*interval, own, own)
            bounds = new if bounds is None else _intersected(bounds, new)
            self._steps[key] = self._step(index)
        return bounds

    def _step(self, index: int) -> Decimal:
        """What counts as movement of a printed quantity: 1 % of its unit."""
        fact = self.facts[index]
        assert fact.figure is not None
        kind = self.kinds[fact.indicator]
        unit = EXACT.subtract(
            encode(fact.figure.unit, fact.measure, kind), encode(Decimal(0), fact.measure, kind)
        )
        return EXACT.multiply(unit, _ENOUGH)

    def _narrow_from(self, known: _Known, pending: OrderedDict[int, None]) -> None:
        visits: dict[int, int] = {}
        while pending:
            position, _ = pending.popitem(last=False)
            self._visits += 1
            visits[position] = visits.get(position, 0) + 1
            if visits[position] > _MAX_VISITS:
                continue
            for key in self._apply(self.relations[position], known):
                for user in self._users[key]:
                    if user != position:
                        pending[user] = None

    def _apply(self, relation: Relation, known: _Known) -> Iterator[Key]:
        """Narrow the terms of a relation by one another; yield those that moved."""
        bounds = [
            _constant(key) if key.measure is None else known.get(key) for key in relation.terms
        ]
        if sum(one is None for one in bounds) > 1:
            return
        implied = relation.intervals([(one.low, one.high) if one else None for one in bounds])
        for position, (key, interval) in enumerate(zip(relation.terms, implied, strict=True)):
            if interval is None or key.measure is None:
                continue
            old = bounds[position]
            if old is not None and interval[0] <= old.low and interval[1] >= old.high:
                continue
            others = [b.facts for at, b in enumerate(bounds) if b is not None and at != position]
            resting = _NONE.union(*others)
            new = _Bounds(*interval, resting, resting)
            if old is None:
                known[key] = new
                yield key
                continue
            known[key] = met = _intersected(old, new)
            step = self._steps.get(key)
            if step is None:
                step = CEILING.multiply(CEILING.subtract(old.high, old.low), _ENOUGH)
            moved = EXACT.add(FLOOR.subtract(met.low, old.low), FLOOR.subtract(old.high, met.high))
            if moved > step:
                yield key


class _Overlay(dict[Key, _Bounds | None]):
    """A state changed in places; what is set to None counts as unknown."""

    def __init__(self, below: _Known) -> None:
        super().__init__()
        self._below = below

    def get(self, key: Key, default: object = None) -> _Bounds | None:
        return self[key] if key in self else self._below.get(key)


def _constant(key: Key) -> _Bounds:
    return _Bounds(Decimal(key.year), Decimal(key.year), _NONE, _NONE)


def _intersected(old: _Bounds, new: _Bounds) -> _Bounds:
    low_from = new if new.low > old.low else old
    high_from = new if new.high < old.high else old
    bounds = _Bounds(low_from.low, high_from.high, low_from.low_facts, high_from.high_facts)
    if bounds.low > bounds.high:
        raise _Contradiction(bounds.facts)
    return bounds


def _by_fact(known: _Known) -> dict[int, list[Key]]:
    """For every fact the quantities whose intervals rest on it."""
    resting: dict[int, list[Key]] = {}
    for key, bounds in known.items():
        for index in bounds.facts if bounds else _NONE:
            resting.setdefault(index, []).append(key)
    return resting
