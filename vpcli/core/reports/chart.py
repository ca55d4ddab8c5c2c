"""A report as a chart: what is drawn, without a word on how.

A picture says which columns of a report are drawn and in which shape; the panels made from it
hold the very numbers of the rows, so that a chart can say nothing that the table does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vpcli.core.reports.cells import Number
from vpcli.core.reports.table import Picture, Report, Row, Shape

__all__ = ["Line", "Panel", "Point", "panels_of", "shape_of"]


class Point(NamedTuple):
    """A number of a year; a blank one is a gap, with the code of its reason."""

    year: int
    value: Number | None
    reason: str = ""
    interval: Number | None = None
    """The interval that the number is told with, where it has one of its own."""


class Line(NamedTuple):
    """The numbers of one column, of one scenario where rows have scenarios, by year."""

    column: str
    name: str
    points: tuple[Point, ...]

    @property
    def known(self) -> list[Point]:
        """The points that are single values."""
        return [one for one in self.points if one.value and one.value.value is not None]


class Panel(NamedTuple):
    """What is drawn on one scale beside one name: that of the series of its first row."""

    row: Row
    lines: tuple[Line, ...]

    @property
    def points(self) -> list[Point]:
        """All points that are single values."""
        return [point for line in self.lines for point in line.known]

    @property
    def years(self) -> list[int]:
        """Every year from the first to the last, a gap too."""
        found = [point.year for line in self.lines for point in line.points]
        return list(range(min(found), max(found) + 1)) if found else []

    @property
    def reason(self) -> str:
        """Why there is nothing to draw: of the latest year, since a first one has none before."""
        given = [point.reason for line in self.lines for point in line.points]
        return next(filter(None, reversed(given)), "")


def shape_of(report: Report) -> Shape:
    """Return the shape to draw; a line of one year each is rather drawn as bars."""
    assert report.picture is not None
    shape = report.picture.shape
    if shape is Shape.SPARK and all(len(one.years) < 2 for one in _by_series(report)):
        return Shape.BARS
    return shape


def panels_of(report: Report) -> list[Panel]:
    """Return the panels of a report in the order of its rows."""
    if shape_of(report) is Shape.BARS:
        return list(_by_row(report))
    return list(_by_series(report))


def _rows(report: Report) -> list[Row]:
    """Sums and averages are left to the table."""
    return [row for row in report.rows if not row.label and row.finding is None]


def _by_row(report: Report) -> Iterator[Panel]:
    picture = report.picture
    assert picture is not None
    for row in _rows(report):
        lines = [Line(column, "", (_point(row, column),)) for column in picture.values]
        kept = [line for position, line in enumerate(lines) if line.known or not position]
        yield Panel(row, tuple(kept))


def _by_series(report: Report) -> Iterator[Panel]:
    picture = report.picture
    assert picture is not None
    grouped: dict[int, list[Row]] = {}
    for row in _rows(report):
        grouped.setdefault(id(row.series), []).append(row)
    for rows in grouped.values():
        lines = [line for column in picture.values for line in _lines(rows, column, picture)]
        lines += [_line(column, "", rows) for column in picture.beside]
        kept = [line for position, line in enumerate(lines) if line.known or not position]
        yield Panel(rows[0], tuple(kept))


def _lines(rows: Sequence[Row], column: str, picture: Picture) -> Iterator[Line]:
    """One line, or one for every name in the column that names lines."""
    names = dict.fromkeys(str(row.cells[picture.name]) if picture.name else "" for row in rows)
    for name in names:
        own = [row for row in rows if not picture.name or row.cells[picture.name] == name]
        line = _line(column, name, own, picture.interval)
        if picture.start:
            year, value = (own[0].cells[cell] for cell in picture.start)
            if isinstance(year, int) and year not in [point.year for point in line.points]:
                first = Point(year, _number(value))
                line = Line(column, name, (first, *line.points))
        yield line


def _line(column: str, name: str, rows: Sequence[Row], interval: str = "") -> Line:
    by_year = {point.year: point for row in rows if (point := _point(row, column, interval))}
    return Line(column, name, tuple(by_year[year] for year in sorted(by_year)))


def _point(row: Row, column: str, interval: str = "") -> Point:
    told = row.cells.get(interval)
    year, reason = row.cells.get("year"), row.cells.get("reason")
    value = _number(row.cells[column])
    return Point(
        year if isinstance(year, int) else 0,
        value,
        "" if value else str(reason or ""),
        told if isinstance(told, Number) else None,
    )


def _number(cell: object) -> Number | None:
    return cell if isinstance(cell, Number) and cell.value is not None else None
