"""One quantity told twice, in one file or in several: the same figure, or two that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vpcli.core.facts.model import Fact, Series, Source
from vpcli.core.facts.quantity_keys import Key, key_of
from vpcli.errors import Problem

__all__ = ["undated", "without_repeats"]


def without_repeats(facts: Iterable[Fact], problems: list[Problem]) -> Iterator[Fact]:
    """Sort by year; the same figure twice counts once, two of one source are a problem."""
    seen: dict[tuple[Key, str], Fact] = {}
    for fact in sorted(facts, key=lambda fact: fact.year):
        key = (key_of(fact), fact.source)
        before = seen.get(key)
        if before is None or before.figure is None:
            seen[key] = fact
        elif fact.figure is not None and not _same(before, fact):
            fields: dict[str, object] = {
                "year": fact.year,
                "first": before.figure.text.strip(),
                "line": before.place.line,
                "second": fact.figure.text.strip(),
            }
            code = "duplicate-year"
            if before.place.file != fact.place.file:
                code = "files-duplicate-year"
                fields |= {"file": before.place.file, "source": fact.source}
            problems.append(Problem(code, fields, fact.place))
    yield from seen.values()


def undated(series: Series, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Two sources differ and one has no date: which is the later edition cannot be told."""
    if len({fact.source for fact in series.facts}) < 2:
        return
    seen: dict[Key, Fact] = {}
    for fact in series.facts:
        before = seen.setdefault(key_of(fact), fact)
        if before.figure is None or fact.figure is None or before.source == fact.source:
            continue
        dates = [
            sources[one.source].date if one.source in sources else "" for one in (before, fact)
        ]
        if not _agree(before, fact) and (not all(dates) or dates[0] == dates[1]):
            fields = {
                "year": fact.year,
                "first": before.figure.text.strip(),
                "one": before.source or "–",
                "second": fact.figure.text.strip(),
                "other": fact.source or "–",
            }
            yield Problem("undated-sources", fields, fact.place)


def _agree(one: Fact, other: Fact) -> bool:
    """Whether two figures can both be true: "5,6 tỷ" and "5.600 triệu"."""
    first, second = one.figure, other.figure
    if first is None or second is None:
        return _same(one, other)
    return first.low < second.high and second.low < first.high


def _same(one: Fact, other: Fact) -> bool:
    """Whether two figures stand for the same numbers."""
    if one.figure is None or other.figure is None:
        return one.figure is other.figure
    return (one.figure.low, one.figure.high) == (other.figure.low, other.figure.high)
