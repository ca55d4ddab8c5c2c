"""The bars of a chart, the same for a terminal and a page: how long, of what, and what is told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.facts.arithmetic import EXACT, ZERO
from vpcli.core.reports.cells import Tone
from vpcli.core.reports.chart import Chart, Panel, limit_of
from vpcli.core.reports.lines import Line
from vpcli.i18n import say
from vpcli.writers.chart_words import ChartWords, value_of

__all__ = ["Bar", "BarGroup", "Bars", "bars_of"]


class Bar(NamedTuple):
    """One bar: its distance from where bars begin, and the words beside it."""

    when: str
    label: str
    length: Decimal | None
    goes_on: bool
    """Whether it is drawn shorter than it is."""
    number: str
    verdict: str
    reason: str
    tone: Tone | None
    position: int
    """Its place among the bars of one row, which are held against one another."""
    limits: tuple[Decimal, ...]
    """Where the limits lie, as distances too."""


class BarGroup(NamedTuple):
    """The bars below one name."""

    name: str
    bars: tuple[Bar, ...]


class Bars(NamedTuple):
    """All bars of one scale."""

    groups: tuple[BarGroup, ...]
    low: Decimal
    high: Decimal
    """The ends of the scale, as distances from where bars begin."""
    notes: tuple[str, ...]
    """What the limits are, and other signs."""

    @property
    def all(self) -> list[Bar]:
        """Every bar."""
        return [bar for group in self.groups for bar in group.bars]


def bars_of(words: ChartWords, chart: Chart) -> Bars:
    """Return the bars of a chart, those of one name after the other together."""
    groups: list[BarGroup] = []
    for panel in chart.panels:
        name, made = words.heading(panel), (*_bars(words, chart, panel),)
        if groups and groups[-1].name == name:
            groups[-1] = BarGroup(name, (*groups[-1].bars, *made))
        else:
            groups.append(BarGroup(name, made))
    bars = [bar for group in groups for bar in group.bars]
    ends = [ZERO, *(one.length for one in bars if one.length is not None)]
    ends += [limit for bar in bars if bar.length is not None for limit in bar.limits]
    return Bars(tuple(groups), min(ends), max(ends), (*_notes(words, chart),))


def _notes(words: ChartWords, chart: Chart) -> Iterator[str]:
    if chart.picture.origin:
        yield say(words.lang, "chart.whole-plan")
    yield from words.limits(chart)


def _bars(words: ChartWords, chart: Chart, panel: Panel) -> Iterator[Bar]:
    picture = chart.picture
    limits = [limit_of(limit, panel).up for limit in picture.limits]
    for position, line in enumerate(panel.lines):
        point = line.points[0]
        length, goes_on = _length(chart, line)
        told = words.told(panel, line)
        yield Bar(
            _when(chart, panel) if not position else "",
            words.line(line) if len(panel.lines) > 1 else "",
            length,
            goes_on,
            told if point.value else "",
            words.verdict(point) if point.value and not position else "",
            "" if point.value else told,
            _tone(chart, panel, line, position),
            position,
            tuple(EXACT.subtract(limit, picture.origin) for limit in limits),
        )


def _tone(chart: Chart, panel: Panel, line: Line, position: int) -> Tone | None:
    """Good or bad news of a number; the first of a row is what the verdict is about."""
    own = panel.row.tones.get(line.column)
    return own if own or position else panel.row.tones.get(chart.picture.verdict)


def _length(chart: Chart, line: Line) -> tuple[Decimal | None, bool]:
    """The distance that is drawn, and whether it is shorter than it should be."""
    point, picture = line.points[0], chart.picture
    if not point.value:
        return None, False
    value = value_of(point)
    low, high = picture.within or (value, value)
    drawn = min(max(value, low), high)
    return EXACT.subtract(drawn, picture.origin), drawn != value


def _when(chart: Chart, panel: Panel) -> str:
    """The year of a row, or the years that it spans."""
    ends = [str(panel.row.cells[column] or "") for column in chart.picture.span or ()]
    if ends and all(ends):
        return "–".join(dict.fromkeys(ends))
    first, last = (panel.lines[0].points[at].year for at in (0, -1))
    return f"{first}–{last}" if first < last else str(first or "")
