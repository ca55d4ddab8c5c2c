"""Several sources for one group of series: which one answers for a year, what it may borrow.

Every source is solved alone. It borrows from the others, the latest first, only what it
neither prints nor implies: what they print, then the levels that one of them implies alone, since
a rate belongs to the levels of its own edition. What follows from all that is computed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from vpcli.core.agreement import meet
from vpcli.core.borrowed import Borrowed
from vpcli.core.keys import Key, key_over
from vpcli.core.model import Dataset, Fact, Group, Measure, Series, Source, Status
from vpcli.core.network import Structure, relations_for
from vpcli.core.number import Figure
from vpcli.core.relations import Relation
from vpcli.core.report import Row
from vpcli.core.solve import (
    Basis,
    Quantities,
    Quantity,
    Solution,
    complete_beside,
    demand,
    solve,
)

__all__ = [
    "View",
    "Views",
    "latest_first",
    "levels_only",
    "notes_of_plans",
    "rows_by_year",
    "views_of",
]

_OF_PLAN = (Measure.PLAN, Measure.PLANNED_GROWTH, Measure.ATTAINMENT)
"""What changes with the plan of a year: the two ways to set it, and what follows."""


def latest_first(facts: Collection[Fact], sources: Mapping[str, Source]) -> list[str]:
    """Return the ids of the sources of facts, latest date first; undated ones by order of entry."""
    order = list(dict.fromkeys(fact.source for fact in facts))
    if len(order) < 2:
        return order
    entered = {source: rank for rank, source in enumerate(dict.fromkeys((*sources, *order)))}

    def rank(source: str) -> tuple[str, int]:
        described = sources.get(source)
        return described.date if described else "", entered[source]

    return sorted(order, key=rank, reverse=True)


def levels_only(series: Series) -> Series:
    """Return the series without published rates, as `--computed` asks."""
    kept = tuple(fact for fact in series.facts if fact.measure.is_level)
    return Series(series.area, series.indicator, kept)


def views_of(
    dataset: Dataset, wanted: Collection[Measure] = (), only: Collection[Measure] = ()
) -> Iterator[tuple[Series, View]]:
    """Return every series that was asked for with its view, in the order of the data set.

    `wanted` are measures to be known beside the usual ones; of levels alone it may be `only`
    some that need be.
    """
    groups = {id(series): group for group in dataset.groups() for series in group.series}
    waiting = Counter(id(groups[id(series)]) for series in dataset.series)
    made: dict[int, Views] = {}
    for series in dataset.series:
        group = groups[id(series)]
        if id(group) not in made:
            made[id(group)] = Views(group, dataset.sources, wanted, only)
        yield series, View(series, made[id(group)])
        waiting[id(group)] -= 1
        if not waiting[id(group)]:  # a solved group is large
            del made[id(group)]


def rows_by_year(
    dataset: Dataset,
    years: Callable[[Series], list[int]],
    row: Callable[[Series, View, int], Row],
    first: int | None,
    last: int | None,
    only: Collection[Measure] = (),
) -> list[Row]:
    """Return one row for every series and each of its years that lies between two years."""
    return [
        row(series, view, year)
        for series, view in views_of(dataset, only=only)
        for year in years(series)
        if (first is None or year >= first) and (last is None or year <= last)
    ]


class Views:
    """The solved views of one group of series, one for each of its sources."""

    def __init__(
        self,
        group: Group,
        sources: Mapping[str, Source],
        wanted: Collection[Measure] = (),
        only: Collection[Measure] = (),
    ) -> None:
        """Solve each source alone."""
        self.group = group
        self.structure = Structure.of(group, wanted)
        facts = [fact for series in group.series for fact in series.facts]
        self.order = latest_first(facts, sources)
        self.rank = {source: rank for rank, source in enumerate(self.order)}
        by_source: dict[str, list[Fact]] = {source: [] for source in self.order}
        for fact in facts:
            by_source[fact.source].append(fact)
        self.facts = {source: tuple(own) for source, own in by_source.items()}
        self._levels_alone = not group.parts and all(
            (fact.figure is None or fact.measure.is_level) and fact.status is not Status.BREAK
            for fact in facts
        )
        self._alone = {s: solve(own, self.structure, only=only) for s, own in self.facts.items()}
        self._whole: dict[str, Quantities] = {}

    def solution_of(self, source: str) -> Quantities:
        """Return everything known from the point of view of a source."""
        if source not in self._whole:
            self._whole[source] = self._borrowing(source)
        return self._whole[source]

    def alone(self, source: str) -> Solution:
        """Return what a source knows without the others."""
        return self._alone[source]

    def relations(self, more: Collection[Measure] = ()) -> list[Relation]:
        """Return the relations among the facts of all sources, with those for more measures."""
        structure = self.structure._replace(wanted=self.structure.wanted.union(more))
        return structure.relations(fact for own in self.facts.values() for fact in own)

    @cached_property
    def _lent(self) -> Solution:
        """What is printed, by the latest source to print it; then the levels that one implies."""
        printed: Solution = {}
        implied: Solution = {}
        for other in self.order:
            for key, quantity in self._alone[other].items():
                if quantity.conflict:
                    continue
                if quantity.published:
                    printed.setdefault(key, quantity)
                elif key.measure and key.measure.is_level and quantity.basis is Basis.IMPLIED:
                    implied.setdefault(key, quantity)
        return {**implied, **printed}

    @cached_property
    def _all_relations(self) -> tuple[list[Relation], dict[Key, list[Relation]]]:
        """The relations among the facts of all sources, also by the terms they have."""
        relations = self.relations()
        at: dict[Key, list[Relation]] = {}
        for relation in relations:
            for key in dict.fromkeys(relation.terms):
                at.setdefault(key, []).append(relation)
        return relations, at

    def _borrowing(self, source: str) -> Quantities:
        own = self._alone[source]
        if len(self.order) == 1:
            return own
        relations, at = self._all_relations
        if self._levels_alone:
            return Borrowed(own, self._lent, relations, at, self.structure.kinds)
        doubtful = {key: quantity for key, quantity in own.items() if quantity.conflict}
        known = {key: quantity for key, quantity in own.items() if not quantity.conflict}
        for key, quantity in self._lent.items():
            if key not in doubtful:
                known.setdefault(key, quantity)
        complete_beside(doubtful, known, relations, self.structure.kinds)
        return known


class View:
    """One series as its sources see it."""

    def __init__(self, series: Series, views: Views) -> None:
        """Look at one series of a group."""
        self.series = series
        self.views = views
        self.id = series.indicator.id

    def facts_behind(self, year: int, *measures: Measure) -> tuple[Fact, ...]:
        """Return the facts of the source that answers for a year."""
        return self.views.facts[self.source_for(year, *measures)]

    def source_for(self, year: int, *measures: Measure) -> str:
        """Return the latest source that prints one of the measures in a year, else the latest."""
        return next(iter(self.sources_printing(year, *measures)), self.views.order[0])

    def sources_printing(self, year: int, *measures: Measure) -> list[str]:
        """Return the sources that print one of the measures in a year, the latest first."""
        return list(dict.fromkeys(fact.source for fact in self._printed(year, *measures)))

    def _printed(self, year: int, *measures: Measure) -> list[Fact]:
        """The printed figures of a year, those of the latest source first."""
        printed = [
            fact
            for fact in self.series.of_year(year)
            if fact.measure in measures and fact.figure is not None
        ]
        return sorted(printed, key=lambda fact: self.views.rank[fact.source])

    def years_known(self, measure: Measure) -> list[int]:
        """Return the years of which a measure is known, in order, whichever source knows it."""
        known = self.latest().solution
        return sorted(
            key.year for key in known if key.measure is measure and key.indicator == self.id
        )

    def latest(self) -> Known:
        """Return everything known of the series from the point of view of the latest source."""
        return Known(self, self.views.order[0])

    def solution_for(self, year: int, *measures: Measure) -> Known:
        """Return everything known of the series from the point of view of that source."""
        return Known(self, self.source_for(year, *measures))

    def judged_for(self, year: int, *results: Measure) -> Known:
        """Return what the source of the results knows, with the plan of the latest to set one."""
        known, rank = self.solution_for(year, *results), self.views.rank
        setting = self.sources_printing(year, *_OF_PLAN[:2])
        if setting and rank[setting[0]] < rank[known.source]:
            return known.planned_by(setting[0], year)
        return known

    def other_plans(self, year: int) -> list[tuple[str, Figure]]:
        """Return source and figure of the plans that differ from the one its latest source has."""
        plans = [
            (fact.source, fact.figure)
            for fact in self._printed(year, Measure.PLAN)
            if fact.figure is not None
        ]
        return [
            (source, figure)
            for source, figure in plans
            if figure.high < plans[0][1].low or figure.low > plans[0][1].high
        ]


def notes_of_plans(
    plans: Iterable[tuple[View, int]],
) -> list[tuple[str, dict[str, object]]]:
    """Say that a year has plans other than the one used, each with its source."""
    return [
        (
            "another-plan",
            {
                "name": view.series.indicator.name,
                "year": year,
                "printed": figure.text.strip(),
                "source": source,
            },
        )
        for view, year in plans
        for source, figure in view.other_plans(year)
    ]


class _Changed(Quantities):
    """A solution in which some quantities are others, or unknown."""

    def __init__(self, below: Quantities, changed: Collection[Key]) -> None:
        self.own: Solution = {}
        self._below, self._changed = below, changed

    def __getitem__(self, key: Key) -> Quantity:
        return self.own[key] if key in self._changed else self._below[key]

    def __iter__(self) -> Iterator[Key]:
        yield from (key for key in self._below if key not in self._changed)
        yield from self.own

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Known:
    """What one source knows of a series."""

    def __init__(self, view: View, source: str) -> None:
        """Look at a series from one source."""
        self.view = view
        self.source = source
        self.solution: Quantities = view.views.solution_of(source)

    def get(self, measure: Measure, year: int, against: int | str = "") -> Quantity | None:
        """Return a quantity of the series, or None."""
        return self.solution.get(Key(measure, year, self.view.id, against))

    def is_beside(self, rate: Quantity | None, measure: Measure, year: int) -> bool:
        """Whether a rate is printed by an edition that had another level than the one shown."""
        shown = self.get(measure, year)
        if rate is None or rate.published is None or shown is None:
            return False
        own = self.view.views.alone(rate.published.source).get(Key(measure, year, self.view.id))
        if own is None or shown.interval is None:
            return False
        return not meet(own.interval, shown.interval)

    def planned_by(self, source: str, year: int) -> Known:
        """Return what is known with the plan of a year as another source printed it."""
        other = Known(self.view, self.source)
        keys = [Key(measure, year, self.view.id) for measure in _OF_PLAN]
        other.solution = changed = _Changed(self.solution, keys)
        for key in keys[:2]:
            own = self.view.views.alone(source).get(key)
            if own is not None and own.published:
                changed.own[key] = own
        for measure, key in zip(_OF_PLAN, keys, strict=True):
            found = other.derived(measure, year)
            if found is not None:
                changed.own[key] = found
        return other

    def derived(self, measure: Measure, year: int, since: int | None = None) -> Quantity | None:
        """Return a quantity as printed, or else as identities give it from what is known.

        `since` is the base year of what may be measured over several years.
        """
        kinds = self.view.views.structure.kinds
        key = key_over(measure, year, self.view.id, since)
        relations = relations_for(key, kinds[self.view.id], since)
        return demand(key, relations, self.solution, kinds)
