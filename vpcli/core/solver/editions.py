"""Editions: what was published together, solved alone, and what may be joined across them.

All sources of one date are one edition; those without a date come first, as one. The latest
edition that knows a number answers for it. It borrows from the others, the latest first, only what
it neither prints nor implies, and levels to be compared with its own only from editions that agree
with it. Where editions differ, a row is of one of them, or says that it is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, POINT
from vpcli.core.facts.codes import Basis, Reason, Status
from vpcli.core.facts.model import Fact, Group, Measure, Source
from vpcli.core.facts.quantity_keys import Interval, Key, decode_interval, key_of
from vpcli.core.solver.agreement import meet
from vpcli.core.solver.identities_in_force import Structure
from vpcli.core.solver.narrowing import Reading, System
from vpcli.core.solver.quantity import Found, Quantity, published
from vpcli.core.solver.relations import Relation
from vpcli.core.solver.solution import CONSTANTS, Quantities, Solved, complete
from vpcli.core.solver.solution import Known as Lookup

__all__ = ["Edition", "Editions", "Joined", "WithPlan"]

_LEVELS_AND_RATES = frozenset(
    {
        Measure.ACTUAL,
        Measure.PLAN,
        Measure.GROWTH,
        Measure.PLANNED_GROWTH,
        Measure.ATTAINMENT,
    }
)
"""What is worked out ahead, where anything but levels is printed."""
_CLOSE = Decimal("0.05")
_SETTING_PLANS = (Measure.PLAN, Measure.PLANNED_GROWTH)


class Edition(Solved):
    """The facts of one group of series that were published together, and what they imply."""

    def __init__(
        self, group: Group, facts: Iterable[Fact], when: str = "", *, strict: bool = False
    ) -> None:
        """Take facts in whatever order; with `strict`, every qualifier is ignored."""
        self.group, self.when = group, when
        self.facts = sorted(facts, key=_in_order)
        self.sources = {fact.source for fact in self.facts}
        super().__init__(Structure.of(group, self.sources))
        self.reading = Reading.HALF_UNITS if strict else Reading.PRINTED
        self.printed = [fact for fact in self.facts if fact.figure is not None]
        self._breaks: dict[str, set[int]] = {}
        for fact in self.facts:
            if fact.status is Status.BREAK:
                self._breaks.setdefault(fact.indicator, set()).add(fact.year)
        self.is_of_levels_alone = not self.structure.parts and all(
            fact.measure.is_level and not fact.plan_by for fact in self.printed
        )

    @property
    def has_breaks(self) -> bool:
        """Whether the edition says of any series that it breaks."""
        return bool(self._breaks)

    @property
    def has_conflicts(self) -> bool:
        """Whether figures of the edition contradict one another."""
        return not self.is_of_levels_alone and bool(self.system.aside)

    def breaks(self, indicator: str) -> Collection[int]:
        """Return the years in which the edition says that a series breaks."""
        return self._breaks.get(indicator, ())

    @cached_property
    def years_near(self) -> Collection[int]:
        """The years of which anything is known, and those beside them."""
        years = {key.year for key in self.quantities}
        years |= {key.against for key in self.quantities if isinstance(key.against, int)}
        return {beside for year in years for beside in (year - 1, year, year + 1)}

    @cached_property
    def relations(self) -> list[Relation]:
        """The identities among the facts."""
        return self.structure.relations(self.facts)

    @cached_property
    def system(self) -> System:
        """The narrowed facts, and those that contradict one another."""
        totals = {breakdown.total for breakdown in self.structure.parts}
        system = System(self.printed, self.relations, self.kinds, self.reading, totals)
        system.settle()
        return system

    @cached_property
    def quantities(self) -> Quantities:
        """Everything printed; unless only levels are, also what the identities determine."""
        if self.is_of_levels_alone and not self._has_repeats:
            return CONSTANTS | {key_of(fact): published(fact) for fact in self.printed}
        aside = self.system.aside
        known, doubtful = dict(CONSTANTS), Quantities()
        for index, fact in enumerate(self.printed):
            quantity = published(fact, conflict=index in aside)
            (doubtful if quantity.conflict else known).setdefault(key_of(fact), quantity)
        complete(known, self.relations, self.kinds, skip=doubtful)
        intervals = self.system.intervals
        known = {key: self._narrowed(key, quantity, intervals) for key, quantity in known.items()}
        if doubtful:  # levels in doubt still have growth and contributions
            known = doubtful | known
            complete(known, self.relations, self.kinds, only_levels=True)
        return known

    @cached_property
    def _has_repeats(self) -> bool:
        return len({key_of(fact) for fact in self.printed}) < len(self.printed)

    def _narrowed(
        self, key: Key, quantity: Quantity, intervals: Mapping[Key, Interval]
    ) -> Quantity:
        """A derived quantity with the bounds that all figures together leave of it."""
        if key.measure is None or quantity.published or key not in intervals:
            return quantity
        low, high = decode_interval(intervals[key], key.measure, self.kinds[key.indicator])
        point = quantity.point
        if point is not None:
            point = min(max(point, low), high)
        return quantity._replace(point=point, low=low, high=high)

    @cached_property
    def _by_year(self) -> Mapping[tuple[str, int], Sequence[Fact]]:
        found: dict[tuple[str, int], list[Fact]] = {}
        for fact in self.facts:
            found.setdefault((fact.indicator, fact.year), []).append(fact)
        return found

    def facts_of(self, indicator: str, year: int) -> Sequence[Fact]:
        """Return the facts of an indicator in a year."""
        return self._by_year.get((indicator, year), ())

    @cached_property
    def levels(self) -> Mapping[str, Mapping[int, Quantity]]:
        """The levels that are known, by indicator and year."""
        found: dict[str, dict[int, Quantity]] = {}
        for key, quantity in self.quantities.items():
            if key.measure is Measure.ACTUAL:
                found.setdefault(key.indicator, {})[key.year] = quantity
        return found

    def direct(self, key: Key) -> Quantity | None:
        """Return what is printed or worked out ahead."""
        return self.quantities.get(key)

    def is_settled(self, key: Key) -> bool:
        """Whether what is not known by now follows from nothing."""
        if key.measure in (Measure.ACTUAL, Measure.PLAN):
            return True
        if self.is_of_levels_alone or isinstance(key.against, int):
            return False
        return key.measure in _LEVELS_AND_RATES

    def conflicting_facts(self) -> list[Fact]:
        """Return the facts that take part in a contradiction."""
        return [self.printed[index] for index in sorted(self.system.aside)]


def _in_order(fact: Fact) -> tuple[object, ...]:
    """An order of facts by what they say, so that no result depends on where they stood.

    Of several figures of one quantity the most precise one comes first.
    """
    figure = fact.figure
    said: tuple[object, ...] = (figure is None,)
    if figure is not None:
        said += (figure.unit, figure.qualifier.value, figure.low_face, figure.high_face)
    against = fact.since or 0
    return (
        fact.indicator,
        fact.year,
        fact.measure.value,
        against,
        fact.total,
        fact.plan_by,
        *said,
        fact.source,
        fact.place.file,
        fact.place.line or 0,
    )


class Editions:
    """The editions of one group of series, the latest first, and whether they agree."""

    def __init__(
        self,
        group: Group,
        sources: Mapping[str, Source],
        *,
        strict: bool = False,
        one_source: bool = False,
        link: bool = False,
    ) -> None:
        """Tell the editions apart; `one_source` takes all facts as one.

        With `link`, levels of an edition that differs are joined by its growth rates.
        """
        self.group, self.link = group, link
        by_date: dict[str, list[Fact]] = {}
        for series in group.series:
            for fact in series.facts:
                source = sources.get(fact.source)
                when = source.date if source and not one_source else ""
                by_date.setdefault(when, []).append(fact)
        if not by_date:
            by_date[""] = []
        self.listed = [
            Edition(group, _by_authority(by_date[when]), when, strict=strict)
            for when in sorted(by_date, reverse=True)
        ]
        self._of_source = {source: e for e in self.listed for source in e.sources}
        self._agree: dict[tuple[str, int, int], bool | None] = {}
        self._joined: dict[int, Joined] = {}
        self._knowing: dict[Key, list[Edition]] = {}
        self.with_breaks = [edition for edition in self.listed if edition.has_breaks]

    @cached_property
    def has_conflicts(self) -> bool:
        """Whether figures of any edition contradict one another."""
        return any(edition.has_conflicts for edition in self.listed)

    def near(self, year: int) -> Sequence[Edition]:
        """Return the editions that know anything of a year or one beside it, the latest first.

        No other one can know a level or a growth rate of that year.
        """
        return self._near.get(year, ())

    @cached_property
    def _near(self) -> Mapping[int, Sequence[Edition]]:
        near: dict[int, list[Edition]] = {}
        for edition in self.listed:
            for year in edition.years_near:
                near.setdefault(year, []).append(edition)
        return near

    def knowing(self, key: Key) -> Sequence[Edition]:
        """Return the editions that know a quantity by themselves, the latest first."""
        if key not in self._knowing:
            self._knowing[key] = [one for one in self.near(key.year) if one.get(key)]
        return self._knowing[key]

    def joined(self, edition: Edition) -> Joined:
        """Return everything known from the point of view of an edition."""
        return self._joined.setdefault(id(edition), Joined(self, edition))

    def forget(self) -> None:
        """Forget what has been worked out across editions; it refers back to all of them."""
        self._joined.clear()

    def edition_of(self, fact: Fact) -> Edition:
        """Return the edition that a fact was published in."""
        return self._of_source[fact.source]

    def agree(self, indicator: str, one: Edition, other: Edition) -> bool | None:
        """Tell whether two editions agree where both know a level; None if they never do closely.

        This is the judge of what may be joined: their levels may only if it says True.
        """
        if one is other:
            return True
        pair = (indicator, min(id(one), id(other)), max(id(one), id(other)))
        if pair not in self._agree:
            first, second = one.levels.get(indicator, {}), other.levels.get(indicator, {})
            shared = [(first[year], second[year]) for year in first if year in second]
            met = [meet(a.interval, b.interval) for a, b in shared if a.interval and b.interval]
            tells = any(_is_close(a) and _is_close(b) for a, b in shared)
            self._agree[pair] = (True if tells else None) if all(met) else False
        return self._agree[pair]


def _is_close(level: Quantity) -> bool:
    """Whether a level is printed, or known to 5 %: a looser one meets almost anything."""
    if level.published is not None:
        return True
    if level.interval is None:
        return False
    low, high = level.interval
    return EXACT.subtract(high, low) <= POINT.multiply(max(abs(low), abs(high)), _CLOSE)


def _by_authority(facts: Iterable[Fact]) -> list[Fact]:
    """Facts of one date; a source that sets another plan of a year is another authority."""
    plans: dict[Key, Fact] = {}
    others: set[tuple[str, int, str]] = set()
    facts = list(facts)
    if len({fact.source for fact in facts}) == 1:
        return facts
    for fact in sorted(facts, key=lambda fact: (fact.source, _in_order(fact))):
        if fact.measure in _SETTING_PLANS and fact.figure is not None and not fact.plan_by:
            before = plans.setdefault(key_of(fact), fact).figure
            assert before is not None
            if fact.figure.high < before.low or fact.figure.low > before.high:
                others.add((fact.indicator, fact.year, fact.source))
    return [
        fact._replace(plan_by=fact.source)
        if fact.measure.is_of_a_plan
        and not fact.plan_by
        and (fact.indicator, fact.year, fact.source) in others
        else fact
        for fact in facts
    ]


class Joined(Solved):
    """What one edition knows with the help of the others."""

    def __init__(self, editions: Editions, edition: Edition) -> None:
        """Take the point of view of an edition."""
        super().__init__(edition.structure)
        self.editions, self.edition = editions, edition
        self.is_alone = len(editions.listed) == 1
        self._anchors: dict[str, Edition] = {}

    @property
    def has_breaks(self) -> bool:
        """Whether any edition has a break."""
        return bool(self.editions.with_breaks)

    @property
    def has_conflicts(self) -> bool:
        """Whether figures of any edition contradict one another."""
        return self.editions.has_conflicts

    def breaks(self, indicator: str) -> Collection[int]:
        """Return the years in which the edition, or one that it may borrow from, has a break."""
        if self.is_alone:
            return self.edition.breaks(indicator)
        broken = [
            one
            for one in self.editions.with_breaks
            if one is self.edition or self._may_join(one, indicator)
        ]
        return {year for one in broken for year in one.breaks(indicator)}

    def direct(self, key: Key) -> Quantity | None:
        """Return what the edition knows, or else what another one lends."""
        if key.measure is None:
            return CONSTANTS[key]
        own = self.edition.get(key)
        return own or (self._lent(key) if not self.is_alone else None)

    def is_settled(self, key: Key) -> bool:
        """Whether there is no other edition to help."""
        return self.is_alone

    def ways_to(self, key: Key, known: Lookup) -> Iterator[Quantity]:
        """Yield the ways; of a level, none that is another edition's own and may not be joined."""
        for way in super().ways_to(key, known):
            if key.measure is not Measure.ACTUAL or self._is_own(key.indicator, way):
                yield way

    def _is_own(self, indicator: str, way: Quantity) -> bool:
        behind = {id(one): one for one in map(self.editions.edition_of, way.facts)}
        return id(self.edition) in behind or all(
            self._may_join(one, indicator) for one in behind.values()
        )

    def why_unknown(self, key: Key) -> Reason:
        """Return the reason; a level that only a differing edition knows is of that edition."""
        if key.measure is Measure.ACTUAL and any(self._others(key)):
            return Reason.OTHER_EDITION
        return super().why_unknown(key)

    def _others(self, key: Key) -> Iterator[Edition]:
        """The other editions that know a quantity, the latest first."""
        return (one for one in self.editions.knowing(key) if one is not self.edition)

    def _lent(self, key: Key) -> Quantity | None:
        """The latest other edition's, where it may be joined with what the edition knows."""
        measure = key.measure
        for other in self._others(key):
            found = other.get(key)
            if not found or found.conflict:
                continue
            if self._may_lend(other, key, found):
                return found
            if measure is Measure.ACTUAL and self.editions.link:
                linked = self._linked(other, key, found)
                if linked is not None:
                    return linked
        return None

    def _may_lend(self, other: Edition, key: Key, found: Quantity) -> bool:
        """Whether a level may be compared, or a plan or printed rate be used, beside its own."""
        if key.measure is Measure.ACTUAL:
            return self._may_join(other, key.indicator)
        alone = key.measure in (Measure.PLAN, Measure.GROWTH)
        is_said = alone or found.published is not None
        if key.measure is not None and key.measure.is_of_a_plan and self._sets_plan(key):
            return False
        return is_said and self.editions.agree(key.indicator, self.edition, other) is not False

    def _sets_plan(self, key: Key) -> bool:
        """Whether the edition itself sets a plan of the year, which others do not change."""
        return any(
            fact.measure in _SETTING_PLANS and fact.plan_by == key.by
            for fact in self.edition.facts_of(key.indicator, key.year)
        )

    def _may_join(self, other: Edition, indicator: str) -> bool:
        """Whether levels of another edition may be compared with those of this one.

        Where this one has no levels, all are to agree with those of the latest that has some.
        """
        anchor = self._anchors.get(indicator)
        if anchor is None:
            listed = chain([self.edition], self.editions.listed)
            having = (one for one in listed if one.levels.get(indicator))
            anchor = self._anchors[indicator] = next(having, self.edition)
        return self.editions.agree(indicator, anchor, other) is True

    def _linked(self, other: Edition, key: Key, level: Quantity) -> Quantity | None:
        """An earlier level of an edition that differs, joined where both know a later one."""
        own, theirs = (one.levels.get(key.indicator, {}) for one in (self.edition, other))
        year = min((year for year in own if year in theirs and year > key.year), default=None)
        if year is None or other.crosses_break(key.indicator, key.year, year):
            return None
        of = level, own[year], theirs[year]
        if any(one.point is None or one.interval is None or one.point <= 0 for one in of):
            return None
        (low, high), (least, most), (first, last) = (one.interval for one in of)  # type: ignore[misc] # none of them is None, by the line above
        if first <= 0:
            return None
        points = [one.point for one in of]
        return Quantity(
            POINT.divide(POINT.multiply(points[0], points[1]), points[2]),  # type: ignore[arg-type] # as above
            FLOOR.divide(FLOOR.multiply(low, least), last),
            CEILING.divide(CEILING.multiply(high, most), first),
            Basis.LINKED,
            Status.combine([one.status for one in of]),
            tuple({id(fact): fact for one in of for fact in one.facts}.values()),
        )

    def is_beside(self, keys: Iterable[Key], shown: Iterable[Found]) -> bool:
        """Whether numbers shown together are of editions that are not known to agree.

        Also where a later edition knows one of them otherwise.
        """
        if self.is_alone:
            return False
        quantities = [quantity for quantity in shown if quantity]
        if any(quantity.basis is Basis.LINKED for quantity in quantities):
            return False
        keys = list(keys)
        indicator = keys[0].indicator
        behind = {
            id(one): one
            for quantity in quantities
            for fact in quantity.facts
            if (one := self.editions.edition_of(fact))
        }
        editions = [*behind.values()]
        if any(not self.editions.agree(indicator, editions[0], one) for one in editions[1:]):
            return True
        return any(
            self._is_otherwise(one, key)
            for key in keys
            for one in self._others(key)
            if one.when > self.edition.when
        )

    def _is_otherwise(self, other: Edition, key: Key) -> bool:
        """Whether another edition knows a quantity to be another one."""
        own, theirs = self.get(key), other.get(key)
        if not own or not theirs or own.interval is None or theirs.interval is None:
            return False
        return not meet(own.interval, theirs.interval)


