"""Small columns as drawings: one for every indicator, with its first and last year.

They show rates, whose figures stand below with their unit; that of the level would mislead.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vpcli.core.reports.chart import Chart, Panel
from vpcli.core.reports.lines import Line
from vpcli.writers.chart_words import ChartWords, value_of
from vpcli.writers.glyphs import Scale
from vpcli.writers.svg import LINE, Drawing, box, line, text

__all__ = ["spark_drawings"]

_WIDE, _TALL, _WIDEST, _ABOVE = 320, 64, 45, 6


def spark_drawings(words: ChartWords, chart: Chart) -> Iterator[Drawing]:
    """Yield the columns of every indicator that has a number, or why it has none."""
    for panel in chart.panels:
        own = panel.lines[0]
        heading = words.heading(panel)
        if not own.known:
            yield Drawing(heading, "", "", _WIDE, 0, "", notes=[words.reason(panel.reason)])
            continue
        numbers = words.extremes(panel, own)
        gaps = words.gaps(own, panel.years)
        told = "; ".join([f"{panel.years[0]}–{panel.years[-1]}", *numbers, *filter(None, [gaps])])
        body = "".join(_columns(panel, own))
        notes = ["; ".join(numbers), *filter(None, [gaps])]
        yield Drawing(heading, "", body, _WIDE, _TALL + LINE, told, notes=notes)


def _columns(panel: Panel, own: Line) -> Iterator[str]:
    years = panel.years
    across = min(Decimal(_WIDEST), Decimal(_WIDE) / len(years))
    gap = across / 5
    scale = Scale.from_zero((value_of(point) for point in own.known), _TALL - _ABOVE - 2)
    zero = _ABOVE + (scale.length(scale.high) if scale.high > 0 else Decimal(0))
    by_year = {point.year: value_of(point) for point in own.known}
    for position, year in enumerate(years):
        x = across * position + gap / 2
        value = by_year.get(year)
        if value is None:
            yield line(x, zero - 3, x + across - gap, zero - 3, "c-gap")
        elif value:
            length = scale.length(value)
            look = "c-bar c-below" if value < 0 else "c-bar"
            yield box(x, zero if value < 0 else zero - length, across - gap, length, look)
    end = across * len(years)
    yield line(0, zero, end, zero, "c-axis")
    yield text(0, _TALL + LINE - 6, str(years[0]), "c-soft")
    if len(years) > 1:
        yield text(max(end, Decimal(90)), _TALL + LINE - 6, str(years[-1]), "c-soft", "end")
