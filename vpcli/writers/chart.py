"""A chart for a terminal: bars, small columns or paths, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from rich.table import Table
from rich.text import Text

from vpcli.core.reports.chart import Line, Panel
from vpcli.core.reports.table import Report, Shape
from vpcli.i18n import say
from vpcli.writers.chart_words import ChartWords, value_of
from vpcli.writers.display import Style, plain_number
from vpcli.writers.glyphs import Grid, Scale, bar, columns_of
from vpcli.writers.widths import width_of

__all__ = ["LEAST_WIDTH", "chart_as_text"]

LEAST_WIDTH = 40  # below it nothing could be told from anything
_WIDTH = 80  # where no terminal says how wide it is
_LEAST_NAME, _USUAL_NAME = 14, 30
_LEAST_DRAWN, _MOST_DRAWN = 8, 40
_HEIGHT = 11
_BETWEEN = 2


def chart_as_text(report: Report, style: Style) -> tuple[list[Table | Text], set[str]]:
    """Return what is to be printed, and the legend keys of the marks in it."""
    words = ChartWords(report, style)
    drawn: list[Table | Text] = []
    if words.shape is Shape.BARS:
        drawn += _bars(words)
    elif words.shape is Shape.SPARK:
        drawn += _sparks(words)
    else:
        drawn += _paths(words)
    return drawn, words.used


def _width(words: ChartWords) -> int:
    return max(words.style.width or _WIDTH, LEAST_WIDTH)


def _bars(words: ChartWords) -> Iterator[Table]:
    """A row for every name and year: what is drawn, its bars, the numbers themselves."""
    rows: list[tuple[str, str, str, list[str]]] = []
    before = ""
    for panel in words.panels:
        told = words.name(panel)
        when = panel.lines[0].points[0].year
        lines = [words.line(line) for line in panel.lines] if len(panel.lines) > 1 else []
        listed = [words.told(panel, line) for line in panel.lines]
        same = told == before
        rows.append(("" if same else told, str(when or ""), "\n".join(lines), listed))
        before = told
    years, labels, numbers = (
        max((width_of(one) for text in column for one in text.splitlines()), default=0)
        for column in (
            [row[1] for row in rows],
            [row[2] for row in rows],
            ["\n".join(row[3]) for row in rows],
        )
    )
    used = sum(width + _BETWEEN for width in (years, labels) if width) + numbers + 2 * _BETWEEN
    names = max([_LEAST_NAME, *(width_of(row[0]) for row in rows)])
    room = _width(words) - used
    drawn = max(_LEAST_DRAWN, min(_MOST_DRAWN, room - min(names, _USUAL_NAME)))
    table = Table.grid(padding=(0, _BETWEEN, 0, 0))
    table.add_column(overflow="fold", width=min(names, max(_LEAST_NAME, room - drawn)))
    for width in filter(None, (years, labels)):
        table.add_column(no_wrap=True, width=width)
    table.add_column(no_wrap=True, width=drawn)
    table.add_column(justify="right", overflow="fold")
    values = [value_of(point) for panel in words.panels for point in panel.points]
    scale = Scale.from_zero(values, drawn - 2)
    for panel, (name, year, label, listed) in zip(words.panels, rows, strict=True):
        bars = [
            Text(bar(value_of(point), scale, words.glyphs), style=words.look(panel, line))
            if (point := line.points[0]).value
            else Text()
            for line in panel.lines
        ]
        cells = [
            str(text) for text, taken in zip((year, label), (years, labels), strict=True) if taken
        ]
        table.add_row(
            name, *cells, Text("\n").join(bars), Text("\n".join(listed), words.dim(panel))
        )
    yield table


def _sparks(words: ChartWords) -> Iterator[Table]:
    """A line of columns for every indicator, its first and last year, and three numbers."""
    glyphs = words.glyphs
    told = [
        (panel, line, words.extremes(panel, line) if line.known else [words.reason(panel.reason)])
        for panel in words.panels
        for line in panel.lines[:1]
    ]
    numbers = max((width_of(text) for _, _, texts in told for text in texts), default=0)
    room = max(_LEAST_DRAWN, _width(words) - _LEAST_NAME - numbers - 2 * _BETWEEN)
    longest = min(room, max((len(panel.years) for panel, _, _ in told), default=0))
    names = max([_LEAST_NAME, *(width_of(words.name(panel)) for panel, _, _ in told)])
    table = Table.grid(padding=(0, _BETWEEN, 0, 0))
    table.add_column(
        overflow="fold",
        width=min(names, max(_LEAST_NAME, _width(words) - longest - numbers - 2 * _BETWEEN)),
    )
    table.add_column(no_wrap=True, width=max(longest, 9))
    table.add_column(overflow="fold")
    for panel, line, texts in told:
        years = panel.years[-longest:]
        by_year = {point.year: value_of(point) for point in line.known}
        drawn = columns_of([by_year.get(year) for year in years], glyphs)
        first, last = str(years[0]), str(years[-1])
        between = " " * (len(years) - len(first) - len(last))
        axis = f"{first}{between}{last}" if between else f"{first}{glyphs.rule}{last}"
        name = Text(words.name(panel))
        name.append("\n" + words.unit(panel), style="dim")
        gaps = words.gaps(line, years) if line.known else ""
        if len(years) < len(panel.years):
            unseen = f"{panel.years[0]}–{years[0] - 1}"
            gaps = "; ".join(filter(None, [say(words.lang, "chart.unseen", years=unseen), gaps]))
        picture = Text("\n".join(drawn))
        picture.append("\n" + axis, style="dim")
        table.add_row(name, picture, Text("\n".join(texts)))
        if gaps:
            table.add_row("", "", Text(gaps, style="dim"))
    yield table


def _paths(words: ChartWords) -> Iterator[Text]:
    """A field of levels over the years for every indicator, then the numbers of every line."""
    glyphs = words.glyphs
    for position, panel in enumerate(words.panels):
        if position:
            yield Text()
        head = Text(words.name(panel), style="bold")
        head.append(f"  {words.unit(panel)}", style="dim")
        yield head
        if len(panel.points) < 2:
            yield Text("  " + words.reason(panel.reason), style="dim")
        else:
            yield from map(Text, _field(words, panel))
        for line, mark in zip(panel.lines, glyphs.marks * 9, strict=False):
            if line.known:
                yield from _numbers(words, panel, line, mark)


def _field(words: ChartWords, panel: Panel) -> list[str]:
    """The axes, and in them every line with its mark, its points joined; plans stand alone."""
    glyphs = words.glyphs
    values = [value_of(point) for point in panel.points]
    levels = Scale(min(values), max(values), _HEIGHT)
    decimals = max(point.value.decimals for point in panel.points if point.value)
    labels = {
        row: plain_number(levels.value(row), decimals, words.lang)
        for row in (0, _HEIGHT // 2, _HEIGHT - 1)
    }
    margin = max(map(width_of, labels.values()))
    years = panel.years
    width = max(_LEAST_DRAWN, min(_width(words) - margin - 3, 1 + 10 * (len(years) - 1)))
    across = Scale(Decimal(years[0]), Decimal(years[-1]), width)
    grid = Grid(width, _HEIGHT)
    placed = [
        [(across.place(Decimal(one.year)), levels.place(value_of(one))) for one in line.known]
        for line in panel.lines
    ]
    for places, mark in zip(placed, glyphs.marks * 9, strict=False):
        for place in places:
            grid.mark(*place, mark)
    for line, places in zip(panel.lines, placed, strict=True):
        if line.column not in words.beside:
            for first, last in pairwise(places):
                grid.trail(first, last, glyphs.trail)
    drawn = []
    for row, text in zip(reversed(range(_HEIGHT)), grid.lines(), strict=True):
        drawn.append(f"{labels.get(row, ''):>{margin}} {glyphs.axis}{text}")
    drawn.append(f"{'':>{margin}} {glyphs.corner}{glyphs.rule * width}")
    drawn.append(f"{'':>{margin}}  {_year_axis(years, across, width)}")
    return drawn


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


def _numbers(words: ChartWords, panel: Panel, line: Line, mark: str) -> Iterator[Text]:
    """The mark and the name of a line, and the number of every year."""
    told = [
        f"{point.year} {words.dated(panel, line, point)}" for point in line.known if point.value
    ]
    head = f"{mark} {words.line(line)}  "
    text = ""
    for number in told:
        if text and width_of(head + text) + 2 + width_of(number) > _width(words):
            yield Text(head + text)
            head, text = " " * width_of(head), ""
        text += ("  " if text else "") + number
    yield Text(head + text)
