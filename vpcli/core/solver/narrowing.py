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
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, POINT
from vpcli.core.facts.model import Fact, Kind, Measure
from vpcli.core.facts.number import Figure, Qualifier
from vpcli.core.facts.quantity_keys import Interval, Key, encode, encode_interval, key_of
from vpcli.core.solver.relations import Relation
from vpcli.errors import DataError, Problem

__all__ = ["MOST_DERIVED_FIRST", "Reading", "System", "printed_interval"]

_ENOUGH = Decimal("0.01")  # narrowing by less than 1 % of a printed unit is not pursued
_MAX_VISITS = 200  # of one relation; a guard, since narrowing slows down geometrically
_MOST_VISITS = 5_000_000
"""Of all relations, beyond some of each: what is left after a contradiction is narrowed anew."""
_VISITS_OF_EACH = 20


MOST_DERIVED_FIRST = (
    Measure.AVERAGE_GROWTH,
    Measure.PLANNED_AVERAGE_GROWTH,
    Measure.SHARE_OF_GROWTH,
    Measure.CONTRIBUTION,
    Measure.SHARE,
    Measure.ATTAINMENT,
    Measure.MULTIPLE,
    Measure.LOG_GROWTH,
    Measure.GROWTH,
    Measure.PLANNED_GROWTH,
    Measure.CHANGE,
)
"""Which fact of a contradiction is held against the others: the most derived one."""


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


_Known = dict[Key, _Bounds]


