"""Several sources for one group of series: which one answers for a year, what it may borrow.

Every source is solved alone. It borrows from the others, the latest first, only what it
neither prints nor implies, and what follows from both is computed without touching either.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from vpcli.core.keys import Key, key_over
from vpcli.core.model import Dataset, Fact, Group, Measure, Series, Source
from vpcli.core.network import Structure, relations_for
from vpcli.core.number import Figure
from vpcli.core.relations import Relation
from vpcli.core.report import Row
from vpcli.core.solve import Quantity, Solution, complete_beside, demand, solve

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
    known = list(sources)

    def rank(source: str) -> tuple[str, int]:
        described = sources.get(source)
        when = described.date if described else ""
        return when, known.index(source) if source in known else len(known) + order.index(source)

    return sorted(order, key=rank, reverse=True)


def levels_only(series: Series) -> Series:
    """Return the series without published rates, as `--computed` asks."""
    kept = tuple(fact for fact in series.facts if fact.measure.is_level)
    return Series(series.area, series.indicator, kept)


def views_of(dataset: Dataset, wanted: Collection[Measure] = ()) -> Iterator[tuple[Series, View]]:
    """Return every series that was asked for with its view, in the order of the data set."""
    groups = {id(series): group for group in dataset.groups() for series in group.series}
    made: dict[int, Views] = {}
    for series in dataset.series:
        group = groups[id(series)]
        if id(group) not in made:
            made[id(group)] = Views(group, dataset.sources, wanted)
        yield series, View(series, made[id(group)])
        if len(group.series) == 1:
            del made[id(group)]


def rows_by_year(
    dataset: Dataset,
    years: Callable[[Series], list[int]],
    row: Callable[[Series, View, int], Row],
    first: int | None,
    last: int | None,
) -> list[Row]:
    """Return one row for every series and each of its years that lies between two years."""
    return [
        row(series, view, year)
        for series, view in views_of(dataset)
        for year in years(series)
        if (first is None or year >= first) and (last is None or year <= last)
    ]


class Views:
    """The solved views of one group of series, one for each of its sources."""

    def __init__(
        self, group: Group, sources: Mapping[str, Source], wanted: Collection[Measure] = ()
    ) -> None:
        """Solve each source alone."""
        self.group = group
        self.structure = Structure.of(group, wanted)
        facts = [fact for series in group.series for fact in series.facts]
        self.order = latest_first(facts, sources)
        self.facts = {
            source: tuple(fact for fact in facts if fact.source == source) for source in self.order
        }
        self._alone = {s: solve(own, self.structure) for s, own in self.facts.items()}
        self._whole: dict[str, Solution] = {}

    def solution_of(self, source: str) -> Solution:
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

    def _borrowing(self, source: str) -> Solution:
        own = self._alone[source]
        if len(self.order) == 1:
            return own
        doubtful = {key: quantity for key, quantity in own.items() if quantity.conflict}
        known = {key: quantity for key, quantity in own.items() if not quantity.conflict}
        for other in self.order:
            for key, quantity in self._alone[other].items():
                if quantity.published and not quantity.conflict and key not in doubtful:
                    known.setdefault(key, quantity)
        complete_beside(doubtful, known, self.relations(), self.structure.kinds)
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
        printing = {
            fact.source
            for fact in self.series.facts
            if fact.year == year and fact.measure in measures and fact.figure is not None
        }
        return [source for source in self.views.order if source in printing]

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
        known, order = self.solution_for(year, *results), self.views.order
        setting = self.sources_printing(year, *_OF_PLAN[:2])
        if setting and order.index(setting[0]) < order.index(known.source):
            return known.planned_by(setting[0], year)
        return known

    def other_plans(self, year: int) -> list[tuple[str, Figure]]:
        """Return source and figure of the plans that differ from the one its latest source has."""
        plans = [
            (source, fact.figure)
            for source in self.views.order
            for fact in self.series.facts
            if (fact.source, fact.year, fact.measure) == (source, year, Measure.PLAN)
            and fact.figure is not None
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


class Known:
    """What one source knows of a series."""

    def __init__(self, view: View, source: str) -> None:
        """Look at a series from one source."""
        self.view = view
        self.source = source
        self.solution = view.views.solution_of(source)

    def get(self, measure: Measure, year: int, against: int | str = "") -> Quantity | None:
        """Return a quantity of the series, or None."""
        return self.solution.get(Key(measure, year, self.view.id, against))

    def planned_by(self, source: str, year: int) -> Known:
        """Return what is known with the plan of a year as another source printed it."""
        other = Known(self.view, self.source)
        other.solution = {
            key: quantity
            for key, quantity in self.solution.items()
            if not (key.indicator == self.view.id and key.year == year and key.measure in _OF_PLAN)
        }
        for measure in _OF_PLAN[:2]:
            key = Key(measure, year, self.view.id)
            own = self.view.views.alone(source).get(key)
            if own is not None and own.published:
                other.solution[key] = own
        for measure in _OF_PLAN:
            found = other.derived(measure, year)
            if found is not None:
                other.solution[Key(measure, year, self.view.id)] = found
        return other

    def derived(self, measure: Measure, year: int, since: int | None = None) -> Quantity | None:
        """Return a quantity as printed, or else as identities give it from what is known.

        `since` is the base year of what may be measured over several years.
        """
        kinds = self.view.views.structure.kinds
        key = key_over(measure, year, self.view.id, since)
        relations = relations_for(key, kinds[self.view.id], since)
        return demand(key, relations, self.solution, kinds)
