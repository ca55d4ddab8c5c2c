"""Solving: from figures to every quantity that the identities determine, asked for one by one.

Intervals come from narrowing; the printed values are carried beside them as point values. A
quantity says how it is known: published, computed from published levels, or implied because a
published rate was needed. What cannot be known says why.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import HUNDRED, ONE, POINT, ZERO
from vpcli.core.facts.codes import Basis, Reason, Status
from vpcli.core.facts.model import Kind, Measure
from vpcli.core.facts.quantity_keys import (
    PREVIOUS_YEAR_100,
    Interval,
    Key,
    decode,
    decode_interval,
    encode,
    encode_interval,
    is_own_factor,
)
from vpcli.core.solver.identities_in_force import Structure, relations_for
from vpcli.core.solver.quantity import Found, Quantity, Unknown, basis_of
from vpcli.core.solver.relations import Relation

__all__ = ["CONSTANTS", "Known", "Quantities", "Solved", "best_of", "complete", "derive"]

Quantities = dict[Key, Quantity]
Known = Callable[[Key], Found | None]
"""What is known of a quantity; nothing, or `Unknown`, where it is not."""

CONSTANTS: Quantities = {
    PREVIOUS_YEAR_100: Quantity(HUNDRED, HUNDRED, HUNDRED, Basis.COMPUTED),
    Key(None, 1): Quantity(ONE, ONE, ONE, Basis.COMPUTED),
}

_DIFFERENCES = (Measure.CHANGE, Measure.PLANNED_CHANGE, Measure.GAP)
_RANKS = {
    Measure.ACTUAL: 0,
    Measure.PLAN: 0,
    Measure.GROWTH: 1,
    Measure.PLANNED_GROWTH: 1,
    Measure.ATTAINMENT: 1,
    Measure.CONTRIBUTION: 3,
    Measure.SHARE_OF_GROWTH: 4,
}
"""What is derived on demand rests on lower ranks only, so that it never rests on itself."""
_OTHERS = 2


class Solved(ABC):
    """What is known from one point of view: looked up, else derived, and remembered."""

    def __init__(self, structure: Structure) -> None:
        """Begin with nothing derived."""
        self.structure = structure
        self.kinds = structure.kinds
        self._found: dict[Key, Found] = {}

    def get(self, key: Key) -> Found:
        """Return a quantity, or why it cannot be known."""
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._asked(key)
        return found

    @abstractmethod
    def direct(self, key: Key) -> Quantity | None:
        """Return what is known without a derivation on demand."""

    @abstractmethod
    def is_settled(self, key: Key) -> bool:
        """Whether what is not known directly cannot be derived either."""

    @abstractmethod
    def breaks(self, indicator: str) -> Collection[int]:
        """Return the years in which a series breaks."""

    @property
    @abstractmethod
    def has_breaks(self) -> bool:
        """Whether any series breaks at all."""

    @property
    @abstractmethod
    def has_conflicts(self) -> bool:
        """Whether any figures contradict one another."""

    def crosses_break(self, indicator: str, first: int, last: int) -> bool:
        """Tell whether the series breaks after the first year, up to the last."""
        return any(first < year <= last for year in self.breaks(indicator))

    def ways_to(self, key: Key, known: Known) -> Iterator[Quantity]:
        """Yield what each identity within a series, or a part and its total, gives."""
        for relation in self.structure.relations_about(key):
            if not self._suspended(relation):
                found = derive(relation, key, known, self.kinds)
                if found is not None:
                    yield found

    def _asked(self, key: Key) -> Found:
        found = self.direct(key)
        if found is not None:
            return found
        if self.is_settled(key):
            return Unknown(self.why_unknown(key))
        rank = _RANKS.get(key.measure, _OTHERS) if key.measure else 0

        def lower(operand: Key) -> Found | None:
            if operand.measure is None or _RANKS.get(operand.measure, _OTHERS) < rank:
                return self.get(operand)
            return self.direct(operand)

        ways = self.ways_to(key, lower)
        # Nothing is implied from figures in conflict; levels in doubt still have growth.
        sound = (way for way in ways if not way.conflict or way.basis is Basis.COMPUTED)
        return best_of(sound) or Unknown(self.why_unknown(key))

    def _suspended(self, relation: Relation) -> bool:
        """Whether it joins the levels of two years with a break between them."""
        if not self.has_breaks or not relation.identity.looks_back:
            return False
        keys = [key for key in relation.terms if key.measure is not None]
        last = max(key.year for key in keys)
        spans = [key.against for key in keys if isinstance(key.against, int)]
        first = min((key.year for key in keys if key.measure is not None), default=last)
        first = min([first, *spans, *([last - 1] if not spans else [])])
        return any(self.crosses_break(key.indicator, first, last) for key in keys)

    def why_unknown(self, key: Key) -> Reason:
        """Return the reason why an unknown quantity cannot be known: where its identity fails."""
        measure = key.measure
        if measure is Measure.PLANNED_GROWTH and self.get(key._replace(measure=Measure.PLAN)):
            base = self.get(Key(Measure.ACTUAL, key.year - 1, key.indicator))
            if base and base.point is not None and base.point <= 0:
                return Reason.NEGATIVE_BASE if base.point else Reason.ZERO_BASE
        if measure is None:
            return Reason.NONE
        if measure in _OF_A_SOURCE:
            doubted = self.has_conflicts and any(self.ways_to(key, self.direct))
            return Reason.CONFLICT if doubted else _OF_A_SOURCE[measure]
        kind = self.kinds[key.indicator]
        about = [*self.structure.relations_about(key)]
        if kind is Kind.RATE:  # what a level would need is needed first
            since = key.since
            about += relations_for(key, Kind.LEVEL, since)
        relation = next((one for one in about if _gives(one, key)), None)
        if relation is None:
            return Reason.NONE
        operands = [operand for operand in relation.terms if operand != key]
        for operand in operands:
            found = self.get(operand) if operand.measure else None
            if isinstance(found, Unknown):
                return _missing(key, operand, found.reason)
            if operand.year == key.year and self._suspended(relation):
                return Reason.SERIES_BREAK
        if kind not in relation.identity.kinds:
            known = [self.get(operand) for operand in operands if operand.measure]
            is_open = any(one and one.point is None and not one.interval for one in known)
            return Reason.NOT_A_SINGLE_VALUE if is_open else Reason.RATE_IN_POINTS
        return self._why_no_number(key, relation, operands)

    def _why_no_number(self, key: Key, relation: Relation, operands: Sequence[Key]) -> Reason:
        """All that is needed is known, and still nothing follows."""
        found = {
            operand: one for operand in operands if isinstance(one := self.get(operand), Quantity)
        }
        if any(one.point is None for one in found.values()):
            return Reason.NOT_A_SINGLE_VALUE
        if relation.identity.compounds and relation.operands[0].key.measure is None:
            return Reason.NOT_POSITIVE
        base_key = relation.operands[0].key
        base = found.get(base_key)
        if base is None or base.point is None or relation.identity.any_sign:
            return Reason.NOTHING_GREW
        if base.point > 0:
            return Reason.NEGATIVE_TARGET
        if base_key.measure is Measure.PLAN:
            return Reason.NEGATIVE_PLAN if base.point else Reason.ZERO_PLAN
        return Reason.NEGATIVE_BASE if base.point else Reason.ZERO_BASE


_OF_A_SOURCE = {
    Measure.ACTUAL: Reason.NO_ACTUAL,
    Measure.PLAN: Reason.NO_PLAN,
    Measure.PLANNED_GROWTH: Reason.NO_PLANNED_GROWTH,
    Measure.PLANNED_AVERAGE_GROWTH: Reason.NO_PLANNED_GROWTH,
}
"""Why something is not known that only a source can say."""
_FROM_LEVELS = frozenset(
    {
        "growth",
        "chain-growth",
        "change-in-points",
        "change",
        "chain-change",
        "attainment",
        "gap",
        "growth-since",
        "points-since",
        "change-since",
        "average-growth",
        "average-points",
        "required-growth",
        "chain-required-growth",
        "planned-change",
        "chain-planned-change",
        "share",
        "contribution",
        "share-of-growth",
    }
)
"""The identity that each quantity is computed by: why it fails is why the quantity is unknown."""


def _gives(relation: Relation, key: Key) -> bool:
    return relation.identity.name in _FROM_LEVELS and key == relation.operands[-1].key


def _missing(key: Key, operand: Key, reason: Reason) -> Reason:
    """The reason of a quantity for the lack of another one."""
    if reason not in (Reason.NO_ACTUAL, Reason.NO_PLAN):
        return reason
    earlier = operand.measure is Measure.ACTUAL and operand.year < key.year
    return Reason.NO_BASE_YEAR if earlier else reason


def best_of(ways: Iterable[Quantity]) -> Quantity | None:
    """Return the best of several ways to one quantity, narrowed by the others.

    What is computed from levels alone is as narrow as it gets.
    """
    found = list(ways)
    if not found:
        return None
    best = max(found, key=_rank)
    if best.basis is Basis.COMPUTED:
        return best
    for other in found:
        if best.interval and other.interval:
            low = max(best.interval[0], other.interval[0])
            high = min(best.interval[1], other.interval[1])
            inside = best.point is None or low <= best.point <= high
            if low <= high and inside:
                best = best._replace(low=low, high=high)
    return best


def complete(
    known: Quantities,
    relations: Sequence[Relation],
    kinds: Mapping[str, Kind],
    skip: Container[Key] = (),
    *,
    only_levels: bool = False,
) -> None:
    """Add, step by step, everything that follows from quantities; what is there stays.

    With `only_levels`, only what follows from levels.
    """
    users: dict[Key, list[int]] = {}
    for position, relation in enumerate(relations):
        for key in relation.terms:
            users.setdefault(key, []).append(position)
    waiting: Collection[Relation] = relations
    while step := _step(known, waiting, kinds, skip, only_levels=only_levels):
        known.update(step)
        touched = {position for key in step for position in users[key]}
        waiting = [relations[position] for position in sorted(touched)]


def _step(
    known: Quantities,
    relations: Iterable[Relation],
    kinds: Mapping[str, Kind],
    skip: Container[Key],
    *,
    only_levels: bool,
) -> Quantities:
    """What follows in one step from what is known so far, the best derivation of each."""
    found: Quantities = {}
    for relation in relations:
        key = _unknown(relation, known)
        if key is None or key in skip:
            continue
        quantity = derive(relation, key, known.get, kinds)
        if quantity is None or (only_levels and quantity.basis is not Basis.COMPUTED):
            continue
        if key not in found or _is_better(quantity, found[key]):
            found[key] = quantity
    return found


def _unknown(relation: Relation, known: Container[Key]) -> Key | None:
    """The one term of a relation that is not known; None where there is none, or another."""
    found = None
    for key in relation.terms:
        if key not in known:
            if found is not None:
                return None
            found = key
    return found


def _is_better(one: Quantity, other: Quantity) -> bool:
    """A point value before bounds alone; from levels before from rates; then what is narrower."""
    first, second = _rank(one), _rank(other)
    return first > second or (first == second and _width(one) < _width(other))


def _rank(quantity: Quantity) -> tuple[bool, bool, bool]:
    has_point, has_bounds = quantity.point is not None, quantity.interval is not None
    return has_point, quantity.basis is Basis.COMPUTED, has_bounds


def _width(quantity: Quantity) -> Decimal:
    if quantity.interval is None:
        return ZERO
    return POINT.subtract(quantity.interval[1], quantity.interval[0])


def derive(
    relation: Relation, unknown: Key, known: Known, kinds: Mapping[str, Kind]
) -> Quantity | None:
    """Derive one term of a relation from the others, or return None where it cannot be."""
    operands: Quantities = {}
    points: list[Decimal | None] = []
    intervals: list[Interval | None] = []
    position = relation.terms.index(unknown)
    for at, key in enumerate(relation.terms):
        if at == position:
            points.append(None)
            intervals.append(None)
            continue
        measure = key.measure
        quantity = CONSTANTS[key] if measure is None else known(key)
        if not quantity:
            return None
        operands[key] = quantity
        point, interval = quantity.point, quantity.interval
        if measure is not None:
            kind = kinds[key.indicator]
            if not is_own_factor(measure, kind):
                if point is not None:
                    point = encode(point, measure, kind)
                if interval is not None:
                    interval = encode_interval(interval, measure, kind)
        points.append(point)
        intervals.append(interval)
    point, interval = relation.point(position, points), relation.interval(position, intervals)
    if point is None and interval is None:
        return None
    assert unknown.measure is not None
    kind = kinds[unknown.indicator]
    of = operands.values()
    low, high = (None, None)
    if interval is not None:
        if unknown.measure is Measure.LOG_GROWTH and interval[0] <= 0:
            return None
        low, high = decode_interval(interval, unknown.measure, kind)
    if point is not None and unknown.measure is Measure.LOG_GROWTH and point <= 0:
        return None
    return Quantity(
        None if point is None else decode(point, unknown.measure, kind),
        low,
        high,
        basis_of(of),
        Status.combine([one.status for one in of if one.status is not Status.BREAK]),
        tuple({id(fact): fact for one in of for fact in one.facts}.values()),
        relation,
        any(one.conflict for one in of),
        _ends(relation, unknown, operands, kinds) if point is None else None,
    )


def _ends(
    relation: Relation, unknown: Key, operands: Quantities, kinds: Mapping[str, Kind]
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
            ends = encode_interval(ends, key.measure, kinds[key.indicator])
        printed.append(ends)
    found = relation.interval(relation.terms.index(unknown), printed)
    if found is None:
        return None
    return decode_interval(found, unknown.measure, kinds[unknown.indicator])
