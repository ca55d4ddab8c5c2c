"""One series as its editions see it: which one answers for a year, and for a span of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Dataset, Measure, Series
from vpcli.core.facts.number import Figure
from vpcli.core.facts.quantity_keys import Key, key_over
from vpcli.core.solver.editions import Edition, Editions, Joined, WithPlan
from vpcli.core.solver.quantity import Found
from vpcli.core.solver.solution import Solved

__all__ = ["Known", "PlanOf", "View", "notes_of_plans", "views_of"]


def views_of(dataset: Dataset, *, link: bool = False) -> Iterator[tuple[Series, View]]:
    """Return every series that was asked for with its view, in the order of the data set.

    With `link`, levels of editions that differ are joined by their growth.
    """
    groups = {id(series): group for group in dataset.groups() for series in group.series}
    waiting = Counter(id(groups[id(series)]) for series in dataset.series)
    made: dict[int, Editions] = {}
    for series in dataset.series:
        group = groups[id(series)]
        if id(group) not in made:
            made[id(group)] = Editions(group, dataset.sources, link=link)
        yield series, View(series, made[id(group)])
        waiting[id(group)] -= 1
        if not waiting[id(group)]:  # a solved group is large
            made.pop(id(group)).forget()


_OF_A_PLAN = (Measure.PLAN, Measure.PLANNED_GROWTH, Measure.ATTAINMENT)


class PlanOf(NamedTuple):
    """A plan of a year: the edition that sets it, and the authority where there are several."""

    edition: Edition
    by: str


class View:
    """One series as its editions see it."""

    def __init__(self, series: Series, editions: Editions) -> None:
        """Look at one series of a group."""
        self.series, self.editions = series, editions
        self.id = series.indicator.id

    def seen_by(self, edition: Edition) -> Known:
        """Return everything known of the series from the point of view of an edition."""
        return Known(self, self.editions.joined(edition), edition)

    def latest(self) -> Known:
        """Return everything known from the point of view of the latest edition."""
        return self.seen_by(self.editions.listed[0])

    def answering(self, year: int, *measures: Measure) -> Known:
        """Return what the latest edition knows that knows the first of the measures in a year.

        Where none knows the first, the second counts, and so on; a level that is printed goes
        before one that is implied. Where none is known, the latest edition answers.
        """
        listed = self.editions.listed
        if len(listed) > 1:
            for measure in measures:
                key = Key(measure, year, self.id)
                found = [(one, one.get(key)) for one in self.editions.near(year)]
                knowing = [edition for edition, one in found if one]
                if measure is Measure.ACTUAL:
                    printing = [edition for edition, one in found if one and one.published]
                    knowing = printing or knowing
                if knowing:
                    return self.seen_by(knowing[0])
        return self.seen_by(listed[0])

    def spanning(self, first: int, last: int) -> Known:
        """Return what the latest edition knows that knows the levels of two years.

        Where none does, the latest that knows the last year answers, and says why it does not
        know the first.
        """
        known: Iterator[Known] = map(self.seen_by, self.editions.listed)
        if first == last - 1:
            known = chain([self.answering(last, Measure.GROWTH, Measure.ACTUAL)], known)
        both = (k for k in known if k.get(Measure.ACTUAL, first) and k.get(Measure.ACTUAL, last))
        return next(both, self.answering(last, Measure.ACTUAL))

    def years_known(self, measure: Measure) -> list[int]:
        """Return the years of which a measure is known, in order, whichever edition knows it."""
        if measure is Measure.ACTUAL:
            found = {year for e in self.editions.listed for year in e.levels.get(self.id, ())}
            return sorted(found)
        return sorted(
            {
                key.year
                for edition in self.editions.listed
                for key in edition.quantities
                if key.measure is measure and key.indicator == self.id
            }
        )

    def plans(self, year: int, *measures: Measure) -> list[PlanOf]:
        """Return the plans of a year that are printed, those of the latest edition first."""
        found: dict[PlanOf, None] = {}
        for edition in self.editions.near(year):
            for fact in edition.facts_of(self.id, year):
                if fact.measure in measures and fact.figure is not None:
                    found[PlanOf(edition, fact.plan_by)] = None
        return list(found)

    def planning(self, year: int, *measures: Measure) -> PlanOf:
        """Return the latest plan of a year that is printed or implied, if there is one."""
        for plan in self.plans(year, *measures):
            return plan
        for edition in self.editions.near(year):
            if edition.get(Key(Measure.PLAN, year, self.id)):
                return PlanOf(edition, "")
        return PlanOf(self.editions.listed[0], "")

    def judged(self, year: int, plan: PlanOf | None, *results: Measure) -> Known:
        """Return what is known with the latest result of a year and a plan of it."""
        result = self.answering(year, *results)
        if plan is None or (plan.edition is result.edition):
            return result.with_plan_by(plan.by if plan else "")
        setting = self.editions.joined(plan.edition)
        key = Key(Measure.PLAN, year, self.id, by=plan.by)
        solved = WithPlan(result.solved, setting, key)
        return Known(self, solved, result.edition, plan.by)

    def other_plans(self, year: int) -> list[tuple[str, Figure]]:
        """Return source and figure of the plans that differ from the one the latest sets."""
        plans = [
            (fact.source, fact.figure)
            for edition in self.editions.near(year)
            for fact in edition.facts_of(self.id, year)
            if fact.measure is Measure.PLAN and fact.figure is not None
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
    listed = [*plans]
    return [*_notes_of_authorities(listed), *_notes_of_printed(listed)]


def _notes_of_authorities(
    plans: Iterable[tuple[View, int]],
) -> Iterator[tuple[str, dict[str, object]]]:
    """Say that several authorities set a plan of a year, of which the first is used."""
    for view, year in plans:
        by = [one.by for one in view.plans(year, *_OF_A_PLAN)]
        named = [*dict.fromkeys(one for one in by if one)]
        if len(named) > 1:
            name = view.series.indicator.name
            yield "several-authorities", {"name": name, "year": year, "names": ", ".join(named)}


def _notes_of_printed(
    plans: Iterable[tuple[View, int]],
) -> list[tuple[str, dict[str, object]]]:
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
    """What is known of one series from one point of view."""

    def __init__(self, view: View, solved: Solved, edition: Edition, by: str = "") -> None:
        """Look at a series from an edition, with the plans that an authority set."""
        self.view, self.solved, self.edition, self.by = view, solved, edition, by

    def with_plan_by(self, by: str) -> Known:
        """Return the same with the plans of an authority."""
        return Known(self.view, self.solved, self.edition, by) if by != self.by else self

    def get(
        self, measure: Measure, year: int, *, since: int | None = None, total: str = ""
    ) -> Found:
        """Return a quantity of the series, since a year or of a total; or why it is unknown."""
        return self.solved.get(self.key(measure, year, since=since, total=total))

    def key(self, measure: Measure, year: int, *, since: int | None = None, total: str = "") -> Key:
        """Return the key of a quantity of the series."""
        by = self.by if measure.is_of_a_plan else ""
        if total:
            return Key(measure, year, self.view.id, total)
        return key_over(measure, year, self.view.id, since, by)

    def crosses_break(self, first: int, last: int) -> bool:
        """Tell whether the series breaks after the first year, up to the last."""
        return self.solved.crosses_break(self.view.id, first, last)

    def is_beside(self, keys: Iterable[Key], shown: Iterable[Found]) -> bool:
        """Tell whether numbers shown together are of editions that are not known to agree."""
        joined = self.solved
        while isinstance(joined, WithPlan):
            joined = joined.below
        return isinstance(joined, Joined) and joined.is_beside(keys, shown)

    def mark(self, years: Iterable[int], shown: Iterable[Found]) -> Reason:
        """Return the mark of numbers shown together, with the levels of some years among them."""
        keys = [self.key(Measure.ACTUAL, year) for year in years]
        return Reason.OTHER_EDITION if self.is_beside(keys, shown) else Reason.NONE
