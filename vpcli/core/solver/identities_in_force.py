"""Which identities hold among the facts at hand: the table made into relations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from vpcli.core.facts.arithmetic import ONE, ZERO
from vpcli.core.facts.model import Fact, Group, Kind, Measure, Parts, Status
from vpcli.core.facts.quantity_keys import Key, key_over
from vpcli.core.solver.identities import IDENTITIES, Identity, Scope, Term
from vpcli.core.solver.reach import years_within_reach
from vpcli.core.solver.relations import Operand, Relation
from vpcli.limits import check_identities

__all__ = ["Structure", "relation_of", "relations_for"]

_BY_SCOPE = {
    scope: tuple(identity for identity in IDENTITIES if identity.scope is scope) for scope in Scope
}
_ALWAYS = frozenset({Measure.ACTUAL, Measure.GROWTH, Measure.VERDICT})

_OF_PARTS = frozenset(
    {Measure.SHARE, Measure.CHANGE, Measure.CONTRIBUTION, Measure.SHARE_OF_GROWTH}
)
"""What calls for one another: where one is printed, all say something of the levels."""
_NOBODY = ("",)


class Structure(NamedTuple):
    """What is known of the indicators beside their facts: kinds, unit exponents, breakdowns.

    `plans_add_up` names the totals whose plan is the sum of the plans of their parts.
    """

    kinds: Mapping[str, Kind]
    parts: tuple[Parts, ...] = ()
    exponents: Mapping[str, int] = {}
    plans_add_up: frozenset[str] = frozenset()

    @staticmethod
    def of(group: Group, sources: Collection[str] | None = None) -> Structure:
        """Return the structure of a group of series, with the breakdowns that sources declare.

        The order of series, and of breakdowns and their parts, does not show in a result.
        """
        indicators = sorted((series.indicator for series in group.series), key=lambda one: one.id)
        parts = {
            Parts(one.total, tuple(sorted(one.parts)), one.complete)
            for one in group.parts
            if one.source is None or sources is None or one.source in sources
        }
        kinds = {indicator.id: indicator.kind for indicator in indicators}
        exponents = {indicator.id: indicator.unit.exponent for indicator in indicators}
        for one in sorted(parts):  # a total may have no figures of its own
            kinds.setdefault(one.total, Kind.LEVEL)
            exponents.setdefault(one.total, exponents.get(one.parts[0], 0))
        return Structure(
            kinds,
            tuple(sorted(parts)),
            exponents,
            frozenset(one.id for one in indicators if one.plans_add_up),
        )

    def relations(self, facts: Iterable[Fact]) -> list[Relation]:
        """Return every relation that can hold among facts; none reaches across a break.

        Raises `DataError` where they are too many, as where each of many parts is one of a
        breakdown of its own of a total of many years.
        """
        facts = [*facts]
        seen = _Seen(facts)
        within = years_within_reach(facts, self.parts) if self.parts else {}
        found: list[Relation] = []
        for id_, kind in self.kinds.items():
            # Of a total and its parts, also the years that only the others have figures of.
            shared = within.get(id_, set()) & seen.all_years
            for year in sorted(seen.years.get(id_, set()) | shared):
                broken = (id_, year) in seen.breaks
                for by in seen.authorities.get((id_, year), _NOBODY):
                    found += _in_year(id_, year, kind, seen.called, broken, by)
            check_identities(len(found))
        for (id_, since), years in seen.spans.items():
            unbroken = [
                year
                for year in years
                if not any((id_, between) in seen.breaks for between in range(since + 1, year + 1))
            ]
            found += _over_years(id_, unbroken, since, self.kinds[id_], seen)
            check_identities(len(found))
        for breakdown in self.parts:
            parts_within: dict[int, list[str]] = {}
            for part in breakdown.parts:
                for year in within.get(part, ()):
                    parts_within.setdefault(year, []).append(part)
            # What a part adds to growth is measured on the total of the year before.
            of_total = within.get(breakdown.total, set())
            for year in sorted(parts_within.keys() & {*of_total, *(year + 1 for year in of_total)}):
                found += self._of_parts(breakdown, parts_within[year], year, seen)
                check_identities(len(found))
        return found

    def _of_parts(
        self, breakdown: Parts, within: Sequence[str], year: int, seen: _Seen
    ) -> Iterator[Relation]:
        """The identities of a total and those of its parts of which anything can be known."""
        total = breakdown.total
        broken = {id_ for id_ in (total, *within) if (id_, year) in seen.breaks}
        for identity in _BY_SCOPE[Scope.PART]:
            for part in within:
                if _holds(identity, Kind.LEVEL, seen.called, bool(broken & {part, total})):
                    yield self._part_and_total(identity, part, total, year)
        if not breakdown.complete or len(within) < len(breakdown.parts):
            return
        for identity in _BY_SCOPE[Scope.WHOLE]:
            if identity.name == "sum-of-plans" and total not in self.plans_add_up:
                continue
            if _holds(identity, Kind.LEVEL, seen.called, bool(broken)):
                (each,) = identity.operands
                operands = (self._taken(each, part, total, year) for part in breakdown.parts)
                result = self._taken(identity.result, total, total, year)
                yield Relation.of(identity, result, operands)

    def relations_about(self, key: Key) -> Iterator[Relation]:
        """Return the relations within one series, or a part and its total, that a quantity is in.

        They are made on demand, whatever facts there are, and may reach across a break.
        """
        assert key.measure is not None
        if isinstance(key.against, str) and key.against:
            for identity in _BY_SCOPE[Scope.PART]:
                relation = self._part_and_total(identity, key.indicator, key.against, key.year)
                if key in relation.terms:
                    yield relation
            return
        since = key.since
        kind = self.kinds[key.indicator]
        yield from relations_for(key, kind, since)
        if since is None and key.measure in (Measure.PLANNED_CHANGE, Measure.REQUIRED_GROWTH):
            yield from relations_for(key, kind, key.year - 1)
        if key.measure is Measure.ACTUAL:  # the base of the year that follows
            following = key._replace(year=key.year + 1, measure=Measure.GROWTH)
            yield from (one for one in relations_for(following, kind) if key in one.terms)

    def _part_and_total(self, identity: Identity, part: str, total: str, year: int) -> Relation:
        result, *operands = (
            self._taken(term, part, total, year) for term in (identity.result, *identity.operands)
        )
        return Relation.of(identity, result, operands)

    def _taken(self, term: Term, part: str, total: str, year: int) -> Operand:
        """A quantity of a part or its total; levels of a part in the unit of the total."""
        if term.measure is None:
            return Operand(Key(None, term.constant))
        id_ = total if term.of == "total" else part
        against = total if term.measure.is_of_a_total else ""
        times = ONE
        if term.measure.is_in_unit and id_ != total:
            times = Decimal(1).scaleb(self.exponents.get(id_, 0) - self.exponents.get(total, 0))
        return Operand(Key(term.measure, year - (term.lag or 0), id_, against), _shift(term), times)


class _Seen:
    """What the facts call for: years, spans of years, breaks, and measures."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.years: dict[str, set[int]] = {}
        self.spans: dict[tuple[str, int], dict[int, None]] = {}
        """Of an indicator and a base year, the years that are measured against it."""
        self.breaks: set[tuple[str, int]] = set()
        self.authorities: dict[tuple[str, int], dict[str, None]] = {}
        """Of an indicator and a year, those whose plans are printed."""
        measures: set[Measure] = set()
        for fact in facts:
            if fact.plan_by:
                at = (fact.indicator, fact.year)
                self.authorities.setdefault(at, {"": None})[fact.plan_by] = None
            self.years.setdefault(fact.indicator, set()).add(fact.year)
            measures.add(fact.measure)
            if fact.status is Status.BREAK:
                self.breaks.add((fact.indicator, fact.year))
            if fact.since is not None and fact.since != fact.year - 1:
                self.spans.setdefault((fact.indicator, fact.since), {})[fact.year] = None
        if any(measure.is_of_a_total for measure in measures):
            measures |= _OF_PARTS
        self.called = tuple(sorted(measures - _ALWAYS))
        self.all_years: set[int] = set().union(*self.years.values())


