"""The Rich table for a terminal or a pipe: never cut, whatever the width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from io import StringIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vpcli.core.reports.table import Report
from vpcli.i18n import say
from vpcli.limits import check_table
from vpcli.writers.display import Style, source_text, title_text
from vpcli.writers.folding import folded
from vpcli.writers.layout import LaidOut, Layout, is_number, notes_of
from vpcli.writers.widths import width_of

__all__ = ["SCREENFUL", "chart_text", "console_for", "printed", "write_table"]

_UNLIMITED = 100_000
_MOST_SOURCES = 4
SCREENFUL = 40
"""Lines after which the headline is told again, for it has left the screen."""


def write_table(report: Report, style: Style) -> str:
    """Return the report as title, answer, findings, table, a note for every symbol, and sources.

    What is longer than a screen ends as it begins: with its title and answer. A page is its
    title, its sections, each under its own heading, and its sources.
    """
    if report.sections:
        parts = [_one_table(one, style) for one in report.sections]
        parts = [_lines(_headline(report, style.lang), style), *parts, _sources(report, style)]
        return "\n\n".join(part.rstrip() for part in parts if part) + "\n"
    made = _one_table(report, style)
    if style.width is None or made.count("\n") <= SCREENFUL:
        return made
    console, out = console_for(style)
    for line in [Text(), *_headline(report, style.lang)]:
        console.print(line)
    return made + printed(out)


def _one_table(report: Report, style: Style) -> str:
    """Return a report by itself, or as a section of a page."""
    if report.command == "statements":
        heading = _lines([*_headline(report, style.lang), Text()], style)
        return heading + _paragraphs(report, style)
    layout = Layout.of(folded(report, style), style)
    check_table(len(layout.rows) * sum(layout.widths()))
    drawn, notes = None, layout.notes
    width = layout.least_width if style.width is not None else 0
    if style.chart and report.picture is not None and layout.rows:
        from vpcli.writers.chart import LEAST_WIDTH, chart_as_text

        drawn, used = chart_as_text(report, style)
        notes, width = partial(_chart_notes, report, used, style.lang), LEAST_WIDTH
    console, out = console_for(style, width)
    for line in _headline(report, style.lang):
        console.print(line)
    _print_findings(report, style, console)
    if layout.rows:
        console.print()
        if drawn is None and style.width is None and not style.colour:
            out.writelines(f"{line}\n" for line in _unwrapped(layout))
        else:
            for part in drawn or [_table(layout)]:
                console.print(part)
    for text in notes() or [""] * bool(report.sources):
        console.print(Text(text, style="dim"))
    out.write(_sources(report, style))
    return printed(out)


def _headline(report: Report, lang: str) -> list[Text]:
    """The title, and the answer where it is told in a line or two."""
    lines = [Text(title_text(report, lang), style="bold")]
    for number, (name, fields) in enumerate(report.lead):
        look = ("bold red" if report.failed else "bold green") if not number else ""
        lines.append(Text(say(lang, name, **fields), style=look))
    return lines


def _sources(report: Report, style: Style) -> str:
    told = [
        say(style.lang, "source", text=source_text(source, style.lang))
        for source in report.sources[:_MOST_SOURCES]
    ]
    return _lines([Text(text, style="dim") for text in told], style)


def _lines(lines: Iterable[Text], style: Style) -> str:
    console, out = console_for(style)
    for line in lines:
        console.print(line)
    return printed(out) if out.getvalue() else ""


def _paragraphs(report: Report, style: Style) -> str:
    from vpcli.writers.prose.text import paragraphs_of_report

    console, out = console_for(style)
    for number, text in enumerate(paragraphs_of_report(report, style.lang)):
        if number:
            console.print()
        console.print(Text(text))
    for note in notes_of(report, (), style.lang):
        console.print()
        console.print(Text(note, style="bold red"))
    return printed(out)


def chart_text(report: Report, style: Style) -> str:
    """Return the chart of a report as plain lines."""
    from vpcli.writers.chart import chart_as_text

    console, out = console_for(style)
    for part in chart_as_text(report, style)[0]:
        console.print(part)
    return printed(out).rstrip()


def console_for(style: Style, least_width: int = 0) -> tuple[Console, StringIO]:
    """Return a console that writes plain text, or text with colour, into a buffer."""
    out = StringIO()
    width = style.width
    console = Console(
        file=out,
        width=max(width, least_width) if width else _UNLIMITED,
        force_terminal=style.colour,
        color_system="standard" if style.colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    return console, out


def printed(out: StringIO) -> str:
    """Return what was printed, no line ending in blanks."""
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _chart_notes(report: Report, used: set[str], lang: str) -> list[str]:
    lines = notes_of(report, used, lang)
    return ["", *lines] if lines else []


def _print_findings(report: Report, style: Style, console: Console) -> None:
    """Print each finding as a head and, indented, what it says."""
    sources = {source.id: source for source in report.sources}
    areas = {row.series.area.id for row in report.rows if row.series}
    for row in report.rows:
        if row.finding is None:
            continue
        from vpcli.writers.findings import finding_head, finding_lines

        console.print()
        head = finding_head(row.finding, style, several_areas=len(areas) > 1)
        console.print(Text(head, style="bold red" if row.tones else "bold"))
        for line in finding_lines(row.finding, sources, style):
            place = line.startswith("  ")
            text = Text(line.strip(), style="dim" if place else "")
            console.print(Padding(text, (0, 0, 0, 4 if place else 2), expand=False))


def _table(layout: Layout) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),  # with the divider: two blanks between columns
        header_style="bold",
    )
    widths = layout.widths()
    for heading, _ in layout.stub:
        table.add_column(heading, width=widths.pop(0), overflow="fold")
    for column, heading, width in zip(layout.columns, layout.headings, widths, strict=True):
        table.add_column(
            heading,
            justify="right" if is_number(column) else "left",
            width=width,
            overflow="fold",
        )
    for number, row in enumerate(zip(*layout.cells, strict=True)):
        stub = [_name(cells[number]) for _, cells in layout.stub]
        table.add_row(*stub, *(_text(cell) for cell in row))
    return table


def _unwrapped(layout: Layout) -> Iterator[str]:
    """The same table where nothing wraps and nothing has a colour: each cell is padded."""
    widths = layout.widths()
    headings, right = layout.plain_headings()

    def padded(texts: Iterable[str]) -> str:
        return "  ".join(
            " " * (width - width_of(text)) + text
            if to_right
            else text + " " * (width - width_of(text))
            for text, width, to_right in zip(texts, widths, right, strict=True)
        )

    yield padded(headings)
    yield "─" * (sum(widths) + 2 * (len(widths) - 1))
    for row in zip(*(cells for _, cells in layout.stub), *layout.cells, strict=True):
        yield padded((cell.text + (cell.tail or "")).rstrip() for cell in row)
        if any(cell.below for cell in row):
            yield padded(cell.below for cell in row)


def _name(cell: LaidOut) -> Text:
    text = Text(cell.text)
    if cell.below:
        text.append("\n" + cell.below, style="dim")
    return text


def _text(cell: LaidOut) -> Text:
    text = Text(cell.text + (cell.tail or ""), style=cell.style)
    if cell.below:
        text.append("\n" + cell.below, style="dim")
    return text
