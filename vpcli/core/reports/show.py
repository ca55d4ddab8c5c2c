"""The facts as loaded: what was printed, how it was read, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vpcli.core.facts.arithmetic import HUNDRED
from vpcli.core.facts.codes import Basis
from vpcli.core.facts.model import (
    Dataset,
    Fact,
    GrowthMethod,
    Measure,
    Parts,
    Series,
    Source,
    Status,
)
from vpcli.core.facts.number import Figure
from vpcli.core.reports.cells import Cell, Number
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.table import Report, Row
from vpcli.core.reports.years import is_asked

__all__ = ["COLUMNS", "OVER_PLAN", "printed_measure", "printed_text", "show"]

COLUMNS = (
    Column("area", Type.TEXT),
    Column("area_name", Type.NAME),
    Column("indicator", Type.TEXT),
    Column("name", Type.NAME),
    Column("unit", Type.TEXT),
    Column("kind", Type.CODE),
    Column("direction", Type.CODE),
    Column("price_basis", Type.TEXT),
    Column("growth_method", Type.CODE),
    Column("base_year", Type.YEAR),
    Column("natural_limit", Type.LEVEL),
    Column("plans_add_up", Type.CODE),
    Column("part_of", Type.TEXT),
    Column("some_part_of", Type.TEXT),
    Column("year", Type.YEAR),
    Column("since", Type.YEAR),
    Column("of", Type.TEXT),
    Column("plan_by", Type.TEXT),
    Column("measure", Type.CODE),
    Column("printed", Type.TEXT),
    Column("numbers", Type.CODE),
    Column("precision", Type.LEVEL),
    Column("value", Type.LEVEL),
    Column("low", Type.LEVEL),
    Column("high", Type.LEVEL),
    Column("qualifier", Type.CODE),
    Column("status", Type.CODE),
    Column("source", Type.TEXT),
    Column("source_date", Type.TEXT),
    Column("source_title", Type.NAME),
    Column("file", Type.TEXT),
    Column("line", Type.YEAR),
    Column("note", Type.TEXT),
)
"""One row holds one fact whole, so that what is shown can be read again."""

OVER_PLAN = "over-plan"
"""The measure of an attainment that was printed as the excess over the plan."""


def show(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return every fact with its printed text, its value and interval, source, file and line.

    Levels are in the indicator's unit, rates in per cent.
    """
    chosen = [
        (series, facts)
        for series in dataset.series
        if (facts := _between(series.facts, first, last))
    ]
    ids = {series.indicator.id for series, _ in chosen}
    parts = [left for breakdown in dataset.parts if (left := breakdown.among(ids))]
    totals = _Totals(_as_listed(parts, chosen))
    rows = []
    for series, facts in chosen:
        about = _about(series)
        rows += [
            Row(
                series,
                _Cells({**about, **totals.of(series, fact), **_cells(fact, dataset.sources)}),
                fact=fact,
            )
            for fact in facts
        ]
    return Report(
        "show",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("year", "measure", "printed", "value", "low", "high", "status", "file", "line"),
        optional=("file", "line", "low", "high"),
        yielding=("status", "value"),
        parts=parts,
    )


def printed_measure(fact: Fact) -> str:
    """Return the measure as it was printed: an excess over the plan is no attainment."""
    if fact.figure is not None and fact.figure.is_excess:
        return OVER_PLAN
    return (Measure.GROWTH if fact.measure is Measure.LOG_GROWTH else fact.measure).value


def printed_text(fact: Fact) -> str:
    """Return the text as it was printed, also where it is no figure."""
    return fact.figure.text if fact.figure else fact.text


def _between(facts: Iterable[Fact], first: int | None, last: int | None) -> list[Fact]:
    return [fact for fact in facts if is_asked(fact.year, first, last)]


def _as_listed(
    parts: Iterable[Parts], chosen: Iterable[tuple[Series, Sequence[Fact]]]
) -> list[Parts]:
    """The breakdowns as rows can say them: complete only where a source lists all of the parts.

    A table of rows says of each area and source what its parts are; were none of them to list
    all, each would seem to be all there is.
    """
    listed: dict[tuple[str, str], set[str]] = {}
    for series, facts in chosen:
        for source in {fact.source for fact in facts}:
            listed.setdefault((series.area.id, source), set()).add(series.indicator.id)
    return [
        one._replace(
            complete=one.complete and any(ids.issuperset(one.parts) for ids in listed.values())
        )
        for one in parts
    ]


