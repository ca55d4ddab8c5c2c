"""The model: what is measured, by whom it was published, and the facts themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from vpcli.core.facts.codes import Status, Verdict
from vpcli.core.facts.number import Figure
from vpcli.core.facts.units import PERCENT, Unit
from vpcli.errors import Place, Problem

__all__ = [
    "Area",
    "Dataset",
    "Direction",
    "Fact",
    "Group",
    "GrowthMethod",
    "Indicator",
    "Kind",
    "Measure",
    "Parts",
    "Series",
    "Source",
    "Status",
    "Verdict",
    "Words",
]


class Measure(StrEnum):
    """What a published number says of an indicator in a year."""

    ACTUAL = "actual"
    PLAN = "plan"
    GROWTH = "growth"
    PLANNED_GROWTH = "planned-growth"
    ATTAINMENT = "attainment"
    CHANGE = "change"
    MULTIPLE = "multiple"
    AVERAGE_GROWTH = "average-growth"
    PLANNED_AVERAGE_GROWTH = "planned-average-growth"
    SHARE = "share"
    CONTRIBUTION = "contribution"
    SHARE_OF_GROWTH = "share-of-growth"
    VERDICT = "verdict"
    GAP = "gap"
    PLANNED_CHANGE = "planned-change"
    REQUIRED_GROWTH = "required-growth"
    PROJECTED = "projected"
    ASSUMED_GROWTH = "assumed-growth"
    RATIO = "ratio"
    LOG_GROWTH = "log-growth"
    """Growth printed as `100 ln(y_t / y_b)`, where a series declares it so."""

    __hash__ = str.__hash__  # measures are looked up all the time; Enum hashes in Python

    @property
    def is_level(self) -> bool:
        """Whether it is a level, actual or planned, and neither a change nor a rate."""
        return self in (Measure.ACTUAL, Measure.PLAN)

    @property
    def is_in_unit(self) -> bool:
        """Whether it is in the indicator's unit: levels and differences of levels."""
        return self in _IN_UNIT

    @property
    def is_of_a_total(self) -> bool:
        """Whether it says something of a part against its total."""
        return self in (Measure.SHARE, Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH)

    @property
    def is_over_years(self) -> bool:
        """Whether it may be measured against an earlier year than the one before."""
        return self in _OVER_YEARS

    @property
    def is_average(self) -> bool:
        """Whether it is a rate a year, averaged over the years since its base year."""
        return self in _AVERAGES.values()

    @property
    def is_growth(self) -> bool:
        """Whether it is a growth rate from one year to another, reached or planned."""
        return self in _AVERAGES

    def averaged(self, years: int) -> Measure:
        """Return the measure that an average over years is; over one year that is its growth."""
        if years == 1:
            return next((own for own, average in _AVERAGES.items() if average is self), self)
        return _AVERAGES.get(self, self)

    @property
    def is_of_a_plan(self) -> bool:
        """Whether it says something of a plan, so that it depends on whose plan it is."""
        return self in _OF_A_PLAN

    @property
    def is_planned(self) -> bool:
        """Whether it was set beforehand, so that "below 4" is a bound and not a qualifier."""
        return self in _PLANNED


_IN_UNIT = frozenset(
    {
        Measure.ACTUAL,
        Measure.PLAN,
        Measure.PROJECTED,
        Measure.CHANGE,
        Measure.GAP,
        Measure.PLANNED_CHANGE,
    }
)
_AVERAGES = {
    Measure.GROWTH: Measure.AVERAGE_GROWTH,
    Measure.PLANNED_GROWTH: Measure.PLANNED_AVERAGE_GROWTH,
}
_OVER_YEARS = frozenset(
    {
        Measure.CHANGE,
        Measure.GROWTH,
        Measure.LOG_GROWTH,
        Measure.MULTIPLE,
        *_AVERAGES.values(),
    }
)
_PLANNED = frozenset({Measure.PLAN, Measure.PLANNED_GROWTH, Measure.PLANNED_AVERAGE_GROWTH})
_OF_A_PLAN = _PLANNED | {
    Measure.ATTAINMENT,
    Measure.GAP,
    Measure.VERDICT,
    Measure.PLANNED_CHANGE,
    Measure.REQUIRED_GROWTH,
}


class Kind(StrEnum):
    """Kind of indicator; the identities that hold depend on it."""

    LEVEL = "level"
    CHAIN_INDEX = "chain-index"
    FIXED_INDEX = "fixed-index"
    RATE = "rate"

    __hash__ = str.__hash__


class GrowthMethod(StrEnum):
    """How the printed growth rates of a series are measured."""

    RATIO = "ratio"
    """`100 (y_t / y_b − 1)`"""
    LOG = "log"
    """`100 ln(y_t / y_b)`, as the World Bank prints the growth of the population."""

    __hash__ = str.__hash__


