"""A report as office programs hold it, the same for Word and Excel: title, table, lists, notes.

Cells are those of the printed table. A unit that all numbers of a column share stands in its
heading, names are moved in by their depth and have their unit beside them, and bars, which need
letters of one width, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from vpcli.core.reports.cells import Number
from vpcli.core.reports.columns import Column, Type
from vpcli.core.reports.table import Report, Row
from vpcli.errors import InvocationError, Problem
from vpcli.i18n import say
from vpcli.writers.display import SIGNED, Style, source_text, title_text, unit_of
from vpcli.writers.layout import LaidOut, Layout, is_number, notes_of, type_in
from vpcli.writers.machine import number_value
from vpcli.writers.typeset import breaking

__all__ = [
    "OfficeCell",
    "OfficeColumn",
    "OfficeTable",
    "ToldLine",
    "head_of",
    "in_xml",
    "leads_of",
    "office_table",
    "refuse_charts",
    "sources_of",
    "told_lines",
]

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INDENT = "\u00a0\u00a0"
"""What a name is moved in by, a step, where formats have nothing else."""
_CENTRED = (Type.YEAR,)


class OfficeColumn(NamedTuple):
    """A column: its heading, that of the group it stands under, and where its cells stand."""

    heading: str
    group: str = ""
    align: str = "left"
    is_name: bool = False
    wraps: bool = True
    """Whether its texts may be broken between words."""


class OfficeCell(NamedTuple):
    """A cell: the text printed in it; of a number its value and what follows its whole part."""

    text: str
    below: str = ""
    tail: str | None = None
    look: str = ""
    depth: int = 0
    value: Decimal | int | None = None
    signed: bool = False
    """Whether a number has a plus sign where it is above zero."""

    @property
    def is_blank(self) -> bool:
        """Whether it is the sign for no figure, which stands where numbers do."""
        return self.tail is None and self.text in ("–", "…")


class OfficeTable(NamedTuple):
    """The table of a report, and the notes below it."""

    columns: Sequence[OfficeColumn]
    rows: Sequence[Sequence[OfficeCell]]
    notes: Sequence[str]


class ToldLine(NamedTuple):
    """A line of a report that is told in words: a head at depth 0, or what stands below it."""

    depth: int
    text: str
    look: str = ""


def in_xml(text: str) -> str:
    """Return text as XML can hold it."""
    return _NOT_IN_XML.sub("�", text)


def refuse_charts(style: Style, format_name: str) -> None:
    """Raise `InvocationError` (`no-chart-in-format`) where a chart is asked for."""
    if style.chart:
        raise InvocationError(Problem("no-chart-in-format", {"format": format_name}))


def head_of(report: Report, lang: str) -> str:
    """Return the title: what the table is, and of what."""
    return in_xml(title_text(report, lang))


def leads_of(report: Report, lang: str) -> list[str]:
    """Return what the report says first."""
    return [in_xml(say(lang, name, **fields)) for name, fields in report.lead]


def sources_of(report: Report, lang: str) -> list[str]:
    """Return a line for every source."""
    return [
        in_xml(say(lang, "source", text=source_text(source, lang))) for source in report.sources
    ]


def told_lines(report: Report, style: Style) -> Iterator[ToldLine]:
    """Yield the derivations, or the findings, of a report as lines."""
    if report.trees is not None:
        from vpcli.writers.tree_lines import tree_lines
        from vpcli.writers.tree_words import TreeWords

        for depth, text in tree_lines(report, TreeWords(report, style)):
            yield ToldLine(depth, in_xml(text))
        return
    sources = {source.id: source for source in report.sources}
    areas = {row.series.area.id for row in report.rows if row.series}
    for row in report.rows:
        if row.finding is None:
            continue
        from vpcli.writers.findings import finding_head, finding_lines

        head = finding_head(row.finding, style, several_areas=len(areas) > 1)
        yield ToldLine(0, in_xml(head), "worse" if row.tones else "")
        for line in finding_lines(row.finding, sources, style):
            yield ToldLine(1, in_xml(line.strip()))


def office_table(report: Report, style: Style) -> OfficeTable:
    """Return the table, without rows where the report is told in words alone."""
    if report.trees is not None:
        from vpcli.writers.tree_words import TreeWords

        notes = TreeWords(report, style).notes(report)
        return OfficeTable((), (), [in_xml(note) for note in notes])
    layout = Layout.of(report, style._replace(width=None, colour=False, chart=False))
    if not layout.rows:
        return OfficeTable((), (), [in_xml(note) for note in notes_of(report, (), style.lang)])
    columns, cells = _stub(layout)
    for column, laid in zip(layout.columns, layout.cells, strict=True):
        if column.type is not Type.BAR:
            unit = _common_unit(layout, column)
            columns.append(_column(layout, column, unit))
            cells.append([*_cells(layout, column, laid, unit)])
    notes = [in_xml(note) for note in layout.notes() if note]
    return OfficeTable(columns, [*zip(*cells, strict=True)], notes)


def _stub(layout: Layout) -> tuple[list[OfficeColumn], list[list[OfficeCell]]]:
    """The columns that say what a row is about; a unit below the name has a column of its own."""
    columns, cells = [], []
    for at, (heading, laid) in enumerate(layout.stub):
        is_name = len(layout.stub) == 1 or at == 1
        columns.append(OfficeColumn(heading, "", "left" if is_name else "center", is_name))
        cells.append([_name(cell) if is_name else OfficeCell(in_xml(cell.text)) for cell in laid])
        if any(cell.below for cell in laid):
            unit = say(layout.style.lang, "heading.unit")
            columns.append(OfficeColumn(unit, "", "center"))
            cells.append([OfficeCell(in_xml(cell.below)) for cell in laid])
    return columns, cells


def _name(cell: LaidOut) -> OfficeCell:
    text, depth = in_xml(cell.text), 0
    while text.startswith(_INDENT):
        text, depth = text.removeprefix(_INDENT), depth + 1
    return OfficeCell(text, look=cell.style and "dim", depth=depth)


def _common_unit(layout: Layout, column: Column) -> str:
    """The unit that stands behind every number of a column."""
    found = {
        unit_of(type_in(row, column), row.series, layout.style.lang)
        for row in layout.rows
        if isinstance(row.cells[column.name], Number)
    }
    return found.pop() if len(found) == 1 else ""


def _column(layout: Layout, column: Column, unit: str) -> OfficeColumn:
    group = layout.report.groups.get(column.name, "")
    heading = breaking(layout.own_heading(column), " ") + (f" ({unit.strip()})" if unit else "")
    common = say(layout.style.lang, f"heading.of.{group}") if group else ""
    align = "center" if column.type in _CENTRED else "right" if is_number(column) else "left"
    return OfficeColumn(in_xml(heading), in_xml(common), align)


def _cells(
    layout: Layout, column: Column, laid: Sequence[LaidOut], unit: str
) -> Iterator[OfficeCell]:
    for row, cell in zip(layout.rows, laid, strict=True):
        tail = cell.tail
        if tail is not None:
            tail = in_xml(tail.replace(unit, "", 1).rstrip())
        text = in_xml(cell.text.rstrip()) + (tail or "")
        look = row.tones[column.name].value if column.name in row.tones else ""
        value = _value(row, column, layout.style)
        signed = type_in(row, column) in SIGNED
        yield OfficeCell(text, in_xml(cell.below), tail, look, value=value, signed=signed)


def _value(row: Row, column: Column, style: Style) -> Decimal | int | None:
    cell = row.cells[column.name]
    if isinstance(cell, Number):
        return number_value(cell, style.digits)
    return cell if isinstance(cell, int | Decimal) else None