def _holds(identity: Identity, kind: Kind, called: Collection[Measure], broken: bool) -> bool:
    if kind not in identity.kinds or (broken and identity.looks_back):
        return False
    return not identity.measures or any(measure in identity.measures for measure in called)


@lru_cache(maxsize=4096)
def _in_year(
    id_: str, year: int, kind: Kind, called: tuple[Measure, ...], broken: bool, by: str
) -> tuple[Relation, ...]:
    return tuple(
        relation_of(identity, id_, year, by=by)
        for identity in _BY_SCOPE[Scope.YEAR]
        if _holds(identity, kind, called, broken) and (not by or identity.is_of_a_plan)
    )


def _over_years(
    id_: str, years: Collection[int], since: int, kind: Kind, seen: _Seen
) -> Iterator[Relation]:
    """The identities of all that is measured against one base year."""
    for identity in _BY_SCOPE[Scope.SPAN]:
        if _holds(identity, kind, seen.called, broken=False):
            # Rates compound year by year from the base; the rest joins the two ends.
            compounds = identity.name == "compounding"
            for year in range(since + 2, max(years, default=0) + 1) if compounds else years:
                for by in seen.authorities.get((id_, year), _NOBODY):
                    if not by or identity.is_of_a_plan:
                        yield relation_of(identity, id_, year, since, by)


