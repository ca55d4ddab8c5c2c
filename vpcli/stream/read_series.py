"""Series that have been read, as blocks of plain rows: the short way for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from vpcli.core.facts.model import (
    Dataset,
    Direction,
    Fact,
    GrowthMethod,
    Kind,
    Measure,
    Series,
    Status,
)
from vpcli.stream.blocks import BODY, Block, Group
from vpcli.stream.narrow import narrow, wide
from vpcli.stream.plain import Plain
from vpcli.stream.statuses import plain_status

__all__ = ["texts_of_series"]

_AT_ONCE = 500
"""Series in a block."""
Compute = Callable[[Dataset], Iterator[str]]
"""Makes the rows of a report from a data set the long way."""


def texts_of_series(dataset: Dataset, plain: Plain, compute: Compute, lang: str) -> Iterator[str]:
    """Yield the rows of a report for every series: of levels alone the short way.

    The data set has no breakdowns, so that each series can be computed alone.
    """
    for is_short, run in groupby(dataset.series, lambda one: _has_levels_alone(one, plain)):
        series = [*run]
        for at in range(0, len(series), _AT_ONCE):
            yield from _texts(series[at : at + _AT_ONCE], dataset, plain, compute, lang, is_short)


def _texts(
    series: Sequence[Series],
    dataset: Dataset,
    plain: Plain,
    compute: Compute,
    lang: str,
    is_short: bool,
) -> Iterator[str]:
    rows = plain.rows(_block_of(series, lang, plain)) if is_short else None
    if rows is not None:
        yield wide(rows)
    elif is_short and len(series) > 1:
        for one in series:
            yield from _texts([one], dataset, plain, compute, lang, is_short)
    else:
        yield from compute(dataset._replace(series=tuple(series)))


def _has_levels_alone(series: Series, plain: Plain) -> bool:
    """Tell whether a series is of levels of one source, known to half a unit, and nothing else.

    More of it is better, as the short way takes for granted.
    """
    indicator, facts = series.indicator, series.facts
    if indicator.kind is not Kind.LEVEL or indicator.direction is not Direction.UP:
        return False
    if indicator.growth_method is not GrowthMethod.RATIO or not all(map(_is_plain, facts)):
        return False
    of_results = {fact.year for fact in facts if fact.measure is Measure.ACTUAL}
    of_plans = {fact.year for fact in facts if fact.measure is Measure.PLAN}
    if len(of_results) + len(of_plans) < len(facts) or not of_results:
        return False
    has_status = any(fact.figure and fact.status is not Status.NORMAL for fact in facts)
    if has_status and not plain.is_growth:
        return False
    return len({fact.source for fact in facts}) == 1 and (plain.is_growth or of_plans <= of_results)


def _is_plain(fact: Fact) -> bool:
    if fact.measure is Measure.ACTUAL and fact.figure is None:
        return fact.status is Status.MISSING
    if fact.measure is Measure.PLAN and (fact.plan_by or fact.status is not Status.NORMAL):
        return False
    return (
        fact.measure in (Measure.ACTUAL, Measure.PLAN)
        and plain_status(fact.status.value) is not None
        and fact.figure is not None
        and fact.figure.is_one_number
    )


def _block_of(many: Iterable[Series], lang: str, plain: Plain) -> Block:
    """Series of levels alone as one block; names are in a language."""
    groups: list[Group] = []
    bodies: list[str] = []
    statuses: list[str] = []
    lines = 0
    for series in many:
        levels: dict[int, list[str]] = {}
        said: dict[int, str] = {}
        for fact in series.facts:
            if fact.measure is Measure.PLAN and plain.is_growth:
                continue  # a plan says nothing of the years with a result
            cells = levels.setdefault(fact.year, ["", ""])
            if fact.figure is not None:
                cells[fact.measure is Measure.PLAN] = f"{fact.figure.low_face:f}"
                said[fact.year] = "" if fact.status is Status.NORMAL else fact.status.value
        rows = [f"{year}\t{actual}\t{plan}\n" for year, (actual, plan) in sorted(levels.items())]
        bodies += rows
        statuses += [said.get(year, "") for year in sorted(levels)]
        area, indicator = series.area, series.indicator
        name, source = indicator.name.in_language(lang), series.facts[0].source
        groups.append(
            Group(
                narrow(area.id),
                narrow(indicator.id),
                narrow(indicator.unit.text),
                lines,
                lines + len(rows),
                narrow(name),
                narrow(source),
                is_settled=True,
            )
        )
        lines += len(rows)
    statuses = statuses if any(statuses) else []
    return Block([0] * lines, groups, is_plain=True, body=BODY, bodies=bodies, statuses=statuses)
