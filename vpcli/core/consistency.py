"""Whether the printed figures of one edition can all be true, and how well each agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from vpcli.core.agreement import meet, reproduces
from vpcli.core.arithmetic import EXACT
from vpcli.core.closure import Closure
from vpcli.core.findings import Finding, FindingKind
from vpcli.core.identities import Scope
from vpcli.core.keys import Interval, Key, decode, key_of
from vpcli.core.model import Fact, Group, Measure
from vpcli.core.network import Structure
from vpcli.core.number import Figure
from vpcli.core.operation import Operation, expectation, operation_of, steps_before
from vpcli.core.propagate import Reading, System, printed_interval
from vpcli.core.relations import Relation
from vpcli.core.solve import Basis, Quantity, Solution, as_printed, complete, derive, solve

__all__ = ["Edition"]

# Which fact of a contradiction is held against the others: the most derived one.
_MOST_DERIVED_FIRST = (
    Measure.AVERAGE_GROWTH,
    Measure.PLANNED_AVERAGE_GROWTH,
    Measure.SHARE_OF_GROWTH,
    Measure.CONTRIBUTION,
    Measure.SHARE,
    Measure.ATTAINMENT,
    Measure.MULTIPLE,
    Measure.GROWTH,
    Measure.PLANNED_GROWTH,
    Measure.CHANGE,
)


class Edition:
    """The facts of one group of series that were published together, and what they imply."""

    def __init__(self, group: Group, facts: Sequence[Fact], *, strict: bool) -> None:
        """Set aside what cannot be true together.

        With `strict`, every qualifier is ignored and a figure stands for half a unit of its
        last printed place; without it, for the wider of that and its qualified reading.
        """
        self.group = group
        self.facts = facts
        self.reading = Reading.HALF_UNITS if strict else Reading.WIDEST
        self.series = {series.indicator.id: series for series in group.series}
        self.printed = [fact for fact in facts if fact.figure is not None]
        self.structure = Structure.of(group)
        self.relations = self.structure.relations(facts)
        self.system = System(self.printed, self.relations, self.structure.kinds, self.reading)
        self.system.settle()
        self._solution: Solution | None = None
        self._years: _Years | None = None
        self._totals = {breakdown.total for breakdown in group.parts}

    @property
    def solution(self) -> Solution:
        """Every quantity that the facts of this edition determine."""
        if self._solution is None:
            self._solution = solve(self.facts, self.structure, relations=self.relations)
        return self._solution

    @cached_property
    def doubts(self) -> Counter[int]:
        """In how many disagreements each fact takes part, by the identity of the fact object."""
        return Counter(id(self.printed[at]) for found in self.system.conflicts for at in found)

    @cached_property
    def closure(self) -> Closure:
        """What follows from some of the facts."""
        return Closure(self.relations)

    def disagreements(self) -> Iterator[Finding]:
        """Return one finding for every smallest set of facts that cannot all be true."""
        for conflict in self.system.conflicts:
            yield self._disagreement(conflict)

    def conflicting_facts(self) -> list[Fact]:
        """Return the facts that take part in a contradiction."""
        return [self.printed[index] for index in sorted(self.system.aside)]

    def expected_by(self, fact: Fact, others: Sequence[Fact]) -> Quantity | None:
        """Return what other facts imply of the quantity that a fact is about."""
        return self._implied_by([other for other in others if other is not fact]).get(key_of(fact))

    def _implied_by(self, facts: Sequence[Fact]) -> Solution:
        near = self.closure.relations_among(map(key_of, facts))
        return solve(facts, self.structure, reading=self.reading, relations=near)

    def _disagreement(self, conflict: list[int]) -> Finding:
        """Held against the others is the fact in most disagreements, then the most derived."""
        facts = [self.printed[index] for index in conflict]
        ordered = sorted(facts, key=lambda fact: (-self.doubts[id(fact)], self._derivedness(fact)))
        chosen, expected = ordered[0], None
        for fact in ordered:
            found = self.expected_by(fact, facts)
            if found is None or found.interval is None:
                continue
            if expected is None:
                chosen, expected = fact, found
            if not meet(found.interval, printed_interval(_figure(fact), self.reading)):
                chosen, expected = fact, found
                break
        return self._finding(FindingKind.DISAGREEMENT, chosen, expected, facts)

    def _derivedness(self, fact: Fact) -> tuple[int, bool]:
        """The most derived measures first; among levels, a total before its parts."""
        order = _MOST_DERIVED_FIRST
        rank = order.index(fact.measure) if fact.measure in order else len(order)
        return rank, fact.indicator not in self._totals

    def _finding(
        self, kind: FindingKind, fact: Fact, expected: Quantity | None, facts: Sequence[Fact]
    ) -> Finding:
        others = tuple(other for other in facts if other is not fact)
        key = key_of(fact)
        operation = None
        steps: tuple[Operation, ...] = ()
        if expected is not None:
            known = self._implied_by(others)
            operation = operation_of(key, expected, known, self.series)
            steps = steps_before(operation, known, self.series)
        return Finding(
            kind,
            self.series[fact.indicator],
            fact,
            expected=expectation(key, expected, self.series) if expected else None,
            operation=operation,
            steps=steps,
            against=others,
            difference=difference(fact, expected, self.reading),
            about=self.series,
        )

    def grades(self) -> Iterator[Finding]:
        """Return how well every fact agrees that others bind; those in contradiction left out."""
        half = self.system
        if self.reading is not Reading.HALF_UNITS and self.system.qualified:
            half = System(self.printed, self.relations, self.structure.kinds, Reading.HALF_UNITS)
            half.settle()
        for index, fact in enumerate(self.printed):
            if index in self.system.aside or not _figure(fact).is_bounded:
                continue
            found = self._grade(index, fact, half)
            if found is not None:
                yield found

    def _grade(self, index: int, fact: Fact, half: System) -> Finding | None:
        by_qualifier = index in half.aside
        implied = (self.system if by_qualifier else half).without(index)
        if implied is None:
            if self._base_prints_as_zero(key_of(fact)):
                return Finding(FindingKind.CANNOT_BE_VERIFIED, self.series[fact.indicator], fact)
            return None
        kind = self.structure.kinds[fact.indicator]
        interval = (decode(implied[0], fact.measure, kind), decode(implied[1], fact.measure, kind))
        steps = list(self._steps_without(fact))
        point = steps[0][1].point if steps else None
        if point is not None:
            point = min(max(point, interval[0]), interval[1])
        quantity = Quantity(point, *interval, Basis.IMPLIED)
        if by_qualifier:
            grade = FindingKind.BY_QUALIFIER_ONLY
        elif steps and all(
            step.point is not None and reproduces(step.point, _figure(fact)) for _, step in steps
        ):
            grade = FindingKind.EXACT
        else:
            grade = FindingKind.WITHIN_ROUNDING
        key = key_of(fact)
        return Finding(
            grade,
            self.series[fact.indicator],
            fact,
            expected=expectation(key, quantity, self.series),
            operation=steps[0][0] if steps else None,
            against=steps[0][1].facts if steps else (),
            difference=difference(fact, quantity, half.reading),
            narrowed=self._narrowed(fact),
            about=self.series,
        )

    def _steps_without(self, fact: Fact) -> Iterator[tuple[Operation, Quantity]]:
        """Every identity that gives the quantity of a fact from what does not rest on it."""
        key = key_of(fact)
        known = self.solution
        relations = self.system.relations_at(key)
        if all(self._rest_on(fact, relation, key, known) for relation in relations):
            known = self._known_without(fact)
        for relation in relations:
            if self._rest_on(fact, relation, key, known):
                continue
            found = derive(relation, key, known, self.structure.kinds)
            if found is not None and found.point is not None:
                operation = operation_of(key, found, known, self.series)
                if operation is not None:
                    yield operation, found

    @staticmethod
    def _rest_on(fact: Fact, relation: Relation, key: Key, known: Solution) -> bool:
        """Whether the other terms of a relation are unknown, or known only thanks to a fact."""
        others = [known.get(other) for other in relation.terms if other != key]
        return any(
            quantity is None or any(own is fact for own in quantity.facts) for quantity in others
        )

    def _known_without(self, fact: Fact) -> Solution:
        """What the facts of the neighbouring years imply without a fact."""
        first = fact.year - 1 if fact.since is None else fact.since
        if self._years is None:
            self._years = _Years(self.solution, self.relations)
        near, relations = self._years.between(first, fact.year + 1)
        known = {key: as_printed(one) for key, one in near if one.published is not fact}
        complete(known, relations, self.structure.kinds, skip={key_of(fact)})
        return known

    def _narrowed(self, fact: Fact) -> Interval | None:
        """What a figure can be, all printed figures together; None where that says no more."""
        quantity = self.solution.get(key_of(fact))
        if quantity is None or quantity.conflict or quantity.interval is None:
            return None
        printed = (_figure(fact).low, _figure(fact).high)
        return quantity.interval if quantity.interval != printed else None

    def _base_prints_as_zero(self, key: Key) -> bool:
        """Whether an identity would bind a quantity, were its base not printed as zero."""
        for relation in self.system.relations_at(key):
            if relation.identity.adds or relation.identity.scope is not Scope.YEAR:
                continue
            base = relation.operands[0].key
            others = [other for other in relation.terms if other != key]
            if base == key or any(other not in self.solution for other in others):
                continue
            interval = as_printed(self.solution[base]).interval
            if interval is not None and interval[0] <= 0 <= interval[1]:
                return True
        return False


class _Years:
    """The constants and printed quantities of a solution, and relations, by years."""

    def __init__(self, solution: Solution, relations: Sequence[Relation]) -> None:
        self._printed: dict[int | None, list[tuple[Key, Quantity]]] = {}
        for key, quantity in solution.items():
            own = quantity.published
            if own is not None or key.measure is None:
                self._printed.setdefault(own.year if own else None, []).append((key, quantity))
        self._relations: dict[int, list[tuple[int, int, Relation]]] = {}
        for position, relation in enumerate(relations):
            years = [key.year for key in relation.terms if key.measure is not None]
            placed = position, min(years), relation
            self._relations.setdefault(max(years), []).append(placed)

    def between(self, first: int, last: int) -> tuple[list[tuple[Key, Quantity]], list[Relation]]:
        """What is printed from one year to another, and the relations within these years."""
        years = range(first, last + 1)
        printed = [one for year in (None, *years) for one in self._printed.get(year, ())]
        placed = [one for year in years for one in self._relations.get(year, ()) if one[1] >= first]
        return printed, [relation for _, _, relation in sorted(placed)]


def difference(fact: Fact, expected: Quantity | None, reading: Reading) -> Decimal | None:
    """Return printed less expected, in the unit of the fact; for ranges, the distance between."""
    figure = _figure(fact)
    if expected is None:
        return None
    if figure.value is not None and expected.point is not None:
        return EXACT.subtract(figure.value, expected.point)
    if expected.interval is None:
        return None
    low, high = printed_interval(figure, reading)
    if low > expected.interval[1]:
        return EXACT.subtract(low, expected.interval[1])
    if high < expected.interval[0]:
        return EXACT.subtract(high, expected.interval[0])
    return None


def _figure(fact: Fact) -> Figure:
    assert fact.figure is not None
    return fact.figure
