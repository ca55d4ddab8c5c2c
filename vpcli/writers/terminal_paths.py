"""Results, plans and ways over the years in a terminal: one field, and the numbers below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from rich.text import Text

from vpcli.core.reports.chart import Chart, Panel
from vpcli.core.reports.lines import Line, Point, Role
from vpcli.i18n import say
from vpcli.writers.axis import Axis
from vpcli.writers.chart_words import (
    ChartWords,
    band_of,
    ends_of,
    levels_of,
    target_of,
    value_of,
)
from vpcli.writers.glyphs import Glyphs, Grid, Scale
from vpcli.writers.layout import TONES
from vpcli.writers.widths import width_of, wrapped

__all__ = ["draw_paths"]

_LEAST_DRAWN, _USUAL_DRAWN, _A_YEAR = 8, 41, 10
_MOST_GAPS = 6
_ROWS_BETWEEN = {1: 10, 2: 5, 3: 4, 4: 3, 5: 2, 6: 2}
"""Rows from one tick to the next, by how many gaps there are between ticks."""
_TRAILS = {Role.RESULT: (0, 1), Role.AHEAD: (1, 1), Role.REQUIRED: (2, 2), Role.STRAIGHT: (3, 3)}
"""Which of the signs of trails a line is drawn with, and in how many cells there is one."""


def draw_paths(words: ChartWords, chart: Chart, width: int) -> Iterator[Text]:
    """Yield a field of levels over the years for every indicator, then the numbers of the lines."""
    for position, panel in enumerate(chart.panels):
        if position:
            yield Text()
        axis = (
            Axis.of(levels_of(chart, panel), _MOST_GAPS, words.powers(panel))
            if panel.points
            else None
        )
        yield from (Text(text, style="bold") for text in wrapped(words.heading(panel), width))
        yield Text(words.unit_and_axis(panel, axis.power if axis else 0), style="dim")
        marks = _marks(panel, words.glyphs)
        if axis is None or len(panel.points) < 2:
            yield Text("  " + words.reason(panel.reason), style="dim")
        else:
            yield from _field(words, chart, panel, axis, marks, width)
        for line, mark in zip(panel.lines, marks, strict=True):
            if line.known or any(one.interval for one in line.points):
                yield from _numbers(words, panel, line, mark, width)
        yield from map(Text, _signs(words, chart, panel))


def _marks(panel: Panel, glyphs: Glyphs) -> list[str]:
    """The sign that each line is told by."""
    free = iter(glyphs.marks * 9)
    fixed = {
        Role.RESULT: glyphs.reached,
        Role.PLAN: glyphs.planned,
        Role.STRAIGHT: glyphs.trails[3],
        Role.REQUIRED: glyphs.trails[2],
    }
    return [fixed.get(line.role) or next(free) for line in panel.lines]


def _signs(words: ChartWords, chart: Chart, panel: Panel) -> Iterator[str]:
    """The signs that no line is named by."""
    for limit in words.limits(chart):
        yield f"{words.glyphs.level} {limit}"
    if target_of(panel) is not None:
        yield f"{words.glyphs.target} {say(words.lang, 'chart.target')}"
    if any(one.is_missed for line in panel.lines for one in line.known):
        yield f"{words.glyphs.missed} {say(words.lang, 'chart.missed')}"
    if any(line.role is Role.AHEAD and _banded(line) for line in panel.lines):
        key, fields = words.report.headings["predicted"]
        yield f"{words.glyphs.band} {say(words.lang, key, **fields)}"


def _banded(line: Line) -> list[Point]:
    """The points of a line that an interval is told with."""
    return [one for one in line.points if one.interval is not None]


def _field(
    words: ChartWords,
    chart: Chart,
    panel: Panel,
    axis: Axis,
    marks: Sequence[str],
    width: int,
) -> Iterator[Text]:
    """The axes, and in them every line with its marks; plans stand alone."""
    glyphs = words.glyphs
    gaps = len(axis.ticks) - 1
    between = _ROWS_BETWEEN[gaps]
    labels = {at * between: axis.label(tick, words.lang) for at, tick in enumerate(axis.ticks)}
    margin = max(map(width_of, labels.values()))
    years = panel.years
    room = width - margin - 3
    drawn = max(_LEAST_DRAWN, min(room, max(_USUAL_DRAWN, 1 + _A_YEAR * (len(years) - 1))))
    across = Scale(Decimal(years[0]), Decimal(years[-1]), drawn)
    levels = Scale(axis.low, axis.high, gaps * between + 1)
    grid = Grid(drawn, levels.cells)
    for line, mark in zip(panel.lines, marks, strict=True):
        _put_marks(grid, line, mark, (across, levels), glyphs)
    target = target_of(panel)
    if target is not None:
        place = across.place(Decimal(target.year)), levels.place(value_of(target))
        grid.mark(*place, glyphs.target)
    for line in panel.lines:
        _put_trails(grid, line, (across, levels), glyphs)
    for limit in chart.picture.limits:
        row = levels.place(limit.up)
        grid.trail((-1, row), (drawn, row), glyphs.level, "dim", every=2)
    for row, cells in zip(reversed(range(levels.cells)), grid.cells(), strict=True):
        text = Text(f"{labels.get(row, ''):>{margin}} {glyphs.axis}")
        for char, look in cells:
            text.append(char, style=look)
        yield text
    yield Text(f"{'':>{margin}} {glyphs.corner}{glyphs.rule * drawn}")
    yield Text(f"{'':>{margin}}  {_year_axis(years, across, drawn)}")


def _put_marks(
    grid: Grid, line: Line, mark: str, scales: tuple[Scale, Scale], glyphs: Glyphs
) -> None:
    across, levels = scales
    if line.role in (Role.STRAIGHT, Role.REQUIRED):
        return
    for point in line.points:
        column = across.place(Decimal(point.year))
        look = TONES[point.tone] if point.tone and point.verdict else ""
        for level in ends_of(point, line.role):
            row = levels.place(level)
            if line.role is Role.PLAN and not grid.is_free(column, row):
                beside = next(
                    (one for one in (column + 1, column - 1) if grid.is_free(one, row)), 0
                )
                grid.mark(beside, row, mark)
            else:
                grid.mark(column, row, glyphs.missed if point.is_missed else mark, look)


def _put_trails(grid: Grid, line: Line, scales: tuple[Scale, Scale], glyphs: Glyphs) -> None:
    across, levels = scales
    if line.role not in _TRAILS:
        return
    sign, every = _TRAILS[line.role]
    for first, last in pairwise(line.known):
        ends = [(across.place(Decimal(p.year)), levels.place(value_of(p))) for p in (first, last)]
        if last.is_joined:
            grid.trail(ends[0], ends[1], glyphs.trails[sign], every=every)
    if line.role is Role.AHEAD and _banded(line):
        _put_band(grid, line, scales, glyphs.band)


def _put_band(grid: Grid, line: Line, scales: tuple[Scale, Scale], sign: str) -> None:
    """What lies between the ends of the intervals, from the point before the first one on."""
    across, levels = scales
    edges = []
    for point in line.known:
        ends = [levels.place(end) for end in band_of(point)]
        edges.append((across.place(Decimal(point.year)), ends[0], ends[-1]))
    for low, high in pairwise(edges):
        grid.fill(low, high, sign)


def _year_axis(years: Sequence[int], across: Scale, width: int) -> str:
    """As many years as there is room for, the first and the last among them."""
    text = [" "] * width
    last = str(years[-1])
    text[width - len(last) :] = last
    free = 0
    for year in years[:-1]:
        label = str(year)
        at = max(0, min(across.place(Decimal(year)) - len(label) // 2, width - len(label)))
        if at >= free and at + len(label) < width - len(last):
            text[at : at + len(label)] = label
            free = at + len(label) + 2
    return "".join(text)


def _numbers(words: ChartWords, panel: Panel, line: Line, mark: str, width: int) -> Iterator[Text]:
    """The sign and the name of a line, and its numbers, under one another where they are many."""
    head = f"{mark} {words.line(line)}  "
    indent = min(width_of(head), width // 3)
    text = head
    told = words.numbers(panel, line)
    for number in (piece for one in told for piece in wrapped(one, width - indent)):
        joined = text + ("  " if text.strip() and text != head else "") + number
        if text.strip() and width_of(joined) > width:
            yield Text(text.rstrip())
            joined = " " * indent + number
        text = joined
    yield Text(text.rstrip())