class WithPlan(Solved):
    """A point of view with the plan of a year as another edition, or authority, set it."""

    def __init__(self, below: Solved, setting: Solved, key: Key) -> None:
        """Take the plan `key` from the point of view `setting`; all else stays as it is."""
        super().__init__(below.structure)
        self.below, self.setting, self.plan = below, setting, key

    @property
    def has_breaks(self) -> bool:
        """Whether any series breaks at all."""
        return self.below.has_breaks

    @property
    def has_conflicts(self) -> bool:
        """Whether any figures contradict one another."""
        return self.below.has_conflicts

    def breaks(self, indicator: str) -> Collection[int]:
        """Return the years in which the series breaks."""
        return self.below.breaks(indicator)

    def direct(self, key: Key) -> Quantity | None:
        """Return what is set by the plan's own edition, or else what is known below."""
        if not self._is_of_plan(key):
            return self.below.get(key) or None
        if key.measure not in _SETTING_PLANS:
            return None
        found = self.setting.get(key)
        return found or None

    def is_settled(self, key: Key) -> bool:
        """Whether nothing is derived on demand."""
        return False

    def ways_to(self, key: Key, known: Lookup) -> Iterator[Quantity]:
        """Yield the ways that the plan helps to; all others are known below, or nowhere."""
        for way in super().ways_to(key, known):
            if self._is_of_plan(key) or any(self._is_of_plan(key_of(fact)) for fact in way.facts):
                yield way

    def _is_of_plan(self, key: Key) -> bool:
        """Whether a quantity is of the plan, of its year and indicator."""
        is_of_plan = key.measure is not None and key.measure.is_of_a_plan
        return is_of_plan and key.year == self.plan.year and key.indicator == self.plan.indicator
