"""Where does this number come from? Its derivation as a tree, down to printed facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vpcli.core.agreement import Agreement, meet, reproduces
from vpcli.core.blank import reason_of_blank
from vpcli.core.contribution import WANTED
from vpcli.core.explanation import (
    COLUMNS,
    Alternative,
    Blank,
    Explanation,
    blank_row,
    tree_rows,
)
from vpcli.core.keys import Key, key_over
from vpcli.core.model import Dataset, Kind, Measure, Series, Status
from vpcli.core.network import relations_for
from vpcli.core.operation import Operation, cell_of, operation_of
from vpcli.core.over_years import OVER_YEARS, Told, over_years
from vpcli.core.projection import OF_A_TARGET, base_of_target, required_growth
from vpcli.core.propagate import Reading, printed_interval
from vpcli.core.relations import Relation
from vpcli.core.report import Number, Report
from vpcli.core.solve import (
    Basis,
    Quantities,
    Quantity,
    Solution,
    as_printed,
    complete,
    derive,
)
from vpcli.core.views import Known, View, notes_of_plans, views_of

__all__ = ["DEEPEST", "EXPLAINED", "explain"]

EXPLAINED = (
    Measure.ACTUAL,
    Measure.GROWTH,
    Measure.CHANGE,
    Measure.MULTIPLE,
    Measure.AVERAGE_GROWTH,
    Measure.PLAN,
    Measure.ATTAINMENT,
    Measure.GAP,
    Measure.PLANNED_GROWTH,
    Measure.PLANNED_AVERAGE_GROWTH,
    Measure.REQUIRED_GROWTH,
    Measure.PLANNED_CHANGE,
    Measure.PROJECTED,
    Measure.RATIO,
    Measure.SHARE,
    Measure.CONTRIBUTION,
    Measure.SHARE_OF_GROWTH,
)
"""What can be asked for, in the order it is told."""
DEEPEST = 100
"""Steps that are told of one number; further ones can be asked for by themselves."""

_OF_PLANS = frozenset(
    {
        Measure.PLAN,
        Measure.PLANNED_GROWTH,
        Measure.PLANNED_CHANGE,
        Measure.ATTAINMENT,
        Measure.GAP,
        Measure.REQUIRED_GROWTH,
    }
)
"""What would be another number with another plan."""


def explain(
    dataset: Dataset,
    year: int | None = None,
    measure: Measure | None = None,
    told: Told | None = None,
) -> Report:
    """Return the derivation of a measure in a year, or of all that is known.

    `told` says over which years, at which growth and by which method an average, a level ahead
    or a ratio is to be told; these are told only when asked for. A measure that is asked for in
    a year and blank in its table is told with the reason, and with what it needs.
    A derivation is told down to `DEEPEST` steps; what lies deeper is marked as cut.
    Every node is in the unit of its own measure: level, per cent, percentage points, times.
    """
    trees: list[Explanation] = []
    blanks: list[Blank] = []
    planned: dict[tuple[str, str, int], View] = {}
    plain = dict(_by_series(dataset, ()))
    with_parts = dict(_by_series(dataset, WANTED)) if dataset.parts else plain
    for series in dataset.series:
        id_ = series.area.id, series.indicator.id
        known_years = {fact.year for fact in series.facts}
        years = [year] if year is not None else sorted(known_years)
        for one in years:
            for asked in [measure] if measure else EXPLAINED:
                of_parts = asked.is_of_a_total
                view = (with_parts if of_parts else plain)[id_]
                teller = _Teller(view, dataset)
                found = [*teller.trees(asked, one)]
                if measure in OVER_YEARS:
                    found += teller.over_years(measure, one, told or Told())
                if not found and measure and year is not None:
                    blanks += teller.blank(measure, year)
                trees += found
                if found and asked in _OF_PLANS:
                    planned[*id_, one] = view
    rows = [row for tree in trees for row in tree_rows(tree, 0)]
    rows += [blank_row(blank) for blank in blanks]
    return Report(
        "explain",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=tuple(column.name for column in COLUMNS),
        notes=notes_of_plans((view, one) for (_, _, one), view in planned.items()),
        trees=trees,
        blanks=blanks,
        empty="nothing-to-explain",
    )


def _by_series(
    dataset: Dataset, wanted: tuple[Measure, ...]
) -> Iterator[tuple[tuple[str, str], View]]:
    for series, view in views_of(dataset, wanted):
        yield (series.area.id, series.indicator.id), view


class _Teller:
    """Tells the derivations of the numbers of one series."""

    def __init__(self, view: View, dataset: Dataset) -> None:
        self.view = view
        self.dataset = dataset
        self.kinds = view.views.structure.kinds
        # For other ways to a number, the identities of parts are there, asked for or not.
        self.relations = view.views.relations(WANTED if view.views.group.parts else ())
        self.series: Mapping[str, Series] = {
            one.indicator.id: one for one in view.views.group.series
        }

    def trees(self, measure: Measure, year: int) -> Iterator[Explanation]:
        """One tree for every quantity of that measure: several for several totals or spans."""
        known = self.known(measure, year)
        for key, quantity in self.quantities(known, measure, year):
            yield self.tree(known, key, quantity)

    def known(self, measure: Measure, year: int) -> Known:
        """What the source knows that answers for a measure."""
        if measure in (Measure.GAP, Measure.ATTAINMENT):
            return self.view.judged_for(year, Measure.ACTUAL, Measure.ATTAINMENT)
        behind = _BEHIND.get(measure, (measure, Measure.ACTUAL, Measure.GROWTH))
        return self.view.solution_for(year, *behind)

    def blank(self, measure: Measure, year: int) -> Iterator[Blank]:
        """Why a measure is not known, and the identity that would give it with the least more."""
        reason = reason_of_blank(self.dataset, self.view.series, measure, year)
        if reason is None:
            return
        known = self.known(measure, year)
        solution = known.solution
        since = None
        if measure in (Measure.REQUIRED_GROWTH, Measure.PLANNED_CHANGE):
            since, _ = base_of_target(known, year)
        totals = [
            parts.total for parts in self.view.views.group.parts if self.view.id in parts.parts
        ]
        keys = [key_over(measure, year, self.view.id, since)]
        if measure.is_of_a_total:
            keys = [Key(measure, year, self.view.id, total) for total in totals]
        for key in keys:
            lacking = [
                (relation, [one for one in relation.terms if one != key and one not in solution])
                for relation in self.relations_at(key)
            ]
            relation, missing = min(lacking, key=lambda one: len(one[1]), default=(None, []))
            operation = relation and Operation(relation, key, {}, _NOTHING, self.series)
            told = tuple(
                self.told(one, solution[one], solution)
                for one in (relation.terms if relation else ())
                if one != key and one in solution and one.measure is not None
            )
            named = tuple((one, self.series[one.indicator]) for one in missing)
            yield Blank(key, self.view.series, reason, operation, told, named)

    def over_years(self, measure: Measure, year: int, asked: Told) -> Iterator[Explanation]:
        """The tree of what is worked out over several years, where it is not printed."""
        found = over_years(self.view, measure, year, asked)
        if found is None:
            return
        key, solution = found
        if solution[key].published:
            return
        if measure is Measure.RATIO:  # growth of a rate is judged in per cent, as of a level
            own = self.series[self.view.id]
            level = own._replace(indicator=own.indicator._replace(kind=Kind.LEVEL))
            self.series = {**self.series, self.view.id: level}
        yield self.told(key, solution[key], solution)

    def quantities(
        self, known: Known, measure: Measure, year: int
    ) -> Iterator[tuple[Key, Quantity]]:
        own = [
            key
            for key in known.solution
            if key.measure is measure and key.year == year and key.indicator == self.view.id
        ]
        for key in own:
            yield key, known.solution[key]
        if not own:
            yield from self.on_demand(known, measure, year)

    def on_demand(
        self, known: Known, measure: Measure, year: int
    ) -> Iterator[tuple[Key, Quantity]]:
        """What the commands work out beside the solution: changes, gaps, required growth."""
        since: int | None = None
        quantity: Quantity | None = None
        if measure in (Measure.REQUIRED_GROWTH, Measure.PLANNED_CHANGE):
            since, base = base_of_target(known, year)
            if base is not None and not base.facts:
                since = None  # a chain index starts from 100
            if known.get(Measure.ACTUAL, year) is not None:
                return  # a plan with a result is no target
        if measure is Measure.REQUIRED_GROWTH:
            quantity = required_growth(known, year)
        elif measure in (Measure.CHANGE, Measure.GAP, Measure.PLANNED_CHANGE):
            quantity = known.derived(measure, year, since)
        if quantity is not None:
            yield key_over(measure, year, self.view.id, since), quantity

    def tree(self, known: Known, key: Key, quantity: Quantity) -> Explanation:
        told = self.told(key, quantity, known.solution)
        without = self.without(known, key)
        found = [
            *self.other_ways(key, quantity, without),
            *self.other_editions(key, quantity, known),
        ]
        return told._replace(alternatives=tuple(found))

    def told(
        self, key: Key, quantity: Quantity, solution: Quantities, depth: int = 0
    ) -> Explanation:
        """The derivation as it was made, each operand told in turn, down to a depth."""
        fact = quantity.published
        operation = operation_of(key, quantity, solution, self.series)
        operands: tuple[Explanation, ...] = ()
        if operation and depth < DEEPEST:
            operands = self.operands(operation, solution, depth + 1)
        series = self.series[key.indicator]
        cell = cell_of(key, quantity, self.series)
        if operation is not None:
            cell = operation.narrowed or operation.result
        if fact is not None and fact.figure is not None:
            # What was printed stands for its own interval, not for what the others leave of it.
            printed = as_printed(quantity)
            cell = cell._replace(low=printed.low, high=printed.high)
        if operation and depth == DEEPEST:
            return Explanation(key, series, cell, fact, is_cut=True)
        return Explanation(key, series, cell, fact, operation, operands)

    def operands(
        self, operation: Operation, solution: Quantities, depth: int = 1
    ) -> tuple[Explanation, ...]:
        return tuple(
            self.told(key, solution[key], solution, depth)
            for key in operation.values
            if key.measure is not None
        )

    def without(self, known: Known, key: Key) -> Solution:
        """What is known without the number itself, so that it does not testify for itself.

        Other sources are left out, unless the number itself was borrowed from one.
        """
        alone = self.view.views.alone(known.source)
        # With the plan of another source, the number is not the source's own.
        own = key in alone and _facts_of(alone[key]) == _facts_of(
            known.solution.get(key, alone[key])
        )
        solution: Solution = {
            other: as_printed(quantity)
            for other, quantity in (alone if own else known.solution).items()
            if other.measure is None or (quantity.published and other != key)
        }
        complete(solution, self.relations, self.kinds, skip={key})
        return solution

    def other_ways(self, key: Key, quantity: Quantity, without: Solution) -> Iterator[Alternative]:
        """Ways that rest on other facts: one that needs all of another's and more adds nothing."""
        told = [_facts_of(quantity)]
        for relation in self.relations_at(key):
            found = derive(relation, key, without, self.kinds)
            if found is None or found.interval is None:
                continue
            if any(before <= _facts_of(found) for before in told):
                continue
            told.append(_facts_of(found))
            operation = operation_of(key, found, without, self.series)
            if operation is not None:
                yield Alternative(
                    operation,
                    self.operands(operation, without),
                    cell_of(key, found, self.series),
                    _agreement(quantity, found),
                )

    def relations_at(self, key: Key) -> list[Relation]:
        """The relations that a number takes part in, those made on demand among them."""
        own = [r for r in self.relations if key in r.terms]
        if own or key.indicator != self.view.id:
            return own
        since = key.against if isinstance(key.against, int) else None
        return list(relations_for(key, self.kinds[key.indicator], since))

    def other_editions(self, key: Key, quantity: Quantity, known: Known) -> Iterator[Alternative]:
        """What other sources print or imply for the same quantity."""
        for source in self.view.views.order:
            found = self.view.views.alone(source).get(key)
            if found is None or found.interval is None:
                continue
            if _facts_of(found) == _facts_of(quantity):
                continue  # borrowed from there
            solution = self.view.views.alone(source)
            operation = operation_of(key, found, solution, self.series)
            yield Alternative(
                operation,
                self.operands(operation, solution) if operation else (),
                cell_of(key, found, self.series),
                _agreement(quantity, found),
                found.published,
                source,
            )


_NOTHING = Number(None, None, None, Basis.COMPUTED, Status.MISSING, 0)
_BEHIND = {
    Measure.GAP: (Measure.ACTUAL, Measure.ATTAINMENT),
    Measure.PLAN: (*OF_A_TARGET, Measure.ATTAINMENT),
    Measure.REQUIRED_GROWTH: OF_A_TARGET,
    Measure.PLANNED_CHANGE: OF_A_TARGET,
}
"""The measures whose source answers for a measure, as in the command that shows it."""


def _facts_of(quantity: Quantity) -> frozenset[int]:
    return frozenset(id(fact) for fact in quantity.facts)


def _agreement(first: Quantity, second: Quantity) -> Agreement:
    """Whether two ways to one number agree."""
    fact = first.published
    if fact is not None and fact.figure is not None:
        if second.point is not None and reproduces(second.point, fact.figure):
            return Agreement.EXACT
        own = printed_interval(fact.figure, Reading.WIDEST)
    elif first.interval is not None:
        own = first.interval
    else:
        return Agreement.DISAGREEMENT
    return Agreement.WITHIN_ROUNDING if meet(second.interval, own) else Agreement.DISAGREEMENT