class Direction(StrEnum):
    """Whether more is better, less is better, or neither."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Words(NamedTuple):
    """A name in English and in Vietnamese; either may be empty."""

    en: str = ""
    vi: str = ""

    def in_language(self, lang: str) -> str:
        """Return the name in a language, or in the other one where it is missing."""
        first, second = (self.vi, self.en) if lang == "vi" else (self.en, self.vi)
        return first or second


class Area(NamedTuple):
    """A territory that figures are about."""

    id: str = ""
    name: Words = Words()


class Source(NamedTuple):
    """A publication that figures were printed in; the date orders editions."""

    id: str
    title: Words = Words()
    publisher: Words = Words()
    date: str = ""
    """ISO 8601, to the day, the month or the year, as far as it is known."""
    url: str = ""


class Indicator(NamedTuple):
    """What is measured: names, unit, kind, better direction and price basis.

    `base_year` is the year in which a fixed index is 100 by definition, `natural_limit` a level
    that cannot be passed (100 % of all households), in the indicator's unit. `plans_add_up`
    says of a total that its plan is the sum of the plans of its complete parts.
    """

    id: str
    name: Words
    unit: Unit
    kind: Kind = Kind.LEVEL
    direction: Direction = Direction.UP
    price_basis: str = ""
    growth_method: GrowthMethod = GrowthMethod.RATIO
    base_year: int | None = None
    natural_limit: Decimal | None = None
    plans_add_up: bool = False

    @staticmethod
    def described(
        id_: str,
        name: Words,
        unit: Unit,
        kind: Kind | None,
        direction: Direction | None,
        price_basis: str = "",
        *,
        growth_method: GrowthMethod | None = None,
        base_year: int | None = None,
        natural_limit: Decimal | None = None,
        plans_add_up: bool = False,
    ) -> Indicator:
        """Make an indicator; what is not declared follows from the unit.

        A unit of per cent makes a rate, which is better in neither direction until declared;
        anything else is a level, of which more is better.
        """
        if kind is None:
            kind = Kind.RATE if unit.base == PERCENT else Kind.LEVEL
        if direction is None:
            direction = Direction.NONE if kind is Kind.RATE else Direction.UP
        return Indicator(
            id_,
            name,
            unit,
            kind,
            direction,
            price_basis,
            growth_method or GrowthMethod.RATIO,
            base_year,
            natural_limit,
            plans_add_up,
        )


class Fact(NamedTuple):
    """One published number, with its status, its source and the place it was read from.

    `figure` is None where the source says that there is no figure (status O), and for a
    verdict, whose code is `word`. `since` is the base year where it is not the year before,
    `total` the indicator that a share or a contribution is of.
    """

    measure: Measure
    year: int
    figure: Figure | None
    status: Status
    source: str
    place: Place
    note: str = ""
    indicator: str = ""
    since: int | None = None
    total: str = ""
    word: str = ""
    text: str = ""
    """As printed, where there is no figure."""
    plan_by: str = ""
    """Whose plan it is about, where several authorities set one."""


class Parts(NamedTuple):
    """A breakdown of a total: ids of indicators, and whether they make up the whole of it.

    It holds for the area and the source that declare it; None is every one.
    """

    total: str
    parts: tuple[str, ...]
    complete: bool
    area: str | None = None
    source: str | None = None

    def among(self, ids: Collection[str]) -> Parts | None:
        """Return what is left of it where only some indicators are there; None is nothing.

        It is complete only with all of its parts. The total may have no figures of its own.
        """
        there = tuple(part for part in self.parts if part in ids)
        if not there:
            return None
        return self._replace(parts=there, complete=self.complete and len(there) == len(self.parts))


class _Series(NamedTuple):
    area: Area
    indicator: Indicator
    facts: tuple[Fact, ...]


class Series(_Series):
    """The facts of one indicator in one area, in the order of years."""

    def of_year(self, year: int) -> tuple[Fact, ...]:
        """Return the facts of one year."""
        first = bisect_left(self.facts, year, key=_YEAR)
        return self.facts[first : bisect_right(self.facts, year, first, key=_YEAR)]

    @cached_property
    def decimals(self) -> int:
        """The most decimals that a level is printed with; of an index or a rate, any figure."""
        is_level = self.indicator.kind is Kind.LEVEL
        printed = (
            fact.figure.decimals
            for fact in self.facts
            if fact.figure and (fact.measure.is_level or not is_level)
        )
        return max(printed, default=0)


_YEAR = attrgetter("year")


class Group(NamedTuple):
    """Series of one area that breakdowns tie together, solved as one system."""

    series: tuple[Series, ...]
    parts: tuple[Parts, ...] = ()


class Dataset(NamedTuple):
    """What was loaded: series, sources by id, and what a reader should be warned of.

    `hidden` are series that were not asked for, kept because a breakdown ties them to one
    that was. `scenarios` are plans thought of and not published: by name and indicator id the
    level of every year, or under the year 0 the growth a year.
    """

    title: Words
    sources: Mapping[str, Source]
    series: tuple[Series, ...]
    warnings: tuple[Problem, ...] = ()
    parts: tuple[Parts, ...] = ()
    hidden: tuple[Series, ...] = ()
    scenarios: Mapping[str, Mapping[str, Mapping[int, Decimal]]] = {}

    def groups(self) -> list[Group]:
        """Return all series, hidden ones too, by the breakdowns that tie them together."""
        leaders = _Leaders()
        for breakdown in self.parts:
            for part in breakdown.parts:
                leaders.join(breakdown.total, part)
        tied: dict[str, list[Parts]] = {}
        for breakdown in self.parts:
            tied.setdefault(leaders.of(breakdown.total), []).append(breakdown)
        gathered: dict[tuple[str, str], list[Series]] = {}
        for series in (*self.series, *self.hidden):
            leader = leaders.of(series.indicator.id)
            gathered.setdefault((series.area.id, leader), []).append(series)
        return [
            Group(tuple(members), _parts_among(members, area, tied.get(leader, ())))
            for (area, leader), members in gathered.items()
        ]


def _parts_among(
    members: list[Series], area: str, breakdowns: Iterable[Parts]
) -> tuple[Parts, ...]:
    ids = {series.indicator.id for series in members}
    return tuple(
        left
        for breakdown in breakdowns
        if breakdown.area in (None, area) and (left := breakdown.among(ids))
    )


class _Leaders:
    """Ids that belong together, each lot led by one of them (union–find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, id_: str) -> str:
        while (above := self._above.get(id_, id_)) != id_:
            self._above[id_] = self._above.get(above, above)
            id_ = above
        return id_

    def join(self, one: str, other: str) -> None:
        self._above[self.of(other)] = self.of(one)
