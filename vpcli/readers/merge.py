"""Several data sets put together as one: their sources side by side, their facts in one unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from vpcli.core.model import Dataset, Fact, Parts, Series, Source, Words
from vpcli.core.units import UnitError, shift
from vpcli.errors import DataError, Problem

__all__ = ["merge"]


def merge(datasets: Sequence[Dataset]) -> Dataset:
    """Put several data sets together; a file without sources of its own is one source.

    Facts of one indicator meet in the unit of the first file. Raises `DataError` where base
    units differ.
    """
    sources: dict[str, Source] = {}
    parts: dict[Parts, None] = {}
    series: dict[tuple[str, str], Series] = {}
    problems: list[Problem] = []
    for dataset in datasets:
        for id_, source in dataset.sources.items():
            if id_ not in sources or not sources[id_].date:
                sources[id_] = source
        parts.update(dict.fromkeys(dataset.parts))
        for read in dataset.series:
            one = read._replace(facts=tuple(_sourced(fact) for fact in read.facts))
            key = (one.area.id, one.indicator.id)
            before = series.setdefault(key, one)
            if before is one:
                continue
            try:
                series[key] = _joined(before, one)
            except UnitError:
                fields: dict[str, object] = {
                    "indicator": one.indicator.id,
                    "unit": one.indicator.unit.text or "–",
                    "other": before.indicator.unit.text or "–",
                    "file": before.facts[0].place.file,
                }
                problems.append(Problem("files-unit-mismatch", fields, one.facts[0].place))
    if problems:
        raise DataError(problems)
    scenarios: dict[str, dict[str, Mapping[int, Decimal]]] = {}
    for dataset in datasets:
        for name, plans in dataset.scenarios.items():
            scenarios.setdefault(name, {}).update(plans)
    warnings = tuple(warning for dataset in datasets for warning in dataset.warnings)
    return Dataset(
        datasets[0].title or Words(),
        sources,
        tuple(series.values()),
        warnings,
        tuple(parts),
        (),
        scenarios,
    )


def _joined(first: Series, second: Series) -> Series:
    """Two series of one indicator, in the unit of the first.

    Raises `UnitError` for two different base units, or one of none.
    """
    unit, other = first.indicator.unit, second.indicator.unit
    if (unit.base is None) != (other.base is None):
        raise UnitError(other.text)
    exponent = shift(other, unit)
    facts = second.facts
    if exponent:
        facts = tuple(_rescaled(fact, exponent, other.text) for fact in facts)
    by_year = sorted(first.facts + facts, key=lambda fact: fact.year)
    return Series(first.area, first.indicator, tuple(by_year))


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
