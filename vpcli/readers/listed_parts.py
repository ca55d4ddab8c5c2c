"""Breakdowns that a table shows by its layout: taken only where the figures bear them out.

A list of rows below a total is not always a breakdown of it, and where a list ends is not
always shown. So the levels decide: rows are parts of a total if they add up to it, within
rounding, in at least half of the years of which all are printed, and closely enough that it
is no accident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, POINT
from vpcli.core.facts.model import Fact, Indicator, Kind, Measure, Parts
from vpcli.core.facts.quantity_keys import Interval
from vpcli.core.facts.units import PERCENT
from vpcli.errors import Place
from vpcli.readers.breakdowns import Breakdown

__all__ = ["Listed", "listed_breakdowns"]

_ACCIDENT = Decimal("0.01")
"""How likely figures may be to add up by accident: the room of rounding as a part of the total."""
_ACCIDENT_OF_SOME = Decimal("0.001")
"""The same where the list goes on, and each number of its rows was tried."""

Levels = Mapping[int, Interval]


class Listed(NamedTuple):
    """Indicators that a table lists below a total, in their order."""

    total: str
    parts: tuple[str, ...]
    of_some: bool
    place: Place


def listed_breakdowns(
    listed: Sequence[Listed],
    indicators: Mapping[str, Indicator],
    facts: Mapping[str, Sequence[Fact]],
) -> Iterator[Breakdown]:
    """Yield the breakdowns among lists of rows that their levels bear out."""
    named = {id_ for one in listed for id_ in (one.total, *one.parts)} & indicators.keys()
    levels = {id_: _levels(indicators[id_], facts.get(id_, ())) for id_ in named}
    for one in listed:
        total = indicators.get(one.total)
        if total is None or not _adds_up(total) or not levels[one.total]:
            continue
        parts = [id_ for id_ in dict.fromkeys(one.parts) if id_ != one.total]
        parts = [id_ for id_ in parts if id_ in indicators and _is_alike(indicators[id_], total)]
        by = {fact.source for fact in facts[one.total]}
        source = by.pop() if len(by) == 1 else None
        found = _some(parts, one.total, levels) if one.of_some else _runs(parts, one.total, levels)
        for run in found:
            made = Parts(one.total, run, complete=not one.of_some, source=source)
            yield Breakdown(made, one.place)


def _adds_up(indicator: Indicator) -> bool:
    """Whether levels of an indicator can be sums: no rate, no index, nothing for each of."""
    return (
        indicator.kind is Kind.LEVEL
        and indicator.unit.base != PERCENT
        and "/" not in indicator.unit.text
    )


def _is_alike(part: Indicator, total: Indicator) -> bool:
    same = part.unit.base == total.unit.base and part.price_basis == total.price_basis
    return same and _adds_up(part)


def _levels(indicator: Indicator, facts: Sequence[Fact]) -> dict[int, Interval]:
    """The levels that are printed once, in units without a power of ten, by year."""
    found: dict[int, Interval] = {}
    several: set[int] = set()
    for fact in facts:
        figure = fact.figure
        if fact.measure is not Measure.ACTUAL or figure is None:
            continue
        if fact.year in found:
            several.add(fact.year)
        if figure.low is not None and figure.high is not None:
            exponent = indicator.unit.exponent
            found[fact.year] = (figure.low.scaleb(exponent), figure.high.scaleb(exponent))
    return {year: found[year] for year in found.keys() - several}


def _runs(
    parts: Sequence[str], total: str, levels: Mapping[str, Levels]
) -> Iterator[tuple[str, ...]]:
    """Cut a list into runs that each add up to the total; what is left over is no part."""
    start = 0
    while len(parts) - start >= 2:
        length = _first_run(parts[start:], total, levels)
        if not length:
            return
        yield tuple(parts[start : start + length])
        start += length


def _first_run(parts: Sequence[str], total: str, levels: Mapping[str, Levels]) -> int:
    """How many of the first parts add up to a total; 0 where no number of them does."""
    left = dict(levels[total])
    for length, part in enumerate(parts, 1):
        left = {
            year: _less(interval, levels[part][year])
            for year, interval in left.items()
            if year in levels[part]
        }
        if length > 1:
            limit = _ACCIDENT if length == len(parts) else _ACCIDENT_OF_SOME
            if _accident(left, levels[total]) <= limit:
                return length
    return 0


def _less(one: Interval, other: Interval) -> Interval:
    return EXACT.subtract(one[0], other[1]), EXACT.subtract(one[1], other[0])


def _accident(left: Levels, total: Levels) -> Decimal:
    """How likely it is by accident that so little is left of a total; 1 where more is left."""
    none_left = [year for year, (low, high) in left.items() if low <= 0 <= high]
    chance = Decimal(1)
    if len(none_left) * 2 < len(left):
        return chance
    for year in none_left:
        low, high = left[year]
        size = max(map(abs, total[year]))
        if high - low < size:
            chance = POINT.multiply(chance, POINT.divide(high - low, size))
    return chance


def _some(
    parts: Sequence[str], total: str, levels: Mapping[str, Levels]
) -> Iterator[tuple[str, ...]]:
    """All the parts that are not negative and, in no year of theirs, more than the total."""
    fit = tuple(part for part in parts if levels[part] and _fits(levels[part], levels[total]))
    if fit:
        yield fit


def _fits(part: Levels, total: Levels) -> bool:
    return all(
        known[0] >= 0 and (year not in total or known[0] <= total[year][1])
        for year, known in part.items()
    )
