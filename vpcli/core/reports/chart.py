"""A report as a chart: what is drawn, without a word on how.

A picture says which columns of a report are drawn and in which shape; the panels made from it
hold the very numbers of the rows, so that a chart can say nothing that the table does not. Over
the years it also holds the results and the plans of all years there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vpcli.core.facts.codes import Reason
from vpcli.core.facts.model import Direction, Kind
from vpcli.core.reports.cells import Number
from vpcli.core.reports.lines import Line, Point, Role, number_of
from vpcli.core.reports.table import Limit, Picture, Report, Row, Shape

__all__ = ["Chart", "Panel", "charts_of", "limit_of", "panels_of", "shape_of"]


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

    @property
    def tells_of_years(self) -> bool:
        """Whether there are results and plans, and more than one year to draw."""
        roles = {line.role for line in self.lines}
        years = {point.year for point in self.points}
        return {Role.RESULT, Role.PLAN} <= roles and len(years) > 1

    @property
    def is_less_better(self) -> bool:
        """Whether the indicator is one of which less is better."""
        return _is_less_better(self.row)


class Chart(NamedTuple):
    """One drawing of a report: its shape and its panels, which share a scale if they are bars."""

    picture: Picture
    shape: Shape
    panels: Sequence[Panel]


def charts_of(report: Report) -> list[Chart]:
    """Return what is drawn of a report, one below the other; at least one."""
    made: list[Chart] = []
    picture = report.picture
    while picture is not None:
        shape = _shape(report, picture)
        panels = [*(_by_row if shape is Shape.BARS else _by_series)(report, picture)]
        if made and shape is Shape.PATH:
            panels = [panel for panel in panels if panel.tells_of_years]
        if panels:
            made.append(Chart(picture, shape, panels))
        picture = picture.then
    return made


def shape_of(report: Report) -> Shape:
    """Return the shape drawn first; a line of one year each is rather drawn as bars."""
    assert report.picture is not None
    return _shape(report, report.picture)


def panels_of(report: Report) -> list[Panel]:
    """Return the panels drawn first, in the order of the rows."""
    charts = charts_of(report)
    return [*charts[0].panels] if charts else []


def limit_of(limit: Limit, panel: Panel) -> Limit:
    """Return a limit as it holds for a panel, where less is better the other way round."""
    if panel.is_less_better and limit.down is not None:
        return limit._replace(up=limit.down)
    return limit


def _is_less_better(row: Row) -> bool:
    return row.series is not None and row.series.indicator.direction is Direction.DOWN


def _shape(report: Report, picture: Picture) -> Shape:
    if picture.shape is Shape.SPARK:
        years = (len(one.years) for one in _by_series(report, picture))
        return Shape.SPARK if any(count > 1 for count in years) else Shape.BARS
    return picture.shape


def _rows(report: Report, kinds: tuple[Kind, ...]) -> list[Row]:
    """Sums and averages are left to the table."""
    return [
        row
        for row in report.rows
        if not row.label
        and row.finding is None
        and (not kinds or (row.series is not None and row.series.indicator.kind in kinds))
    ]


def _by_row(report: Report, picture: Picture) -> Iterator[Panel]:
    before: Panel | None = None
    for row in _rows(report, picture.kinds):
        lines = [Line(column, "", (_point(row, column, picture),)) for column in picture.values]
        kept = [line for position, line in enumerate(lines) if line.known or not position]
        panel = Panel(row, tuple(kept))
        if before is not None and _says_the_same(before, panel):
            line = before.lines[0]
            before = before._replace(lines=(line._replace(points=line.points + kept[0].points),))
            continue
        if before is not None:
            yield before
        before = panel
    if before is not None:
        yield before


def _says_the_same(panel: Panel, following: Panel) -> bool:
    """Whether two years of a series have no number, for the same reason."""
    alike = panel.row.series is following.row.series and panel.reason == following.reason
    return alike and bool(panel.reason) and not panel.points and not following.points


def _by_series(report: Report, picture: Picture) -> Iterator[Panel]:
    courses: Mapping[int, Sequence[Line]] = picture.course() if picture.course else {}
    grouped: dict[int, list[Row]] = {}
    for row in _rows(report, picture.kinds):
        grouped.setdefault(id(row.series), []).append(row)
    for key, rows in grouped.items():
        lines = [line for column in picture.values for line in _lines(rows, column, picture)]
        around = [line for line in courses.get(key, ()) if any(_is_told(p) for p in line.points)]
        if any(line.role is Role.REQUIRED for line in lines):
            around = [line for line in around if line.role is not Role.REQUIRED]
        kept = [line for position, line in enumerate(lines) if line.known or not position]
        yield Panel(rows[0], (*around, *map(_ended, kept)))


def _ended(line: Line) -> Line:
    """A line up to its last year with a number, or a reason other than that there is no figure."""
    points = [*line.points]
    while line.known and points[-1].value is None and points[-1].reason == Reason.NO_ACTUAL:
        points.pop()
    return line._replace(points=tuple(points))


def _is_told(point: Point) -> bool:
    return point.value is not None or point.interval is not None


def _lines(rows: Sequence[Row], column: str, picture: Picture) -> Iterator[Line]:
    """One line, or one for every name in the column that names lines."""
    names = dict.fromkeys(str(row.cells[picture.name]) if picture.name else "" for row in rows)
    for name in names:
        own = [row for row in rows if not picture.name or row.cells[picture.name] == name]
        by_year = {point.year: point for row in own if (point := _point(row, column, picture))}
        points = tuple(by_year[year] for year in sorted(by_year))
        if picture.start:
            year, value = (own[0].cells[cell] for cell in picture.start)
            if isinstance(year, int) and year not in by_year:
                points = (Point(year, number_of(value)), *points)
        yield Line(column, name, points, _role(picture, name), _rate(own, picture))


def _rate(rows: Sequence[Row], picture: Picture) -> Number | None:
    """The growth a year of a line, where it is the same in every row."""
    found = {number_of(row.cells.get(picture.rate)) for row in rows}
    return found.pop() if len(found) == 1 else None


def _role(picture: Picture, name: str) -> Role:
    if picture.shape is not Shape.PATH:
        return Role.VALUE
    return Role.REQUIRED if name == "target" else Role.AHEAD


def _point(row: Row, column: str, picture: Picture) -> Point:
    told = row.cells.get(picture.interval)
    year, reason = row.cells.get("year"), row.cells.get("reason")
    value = number_of(row.cells[column])
    return Point(
        year if isinstance(year, int) else 0,
        value,
        "" if value else str(reason or ""),
        told if isinstance(told, Number) else None,
        number_of(row.cells.get(picture.gap)),
        str(row.cells.get(picture.verdict) or ""),
        row.tones.get(column),
    )