class System:
    """Facts of one edition, the relations among them, and what each figure stands for."""

    def __init__(
        self,
        facts: Sequence[Fact],
        relations: Sequence[Relation],
        kinds: Mapping[str, Kind],
        reading: Reading,
        totals: Collection[str] = (),
    ) -> None:
        """Take the facts that have a bounded figure; the others say nothing here."""
        self.facts = facts
        self.relations = relations
        self.kinds = kinds
        self.reading = reading
        self.keys = [key_of(fact) for fact in facts]
        self._printed = [self._interval(fact, reading) for fact in facts]
        self._totals = totals
        self.aside: set[int] = set()
        """Facts that take part in a contradiction: nothing is implied from them."""
        self.conflicts: list[list[int]] = []
        """The smallest sets of facts that cannot all be true."""
        self._out: set[int] = set()
        """Facts taken out so that the others agree: of each contradiction one."""
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

    @property
    def qualified(self) -> bool:
        """Whether any figure is qualified, so that readings differ."""
        return any(f.figure and f.figure.qualifier is not Qualifier.NONE for f in self.facts)

    def settle(self) -> dict[Key, Interval]:
        """Narrow everything but the facts that take part in a contradiction.

        Qualifiers are loose words: where figures contradict one another only as qualified, and
        agree by half a unit each, each of them stands for the wider of its two readings.
        Raises `DataError` (`too-many-contradictions`) where they are too many to be told apart.
        """
        try:
            self._known = self._propagate(self._active())
        except _Contradiction:
            self._find_conflicts()
            self.aside = {index for conflict in self.conflicts for index in conflict}
            self._out = self.aside
            self._known = self._propagate(self._active())
        return self.intervals

    def _find_conflicts(self) -> None:
        for conflict in self._plain_conflicts():
            self._keep(conflict)
        self._take_out_the_most_shared()
        known: _Known = {}
        pending: OrderedDict[int, None] = OrderedDict()
        changed: Collection[Key] = self._at
        while True:
            if self._visits > _MOST_VISITS + _VISITS_OF_EACH * len(self.relations):
                fields = {"figures": len(self.facts), "found": len(self.conflicts)}
                place = self.facts[min(self._out or self._active())].place
                raise DataError(Problem("too-many-contradictions", fields, place))
            has_begun = False
            try:
                self._begin_anew(changed, known, pending)
                has_begun = True
                self._narrow_from(known, pending)
            except _Contradiction as found:
                is_stale = bool(found.facts & self._out)  # a bound that should be forgotten
                freed = set() if is_stale else self._taken_out_of(found)
                changed = self._resting_on(freed, known)
                if is_stale or not has_begun:
                    known.clear()
                    changed = self._at
            else:
                self._find_hidden_conflicts(known)
                return

    def _taken_out_of(self, found: _Contradiction) -> set[int]:
        """Keep the conflict that was found; return the facts that now say less, or nothing."""
        conflict = self._smallest_conflict(sorted(found.facts))
        if not self._keep(conflict):
            return set(conflict)
        least = min(conflict, key=self._derivedness)
        self._out.add(least)
        return {least}

    def _resting_on(self, facts: set[int], known: _Known) -> Collection[Key]:
        """The quantities whose bounds rest on facts, found from one neighbour to the next."""
        waiting = [self.keys[index] for index in sorted(facts)]
        reached = dict.fromkeys(waiting)
        while waiting:
            for relation in self.relations_at(waiting.pop()):
                for key in relation.terms:
                    bounds = known.get(key)
                    if bounds and key not in reached and not facts.isdisjoint(bounds.facts):
                        reached[key] = None
                        waiting.append(key)
        return reached

    def _begin_anew(
        self, keys: Collection[Key], known: _Known, pending: OrderedDict[int, None]
    ) -> None:
        """Set quantities to what their own facts say, and look at what they take part in."""
        for key in keys:
            known.pop(key, None)
            active = [index for index in self._at.get(key, ()) if index not in self._out]
            bounds = self._intersection(active, key)
            if bounds is not None:
                known[key] = bounds
        touched = {position for key in keys for position in self._users.get(key, ())}
        pending |= dict.fromkeys(sorted(touched))

    def _keep(self, conflict: list[int]) -> bool:
        """Keep a conflict, unless it is one of qualifiers only, which are read wider then."""
        if any(self._is_qualified(index) for index in conflict):
            kept = {index: self._printed[index] for index in conflict}
            for index in conflict:
                self._printed[index] = self._interval(self.facts[index], Reading.HALF_UNITS)
            try:
                self._propagate(conflict)
            except _Contradiction:
                for index, interval in kept.items():
                    self._printed[index] = interval
            else:
                for index in conflict:
                    self._printed[index] = self._interval(self.facts[index], Reading.WIDEST)
                return False
        self.conflicts.append(conflict)
        return True

    def _is_qualified(self, index: int) -> bool:
        figure = self.facts[index].figure
        return self.reading is not Reading.HALF_UNITS and bool(figure and figure.qualifier)

    def _take_out_the_most_shared(self) -> None:
        """Take out facts until each conflict lacks one: the one in most of them, each time."""
        taking_part: dict[int, set[int]] = {}
        for position, conflict in enumerate(self.conflicts):
            for index in conflict:
                taking_part.setdefault(index, set()).add(position)
        left = set(range(len(self.conflicts)))
        ranked = [(-len(of), self._derivedness(index), index) for index, of in taking_part.items()]
        heapify(ranked)
        while left:
            count, rank, index = heappop(ranked)
            of = taking_part[index] & left
            if len(of) < -count:
                if of:
                    heappush(ranked, (-len(of), rank, index))
                continue
            self._out.add(index)
            left -= of

    def _derivedness(self, index: int) -> tuple[int, bool, int]:
        """The most derived measures first; among levels, a total before its parts."""
        fact = self.facts[index]
        order = MOST_DERIVED_FIRST
        rank = order.index(fact.measure) if fact.measure in order else len(order)
        return rank, fact.indicator not in self._totals, index

    @cached_property
    def intervals(self) -> dict[Key, Interval]:
        """The narrowed intervals, in factors, once they are settled."""
        assert self._known is not None
        return {key: (bounds.low, bounds.high) for key, bounds in self._known.items()}

    def _interval(self, fact: Fact, reading: Reading) -> Interval | None:
        """The interval of one fact, as a factor; None where the figure is not bounded."""
        if fact.figure is None or not fact.figure.is_bounded:
            return None
        interval = printed_interval(fact.figure, reading)
        return encode_interval(interval, fact.measure, self.kinds[fact.indicator])

    def relations_at(self, key: Key) -> list[Relation]:
        """The relations that a quantity takes part in."""
        return [self.relations[position] for position in self._users.get(key, ())]

    def _active(self) -> list[int]:
        return [index for index in range(len(self.facts)) if index not in self._out]

    def _plain_conflicts(self) -> list[list[int]]:
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
        return found

    def _find_hidden_conflicts(self, known: _Known) -> None:
        """Find what facts that were taken out contradict besides, among those that agree."""
        told = {frozenset(conflict) for conflict in self.conflicts}
        for index in sorted(self._out):
            bounds, own = known.get(self.keys[index]), self._printed[index]
            if bounds and own and (own[1] < bounds.low or own[0] > bounds.high):
                conflict = self._smallest_conflict(sorted({index, *bounds.facts}))
                if frozenset(conflict) not in told:
                    self._keep(conflict)

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
        """Drop every suspect without which the others still contradict one another.

        The least derived are dropped first, so that among several ways the shortest is told.
        """
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
        return POINT.multiply(unit, _ENOUGH)

    def _narrow_from(self, known: _Known, pending: OrderedDict[int, None]) -> None:
        visits: dict[int, int] = {}
        while pending:
            position = next(iter(pending))
            self._visits += 1
            visits[position] = visits.get(position, 0) + 1
            if visits[position] > _MAX_VISITS:
                del pending[position]
                continue
            for key in self._apply(self.relations[position], known):
                for user in self._users[key]:
                    if user != position:
                        pending[user] = None
            del pending[position]

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


def _constant(key: Key) -> _Bounds:
    return _Bounds(Decimal(key.year), Decimal(key.year), _NONE, _NONE)


def _intersected(old: _Bounds, new: _Bounds) -> _Bounds:
    low_from = new if new.low > old.low else old
    high_from = new if new.high < old.high else old
    bounds = _Bounds(low_from.low, high_from.high, low_from.low_facts, high_from.high_facts)
    if bounds.low > bounds.high:
        raise _Contradiction(bounds.facts)
    return bounds
