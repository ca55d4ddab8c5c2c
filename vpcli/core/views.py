"""Several sources for one series: which one answers for a year, and what it may borrow.

Every source is solved alone. It borrows from the others, the latest first, only what it
neither prints nor implies, and what follows from both is computed without touching either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from vpcli.core.model import Dataset, Fact, Measure, Series, Source
from vpcli.core.report import Row
from vpcli.core.solve import Solution, complete, relations_of, solve

__all__ = ["Views", "latest_first", "levels_only", "rows_by_year"]


def latest_first(facts: tuple[Fact, ...], sources: Mapping[str, Source]) -> list[str]:
    """Return the ids of the sources of facts, latest date first; undated ones by order of entry."""
    order = list(dict.fromkeys(fact.source for fact in facts))
    known = list(sources)

    def rank(source: str) -> tuple[date, int]:
        described = sources.get(source)
        when = described.date if described and described.date else date.min
        return when, known.index(source) if source in known else len(known) + order.index(source)

    return sorted(order, key=rank, reverse=True)


def levels_only(series: Series) -> Series:
    """Return the series without published rates, as `--computed` asks."""
    kept = tuple(fact for fact in series.facts if fact.measure.is_level)
    return Series(series.area, series.indicator, kept)


def rows_by_year(
    dataset: Dataset,
    years: Callable[[Series], list[int]],
    row: Callable[[Series, Views, int], Row],
    first: int | None,
    last: int | None,
) -> list[Row]:
    """Return one row for every series and each of its years that lies between two years."""
    rows = []
    for series in dataset.series:
        views = Views(series, dataset.sources)
        for year in years(series):
            if (first is None or year >= first) and (last is None or year <= last):
                rows.append(row(series, views, year))
    return rows


class Views:
    """The solved views of one series, one for each of its sources."""

    def __init__(self, series: Series, sources: Mapping[str, Source]) -> None:
        """Solve each source alone."""
        self.series = series
        self.kind = series.indicator.kind
        self._order = latest_first(series.facts, sources)
        self._facts = {
            source: tuple(fact for fact in series.facts if fact.source == source)
            for source in self._order
        }
        self._alone = {source: solve(facts, self.kind) for source, facts in self._facts.items()}
        self._whole: dict[str, Solution] = {}

    def facts_behind(self, year: int, *measures: Measure) -> tuple[Fact, ...]:
        """Return the facts of the source that answers for a year."""
        return self._facts[self.source_for(year, *measures)]

    def source_for(self, year: int, *measures: Measure) -> str:
        """Return the latest source that prints one of the measures in a year, else the latest."""
        for source in self._order:
            for fact in self._facts[source]:
                if fact.year == year and fact.measure in measures and fact.figure is not None:
                    return source
        return self._order[0]

    def solution_for(self, year: int, *measures: Measure) -> Solution:
        """Return everything known from the point of view of that source."""
        source = self.source_for(year, *measures)
        if source not in self._whole:
            self._whole[source] = self._borrowing(source)
        return self._whole[source]

    def _borrowing(self, source: str) -> Solution:
        known = dict(self._alone[source])
        if len(self._order) == 1:
            return known
        for other in self._order:
            for key, quantity in self._alone[other].items():
                if quantity.published and not quantity.conflict:
                    known.setdefault(key, quantity)
        complete(known, relations_of(self.series.facts, self.kind), self.kind)
        return known
