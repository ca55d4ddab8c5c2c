"""Breakdowns of totals: what is declared to be a part of what, checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from vpcli.core.facts.model import Fact, Indicator, Kind, Parts
from vpcli.errors import Place, Problem

__all__ = ["Breakdown", "checked_breakdowns", "totals_by_part", "with_totals"]

_MOST_CIRCLES = 10


class Breakdown(NamedTuple):
    """Parts as declared, and where."""

    parts: Parts
    place: Place


def checked_breakdowns(
    declared: Iterable[Breakdown],
    indicators: Mapping[str, Indicator],
    problems: list[Problem],
    shared: Collection[str] = (),
) -> tuple[Parts, ...]:
    """Return the breakdowns that can hold; everything wrong with the others is a problem.

    `shared` are totals that figures of their parts are measured on: they need none themselves.
    """
    found: dict[Parts, Breakdown] = {}
    for breakdown in declared:
        before = len(problems)
        problems.extend(_problems(breakdown, indicators, shared))
        if len(problems) == before:
            same = breakdown.parts._replace(parts=tuple(sorted(breakdown.parts.parts)))
            found.setdefault(same, breakdown)
    problems.extend(_circles([*found.values()]))
    return tuple(breakdown.parts for breakdown in found.values())


def _problems(
    breakdown: Breakdown, indicators: Mapping[str, Indicator], shared: Collection[str]
) -> Iterator[Problem]:
    total, listed = breakdown.parts.total, breakdown.parts.parts
    for id_, times in Counter(listed).items():
        if times > 1:
            yield Problem("part-twice", {"part": id_, "total": total}, breakdown.place)
    for id_ in dict.fromkeys((total, *listed)):
        one, whole = indicators.get(id_), indicators.get(total)
        fields: dict[str, object] = {"part": id_, "total": total}
        if one is None and id_ == total and id_ in shared:
            continue
        if one is None:
            yield Problem("unknown-part", fields, breakdown.place)
        elif one.kind is not Kind.LEVEL:
            yield Problem("part-not-level", fields | {"kind": one.kind.value}, breakdown.place)
        elif whole is not None and one.unit.base != whole.unit.base:
            units = {"unit": one.unit.text, "other": whole.unit.text}
            yield Problem("part-unit", fields | units, breakdown.place)
        elif whole is not None and one.price_basis != whole.price_basis:
            bases = {"basis": one.price_basis or "–", "other": whole.price_basis or "–"}
            yield Problem("part-price-basis", fields | bases, breakdown.place)


def _circles(breakdowns: list[Breakdown]) -> Iterator[Problem]:
    """Totals that are parts of themselves, directly or through others; the first circles only."""
    from graphlib import CycleError, TopologicalSorter

    for _ in range(_MOST_CIRCLES):
        inside: dict[str, dict[str, None]] = {}
        for breakdown in breakdowns:
            inside.setdefault(breakdown.parts.total, {}).update(
                dict.fromkeys(breakdown.parts.parts)
            )
        try:
            TopologicalSorter(inside).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]  # each a part of the next one
        else:
            return
        steps = {*zip(circle[1:], circle, strict=False)}
        closing = max(
            at
            for at, breakdown in enumerate(breakdowns)
            if any((breakdown.parts.total, part) in steps for part in breakdown.parts.parts)
        )
        total, place = breakdowns[closing].parts.total, breakdowns[closing].place
        yield Problem("parts-circle", {"total": total}, place)
        del breakdowns[closing]


def with_totals(
    facts: Iterable[Fact], totals_of: Mapping[str, set[str]], problems: list[Problem]
) -> Iterator[Fact]:
    """Name the total that every share and contribution is of, by the totals of each part."""
    for fact in facts:
        if not fact.measure.is_of_a_total or fact.total:
            yield fact
            continue
        totals = sorted(totals_of.get(fact.indicator, ()))
        if len(totals) == 1:
            yield fact._replace(total=totals[0])
            continue
        fields = {"indicator": fact.indicator, "totals": ", ".join(totals)}
        problems.append(Problem("which-total" if totals else "no-total", fields, fact.place))


def totals_by_part(breakdowns: Iterable[Parts]) -> dict[str, set[str]]:
    """Return the totals that each indicator is a part of."""
    found: dict[str, set[str]] = {}
    for breakdown in breakdowns:
        for part in breakdown.parts:
            found.setdefault(part, set()).add(breakdown.total)
    return found
