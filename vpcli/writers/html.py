"""HTML: one self-contained page with the table as a table, to open or to paste elsewhere."""

from __future__ import annotations

from html import escape

from vpcli.core.reports.cells import Tone
from vpcli.core.reports.table import Report, Row
from vpcli.i18n import say
from vpcli.writers.display import Style, clean, source_text
from vpcli.writers.findings import finding_head, finding_lines
from vpcli.writers.glyphs import BLOCK
from vpcli.writers.layout import Layout, is_number

__all__ = ["html_fragment", "write_html"]

_LOOK = """
body { font: 11pt/1.4 "Times New Roman", "Liberation Serif", serif; margin: 2em; color: #000;
  background: #fff; }
@page { size: 29.7cm 21cm; margin: 1.5cm; }
h1 { font-size: 13pt; }
table { border-collapse: collapse; }
th, td { border: 1px solid #888; padding: 2pt 6pt; vertical-align: top; text-align: left; }
th { background: #eee; }
td.number, th.number { text-align: right; white-space: nowrap; }
small { color: #444; }
.better { color: #0a5c2a; font-weight: bold; }
.worse { color: #a11212; font-weight: bold; }
pre { font-size: 9.5pt; }
"""
_TONES = {Tone.BETTER: "better", Tone.WORSE: "worse"}


def write_html(report: Report, style: Style) -> str:
    """Return the report as a page without script, remote font or image."""
    lang = style.lang
    head = _title(report, lang)
    look = _LOOK
    if style.chart and report.picture is not None:
        from vpcli.writers.chart_html import LOOK

        look += LOOK
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(head)}</title>\n<style>{look}</style>\n</head>\n<body>\n"
        + "\n".join([f"<h1>{escape(head)}</h1>", *_body(report, style)])
        + "\n</body>\n</html>\n"
    )


def html_fragment(report: Report, style: Style) -> str:
    """Return the report as a part of another page, such as a notebook, which has its own look."""
    title = f"<p><strong>{escape(_title(report, style.lang))}</strong></p>"
    return "\n".join([title, *_body(report, style)])


def _title(report: Report, lang: str) -> str:
    title = clean(report.title.in_language(lang))
    return say(lang, f"title.{report.command}") + (f" — {title}" if title else "")


def _body(report: Report, style: Style) -> list[str]:
    """What the report says first, its rows, findings or derivations, and its sources."""
    lang = style.lang
    body = []
    for name, fields in report.lead:
        body.append(f"<p><strong>{escape(say(lang, name, **fields))}</strong></p>")
    if report.trees is not None:
        from vpcli.writers.tree import tree_as_text

        plain = tree_as_text(report, Style(lang, style.digits, style.bounds))
        body.append(f"<pre>{escape(plain)}</pre>")
    else:
        body += _findings(report, style)
        if style.chart and report.picture is not None:
            from vpcli.writers.chart_html import chart_as_html

            body += chart_as_html(report, style)
        body += _table(report, style)
    for source in report.sources:
        body.append(
            f"<p><small>{escape(say(lang, 'source', text=source_text(source, lang)))}</small></p>"
        )
    return body


def _head(layout: Layout) -> str:
    """The headings; columns of one group stand under a common one, the others beside both."""
    report, lang = layout.report, layout.style.lang
    groups = [report.groups.get(column.name, "") for column in layout.columns]
    deep = ' rowspan="2"' if any(groups) else ""
    top = [f"<th{deep}>{escape(heading)}</th>" for heading, _ in layout.stub]
    below = []
    for position, (column, group) in enumerate(zip(layout.columns, groups, strict=True)):
        number = ' class="number"' if is_number(column) else ""
        text = escape(layout.own_heading(column))
        if not group:
            top.append(f"<th{number}{deep}>{text}</th>")
            continue
        below.append(f"<th{number}>{text}</th>")
        if position == groups.index(group):
            common = escape(say(lang, f"heading.of.{group}"))
            top.append(f'<th colspan="{groups.count(group)}">{common}</th>')
    rows = [top, below] if below else [top]
    return "".join(f"<tr>{''.join(row)}</tr>" for row in rows)


def _findings(report: Report, style: Style) -> list[str]:
    sources = {source.id: source for source in report.sources}
    areas = {row.series.area.id for row in report.rows if row.series}
    made = []
    for row in report.rows:
        if row.finding is not None:
            head = finding_head(row.finding, style, several_areas=len(areas) > 1)
            lines = finding_lines(row.finding, sources, style)
            items = "".join(f"<li>{escape(line.strip())}</li>" for line in lines)
            look = ' class="worse"' if row.tones else ""
            made.append(f"<p{look}>{escape(head)}</p>\n<ul>{items}</ul>")
    return made


def _look(row: Row, column: str) -> str:
    tone = row.tones.get(column)
    return _TONES[tone] if tone else ""


def _table(report: Report, style: Style) -> list[str]:
    layout = Layout.of(report, Style(style.lang, style.digits, style.bounds, columns=style.columns))
    if not layout.rows:
        return []
    _, right = layout.plain_headings()
    # Word processors heed these attributes where they leave the style sheet behind.
    lines = [
        '<table border="1" cellspacing="0" cellpadding="4">',
        f"<thead>{_head(layout)}</thead>",
        "<tbody>",
    ]
    for position, row in enumerate(layout.rows):
        laid = [cells[position] for _, cells in layout.stub]
        laid += [column[position] for column in layout.cells]
        looks = [""] * len(layout.stub)
        looks += [_look(row, column.name) for column in layout.columns]
        made = []
        for cell, numeric, tone in zip(laid, right, looks, strict=True):
            classes = [name for name in ("number" if numeric else "", tone) if name]
            look = f' class="{" ".join(classes)}"' if classes else ""
            look += ' align="right"' if numeric else ""
            look += ' nowrap="nowrap"' if BLOCK in cell.text else ""
            text = escape(cell.text.rstrip() + (cell.tail or "").rstrip())
            below = f"<br><small>{escape(cell.below)}</small>" if cell.below else ""
            made.append(f"<td{look}>{text}{below}</td>")
        lines.append(f"<tr>{''.join(made)}</tr>")
    notes = [f"<p><small>{escape(note)}</small></p>" for note in layout.notes() if note]
    return [*lines, "</tbody>", "</table>", *notes]
