"""Figures that deserve a second look, each by a named rule. None of them is proof of anything."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import CEILING, EXACT, FLOOR, HUNDRED, POINT
from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import Fact, Kind, Measure, Parts
from vpcli.core.facts.number import Figure
from vpcli.core.facts.quantity_keys import Key, decode, key_of
from vpcli.core.reports.attainment import verdict
from vpcli.core.reports.disagreements import Checked
from vpcli.core.reports.findings import Finding, FindingKind, Rule, significant_digits
from vpcli.core.reports.step import expectation, operation_of
from vpcli.core.solver.agreement import meet, reproduces
from vpcli.core.solver.grades import ways_without
from vpcli.core.solver.identities_in_force import relations_for
from vpcli.core.solver.narrowing import printed_interval
from vpcli.core.solver.quantity import Quantity
from vpcli.core.solver.solution import derive

__all__ = ["log_growths", "suspicions"]

_THOUSAND = Decimal(1000)
_LEAST_RATES = 2  # one rate may be near its logarithm by chance
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


def suspicions(edition: Checked) -> Iterator[Finding]:
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
    yield from _plans_of_parts(edition)


def _repeated_levels(edition: Checked) -> Iterator[Finding]:
    """`repeated-level`: the level of one part printed for another part of the same total."""
    levels: dict[str, list[Fact]] = {}
    for fact in edition.printed if edition.edition.structure.parts else ():
        if fact.measure is Measure.ACTUAL:
            levels.setdefault(fact.indicator, []).append(fact)
    for breakdown in edition.edition.structure.parts:
        seen: dict[tuple[int, Decimal, str], Fact] = {}
        for part in breakdown.parts:
            for fact in levels.get(part, ()):
                value = _value(fact)
                if value is None:
                    continue
                before = seen.setdefault((fact.year, value, fact.source), fact)
                other = before.indicator != fact.indicator
                if other and significant_digits(value) >= _LEAST_DIGITS:
                    yield _suspicious(edition, Rule.REPEATED_LEVEL, fact, against=(before,))


def _slips(edition: Checked) -> Iterator[Finding]:
    """The misprints that would explain disagreements: each once, of the fact in most of them."""
    told = set()
    for conflict in edition.conflicts:
        found = [one for fact in conflict for one in _misprints(edition, fact, conflict)]
        most = max((edition.doubts[id(one.fact)] for one in found), default=0)
        for one in found:
            if edition.doubts[id(one.fact)] == most and (id(one.fact), one.rule) not in told:
                told.add((id(one.fact), one.rule))
                yield one


def _misprints(edition: Checked, fact: Fact, conflict: Sequence[Fact]) -> Iterator[Finding]:
    """What would make a fact agree with others: the rule of each misprint that would.

    `index-as-growth` (109 for 9), `excess-as-attainment` (9.9 for 109.9), `lost-sign` (46.2 for
    −46.2), `scale-slip` (off by a thousand).
    """
    expected = edition.expected_by(fact, conflict)
    if expected is None or fact.figure is None:
        return
    low, high = printed_interval(fact.figure, edition.edition.reading)
    kind = edition.edition.kinds[fact.indicator]
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


def _jumps(edition: Checked) -> Iterator[Finding]:
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
        if fact is not None and against[fact] and not _is_confirmed(edition, fact):
            held = tuple(other for other in against[fact] if other is not None)
            yield _suspicious(edition, Rule.SCALE_SLIP, fact, against=held)


def _is_confirmed(edition: Checked, fact: Fact) -> bool:
    """Whether a printed rate bears a level out, so that it is no slip."""
    return any(way.quantity.basis is Basis.IMPLIED for way in ways_without(edition.edition, fact))


def _thousandfold(one: Fact | None, other: Fact | None) -> bool:
    first, second = _value(one), _value(other)
    if not first or not second:
        return False
    return _SLIP_FROM <= POINT.divide(max(first, second), min(first, second)) <= _SLIP_TO


def _rates_over_a_gap(edition: Checked) -> Iterator[Finding]:
    """`gap-as-annual`: an annual rate that is the growth on an earlier year than the last."""
    levels = _levels(edition, Measure.ACTUAL)
    doubtful = {id(fact) for fact in edition.edition.conflicting_facts()}
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
        for relation in relations_for(key, edition.edition.kinds[fact.indicator], base):
            found = derive(relation, key, known.get, edition.edition.kinds)
            if found and meet(
                found.interval, printed_interval(fact.figure, edition.edition.reading)
            ):
                yield Finding(
                    FindingKind.SUSPICIOUS,
                    edition.series[fact.indicator],
                    fact,
                    Rule.GAP_AS_ANNUAL,
                    expectation(key, found, edition.series),
                    operation_of(key, found, known.get, edition.series),
                    against=operands,
                    about=edition.series,
                )


def _verdicts(edition: Checked) -> Iterator[Finding]:
    """`verdict`: a printed verdict that is not what the rule says."""
    for fact in edition.edition.facts:
        if not fact.word:
            continue
        series = edition.series[fact.indicator]
        actual = edition.edition.get(Key(Measure.ACTUAL, fact.year, fact.indicator))
        plan, rate = (
            edition.edition.get(Key(measure, fact.year, fact.indicator, by=fact.plan_by))
            for measure in (Measure.PLAN, Measure.ATTAINMENT)
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


def log_growths(edition: Checked) -> list[Finding]:
    """`log-growth`: every rate of a series agrees with `100 ln(y_t / y_b)`, none with the ratio.

    One finding for a series, whose rates are then no disagreements.
    """
    by_series: dict[str, list[Fact]] = {}
    for fact in edition.printed:
        if fact.measure is Measure.GROWTH and fact.since is None:
            by_series.setdefault(fact.indicator, []).append(fact)
    found = []
    for id_, rates in by_series.items():
        bound: list[Fact] = []
        for fact in rates:
            is_log = _is_logarithmic(edition, fact)
            if is_log is False:
                break
            bound += [fact] if is_log else []
        else:
            if len(bound) < _LEAST_RATES:
                continue
            first, *others = bound
            held = [
                edition.edition.quantities[Key(Measure.ACTUAL, year, id_)].facts
                for fact in bound
                for year in (fact.year - 1, fact.year)
            ]
            named = {id(fact): fact for facts in ([*others], *held) for fact in facts}
            found.append(
                Finding(
                    FindingKind.SUSPICIOUS,
                    edition.series[id_],
                    first,
                    Rule.LOG_GROWTH,
                    against=tuple(named.values()),
                    about=edition.series,
                )
            )
    return found


def _is_logarithmic(edition: Checked, fact: Fact) -> bool | None:
    """Whether a rate has the digits of the logarithm of two levels' ratio, and not of the ratio.

    None where the levels are not printed.
    """
    kind = edition.edition.kinds[fact.indicator]
    known = edition.edition.quantities
    levels = [known.get(Key(Measure.ACTUAL, y, fact.indicator)) for y in (fact.year, fact.year - 1)]
    if kind not in (Kind.LEVEL, Kind.FIXED_INDEX) or not all(
        level and level.published and level.low and level.low > 0 for level in levels
    ):
        return None
    (value, base) = (level for level in levels if level is not None)
    figure = fact.figure
    if figure is None or value.point is None or base.point is None:
        return None
    factor = POINT.divide(value.point, base.point)
    if reproduces(decode(factor, Measure.GROWTH, kind), figure):
        return False
    return reproduces(decode(factor, Measure.LOG_GROWTH, kind), figure)


def _plans_of_parts(edition: Checked) -> Iterator[Finding]:
    """`plans-of-parts`: the plans of complete parts do not add up to the plan of the total.

    A total's plan may hold a reserve, so that this is no disagreement, unless declared.
    """
    structure = edition.edition.structure
    for breakdown in structure.parts:
        if not breakdown.complete or breakdown.total in structure.plans_add_up:
            continue
        years = {
            fact.year
            for fact in edition.printed
            if fact.indicator == breakdown.total and fact.measure.is_of_a_plan
        }
        for year in sorted(years):
            yield from _plans_in_year(edition, breakdown, year)


def _plans_in_year(edition: Checked, breakdown: Parts, year: int) -> Iterator[Finding]:
    total = edition.edition.get(Key(Measure.PLAN, year, breakdown.total))
    parts = [edition.edition.get(Key(Measure.PLAN, year, part)) for part in breakdown.parts]
    if not total or not total.interval or not all(part and part.interval for part in parts):
        return
    exponents = edition.edition.structure.exponents
    own = exponents.get(breakdown.total, 0)
    point: Decimal | None = Decimal(0)
    low = high = Decimal(0)
    for id_, part in zip(breakdown.parts, parts, strict=True):
        assert part
        assert part.interval is not None
        shift = exponents.get(id_, 0) - own
        low = FLOOR.add(low, EXACT.scaleb(part.interval[0], shift))
        high = CEILING.add(high, EXACT.scaleb(part.interval[1], shift))
        if point is not None:
            point = (
                None if part.point is None else EXACT.add(point, EXACT.scaleb(part.point, shift))
            )
    if not meet((low, high), total.interval):
        fact = next((one for one in total.facts if one.measure.is_of_a_plan), total.facts[0])
        held = {id(one): one for part in parts if part for one in part.facts if one is not fact}
        summed = total._replace(point=point, low=low, high=high, relation=None)
        key = Key(Measure.PLAN, year, breakdown.total)
        cell = expectation(key, summed._replace(basis=Basis.IMPLIED), edition.series)
        series = edition.series.get(breakdown.total)
        if series is not None:
            yield Finding(
                FindingKind.SUSPICIOUS,
                series,
                fact,
                Rule.PLANS_OF_PARTS,
                cell,
                against=tuple(held.values()),
                about=edition.series,
                implied=expectation(key, total, edition.series),
                about_key=key,
            )


def _levels(edition: Checked, measure: Measure) -> dict[Key, Fact]:
    return {key_of(fact): fact for fact in edition.printed if fact.measure is measure}


def _value(fact: Fact | None) -> Decimal | None:
    figure: Figure | None = fact.figure if fact else None
    return figure.value if figure else None


def _quantity(edition: Checked, fact: Fact) -> Quantity:
    return edition.edition.quantities[key_of(fact)]


def _suspicious(
    edition: Checked,
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
