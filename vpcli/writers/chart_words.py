"""The words of a chart: names, numbers and reasons, the same for a terminal and a page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vpcli.core.facts.arithmetic import rounded
from vpcli.core.facts.model import Kind
from vpcli.core.reports.cells import Number
from vpcli.core.reports.chart import Chart, Panel, charts_of, limit_of
from vpcli.core.reports.columns import Type
from vpcli.core.reports.lines import Line, Point, Role
from vpcli.core.reports.table import Report
from vpcli.i18n import has, say, say_unit
from vpcli.writers.display import (
    Style,
    clean,
    code,
    legend_of,
    number_text,
    plain_number,
    unit_of,
    unit_text,
    with_area,
)
from vpcli.writers.glyphs import ASCII, UNICODE
from vpcli.writers.layout import TONES

__all__ = ["ChartWords", "band_of", "ends_of", "levels_of", "target_of", "value_of"]

_LEVELS = {"actual": Type.LEVEL, "plan": Type.LEVEL, "change": Type.CHANGE}
_POWERS = (3, 6, 9, 12)
_MOST_TOLD = 8
"""Of the numbers of a line that are told one by one."""


class ChartWords:
    """Puts the names and numbers of a chart into words, and remembers the marks it used."""

    def __init__(self, report: Report, style: Style) -> None:
        """Take what the words depend on."""
        self.report, self.style, self.lang = report, style, style.lang
        self.charts = charts_of(report)
        self.types = {column.name: column.type for column in report.columns}
        self.glyphs = ASCII if style.plain else UNICODE
        self.used: set[str] = set()
        panels = [panel for chart in self.charts for panel in chart.panels]
        self.several_areas = len({one.row.series.area.id for one in panels if one.row.series}) > 1

    def title(self, chart: Chart) -> str:
        """What is said above a chart that is not the only one."""
        several = len(self.charts) > 1 and chart.picture.title
        return say(self.lang, f"chart.title.{chart.picture.title}") if several else ""

    def name(self, panel: Panel) -> str:
        """The name of the indicator, with its area where there are several."""
        series = panel.row.series
        if series is None:
            return ""
        name = clean(series.indicator.name.in_language(self.lang))
        return with_area(name, series, self.lang, several=self.several_areas)

    def heading(self, panel: Panel) -> str:
        """The name, and that less is better where it is."""
        name = self.name(panel)
        if not panel.is_less_better:
            return name
        return f"{name} ({say(self.lang, 'chart.less-is-better')})"

    def unit(self, panel: Panel) -> str:
        """The unit of the indicator."""
        return unit_text(panel.row.series, self.lang) if panel.row.series else ""

    def type_of(self, panel: Panel, line: Line) -> Type:
        """What the numbers of a line are; a change of a rate is told in points."""
        kind = panel.row.series.indicator.kind if panel.row.series else Kind.LEVEL
        found = self.types.get(line.column) or _LEVELS.get(line.column, Type.RATE)
        return Type.POINTS if found is Type.CHANGE and kind is Kind.RATE else found

    def number(self, panel: Panel, line: Line, value: Number, *, bounds: bool = False) -> str:
        """A number as the table shows it, on request with its bounds."""
        column = self.type_of(panel, line)
        marks = legend_of(value, compact=False, column=column)
        self.used.update(f"{mark}-alone" if mark == "legend.implied" else mark for mark in marks)
        parts = number_text(value, column, panel.row.series, self.style, compact=False)
        text = (parts.head + parts.tail).strip()
        return f"{text} ({parts.below})" if bounds and parts.below else text

    def dated(self, panel: Panel, line: Line, point: Point) -> list[str]:
        """The number of a year, with its verdict; its interval, or for the last its bounds."""
        told = point.value or point.interval
        assert told is not None
        verdict = f" {self.verdict(point)}" if point.verdict else ""
        text = f"{point.year} {self.number(panel, line, told)}{verdict}"
        if point is not next(iter(line.known[-1:]), None) or point.value is None:
            return [text]
        if point.interval is not None:
            return [text, f"({self.number(panel, line, point.interval)})"]
        bounded = self.number(panel, line, point.value, bounds=line.role is Role.AHEAD)
        return [f"{point.year} {bounded}{verdict}"]

    def numbers(self, panel: Panel, line: Line) -> list[str]:
        """What is told of a line: its growth a year, or its numbers, of many of them the chief."""
        rate = [self.rate(panel, line)] if line.rate else []
        if line.role is Role.STRAIGHT or (line.role is Role.REQUIRED and not line.name):
            return rate
        told = [one for one in line.points if one.value or one.interval]
        if len(told) <= _MOST_TOLD or line.role in (Role.AHEAD, Role.REQUIRED):
            dated = [text for one in told for text in self.dated(panel, line, one)]
            return [*rate, *dated, *self._gap(panel, line)]
        return [*self.extremes(panel, line), *self._verdicts(line)]

    def _gap(self, panel: Panel, line: Line) -> list[str]:
        """How far the end of what is ahead is from the target."""
        gap = line.known[-1].gap if line.known and line.role is Role.AHEAD else None
        if gap is None:
            return []
        change = self.number(panel, line._replace(column="change"), gap)
        return [f"{say(self.lang, f'heading.{self.report.command}.gap')}: {change}"]

    def rate(self, panel: Panel, line: Line) -> str:
        """The growth a year that makes a line."""
        assert line.rate is not None
        named = line._replace(column="change" if line.role is Role.STRAIGHT else "growth_pct")
        return say(self.lang, "chart.a-year", change=self.number(panel, named, line.rate))

    def _verdicts(self, line: Line) -> list[str]:
        """How many plans were met, and the years of those that were not."""
        judged = [one for one in line.points if one.verdict]
        missed = [str(one.year) for one in judged if one.is_missed]
        if not judged:
            return []
        counts = {"good": len(judged) - len(missed), "judged": len(judged)}
        text = say(self.lang, "chart.plans-met", **counts)
        return [f"{text}; {code('not-met', self.lang)}: {', '.join(missed)}" if missed else text]

    def line(self, line: Line) -> str:
        """What a line shows: its scenario, or the heading of its column."""
        if line.role is Role.STRAIGHT or (line.role is Role.REQUIRED and not line.name):
            return say(self.lang, f"chart.line.{line.role.value}")
        if line.name:
            return code(clean(line.name), self.lang)
        if line.column in self.report.headings:
            key, fields = self.report.headings[line.column]
            return say(self.lang, key, **fields)
        own = f"heading.{self.report.command}.{line.column}"
        return say(self.lang, own if has(self.lang, own) else f"heading.{line.column}")

    def told(self, panel: Panel, line: Line) -> str:
        """The one number of a line, or why there is none, with the verdict if there is one."""
        point = line.points[0]
        if point.value:
            return self.number(panel, line, point.value)
        reason = self.reason(point.reason)
        if not point.verdict:
            return reason
        return f"{self.verdict(point)} ({reason})" if point.reason else self.verdict(point)

    def verdict(self, point: Point) -> str:
        """The judgement on a number."""
        return code(point.verdict, self.lang)

    def limits(self, chart: Chart) -> list[str]:
        """What the limits are, and where they lie for an indicator of which less is better."""
        told = []
        for limit in chart.picture.limits:
            column = self.types[chart.picture.values[0]]
            text = say(self.lang, f"chart.limit.{limit.name}", limit=self._plain(limit.up, column))
            others = {limit_of(limit, one).up for one in chart.panels} - {limit.up}
            if others:
                less = say(self.lang, "chart.less-is-better")
                text += f" ({less}: {self._plain(min(others), column)})"
            told.append(text)
        return told

    def _plain(self, value: Decimal, column: Type) -> str:
        return f"{self.plain(value)}{unit_of(column, None, self.lang)}"

    def plain(self, value: Decimal) -> str:
        """A number of the axis, such as a limit, with at most two decimals."""
        decimals = -int(rounded(value, 2).normalize().as_tuple().exponent)
        return plain_number(value, max(0, decimals), self.lang)

    def powers(self, panel: Panel) -> list[int]:
        """The powers of ten that the unit may be told with."""
        return [power for power in _POWERS if self._larger(panel, power)]

    def unit_and_axis(self, panel: Panel, power: int) -> str:
        """The unit, and that of the labels of the axis where they leave a power of ten out."""
        unit = self.unit(panel)
        if not power:
            return unit
        return f"{unit}; {say(self.lang, 'chart.axis', unit=self._larger(panel, power))}"

    def _larger(self, panel: Panel, power: int) -> str:
        """The unit times a power of ten in words; empty where there are none."""
        unit = panel.row.series.indicator.unit if panel.row.series else None
        if unit is None:
            return ""
        larger = unit._replace(text="", exponent=unit.exponent + power)
        return clean(say_unit(larger, self.lang))

    def look(self, panel: Panel, line: Line) -> str:
        """Good or bad news in colour, as in the table."""
        tone = panel.row.tones.get(line.column)
        return TONES[tone] if tone else ""

    def reason(self, reason: str) -> str:
        """Why there is a gap."""
        return code(reason, self.lang, "reason") if reason else "–"

    def gaps(self, line: Line, years: Sequence[int]) -> str:
        """The years without a number, by reason."""
        found: dict[str, list[str]] = {}
        by_year = {point.year: point for point in line.points}
        for year in years:
            point = by_year.get(year, Point(year, None, "no-actual"))
            if point.value is None:
                found.setdefault(self.reason(point.reason), []).append(str(year))
        return "; ".join(f"{', '.join(listed)}: {reason}" for reason, listed in found.items())

    def extremes(self, panel: Panel, line: Line) -> list[str]:
        """The last number, the highest and the lowest, each with its year."""
        known = line.known
        told = [known[-1]]
        words = [""]
        if len(known) > 2:
            told += [max(known, key=value_of), min(known, key=value_of)]
            words += [say(self.lang, f"chart.{name}") + " " for name in ("highest", "lowest")]
        return [
            f"{word}{self.number(panel, line, point.value)} {point.year}"
            for word, point in zip(words, told, strict=True)
            if point.value
        ]


def value_of(point: Point) -> Decimal:
    """The value of a point that is none of the gaps."""
    assert point.value is not None
    assert point.value.value is not None
    return point.value.value


def ends_of(point: Point, role: Role) -> list[Decimal]:
    """Where a point is marked: at its value, or for a planned range at its ends."""
    if point.value is not None:
        return [value_of(point)]
    if role is not Role.PLAN or point.interval is None:
        return []
    ends = point.interval.face or (point.interval.low, point.interval.high)
    return [end for end in ends if end is not None and end.is_finite()]


def band_of(point: Point) -> tuple[Decimal, Decimal]:
    """The interval that a point ahead is told with, or else its value twice."""
    told, value = point.interval, value_of(point)
    if told is None or told.low is None or told.high is None:
        return value, value
    return told.low, told.high


def levels_of(chart: Chart, panel: Panel) -> list[Decimal]:
    """Every level that is drawn of a panel."""
    limits = [limit.up for limit in chart.picture.limits]
    marked = [end for line in panel.lines for one in line.points for end in ends_of(one, line.role)]
    ahead = [line for line in panel.lines if line.role is Role.AHEAD]
    return limits + marked + [end for line in ahead for one in line.known for end in band_of(one)]


def target_of(panel: Panel) -> Point | None:
    """The end of a required path, where no plan is marked there."""
    planned = {one.year for line in panel.lines if line.role is Role.PLAN for one in line.points}
    ends = [line.known[-1] for line in panel.lines if line.role is Role.REQUIRED and line.known]
    return next((end for end in ends if end.year not in planned), None)
