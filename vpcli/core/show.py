"""The facts as loaded: what was printed, how it was read, and where it stands."""

from __future__ import annotations

from vpcli.core.model import Dataset, Fact, Series
from vpcli.core.report import Column, Number, Report, Row, Type
from vpcli.core.rows import SERIES_COLUMNS, series_cells
from vpcli.core.solve import Basis

__all__ = ["show"]

COLUMNS = (
    *SERIES_COLUMNS,
    Column("year", Type.YEAR),
    Column("measure", Type.CODE),
    Column("printed", Type.TEXT),
    Column("value", Type.LEVEL),
    Column("low", Type.LEVEL),
    Column("high", Type.LEVEL),
    Column("qualifier", Type.CODE),
    Column("status", Type.CODE),
    Column("source", Type.TEXT),
    Column("file", Type.TEXT),
    Column("line", Type.YEAR),
    Column("note", Type.TEXT),
)


def show(dataset: Dataset, first: int | None = None, last: int | None = None) -> Report:
    """Return every fact with its printed text, its value and interval, source, file and line.

    Levels are in the indicator's unit, rates in per cent.
    """
    rows = [
        _row(series, fact)
        for series in dataset.series
        for fact in series.facts
        if (first is None or fact.year >= first) and (last is None or fact.year <= last)
    ]
    return Report(
        "show",
        dataset.title,
        COLUMNS,
        rows,
        tuple(dataset.sources.values()),
        screen=("year", "measure", "printed", "value", "low", "high", "status", "file", "line"),
        optional=("file", "line", "low", "high"),
    )


def _row(series: Series, fact: Fact) -> Row:
    figure = fact.figure
    value = None
    if figure is not None:
        value = Number(
            figure.value,
            None,
            None,
            Basis.PUBLISHED,
            fact.status,
            figure.decimals,
            figure.qualifier,
            face=None if figure.value is not None else (figure.low_face, figure.high_face),
        )
    return Row(
        series,
        series_cells(series)
        | {
            "year": fact.year,
            "measure": fact.measure.value,
            "printed": figure.text if figure else fact.text,
            "value": value,
            "low": figure.low if figure and figure.low.is_finite() else None,
            "high": figure.high if figure and figure.high.is_finite() else None,
            "qualifier": figure.qualifier.value if figure else "",
            "status": fact.status.value,
            "source": fact.source,
            "file": fact.place.file,
            "line": fact.place.line,
            "note": fact.note,
        },
    )
