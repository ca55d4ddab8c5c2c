"""The words of a chart: names, numbers and reasons, the same for a terminal and a page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from vpcli.core.reports.cells import Number
from vpcli.core.reports.chart import Line, Panel, Point, panels_of, shape_of
from vpcli.core.reports.table import Report
from vpcli.i18n import has, say
from vpcli.writers.display import Style, clean, code, legend_of, number_text, unit_text, with_area
from vpcli.writers.glyphs import ASCII, UNICODE
from vpcli.writers.layout import TONES

__all__ = ["ChartWords", "value_of"]


class ChartWords:
    """Puts the names and numbers of a chart into words, and remembers the marks it used."""

    def __init__(self, report: Report, style: Style) -> None:
        """Take what the words depend on."""
        self.report, self.style, self.lang = report, style, style.lang
        self.shape = shape_of(report)
        self.beside = report.picture.beside if report.picture else ()
        self.panels = panels_of(report)
        self.types = {column.name: column.type for column in report.columns}
        self.glyphs = ASCII if style.plain else UNICODE
        self.used: set[str] = set()
        self.several_areas = (
            len({one.row.series.area.id for one in self.panels if one.row.series}) > 1
        )

    def name(self, panel: Panel) -> str:
        """The name of the indicator, with its area where there are several."""
        series = panel.row.series
        if series is None:
            return ""
        name = clean(series.indicator.name.in_language(self.lang))
        return with_area(name, series, self.lang, several=self.several_areas)

    def unit(self, panel: Panel) -> str:
        """The unit of the indicator."""
        return unit_text(panel.row.series, self.lang) if panel.row.series else ""

    def number(self, panel: Panel, line: Line, value: Number, *, bounds: bool = False) -> str:
        """A number as the table shows it, on request with its bounds."""
        column = self.types[line.column]
        marks = legend_of(value, compact=False, column=column)
        self.used.update(f"{mark}-alone" if mark == "legend.implied" else mark for mark in marks)
        parts = number_text(value, column, panel.row.series, self.style, compact=False)
        text = (parts.head + parts.tail).strip()
        return f"{text} ({parts.below})" if bounds and parts.below else text

    def dated(self, panel: Panel, line: Line, point: Point) -> str:
        """The number of a year; the last one of a line with its interval, or with its bounds."""
        assert point.value is not None
        last = point is line.known[-1]
        if not last or point.interval is None:
            return self.number(panel, line, point.value, bounds=last)
        text = self.number(panel, line, point.value)
        return f"{text} ({self.number(panel, line, point.interval)})"

    def line(self, line: Line) -> str:
        """What a line shows: its scenario, or the heading of its column."""
        if line.name:
            return code(clean(line.name), self.lang)
        if line.column in self.report.headings:
            key, fields = self.report.headings[line.column]
            return say(self.lang, key, **fields)
        own = f"heading.{self.report.command}.{line.column}"
        return say(self.lang, own if has(self.lang, own) else f"heading.{line.column}")

    def told(self, panel: Panel, line: Line) -> str:
        """The one number of a line, or why there is none."""
        point = line.points[0]
        return self.number(panel, line, point.value) if point.value else self.reason(point.reason)

    def look(self, panel: Panel, line: Line) -> str:
        """Good or bad news in colour, as in the table."""
        tone = panel.row.tones.get(line.column)
        return TONES[tone] if tone else ""

    def dim(self, panel: Panel) -> str:
        """A reason in the place of numbers is no number."""
        return "" if panel.points else "dim"

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
