"""Figures that deserve a second look, each by a named rule. None of them is proof of anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from vpcli.core.agreement import meet
from vpcli.core.arithmetic import EXACT, HUNDRED, POINT
from vpcli.core.attainment import verdict
from vpcli.core.consistency import Edition
from vpcli.core.findings import Finding, FindingKind, Rule, significant_digits
from vpcli.core.keys import Key, key_of
from vpcli.core.model import Fact, Kind, Measure
from vpcli.core.network import relations_for
from vpcli.core.number import Figure
from vpcli.core.operation import expectation, operation_of
from vpcli.core.propagate import printed_interval
from vpcli.core.solve import Quantity, derive

__all__ = ["suspicions"]

_THOUSAND = Decimal(1000)
_LEAST_DIGITS = 4  # two parts may well both be 120
_SLIP_FROM, _SLIP_TO = Decimal(300), Decimal(3000)
_RATES = frozenset(
    {
        Measure.GROWTH,
        Measure.PLANNED_GROWTH,
        Measure.AVERAGE_GROWTH,
        Measure.PLANNED_AVERAGE_GROWTH,
        Measure.ATTAINMENT,
    }
)


def suspicions(edition: Edition) -> Iterator[Finding]:
    """Return every suspicious figure of an edition."""
    yield from _repeated_levels(edition)
    slips = list(_slips(edition))
    yield from slips
    named = {id(slip.fact) for slip in slips}
    for jump in _jumps(edition):
        if named.isdisjoint(map(id, (jump.fact, *jump.against))):
            yield jump
    yield from _rates_over_a_gap(edition)
    yield from _verdicts(edition)


def _repeated_levels(edition: Edition) -> Iterator[Finding]:
    """`repeated-level`: the level of one part printed for another part of the same total."""
    levels: dict[str, list[Fact]] = {}
    for fact in edition.printed if edition.group.parts else ():
        if fact.measure is Measure.ACTUAL:
            levels.setdefault(fact.indicator, []).append(fact)
    for breakdown in edition.group.parts:
        seen: dict[tuple[int, Decimal], Fact] = {}
        for part in breakdown.parts:
            for fact in levels.get(part, ()):
                value = _value(fact)
                if value is None:
                    continue
                before = seen.setdefault((fact.year, value), fact)
                if before is not fact and significant_digits(value) >= _LEAST_DIGITS:
                    yield _suspicious(edition, Rule.REPEATED_LEVEL, fact, against=(before,))


def _slips(edition: Edition) -> Iterator[Finding]:
    """The misprints that would explain disagreements: each once, of the fact in most of them."""
    told = set()
    for indices in edition.system.conflicts:
        conflict = [edition.printed[index] for index in indices]
        found = [one for fact in conflict for one in _misprints(edition, fact, conflict)]
        most = max((edition.doubts[id(one.fact)] for one in found), default=0)
        for one in found:
            if edition.doubts[id(one.fact)] == most and (id(one.fact), one.rule) not in told:
                told.add((id(one.fact), one.rule))
                yield one


def _misprints(edition: Edition, fact: Fact, conflict: Sequence[Fact]) -> Iterator[Finding]:
    """What would make a fact agree with others: the rule of each misprint that would.

    `index-as-growth` (109 for 9), `excess-as-attainment` (9.9 for 109.9), `lost-sign` (46.2 for
    −46.2), `scale-slip` (off by a thousand).
    """
    expected = edition.expected_by(fact, conflict)
    if expected is None or fact.figure is None:
        return
    low, high = printed_interval(fact.figure, edition.reading)
    kind = edition.structure.kinds[fact.indicator]
    against = tuple(other for other in conflict if other is not fact)
    less = EXACT.subtract(low, HUNDRED), EXACT.subtract(high, HUNDRED)
    more = EXACT.add(low, HUNDRED), EXACT.add(high, HUNDRED)
    if fact.measure in _RATES and kind is not Kind.RATE and meet(expected.interval, less):
        yield _suspicious(edition, Rule.INDEX_AS_GROWTH, fact, expected, against)
    if fact.measure is Measure.ATTAINMENT and meet(expected.interval, more):
        yield _suspicious(edition, Rule.EXCESS_AS_ATTAINMENT, fact, expected, against)
    turned = high.copy_negate(), low.copy_negate()
    if not fact.measure.is_level and meet(expected.interval, turned):
        yield _suspicious(edition, Rule.LOST_SIGN, fact, expected, against)
    for scale in (3, -3):
        scaled = EXACT.scaleb(low, scale), EXACT.scaleb(high, scale)
        if fact.measure.is_in_unit and low > 0 and meet(expected.interval, scaled):
            yield _suspicious(edition, Rule.SCALE_SLIP, fact, expected, against)


def _jumps(edition: Edition) -> Iterator[Finding]:
    """`scale-slip` among levels alone: off by about a thousand from their neighbours.

    A result and its plan stand beside each other and after the result of the year before; the one
    that more of the others speak against is named, once, and of two of them the result.
    """
    results = _levels(edition, Measure.ACTUAL)
    plans = _levels(edition, Measure.PLAN)
    for key in dict.fromkeys(key._replace(measure=Measure.ACTUAL) for key in (*results, *plans)):
        before = results.get(key._replace(year=key.year - 1))
        result, plan = results.get(key), plans.get(key._replace(measure=Measure.PLAN))
        against = {
            fact: tuple(other for other in others if _thousandfold(fact, other))
            for fact, others in ((result, (before, plan)), (plan, (before, result)))
        }
        fact = max(against, key=lambda one: len(against[one]))
        if fact is not None and against[fact]:
            held = tuple(other for other in against[fact] if other is not None)
            yield _suspicious(edition, Rule.SCALE_SLIP, fact, against=held)


def _thousandfold(one: Fact | None, other: Fact | None) -> bool:
    first, second = _value(one), _value(other)
    if not first or not second:
        return False
    return _SLIP_FROM <= POINT.divide(max(first, second), min(first, second)) <= _SLIP_TO


def _rates_over_a_gap(edition: Edition) -> Iterator[Finding]:
    """`gap-as-annual`: an annual rate that is the growth on an earlier year than the last."""
    levels = _levels(edition, Measure.ACTUAL)
    doubtful = {id(fact) for fact in edition.conflicting_facts()}
    years: dict[str, list[int]] = {}
    for key in levels:
        years.setdefault(key.indicator, []).append(key.year)
    for listed in years.values():
        listed.sort()
    for fact in edition.printed:
        if fact.measure is not Measure.GROWTH or fact.since is not None or fact.figure is None:
            continue
        listed = years.get(fact.indicator, [])
        earlier = bisect_left(listed, fact.year - 1)
        value = Key(Measure.ACTUAL, fact.year, fact.indicator)
        last = value._replace(year=fact.year - 1)
        if not earlier or value not in levels or (last in levels and id(fact) not in doubtful):
            continue
        base = listed[earlier - 1]
        key = Key(Measure.GROWTH, fact.year, fact.indicator, base)
        operands = (levels[value], levels[value._replace(year=base)])
        known = {key_of(one): _quantity(edition, one) for one in operands}
        for relation in relations_for(key, edition.structure.kinds[fact.indicator], base):
            found = derive(relation, key, known, edition.structure.kinds)
            if found and meet(found.interval, printed_interval(fact.figure, edition.reading)):
                yield Finding(
                    FindingKind.SUSPICIOUS,
                    edition.series[fact.indicator],
                    fact,
                    Rule.GAP_AS_ANNUAL,
                    expectation(key, found, edition.series),
                    operation_of(key, found, known, edition.series),
                    against=operands,
                    about=edition.series,
                )


def _verdicts(edition: Edition) -> Iterator[Finding]:
    """`verdict`: a printed verdict that is not what the rule says."""
    for fact in edition.facts:
        if not fact.word:
            continue
        series = edition.series[fact.indicator]
        actual, plan, rate = (
            edition.solution.get(Key(measure, fact.year, fact.indicator))
            for measure in (Measure.ACTUAL, Measure.PLAN, Measure.ATTAINMENT)
        )
        judged = verdict(actual, plan, rate, series.indicator.direction)
        if judged is not None and judged != fact.word:
            held = tuple(own for quantity in (actual, plan) if quantity for own in quantity.facts)
            yield Finding(
                FindingKind.SUSPICIOUS,
                series,
                fact,
                Rule.VERDICT,
                against=tuple({id(one): one for one in held}.values()),
                word=judged.value,
                about=edition.series,
            )


def _levels(edition: Edition, measure: Measure) -> dict[Key, Fact]:
    return {key_of(fact): fact for fact in edition.printed if fact.measure is measure}


def _value(fact: Fact | None) -> Decimal | None:
    figure: Figure | None = fact.figure if fact else None
    return figure.value if figure else None


def _quantity(edition: Edition, fact: Fact) -> Quantity:
    return edition.solution[key_of(fact)]


def _suspicious(
    edition: Edition,
    rule: Rule,
    fact: Fact,
    expected: Quantity | None = None,
    against: tuple[Fact, ...] = (),
) -> Finding:
    cell = expectation(key_of(fact), expected, edition.series) if expected else None
    series = edition.series[fact.indicator]
    return Finding(
        FindingKind.SUSPICIOUS, series, fact, rule, cell, against=against, about=edition.series
    )
