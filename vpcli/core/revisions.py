"""Editions: what was published together, and what a later edition changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vpcli.core.agreement import meet
from vpcli.core.consistency import Edition, difference
from vpcli.core.findings import Finding, FindingKind, Rule
from vpcli.core.keys import Key, key_of
from vpcli.core.model import Fact, Group, Measure, Source
from vpcli.core.operation import expectation, operation_of, steps_before
from vpcli.core.propagate import printed_interval

__all__ = ["editions_of", "revisions"]


def editions_of(
    group: Group, sources: Mapping[str, Source], *, strict: bool
) -> list[tuple[str, Edition]]:
    """Return the editions of a group with their dates, earliest first.

    Sources of one date are one edition, but for one that sets another plan: that is another
    authority's, and no contradiction. Sources without a date come first, as one edition.
    """
    by_date: dict[str, dict[str, list[Fact]]] = {}
    for series in group.series:
        for fact in series.facts:
            described = sources.get(fact.source)
            of_date = by_date.setdefault(described.date if described else "", {})
            of_date.setdefault(fact.source, []).append(fact)
    return [
        (when, Edition(group, facts, strict=strict))
        for when in sorted(by_date)
        for facts in _by_authority(by_date[when])
    ]


def _by_authority(of_date: Mapping[str, list[Fact]]) -> list[list[Fact]]:
    """Facts of one date; plans unlike those of an earlier source stand apart, results never."""
    together: list[list[Fact]] = []
    for facts in of_date.values():
        like = next((others for others in together if not _plans_differ(facts, others)), None)
        if like is None:
            together.append([fact for fact in facts if not together or fact.measure in _PLANS])
            if len(together) > 1:
                together[0] += [fact for fact in facts if fact.measure not in _PLANS]
        else:
            like += facts
    return together


def _plans_differ(facts: Sequence[Fact], others: Sequence[Fact]) -> bool:
    """Whether two sources print plans of one key that cannot both be meant."""
    printed = {key_of(fact): fact.figure for fact in facts if fact.measure in _PLANS}
    return any(
        fact.figure is not None and (fact.figure.high < figure.low or fact.figure.low > figure.high)
        for fact in others
        if fact.measure in _PLANS and (figure := printed.get(key_of(fact)))
    )


_PLANS = (Measure.PLAN, Measure.PLANNED_GROWTH, Measure.PLANNED_AVERAGE_GROWTH)


def revisions(editions: Sequence[tuple[str, Edition]]) -> Iterator[Finding]:
    """Return the figures of an edition that the next one to know them printed or implies anew.

    Where one of the two has no date, it cannot be told which is later: that is suspicious.
    """
    for when, edition, known_later in _with_later(editions):
        for fact, later in zip(edition.printed, known_later, strict=True):
            key = key_of(fact)
            if later is None or fact.figure is None:
                continue
            found = later.solution[key]
            if found.interval is None or meet(
                found.interval, printed_interval(fact.figure, edition.reading)
            ):
                continue
            operation = operation_of(key, found, later.solution, later.series)
            yield Finding(
                FindingKind.REVISION if when else FindingKind.SUSPICIOUS,
                edition.series[fact.indicator],
                fact,
                Rule.NONE if when else Rule.UNDATED_EDITION,
                expectation(key, found, later.series),
                operation,
                steps_before(operation, later.solution, later.series),
                found.facts,
                difference(fact, found, edition.reading),
                about=later.series,
            )


def _with_later(
    editions: Sequence[tuple[str, Edition]],
) -> list[tuple[str, Edition, list[Edition | None]]]:
    """Every edition with, for each of its figures, the next one of a later date to know it."""
    found = []
    known: dict[Key, Edition] = {}
    of_date: list[Edition] = []
    date = None
    for when, edition in reversed(editions):
        if when != date:
            for one in of_date:  # the last of them is the first in order
                known |= dict.fromkeys(one.solution, one)
            date, of_date = when, []
        of_date.append(edition)
        found.append((when, edition, [known.get(key_of(fact)) for fact in edition.printed]))
    return found[::-1]
