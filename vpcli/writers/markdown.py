"""Markdown: title, answer, findings as a list, and the rows as a table to paste anywhere."""

from __future__ import annotations

from vpcli.core.reports.table import Report
from vpcli.i18n import say
from vpcli.writers.display import Style, source_text, title_text
from vpcli.writers.findings import finding_head, finding_lines
from vpcli.writers.layout import Layout, notes_of
from vpcli.writers.prose.text import paragraphs_of_report

__all__ = ["escaped", "write_markdown"]


def write_markdown(report: Report, style: Style) -> str:
    """Return the report as Markdown; the columns are those of the screen."""
    if report.sections:
        parts = [_head(report, style.lang, "#")]
        parts += ["\n".join(_lines(one, style)) for one in report.sections]
        return "\n\n".join(part.strip() for part in parts) + "\n"
    return "\n".join(_lines(report, style)).rstrip() + "\n"


def _head(report: Report, lang: str, mark: str) -> str:
    lines = [f"{mark} {escaped(title_text(report, lang))}", ""]
    for source in report.sources:
        lines += [escaped(say(lang, "source", text=source_text(source, lang))), ""]
    return "\n".join(lines)


def _lines(report: Report, style: Style) -> list[str]:
    lang = style.lang
    lines = _head(report, lang, "##").split("\n")
    if report.command == "statements":
        for text in paragraphs_of_report(report, lang):
            lines += [escaped(text), ""]
        for note in notes_of(report, (), lang):
            lines += [f"**{escaped(note)}**", ""]
        return lines
    for name, fields in report.lead:
        lines += [f"**{escaped(say(lang, name, **fields))}**", ""]
    sources = {source.id: source for source in report.sources}
    areas = {row.series.area.id for row in report.rows if row.series}
    for row in report.rows:
        if row.finding is not None:
            head = finding_head(row.finding, style, several_areas=len(areas) > 1)
            lines.append(f"- **{escaped(head)}**")
            lines += [
                f"  - {escaped(line.strip())}"
                for line in finding_lines(row.finding, sources, style)
            ]
    if lines[-1]:
        lines.append("")
    rows = [row for row in report.rows if row.finding is None]
    if rows and style.chart and report.picture is not None:
        from vpcli.writers.table import chart_text

        lines += ["```text", chart_text(report, style._replace(colour=False)), "```", ""]
    if rows:
        lines += _table(report._replace(rows=rows), style)
    return lines


def _table(report: Report, style: Style) -> list[str]:
    layout = Layout.of(report, style._replace(width=None))
    headings, right = layout.plain_headings()
    lines = [
        f"| {' | '.join(escaped(heading) for heading in headings)} |",
        f"|{'|'.join('---:' if number else '---' for number in right)}|",
    ]
    lines += [f"| {' | '.join(map(escaped, cells))} |" for cells in layout.plain_rows()]
    notes = [escaped(note) for note in layout.notes() if note]
    return [*lines, "", *(line for note in notes for line in (note, ""))]


def escaped(text: str) -> str:
    """Return text that Markdown leaves as it is."""
    for char in "\\`*_[]<>|#":
        text = text.replace(char, f"\\{char}")
    return text
