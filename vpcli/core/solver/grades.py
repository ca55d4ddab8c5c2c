"""How well a printed figure agrees with what the others imply; a figure never testifies for itself.

There is one grade of a figure, whichever command shows it. Exact: every way to it reproduces its
digits. Within rounding: half a unit on each side of all figures leaves room for it. By qualifier
only: only a "nearly", "more than" or "about" does. Disagreement: nothing does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary, ref

from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Fact
from vpcli.core.facts.quantity_keys import Interval, Key, is_positive, key_of
from vpcli.core.solver.agreement import Agreement, reproduces
from vpcli.core.solver.editions import Edition
from vpcli.core.solver.identities import Scope
from vpcli.core.solver.narrowing import Reading, System
from vpcli.core.solver.quantity import Found, Quantity, published
from vpcli.core.solver.relations import Relation
from vpcli.core.solver.solution import CONSTANTS, Quantities, complete, derive

__all__ = [
    "Way",
    "base_prints_as_zero",
    "expected",
    "grade",
    "is_bound",
    "ways_around",
    "ways_without",
]

_MOST_NEAR, _MOST_YEARS = 80, 20
"""Identities, and years, that are looked at around a figure that nothing implies at once."""


class Way(NamedTuple):
    """One way to a figure from others: what it gives, and what the others are."""

    quantity: Quantity
    known: Quantities


def grade(edition: Edition, fact: Fact) -> Agreement | None:
    """Return the grade of a printed figure of an edition; None where the others do not bind it."""
    found = _Graded.of(edition).grade(fact)
    return found[0] if found else None


def expected(edition: Edition, fact: Fact) -> tuple[Agreement, list[Way], Quantity] | None:
    """Return a grade with the ways to the figure, and what they leave together."""
    return _Graded.of(edition).grade(fact)


def is_bound(edition: Edition, fact: Fact, *, graded: bool = False) -> bool:
    """Tell whether other figures say anything of a printed one; `graded` where it is graded."""
    return _Graded.of(edition).is_bound(fact, graded=graded)


class _Graded:
    """The grades of the figures of one edition."""

    @staticmethod
    def of(edition: Edition) -> _Graded:
        found = _MADE.get(edition)
        if found is None:
            found = _MADE[edition] = _Graded(edition)
        return found

    def __init__(self, edition: Edition) -> None:
        self._edition = ref(edition)  # which is forgotten with its grades
        system = edition.system
        self.index = {id(fact): at for at, fact in enumerate(edition.printed)}
        self.half = system.aside
        if edition.reading is Reading.PRINTED and system.qualified:
            half = System(edition.printed, edition.relations, edition.kinds, Reading.HALF_UNITS)
            half.settle()
            self.half = half.aside
        self.printed: dict[int, bool] = {}
        self.graded: dict[int, tuple[Agreement, list[Way], Quantity] | None] = {}

    @property
    def edition(self) -> Edition:
        edition = self._edition()
        assert edition is not None
        return edition

    def is_bound(self, fact: Fact, *, graded: bool) -> bool:
        if graded and fact.figure is not None and fact.figure.is_bounded:
            return self.grade(fact) is not None
        if self.index[id(fact)] in self.edition.system.aside:
            return True
        if self._is_in_a_sum(fact) or _is_surely_given(self.edition, fact):
            return True
        return bool(ways_without(self.edition, fact))

    def _is_in_a_sum(self, fact: Fact) -> bool:
        """Whether it is one term of a sum of which all others are printed too."""
        key = key_of(fact)
        return any(
            relation.identity.adds and self._are_printed(relation)
            for relation in self.edition.system.relations_at(key)
        )

    def _are_printed(self, relation: Relation) -> bool:
        """Whether all terms are printed, each by a figure with two bounds; asked once of each."""
        at = id(relation)
        if at not in self.printed:
            found = [self.edition.quantities.get(key) for key in relation.terms]
            self.printed[at] = all(
                one is not None and one.published and one.interval for one in found
            )
        return self.printed[at]

    def grade(self, fact: Fact) -> tuple[Agreement, list[Way], Quantity] | None:
        at = self.index.get(id(fact))
        if at is None or fact.figure is None or not fact.figure.is_bounded:
            return None
        if at not in self.graded:
            self.graded[at] = self._grade(fact, at)
        return self.graded[at]

    def _grade(self, fact: Fact, at: int) -> tuple[Agreement, list[Way], Quantity] | None:
        assert fact.figure is not None
        ways = ways_without(self.edition, fact)
        if not ways:
            return None
        left = _together(ways)
        if at in self.edition.system.aside:
            return Agreement.DISAGREEMENT, ways, left
        if at in self.half:
            return Agreement.BY_QUALIFIER_ONLY, ways, left
        points = [way.quantity.point for way in ways if way.quantity.point is not None]
        figure = fact.figure
        if points and all(reproduces(point, figure) for point in points):
            return Agreement.EXACT, ways, left
        return Agreement.WITHIN_ROUNDING, ways, left


_MADE: WeakKeyDictionary[Edition, _Graded] = WeakKeyDictionary()


def _together(ways: list[Way]) -> Quantity:
    """What several ways leave of a figure, with the value of the first."""
    low, high = None, None
    for way in ways:
        interval = way.quantity.interval
        if interval is not None:
            low = interval[0] if low is None else max(low, interval[0])
            high = interval[1] if high is None else min(high, interval[1])
    first = ways[0].quantity
    if low is None or high is None or low > high:
        return first._replace(basis=Basis.IMPLIED)
    point = first.point if first.point is None else min(max(first.point, low), high)
    return Quantity(point, low, high, Basis.IMPLIED, facts=first.facts, relation=first.relation)


def ways_without(edition: Edition, fact: Fact) -> list[Way]:
    """Return every way to the quantity of a figure from what does not rest on it.

    Where none of its identities gives it at once, the figures near it are worked out without it.
    """
    ways = list(_at_once(edition, fact))
    return ways or list(_from_near(edition, fact))


def ways_around(edition: Edition, key: Key) -> list[Way]:
    """Return every way to a quantity, printed or not, from what does not rest on it."""
    quantity = edition.quantities.get(key)
    fact = quantity.published if quantity else None
    if fact is not None:
        return ways_without(edition, fact)
    if edition.is_of_levels_alone:
        found = edition.ways_to(key, edition.get)
        return [Way(one, edition.quantities) for one in found if one.interval is not None]
    known = edition.quantities

    def apart(other: Key) -> Found | None:
        found = known.get(other)
        return found if found and not _derived_from(edition, other, key) else None

    relations = edition.system.relations_at(key) or edition.structure.relations_about(key)
    ways = (derive(relation, key, apart, edition.kinds) for relation in relations)
    return [Way(way, known) for way in ways if way is not None and way.interval is not None]


def _derived_from(edition: Edition, key: Key, origin: Key) -> bool:
    """Tell whether a quantity was derived by way of another one."""
    waiting, seen = [key], {key}
    while waiting:
        found = edition.quantities.get(waiting.pop())
        relation = found.relation if found else None
        for term in relation.terms if relation else ():
            if term == origin:
                return True
            if term not in seen:
                seen.add(term)
                waiting.append(term)
    return False


def _is_surely_given(edition: Edition, fact: Fact) -> bool:
    """Tell whether an identity plainly bounds a figure by others: all are known, and above zero.

    What is then to be worked out need not be, as long as nobody asks for it.
    """
    key = key_of(fact)
    known = edition.quantities
    for relation in edition.system.relations_at(key):
        adds = relation.identity.adds
        for other in relation.terms:
            if other == key or other.measure is None:
                continue
            found = known.get(other)
            if found is None or found.low is None or found.high is None:
                break
            if not adds and not is_positive(
                found.low, other.measure, edition.kinds[other.indicator]
            ):
                break
            if any(own is fact for own in found.facts):
                break
        else:
            return True
    return False


def _at_once(edition: Edition, fact: Fact) -> Iterator[Way]:
    key = key_of(fact)
    known = edition.quantities

    def without(other: Key) -> Found | None:
        found = known.get(other)
        if found is None:
            return None
        for own in found.facts:
            if own is fact:
                return None
        return found

    for relation in edition.system.relations_at(key):
        found = derive(relation, key, without, edition.kinds)
        if found is not None and found.interval is not None:
            yield Way(found, known)


def _from_near(edition: Edition, fact: Fact) -> Iterator[Way]:
    key = key_of(fact)
    relations = near(edition, key)
    known: Quantities = dict(CONSTANTS)
    for relation in relations:
        for other in relation.terms:
            found = edition.quantities.get(other)
            if found is not None and found.published and other != key:
                known[other] = published(found.published)
    complete(known, relations, edition.kinds, skip={key})
    for relation in edition.system.relations_at(key):
        found = derive(relation, key, known.get, edition.kinds)
        if found is not None and found.interval is not None:
            yield Way(found, known)


def near(edition: Edition, key: Key) -> list[Relation]:
    """Return the identities around a printed figure, the nearest first.

    They are followed by way of what is not printed: what is needs no other way to it.
    """
    found: dict[int, Relation] = {}
    seen, years = {key}, {key.year}
    waiting = [key]

    def is_printed(one: Key) -> bool:
        found = edition.quantities.get(one)
        return one.measure is None or (found is not None and found.published is not None)

    for at in waiting:
        for relation in edition.system.relations_at(at):
            if id(relation) in found:
                continue
            if len(found) >= _MOST_NEAR or len(years) > _MOST_YEARS:
                return list(found.values())
            found[id(relation)] = relation
            new = [one for one in relation.terms if one not in seen and not is_printed(one)]
            seen.update(new)
            years.update(one.year for one in new)
            waiting += new
    return list(found.values())


def base_prints_as_zero(edition: Edition, key: Key) -> bool:
    """Tell whether an identity would bind a quantity, were its base not printed as zero."""
    for relation in edition.system.relations_at(key):
        if relation.identity.adds or relation.identity.scope is not Scope.YEAR:
            continue
        base = relation.operands[0].key
        others = [other for other in relation.terms if other != key]
        if base == key or any(other not in edition.quantities for other in others):
            continue
        interval: Interval | None = edition.quantities[base].interval
        if interval is not None and interval[0] <= 0 <= interval[1]:
            return True
    return False
