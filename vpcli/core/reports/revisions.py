"""What a later edition changed of an earlier one: of what was printed, and of what it implies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import EXACT, POINT
from vpcli.core.facts.model import Fact, Measure
from vpcli.core.facts.number import Figure
from vpcli.core.facts.quantity_keys import Key, key_of
from vpcli.core.reports.disagreements import Checked, difference
from vpcli.core.reports.findings import Finding, FindingKind, Rule
from vpcli.core.reports.step import expectation, operation_of, steps_before
from vpcli.core.solver.agreement import meet
from vpcli.core.solver.narrowing import Reading, printed_interval
from vpcli.core.solver.quantity import Quantity

__all__ = ["is_anew", "revisions"]


def revisions(editions: Sequence[Checked]) -> Iterator[Finding]:
    """Return the figures of an edition that the next one to know them printed or implies anew.

    `editions` stand latest first. Also the levels that an edition only implies, each told by
    the figure that it was implied by last. Where one of the two has no date, it cannot be told
    which is later: that is suspicious.
    """
    known = _Known(editions)
    for at in reversed(range(len(editions))):
        checked = editions[at]
        for fact in checked.printed:
            key = key_of(fact)
            later = known.later(at, key)
            if later is None or fact.figure is None:
                continue
            found = later.edition.get(key)
            if found and is_anew(fact.figure, found):
                yield _revision(checked, later, fact, key, found)
        told = {key_of(fact) for fact in checked.printed}
        for key, quantity in known.implied(at):
            later = known.later(at, key)
            if later is None or key in told:
                continue
            found = later.edition.get(key)
            if (
                found
                and found.interval
                and not meet(found.interval, quantity.interval or found.interval)
            ):
                fact = next(one for one in reversed(quantity.facts) if one.figure is not None)
                if not known.is_told_by_its_facts(at, quantity):
                    yield _revision(checked, later, fact, key, found, quantity)


class _Known:
    """What each edition knows and prints, by year; the latest edition has the lowest place."""

    def __init__(self, editions: Sequence[Checked]) -> None:
        self.editions = editions
        self.near: dict[int, list[int]] = {}
        self.printed: dict[int, dict[Key, int]] = {}
        for at, checked in enumerate(editions):
            for year in checked.edition.years_near:
                self.near.setdefault(year, []).append(at)
            for fact in checked.printed:
                self.printed.setdefault(fact.year, {}).setdefault(key_of(fact), at)

    def later(self, at: int, key: Key) -> Checked | None:
        """The next edition of a later date that knows a quantity."""
        near = self.near.get(key.year, [])
        for place in reversed(near[: bisect_left(near, at)]):
            if self.editions[place].edition.get(key):
                return self.editions[place]
        return None

    def implied(self, at: int) -> Iterator[tuple[Key, Quantity]]:
        """The levels that an edition implies, and what else it implies that later ones print."""
        edition = self.editions[at].edition
        levels = [key for key in edition.quantities if key.measure is Measure.ACTUAL]
        printed = [
            key
            for year in sorted(edition.years_near)
            for key, place in self.printed.get(year, {}).items()
            if place < at
        ]
        for key in dict.fromkeys([*levels, *printed]):
            found = edition.get(key)
            if not found or found.published or found.conflict:
                continue
            if found.interval and found.facts:
                yield key, found

    def is_told_by_its_facts(self, at: int, quantity: Quantity) -> bool:
        """Whether a figure that a level was implied by was itself printed anew."""
        for fact in quantity.facts:
            later = self.later(at, key_of(fact))
            found = later.edition.get(key_of(fact)) if later else None
            if found and fact.figure is not None and is_anew(fact.figure, found):
                return True
        return False


def is_anew(figure: Figure, found: Quantity) -> bool:
    """Tell whether a later quantity leaves no room for a figure, as qualified or by half a unit."""
    if found.interval is None or meet(found.interval, (figure.low, figure.high)):
        return False
    later = found.published.figure if found.published else None
    half = printed_interval(later, Reading.HALF_UNITS) if later else found.interval
    low, high = printed_interval(figure, Reading.HALF_UNITS)
    if figure.value is None:  # the ends of a range, or a bound, are rounded as well
        unit = POINT.divide(figure.unit, Decimal(2))
        low, high = EXACT.subtract(low, unit), EXACT.add(high, unit)
    return not meet(half, (low, high))


def _revision(
    checked: Checked,
    later: Checked,
    fact: Fact,
    key: Key,
    found: Quantity,
    implied: Quantity | None = None,
) -> Finding:
    known = later.edition.get
    operation = operation_of(key, found, known, later.series)
    dated = bool(checked.edition.when)
    return Finding(
        FindingKind.REVISION if dated else FindingKind.SUSPICIOUS,
        checked.series[key.indicator],
        fact,
        Rule.NONE if dated else Rule.UNDATED_EDITION,
        expectation(key, found, later.series),
        operation,
        steps_before(operation, known, later.series),
        found.facts,
        None if implied else difference(fact, found, checked.edition.reading),
        about=later.series,
        implied=expectation(key, implied, checked.series) if implied else None,
        about_key=key if implied else None,
    )
