"""Breakdowns of totals: what is declared to be a part of what, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from vpcli.core.model import Fact, Indicator, Kind, Parts
from vpcli.errors import Place, Problem

__all__ = ["Breakdown", "checked_breakdowns", "with_totals"]


class Breakdown(NamedTuple):
    """Parts as declared, and where."""

    parts: Parts
    place: Place


def checked_breakdowns(
    declared: Iterable[Breakdown], indicators: Mapping[str, Indicator], problems: list[Problem]
) -> tuple[Parts, ...]:
    """Return the breakdowns that can hold; everything wrong with the others is a problem."""
    found: dict[Parts, None] = {}
    inside: dict[str, set[str]] = {}
    for breakdown in declared:
        before = len(problems)
        problems.extend(_problems(breakdown, indicators))
        parts = breakdown.parts
        if len(problems) == before:
            found[parts] = None
            inside.setdefault(parts.total, set()).update(parts.parts)
            if _reaches(parts.total, inside):
                fields: dict[str, object] = {"total": parts.total}
                problems.append(Problem("parts-circle", fields, breakdown.place))
                inside[parts.total].difference_update(parts.parts)
    return tuple(found)


def _problems(breakdown: Breakdown, indicators: Mapping[str, Indicator]) -> Iterator[Problem]:
    total = breakdown.parts.total
    for id_ in (total, *breakdown.parts.parts):
        one, whole = indicators.get(id_), indicators.get(total)
        fields: dict[str, object] = {"part": id_, "total": total}
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


def _reaches(total: str, inside: Mapping[str, set[str]]) -> bool:
    """Tell whether a total is a part of itself, directly or through others."""
    seen: set[str] = set()
    waiting = list(inside.get(total, ()))
    while waiting:
        id_ = waiting.pop()
        if id_ == total:
            return True
        if id_ not in seen:
            seen.add(id_)
            waiting.extend(inside.get(id_, ()))
    return False


def with_totals(
    facts: Iterable[Fact], breakdowns: tuple[Parts, ...], problems: list[Problem]
) -> Iterator[Fact]:
    """Name the total that every share and contribution is of."""
    for fact in facts:
        if not fact.measure.is_of_a_total or fact.total:
            yield fact
            continue
        totals = sorted({b.total for b in breakdowns if fact.indicator in b.parts})
        if len(totals) == 1:
            yield fact._replace(total=totals[0])
            continue
        fields = {"indicator": fact.indicator, "totals": ", ".join(totals)}
        problems.append(Problem("which-total" if totals else "no-total", fields, fact.place))