class _Totals:
    """The totals that facts are of parts of, joined by ";".

    A second complete breakdown of one total in one area and source is told from the first:
    "total#2".
    """

    def __init__(self, parts: Sequence[Parts]) -> None:
        self._parts = parts
        self._made: dict[tuple[str, str], tuple[dict[str, str], dict[str, str]]] = {}

    def of(self, series: Series, fact: Fact) -> dict[str, Cell]:
        said_by = series.area.id, fact.source
        if said_by not in self._made:
            holding = [
                one
                for one in self._parts
                if one.area in (None, said_by[0]) and one.source in (None, said_by[1])
            ]
            self._made[said_by] = _totals(holding, complete=True), _totals(holding, complete=False)
        whole, some = self._made[said_by]
        id_ = series.indicator.id
        return {"part_of": whole.get(id_, ""), "some_part_of": some.get(id_, "")}


def _totals(parts: Iterable[Parts], *, complete: bool) -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    seen: dict[str, int] = {}
    for breakdown in parts:
        if breakdown.complete is complete:
            total = breakdown.total
            number = seen[total] = seen.get(total, 0) + 1
            named = f"{total}#{number}" if complete and number > 1 else total
            for part in breakdown.parts:
                found.setdefault(part, {})[named] = None
    return {part: ";".join(named) for part, named in found.items()}


_NAMES = tuple(column.name for column in COLUMNS)
_PLACES = {name: place for place, name in enumerate(_NAMES)}


class _Cells(Mapping[str, Cell]):
    """Cells by column name; the names are held once for all rows, of which there are many."""

    __slots__ = ("_held",)

    def __init__(self, cells: Mapping[str, Cell]) -> None:
        self._held = tuple(cells[name] for name in _NAMES)

    def __getitem__(self, name: str) -> Cell:
        return self._held[_PLACES[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


def _about(series: Series) -> dict[str, Cell]:
    area, indicator = series.area, series.indicator
    return {
        "area": area.id,
        "area_name": area.name,
        "indicator": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit.text,
        "kind": indicator.kind.value,
        "direction": indicator.direction.value,
        "price_basis": indicator.price_basis,
        "growth_method": log.value if (log := indicator.growth_method) is GrowthMethod.LOG else "",
        "base_year": indicator.base_year,
        "natural_limit": indicator.natural_limit,
        "plans_add_up": "yes" if indicator.plans_add_up else "",
    }


def _cells(fact: Fact, sources: Mapping[str, Source]) -> dict[str, Cell]:
    figure, source = fact.figure, sources.get(fact.source)
    if figure and figure.is_excess:
        figure = figure.shifted(-HUNDRED)
    return {
        "year": fact.year,
        "since": fact.since,
        "of": fact.total,
        "plan_by": fact.plan_by,
        "measure": printed_measure(fact),
        "printed": printed_text(fact),
        "numbers": figure.numbers.value if figure and figure.numbers else "",
        "precision": _precision(figure) if figure else None,
        "value": _value(figure, fact.status) if figure else None,
        "low": figure.low if figure and figure.low.is_finite() else None,
        "high": figure.high if figure and figure.high.is_finite() else None,
        "qualifier": figure.qualifier.value if figure else "",
        "status": fact.status.value,
        "source": fact.source,
        "source_date": source.date if source else "",
        "source_title": source.title if source else "",
        "file": fact.place.file,
        "line": fact.place.line,
        "note": fact.note,
    }


def _precision(figure: Figure) -> Number | None:
    unit = figure.declared_precision
    if unit is None:
        return None
    exponent = unit.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Number(unit, None, None, Basis.PUBLISHED, Status.NORMAL, decimals)


def _value(figure: Figure, status: Status) -> Number:
    face = None if figure.value is not None else (figure.low_face, figure.high_face)
    return Number(
        figure.value,
        None,
        None,
        Basis.PUBLISHED,
        status,
        figure.decimals,
        figure.qualifier,
        face=face,
    )
