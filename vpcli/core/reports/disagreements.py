"""Which printed figures of an edition cannot all be true, and how well the others agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import EXACT
from vpcli.core.facts.model import Fact, Series
from vpcli.core.facts.number import Figure
from vpcli.core.facts.quantity_keys import Interval, decode_interval, key_of
from vpcli.core.reports.findings import Finding, FindingKind
from vpcli.core.reports.step import Operation, expectation, operation_of, steps_before
from vpcli.core.solver.agreement import Agreement, meet
from vpcli.core.solver.editions import Edition
from vpcli.core.solver.grades import base_prints_as_zero, expected, is_bound
from vpcli.core.solver.narrowing import MOST_DERIVED_FIRST, Reading, System, printed_interval
from vpcli.core.solver.quantity import Quantity, published
from vpcli.core.solver.relations import Relation
from vpcli.core.solver.relations_among import Closure
from vpcli.core.solver.solution import CONSTANTS, Quantities, complete

__all__ = ["Checked", "difference"]

_KINDS = {
    Agreement.EXACT: FindingKind.EXACT,
    Agreement.WITHIN_ROUNDING: FindingKind.WITHIN_ROUNDING,
    Agreement.BY_QUALIFIER_ONLY: FindingKind.BY_QUALIFIER_ONLY,
}


class Checked:
    """The contradictions and the grades of one edition."""

    def __init__(self, edition: Edition) -> None:
        """Take an edition whose facts are narrowed when they are asked for."""
        self.edition = edition
        self.series: Mapping[str, Series] = {
            series.indicator.id: series for series in edition.group.series
        }
        self.printed = edition.printed
        self.conflicts = [[self.printed[at] for at in one] for one in edition.system.conflicts]
        self.doubts = Counter(id(fact) for conflict in self.conflicts for fact in conflict)
        """In how many disagreements each fact takes part, by the identity of the fact object."""
        self._totals = {breakdown.total for breakdown in edition.structure.parts}
        self._closure: Closure | None = None

    @property
    def closure(self) -> Closure:
        """What follows from some of the facts."""
        if self._closure is None:
            self._closure = Closure(self.edition.relations)
        return self._closure

    def unbound(self, *, graded: bool) -> list[Fact]:
        """Return the printed figures of which others say nothing; `graded` where all are graded."""
        edition = self.edition
        return [fact for fact in self.printed if not is_bound(edition, fact, graded=graded)]

    def disagreements(self) -> Iterator[Finding]:
        """Return one finding for every smallest set of facts that cannot all be true."""
        for conflict in self.conflicts:
            yield self._disagreement(conflict)

    def expected_by(self, fact: Fact, others: Sequence[Fact]) -> Quantity | None:
        """Return what other facts imply of the quantity that a fact is about."""
        return self._implied_by(fact, others).get(key_of(fact))

    def _implied_by(self, fact: Fact, facts: Sequence[Fact]) -> Quantities:
        """What follows from facts but for one, with the bounds they leave together."""
        others = [other for other in facts if other is not fact]
        near = self.closure.relations_among(map(key_of, others))
        known: Quantities = dict(CONSTANTS)
        for other in others:
            known.setdefault(key_of(other), published(other))
        complete(known, near, self.edition.kinds)
        return self._narrowed_by(others, near, known)

    def _narrowed_by(
        self, facts: Sequence[Fact], near: Sequence[Relation], known: Quantities
    ) -> Quantities:
        system = System(facts, near, self.edition.kinds, self.edition.reading)
        intervals = system.settle()
        found = dict(known)
        for key, quantity in known.items():
            if key.measure is None or quantity.published or key not in intervals:
                continue
            low, high = decode_interval(
                intervals[key], key.measure, self.edition.kinds[key.indicator]
            )
            point = quantity.point
            point = None if point is None else min(max(point, low), high)
            found[key] = quantity._replace(point=point, low=low, high=high)
        return found

    def _disagreement(self, facts: list[Fact]) -> Finding:
        """Held against the others is the one fact in most disagreements, or the most derived."""
        doubts = [self.doubts[id(fact)] for fact in facts]
        most = max(doubts)
        stands_out = doubts.count(most) == 1
        ordered = sorted(
            facts,
            key=lambda fact: (
                not (stands_out and self.doubts[id(fact)] == most),
                self._derivedness(fact),
            ),
        )
        chosen, found, known = ordered[0], None, Quantities()
        for fact in ordered:
            implied = self._implied_by(fact, facts)
            other = implied.get(key_of(fact))
            if other is None or other.interval is None:
                continue
            apart = not meet(other.interval, printed_interval(_figure(fact), self.edition.reading))
            if found is None or apart:
                chosen, found, known = fact, other, implied
            if apart:
                break
        key = key_of(chosen)
        operation = None
        steps: tuple[Operation, ...] = ()
        if found is not None:
            operation = operation_of(key, found, known.get, self.series)
            steps = steps_before(operation, known.get, self.series)
        return Finding(
            FindingKind.DISAGREEMENT,
            self.series[chosen.indicator],
            chosen,
            expected=expectation(key, found, self.series) if found else None,
            operation=operation,
            steps=steps,
            against=tuple(other for other in facts if other is not chosen),
            difference=difference(chosen, found, self.edition.reading),
            about=self.series,
        )

    def _derivedness(self, fact: Fact) -> tuple[int, bool]:
        """The most derived measures first; among levels, a total before its parts."""
        order = MOST_DERIVED_FIRST
        rank = order.index(fact.measure) if fact.measure in order else len(order)
        return rank, fact.indicator not in self._totals

    def grades(self) -> Iterator[Finding]:
        """Return how well every fact agrees that others bind; those in contradiction left out."""
        for index, fact in enumerate(self.printed):
            if index in self.edition.system.aside or not _figure(fact).is_bounded:
                continue
            found = self._grade(fact)
            if found is not None:
                yield found

    def _grade(self, fact: Fact) -> Finding | None:
        graded = expected(self.edition, fact)
        key = key_of(fact)
        if graded is None:
            if base_prints_as_zero(self.edition, key):
                return Finding(FindingKind.CANNOT_BE_VERIFIED, self.series[fact.indicator], fact)
            return None
        agreement, ways, left = graded
        first = next((way for way in ways if way.quantity.point is not None), None)
        relation = first.quantity.relation if first else None
        return Finding(
            _KINDS[agreement],
            self.series[fact.indicator],
            fact,
            expected=expectation(key, left, self.series),
            identity=relation.identity.name if relation else "",
            against=first.quantity.facts if first else (),
            difference=difference(fact, left, Reading.HALF_UNITS),
            narrowed=self._narrowed(fact),
            about=self.series,
        )

    def _narrowed(self, fact: Fact) -> Interval | None:
        """What a figure can be, all printed figures together; None where that says no more."""
        key = key_of(fact)
        interval = self.edition.system.intervals.get(key)
        if interval is None:
            return None
        found = decode_interval(interval, fact.measure, self.edition.kinds[fact.indicator])
        return found if found != (_figure(fact).low, _figure(fact).high) else None


def difference(fact: Fact, found: Quantity | None, reading: Reading) -> Decimal | None:
    """Return printed less expected, in the unit of the fact; for ranges, the distance between."""
    figure = _figure(fact)
    if found is None:
        return None
    if figure.value is not None and found.point is not None:
        return EXACT.subtract(figure.value, found.point)
    if found.interval is None:
        return None
    low, high = printed_interval(figure, reading)
    if low > found.interval[1]:
        return EXACT.subtract(low, found.interval[1])
    if high < found.interval[0]:
        return EXACT.subtract(high, found.interval[0])
    return None


def _figure(fact: Fact) -> Figure:
    assert fact.figure is not None
    return fact.figure
