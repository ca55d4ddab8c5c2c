"""A chart in a page: drawn in place, self-contained, with its numbers as text beside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from vpcli.core.reports.chart import Chart
from vpcli.core.reports.table import Report, Shape
from vpcli.writers.chart_words import ChartWords
from vpcli.writers.display import Style
from vpcli.writers.svg import Drawing, picture
from vpcli.writers.svg_bars import bar_drawings
from vpcli.writers.svg_paths import path_drawings
from vpcli.writers.svg_sparks import spark_drawings

__all__ = ["LOOK", "chart_as_html", "drawings_of"]

LOOK = """
:root { --c-ink: #1b1b1b; --c-soft: #555; --c-grid: #d5d5d5; --c-axis: #666; --c-paper: #fff;
  --c-bar: #1f4e79; --c-plan: #9a4a00; --c-required: #7a2a63; --c-straight: #555;
  --c-better: #0a5c2a; --c-worse: #a11212; --c-1: #00696b; --c-2: #6b5900; --c-3: #4a4ab0; }
@media (prefers-color-scheme: dark) {
  :root { --c-ink: #ececec; --c-soft: #b8b8b8; --c-grid: #444; --c-axis: #999; --c-paper: #161616;
    --c-bar: #8ab8e6; --c-plan: #f0a860; --c-required: #dd9fc9; --c-straight: #b8b8b8;
    --c-better: #77cf94; --c-worse: #ff9c94; --c-1: #6fd3d1; --c-2: #d9c45a; --c-3: #b3b3ff; }
}
.c-chart { margin: 0 0 1.5em; max-width: 680px; break-inside: avoid; }
.c-title { break-after: avoid; }
.c-sparks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
  gap: 1em 2em; max-width: 1100px; }
.c-chart figcaption, .c-chart p, .c-chart ul { margin: .25em 0; }
.c-chart p, .c-chart ul { font-size: .875em; }
.c-legend { list-style: none; padding: 0; }
.c-legend li { padding-left: 40px; text-indent: -40px; }
.c-svg { display: block; width: 100%; height: auto; overflow: visible; }
.c-swatch { display: inline-block; width: 28px; height: 16px; margin-right: 12px;
  vertical-align: middle; }
.c-svg text { font: 11px system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums; fill: var(--c-ink); }
.c-svg .c-name { font-weight: 600; }
.c-svg .c-soft { fill: var(--c-soft); }
.c-svg .c-label { font-weight: 600; stroke: var(--c-paper); stroke-width: 3px; }
.c-svg .c-plan-text { fill: var(--c-plan); }
.c-svg .c-result-text { fill: var(--c-bar); }
.c-grid { stroke: var(--c-grid); }
.c-axis { stroke: var(--c-axis); }
.c-limit { stroke: var(--c-ink); stroke-width: 1.5; stroke-dasharray: 3 2; }
.c-gap { stroke: var(--c-axis); stroke-width: 2; stroke-dasharray: 1 2; }
.c-bar { fill: var(--c-bar); stroke: var(--c-bar); }
.c-bar.c-better { fill: var(--c-better); stroke: var(--c-better); }
.c-bar.c-worse { fill: var(--c-worse); stroke: var(--c-worse); fill-opacity: .3; }
.c-bar.c-below { fill-opacity: .3; }
.c-beside { fill: none; stroke: var(--c-soft); stroke-width: 1.5; }
.c-line { fill: none; stroke-width: 2; }
.c-result { stroke: var(--c-bar); }
.c-plan { stroke: var(--c-plan); }
.c-required { stroke: var(--c-required); stroke-dasharray: 7 4; }
.c-straight { stroke: var(--c-straight); stroke-dasharray: 1.5 4; }
.c-ahead { stroke-dasharray: 9 3 2 3; }
.c-ahead-1 { stroke: var(--c-1); }
.c-ahead-2 { stroke: var(--c-2); }
.c-ahead-3 { stroke: var(--c-3); }
.c-mark { stroke-dasharray: none; stroke-width: 2; fill: var(--c-paper); }
.c-mark.c-result { fill: var(--c-bar); }
.c-mark.c-missed { fill: var(--c-paper); stroke: var(--c-worse); }
.c-band { fill: var(--c-1); fill-opacity: .18; }
.c-paper { fill: var(--c-paper); }
.c-file { width: auto; max-width: 100%; }
@media (max-width: 560px) { .c-svg:not(.c-small, .c-file) text { font-size: 16px; } }
@media print { .c-chart { max-width: 480px; } }
@media (max-width: 330px) { .c-svg.c-small text { font-size: 13px; } }
"""


def chart_as_html(report: Report, style: Style) -> list[str]:
    """Return the chart of a report, to stand above its table."""
    words = ChartWords(report, style)
    parts: list[str] = []
    for chart in words.charts:
        title = words.title(chart)
        if title:
            parts.append(f'<p class="c-title"><strong>{escape(title)}</strong></p>')
        figures = [_figure(drawing, chart) for drawing in drawings_of(words, chart)]
        if chart.shape is Shape.SPARK:
            figures = ['<div class="c-sparks">', *figures, "</div>"]
        parts += figures
    return parts


def drawings_of(words: ChartWords, chart: Chart) -> Iterator[Drawing]:
    """Yield the drawings of a chart, one below the other."""
    if chart.shape is Shape.BARS:
        return bar_drawings(words, chart)
    return (spark_drawings if chart.shape is Shape.SPARK else path_drawings)(words, chart)


def _figure(drawing: Drawing, chart: Chart) -> str:
    """A drawing below its heading, and below it what its lines are and what is to be said."""
    parts = []
    if chart.shape is not Shape.BARS:
        unit = f", {escape(drawing.unit)}" if drawing.unit else ""
        heading = f"<strong>{escape(drawing.heading)}</strong>{unit}"
        parts.append(f"<figcaption>{heading}</figcaption>")
    if drawing.body:
        parts.append(picture(drawing, " c-small" if chart.shape is Shape.SPARK else ""))
    if drawing.legend:
        swatch = '<svg class="c-svg c-swatch" viewBox="0 0 28 16" aria-hidden="true">'
        items = (f"<li>{swatch}{one.swatch}</svg>{escape(one.text)}</li>" for one in drawing.legend)
        parts.append(f'<ul class="c-legend">{"".join(items)}</ul>')
    parts += [f"<p>{escape(note)}</p>" for note in drawing.notes]
    return f'<figure class="c-chart">{"".join(parts)}</figure>'
