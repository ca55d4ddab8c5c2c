"""Several data sets put together as one: their sources side by side, their facts in one unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from vpcli.core.facts.model import Dataset, Fact, Indicator, Parts, Series, Source, Words
from vpcli.core.facts.units import shift
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.breakdowns import Breakdown, checked_breakdowns
from vpcli.readers.joining import plain_name, renamed, same_by_name
from vpcli.readers.repeats import undated, without_repeats

__all__ = ["merge"]


def merge(
    datasets: Sequence[Dataset], declared: Mapping[str, Indicator] = MappingProxyType({})
) -> Dataset:
    """Put several data sets together; a file without sources of its own is one source.

    `declared` are indicators that may have no figures.
    Facts of one indicator meet in the unit of the first file. What one file must not say of
    itself, several must not say together: raises `DataError` where base units or descriptions
    differ, one source has two figures for a year or two dates, or a total is a part of itself.
    """
    sources: dict[str, Source] = {}
    breakdowns: list[Breakdown] = []
    series: dict[tuple[str, str], Series] = {}
    problems: list[Problem] = []
    shared: set[str] = set()
    joined: list[tuple[Series, Series]] = []
    datasets, placed = _in_one_area(datasets)
    for dataset in datasets:
        earlier = list(series.values())
        file = dataset.series[0].facts[0].place.file
        for id_, source in dataset.sources.items():
            dated = sources.setdefault(id_, source)
            if dated.date and source.date and dated.date != source.date:
                fields = {"source": id_, "first": dated.date, "second": source.date}
                problems.append(Problem("files-two-dates", fields, Place(file)))
            elif not dated.date:
                sources[id_] = source
        ids: dict[str, str] = {}
        for read in dataset.series:
            known = (read.area.id, read.indicator.id) in series
            other = None if known else same_by_name(read, earlier)
            if other is not None:
                joined.append((read, other))
                ids[read.indicator.id] = other.indicator.id
        breakdowns += [Breakdown(_of_ids(parts, ids, file), Place(file)) for parts in dataset.parts]
        for read in dataset.series:
            one = read._replace(facts=tuple(_sourced(fact) for fact in read.facts))
            id_ = ids.get(one.indicator.id, one.indicator.id)
            one = renamed(one, one.indicator._replace(id=id_), ids)
            shared |= {fact.total for fact in one.facts}
            key = (one.area.id, one.indicator.id)
            before = series.setdefault(key, one)
            if before is one:
                continue
            described = _described(before, one, problems)
            if described is not None:
                series[key] = _joined(before, one)._replace(indicator=described)
    made = [
        one._replace(facts=tuple(without_repeats(one.facts, problems))) for one in series.values()
    ]
    indicators = {**declared} | {one.indicator.id: one.indicator for one in made}
    parts = checked_breakdowns(breakdowns, indicators, problems, shared)
    if problems:
        raise DataError(problems)
    scenarios: dict[str, dict[str, Mapping[int, Decimal]]] = {}
    for dataset in datasets:
        for name, plans in dataset.scenarios.items():
            scenarios.setdefault(name, {}).update(plans)
    warnings = [
        warning
        for dataset in datasets
        for warning in dataset.warnings
        if warning.code != "undated-sources"  # all of them are told of anew, across files too
    ]
    for one in made:
        warnings += undated(one, sources)
    warnings += placed
    if joined:
        warnings.append(_told_joined(joined))
    return Dataset(
        datasets[0].title or Words(), sources, tuple(made), tuple(warnings), parts, (), scenarios
    )


def _in_one_area(datasets: Sequence[Dataset]) -> tuple[list[Dataset], list[Problem]]:
    """Take what names no area as of the one area that the other files name, and say so.

    Only where it has an indicator of theirs: the annex of a text whose dateline names the place.
    """
    areas = {one.area.id: one.area for dataset in datasets for one in dataset.series}
    areas.pop("", None)
    if len(areas) != 1:
        return list(datasets), []
    (area,) = areas.values()
    named = {plain_name(name) for one in _of_area(datasets, area.id) for name in one.indicator.name}
    made, told = [], []
    for dataset in datasets:
        names = {plain_name(name) for one in dataset.series for name in one.indicator.name if name}
        if all(one.area.id == "" for one in dataset.series) and names & named:
            moved = tuple(Series(area, one.indicator, one.facts) for one in dataset.series)
            place = Place(dataset.series[0].facts[0].place.file)
            told.append(Problem("area-taken", {"area": area.name.in_language("en")}, place))
            made.append(dataset._replace(series=moved))
        else:
            made.append(dataset)
    return made, told


def _of_area(datasets: Sequence[Dataset], area: str) -> list[Series]:
    return [one for dataset in datasets for one in dataset.series if one.area.id == area]


def _of_ids(parts: Parts, ids: Mapping[str, str], file: str) -> Parts:
    """A breakdown by the new ids of its indicators; a file without sources is one source."""
    listed = tuple(ids.get(part, part) for part in parts.parts)
    source = file if parts.source == "" else parts.source
    return parts._replace(total=ids.get(parts.total, parts.total), parts=listed, source=source)


def _told_joined(joined: Sequence[tuple[Series, Series]]) -> Problem:
    """Say which indicators of several ids are taken for one, the first three by name."""
    pairs = [f"{one.indicator.id} = {other.indicator.id}" for one, other in joined]
    shown = ", ".join(pairs[:3]) + (", …" if len(pairs) > 3 else "")
    place = Place(joined[0][0].facts[0].place.file)
    return Problem("joined-by-name", {"count": len(pairs), "names": shown}, place)


def _described(first: Series, second: Series, problems: list[Problem]) -> Indicator | None:
    """What two files say of one indicator together; None where they contradict one another.

    What only one of them declares counts for both.
    """
    one, other = second.indicator, first.indicator
    fields: dict[str, object] = {"indicator": one.id, "file": first.facts[0].place.file}
    place = second.facts[0].place
    if one.unit.base != other.unit.base:
        units = {"unit": one.unit.text or "–", "other": other.unit.text or "–"}
        problems.append(Problem("files-unit-mismatch", fields | units, place))
        return None
    declared: dict[str, Any] = {}
    for key in _DECLARED:
        said = dict.fromkeys(filter(None, (_declared(other, key), _declared(one, key))))
        declared[key] = next(iter(said), None)
        if len(said) > 1:
            there, here = said
            told = {"key": key.replace("_", "-"), "here": here, "there": there}
            problems.append(Problem("files-differ", fields | told, Place(place.file, place.line)))
    declared["price_basis"] = declared["price_basis"] or ""
    declared["plans_add_up"] = bool(declared["plans_add_up"])
    name = other.name if other.name.en != other.id else one.name
    return Indicator.described(other.id, name, other.unit, **declared)


_DECLARED = (
    "kind",
    "direction",
    "price_basis",
    "growth_method",
    "base_year",
    "natural_limit",
    "plans_add_up",
)
"""What is said of an indicator beside its names and its unit."""


def _declared(indicator: Indicator, key: str) -> str | None:
    """What is not as it would be without being declared."""
    kind = None if key == "kind" else indicator.kind
    plain = Indicator.described(indicator.id, indicator.name, indicator.unit, kind, None)
    value: str = getattr(indicator, key)
    return value if value != getattr(plain, key) else None


def _joined(first: Series, second: Series) -> Series:
    """Two series of one indicator, in the unit of the first."""
    unit, other = first.indicator.unit, second.indicator.unit
    exponent = shift(other, unit)
    facts = second.facts
    if exponent:
        facts = tuple(_rescaled(fact, exponent, other.text) for fact in facts)
    return Series(first.area, first.indicator, first.facts + facts)


def _rescaled(fact: Fact, exponent: int, unit: str) -> Fact:
    """A fact in the unit of another file; its text says the unit it was printed in."""
    if fact.figure is None or not fact.measure.is_in_unit:
        return fact
    figure = fact.figure.scaled(exponent)
    if figure.text[-1:].isdecimal():
        figure = figure.with_text(f"{figure.text} {unit}", figure.numbers)
    return fact._replace(figure=figure)


def _sourced(fact: Fact) -> Fact:
    return fact if fact.source else fact._replace(source=fact.place.file)
