"""HTML: one self-contained page, to open, to print or to paste elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from vpcli.core.reports.cells import Number
from vpcli.core.reports.table import Report
from vpcli.i18n import say
from vpcli.writers.display import Style, source_text, title_text
from vpcli.writers.findings import finding_head, finding_lines
from vpcli.writers.html_look import LOOK
from vpcli.writers.html_table import table_as_html
from vpcli.writers.layout import notes_of

__all__ = ["html_fragment", "write_html"]

_LEAST_DRAWN, _MOST_DRAWN = 3, 60
"""Rows of which a chart shows more than their table, and is still looked at."""
_WIDE = 7
"""Columns from which a table is printed on its own, with the long side of the paper down."""


def write_html(report: Report, style: Style) -> str:
    """Return the report as a page without script, remote font or image."""
    lang = style.lang
    head = title_text(report, lang)
    body = [f"<h1>{escape(head)}</h1>"]
    if report.sections:
        body += [part for one in report.sections for part in _section(one, style)]
        body += _sources(report, lang)
    else:
        body += _body(report, style)
    return _shell(head, body, lang, chart=style.chart or bool(report.sections))


def _shell(title: str, body: Iterable[str], lang: str, *, chart: bool) -> str:
    """A whole page around what stands on it."""
    look = LOOK
    if chart:
        from vpcli.writers.chart_html import LOOK as CHARTS

        look += CHARTS
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{look}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def html_fragment(report: Report, style: Style) -> str:
    """Return the report as a part of another page, such as a notebook, which has its own look."""
    title = f"<p><strong>{escape(title_text(report, style.lang))}</strong></p>"
    return "\n".join([title, *_body(report, style)])


def _section(report: Report, style: Style) -> list[str]:
    """A part of a page: its heading, and what it holds."""
    lang = style.lang
    heading = escape(say(lang, f"title.{report.command}"))
    name = escape(report.command)
    wide = ' class="wide"' if len(report.screen) >= _WIDE and report.command == "summary" else ""
    return [
        f'<section{wide} aria-labelledby="{name}">',
        f'<h2 id="{name}">{heading}</h2>',
        *_body(report, style._replace(chart=_is_drawn(report))),
        "</section>",
    ]


def _is_drawn(report: Report) -> bool:
    """Whether a chart tells more than a few numbers do."""
    picture = report.picture
    if picture is None:
        return False
    drawn = (
        any(isinstance(cell := row.cells[name], Number) and cell.value for name in picture.values)
        for row in report.rows
    )
    return _LEAST_DRAWN <= sum(drawn) <= _MOST_DRAWN


def _body(report: Report, style: Style) -> list[str]:
    """What the report says first, its rows, findings or derivations, and its sources."""
    lang = style.lang
    body = []
    for name, fields in report.lead:
        body.append(f'<p class="lead">{escape(say(lang, name, **fields))}</p>')
    if report.trees is not None:
        from vpcli.writers.tree import tree_as_text

        plain = tree_as_text(report, Style(lang, style.digits, style.bounds))
        body.append(f"<pre>{escape(plain)}</pre>")
    elif report.command == "statements":
        from vpcli.writers.prose.text import paragraphs_of_report

        body += [f"<p>{escape(text)}</p>" for text in paragraphs_of_report(report, lang)]
        body += [f'<p class="worse">{escape(note)}</p>' for note in notes_of(report, (), lang)]
    else:
        body += _findings(report, style)
        if style.chart and report.picture is not None:
            from vpcli.writers.chart_html import chart_as_html

            body += chart_as_html(report, style)
        body += table_as_html(report, style, title_text(report, lang))
    return [*body, *_sources(report, lang)]


def _sources(report: Report, lang: str) -> list[str]:
    sources = [say(lang, "source", text=source_text(one, lang)) for one in report.sources]
    told = "".join(f"<p>{escape(text)}</p>" for text in sources)
    return [f"<footer>{told}</footer>"] if told else []


def _findings(report: Report, style: Style) -> list[str]:
    sources = {source.id: source for source in report.sources}
    areas = {row.series.area.id for row in report.rows if row.series}
    made = []
    for row in report.rows:
        if row.finding is not None:
            head = finding_head(row.finding, style, several_areas=len(areas) > 1)
            lines = finding_lines(row.finding, sources, style)
            items = "".join(f"<li>{escape(line.strip())}</li>" for line in lines)
            look = ' class="worse"' if row.tones else ' class="lead"'
            made.append(f'<p{look}>{escape(head)}</p>\n<ul class="finding">{items}</ul>')
    return made
