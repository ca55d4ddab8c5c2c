"""Editions: what was published together, and what a later edition changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vpcli.core.agreement import meet
from vpcli.core.consistency import Edition, difference
from vpcli.core.findings import Finding, FindingKind, Rule
from vpcli.core.keys import key_of
from vpcli.core.model import Fact, Group, Source
from vpcli.core.operation import expectation, operation_of, steps_before
from vpcli.core.propagate import printed_interval

__all__ = ["editions_of", "revisions"]


def editions_of(
    group: Group, sources: Mapping[str, Source], *, strict: bool
) -> list[tuple[str, Edition]]:
    """Return the editions of a group with their dates, earliest first.

    Sources of one date are one edition. Sources without a date come first, as one edition.
    """
    by_date: dict[str, list[Fact]] = {}
    for series in group.series:
        for fact in series.facts:
            described = sources.get(fact.source)
            by_date.setdefault(described.date if described else "", []).append(fact)
    return [(when, Edition(group, by_date[when], strict=strict)) for when in sorted(by_date)]


def revisions(editions: Sequence[tuple[str, Edition]]) -> Iterator[Finding]:
    """Return the figures of an edition that the next one to know them printed or implies anew.

    Where one of the two has no date, it cannot be told which is later: that is suspicious.
    """
    for position, (when, edition) in enumerate(editions):
        for fact in edition.printed:
            key = key_of(fact)
            later = next((e for _, e in editions[position + 1 :] if key in e.solution), None)
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