def relations_for(key: Key, kind: Kind, since: int | None = None) -> Iterator[Relation]:
    """Return the relations within one series that a quantity of a year takes part in.

    `since` is the base year of what is measured over several years.
    """
    assert key.measure is not None
    for identity in _about(key.measure, kind, Scope.YEAR if since is None else Scope.SPAN):
        relation = relation_of(identity, key.indicator, key.year, since, key.by)
        if key in relation.terms:
            yield relation


@lru_cache
def _about(measure: Measure, kind: Kind, scope: Scope) -> tuple[Identity, ...]:
    """The identities of a scope that a measure takes part in, for a kind of indicator."""
    return tuple(
        identity
        for identity in _BY_SCOPE[scope]
        if kind in identity.kinds
        and any(term.measure is measure for term in (identity.result, *identity.operands))
    )


def relation_of(
    identity: Identity, id_: str, year: int, since: int | None = None, by: str = ""
) -> Relation:
    """Return a relation; what compounds over years is a power, or a multiple where it adds."""
    if since is None:
        result, *operands = (
            Operand(
                key or Key(term.measure, year - term.lag, id_, by=by if of_plan else ""),  # type: ignore[operator] # without a base year all have a lag
                shift,
                ONE,
            )
            for term, key, shift, of_plan in _shape(identity)
        )
        return Relation.of(identity, result, operands)
    years = year - since if identity.compounds else 1
    result, *operands = (
        Operand(
            _key(term, id_, year, since, by),
            _shift(term),
            Decimal(years)
            if identity.adds and term.spanning and term is not identity.result
            else ONE,
        )
        for term in (identity.result, *identity.operands)
    )
    return Relation.of(identity, result, operands, 1 if identity.adds else years)


_Shape = tuple[tuple[Term, Key | None, Decimal, bool], ...]
_SHAPES: dict[int, tuple[Identity, _Shape]] = {}
"""By the identity of an identity, which is kept so that it stays the same object."""


def _shape(identity: Identity) -> _Shape:
    """The terms of an identity: constants as keys, what is taken off, and whether it is planned."""
    known = _SHAPES.get(id(identity))
    if known is not None:
        return known[1]
    shape = tuple(
        (
            term,
            Key(None, term.constant) if term.measure is None else None,
            _shift(term),
            term.measure is not None and term.measure.is_of_a_plan,
        )
        for term in (identity.result, *identity.operands)
    )
    _SHAPES[id(identity)] = identity, shape
    return shape


def _key(term: Term, id_: str, year: int, since: int, by: str) -> Key:
    if term.measure is None:
        return Key(None, term.constant)
    if term.lag is None:
        return Key(term.measure, since, id_)
    whose = by if term.measure.is_of_a_plan else ""
    return key_over(term.measure, year - term.lag, id_, since if term.spanning else None, whose)


def _shift(term: Term) -> Decimal:
    return ONE.copy_negate() if term.net else ZERO
