"""A chart for a terminal: bars, small columns or paths, and the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from vpcli.core.reports.chart import Chart, Panel
from vpcli.core.reports.table import Report, Shape
from vpcli.i18n import say
from vpcli.writers.chart_words import ChartWords, value_of
from vpcli.writers.display import Style
from vpcli.writers.glyphs import columns_of
from vpcli.writers.terminal_bars import draw_bars
from vpcli.writers.terminal_paths import draw_paths
from vpcli.writers.widths import width_of

__all__ = ["LEAST_WIDTH", "chart_as_text"]

LEAST_WIDTH = 40  # below it nothing could be told from anything
_WIDTH = 80  # where no terminal says how wide it is
_LEAST_NAME, _LEAST_DRAWN = 14, 8
_BETWEEN = 2
_GAPS = 30
"""Room that names leave for the years without a number."""


def chart_as_text(report: Report, style: Style) -> tuple[list[Table | Text], set[str]]:
    """Return what is to be printed, and the legend keys of the marks in it."""
    words = ChartWords(report, style)
    width = max(style.width or _WIDTH, LEAST_WIDTH)
    drawn: list[Table | Text] = []
    for chart in words.charts:
        if drawn:
            drawn.append(Text())
        title = words.title(chart)
        if title:
            drawn += [Text(title, "bold"), Text()]
        if chart.shape is Shape.BARS:
            drawn += draw_bars(words, chart, width)
        elif chart.shape is Shape.SPARK:
            drawn += _sparks(words, chart, width)
        else:
            drawn += draw_paths(words, chart, width)
    return drawn, words.used


def _sparks(words: ChartWords, chart: Chart, width: int) -> Iterator[Table]:
    """A line of columns for every indicator, its first and last year, and three numbers."""
    glyphs = words.glyphs
    told = [
        (panel, line, words.extremes(panel, line) if line.known else [words.reason(panel.reason)])
        for panel in chart.panels
        for line in panel.lines[:1]
    ]
    numbers = max((width_of(text) for _, _, texts in told for text in texts), default=0)
    beside = max([numbers, *(min(width_of(_gaps(words, one)), _GAPS) for one, _, _ in told)])
    room = max(_LEAST_DRAWN, width - _LEAST_NAME - numbers - 2 * _BETWEEN)
    longest = min(room, max((len(panel.years) for panel, _, _ in told), default=0))
    drawn = max(longest, len("2018–2019"))
    names = max([_LEAST_NAME, *(width_of(words.heading(panel)) for panel, _, _ in told)])
    table = Table.grid(padding=(0, _BETWEEN, 0, 0))
    table.add_column(
        overflow="fold",
        width=min(names, max(_LEAST_NAME, width - drawn - beside - 2 * _BETWEEN)),
    )
    table.add_column(no_wrap=True, width=drawn)
    table.add_column(overflow="fold")
    for panel, line, texts in told:
        years = panel.years[-longest:]
        by_year = {point.year: value_of(point) for point in line.known}
        columns = columns_of([by_year.get(year) for year in years], glyphs)
        name = Text(words.heading(panel))
        name.append("\n" + words.unit(panel), style="dim")
        gaps = _gaps(words, panel, years)
        if len(years) < len(panel.years):
            unseen = f"{panel.years[0]}–{years[0] - 1}"
            gaps = "; ".join(filter(None, [say(words.lang, "chart.unseen", years=unseen), gaps]))
        beside_it = Text("\n".join(texts))
        beside_it.append(f"\n{gaps}" if gaps else "", style="dim")
        picture = Text("\n".join(columns))
        picture.append("\n" + _ends(years, glyphs.rule), style="dim")
        table.add_row(name, picture, beside_it)
    yield table


def _gaps(words: ChartWords, panel: Panel, years: Sequence[int] | None = None) -> str:
    """The years without a number, where there are others with one."""
    line = panel.lines[0]
    return words.gaps(line, panel.years if years is None else years) if line.known else ""


def _ends(years: list[int], rule: str) -> str:
    """The first and the last year below a line of columns, or the only one."""
    first, last = str(years[0]), str(years[-1])
    if len(years) < 2:
        return first
    between = " " * (len(years) - len(first) - len(last))
    return f"{first}{between or rule}{last}"
