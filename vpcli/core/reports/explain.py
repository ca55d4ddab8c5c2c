"""Where does this number come from? Its derivation as a tree, down to printed facts.

One tree for every number that is known of a measure, from the edition that answers for it in the
command that shows it; then other ways to the same number, and what other editions have. A blank is
told with its reason, and with what it would take to know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vpcli.core.facts.codes import Basis, Reason, Status
from vpcli.core.facts.model import Dataset, Kind, Measure, Series
from vpcli.core.facts.quantity_keys import Key
from vpcli.core.reports.attainment import judged_in, last_result
from vpcli.core.reports.averages_explained import OVER_YEARS, Told, over_years
from vpcli.core.reports.cells import Number
from vpcli.core.reports.explanation import Alternative, Blank, Explanation
from vpcli.core.reports.explanation_rows import COLUMNS, blank_row, tree_rows
from vpcli.core.reports.growth import mark_of_editions
from vpcli.core.reports.projection import base_of_target, planning, required_growth
from vpcli.core.reports.step import Operation, cell_of, operation_of
from vpcli.core.reports.table import Report
from vpcli.core.solver.agreement import Agreement, meet, reproduces
from vpcli.core.solver.editions import Edition
from vpcli.core.solver.grades import grade, ways_around
from vpcli.core.solver.narrowing import Reading, printed_interval
from vpcli.core.solver.quantity import Found, Quantity, Unknown
from vpcli.core.solver.relations import Relation
from vpcli.core.solver.series_in_editions import Known, View, notes_of_plans, views_of
from vpcli.core.solver.solution import Known as Lookup

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
    for series, view in views_of(dataset):
        id_ = series.area.id, series.indicator.id
        known_years = {fact.year for fact in series.facts}
        teller = _Teller(view)
        for one in [year] if year is not None else sorted(known_years):
            for asked in [measure] if measure else EXPLAINED:
                found = [*teller.trees(asked, one)]
                if measure in OVER_YEARS and not any(tree.fact for tree in found):
                    found, blank = teller.over_years(measure, one, told or Told())
                    blanks += blank if year is not None else []
                elif not found and measure and year is not None:
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


class _Teller:
    """Tells the derivations of the numbers of one series."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.structure = view.editions.listed[0].structure
        self.kinds = self.structure.kinds
        self.series: Mapping[str, Series] = {
            one.indicator.id: one for one in view.editions.group.series
        }
        self.last_result = last_result(view.series)
        self.totals = [parts.total for parts in view.editions.group.parts if view.id in parts.parts]

    def trees(self, measure: Measure, year: int) -> Iterator[Explanation]:
        """One tree for every quantity of that measure: several for several totals or spans."""
        for known, key in self.keys(measure, year):
            found = known.solved.get(key)
            if measure is Measure.REQUIRED_GROWTH:
                found = required_growth(known, year)
            if found:
                yield self.tree(known, key, found)

    def keys(self, measure: Measure, year: int) -> Iterator[tuple[Known, Key]]:
        """The quantities that a measure may be in a year, each from the edition that answers."""
        if measure in OVER_YEARS or measure is Measure.MULTIPLE:
            yield from self.printed_keys(self.known(measure, year), measure, year)
            return
        if measure.is_of_a_total:
            for total in dict.fromkeys(self.totals):
                known = self.known_of_total(total, year)
                key = known.key(measure, year, total=total)
                if not known.solved.get(key):
                    knowing = self.view.editions.knowing(key)
                    known = self.view.seen_by(knowing[0]) if knowing else known
                yield known, key
            return
        known = self.known(measure, year)
        if measure in (Measure.REQUIRED_GROWTH, Measure.PLANNED_CHANGE):
            since, base = base_of_target(known, year)
            if known.get(Measure.ACTUAL, year):
                return  # a plan with a result is no target
            chain = base and not base.facts
            yield known, known.key(measure, year, since=None if chain else since)
            return
        yield known, known.key(measure, year)
        yield from self.printed_keys(known, measure, year)

    def printed_keys(
        self, known: Known, measure: Measure, year: int
    ) -> Iterator[tuple[Known, Key]]:
        """What is printed or implied against other base years, or of other authorities."""
        own = known.key(measure, year)
        for key in known.edition.quantities:
            is_own = key == own and measure not in (*OVER_YEARS, Measure.MULTIPLE)
            about = key.measure is measure and key.year == year and key.indicator == self.view.id
            if about and not is_own:
                yield known, key

    def known(self, measure: Measure, year: int) -> Known:
        """What the edition knows that answers in the command that shows a measure.

        Where it does not know the measure, the latest edition that does.
        """
        answering = self.answering(measure, year)
        key = answering.key(measure, year)
        if answering.solved.get(key) or measure is Measure.REQUIRED_GROWTH:
            return answering
        knowing = self.view.editions.knowing(key)
        return self.view.seen_by(knowing[0]).with_plan_by(answering.by) if knowing else answering

    def answering(self, measure: Measure, year: int) -> Known:
        """What the edition knows that answers for a measure, as in the command that shows it."""
        of_row = measure in (Measure.PLAN, Measure.PLANNED_GROWTH) and year <= self.last_result
        if of_row or measure in (Measure.GAP, Measure.ATTAINMENT):
            return judged_in(self.view, year, measure)
        if measure in _OF_PLANS or measure is Measure.PLANNED_AVERAGE_GROWTH:
            return planning(self.view, year)
        if measure in (Measure.MULTIPLE, Measure.AVERAGE_GROWTH):
            printing = self.view.plans(year, measure)
            if printing:
                return self.view.seen_by(printing[0].edition)
        return self.view.answering(year, Measure.GROWTH, Measure.ACTUAL)

    def known_of_total(self, total: str, year: int) -> Known:
        """The edition that answers for a total answers for what its parts are of it."""
        whole = self.series.get(total)
        if whole is None:
            return self.view.answering(year, Measure.GROWTH, Measure.ACTUAL)
        known = View(whole, self.view.editions).answering(year, Measure.GROWTH, Measure.ACTUAL)
        return Known(self.view, known.solved, known.edition)

    def blank(self, measure: Measure, year: int) -> Iterator[Blank]:
        """Why a measure is not known, and the identity that would give it with the least more."""
        years = [fact.year for fact in self.view.series.facts]
        if not min(years) - 1 <= year <= max(years) + 1:
            return
        for known, key in self.keys(measure, year):
            found: Found = known.solved.get(key)
            if measure is Measure.REQUIRED_GROWTH:
                found = required_growth(known, year)
            if isinstance(found, Unknown):
                yield self.lacking(known, key, found.reason)

    def lacking(self, known: Known, key: Key, reason: Reason) -> Blank:
        get = known.solved.get
        needed = [
            (relation, [one for one in relation.terms if one != key and not self.has(one, get)])
            for relation in self.relations_at(known.edition, key)
        ]
        relation, missing = min(needed, key=lambda one: len(one[1]), default=(None, []))
        operation = relation and Operation(relation, key, {}, _NOTHING, self.series)
        told = tuple(
            self.told(one, found, get)
            for one in (relation.terms if relation else ())
            if one != key and one.measure is not None and (found := get(one))
        )
        named = tuple(
            (one, self.series[one.indicator]) for one in missing if one.indicator in self.series
        )
        return Blank(key, self.view.series, reason.value, operation, told, named)

    @staticmethod
    def has(key: Key, get: Lookup) -> bool:
        return key.measure is None or bool(get(key))

    def over_years(
        self, measure: Measure, year: int, asked: Told
    ) -> tuple[list[Explanation], list[Blank]]:
        """The tree of what is worked out over several years, or why it cannot be."""
        made = over_years(self.view, measure, year, asked)
        if isinstance(made, Unknown):
            key = Key(measure, year, self.view.id)
            return [], [Blank(key, self.view.series, made.reason.value, None, (), ())]
        key, get = made
        found = get(key)
        assert found
        if measure is Measure.RATIO:  # growth of a rate is judged in per cent, as of a level
            own = self.series[self.view.id]
            level = own._replace(indicator=own.indicator._replace(kind=Kind.LEVEL))
            self.series = {**self.series, self.view.id: level}
        return [self.told(key, found, get)], []

    def tree(self, known: Known, key: Key, quantity: Quantity) -> Explanation:
        told = self.told(key, quantity, known.solved.get)
        found = [
            *self.other_ways(key, quantity, known.edition),
            *self.other_editions(key, quantity, known),
        ]
        mark = mark_of_editions(known, key.year, quantity)
        behind = {self.view.editions.edition_of(fact).when for fact in quantity.facts}
        return told._replace(alternatives=tuple(found), mark=mark.value, is_joined=len(behind) > 1)

    def behind(self, quantity: Quantity, get: Lookup) -> Lookup:
        """The same, and what is known to the editions that a quantity was lent from."""
        if len(self.view.editions.listed) == 1:
            return get
        editions = [self.view.editions.edition_of(fact) for fact in quantity.facts]

        def lookup(key: Key) -> Found | None:
            found = get(key)
            if found or key.measure is None:
                return found
            return next((known for one in editions if (known := one.get(key))), found)

        return lookup

    def told(self, key: Key, quantity: Quantity, get: Lookup, depth: int = 0) -> Explanation:
        """The derivation as it was made, each operand told in turn, down to a depth."""
        fact = quantity.published
        get = self.behind(quantity, get)
        operation = operation_of(key, quantity, get, self.series)
        operands: tuple[Explanation, ...] = ()
        if operation and depth < DEEPEST:
            operands = self.operands(operation, get, depth + 1)
        series = self.series.get(key.indicator, self.view.series)
        cell = cell_of(key, quantity, self.series)
        if operation is not None:
            cell = operation.narrowed or operation.result
        if operation and depth == DEEPEST:
            return Explanation(key, series, cell, fact, is_cut=True)
        return Explanation(key, series, cell, fact, operation, operands)

    def operands(
        self, operation: Operation, get: Lookup, depth: int = 1
    ) -> tuple[Explanation, ...]:
        return tuple(
            self.told(key, found, get, depth)
            for key in operation.values
            if key.measure is not None and (found := get(key))
        )

    def other_ways(self, key: Key, quantity: Quantity, edition: Edition) -> Iterator[Alternative]:
        """Ways that rest on other facts: one that needs all of another's and more adds nothing."""
        told = [_facts_of(quantity)]
        if not told[0] <= {id(fact) for fact in edition.printed}:
            return
        for way in ways_around(edition, key):
            found, get = way.quantity, way.known.get
            if any(before <= _facts_of(found) for before in told):
                continue
            told.append(_facts_of(found))
            operation = operation_of(key, found, get, self.series)
            if operation is not None:
                yield Alternative(
                    operation,
                    self.operands(operation, get),
                    cell_of(key, found, self.series),
                    _agreement(quantity, found, edition),
                )

    def relations_at(self, edition: Edition, key: Key) -> list[Relation]:
        """The relations that a number takes part in, those made on demand among them."""
        own = [] if edition.is_of_levels_alone else edition.system.relations_at(key)
        return own or [*self.structure.relations_about(key)]

    def other_editions(self, key: Key, quantity: Quantity, known: Known) -> Iterator[Alternative]:
        """What other editions print or imply for the same quantity."""
        for edition in self.view.editions.listed:
            found = edition.get(key)
            if not found or found.interval is None or not found.facts:
                continue
            if _facts_of(found) == _facts_of(quantity):
                continue  # this one, or borrowed from there
            if edition is known.edition and not key.measure.is_of_a_plan:  # type: ignore[union-attr] # constants are not asked for
                continue
            operation = operation_of(key, found, edition.get, self.series)
            yield Alternative(
                operation,
                self.operands(operation, edition.get) if operation else (),
                cell_of(key, found, self.series),
                _agreement(quantity, found),
                found.published,
                found.facts[0].source,
            )


_NOTHING = Number(None, None, None, Basis.COMPUTED, Status.MISSING, 0)


def _facts_of(quantity: Quantity) -> frozenset[int]:
    return frozenset(id(fact) for fact in quantity.facts)


def _agreement(first: Quantity, second: Quantity, edition: Edition | None = None) -> Agreement:
    """Whether two ways to one number agree; no better than the grade of a printed one."""
    fact = first.published
    graded = grade(edition, fact) if edition and fact else None
    if fact is not None and fact.figure is not None:
        apart = not meet(second.interval, (fact.figure.low, fact.figure.high))
        if graded is Agreement.BY_QUALIFIER_ONLY or (graded is Agreement.DISAGREEMENT and apart):
            return graded
        if second.point is not None and reproduces(second.point, fact.figure):
            return Agreement.EXACT
        own = printed_interval(fact.figure, Reading.WIDEST)
    elif first.interval is not None:
        own = first.interval
    else:
        return Agreement.DISAGREEMENT
    return Agreement.WITHIN_ROUNDING if meet(second.interval, own) else Agreement.DISAGREEMENT
